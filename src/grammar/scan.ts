// Scanning functions of the tokens that a regular expression cannot describe: strings, text blocks, paths, comments of
// other languages. Each takes a text and an offset and answers with the end offset, or -1 when the token is not there.
// They look at characters only and know nothing about tokens, trees or messages.

const QUOTE = 34;
const BACKSLASH = 92;
const LF = 10;
const CR = 13;
const SPLICE_DEPTH = 8;
const PATH_DEPTH = 4;

const isLineEnd = (code: number): boolean => code === LF || code === CR || code !== code;

/** The end of the line that holds `from` (before its line end). */
export function lineEnd(text: string, from: number): number {
  let at = from;
  while (!isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

/** Where the line that holds `from` starts. */
export function lineStart(text: string, from: number): number {
  let at = from;
  while (at > 0 && !isLineEnd(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The length of the blanks at `from`. */
export function indentation(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - from;
}

/** The offset after the line end at `at`. */
const afterLineEnd = (text: string, at: number): number => (text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1);

/** From behind a `\(` to behind its `)`; -1 if it is not closed on its line or nests too deep. */
export function spliceEnd(text: string, from: number, depth = 0): number {
  if (depth >= SPLICE_DEPTH) return -1;
  let open = 1;
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) return -1;
    if (code === QUOTE) {
      at = stringEnd(text, at, depth + 1);
      if (at < 0) return -1;
      continue;
    }
    if (code === 40 && ++open > SPLICE_DEPTH) return -1;
    if (code === 41 && --open === 0) return at + 1;
    at++;
  }
}

/** `"` … `"` on one line. */
export function stringEnd(text: string, from: number, depth = 0): number {
  if (text.charCodeAt(from) !== QUOTE) return -1;
  let at = from + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (isLineEnd(code)) return -1;
    if (code !== BACKSLASH) at++;
    else if (text.charCodeAt(at + 1) === 40) {
      at = spliceEnd(text, at + 2, depth);
      if (at < 0) return -1;
    } else if (isLineEnd(text.charCodeAt(at + 1))) return -1;
    else at += 2;
  }
}

/** An unclosed `"`: to the end of the line, less ` {` or the brackets and commas there. */
export function unclosedStringEnd(text: string, from: number): number {
  if (text.charCodeAt(from) !== QUOTE) return -1;
  const line = text.slice(from + 1, lineEnd(text, from));
  const rest = /^(.*?)(?:[ \t]+\{)?[ \t)\]},]*$/su.exec(line);
  return from + 1 + (rest?.[1] ?? line).length;
}

const OPENING = /"""[ \t]*(?=\r|\n)/y;
const CLOSING = /[ \t]*"""/y;

/** `"""`, line end, lines, `"""` first on its line. */
export function textEnd(text: string, from: number): number {
  if (text.charCodeAt(from) !== QUOTE) return -1;
  OPENING.lastIndex = from;
  if (!OPENING.test(text)) return -1;
  const opening = OPENING.lastIndex;
  let at = opening;
  while (at < text.length) {
    const line = afterLineEnd(text, at);
    CLOSING.lastIndex = line;
    if (CLOSING.test(text)) return swallowsAnother(text, from, opening, line) ? -1 : CLOSING.lastIndex;
    at = lineEnd(text, line);
  }
  return -1;
}

/** Whether what looks like the end of this text ends a later one: a line back at the opener's indentation, then a line that opens a text. */
function swallowsAnother(text: string, from: number, opening: number, closing: number): boolean {
  const body = text.slice(opening, closing);
  if (!body.includes('"""')) return false;
  const outer = indentation(text, lineStart(text, from));
  if (indentation(text, closing) < outer) return false;
  let left = false;
  for (const line of body.split(/\r\n|\n|\r/).slice(1)) {
    if (/\S/.test(line) && indentation(line, 0) <= outer) left = true;
    if (left && /"""[ \t]*$/.test(line)) return true;
  }
  return false;
}

/** A `"""` that is not a text block: closed on its own line, or never (then to the first line that is indented no deeper). */
export function unclosedTextEnd(text: string, from: number): number {
  if (!text.startsWith('"""', from)) return -1;
  const end = lineEnd(text, from);
  const inline = text.slice(from + 3, end).indexOf('"""');
  if (inline >= 0) return from + 3 + inline + 3;
  const outer = indentation(text, lineStart(text, from));
  let last = text.slice(from, end).trimEnd().length + from;
  let at = end;
  while (at < text.length) {
    const line = afterLineEnd(text, at);
    at = lineEnd(text, line);
    CLOSING.lastIndex = line;
    if (CLOSING.test(text)) return CLOSING.lastIndex;
    const blank = line + indentation(text, line) === at;
    if (!blank && indentation(text, line) <= outer) return last;
    if (!blank) last = at;
  }
  return last;
}

/** Whether a `.` or `/` at `from` may start a path: it stands free on its left. */
export function startsPath(text: string, from: number): boolean {
  if (from === 0) return true;
  const before = text.charCodeAt(from - 1);
  switch (before) {
    case 32: case 9: case LF: case CR: case 40: case 91: case 123: case 44: case 61: case 62: case 0xa0: case 0xfeff:
      return true;
    default:
      return before >= 0x2000 && before <= 0x200f;
  }
}

const PATH_ENDS = /[\s,{}"'#`<>\\;\u0085\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;

function endsPath(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== code) return true;
  if (code > 127 || code <= 32) return PATH_ENDS.test(text[at] ?? ' ');
  switch (code) {
    case 44: case 123: case 125: case QUOTE: case 39: case 35: case 96: case 60: case 62: case BACKSLASH: case 59:
      return true;
    case 45:
      return text.charCodeAt(at + 1) === 62;
    default:
      return false;
  }
}

/** Behind the bracket pair that opens at `at` inside a path; -1 if it has no partner there. */
function pairEnd(text: string, at: number, depth: number): number {
  if (depth >= PATH_DEPTH) return -1;
  const close = text.charCodeAt(at) === 40 ? 41 : 93;
  let next = at + 1;
  while (!endsPath(text, next)) {
    const code = text.charCodeAt(next);
    if (code === close) return next + 1;
    if (code === 41 || code === 93) return -1;
    if (code === 40 || code === 91) {
      next = pairEnd(text, next, depth + 1);
      if (next < 0) return -1;
    } else next++;
  }
  return -1;
}

/** A path: from a free `.` or `/` to the first blank, line end, comma, brace, quote or bracket that it did not open. */
export function pathEnd(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if ((first !== 46 && first !== 47) || !startsPath(text, from)) return -1;
  let at = from + 1;
  while (!endsPath(text, at)) {
    const code = text.charCodeAt(at);
    if (code === 41 || code === 93) return at;
    if (code === 40 || code === 91) {
      const end = pairEnd(text, at, 0);
      if (end < 0) return at;
      at = end;
    } else at++;
  }
  return at;
}

/** A comment as other languages write it: `//` to the end of the line, or a free `/*` up to its end. */
export function foreignCommentEnd(text: string, from: number): number {
  if (text.charCodeAt(from) !== 47 || !startsPath(text, from)) return -1;
  if (text.charCodeAt(from + 1) === 47) return lineEnd(text, from);
  if (!/^\/\*\*?(?:\s|$)/.test(text.slice(from, from + 4))) return -1;
  const end = text.indexOf('*/', from + 2);
  if (end >= 0) return end + 2;
  // Behind other text it is a path that matches everything: `copy /* -> .`
  return text.slice(lineStart(text, from), from).trim() === '' ? lineEnd(text, from) : -1;
}
