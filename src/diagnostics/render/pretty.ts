// The terminal form: header, `-->` blocks with frames, notes and help, a summary as the last line.
// Pure: whether there is colour and how wide the terminal is are options. Frames are drawn in frame.ts.

import type { Diagnostic, Severity } from '../diagnostic.js';
import { hideText } from '../hide.js';
import { printable, printableLine } from '../printable.js';
import { positionOf } from '../span.js';
import type { SourceFile, Span } from '../span.js';
import { frame, gutterFor } from './frame.js';
import type { Mark } from './frame.js';
import { painter } from './style.js';
import type { Paint } from './style.js';

export interface PrettyOptions {
  /** Escape sequences for colours. Default: none. */
  readonly color?: boolean;
  /** Columns of the terminal; longer source lines are shown in part. Default: 100. */
  readonly width?: number;
  /** How many diagnostics are shown in full; errors go before warnings when not all are. Default: 50. */
  readonly limit?: number;
  /** The command has `--fix`: the summary says how many diagnostics it would mend. Default: no. */
  readonly fix?: boolean;
  /** Add the line `= docs: deployc explain CODE`, once for each code. Default: yes. */
  readonly docs?: boolean;
  /** Add the summary line. Default: yes. */
  readonly summary?: boolean;
}

const severities: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * All of `diagnostics` in the order given, ending in a line break; '' when there are none. A file that `sources` does not
 * have is named without a frame.
 */
export function renderPretty(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, SourceFile>,
  options: PrettyOptions = {},
): string {
  if (diagnostics.length === 0) return '';
  const paint = painter(options.color ?? false);
  const shown = choose(diagnostics, options.limit ?? 50);
  const explained = new Set<string>();
  // Whatever one of them hides is hidden for all: frames of others may show the same line.
  const texts = hideText(sources, diagnostics.flatMap(({ hides }) => hides ?? []));
  const blocks = shown.map((one) => {
    const docs = (options.docs ?? true) && !explained.has(one.code);
    explained.add(one.code);
    return renderOne(one, texts, { paint, width: options.width ?? 100, docs }).join('\n');
  });
  if (shown.length < diagnostics.length) {
    const hidden = diagnostics.filter((one) => !shown.includes(one));
    blocks.push(`... and ${hidden.length} more: ${counts(hidden)}`);
  }
  if (options.summary ?? true) blocks.push(paint('bold', summary(diagnostics, options.fix ?? false)));
  return `${blocks.join('\n\n')}\n`;
}

/** `2 errors, 1 warning in 1 file`; `, 1 fixable with --fix` when `fix` and there is one. */
export function summary(diagnostics: readonly Diagnostic[], fix: boolean): string {
  const files = new Set(diagnostics.flatMap(({ span }) => (span === undefined ? [] : [span.file]))).size;
  const fixable = fix ? diagnostics.filter(isFixable).length : 0;
  const where = files === 0 ? '' : ` in ${plural(files, 'file')}`;
  return `${counts(diagnostics)}${where}${fixable === 0 ? '' : `, ${fixable} fixable with --fix`}`;
}

/** True when a help of it may be applied without asking. */
export function isFixable({ help }: Diagnostic): boolean {
  return help.some(({ edits, applicability }) => applicability === 'safe' && edits !== undefined && edits.length > 0);
}

/** The first `limit`; when there are more, errors first, so that no error is hidden behind warnings. Keeps the order. */
function choose(diagnostics: readonly Diagnostic[], limit: number): readonly Diagnostic[] {
  if (diagnostics.length <= limit) return diagnostics;
  const chosen = new Set(severities.flatMap((severity) => diagnostics.filter((one) => one.severity === severity)).slice(0, limit));
  return diagnostics.filter((one) => chosen.has(one));
}

function counts(diagnostics: readonly Diagnostic[]): string {
  return severities
    .map((severity) => ({ severity, count: diagnostics.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => plural(count, severity))
    .join(', ');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

interface OneOptions {
  readonly paint: Paint;
  readonly width: number;
  readonly docs: boolean;
}

function renderOne(one: Diagnostic, sources: ReadonlyMap<string, SourceFile>, options: OneOptions): readonly string[] {
  const { paint } = options;
  const blocks = [...marksByFile(one)].map(([path, marks]) => ({ path, marks, file: sources.get(path) }));
  const gutter = Math.max(1, ...blocks.map(({ file, marks }) => (file === undefined ? 1 : gutterFor(file, marks))));
  const rows = [`${paint(one.severity, `${one.severity}[${one.code}]`)}${paint('bold', `: ${oneLine(one.message)}`)}`];
  for (const { path, marks, file } of blocks) {
    const first = marks[0];
    if (first === undefined) continue;
    rows.push(`${' '.repeat(gutter)}${paint('dim', '-->')} ${file === undefined ? printable(path) : place(file, first.span)}`);
    if (file !== undefined) rows.push(...frame(file, marks, { gutter, width: options.width, paint }));
    // Without the text there is nothing to point at, but what was to be said stays.
    else rows.push(...marks.filter(({ text }) => text !== '').map(({ text }) => footer(gutter, 'here', text, paint)));
  }
  const footers = footersOf(one, sources, options).map(([word, text]) => footer(gutter, word, text, paint));
  if (blocks.length > 0 && footers.length > 0) rows.push(`${' '.repeat(gutter)} ${paint('dim', '|')}`);
  return [...rows, ...footers];
}

/** The marks of a diagnostic by file: the file of its own span first, the others in the order of `related`. */
function marksByFile({ span, label, related, severity }: Diagnostic): ReadonlyMap<string, readonly Mark[]> {
  const files = new Map<string, Mark[]>();
  const add = (mark: Mark): void => {
    const marks = files.get(mark.span.file);
    if (marks === undefined) files.set(mark.span.file, [mark]);
    else marks.push(mark);
  };
  if (span !== undefined) add({ span, text: label ?? '', style: severity });
  for (const { span: at, text } of related) add({ span: at, text, style: 'secondary' });
  return files;
}

function footersOf(one: Diagnostic, sources: ReadonlyMap<string, SourceFile>, { docs }: OneOptions): readonly (readonly [string, string])[] {
  const { object } = one;
  return [
    ...(object === undefined ? [] : [['in', `${object.kind}/${object.name}${object.path === undefined ? '' : ` at ${object.path}`}`] as const]),
    ...one.notes.map((text) => ['note', text] as const),
    ...causes(one, sources).map((text) => ['cause', text] as const),
    ...one.help.map(({ text }) => ['help', text] as const),
    ...(docs ? [['docs', `deployc explain ${one.code}`] as const] : []),
  ];
}

/** The chain of causes, one line each: `app.dep:3:4: message [CODE]`. */
function causes({ cause }: Diagnostic, sources: ReadonlyMap<string, SourceFile>): readonly string[] {
  if (cause === undefined) return [];
  const file = cause.span && sources.get(cause.span.file);
  const where = cause.span === undefined ? '' : `${file === undefined ? cause.span.file : place(file, cause.span)}: `;
  return [`${where}${cause.message} [${cause.code}]`, ...causes(cause, sources)];
}

function place(file: SourceFile, span: Span): string {
  const { line, column } = positionOf(file, Math.max(0, Math.min(span.start, file.text.length)));
  return `${printable(file.path)}:${line}:${column}`;
}

/** `  = help: text`; further lines of the text stand under its first. */
function footer(gutter: number, word: string, text: string, paint: Paint): string {
  const indent = ' '.repeat(gutter + 1);
  const lines = printable(text).split('\n').join(`\n${indent}${' '.repeat(word.length + 4)}`);
  return `${indent}${paint('dim', '=')} ${paint('bold', `${word}:`)} ${lines}`;
}

function oneLine(text: string): string {
  return printableLine(text);
}
