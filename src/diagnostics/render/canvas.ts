// One row of the terminal form, drawn column by column: later strokes cover earlier ones. Knows columns and styles only.

import type { Paint, Style } from './style.js';

export interface Canvas {
  readonly cells: { text: string; style: Style }[];
}

export function canvas(): Canvas {
  return { cells: [] };
}

/** Writes `text`, one character a column, from `column` on. Text with wide characters may only be the last stroke of a row. */
export function put({ cells }: Canvas, column: number, text: string, style: Style): void {
  while (cells.length < column) cells.push({ text: ' ', style: 'plain' });
  Array.from(text).forEach((one, index) => (cells[column + index] = { text: one, style }));
}

/** The row as text, neighbours of one style in one escape sequence. */
export function print({ cells }: Canvas, paint: Paint): string {
  let out = '';
  let run = '';
  let style: Style = 'plain';
  for (const cell of cells) {
    // A blank has no colour, so it may stand in any run.
    const next: Style = cell.text === ' ' ? style : cell.style;
    if (next !== style) {
      out += paint(style, run);
      run = '';
      style = next;
    }
    run += cell.text;
  }
  return out + paint(style, run);
}
