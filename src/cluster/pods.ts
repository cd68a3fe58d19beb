// Why a workload's pods will not become ready, long before a deadline passes: only pods of the newest revision count, and
// each sign has its own patience, because registries and kubelets have passing troubles. Pure.

import type { FailureKind } from './failure.js';
import type { Health } from './health.js';
import { conditionOf, isRecord, listAt, numberAt, textAt, textsAt, type KubeObject } from './json.js';

type Failing = Extract<Health, { readonly kind: 'failing' }>;

/** Pods of `workload`'s newest revision. `replicaSets`: those of a Deployment's namespace, any others are ignored. */
export function newestPods(workload: KubeObject, pods: readonly KubeObject[], replicaSets: readonly KubeObject[]): readonly KubeObject[] {
  const uid = workload.metadata.uid ?? '';
  switch (workload.kind) {
    case 'Deployment': {
      const revision = textsAt(workload, 'metadata', 'annotations')[revisionKey];
      const newest = replicaSets.find((one) => isOwnedBy(one, uid) && textsAt(one, 'metadata', 'annotations')[revisionKey] === revision);
      return newest === undefined ? [] : pods.filter((one) => isOwnedBy(one, newest.metadata.uid ?? ''));
    }
    case 'StatefulSet': {
      const revision = textAt(workload, 'status', 'updateRevision');
      return pods.filter((one) => isOwnedBy(one, uid) && one.metadata.labels?.['controller-revision-hash'] === revision);
    }
    case 'DaemonSet': {
      const generation = textsAt(workload, 'metadata', 'annotations')['deprecated.daemonset.template.generation'];
      return pods.filter((one) => isOwnedBy(one, uid) && one.metadata.labels?.['pod-template-generation'] === generation);
    }
    default:
      return pods.filter((one) => isOwnedBy(one, uid));
  }
}

const revisionKey = 'deployment.kubernetes.io/revision';

function isOwnedBy(object: KubeObject, uid: string): boolean {
  return object.metadata.ownerReferences?.some((one) => one.uid === uid) === true;
}

/** The troubles of `pods`, worst first in the sense of least patience. A Job's crashes are its own business: it tries again. */
export function podTroubles(pods: readonly KubeObject[], isJob: boolean): readonly Failing[] {
  const found = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined).flatMap((pod) => [
    ...schedulingTrouble(pod),
    ...containersOf(pod).flatMap((one) => containerTrouble(one, isJob)),
  ]);
  return found.sort((a, b) => a.grace - b.grace);
}

function containersOf(pod: KubeObject): readonly Readonly<Record<string, unknown>>[] {
  return ['initContainerStatuses', 'containerStatuses'].flatMap((list) => listAt(pod, 'status', list)).filter(isRecord);
}

function schedulingTrouble(pod: KubeObject): readonly Failing[] {
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.['status'] !== 'False' || scheduled['reason'] !== 'Unschedulable') return [];
  const problem = textAt(scheduled, 'message') ?? 'no node has room';
  return [failing({ kind: 'fits-nowhere', problem }, problem, 60_000)];
}

function containerTrouble(status: Readonly<Record<string, unknown>>, isJob: boolean): readonly Failing[] {
  const container = textAt(status, 'name') ?? '';
  const image = textAt(status, 'image') ?? '';
  const reason = textAt(status, 'state', 'waiting', 'reason') ?? '';
  const message = textAt(status, 'state', 'waiting', 'message') ?? reason;
  switch (reason) {
    case 'ErrImagePull':
    case 'ImagePullBackOff': {
      const final = /not found|manifest unknown|denied|unauthorized|invalid reference/i.test(message);
      return [failing({ kind: 'image', container, image, problem: message }, `${container}: ${message}`, final ? 2_000 : 120_000)];
    }
    case 'InvalidImageName':
      return [failing({ kind: 'image', container, image, problem: message }, `${container}: ${message}`, 0)];
    case 'CreateContainerConfigError':
      // The kubelet's own cache may be behind a new Secret.
      return [failing({ kind: 'not-created', container, problem: message }, `${container}: ${message}`, /failed to sync .* cache/.test(message) ? 60_000 : 15_000)];
    case 'CreateContainerError':
    case 'RunContainerError':
      return [failing({ kind: 'not-created', container, problem: message }, `${container}: ${message}`, 15_000)];
    default:
      return isJob ? [] : crashTrouble(status, container, reason);
  }
}

function crashTrouble(status: Readonly<Record<string, unknown>>, container: string, reason: string): readonly Failing[] {
  if (reason !== 'CrashLoopBackOff' && (numberAt(status, 'restartCount') ?? 0) < 2) return [];
  if (reason === '' && isRecord(status['state']) && 'running' in status['state'] && status['ready'] === true) return [];
  const code = numberAt(status, 'lastState', 'terminated', 'exitCode');
  const why = textAt(status, 'lastState', 'terminated', 'reason') ?? '';
  const oom = why === 'OOMKilled';
  const ended = code === undefined ? 'it ended' : `it ended with exit code ${code}`;
  const how = oom ? 'it used more memory than its limit' : code === 126 || code === 127 ? `${ended} (its command was not found or cannot be run)` : ended;
  return [failing({ kind: 'crash', container, how, oom }, `${container} crashes: ${how}`, reason === 'CrashLoopBackOff' ? 1_000 : 10_000)];
}

function failing(failure: FailureKind, state: string, grace: number): Failing {
  return { kind: 'failing', state, failure, grace };
}
