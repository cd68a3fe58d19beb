// Words for mistakes: each becomes one diagnostic with its label and, where one is known, its fix. Here too the rule
// that on a line only the earliest pass speaks. Finds no mistakes itself.

import { codes, lineAt, report } from '../diagnostics/index.js';
import type { Diagnostic, Help, SourceFile } from '../diagnostics/index.js';
import { characterError } from './character-errors.js';
import type { Mistake, Pass } from './mistakes.js';
import { advice, likely, placeOf, sure, unworded } from './wording.js';
import type { Place } from './wording.js';

const ORDER: Readonly<Record<Pass, number>> = { characters: 0, brackets: 1, statements: 2 };

/** One diagnostic for each mistake that is not the consequence of an earlier pass's on the same line, by offset. */
export function toDiagnostics(file: SourceFile, mistakes: readonly Mistake[]): readonly Diagnostic[] {
  if (mistakes.length === 0) return [];
  const earliest = new Map<number, number>();
  for (const mistake of mistakes) {
    const line = lineAt(file, mistake.start);
    earliest.set(line, Math.min(earliest.get(line) ?? 9, ORDER[mistake.pass]));
  }
  const speaking = mistakes.filter((mistake) => earliest.get(lineAt(file, mistake.start)) === ORDER[mistake.pass]);
  return [...speaking].sort((a, b) => a.start - b.start || a.end - b.end).map((mistake) => diagnose(placeOf(file, mistake)));
}

function diagnose(place: Place): Diagnostic {
  return place.mistake.pass === 'characters' ? characterError(place) : place.mistake.pass === 'brackets' ? bracketError(place) : statementError(place);
}

const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

function bracketError({ file, mistake, quote, edit, span: spanOf }: Place): Diagnostic {
  const { start, end, other } = mistake;
  const text = mistake.text ?? quote(start, end);
  const span = spanOf(mistake);
  const related = (label: string) => (other ? [{ span: spanOf(other), text: label }] : []);
  switch (mistake.kind) {
    case 'unclosed-bracket': {
      const closer = CLOSERS[text] ?? '}';
      const line = other ? lineAt(file, other.start) + 1 : 0;
      const sameLine = other !== undefined && lineAt(file, start) + 1 === line;
      return report(codes.DEP1004, { text }, {
        span, label: 'opened here', related: related(sameLine ? `\`${closer}\` is missing before this` : 'it should end before this'),
        help: [advice(other && !sameLine ? `add \`${closer}\` before line ${line}` : `add \`${closer}\` at the end of ${sameLine ? 'what belongs to it' : 'the file'}`)],
      });
    }
    case 'surplus-bracket':
      return report(codes.DEP1021, { text }, { span, label: 'nothing is open that it could close', help: [likely(`take the \`${text}\` away`, edit(start, end, ''))] });
    case 'wrong-bracket': {
      const opener = other ? quote(other.start, other.end) : '';
      const closer = CLOSERS[opener] ?? '}';
      return report(codes.DEP1022, { text, opener }, { span, label: `\`${closer}\` expected`, related: related('opened here'), help: [likely(`write \`${closer}\``, edit(start, end, closer))] });
    }
    case 'missing-brace':
      return report(codes.DEP1023, { text }, { span, label: 'a `{` is missing behind this', related: related('its block starts here'), help: [likely('add ` {` at the end of the line', edit(end, end, ' {'))] });
    case 'nested-too-deep':
      return report(codes.DEP1024, {}, { span, label: 'the 65th bracket that is open here', help: [advice('give what is inside a name of its own, with `component` or `config`')] });
    default:
      return unworded(mistake, span);
  }
}

function statementError(p: Place): Diagnostic {
  const { mistake, quote, edit, span: spanOf } = p;
  const { start, end, other } = mistake;
  const text = quote(start, end);
  const span = spanOf(mistake);
  const owner = other ? quote(other.start, other.end) : '';
  switch (mistake.kind) {
    case 'statement-start':
      return report(codes.DEP1101, { text }, { span, label: 'a word is expected here', help: [advice(startAdvice(text))] });
    case 'missing-separator':
      return report(codes.DEP1102, { text }, {
        span, label: 'something new starts here',
        notes: mistake.text !== undefined ? ['a value is one value; lists are written `[a, b]`'] : [],
        help: [likely('put it on its own line, or put a comma before it', edit(start - blanksBefore(p), start, ', '))],
      });
    case 'missing-value':
      return report(codes.DEP1103, { text }, { span, label: 'a value is expected after this', help: [advice('write a value, or take the line away; the empty text is `""`')] });
    case 'surplus-comma':
      return report(codes.DEP1104, {}, { span, label: 'not needed', help: [sure('take the comma away', edit(start, end, ''))] });
    case 'brace-on-next-line':
      return report(codes.DEP1105, { text: other ? firstWords(p, other.start) : 'the statement' }, {
        span, label: 'belongs to the line above',
        help: [other ? sure('put the `{` at the end of the line above', edit(other.end, other.end, ' {'), edit(start, end, '')) : advice('put the `{` at the end of the line above')],
      });
    case 'late-condition':
      return report(codes.DEP1107, {}, {
        span, label: 'behind the block', related: other ? [{ span: spanOf(other), text: 'the condition stands before this `{`' }] : [],
        help: [advice('move the condition before the `{`: `redis cache when caching { … }`')],
      });
    case 'missing-condition':
      return report(codes.DEP1108, {}, { span, label: 'a condition is expected after this', help: [advice('write the name of a bool parameter, or `environment NAME`: `when debug`')] });
    case 'splice-value':
      return report(codes.DEP1027, { text: mistake.text?.trim() ?? '' }, { span, label: 'one value is expected', help: [advice('write one name, call or string: `\\(db.host)`; use several `\\( )` for several values')] });
    case 'not-a-binding':
      return notAnEntry(p);
    case 'open-range':
      return report(codes.DEP1019, { text: other ? quote(other.start, end) : text }, { span, label: 'the second end is missing', help: [advice('write both ends: `2..6`')] });
    case 'unexpected-token':
      return report(codes.DEP1106, { text }, { span, label: unexpectedLabel(text), help: unexpectedHelp(text, owner) });
    default:
      return unworded(mistake, span);
  }
}

function blanksBefore({ file, mistake }: Place): number {
  let at = mistake.start;
  while (file.text[at - 1] === ' ' || file.text[at - 1] === '\t') at--;
  return mistake.start - at;
}

/** The head and the first argument: what a reader calls the statement. */
const firstWords = ({ file }: Place, start: number): string => /^\S+(?:[ \t]+[^\s{]+)?/.exec(file.text.slice(start, start + 80))?.[0] ?? 'the statement';

function startAdvice(text: string): string {
  if (/^["[(]/.test(text)) return 'say first which property this is for, or which statement it continues';
  if (/^[\d./-]/.test(text)) return 'the word comes first: `port 80`, `build ./web`';
  if (text === '{') return 'say first what this is the block of: `service web { … }`';
  return 'a statement is `word values`, or `key = value` in a map';
}

function unexpectedLabel(text: string): string {
  if (/^[+-]?=/.test(text)) return 'a second `=`, or one behind the condition';
  if (text === 'when') return 'not a condition of anything';
  if (text === '(') return 'not behind the name of a call';
  if (text === '{') return 'a second block';
  return 'unexpected';
}

function unexpectedHelp(text: string, owner: string): readonly Help[] {
  if (/^[+-]?=/.test(text) && owner === '') return [advice('a list holds values; entries `key = value` stand in a map: `[{ a = 1 }]`')];
  if (/^[+-]?=/.test(text)) return [advice('a statement has one `=`; the condition stands behind its value: `KEY = value when debug`')];
  if (text === 'when') return [advice('`when` stands once, at the end of a statement and before its `{`')];
  if (text === '(') return [advice('parentheses only follow the name of a call: `generate(32)`')];
  return [advice('see whether something is missing before it, or put it on a line of its own')];
}

function notAnEntry({ mistake, quote, edit, span }: Place): Diagnostic {
  const { start, end, other } = mistake;
  const text = quote(start, end).replace(/\s*\{$/, '');
  if (mistake.head === true && other) {
    return report(codes.DEP1109, { text }, {
      span: span(mistake), label: 'a property, not an entry', related: [{ span: span(other), text: 'this makes what follows a map' }],
      help: [likely('take the `=` away: properties stand in a block', edit(other.start, other.end, ''))],
    });
  }
  return report(codes.DEP1109, { text }, { span: span(mistake), label: '`key = value` expected', help: [advice('write the entry with `=`: `LOG = "info"`')] });
}
