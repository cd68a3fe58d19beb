// The frame of one file: its marked lines with `^^^^` and `----` under them, labels, `...` where lines are left out.
// Knows spans and texts; what a diagnostic is (header, notes, help) is in pretty.ts.

import { lineAt, lineStarts, lineText } from '../span.js';
import type { SourceFile, Span } from '../span.js';
import { canvas, print, put } from './canvas.js';
import type { Canvas } from './canvas.js';
import { printable } from '../printable.js';
import { columnIn, columnOf, layOut, textIn, windowOf } from './line.js';
import type { Layout, Window } from './line.js';
import type { Paint, Style } from './style.js';

/** A marked place. `style` is the severity for the primary one, `secondary` for the others. */
export interface Mark {
  readonly span: Span;
  readonly text: string;
  readonly style: Style;
}

export interface FrameOptions {
  /** Columns for line numbers. */
  readonly gutter: number;
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
}

/** A mark on one line: columns `[start, end)` of that line, at least one column. */
interface LineMark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly style: Style;
}

/** The one span that may go over several lines: drawn in a margin of two columns. */
interface Bracket {
  readonly first: number;
  readonly last: number;
  readonly mark: Mark;
}

interface Row {
  readonly line: number;
  readonly layout: Layout;
  readonly window: Window;
  readonly marks: readonly LineMark[];
}

/** Labels narrower than this are hard to read; a terminal may fold them rather. */
const narrowestLabel = 24;

/** The rows of the frame, without the `-->` line, from the first ` | ` on. */
export function frame(file: SourceFile, marks: readonly Mark[], options: FrameOptions): readonly string[] {
  const bracket = bracketOf(file, marks);
  const wanted = new Set<number>(bracket === undefined ? [] : [bracket.first, bracket.last]);
  for (const mark of marks) if (mark !== bracket?.mark) wanted.add(lineAt(file, clamp(file, mark.span.start)));
  const lines = [...wanted].sort((a, b) => a - b);
  const room = options.width - options.gutter - 3 - (bracket === undefined ? 0 : 2);
  const out = [gutter('', options)];
  let before: number | undefined;
  for (const line of lines) {
    if (before !== undefined && line - before === 2) out.push(...drawLine(rowOf(file, line - 1, [], room, undefined), bracket, options));
    else if (before !== undefined && line - before > 2) out.push('...');
    const own = marks.filter((mark) => mark !== bracket?.mark && lineAt(file, clamp(file, mark.span.start)) === line);
    const row = rowOf(file, line, own, room, bracket);
    out.push(...drawLine(row, bracket, options), ...drawBracketStart(file, row, bracket, options));
    out.push(...drawMarks(row, bracket, options), ...drawBracketEnd(file, row, bracket, options));
    before = line;
  }
  return out.map((row) => row.trimEnd());
}

/** How many columns the number of the last line of `marks` takes. */
export function gutterFor(file: SourceFile, marks: readonly Mark[]): number {
  const shown = marks.map(({ span, style }) => (style === 'secondary' ? lineAt(file, clamp(file, span.start)) : lastLine(file, span)));
  return String(Math.max(...shown) + 1).length;
}

function clamp(file: SourceFile, offset: number): number {
  return Math.max(0, Math.min(offset, file.text.length));
}

/** The line of the last character of the span: an end right behind a line break belongs to the line before. */
function lastLine(file: SourceFile, span: Span): number {
  return lineAt(file, Math.max(clamp(file, span.start), clamp(file, span.end) - 1));
}

/** The primary mark if it goes over several lines. Other marks of several lines are shown at their first line. */
function bracketOf(file: SourceFile, marks: readonly Mark[]): Bracket | undefined {
  const mark = marks.find(({ style }) => style !== 'secondary');
  if (mark === undefined) return undefined;
  const first = lineAt(file, clamp(file, mark.span.start));
  const last = lastLine(file, mark.span);
  return last > first ? { first, last, mark } : undefined;
}

function rowOf(file: SourceFile, line: number, own: readonly Mark[], room: number, bracket: Bracket | undefined): Row {
  const layout = layOut(lineText(file, line));
  const marks = own.map((mark) => lineMark(file, line, layout, mark));
  const focus = [...marks];
  if (bracket?.first === line) focus.push({ ...lineMark(file, line, layout, bracket.mark), text: '' });
  if (bracket?.last === line) focus.push({ ...closing(file, line, layout, bracket.mark), text: '' });
  const main = focus.find(({ style }) => style !== 'secondary') ?? focus[0];
  const start = Math.min(...focus.map((mark) => mark.start));
  const end = Math.max(...focus.map((mark) => mark.end));
  if (main === undefined) return { line, layout, window: windowOf(layout.width, room, 0, 0), marks };
  const window = end - start <= room - 2 ? windowOf(layout.width, room, start, end) : windowOf(layout.width, room, main.start, main.end);
  return { line, layout, window, marks };
}

function lineMark(file: SourceFile, line: number, layout: Layout, { span, text, style }: Mark): LineMark {
  const from = lineStarts(file)[line] ?? 0;
  const start = columnOf(layout, clamp(file, span.start) - from, 'start');
  const end = columnOf(layout, clamp(file, span.end) - from, 'end');
  return { start, end: Math.max(start + 1, end), text: printable(text), style };
}

/** The last character of a span of several lines, on its last line. */
function closing(file: SourceFile, line: number, layout: Layout, { span, text, style }: Mark): LineMark {
  const from = lineStarts(file)[line] ?? 0;
  const end = Math.max(1, columnOf(layout, clamp(file, span.end) - from, 'end'));
  return { start: end - 1, end, text: printable(text), style };
}

function gutter(number: string, { gutter: width, paint }: FrameOptions): string {
  return `${paint('dim', `${number.padStart(width)} |`)} `;
}

function drawLine({ line, layout, window }: Row, bracket: Bracket | undefined, options: FrameOptions): readonly string[] {
  return [gutter(String(line + 1), options) + margin(line, bracket, 'line', options.paint) + textIn(layout, window)];
}

/** The two columns left of a line (or of the rows under it) that hold the bracket. */
function margin(line: number, bracket: Bracket | undefined, where: 'line' | 'under', paint: Paint): string {
  if (bracket === undefined) return '';
  if (line < bracket.first || line > bracket.last) return '  ';
  if (where === 'under') return line === bracket.last ? '  ' : `${paint(bracket.mark.style, '|')} `;
  return `${paint(bracket.mark.style, line === bracket.first ? '/' : '|')} `;
}

function drawBracketStart(file: SourceFile, row: Row, bracket: Bracket | undefined, options: FrameOptions): readonly string[] {
  if (bracket === undefined || row.line !== bracket.first) return [];
  const from = lineStarts(file)[row.line] ?? 0;
  const before = file.text.slice(from, bracket.mark.span.start);
  if (before.trim() === '') return [];
  const { start } = lineMark(file, row.line, row.layout, bracket.mark);
  const line = canvas();
  put(line, 0, `| ${' '.repeat(columnIn(row.window, start))}^ from here`, bracket.mark.style);
  return [gutter('', options) + print(line, options.paint)];
}

function drawBracketEnd(file: SourceFile, row: Row, bracket: Bracket | undefined, options: FrameOptions): readonly string[] {
  if (bracket === undefined || row.line !== bracket.last) return [];
  const { start, text, style } = closing(file, row.line, row.layout, bracket.mark);
  const column = columnIn(row.window, start) + 2;
  const [first = '', ...more] = wrap(text, options.width - options.gutter - 3 - column - 2);
  const line = canvas();
  put(line, 0, `|${'_'.repeat(column - 1)}^${first === '' ? '' : ` ${first}`}`, style);
  const rows = [line, ...more.map((part) => stroke(column + 2, part, style))];
  return rows.map((one) => gutter('', options) + print(one, options.paint));
}

/** The marker row and the label rows under it: the last label stands right of its marker, the others hang below theirs. */
function drawMarks(row: Row, bracket: Bracket | undefined, options: FrameOptions): readonly string[] {
  if (row.marks.length === 0) return [];
  const marks = row.marks
    .map((mark) => inWindow(mark, row.window))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const markers = canvas();
  // The primary marker is drawn last: it covers the others.
  for (const { start, end } of marks.filter(({ style }) => style === 'secondary')) put(markers, start, '-'.repeat(end - start), 'secondary');
  for (const { start, end, style } of marks.filter((mark) => mark.style !== 'secondary')) put(markers, start, '^'.repeat(end - start), style);
  const room = (column: number): number => options.width - options.gutter - 3 - (bracket === undefined ? 0 : 2) - column;
  const last = marks[marks.length - 1];
  const inline = last !== undefined && last.text !== '' && marks.every(({ end }) => end <= last.end) ? last : undefined;
  const hanging = marks.filter((mark) => mark !== inline && mark.text !== '');
  const rows = [markers];
  if (inline !== undefined) {
    const column = inline.end + 1;
    const [first = '', ...more] = wrap(inline.text, room(column));
    put(markers, column, first, inline.style);
    rows.push(...more.map((part) => withLines(hanging, column, part, inline.style)));
  }
  rows.push(...hang(hanging, room));
  const left = gutter('', options) + margin(row.line, bracket, 'under', options.paint);
  return rows.map((one) => left + print(one, options.paint));
}

/** Labels that hang below their markers, the rightmost first, each with a line up to its marker. */
function hang(marks: readonly LineMark[], room: (column: number) => number): readonly Canvas[] {
  if (marks.length === 0) return [];
  const rows = [withLines(marks, 0, '', 'plain')];
  const rest = [...marks];
  for (let mark = rest.pop(); mark !== undefined; mark = rest.pop()) {
    for (const part of wrap(mark.text, room(mark.start))) rows.push(withLines(rest, mark.start, part, mark.style));
  }
  return rows;
}

/** A row with a `|` for each of `marks` and `text` at `column`. */
function withLines(marks: readonly LineMark[], column: number, text: string, style: Style): Canvas {
  const row = canvas();
  for (const mark of marks) if (text === '' || mark.start < column) put(row, mark.start, '|', mark.style);
  if (text !== '') put(row, column, text, style);
  return row;
}

function stroke(column: number, text: string, style: Style): Canvas {
  const row = canvas();
  put(row, column, text, style);
  return row;
}

function inWindow(mark: LineMark, window: Window): LineMark {
  const start = columnIn(window, mark.start);
  return { ...mark, start, end: Math.max(start + 1, columnIn(window, mark.end)) };
}

/** Breaks `text` at blanks into lines of at most `room` columns; a longer word stays whole. */
function wrap(text: string, room: number): readonly string[] {
  const limit = Math.max(narrowestLabel, room);
  const lines: string[] = [];
  for (const word of text.split(/[ \n]+/)) {
    const line = lines[lines.length - 1];
    if (line !== undefined && layOut(line).width + 1 + layOut(word).width <= limit) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
