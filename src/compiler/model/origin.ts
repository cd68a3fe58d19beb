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

/** The nearest place in the source, for diagnostics: what was written, else what it was derived from, else the declaration. */
export function spanOf(origin: Origin): Span | undefined {
  switch (origin.kind) {
    case 'source':
      // Nobody can mend the library: the instance that brought the value in is the place to show.
      return origin.span.file.startsWith('<stdlib>') ? (origin.via?.[0]?.span ?? origin.span) : origin.span;
    case 'default':
      return origin.near;
    case 'derived':
      for (const from of origin.from) {
        const span = spanOf(from);
        if (span !== undefined) return span;
      }
      return undefined;
  }
}
