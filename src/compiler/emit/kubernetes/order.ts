// The order in which objects are applied: what is referred to stands before what refers to it. It knows the kinds only as
// steps, and the model's edges between workloads.

import type { ManifestObject } from '../artifact.js';
import type { AppModel } from '../../model/app-model.js';

/** Before all workloads: what pods need to be made, and Services, so that names resolve. */
const FIRST: readonly string[] = ['Namespace', 'ServiceAccount', 'ConfigMap', 'PersistentVolumeClaim', 'Service'];
const WORKLOADS: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

/**
 * `objects` as they are to be applied: the namespace, accounts, configs, claims and Services; the workloads in the order
 * of the references and `after`s between them; then what stands on workloads (Ingress, autoscaler, budget).
 * Within a step by workload order and name, so the order depends on nothing else. Cycles were refused earlier.
 */
export function objectsInOrder(model: AppModel, objects: readonly ManifestObject[]): readonly ManifestObject[] {
  const position = new Map(workloadOrder(model).map((name, index) => [name, index]));
  const key = (object: ManifestObject): readonly [number, number, string, string] => [
    step(object.kind),
    step(object.kind) < FIRST.length ? 0 : (position.get(object.owner) ?? position.size),
    object.kind,
    object.name,
  ];
  return objects
    .map((object) => ({ object, key: key(object) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ object }) => object);
}

/** The names of the workloads, each after those it depends on; by name where nothing decides. */
function workloadOrder(model: AppModel): readonly string[] {
  const needs = new Map<string, Set<string>>(model.workloads.map((workload) => [workload.name.value, new Set(workload.after.map((name) => name.value))]));
  for (const edge of model.edges) {
    if ((edge.kind === 'reference' || edge.kind === 'after') && edge.from !== edge.to) needs.get(edge.from)?.add(edge.to);
  }
  const done = new Set<string>();
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    if (visiting.has(name)) return;
    visiting.add(name);
    for (const need of [...(needs.get(name) ?? [])].sort()) if (needs.has(need)) visit(need);
    done.add(name);
  };
  for (const name of [...needs.keys()].sort()) visit(name);
  return [...done];
}

function step(kind: string): number {
  const first = FIRST.indexOf(kind);
  if (first >= 0) return first;
  return WORKLOADS.includes(kind) ? FIRST.length : FIRST.length + 1;
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (let index = 0; index < a.length; index += 1) {
    const left = a[index] ?? 0;
    const right = b[index] ?? 0;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
