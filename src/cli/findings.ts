// Findings on their way to the user: names files as seen from the current folder, picks the form, prints to the right
// stream. Loads the renderers only when there is something to show.

import type { CompileResult } from '../compiler/program.js';
import type { Diagnostic, SourceFile, Span } from '../diagnostics/index.js';
import type { Context } from './context.js';
import { hasFlag, textFlag } from './context.js';
import type { Invocation } from './commands-table.js';
import { wantsColor } from './io.js';

export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, SourceFile>;
}

/** The findings of a compilation, with paths as seen from the current folder. `prefix`: see `Project`. */
export function shownFindings(result: CompileResult, prefix: string): Findings {
  if (prefix === '') return { diagnostics: result.diagnostics, sources: result.sources };
  const show = (path: string): string => (path.startsWith('<') ? path : prefix + path);
  const sources = new Map<string, SourceFile>();
  for (const source of result.sources.values()) sources.set(show(source.path), { path: show(source.path), text: source.text });
  return { diagnostics: result.diagnostics.map((one) => renamed(one, show)), sources };
}

/** `all` as one. */
export function mergeFindings(all: readonly Findings[]): Findings {
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  return { diagnostics: all.flatMap((one) => one.diagnostics), sources: new Map(all.flatMap((one) => [...one.sources])) };
}

export function hasErrors(findings: Findings): boolean {
  return findings.diagnostics.some((one) => one.severity === 'error');
}

/** An entry of the `artifacts` list of the JSON form; the path is relative to the output folder. */
export interface ArtifactReport {
  readonly path: string;
  readonly kind: string;
}

/** Prints `findings` in the form that --format asks for: JSON always (also when there is nothing), frames only if needed. */
export async function printFindings(findings: Findings, invocation: Invocation, context: Context, artifacts: readonly ArtifactReport[] = []): Promise<void> {
  const json = textFlag(invocation, 'format') === 'json';
  if (!json && findings.diagnostics.length === 0) return;
  const diag = await context.loader.load('diag');
  if (json) {
    context.io.out(diag.json(findings, context.loader.version, artifacts));
    return;
  }
  const { io } = context;
  context.io.err(diag.pretty(findings, { color: wantsColor(io, hasFlag(invocation, 'no-color'), 'stderr'), width: io.width() }));
}

function renamed(diagnostic: Diagnostic, show: (path: string) => string): Diagnostic {
  const span = (one: Span): Span => ({ ...one, file: show(one.file) });
  return {
    ...diagnostic,
    ...(diagnostic.span && { span: span(diagnostic.span) }),
    related: diagnostic.related.map((label) => ({ ...label, span: span(label.span) })),
    help: diagnostic.help.map((help) => (help.edits === undefined ? help : { ...help, edits: help.edits.map((edit) => ({ ...edit, span: span(edit.span) })) })),
    ...(diagnostic.cause && { cause: renamed(diagnostic.cause, show) }),
  };
}
