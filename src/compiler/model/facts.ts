// What follows from a complete workload: how many pods it may have, which claims it mounts, how its Services are called.
// Asked by the rules about the app and by the emitters. Pure questions about the AppModel; no diagnostics, no objects.

import type { Port, Replicas, Workload } from './app-model.js';
import { fitName, objectNameRule } from './names.js';
import type { Claim, VolumeSource } from './storage.js';

/** How many pods there are at most; 1 for kinds without replicas. */
export function mostReplicas(replicas: Replicas | undefined): number {
  if (replicas === undefined) return 1;
  return replicas.kind === 'fixed' ? replicas.count.value : replicas.max.value;
}

/** `3 replicas`, `2..6 replicas`. */
export function showReplicas(replicas: Replicas): string {
  return replicas.kind === 'fixed' ? `${replicas.count.value} replicas` : `${replicas.min.value}..${replicas.max.value} replicas`;
}

/** The claim behind a volume, if the app declares it. */
export function claimOf(source: VolumeSource): Claim | undefined {
  return source.kind === 'claim' ? source.claim : source.kind === 'existing-claim' ? source.of : undefined;
}

/** Every port of the pod, the main one first. Init containers are gone before anybody connects. */
export function podPorts(workload: Workload): readonly Port[] {
  return [...workload.containers, ...workload.sidecars].flatMap((container) => container.ports);
}

/** It has a Service with an address of its own and only ready pods behind it; a stateful one has it only to be reached from outside. */
export function hasService(workload: Workload): boolean {
  if (podPorts(workload).length === 0) return false;
  return workload.kind.value === 'service' || workload.publish !== undefined || workload.hosts.length > 0;
}

/** The name of that Service: the workload's, which in a stateful one is taken by the headless Service. */
export function serviceNameOf({ kind, name }: Workload): string {
  return kind.value === 'stateful' ? fitName(`${name.value}-public`, objectNameRule('Service').max) : name.value;
}
