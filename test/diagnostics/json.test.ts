// The machine form: its shape is what schemas/cli/diagnostics.schema.json promises, its positions are 1-based.

import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';

import type { Diagnostic } from '../../src/diagnostics/index.js';
import { renderers, renderJson } from '../../src/diagnostics/render/index.js';

const schema = JSON.parse(readFileSync('schemas/cli/diagnostics.schema.json', 'utf8')) as object;
const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(schema);

const source = { path: 'app.dep', text: 'app é😀x\n  port 70\n' };
const sources = new Map([[source.path, source]]);
const port = { file: 'app.dep', start: source.text.indexOf('70'), end: source.text.indexOf('70') + 2 };

const full: Diagnostic = {
  code: 'DEP9000',
  severity: 'error',
  message: 'm',
  span: port,
  label: 'l',
  related: [
    { span: { file: 'app.dep', start: 4, end: 8 }, text: 'r' },
    { span: { file: 'lost.dep', start: 1, end: 2 }, text: 'no text at hand' },
  ],
  notes: ['n'],
  help: [{ text: 'h', applicability: 'safe', edits: [{ span: port, text: '7000' }] }, { text: 'i', applicability: 'unsafe' }],
  tags: ['deprecated'],
  object: { apiVersion: 'v1', kind: 'Service', name: 'web', path: '/spec/ports/0' },
  cause: { code: 'DEP6001', severity: 'warning', message: 'c', related: [], notes: [], help: [] },
};
const plain: Diagnostic = { code: 'DEP0001', severity: 'warning', message: 'w', related: [], notes: [], help: [] };

function parse(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  expect(validate(value) ? [] : validate.errors).toEqual([]);
  return value as Record<string, unknown>;
}

describe('--format json', () => {
  it('holds everything of a diagnostic', () => {
    const { diagnostics, ...rest } = parse(
      renderJson([full, plain], sources, { tool: { name: 'deployc', version: '0.1.0' }, artifacts: [{ path: 'kubernetes/web.yaml', kind: 'manifest' }] }),
    );
    expect(rest).toEqual({
      version: 1,
      tool: { name: 'deployc', version: '0.1.0' },
      ok: false,
      summary: { errors: 1, warnings: 1, infos: 0, files: 1 },
      artifacts: [{ path: 'kubernetes/web.yaml', kind: 'manifest' }],
    });
    const range = { start: { line: 2, column: 8, offset: 16 }, end: { line: 2, column: 10, offset: 18 } };
    expect((diagnostics as object[])[0]).toEqual({
      code: 'DEP9000',
      name: 'internal-error',
      severity: 'error',
      message: 'm',
      file: 'app.dep',
      range,
      label: 'l',
      related: [
        // Columns are code points: the emoji is one, though two UTF-16 units.
        { file: 'app.dep', range: { start: { line: 1, column: 5, offset: 4 }, end: { line: 1, column: 8, offset: 8 } }, text: 'r' },
        { file: 'lost.dep', text: 'no text at hand' },
      ],
      notes: ['n'],
      help: [
        { text: 'h', applicability: 'safe', edits: [{ file: 'app.dep', range, text: '7000' }] },
        { text: 'i', applicability: 'unsafe', edits: [] },
      ],
      tags: ['deprecated'],
      docs: 'docs/errors/DEP9000.md',
      object: { apiVersion: 'v1', kind: 'Service', name: 'web' },
      path: '/spec/ports/0',
      cause: { code: 'DEP6001', severity: 'warning', message: 'c', related: [], notes: [], help: [], docs: 'docs/errors/DEP6001.md', ...nameIfKnown('DEP6001', diagnostics) },
      rendered: renderers.pretty([full], sources, { docs: false, summary: false }),
    });
  });

  it('is valid when there is nothing to report', () => {
    expect(parse(renderJson([], sources))).toEqual({
      version: 1,
      ok: true,
      summary: { errors: 0, warnings: 0, infos: 0, files: 0 },
      diagnostics: [],
      artifacts: [],
    });
  });

  it('is ok with warnings', () => {
    expect(parse(renderJson([plain], sources))['ok']).toBe(true);
  });

  it.each([
    ['another version', { version: 2 }],
    ['a field nobody promised', { more: 1 }],
    ['a code that is none', { diagnostics: [{ ...plain, code: 'E1', docs: '', rendered: '' }] }],
    ['0-based lines', { diagnostics: [{ ...plain, docs: '', rendered: '', file: 'a', range: { start: { line: 0, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } } }] }],
    ['a range without a file', { diagnostics: [{ ...plain, docs: '', rendered: '', range: { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 1, offset: 0 } } }] }],
  ])('has a schema that refuses %s', (_, change) => {
    const good = JSON.parse(renderJson([], sources)) as object;
    expect(validate(good)).toBe(true);
    expect(validate({ ...good, ...change })).toBe(false);
  });
});

it('every format takes any diagnostic', () => {
  for (const render of Object.values(renderers)) {
    expect(render([full, plain], sources).endsWith('\n')).toBe(true);
    expect(render([full, plain], new Map()).length).toBeGreaterThan(0);
  }
});

/** The name of a code that may or may not be in the registry, as the first diagnostic's cause shows it. */
function nameIfKnown(code: string, diagnostics: unknown): object {
  const { cause } = (diagnostics as { cause: { code: string; name?: string } }[])[0] ?? {};
  return cause?.code === code && cause.name !== undefined ? { name: cause.name } : {};
}
