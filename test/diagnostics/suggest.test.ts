// Did-you-mean, and the order and uniqueness of diagnostics.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { earliestPerLine, normalise, suggest } from '../../src/diagnostics/index.js';
import type { Diagnostic, Severity } from '../../src/diagnostics/index.js';

describe('suggest', () => {
  it.each<readonly [string, string, readonly string[], readonly string[]]>([
    ['one letter too many', 'apii', ['web', 'api'], ['api']],
    ['a transposition is one edit', 'wbe', ['web', 'wbx'], ['web', 'wbx']],
    ['case does not count', 'Replicas', ['replica', 'replicas'], ['replicas', 'replica']],
    ['the same text goes before another case of it', 'web', ['Web', 'web'], ['web', 'Web']],
    ['a third of the word may be wrong', 'replicates', ['replicas', 'registry'], ['replicas']],
    ['not more than a third', 'memory', ['member', 'nothing'], []],
    ['three letters: one edit', 'foo', ['fao', 'bar', 'fab'], ['fao']],
    ['lengths differ by two at most', 'abcdefghijkl', ['abcdefghijklmno', 'abcdefghijklmn'], ['abcdefghijklmn']],
    ['short candidates must be one edit away', 'dbxxxx', ['db'], []],
    ['short candidates one edit away', 'dbx', ['db', 'x'], ['db']],
    ['at most three', 'aaaa', ['aaab', 'aaac', 'aaad', 'aaae'], ['aaab', 'aaac', 'aaad']],
    ['nearer ones first, ties in order', 'abcdef', ['abcdxx', 'abcdex', 'xbcdef', 'abcyyf'], ['abcdex', 'xbcdef', 'abcdxx']],
    ['the same candidate once', 'api', ['apj', 'apj'], ['apj']],
    ['nothing is near', 'zebra', ['api', 'web'], []],
    ['a single candidate of an open set must be near, too', 'zebra', ['api'], []],
    ['no candidates', 'x', [], []],
    ['an empty word', '', ['a', 'ab'], []],
    ['one letter is no typing mistake of another', 'a', ['b', 'A', 'ab'], ['A']],
    ['nor of two', 'ab', ['b', 'ac'], ['ac']],
    ['letters beyond ASCII', 'größe', ['groesse', 'Größen'], ['Größen']],
  ])('%s', (_, word, candidates, expected) => {
    expect(suggest(word, candidates)).toEqual(expected);
  });

  it('offers the only legal word of a closed set whatever the distance', () => {
    expect(suggest('zebra', ['api'], 'closed')).toEqual(['api']);
    expect(suggest('zebra', ['api', 'web'], 'closed')).toEqual([]);
    expect(suggest('zebra', [], 'closed')).toEqual([]);
    expect(suggest('apj', ['api', 'web'], 'closed')).toEqual(['api']);
  });

  it('finds the word itself first', () => {
    fc.assert(fc.property(fc.string(), fc.array(fc.string()), (word, others) => suggest(word, [...others, word])[0] === word));
  });

  it('answers with at most three of the candidates, none twice', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'é'), maxLength: 6 });
    fc.assert(
      fc.property(word, fc.array(word), (text, candidates) => {
        const found = suggest(text, candidates);
        expect(found.length).toBeLessThanOrEqual(3);
        expect(new Set(found).size).toBe(found.length);
        for (const one of found) expect(candidates).toContain(one);
      }),
    );
  });

  it('undoes one edit in a word of four letters or more', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('drop', 'double', 'replace', 'swap'), (text, number, edit) => {
        const at = number % (text.length - 1);
        const [a = '', b = ''] = [text[at], text[at + 1]];
        const middle = { drop: b, double: a + a + b, replace: `z${b}`, swap: b + a }[edit];
        expect(suggest(text.slice(0, at) + middle + text.slice(at + 2), [text])).toEqual([text]);
      }),
    );
  });
});

function one(code: string, file: string | undefined, start: number, severity: Severity = 'error', message = 'm', end = start + 1): Diagnostic {
  return { code, severity, message, ...(file !== undefined && { span: { file, start, end } }), related: [], notes: [], help: [] };
}

describe('normalise', () => {
  it('sorts by file, offset and severity, whole-run ones first', () => {
    const sorted = [
      one('DEP0001', undefined, 0),
      one('DEP3001', 'B.dep', 9),
      one('DEP3001', 'a.dep', 1),
      one('DEP2001', 'a.dep', 5, 'error'),
      one('DEP1001', 'a.dep', 5, 'warning'),
      one('DEP1001', 'a.dep', 10, 'warning'),
    ];
    expect(normalise([...sorted].reverse())).toEqual(sorted);
    expect(normalise(sorted)).toEqual(sorted);
  });

  it('keeps one of the same code at the same span', () => {
    expect(normalise([one('DEP1001', 'a', 1), one('DEP1001', 'a', 1, 'error', 'n'), one('DEP1002', 'a', 1), one('DEP1001', 'a', 1, 'error', 'm', 9)])).toEqual([
      one('DEP1001', 'a', 1),
      one('DEP1002', 'a', 1),
      one('DEP1001', 'a', 1, 'error', 'm', 9),
    ]);
  });

  it('keeps different messages of one code that have no span', () => {
    expect(normalise([one('DEP7001', undefined, 0), one('DEP7001', undefined, 0, 'error', 'n'), one('DEP7001', undefined, 0)])).toHaveLength(2);
  });

  it('does not depend on the order it is given', () => {
    const any = fc.record({ code: fc.constantFrom('DEP1001', 'DEP2001'), file: fc.constantFrom('a', 'b', undefined), start: fc.nat(3), severity: fc.constantFrom<Severity>('error', 'warning'), message: fc.constantFrom('m', 'n') });
    fc.assert(
      fc.property(fc.array(any), (list) => {
        const all = list.map(({ code, file, start, severity, message }) => one(code, file, start, severity, message));
        expect(normalise([...all].reverse())).toEqual(normalise(all));
      }),
    );
  });
});

describe('earliestPerLine', () => {
  const sources = new Map([['a', { path: 'a', text: 'line 1\nline 2\n' }]]);

  it('lets the earliest pass with an error speak alone on its line', () => {
    const kept = [one('DEP1001', 'a', 2), one('DEP1002', 'a', 4), one('DEP3001', 'a', 8), one('DEP2001', 'b', 1), one('DEP3001', 'b', 1), one('DEP0001', undefined, 0)];
    const dropped = [one('DEP2001', 'a', 0), one('DEP4001', 'a', 5, 'warning'), one('DEP5001', 'a', 10)];
    expect(earliestPerLine([...kept, ...dropped], sources)).toEqual(kept);
  });

  it('never lets a warning silence an error', () => {
    const all = [one('DEP2001', 'a', 2, 'warning'), one('DEP3001', 'a', 2)];
    expect(earliestPerLine(all, sources)).toEqual(all);
  });
});
