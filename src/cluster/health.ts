// When a workload is ready, by its own status. Pure: one object in, one verdict out. The rules follow kstatus and
// `kubectl rollout status`, with the stale-read guards they lack: same uid, and a status that has seen our generation.

import type { FailureKind } from './failure.js';
import { conditionOf, dig, numberAt, textAt, type KubeObject } from './json.js';

/** What the server told when we applied the object. */
export interface Applied {
  readonly uid: string;
  readonly generation: number;
  /** The server's clock, in milliseconds. */
  readonly at: number;
}

export type Health =
  | { readonly kind: 'ready'; readonly note?: string }
  | { readonly kind: 'waiting'; readonly state: string }
  /** Failed once it has been so for `grace` milliseconds: some troubles pass. */
  | { readonly kind: 'failing'; readonly state: string; readonly failure: FailureKind; readonly grace: number };

export function healthOf(object: KubeObject, applied: Applied): Health {
  if (object.metadata.uid !== applied.uid) return failed('somebody deleted it and made another one');
  if (object.metadata.deletionTimestamp !== undefined) return failed('somebody is deleting it');
  if (object.kind === 'Job') return jobHealth(object);
  if (object.kind === 'PersistentVolumeClaim') return claimHealth(object);
  // A status that has not seen our change tells about the one before.
  if ((numberAt(object, 'status', 'observedGeneration') ?? 0) < applied.generation) return waiting('its controller has not seen the change yet');
  switch (object.kind) {
    case 'Deployment':
      return deploymentHealth(object, applied);
    case 'StatefulSet':
      return statefulSetHealth(object);
    case 'DaemonSet':
      return daemonSetHealth(object);
    default:
      return { kind: 'ready' };
  }
}

function deploymentHealth(object: KubeObject, applied: Applied): Health {
  if (dig(object, 'spec', 'paused') === true) return { kind: 'ready', note: 'its rollout is paused' };
  const progressing = conditionOf(object, 'Progressing');
  if (progressing?.['reason'] === 'ProgressDeadlineExceeded') {
    // The condition of the rollout before ours stays for a moment.
    const stale = Date.parse(textAt(progressing, 'lastUpdateTime') ?? '') < applied.at;
    return { ...failed(textAt(progressing, 'message') ?? 'its progress deadline passed'), grace: stale ? 10_000 : 0 };
  }
  const failure = conditionOf(object, 'ReplicaFailure');
  if (failure?.['status'] === 'True') {
    const problem = textAt(failure, 'message') ?? 'pods cannot be created';
    return { kind: 'failing', state: problem, failure: { kind: 'pods-refused', problem }, grace: 10_000 };
  }
  const wanted = numberAt(object, 'spec', 'replicas') ?? 1;
  const count = (name: string): number => numberAt(object, 'status', name) ?? 0;
  if (count('updatedReplicas') < wanted) return waiting(`${count('updatedReplicas')} of ${wanted} pods are updated`);
  if (count('replicas') > count('updatedReplicas')) return waiting(`${count('replicas') - count('updatedReplicas')} old pods are still there`);
  if (count('availableReplicas') < wanted) return waiting(`${count('availableReplicas')} of ${wanted} pods are available`);
  return conditionOf(object, 'Available')?.['status'] === 'True' || wanted === 0 ? { kind: 'ready' } : waiting('it is not available yet');
}

function statefulSetHealth(object: KubeObject): Health {
  if (textAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') return { kind: 'ready', note: 'its pods are updated when they are deleted' };
  const wanted = numberAt(object, 'spec', 'replicas') ?? 1;
  const count = (name: string): number => numberAt(object, 'status', name) ?? 0;
  const partition = numberAt(object, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ?? 0;
  if (count('readyReplicas') < wanted) return waiting(`${count('readyReplicas')} of ${wanted} pods are ready`);
  if (count('replicas') > wanted) return waiting(`${count('replicas') - wanted} surplus pods are still there`);
  const update = Math.max(0, wanted - partition);
  const same = textAt(object, 'status', 'currentRevision') === textAt(object, 'status', 'updateRevision');
  if (!same && count('updatedReplicas') < update) return waiting(`${count('updatedReplicas')} of ${update} pods are updated`);
  if (!same && partition === 0) return waiting('the update is being completed');
  if (count('availableReplicas') < wanted) return waiting(`${count('availableReplicas')} of ${wanted} pods are available`);
  return { kind: 'ready' };
}

function daemonSetHealth(object: KubeObject): Health {
  if (textAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete') return { kind: 'ready', note: 'its pods are updated when they are deleted' };
  const wanted = numberAt(object, 'status', 'desiredNumberScheduled') ?? 0;
  const updated = numberAt(object, 'status', 'updatedNumberScheduled') ?? 0;
  const available = numberAt(object, 'status', 'numberAvailable') ?? 0;
  if (wanted === 0) return { kind: 'ready', note: 'no node matches it' };
  if (updated < wanted) return waiting(`${updated} of ${wanted} nodes are updated`);
  return available < wanted ? waiting(`it is available on ${available} of ${wanted} nodes`) : { kind: 'ready' };
}

function jobHealth(object: KubeObject): Health {
  if (conditionOf(object, 'Complete')?.['status'] === 'True') return { kind: 'ready' };
  const ended = conditionOf(object, 'Failed');
  if (ended?.['status'] === 'True') {
    const problem = [textAt(ended, 'reason'), textAt(ended, 'message')].filter((one) => one !== undefined).join(': ');
    return { kind: 'failing', state: problem, failure: { kind: 'job-failed', problem }, grace: 0 };
  }
  if (dig(object, 'spec', 'suspend') === true) return { kind: 'ready', note: 'it is suspended' };
  const tries = numberAt(object, 'status', 'failed') ?? 0;
  return waiting(tries === 0 ? 'it is running' : `it is running, after ${tries} failed ${tries === 1 ? 'try' : 'tries'}`);
}

function claimHealth(object: KubeObject): Health {
  const phase = textAt(object, 'status', 'phase');
  if (phase === 'Bound') return { kind: 'ready' };
  return phase === 'Lost' ? failed('its volume is lost') : waiting('no volume is bound to it yet');
}

function waiting(state: string): Health {
  return { kind: 'waiting', state };
}

function failed(problem: string): Extract<Health, { readonly kind: 'failing' }> {
  return { kind: 'failing', state: problem, failure: { kind: 'rollout', problem }, grace: 0 };
}
