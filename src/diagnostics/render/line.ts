// How one line of source stands on a terminal: which column a character takes, and which part of a long line is shown.
// Columns here are 0-based terminal cells; knows nothing of diagnostics or colours.

import stringWidth from 'string-width';

import { visible } from '../printable.js';

/** One thing that cannot be split on the screen. `offset` is UTF-16, counted from the start of the line. */
export interface Cell {
  readonly text: string;
  readonly offset: number;
  readonly length: number;
  readonly column: number;
  readonly width: number;
}

export interface Layout {
  readonly cells: readonly Cell[];
  readonly width: number;
}

/** The part of a line that is shown: the columns `[from, to)`, with an ellipsis in the outermost column where it was cut. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
}

const ellipsis = '…';

let segmenter: Intl.Segmenter | undefined;

/** Splits a line into cells: tabs become four spaces, what cannot be seen becomes `<U+200B>`, a byte order mark nothing. */
export function layOut(line: string): Layout {
  const cells: Cell[] = [];
  let column = 0;
  for (const { text, offset } of pieces(line)) {
    const shown = visible(text);
    const width = /^[\x20-\x7e]*$/.test(shown) ? shown.length : stringWidth(shown);
    cells.push({ text: shown, offset, length: text.length, column, width });
    column += width;
  }
  return { cells, width: column };
}

/** The column where the character at `offset` starts (`side` start), or the one behind the character before it (`side` end). */
export function columnOf({ cells, width }: Layout, offset: number, side: 'start' | 'end'): number {
  for (const cell of cells) {
    if (offset <= cell.offset) return cell.column;
    if (offset < cell.offset + cell.length) return side === 'start' ? cell.column : cell.column + cell.width;
  }
  return width;
}

/**
 * Chooses at most `room` columns of a line that is `width` columns wide, so that `[start, end)` is in sight; what is too long
 * itself shows its start.
 */
export function windowOf(width: number, room: number, start: number, end: number): Window {
  if (width <= room) return { from: 0, to: Math.max(width, end), cutLeft: false, cutRight: false };
  if (end < room) return { from: 0, to: room, cutLeft: false, cutRight: true };
  const slack = Math.max(0, room - 2 - (end - start));
  const from = Math.max(0, Math.min(start - 1 - Math.floor(slack / 2), Math.max(width, end) - room));
  return { from, to: from + room, cutLeft: from > 0, cutRight: from + room < width };
}

/** The text of the line inside the window; a wide character that does not fit whole leaves spaces. */
export function textIn(layout: Layout, window: Window): string {
  const first = window.from + (window.cutLeft ? 1 : 0);
  const last = window.to - (window.cutRight ? 1 : 0);
  let text = '';
  let column = first;
  for (const cell of layout.cells) {
    if (cell.column < first || cell.column + cell.width > last) continue;
    text += ' '.repeat(cell.column - column) + cell.text;
    column = cell.column + cell.width;
  }
  const filled = window.cutRight ? text + ' '.repeat(last - column) + ellipsis : text;
  return (window.cutLeft ? ellipsis : '') + filled;
}

/** What a column of the line is inside the window, kept within it. */
export function columnIn(window: Window, column: number): number {
  return Math.max(0, Math.min(column, window.to) - window.from);
}

/** Grapheme clusters, since that is what a terminal shows; plain ASCII needs no table. */
function* pieces(line: string): Iterable<{ readonly text: string; readonly offset: number }> {
  if (/^[\x00-\x7f]*$/.test(line)) {
    for (let offset = 0; offset < line.length; offset++) yield { text: line.charAt(offset), offset };
    return;
  }
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment, index } of segmenter.segment(line)) yield { text: segment, offset: index };
}
