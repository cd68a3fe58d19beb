// The shape of a vocabulary row. A row says everything about one word: where it may stand, what may stand behind it, its
// default and why, one line of documentation and an example. Checking, did-you-mean, defaults, `explain` and the reference
// page all read rows; the parser knows none. Rows are data: no code of a word's meaning lives here (that is compiler/lower).

import type { WorkloadKind } from '../model/app-model.js';
import type { ValueType } from '../values/types.js';

/** A kind of block, i.e. a set of words that may stand together. */
export type Context =
  | 'file' | 'component' | 'instance' | WorkloadKind | 'container' | 'sidecar' | 'init'
  | 'probe' | 'stop' | 'volume' | 'build' | 'stage' | 'run'
  | EntryContext;

/** Blocks whose heads are free keys: `KEY = value`. */
export type EntryContext = 'env' | 'config' | 'secret' | 'labels' | 'annotations' | 'stage-env' | 'stage-label';

/** What a name may refer to as a whole. */
export type Thing = 'workload' | 'instance' | 'secret' | 'config' | 'volume' | 'component' | 'param' | 'output';

/** One place behind the head. */
export type Place =
  /** Any word: something is being named. */
  | { readonly kind: 'name'; readonly label: string; readonly optional?: true; readonly many?: true }
  /** A value of a type; `range`: also `A..B`; `many`: one or more side by side; `list`: also `["a", "b"]`. */
  | { readonly kind: 'value'; readonly label: string; readonly type: ValueType; readonly optional?: true; readonly range?: true; readonly many?: true; readonly list?: true }
  /** The name of something declared. */
  | { readonly kind: 'thing'; readonly label: string; readonly things: readonly Thing[]; readonly optional?: true; readonly many?: true; readonly key?: true }
  /** What an image is built on: another stage, `scratch`, or an image in quotes. */
  | { readonly kind: 'base'; readonly label: string; readonly optional?: true; readonly many?: true }
  /** One of a closed set of words. */
  | { readonly kind: 'word'; readonly label: string; readonly words: readonly string[]; readonly optional?: true; readonly many?: true };

/** A keyword (or `->`) with the places behind it; options stand in any order after the places, each once. */
export interface Option {
  readonly word: string;
  readonly places: readonly Place[];
}

export interface Default {
  /** The name `explain` shows. */
  readonly rule: string;
  /** As a user would write it. */
  readonly value: string;
  readonly reason: string;
}

export interface Row {
  readonly word: string;
  readonly in: readonly Context[];
  readonly places: readonly Place[];
  readonly options?: readonly Option[];
  /** Of these labels and options, at most one (or, with `required`, exactly one) may be given. */
  readonly oneOf?: readonly { readonly of: readonly string[]; readonly required?: true }[];
  /** `= value`: not allowed unless it says so. */
  readonly value?: { readonly type: ValueType | 'any'; readonly required?: true };
  readonly block?: { readonly context: Context; readonly required?: true };
  /** once: a second one in the same block is a mistake; named: a second one of the same name is; many: they add up. */
  readonly repeat: 'once' | 'named' | 'many';
  readonly default?: Default;
  readonly doc: string;
  /** A line (or lines) that a test compiles in a block of each context. */
  readonly example: string;
}

export const name = (label: string): Place => ({ kind: 'name', label });
export const optionalName = (label: string): Place => ({ kind: 'name', label, optional: true });
export const value = (label: string, type: ValueType, how: { readonly optional?: true; readonly range?: true; readonly many?: true; readonly list?: true } = {}): Place => ({ kind: 'value', label, type, ...how });
export const base = (label: string): Place => ({ kind: 'base', label });
export const thing = (label: string, things: readonly Thing[], how: { readonly optional?: true; readonly many?: true; readonly key?: true } = {}): Place => ({ kind: 'thing', label, things, ...how });
export const word = (label: string, ...words: readonly string[]): Place => ({ kind: 'word', label, words });
export const option = (keyword: string, ...places: readonly Place[]): Option => ({ word: keyword, places });

export const WORKLOADS = ['service', 'worker', 'stateful', 'daemon', 'job', 'cron'] as const satisfies readonly WorkloadKind[];
/** Blocks that describe a container: the workloads (their main one) and the ones beside it. */
export const CONTAINERS = [...WORKLOADS, 'container', 'sidecar', 'init'] as const satisfies readonly Context[];
export const LONG_RUNNING = ['service', 'worker', 'stateful', 'daemon'] as const satisfies readonly WorkloadKind[];
