// Where a value comes from. Every leaf of the AppModel is a Traced value; emitters carry the origins on, so that
// `explain`, deployc.json and every late error can name the place in the .dep source.

import type { Span } from '../../diagnostics/span.js';

export type Origin =
  /** The user wrote it. `via`: the steps it took to get here, outermost first (a component instance, …). */
  | { readonly kind: 'source'; readonly span: Span; readonly via?: readonly Step[] }
  /** A default. `rule` is the name `explain` shows, `near` the declaration it completes. */
  | { readonly kind: 'default'; readonly rule: string; readonly reason: string; readonly near?: Span }
  /** Worked out from other values. */
  | { readonly kind: 'derived'; readonly rule: string; readonly from: readonly Origin[] };

/** One step on the way of a value: `instance db of postgres`. */
export interface Step {
  readonly what: string;
  readonly span: Span;
}

export interface Traced<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** A value as the user wrote it. */
export function written<T>(value: T, span: Span, via: readonly Step[] = []): Traced<T> {
  return { value, origin: via.length === 0 ? { kind: 'source', span } : { kind: 'source', span, via } };
}

/** A value nobody wrote. */
export function byDefault<T>(value: T, rule: string, reason: string, near?: Span): Traced<T> {
  return { value, origin: near === undefined ? { kind: 'default', rule, reason } : { kind: 'default', rule, reason, near } };
}

/** A value worked out from others by `rule` (a short phrase: 'the main port'). */
export function derived<T>(value: T, rule: string, ...from: readonly (Traced<unknown> | Origin)[]): Traced<T> {
  return { value, origin: { kind: 'derived', rule, from: from.map((one) => ('origin' in one ? one.origin : one)) } };
}

/** Is `file` a source of the library that is shipped with the compiler? A text from standard input (`<stdin>`) is the user's. */
export function isLibrary(file: string): boolean {
  return file.startsWith('<stdlib>');
}

/** The nearest place in the source, for diagnostics: what was written, else what it was derived from, else the declaration. */
export function spanOf(origin: Origin): Span | undefined {
  switch (origin.kind) {
    case 'source':
      // Nobody can mend the library: the instance that brought the value in is the place to show.
      return isLibrary(origin.span.file) ? (origin.via?.[0]?.span ?? origin.span) : origin.span;
    case 'default':
      return origin.near;
    case 'derived': {
      // What the file itself says is a better place than what it says through a component.
      const own = origin.from.find((from) => from.kind === 'source' && !isLibrary(from.span.file));
      for (const from of own === undefined ? origin.from : [own, ...origin.from]) {
        const span = spanOf(from);
        if (span !== undefined) return span;
      }
      return undefined;
    }
  }
}

/** Every place that the value was written at, itself or what it was worked out from. */
export function writtenAt(origin: Origin): readonly Span[] {
  switch (origin.kind) {
    case 'source': return [origin.span];
    case 'default': return [];
    case 'derived': return origin.from.flatMap(writtenAt);
  }
}

/** The plain values of data whose leaves are Traced: for comparing and hashing what is meant, wherever it was written. */
export function untraced(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map(untraced);
  const members = data as Readonly<Record<string, unknown>>;
  const origin = members['origin'];
  if ('value' in members && typeof origin === 'object' && origin !== null && 'kind' in origin && typeof origin.kind === 'string') return members['value'];
  return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, untraced(member)]));
}
