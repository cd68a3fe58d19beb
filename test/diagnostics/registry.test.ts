// The registry of codes: its rows, and the page docs/errors/DEPnnnn.md of each, whose examples are compiled.

import { readdirSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { cliCodes } from '../../src/diagnostics/codes/cli.js';
import { clusterCodes } from '../../src/diagnostics/codes/cluster.js';
import { internalCodes } from '../../src/diagnostics/codes/internal.js';
import { meaningCodes } from '../../src/diagnostics/codes/meaning.js';
import { namesCodes } from '../../src/diagnostics/codes/names.js';
import { outputCodes } from '../../src/diagnostics/codes/output.js';
import { syntaxCodes } from '../../src/diagnostics/codes/syntax.js';
import { targetCodes } from '../../src/diagnostics/codes/target.js';
import { wordsCodes } from '../../src/diagnostics/codes/words.js';
import { codes } from '../../src/diagnostics/index.js';
import type { CodeRow } from '../../src/diagnostics/index.js';
import { checkText, codesOf } from '../helpers/dep.js';
import { headings, readDocsPage } from '../helpers/docs-page.js';
import type { DocsPage } from '../helpers/docs-page.js';
import { exemptCodes } from '../helpers/exempt-codes.js';
import { readText } from '../helpers/golden.js';

type Row = CodeRow<never> & { readonly code: string };

const ranges: readonly (readonly [string, Readonly<Record<string, Row>>])[] = [
  ['DEP0', cliCodes],
  ['DEP1', syntaxCodes],
  ['DEP2', namesCodes],
  ['DEP3', wordsCodes],
  ['DEP4', meaningCodes],
  ['DEP5', targetCodes],
  ['DEP6', outputCodes],
  ['DEP7', clusterCodes],
  ['DEP9', internalCodes],
];
const all: readonly Row[] = ranges.flatMap(([, table]) => Object.values(table));

describe('the registry', () => {
  it('holds each code in the file of its range', () => {
    for (const [range, table] of ranges) {
      for (const code of Object.keys(table)) expect({ range, code: code.slice(0, 4), length: code.length }).toEqual({ range, code: range, length: 7 });
    }
  });

  it('loses no row when the files are merged', () => {
    expect(Object.keys(codes).sort()).toEqual(all.map(({ code }) => code).sort());
  });

  it('has unique names in kebab-case', () => {
    const names = all.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it.each(all.map((row) => [row.code, row] as const))('%s has a message in the house style', (_, row) => {
    const message = (row.message as (params: unknown) => string)(anything());
    expect(message).toMatch(/^[a-z0-9`"'({<-]|^(Kubernetes|Docker|Node|YAML|JSON|HTTP|TLS|CPU|DNS|Pod Security)\b|^[A-Z]\w+(\/[a-z]| `)/);
    expect(message).not.toMatch(/[.!\s]$|\billegal\b|\binvalid input\b|\bplease\b|undefined|\[object|\n/);
    // Backticks come in pairs.
    expect(message.split('`').length % 2).toBe(1);
  });
});

const live = all.filter((row) => row.retired !== true);

describe('the pages in docs/errors', () => {
  it('are those of the codes', () => {
    expect(readdirSync('docs/errors').sort()).toEqual(all.map(({ code }) => `${code}.md`).sort());
  });

  if (live.length > 0) describe.each(live.map((row) => [row.code, row] as const))('%s', (code, row) => {
    const page = (): DocsPage => readDocsPage(readText(`docs/errors/${code}.md`) ?? '');

    it('has the title and the four headings, each with text', () => {
      expect(page().title).toBe(`# ${code}: ${row.name}`);
      expect(page().headings).toEqual(headings);
      for (const heading of ['What it means', 'Why this is an error']) expect(page().prose.get(heading)?.length).toBeGreaterThan(20);
    });

    it('has an example that fails with it and one that does not', () => {
      const failing = page().examples.get('An example that fails') ?? [];
      const fixed = page().examples.get('How to fix it') ?? [];
      if (!causedByDep(code)) {
        expect([...failing, ...fixed].map(({ language }) => language).filter((language) => language !== 'console')).toEqual([]);
        expect(failing.length).toBeGreaterThan(0);
        return;
      }
      expect([failing.map(({ language }) => language), fixed.map(({ language }) => language)]).toEqual([['dep'], ['dep']]);
      for (const { text, files } of failing) expect(codesOf(checkText(text, files))).toContain(code);
      for (const { text, files } of fixed) {
        const result = checkText(text, files);
        expect(codesOf(result)).not.toContain(code);
        // A fix that fails for another reason teaches nothing.
        expect(result.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
      }
    });
  });
});

/** The command line, files, the cluster and bugs are shown as a console session. */
function causedByDep(code: string): boolean {
  return /^DEP[1-6]/.test(code) && exemptCodes[code] === undefined;
}

/** Stands for any parameter of a message: a text, a number, a list, an object of such. */
function anything(): unknown {
  const stand: unknown = new Proxy(() => stand, {
    get: (_, key) => {
      if (key === Symbol.toPrimitive || key === 'toString') return () => 'x';
      if (key === 'length') return 2;
      if (key === Symbol.iterator) return () => ['x', 'x'].values();
      return stand;
    },
    apply: () => stand,
  });
  return stand;
}
