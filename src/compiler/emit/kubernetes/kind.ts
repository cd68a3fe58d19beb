// What a module of one Kubernetes kind looks like, and the words they share. A module knows its own kind and the model;
// it must not know the other kinds, files or YAML.

import type { Tree } from '../tree.js';
import type { AppModel, Workload } from '../../model/app-model.js';
import type { Traced } from '../../model/origin.js';

/** A mapping of a manifest; `undefined` members are left out. */
export type TreeMap = { readonly [key: string]: Tree | undefined };

/** One object without the members that all objects have (apiVersion, kind, namespace, the usual labels). */
export interface ObjectBody {
  readonly name: Traced<string>;
  /** The workload, config or claim it is made for. */
  readonly owner: string;
  /** Labels of its own, instead of those of its workload or the app. */
  readonly labels?: TreeMap;
  /** The members beside `metadata`: `spec`, `data`, …. */
  readonly members: TreeMap;
}

/** How objects of one kind come out of the model. */
export interface KindModule {
  readonly apiVersion: string;
  readonly kind: string;
  /** Not in a namespace. */
  readonly clusterWide?: boolean;
  /** The objects a workload asks for; none: []. */
  readonly ofWorkload?: (workload: Workload, model: AppModel) => readonly ObjectBody[];
  /** The objects the app itself asks for. */
  readonly ofApp?: (model: AppModel) => readonly ObjectBody[];
}

/** The minor number of the oldest version of Kubernetes the output is for: 29 for `1.29`. */
export function oldestMinor(model: AppModel): number {
  return Number(model.kubernetes.from.value.split('.')[1] ?? 0);
}

/** The members in the order of their keys, by code unit, so that the order in the source has no influence. */
export function sortedMembers<T>(members: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const out: Record<string, T> = {};
  for (const key of Object.keys(members).sort()) out[key] = members[key] as T;
  return out;
}

/** `list`, or undefined (no member at all) when it is empty. */
export function nonEmpty(list: readonly Tree[]): readonly Tree[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** `members`, or undefined when all of them are. */
export function anyMember(members: TreeMap): TreeMap | undefined {
  return Object.values(members).every((member) => member === undefined) ? undefined : members;
}
