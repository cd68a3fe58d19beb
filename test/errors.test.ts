// Every case in test/errors ends in the diagnostics it must produce, as the user sees them; no block = it must be clean.
// UPDATE=1 rewrites the blocks. Around them: what holds for every message, and that every code has a case.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import type { CompileResult } from '../src/compiler/program.js';
import { codes } from '../src/diagnostics/index.js';
import type { Diagnostic, SourceFile, TextEdit } from '../src/diagnostics/index.js';
import { checkText, frames } from './helpers/dep.js';
import { cut, errorCases, withBlock } from './helpers/error-cases.js';
import type { ErrorCase } from './helpers/error-cases.js';
import { exemptCodes } from './helpers/exempt-codes.js';
import { readText, readTree, updating } from './helpers/golden.js';

const cases = errorCases(join(import.meta.dirname, 'errors'));

if (cases.length > 0) describe.each(cases.map((one) => [one.name, one] as const))('errors/%s', (_, one) => {
  // Checked when the first of its tests runs, so that `-t` pays for what it asks only.
  let checked: CompileResult | undefined;
  const result = (): CompileResult => (checked ??= checkText(one.source, one.files));

  it('reports what its block says', () => {
    const shown = frames(result());
    if (updating) writeFileSync(one.path, withBlock(one.source, shown));
    else expect(shown).toBe(one.expected ?? '');
  });

  it('is one mistake with one good message', () => {
    const { diagnostics, sources } = result();
    // Cases in several/ are about how mistakes get along.
    if (!one.name.startsWith('several/')) expect(diagnostics.map(({ code, message }) => `${code}: ${message}`).slice(1)).toEqual([]);
    for (const diagnostic of diagnostics) expectGoodMessage(diagnostic, sources);
  });

  it('has edits that mend it', () => {
    for (const diagnostic of result().diagnostics) {
      for (const { edits } of diagnostic.help) if (edits !== undefined && edits.length > 0) expectMended(one, diagnostic, edits);
    }
  });
});

describe('the cases of test/errors', () => {
  const shown = new Set(cases.flatMap(({ expected }) => [...(expected ?? '').matchAll(/^(?:error|warning|info)\[(DEP\d{4})\]/gm)].map(([, code]) => code)));
  const wanted = Object.values(codes)
    .filter((one) => /^DEP[1-6]/.test(one.code) && !('retired' in one))
    .map(({ code }) => code);

  it('show every code that a .dep file can cause', () => {
    expect(wanted.filter((code) => !shown.has(code) && exemptCodes[code] === undefined)).toEqual([]);
  });

  it('leave no stale exemption', () => {
    expect(Object.keys(exemptCodes).filter((code) => shown.has(code) || !wanted.includes(code))).toEqual([]);
  });

  it('are made up for by other tests where there can be none', () => {
    const texts = (path: string): string => readText(path) ?? [...readTree(path)].filter(([name]) => name.endsWith('.ts')).map(([, text]) => text).join('\n');
    expect(Object.entries(exemptCodes).filter(([code, { tested }]) => !texts(tested).includes(code))).toEqual([]);
  });

  it('are read and written as they are', () => {
    expect(cut('app x\n#| error\n#|\n#|   | a\n')).toEqual({ source: 'app x\n', expected: 'error\n\n  | a\n' });
    expect(cut('app x\n#| not at the end\nport 1\n')).toEqual({ source: 'app x\n#| not at the end\nport 1\n', expected: undefined });
    expect(withBlock('app x\n', 'error\n\n  | a\n')).toBe('app x\n#| error\n#|\n#|   | a\n');
    expect(withBlock('app x\n', '')).toBe('app x\n');
  });
});

/** What every message keeps to (a proper name or a Kubernetes kind may be its first word), and nothing of the program's inside in it. */
function expectGoodMessage(one: Diagnostic, sources: ReadonlyMap<string, SourceFile>): void {
  const texts = [one.message, one.label ?? '', ...one.related.map(({ text }) => text), ...one.notes, ...one.help.map(({ text }) => text)];
  for (const text of texts) {
    expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object |\bInfinity\b|\billegal\b|^invalid input$|\.$|``/);
    expect(text.split('`').length % 2).toBe(1);
  }
  expect(one.message).toMatch(/^[a-z0-9`"'({<-]|^(Kubernetes|Docker|Node|YAML|JSON|HTTP|TLS|CPU|DNS|Pod Security)\b|^[A-Z]\w+(\/[a-z]| `)/);
  expect(one.message).not.toMatch(/\n/);
  for (const span of [one.span, ...one.related.map((label) => label.span), ...one.help.flatMap(({ edits }) => (edits ?? []).map((edit) => edit.span))]) {
    if (span === undefined) continue;
    expect(sources.has(span.file)).toBe(true);
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.start).toBeLessThanOrEqual(span.end);
    expect(span.end).toBeLessThanOrEqual(sources.get(span.file)?.text.length ?? -1);
  }
  expect(one.span ?? 'a .dep file has places').not.toBe('a .dep file has places');
}

/** Applies the edits and expects that the diagnostic is gone and that the syntax is no worse. */
function expectMended({ source, files }: ErrorCase, one: Diagnostic, edits: readonly TextEdit[]): void {
  const ordered = edits.filter(({ span }) => span.file === 'app.dep').sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
  let text = source;
  for (const { span, text: replacement } of ordered) text = text.slice(0, span.start) + replacement + text.slice(span.end);
  const after = checkText(text, files).diagnostics;
  expect(after.filter(({ code, message }) => code === one.code && message === one.message).map(({ message }) => `still: ${message}`)).toEqual([]);
  expect(after.filter(({ code }) => code.startsWith('DEP1')).map(({ message }) => `new: ${message}\n${text}`)).toEqual([]);
}
