// The table of origins in deployc.json: every origin once, referred to by its number. It knows how an origin is written
// down and where its place is in the sources; it must not know objects or files of the output.

import type { SourceFile, Span } from '../../../diagnostics/span.js';
import { positionOf } from '../../../diagnostics/span.js';
import type { Origin } from '../../model/origin.js';

/** A place in a source: `at` for people (`app.dep:3:5`), `span` for programs (UTF-16 offsets, half open). */
export interface RecordedPlace {
  readonly at: string;
  readonly span: readonly [number, number];
}

/** One row of the table. `from` are numbers of other rows. */
export type RecordedOrigin =
  | ({ readonly kind: 'source'; readonly via?: readonly (RecordedPlace & { readonly what: string })[] } & RecordedPlace)
  | { readonly kind: 'default'; readonly rule: string; readonly reason: string; readonly near?: RecordedPlace }
  | { readonly kind: 'derived'; readonly rule: string; readonly from: readonly number[] };

export interface OriginTable {
  /** The number of `origin`; equal origins have the same one. */
  readonly add: (origin: Origin) => number;
  readonly rows: readonly RecordedOrigin[];
}

/** An empty table over the texts that spans point into. */
export function originTable(sources: ReadonlyMap<string, SourceFile>): OriginTable {
  const rows: RecordedOrigin[] = [];
  // By identity first, because the same origin is met many times; then by content.
  const known = new Map<Origin, number>();
  const byContent = new Map<string, number>();
  // Most origins are plain places: two numbers and a file, for which no text has to be made.
  const byPlace = new Map<string, Map<number, number>>();

  const place = (span: Span): RecordedPlace => {
    const source = sources.get(span.file);
    if (source === undefined) return { at: span.file, span: [span.start, span.end] };
    const { line, column } = positionOf(source, span.start);
    return { at: `${span.file}:${line}:${column}`, span: [span.start, span.end] };
  };
  const add = (origin: Origin): number => {
    const seen = known.get(origin);
    if (seen !== undefined) return seen;
    const number = origin.kind === 'source' && (origin.via?.length ?? 0) === 0 ? plainPlace(origin) : withContent(origin);
    known.set(origin, number);
    return number;
  };
  const plainPlace = (origin: Origin & { readonly kind: 'source' }): number => {
    const { file, start, end } = origin.span;
    const places = byPlace.get(file) ?? new Map<number, number>();
    byPlace.set(file, places);
    // A file is far below 2^26 characters, so that both offsets fit into one exact number.
    const key = start * 2 ** 26 + end;
    const number = places.get(key) ?? rows.push(row(origin, add, place)) - 1;
    places.set(key, number);
    return number;
  };
  const withContent = (origin: Origin): number => {
    const key = contentOf(origin, add);
    const number = byContent.get(key) ?? rows.push(row(origin, add, place)) - 1;
    byContent.set(key, number);
    return number;
  };
  return { add, rows };
}

/** A text that is the same for equal origins, cheaper than the row itself (no lines are counted). */
function contentOf(origin: Origin, add: (origin: Origin) => number): string {
  switch (origin.kind) {
    case 'source':
      return `s ${spanKey(origin.span)}${(origin.via ?? []).map((step) => ` ${spanKey(step.span)}\t${step.what}`).join('')}`;
    case 'default':
      return `d ${origin.near === undefined ? '' : spanKey(origin.near)}\t${origin.rule}\t${origin.reason}`;
    case 'derived':
      return `f ${origin.rule}\t${origin.from.map(add).join(' ')}`;
  }
}

function spanKey(span: Span): string {
  return `${span.start}-${span.end}@${span.file}`;
}

function row(origin: Origin, add: (origin: Origin) => number, place: (span: Span) => RecordedPlace): RecordedOrigin {
  switch (origin.kind) {
    case 'source': {
      const here = { kind: 'source' as const, ...place(origin.span) };
      return origin.via === undefined || origin.via.length === 0 ? here : { ...here, via: origin.via.map((step) => ({ what: step.what, ...place(step.span) })) };
    }
    case 'default': {
      const { rule, reason } = origin;
      return origin.near === undefined ? { kind: 'default', rule, reason } : { kind: 'default', rule, reason, near: place(origin.near) };
    }
    case 'derived':
      return { kind: 'derived', rule: origin.rule, from: origin.from.map(add) };
  }
}
