// The vocabulary table against the compiler: every example compiles wherever its word may stand, every row says what a
// reference needs, and every word is used by a sample or a golden program.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { contextsOf, contextTitle, defaultOf, isEntryContext, rowOf, rowsIn, VOCABULARY } from '../../src/compiler/vocabulary/index.js';
import type { Context, Place, Row } from '../../src/compiler/vocabulary/index.js';
import { FOREIGN_WORDS } from '../../src/compiler/vocabulary/foreign.js';
import { TYPES } from '../../src/compiler/values/types.js';
import { parse } from '../../src/grammar/index.js';
import { around, projectFiles } from '../helpers/around.js';
import { checkText, frames } from '../helpers/dep.js';
import { readText } from '../helpers/golden.js';

/** Where the example of a row cannot stand: a stateful replaces its pods one by one, a daemon shares no claim between nodes. */
const otherExamples: Readonly<Record<string, string>> = { 'volume daemon': 'volume logs host /var/log at /var/log readonly' };

const cases = VOCABULARY.flatMap((row) => row.in.map((context) => ({ row, context, title: `${row.word} in ${contextTitle(context)}` })));

/** Warnings that a lone example cannot avoid: nothing reads what it declares, it silences nothing. */
const lonely: ReadonlySet<string> = new Set(['DEP2007', 'DEP2090']);

describe('the vocabulary', () => {
  it.each(cases)('the example compiles: $title', ({ row, context }) => {
    const text = around(context, otherExamples[`${row.word} ${context}`] ?? row.example);
    const result = checkText(text, projectFiles);
    const diagnostics = result.diagnostics.filter(({ code }) => !lonely.has(code));
    expect(`${frames({ diagnostics, sources: result.sources })}`).toBe('');
    expect(result.ok).toBe(true);
  });

  it.each(VOCABULARY.map((row) => ({ row, word: `${row.word} (${row.in.join(' ')})` })))('the row is complete: $word', ({ row }) => {
    expect(row.doc).toMatch(/^[A-Z].{10,}[.]$/);
    expect(row.example).toContain(row.word);
    expect(row.in.length).toBeGreaterThan(0);
    if (row.default !== undefined) {
      expect(row.default.reason.length).toBeGreaterThan(10);
      // A reason is a clause of its own: `explain` puts it behind a colon.
      expect(row.default.reason).not.toMatch(/^[A-Z]|[.]$/);
    }
    const labels = [...row.places.map(({ label }) => label), ...(row.options ?? []).map(({ word }) => word)];
    expect(new Set(labels).size).toBe(labels.length);
    for (const { of } of row.oneOf ?? []) for (const label of of) expect(labels).toContain(label);
    for (const place of allPlaces(row)) if (place.kind === 'value') expect(TYPES[place.type].title).not.toBe('');
  });

  it('has one row for a word in a context', () => {
    const seen = cases.map(({ row, context }) => `${row.word} ${context}`);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('lists the words of a block in the order of the table', () => {
    expect([...rowsIn('stop').keys()]).toEqual(['first']);
    expect([...rowsIn('file').keys()].slice(0, 5)).toEqual(['app', 'namespace', 'registry', 'kubernetes', 'allow']);
    expect(rowsIn('env').size).toBe(0);
    for (const { row, context } of cases) expect(rowOf(row.word, context)).toBe(row);
  });

  it('keeps free keys free', () => {
    for (const { context } of cases) expect(isEntryContext(context)).toBe(false);
  });

  it('knows where a word may stand, and the defaults that explain shows', () => {
    expect(contextsOf('schedule')).toEqual(['cron']);
    expect(contextsOf('nothing')).toEqual([]);
    expect(defaultOf('replicas')).toMatchObject({ rule: 'replicas', value: '1' });
    expect(() => defaultOf('image')).toThrow('image');
  });

  it('says what to write for words of other tools, in words that exist', () => {
    const words = new Set(VOCABULARY.map(({ word }) => word));
    for (const { word, say, write } of FOREIGN_WORDS) {
      expect(word).toBe(word.toLowerCase());
      expect(say).toMatch(/^[a-z].{15,}[^.]$/);
      if (write !== undefined) expect(words).toContain(write);
    }
  });
});

describe('every word', () => {
  const programs = [...depFiles('samples'), ...depFiles('test/programs')];

  it('is used by a sample or a program of test/programs', () => {
    const used = new Set(programs.flatMap(wordsOf));
    // Rows of the same word in other blocks count apart: `env` of a stage is not the `env` of a container.
    const missing = VOCABULARY.filter((row) => !row.in.some((context) => used.has(`${row.word} ${context}`))).map((row) => `${row.word} (${row.in.join(' ')})`);
    expect(missing).toEqual([]);
  });

  it('is used with each of its options', () => {
    const text = programs.map((path) => readText(path) ?? '').join('\n');
    const missing = VOCABULARY.flatMap((row) => (row.options ?? []).filter(({ word }) => !new RegExp(`\\b${row.word}\\b[^\\n]*(^|\\s)${word}(\\s|$)`, 'm').test(text)).map(({ word }) => `${row.word} … ${word}`));
    expect(missing).toEqual([]);
  });
});

function allPlaces(row: Row): readonly Place[] {
  return [...row.places, ...(row.options ?? []).flatMap(({ places }) => places)];
}

function depFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.dep'))
    .map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** `WORD CONTEXT` for each statement of a file, the context found by walking down the blocks. */
function wordsOf(path: string): readonly string[] {
  const { ast } = parse({ path, text: readText(path) ?? '' });
  const out: string[] = [];
  const visit = (list: typeof ast.statements, context: Context): void => {
    for (const statement of list) {
      const word = statement.head.kind === 'name' ? statement.head.text : '';
      const row = rowOf(word, context);
      if (row === undefined) continue;
      out.push(`${word} ${context}`);
      if (statement.block !== undefined && row.block !== undefined) visit(statement.block.statements, row.block.context);
    }
  };
  visit(ast.statements, 'file');
  return out;
}
