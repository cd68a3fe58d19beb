// Which objects wait for which: kinds in stages, workloads along the reference graph, so that a database is ready before
// the app that reads its address is updated. Pure; says what must hold before, not how it is waited for.

import type { AppModel, Edge } from '../compiler/model/app-model.js';

/** 0 namespaces and classes, 1 accounts and rights, 2 data, 3 addresses, 4 workloads, 5 what acts on workloads. */
export function stageOf(kind: string): number {
  switch (kind) {
    case 'Namespace':
    case 'CustomResourceDefinition':
    case 'PriorityClass':
    case 'StorageClass':
    case 'IngressClass':
      return 0;
    case 'ServiceAccount':
    case 'Role':
    case 'RoleBinding':
    case 'ClusterRole':
    case 'ClusterRoleBinding':
    case 'NetworkPolicy':
    case 'ResourceQuota':
    case 'LimitRange':
      return 1;
    case 'ConfigMap':
    case 'Secret':
    case 'PersistentVolume':
    case 'PersistentVolumeClaim':
      return 2;
    case 'Service':
      return 3;
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job':
    case 'CronJob':
      return 4;
    default:
      return 5;
  }
}

/** Kinds that are waited for. */
export function hasReadiness(kind: string): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet' || kind === 'Job' || kind === 'PersistentVolumeClaim';
}

/** For each workload, by name: the workloads that must be ready before it is applied. Sorted; never itself, never in a circle. */
export function workloadOrder(model: AppModel): ReadonlyMap<string, readonly string[]> {
  const names = model.workloads.map((one) => one.name.value);
  const written = new Map(model.workloads.map((one) => [one.name.value, one.after.map((after) => after.value)]));
  const needs = new Map(names.map((name) => [name, new Set([...neededBy(name, new Set(names), model.edges), ...(written.get(name) ?? [])])] as const));
  const order = new Map<string, readonly string[]>();
  for (const name of names) {
    const after = new Set([...(written.get(name) ?? []), ...model.edges.filter((edge) => edge.kind === 'after' && edge.from === name).map((edge) => edge.to)]);
    const all = new Set([...after, ...(needs.get(name) ?? [])]);
    all.delete(name);
    // Two services may name each other's address; neither can be first then, and only what was written with `after` counts.
    const kept = [...all].filter((other) => names.includes(other) && (after.has(other) || !reaches(other, name, needs)));
    order.set(name, kept.sort());
  }
  return order;
}

/** Workloads that `name` reads from, directly or through configs and secrets. */
function neededBy(name: string, workloads: ReadonlySet<string>, edges: readonly Edge[]): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set([name]);
  const todo = [name];
  for (let here = todo.pop(); here !== undefined; here = todo.pop()) {
    for (const edge of edges) {
      if (edge.from !== here || edge.kind === 'build' || seen.has(edge.to)) continue;
      seen.add(edge.to);
      if (workloads.has(edge.to)) found.add(edge.to);
      else todo.push(edge.to);
    }
  }
  return found;
}

function reaches(from: string, to: string, needs: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set([from]);
  const todo = [from];
  for (let here = todo.pop(); here !== undefined; here = todo.pop()) {
    if (here === to) return true;
    for (const next of needs.get(here) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      todo.push(next);
    }
  }
  return false;
}
