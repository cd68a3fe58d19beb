// The grammar as it ships: the parser's tables are up to date, and src/grammar bundled with its runtime says of every text
// what it says with chevrotain: the same tokens, the same tree, the same mistakes.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import fc from 'fast-check';
import { tables, target } from '../../scripts/gen-parser.js';
import { grammarPlugin } from '../../scripts/lib/grammar-plugin.mjs';
import * as grammar from '../../src/grammar/index.js';
import * as lexer from '../../src/grammar/lexer.js';
import * as parser from '../../src/grammar/parser.js';
import * as tokens from '../../src/grammar/tokens.js';
import { corpus } from './corpus.js';
import { anything, soup } from './soup.js';

const root = join(import.meta.dirname, '../..');
const ours = { ...grammar, ...lexer, ...parser, ...tokens };

/** src/grammar as scripts/build.mjs bundles it, and the files that are in the bundle. */
async function shippedGrammar(): Promise<{ readonly shipped: typeof ours; readonly files: readonly string[] }> {
  const contents = ['index', 'lexer', 'parser', 'tokens'].map((file) => `export * from './${file}.js';`).join('\n');
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: join(root, 'src/grammar') },
    bundle: true, write: false, metafile: true, format: 'iife', globalName: 'shipped', target: 'node20', plugins: [grammarPlugin], absWorkingDir: root,
  });
  const shipped = new Function(`${outputFiles[0]?.text ?? ''}\nreturn shipped;`)() as typeof ours;
  return { shipped, files: Object.keys(metafile.inputs) };
}

const { shipped, files } = await shippedGrammar();

/** What `made` says about `text`. */
function everything(made: typeof ours, text: string): string {
  const { tokens: found, trivia } = made.lex(text);
  const rows = (list: typeof found) => list.map(({ image, startOffset, tokenType }) => `${startOffset} ${tokenType.name} ${JSON.stringify(image)}`);
  const { ast, diagnostics, tokens: all } = made.parse({ path: 'a.dep', text });
  return JSON.stringify({ tokens: rows(found), trivia: rows(trivia), all, ast, diagnostics }, undefined, 1);
}

function expectSame(text: string): void {
  const [one, other] = [everything(ours, text), everything(shipped, text)];
  if (one !== other) expect({ text, says: other.split('\n') }).toEqual({ text, says: one.split('\n') });
}

const programs = ['samples', 'src/stdlib', 'test'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.dep') && !path.includes('node_modules'))
  .map((path) => join(folder, path))).sort();

describe('the tables of the parser', () => {
  it('are what chevrotain finds out about the grammar (else: npm run gen:parser)', () => {
    expect(readFileSync(target, 'utf8')).toBe(tables());
  });
});

describe('the grammar that ships', () => {
  it('holds nothing of chevrotain', () => {
    expect(files.filter((file) => file.includes('node_modules'))).toEqual([]);
    expect(files).toContain('src/grammar/runtime/tables.gen.ts');
  });

  it('reads every program of this repository alike', () => {
    expect(programs.length).toBeGreaterThan(300);
    for (const path of programs) expectSame(readFileSync(join(root, path), 'utf8'));
  });

  it('reads any text alike', () => {
    fc.assert(fc.property(anything, expectSame), { numRuns: 4_000 });
  });

  it('reads any sequence of its pieces alike', () => {
    fc.assert(fc.property(soup, expectSame), { numRuns: 4_000 });
  });

  it('reads programs with a mistake alike', () => {
    const cut = fc.nat(10_000);
    const edits = fc.array(fc.tuple(cut, fc.nat(12), soup), { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(fc.constantFrom(...corpus), edits, (text, changes) => {
      let edited = text;
      for (const [at, length, put] of changes) {
        const from = at % (edited.length + 1);
        edited = edited.slice(0, from) + put.slice(0, 12) + edited.slice(from + length);
      }
      expectSame(edited);
    }), { numRuns: 4_000 });
  });

  it('refuses tokens that the passes before it never let through', () => {
    const refusal = (made: typeof ours, image: string): string => {
      const one = made.getParser();
      one.found = new (one.found.constructor as typeof parser.DepParser.prototype.found.constructor as new () => typeof one.found)();
      one.input = [...made.lex(image).tokens];
      try {
        one.file();
      } catch (error) {
        return String(error);
      }
      return one.errors[0]?.name ?? '';
    };
    for (const image of ['}', 'a { b', 'a [1', 'a = f(', '{ ]']) {
      expect(refusal(ours, image)).toMatch(/Exception$/);
      expect(refusal(shipped, image)).toMatch(/^Error: the grammar is not total: /);
    }
    expect(refusal(shipped, 'a { b }')).toBe('');
  });
});
