// What stands inside one token: the segments of a name, the escapes, parts and indentation of strings and text blocks.
// Values inside `\( )` are handed to the function it is given; this file knows neither lexer nor parser.

import type { NameNode, Segment, StringPart, Value } from './ast.js';
import type { Mistake } from './mistakes.js';
import { lineStart, spliceEnd } from './scan.js';

/** Reads the value between the parentheses of `\( )`. */
export type ReadSplice = (start: number, end: number) => Value;
export type Note = (mistake: Mistake) => void;

const SEGMENT = /([./]?)(?:"([^"]*)"|([A-Za-z0-9_-]*))/y;

/** A whole name without quoted segments: what most `\( )` hold. */
const PLAIN_NAME = /^(?!when$)[A-Za-z_]\w*(?:-+\w+)*(?:\.\w+(?:-+\w+)*)*$/;

/** The name that is all of [start, end), if it is a plain one: spares the passes over most values in strings. */
export function plainName(source: string, start: number, end: number): NameNode | undefined {
  const image = source.slice(start, end);
  return PLAIN_NAME.test(image) ? nameNode(image, start) : undefined;
}

/** A Name cut into its segments. `image` is its spelling, `start` its offset. */
export function nameNode(image: string, start: number): NameNode {
  const end = start + image.length;
  if (!/[./]/.test(image)) return { kind: 'name', start, end, text: image, segments: [{ start, end, text: image, quoted: false, separator: '' }] };
  const segments: Segment[] = [];
  SEGMENT.lastIndex = 0;
  while (SEGMENT.lastIndex < image.length) {
    const found = SEGMENT.exec(image);
    if (found === null || found[0] === '') break;
    const separator = found[1] === '.' || found[1] === '/' ? found[1] : '';
    const from = start + found.index + separator.length;
    segments.push({ start: from, end: start + found.index + found[0].length, text: found[2] ?? found[3] ?? '', quoted: found[2] !== undefined, separator });
  }
  return { kind: 'name', start, end, text: image, segments };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '"': '"', '\\': '\\' };
const UNICODE = /u\{([0-9A-Fa-f]{1,6})\}/y;

/** Collects literal text and spliced values in order. */
class Parts {
  readonly list: StringPart[] = [];
  private from = -1;
  private text = '';

  literal(text: string, at: number): void {
    if (text === '') return;
    if (this.from < 0) this.from = at;
    this.text += text;
  }

  flush(end: number): void {
    if (this.from < 0) return;
    this.list.push({ kind: 'literal', start: this.from, end, text: this.text });
    this.from = -1;
    this.text = '';
  }

  splice(start: number, end: number, value: Value): void {
    this.flush(start);
    this.list.push({ kind: 'splice', start, end, value });
  }
}

/** One escape at `at` (the backslash): its text and its length. A mistake is noted and read as the characters that stand there. */
function escape(source: string, at: number, note: Note): { readonly text: string; readonly length: number } {
  const next = source[at + 1] ?? '';
  const simple = ESCAPES[next];
  if (simple !== undefined) return { text: simple, length: 2 };
  UNICODE.lastIndex = at + 1;
  const found = UNICODE.exec(source);
  const code = found?.[1] === undefined ? -1 : parseInt(found[1], 16);
  if (found && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)) return { text: String.fromCodePoint(code), length: 1 + found[0].length };
  const width = found ? 1 + found[0].length : 1 + (String.fromCodePoint(source.codePointAt(at + 1) ?? 32).length);
  note({ pass: 'characters', kind: 'bad-escape', start: at, end: at + width, text: source.slice(at, at + width) });
  return { text: source.slice(at, at + width), length: width };
}

/** The parts of the string whose opening quote is at `start` and that ends (behind its closing quote) at `end`. */
export function stringParts(source: string, start: number, end: number, read: ReadSplice, note: Note): readonly StringPart[] {
  const parts = new Parts();
  const last = end - 1;
  // Searched instead of the source: there, what is not found would be looked for up to the end of the file.
  const image = source.slice(start, last);
  let at = start + 1;
  while (at < last) {
    const backslash = image.indexOf('\\', at - start);
    const stop = backslash < 0 ? last : start + backslash;
    parts.literal(source.slice(at, stop), at);
    at = stop;
    if (at >= last) break;
    if (source[at + 1] === '(') {
      const close = spliceEnd(source, at + 2);
      parts.splice(at, close, read(at + 2, close - 1));
      at = close;
    } else {
      const { text, length } = escape(source, at, note);
      parts.literal(text, at);
      at += length;
    }
  }
  parts.flush(last);
  return parts.list;
}

/** The lines of a text block's body: [start, end) without the line end. */
function bodyLines(source: string, start: number, end: number): { readonly lines: readonly (readonly [number, number])[]; readonly closing: number } {
  const closing = lineStart(source, end);
  const breaks = /\r\n|\n|\r/g;
  breaks.lastIndex = start + 3;
  const lines: [number, number][] = [];
  let from = -1;
  for (let found = breaks.exec(source); found !== null && found.index < closing; found = breaks.exec(source)) {
    if (from >= 0) lines.push([from, found.index]);
    from = found.index + found[0].length;
  }
  return { lines, closing };
}

/** The parts of the text block whose opening quotes are at `start` and that ends (behind its closing quotes) at `end`. */
export function textParts(source: string, start: number, end: number, read: ReadSplice, note: Note): readonly StringPart[] {
  const parts = new Parts();
  const { lines, closing } = bodyLines(source, start, end);
  const indent = source.slice(closing, end - 3);
  let reported = false;
  for (const [from, to] of lines) {
    const line = source.slice(from, to);
    const own = line.startsWith(indent);
    if (!own && /\S/.test(line) && !reported) {
      reported = true;
      const text = from + line.length - line.trimStart().length;
      note({ pass: 'characters', kind: 'text-indentation', start: text, end: from + line.trimEnd().length, other: { start: end - 3, end } });
    }
    const first = own ? from + indent.length : /\S/.test(line) ? from + line.length - line.trimStart().length : to;
    textLine(source, first, to, parts, read, note);
    parts.literal('\n', to);
  }
  parts.flush(closing);
  return parts.list;
}

function textLine(source: string, from: number, to: number, parts: Parts, read: ReadSplice, note: Note): void {
  const line = source.slice(from, to);
  let at = from;
  while (at < to) {
    const splice = line.indexOf('\\(', at - from);
    const stop = splice < 0 ? to : from + splice;
    parts.literal(source.slice(at, stop), at);
    at = stop;
    if (at >= to) return;
    const close = spliceEnd(source, at + 2);
    if (close < 0) {
      note({ pass: 'characters', kind: 'unclosed-splice', start: at, end: at + 2 });
      parts.literal('\\(', at);
      at += 2;
    } else {
      parts.splice(at, close, read(at + 2, close - 1));
      at = close;
    }
  }
}
