// The CheckedProgram: every statement matched with its row, every name resolved, every literal of the right type. What
// lowering reads; it never looks at the tree again except for spans. Expressions stay unevaluated here, because a component
// is checked once and evaluated for each of its instances.

import type { Span } from '../../diagnostics/index.js';
import type { Declaration } from '../resolve/symbols.js';
import type { Form } from '../values/types.js';
import type { Context, Row } from '../vocabulary/index.js';

export type Expr =
  | { readonly kind: 'atom'; readonly form: Form; readonly text: string; readonly span: Span }
  /** A string with `\( )` parts. */
  | { readonly kind: 'template'; readonly parts: readonly (string | Expr)[]; readonly span: Span }
  | { readonly kind: 'reference'; readonly target: Target; readonly text: string; readonly span: Span }
  | { readonly kind: 'range'; readonly low: Expr; readonly high: Expr; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly Expr[]; readonly span: Span }
  | { readonly kind: 'call'; readonly name: CallName; readonly argument: Expr; readonly span: Span }
  /** It has been reported; it satisfies everything silently. */
  | { readonly kind: 'bad'; readonly span: Span };

export type CallName = 'generate' | 'env' | 'file';

/** What a reference leads to. */
export type Target =
  | { readonly kind: 'param'; readonly declaration: Declaration }
  | { readonly kind: 'app'; readonly field: 'name' | 'version' }
  /** `self`: the workload of the component, undefined as a declaration if it has no name. */
  | { readonly kind: 'workload-output'; readonly declaration: Declaration; readonly output: WorkloadOutput; readonly port?: string }
  | { readonly kind: 'instance-output'; readonly declaration: Declaration; readonly output: string }
  | { readonly kind: 'key'; readonly declaration: Declaration; readonly key: string };

export const WORKLOAD_OUTPUTS = ['host', 'port', 'url', 'image'] as const;
export type WorkloadOutput = (typeof WORKLOAD_OUTPUTS)[number];

export type Argument =
  | { readonly kind: 'name'; readonly text: string; readonly span: Span }
  | { readonly kind: 'word'; readonly text: string; readonly span: Span }
  /** `declaration` is undefined for a volume that only the pod knows; `text` is its name, `known` what else it could be, `otherwise` what is called so if there is no such volume. */
  | { readonly kind: 'thing'; readonly declaration: Declaration | undefined; readonly text: string; readonly key?: string; readonly span: Span; readonly known?: readonly string[]; readonly otherwise?: Declaration }
  | { readonly kind: 'stage'; readonly text: string; readonly span: Span }
  | { readonly kind: 'value'; readonly expr: Expr };

export interface CheckedStatement {
  readonly row: Row;
  readonly context: Context;
  /** From the head to the end of the arguments: the line a message points at. */
  readonly span: Span;
  readonly head: Span;
  readonly doc?: string;
  readonly broken: boolean;
  /** By label of a place (`PORT`), or `option` / `option LABEL` for options (`at`, `at PATH`). */
  readonly args: ReadonlyMap<string, readonly Argument[]>;
  readonly value?: Expr;
  readonly block?: CheckedBlock;
}

export interface CheckedBlock {
  readonly context: Context;
  readonly span: Span;
  readonly statements: readonly CheckedStatement[];
  /** There was a mistake in it: stay silent about what seems to be missing. */
  readonly damaged: boolean;
  /** Of a block of free keys. */
  readonly entries: readonly CheckedEntry[];
}

export interface CheckedEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Expr;
}

/** `postgres db { storage 10Gi }` */
export interface CheckedInstance {
  readonly declaration: Declaration;
  readonly span: Span;
  readonly parameters: ReadonlyMap<string, Expr>;
  /** Properties for the component's workload. */
  readonly overrides: readonly CheckedStatement[];
}

/** The declarations of a file or a component, checked. */
export interface CheckedBody {
  /** In source order, instances left out. */
  readonly statements: readonly CheckedStatement[];
  readonly instances: readonly CheckedInstance[];
}

export interface CheckedComponent {
  readonly declaration: Declaration;
  readonly body: CheckedBody;
}

export interface CheckedProgram {
  readonly main: CheckedBody;
  readonly components: ReadonlyMap<Declaration, CheckedComponent>;
}
