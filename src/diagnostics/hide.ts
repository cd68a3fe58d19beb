// Source texts without what nobody may see: secrets that are written out. Lengths and lines stay, so that places still fit.

import type { SourceFile, Span } from './span.js';

/** `sources` with a `*` for each character of `spans`. */
export function hideText(sources: ReadonlyMap<string, SourceFile>, spans: readonly Span[]): ReadonlyMap<string, SourceFile> {
  if (spans.length === 0) return sources;
  return new Map([...sources].map(([path, file]) => {
    const text = spans.filter((span) => span.file === path).reduce((before, { start, end }) => before.slice(0, start) + before.slice(start, end).replace(/[^\r\n]/g, '*') + before.slice(end), file.text);
    return [path, { path, text }];
  }));
}
