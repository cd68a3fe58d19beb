// Words for the mistakes of characters: each kind with its label and, where one is known, its fix. A part of
// syntax-errors.ts, apart because habits of other languages make it long.

import { codes, report } from '../diagnostics/index.js';
import type { Diagnostic, Help } from '../diagnostics/index.js';
import { advice, likely, sure, unworded } from './wording.js';
import type { Place } from './wording.js';

/** `text` as a string of this language. */
const asString = (text: string): string => `"${text.replace(/(["\\])/g, '\\$1')}"`;

const codePoint = (text: string): string => `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** What the first of these characters is called. */
function blankName(text: string): string {
  const first = text.codePointAt(0) ?? 0;
  if (first === 0xa0 || first === 0x202f || first === 0x2007) return 'a no-break space';
  if (first === 0xfeff) return 'a byte order mark inside the file';
  if (first === 0x200b || (first >= 0x200c && first <= 0x200f) || first === 0x2060 || first === 0xad) return 'an invisible character';
  if (first === 0x2028 || first === 0x2029 || first === 0x85) return 'a Unicode line separator';
  return 'an unusual blank';
}

/** The diagnostic of a mistake of characters. */
export function characterError(place: Place): Diagnostic {
  const { mistake, quote, edit, span: spanOf } = place;
  const { start, end, other } = mistake;
  const text = quote(start, end);
  const span = spanOf(mistake);
  switch (mistake.kind) {
    case 'unknown-character':
      return report(codes.DEP1001, { text }, { span, label: 'not part of the language', help: characterHelp(place, text) });
    case 'unquoted-text':
      return report(codes.DEP1002, { text }, { span, label: unquotedLabel(text), help: unquotedHelp(place, text) });
    case 'unclosed-string':
      return report(codes.DEP1003, {}, { span, label: 'no `"` closes it on this line', help: [likely('add a `"` where the string ends', edit(end, end, '"'))] });
    case 'unclosed-text':
      return report(codes.DEP1005, {}, {
        span, label: 'opened here', notes: ['the closing `"""` stands first on its own line; inside a line it is text'],
        help: [advice('add a line with `"""` behind the last line of the text')],
      });
    case 'text-on-opening-line':
      return report(codes.DEP1006, {}, { span, label: 'this text block starts on its opening line', help: [oneLine(place, text)] });
    case 'foreign-quotes':
      return foreignQuotes(place);
    case 'bad-escape':
      return report(codes.DEP1008, { text }, {
        span, label: 'unknown escape', notes: ['the escapes are `\\n`, `\\t`, `\\"`, `\\\\` and `\\u{…}`, and `\\( )` for a value'],
        help: [likely(`for a backslash as text write \`\\\\\``, edit(start, start, '\\'))],
      });
    case 'unclosed-splice':
      return report(codes.DEP1009, {}, { span, label: 'no `)` closes it on this line', help: [advice('add the `)`; a literal `\\(` is written `\\\\(` in a string and `\\("\\\\(")` in a text block')] });
    case 'splice-outside-string':
      return spliceOutside(place, text);
    case 'text-indentation':
      return report(codes.DEP1011, {}, {
        span, label: 'indented less', related: other ? [{ span: spanOf(other), text: 'this indentation is taken from every line' }] : [],
        help: [advice('indent it like the closing `"""` (same blanks or tabs), or move those to the left')],
      });
    default:
      return habit(place, text);
  }
}

function habit(place: Place, text: string): Diagnostic {
  const { mistake, edit, span: spanOf } = place;
  const { start, end } = mistake;
  const span = spanOf(mistake);
  switch (mistake.kind) {
    case 'foreign-comment': {
      const mark = text.slice(0, 2);
      return report(codes.DEP1012, { text: mark }, {
        span: { ...span, end: start + 2 }, label: 'read as a comment',
        help: [mark === '//' ? sure('write `#`', edit(start, start + 2, '#')) : advice('put a `#` before each line')],
      });
    }
    case 'touching-comment':
      return touchingComment(place);
    case 'odd-blank':
      return report(codes.DEP1014, { text: `${blankName(mistake.text ?? '')} (${codePoint(mistake.text ?? '')})` }, {
        span, label: 'looks like a blank', help: [sure('write a plain blank', edit(start, end, ' '))],
      });
    case 'bidirectional-control':
      return report(codes.DEP1015, { text: codePoint(mistake.text ?? '') }, {
        span, label: 'cannot be seen', notes: ['with such a character a line can show something other than what it does'],
        help: [likely('take the character away', edit(start, end, ''))],
      });
    case 'conflict-marker':
      return report(codes.DEP1016, {}, { span: { ...span, end: start + 7 }, label: 'a merge left this marker', help: [advice('choose one side and take the three marker lines away')] });
    case 'colon':
      return colon(place);
    case 'semicolon':
      return report(codes.DEP1018, {}, { span, label: 'not needed', help: [mistake.head === true ? sure('take the `;` away', edit(start, end, '')) : sure('write a comma', edit(start, end, ','))] });
    case 'open-range':
      return report(codes.DEP1019, { text }, { span, label: /^[^.]+\.\.$/.test(text) ? 'the second end is missing' : 'written `low..high`', help: [rangeHelp(place, text)] });
    case 'spaced-range':
      return report(codes.DEP1019, { text }, { span, label: 'blanks inside', help: [sure(`write \`${text.replace(/\s+/g, '')}\``, edit(start, end, text.replace(/\s+/g, '')))] });
    case 'unfinished-name':
      return report(codes.DEP1020, { text }, { span, label: `something is expected after the \`${text.slice(-1)}\``, help: [advice(text.endsWith('/') ? 'a folder of the project starts with `./`; a name goes on after its `/`' : `write what of \`${text.slice(0, -1)}\` is meant, or take the \`.\` away`)] });
    case 'touching-bracket':
    case 'touching-values':
      return touching(place, text);
    case 'foreign-template':
      return template(place, text);
    default:
      return unworded(mistake, span);
  }
}

function characterHelp({ mistake, edit }: Place, text: string): readonly Help[] {
  const { start, end } = mistake;
  if (text === '-' && mistake.head === true) return [likely('statements need no `-`; lists are written `["a", "b"]`', edit(start, end, ''))];
  if (text === '&&' || text === '||' || text === '&' || text === '|') return [advice('shell lines and conditions are strings here: `run "npm ci && npm test"`')];
  if (text === '*') return [likely('write it as a string', edit(start, end, asString(text)))];
  if (text === '\\') return [advice('a statement is not continued over lines; inside `[ ]`, `( )` and `{ }` lines may be broken')];
  if (/^[^\x00-\x7f]/.test(text)) return [likely('write text in quotes', edit(start, end, asString(text)))];
  return [advice('take it away, or write text in quotes')];
}

function unquotedLabel(text: string): string {
  if (/^[\w./-]+:[\w.-]+$/.test(text)) return /^[A-Za-z_][\w-]*:\d+$/.test(text) ? 'a `:` has no meaning outside strings' : 'an image, an address or another text needs quotes';
  if (/^\d+\/(?:tcp|udp|sctp)$/i.test(text)) return 'not a port';
  if (/\*/.test(text)) return 'a `*` stands in strings and paths only';
  if (/\\\(/.test(text)) return 'a value can be put into a string, not into a path';
  if (/\\/.test(text)) return 'a backslash stands in strings only';
  if (/[^\x00-\x7f]/.test(text)) return 'letters other than A to Z stand in strings and paths only';
  return 'needs quotes';
}

function unquotedHelp({ mistake, edit }: Place, text: string): readonly Help[] {
  const { start, end } = mistake;
  const quoted = sure(`write it as a string: \`${asString(text)}\``, edit(start, end, asString(text)));
  const pair = /^([A-Za-z_][\w-]*):(.+)$/.exec(text);
  if (mistake.head === true && pair) return [likely(`a property is written without a colon: \`${pair[1]} ${pair[2]}\``, edit(start, end, `${pair[1]} ${pair[2]}`))];
  const port = /^(\d+)\/(tcp|udp|sctp)$/i.exec(text);
  if (port) {
    const plain = port[2]?.toLowerCase() === 'tcp' ? `${port[1]}` : `${port[1]} ${port[2]?.toLowerCase()}`;
    return [likely(`write \`${plain}\``, edit(start, end, plain))];
  }
  if (/^\d+:\d+$/.test(text)) return [likely(`a port and its target are written \`${text.replace(':', ' -> ')}\``, edit(start, end, text.replace(':', ' -> '))), { ...quoted, applicability: 'unsafe' }];
  if (/^[\w.-]+\/[^:]*\*/.test(text)) return [likely(`files of the project start with \`./\`: \`./${text}\``, edit(start, end, `./${text}`)), { ...quoted, applicability: 'unsafe' }];
  if (/^\.{0,2}\\|^[\w.-]+\\/.test(text)) {
    const path = text.replace(/\\/g, '/').replace(/^(?![./])/, './');
    return [likely(`paths are written with \`/\`: \`${path}\``, edit(start, end, path))];
  }
  if (/^[\p{L}\p{N}_-]+$/u.test(text)) {
    return [advice('names are made of the letters A to Z, digits, `-` and `_`'), { ...quoted, text: `text is written as a string: \`${asString(text)}\``, applicability: 'unsafe' }];
  }
  if (/\\\(/.test(text)) return [sure(`write it as a string: \`"${text}"\``, edit(start, end, `"${text}"`))];
  if (mistake.head === true) return [{ ...quoted, applicability: 'unsafe' }];
  return [quoted];
}

function oneLine({ mistake, edit }: Place, text: string): Help {
  const inner = /^"""(.*)"""$/.exec(text)?.[1];
  if (inner === undefined) return advice('break the line directly after the opening `"""`');
  const string = asString(inner.trim());
  return likely(`for a text of one line write a string: \`${string}\``, edit(mistake.start, mistake.end, string));
}

function foreignQuotes({ file, mistake, edit, span }: Place): Diagnostic {
  const { start, end } = mistake;
  const text = file.text.slice(start, end);
  const pair = /^(['`“”„‘’‚«])([^'`“”„‘’‚«»]*)(['`“”„‘’»"])$/.exec(text);
  const quote = /['`“”„‘’‚«»]/.exec(text)?.[0] ?? text;
  const string = pair ? asString(pair[2] ?? '') : '';
  return report(codes.DEP1007, { text: quote === '`' ? 'a backtick' : `\`${quote}\`` }, {
    span: span(mistake), label: 'another kind of quote',
    help: [pair ? sure(`write \`${string}\``, edit(start, end, string)) : advice('write the text between two `"`')],
  });
}

function spliceOutside({ mistake, edit, span }: Place, text: string): Diagnostic {
  const inner = /^\\\(\s*(.*?)\s*\)$/.exec(text)?.[1];
  return report(codes.DEP1010, {}, {
    span: span(mistake), label: 'not inside a string',
    help: [inner ? likely(`write \`${inner}\` alone`, edit(mistake.start, mistake.end, inner)) : advice('write the name alone')],
  });
}

function touchingComment({ file, mistake, quote, edit, span }: Place): Diagnostic {
  const { start, other } = mistake;
  const blank = likely('for a comment put a blank before it', edit(start, start, ' '));
  const value = other ? (quote(other.start, other.end).split(/[ \t]/)[0] ?? '') : '';
  const text = other ? quote(other.start, start) : '';
  const isComment = /^#+(?:\s|$)/.test(file.text.slice(start, start + 3));
  return report(codes.DEP1013, { text }, {
    span: span(mistake), label: 'a blank is missing before it',
    help: isComment || !other ? [blank] : [blank, likely(`if the \`#\` belongs to the value, write a string: \`${asString(value)}\``, edit(other.start, other.start + value.length, asString(value)))],
  });
}

function colon({ file, mistake, quote, edit, span: spanOf }: Place): Diagnostic {
  const { start, end, other } = mistake;
  const word = other ? quote(other.start, other.end) : '';
  const value = /^[ \t]*([^\s,{}#][^,{}#\r\n]*)?/.exec(file.text.slice(end, end + 60))?.[1]?.trim() ?? '…';
  const property = likely(`a property is written without a colon: \`${word} ${value}\``, edit(start, end, ''));
  const entry = likely(`an entry of a map is written with \`=\`: \`${word} = ${value}\``, edit(start, end, ' ='));
  const help = mistake.head === true
    ? [sure(`a block follows its word without a colon: \`${word} {\``, edit(start, end, ''))]
    : /^[A-Z][A-Z0-9_]*$|^"/.test(word) ? [entry] : [property, entry];
  return report(codes.DEP1017, { text: word }, { span: spanOf(mistake), label: 'not used here', help: value === '…' && mistake.head !== true ? [advice('a `:` is not needed here: a block is `word { … }`, a property is `word value`')] : help });
}

function rangeHelp({ file, mistake, edit }: Place, text: string): Help {
  const two = /^([^.]+)\.{3,}([^.]+)$/.exec(text);
  if (two) return sure(`write \`${two[1]}..${two[2]}\``, edit(mistake.start, mistake.end, `${two[1]}..${two[2]}`));
  const next = /^[ \t]+(?=\d)/.exec(file.text.slice(mistake.end));
  if (text.endsWith('..') && next) return sure('write the range without blanks', edit(mistake.end, mistake.end + next[0].length, ''));
  return advice(`write both ends: \`${/^\d+\.\.$/.test(text) ? `${text}${Number.parseInt(text, 10) * 2 || 10}` : '2..6'}\`; there are no open ranges`);
}

function touching({ mistake, edit, quote, span: spanOf }: Place, text: string): Diagnostic {
  const { start, end, other } = mistake;
  const quoted = asString(text);
  const joined = /^([./][^"]*)"([^"\\]*)"$/.exec(text);
  if (joined) {
    const string = asString(`${joined[1]}${joined[2]}`);
    return report(codes.DEP1025, { text }, { span: spanOf(mistake), label: 'no blank between them', help: [likely(`if it is one path, write a string: \`${string}\``, edit(start, end, string))] });
  }
  if (!other) return report(codes.DEP1025, { text }, { span: spanOf(mistake), label: 'no blank between them', help: [advice('put a blank between the values, or write one string around all of it')] });
  const bracket = quote(other.start, other.end);
  const rest = text.startsWith('/') || text.startsWith('.') ? likely(`if it is one value, write a string: \`${quoted}\``, edit(start, end, quoted)) : undefined;
  const blank = likely(`put a blank before the \`${bracket}\``, edit(other.start, other.start, ' '));
  return report(codes.DEP1025, { text }, { span: spanOf(mistake), label: `no blank before the \`${bracket}\``, help: bracket === '{' && rest && text !== quote(start, other.end) ? [rest, blank] : rest && text !== quote(start, other.end) ? [blank, rest] : [blank] });
}

function template({ mistake, span }: Place, text: string): Diagnostic {
  const name = /^\$\{?\(?([A-Za-z_][\w.-]*)\)?\}?$/.exec(text)?.[1];
  return report(codes.DEP1026, { text }, {
    span: span(mistake), label: 'not replaced by anything',
    notes: ['a value is used by its name, and by `\\(name)` inside a string'],
    help: [advice(name && /^[A-Z_0-9]+$/.test(name) ? `write the value itself; what only the environment knows (a token, a password) is a secret: \`secret NAME { key = env("${name}") }\`` : 'write the value itself, or a reference such as `db.host`')],
  });
}
