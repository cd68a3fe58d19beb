// What the other layers may use of diagnostics.

export type { Diagnostic, Help, Label, Severity, TextEdit, Where } from './diagnostic.js';
export { advice } from './diagnostic.js';
export { codes, report } from './codes/index.js';
export type { Code, CodeRow } from './codes/index.js';
export { lineAt, lineStarts, lineText, positionOf } from './span.js';
export type { Position, SourceFile, Span } from './span.js';
export { earliestPerLine, normalise } from './sort.js';
export { hideText } from './hide.js';
export { printable, printableLine } from './printable.js';
export { suggest } from './suggest.js';
