// Properties of the grammar for any text: nothing is lost, nothing throws, formatting is stable, one mistake stays one mistake.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { format, parse, tokenize } from '../../src/grammar/index.js';
import { corpus } from '../grammar/corpus.js';
import { parseChecked } from '../grammar/invariants.js';
import { anything, soup } from '../grammar/soup.js';

const runs = (numRuns: number) => ({ numRuns });

/** Tokens and comments, without what the formatter may change. Several tokens that are one mistake count by their text. */
const essence = (text: string): readonly string[] => tokenize(text).filter(({ kind }) => kind !== 'Blank' && kind !== 'Newline').map(({ kind, text: image }) => `${kind} ${image}`);

describe('lexing', () => {
  it('loses no character', () => {
    fc.assert(fc.property(anything, (text) => {
      const tokens = tokenize(text);
      expect(tokens.map((token) => token.text).join('')).toBe(text);
      let at = 0;
      for (const token of tokens) {
        expect(token.start).toBe(at);
        at = token.end;
      }
    }), runs(2_000));
  });
});

describe('parsing', () => {
  it('accepts any text, with every invariant of the tree', () => {
    fc.assert(fc.property(anything, (text) => { parseChecked(text); }), runs(5_000));
  });

  it('gives the same for the same text', () => {
    fc.assert(fc.property(soup, (text) => {
      const file = { path: 'a.dep', text };
      expect(JSON.stringify(parse(file))).toBe(JSON.stringify(parse(file)));
    }), runs(300));
  });
});

describe('formatting', () => {
  it('is idempotent and keeps every token', () => {
    fc.assert(fc.property(anything, (text) => {
      const once = format(text);
      expect(essence(once)).toEqual(essence(text));
      expect(format(once)).toBe(once);
    }), runs(10_000));
  });

  it('does not change what is said about a text', () => {
    fc.assert(fc.property(soup, (text) => {
      const codes = (source: string) => parse({ path: 'a.dep', text: source }).diagnostics.map(({ code }) => code);
      expect(codes(format(text))).toEqual(codes(text));
    }), runs(3_000));
  });
});

describe('one mistake, one diagnostic', () => {
  /** All texts that lack one token, or one character, of a valid text. */
  function* without(pieces: readonly string[], skip: (piece: string) => boolean): Generator<string> {
    for (const [i, piece] of pieces.entries()) if (!skip(piece)) yield pieces.toSpliced(i, 1).join('');
  }

  const share = (edited: Iterable<string>): { readonly share: number; readonly worst: readonly string[] } => {
    let total = 0;
    const worst: string[] = [];
    for (const text of edited) {
      total++;
      if (parseChecked(text).diagnostics.length > 1) worst.push(text);
    }
    return { share: 1 - worst.length / total, worst };
  };
  const cases = (cut: (text: string) => readonly string[], skip: (piece: string) => boolean) => corpus.flatMap((text) => [...without(cut(text), skip)]);

  it('holds for the corpus itself', () => {
    for (const text of corpus) expect(parseChecked(text).diagnostics).toEqual([]);
  });

  it('holds for 99 of 100 texts that lack a token', () => {
    const found = share(cases((text) => tokenize(text).map((token) => token.text), (piece) => /^[ \t]*$/.test(piece)));
    expect(found.share).toBeGreaterThanOrEqual(0.99);
  });

  it('holds for 99 of 100 texts that lack a character', () => {
    const found = share(cases((text) => [...text], (piece) => piece === ' '));
    expect(found.share).toBeGreaterThanOrEqual(0.99);
  });
});
