// Mistakes in what the parser never sees: blanks that are none, comments of other languages, conflict markers,
// bidirectional controls. And the documentation comments, which belong to the statement below them.

import type { Mistake } from './mistakes.js';
import * as T from './tokens.js';
import { endOf } from './tokens.js';
import type { IToken } from './tokens.js';
import { lineStart } from './scan.js';

type Note = (mistake: Mistake) => void;

const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const TOUCHING = /[^\s{}[\](),"'=<>;:`\uFEFF]/;

/** Notes the mistakes among `trivia`. A conflict is said once a file, odd blanks once a line. */
export function checkTrivia(trivia: readonly IToken[], source: string, note: Note): void {
  let conflict = false;
  let oddLine = -1;
  for (const token of trivia) {
    const type = token.tokenType;
    if (type === T.Blank) continue;
    const start = token.startOffset;
    const at = { pass: 'characters' as const, start, end: endOf(token), text: token.image };
    if (type === T.OddBlank) {
      const line = lineStart(source, start);
      const seen = token.image.replace(BIDI, '');
      if (line !== oddLine && seen !== '') note({ ...at, kind: 'odd-blank' });
      if (seen !== '') oddLine = line;
    } else if (type === T.ForeignComment) note({ ...at, kind: 'foreign-comment' });
    else if (type === T.Conflict && !conflict) {
      conflict = true;
      note({ ...at, kind: 'conflict-marker' });
    } else if ((type === T.Comment || type === T.Doc) && start > 0 && TOUCHING.test(source[start - 1] ?? ' ')) {
      note({ ...at, kind: 'touching-comment', end: start + 1, other: { start: wordStart(source, start), end: endOf(token) } });
    }
  }
}

function wordStart(source: string, end: number): number {
  let at = end;
  while (at > 0 && TOUCHING.test(source[at - 1] ?? ' ')) at--;
  return at;
}

/** Notes every bidirectional control of `source`, also in comments and strings, once a line. */
export function checkBidi(source: string, note: Note): void {
  if (source.search(BIDI) < 0) return;
  let lastLine = -1;
  for (const found of source.matchAll(BIDI)) {
    const line = lineStart(source, found.index);
    if (line === lastLine) continue;
    lastLine = line;
    note({ pass: 'characters', kind: 'bidirectional-control', start: found.index, end: found.index + 1, text: found[0] });
  }
}

const NEXT_LINE = /(?:\r\n|\n|\r)[ \t]*/y;

/** Documentation by the offset of what it documents: `##` lines directly above it, with no blank line between. */
export function docsByOffset(trivia: readonly IToken[], source: string): ReadonlyMap<number, string> {
  const docs = new Map<number, string>();
  let lines: string[] = [];
  let expected = -1;
  for (const token of trivia) {
    if (token.tokenType !== T.Doc) continue;
    const start = token.startOffset;
    if (start !== expected) lines = [];
    expected = -1;
    if (source.slice(lineStart(source, start), start).trim() !== '') continue;
    lines.push(token.image.replace(/^## ?/, '').trimEnd());
    NEXT_LINE.lastIndex = endOf(token);
    if (!NEXT_LINE.test(source)) continue;
    expected = NEXT_LINE.lastIndex;
    if (!source.startsWith('##', expected)) docs.set(expected, lines.join('\n'));
  }
  return docs;
}
