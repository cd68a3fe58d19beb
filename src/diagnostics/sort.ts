// The order and the uniqueness of diagnostics, so that every output is the same for the same input.
// Knows places and codes, not what they mean.

import type { Diagnostic, Severity } from './diagnostic.js';
import { lineAt } from './span.js';
import type { SourceFile } from './span.js';

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Sorted by file, offset, severity, code, message; without a span first (they belong to the whole run). Of several with the
 * same code at the same span only the first stays.
 */
export function normalise(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return [...diagnostics].sort(compare).filter((one) => {
    const key = placeKey(one);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * One mistake, one diagnostic: where a line has an error of an earlier pass, what later passes say about the same line is
 * left out, because it may follow from that error. The pass is the range of the code (`DEP1xxx` before `DEP2xxx`).
 * Warnings silence nobody. `sources` gives the lines; a file that is not in it is left as it is.
 */
export function earliestPerLine(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, SourceFile>): readonly Diagnostic[] {
  const earliest = new Map<string, string>();
  for (const one of diagnostics) {
    const line = lineKey(one, sources);
    if (line === undefined || one.severity !== 'error') continue;
    const known = earliest.get(line);
    if (known === undefined || range(one) < known) earliest.set(line, range(one));
  }
  return diagnostics.filter((one) => {
    const line = lineKey(one, sources);
    const first = line === undefined ? undefined : earliest.get(line);
    return first === undefined || range(one) <= first;
  });
}

function compare(a: Diagnostic, b: Diagnostic): number {
  return (
    byText(a.span?.file ?? '', b.span?.file ?? '') ||
    (a.span?.start ?? 0) - (b.span?.start ?? 0) ||
    rank[a.severity] - rank[b.severity] ||
    (a.span?.end ?? 0) - (b.span?.end ?? 0) ||
    byText(a.code, b.code) ||
    byText(a.message, b.message)
  );
}

/** By UTF-16 code unit: the same everywhere, whatever the locale. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Without a span the message tells two apart: there is no place that could. */
function placeKey({ code, span, message, object }: Diagnostic): string {
  return JSON.stringify(span === undefined ? [code, message, object] : [code, span.file, span.start, span.end]);
}

function lineKey({ span }: Diagnostic, sources: ReadonlyMap<string, SourceFile>): string | undefined {
  const file = span === undefined ? undefined : sources.get(span.file);
  return span === undefined || file === undefined ? undefined : `${span.file}\n${lineAt(file, span.start)}`;
}

function range({ code }: Diagnostic): string {
  return code.slice(0, 'DEPn'.length);
}
