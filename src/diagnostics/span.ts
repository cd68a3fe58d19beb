// Where something stands in a source text. Owns positions and nothing else: a span is plain data (UTF-16 offsets),
// lines and columns are worked out from the text when somebody wants to see them.

/** A half-open range `[start, end)` of UTF-16 offsets in the file `file`. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** One text that spans may point into. `path` is how the user names it (`app.dep`, `<stdin>`, `<stdlib>/postgres.dep`). */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** 1-based line, 1-based column in code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStartsOf = new WeakMap<SourceFile, readonly number[]>();

/** Offsets at which the lines of `file` start; LF, CRLF and CR end a line. Computed once per file. */
export function lineStarts(file: SourceFile): readonly number[] {
  let starts = lineStartsOf.get(file);
  if (starts === undefined) {
    const found = [0];
    for (const end of file.text.matchAll(/\r\n|\n|\r/g)) found.push(end.index + end[0].length);
    starts = found;
    lineStartsOf.set(file, starts);
  }
  return starts;
}

/** 0-based index of the line that holds `offset`. */
export function lineAt(file: SourceFile, offset: number): number {
  const starts = lineStarts(file);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The text of line `index` (0-based) without its line end; '' past the end. */
export function lineText(file: SourceFile, index: number): string {
  const starts = lineStarts(file);
  const from = starts[index];
  if (from === undefined) return '';
  return file.text.slice(from, starts[index + 1] ?? file.text.length).replace(/[\r\n]+$/, '');
}

/** Line and column (code points) of `offset`. */
export function positionOf(file: SourceFile, offset: number): Position {
  const line = lineAt(file, offset);
  const from = lineStarts(file)[line] ?? 0;
  const before = file.text.slice(from, offset);
  // Only characters outside of the first plane are two units long.
  return { line: line + 1, column: (/[\uD800-\uDFFF]/.test(before) ? Array.from(before).length : before.length) + 1 };
}
