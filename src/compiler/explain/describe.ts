// An origin in words: where a value was written, which default it is and why, what it was worked out from. Pure text.

import { lineAt, lineText, positionOf } from '../../diagnostics/index.js';
import type { SourceFile, Span } from '../../diagnostics/index.js';
import type { Origin } from '../model/origin.js';

type Sources = ReadonlyMap<string, SourceFile>;

/** Lines without indentation; a source line follows the place that names it. `show` turns a file into how it is named. */
export function describeOrigin(origin: Origin, sources: Sources, show: (file: string) => string = (file) => file): readonly string[] {
  switch (origin.kind) {
    case 'source':
      return [
        `written at ${place(origin.span, sources, show)}`,
        ...quoted(origin.span, sources),
        ...(origin.via ?? []).map((step) => `through ${step.what}, ${place(step.span, sources, show)}`),
      ];
    case 'default':
      return [
        `a default (${origin.rule}): ${origin.reason}`,
        ...(origin.near === undefined ? [] : [`for ${place(origin.near, sources, show)}`, ...quoted(origin.near, sources)]),
      ];
    case 'derived':
      return derivedLines(origin.rule, origin.from, sources, show);
  }
}

function derivedLines(rule: string, from: readonly Origin[], sources: Sources, show: (file: string) => string): readonly string[] {
  const parts = from.map((one) => describeOrigin(one, sources, show));
  // The same place may stand behind several parts; once is enough.
  const seen = new Set<string>();
  const shown = parts.filter((lines) => {
    const key = lines.join('\n');
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
  return [`worked out: ${rule}`, ...shown.flatMap((lines) => lines.map((line, index) => `${index === 0 ? '- ' : '  '}${line}`))];
}

function place(span: Span, sources: Sources, show: (file: string) => string): string {
  const source = sources.get(span.file);
  if (source === undefined) return show(span.file);
  const { line, column } = positionOf(source, span.start);
  return `${show(span.file)}:${line}:${column}`;
}

function quoted(span: Span, sources: Sources): readonly string[] {
  const source = sources.get(span.file);
  if (source === undefined) return [];
  const line = lineAt(source, span.start);
  return [`  ${line + 1} | ${lineText(source, line)}`];
}
