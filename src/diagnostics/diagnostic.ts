// The Diagnostic: one problem, ready for any renderer. Plain data (JSON-safe, no nodes, no functions).
// Must not know what a code means: codes and their messages are rows of `codes/`.

import type { Span } from './span.js';

export type Severity = 'error' | 'warning' | 'info';

/** A secondary place: 'first defined here'. May be in another file. */
export interface Label {
  readonly span: Span;
  readonly text: string;
}

/** Replace the text of `span` by `text` (an empty span inserts). */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** The only place that proposes a fix. `safe`: applying the edits cannot change what the user meant. */
export interface Help {
  readonly text: string;
  readonly edits?: readonly TextEdit[];
  readonly applicability: 'safe' | 'unsafe';
}

/** A help without edits. */
export function advice(text: string): Help {
  return { text, applicability: 'unsafe' };
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence that makes sense alone. */
  readonly message: string;
  /** Absent: the problem belongs to the whole run (a flag, a cluster). */
  readonly span?: Span;
  /** Short text under the `^^^^`. */
  readonly label?: string;
  readonly related: readonly Label[];
  readonly notes: readonly string[];
  readonly help: readonly Help[];
  readonly tags?: readonly ('unused' | 'deprecated')[];
  readonly cause?: Diagnostic;
  /** Text that no renderer may show: a secret that is written in the source. */
  readonly hides?: readonly Span[];
  /** The object and JSON pointer in our output that the problem is about, for output rules and cluster answers. */
  readonly object?: { readonly apiVersion: string; readonly kind: string; readonly name: string; readonly path?: string };
}

/** What a reporter adds to a code and its parameters. */
export interface Where {
  readonly span?: Span | undefined;
  readonly label?: string | undefined;
  readonly related?: readonly Label[] | undefined;
  readonly notes?: readonly string[] | undefined;
  readonly help?: readonly Help[] | undefined;
  readonly tags?: readonly ('unused' | 'deprecated')[] | undefined;
  readonly cause?: Diagnostic | undefined;
  readonly hides?: readonly Span[] | undefined;
  readonly object?: Diagnostic['object'] | undefined;
}
