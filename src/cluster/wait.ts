// Waits until an applied object is ready, or until it is known that it will not be. Asks the server every half second;
// decides nothing itself: health.ts and pods.ts judge, this file keeps the time.

import type { Client } from './client.js';
import { ApiError } from './errors.js';
import type { OnEvent } from './events.js';
import type { FailureKind } from './failure.js';
import { healthOf, type Applied, type Health } from './health.js';
import { numberAt, textAt, textsAt, type KubeObject } from './json.js';
import type { Member } from './members.js';
import { newestPods, podTroubles } from './pods.js';

const interval = 500;

export type Outcome = { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly failure: FailureKind };

/**
 * @param deadline when the whole run gives up, on our clock in milliseconds
 * @throws InterruptedError, ApiError when the object may not be read
 */
export async function waitUntilReady(client: Client, member: Member, applied: Applied, deadline: number, onEvent: OnEvent): Promise<Outcome> {
  const started = Date.now();
  const since = new Map<string, number>();
  const own = numberAt(member.object, 'spec', 'progressDeadlineSeconds');
  // The controller's own deadline speaks first; ours is for a controller that does not run.
  const end = Math.min(deadline, own === undefined ? deadline : started + (own + 60) * 1000);
  let said = '';
  for (;;) {
    const health = await look(client, member, applied);
    if (health.kind === 'ready') {
      onEvent({ kind: 'ready', object: member.ref, seconds: (Date.now() - started) / 1000, ...(health.note !== undefined && { note: health.note }) });
      return { kind: 'ready' };
    }
    if (health.kind === 'failing') {
      // Texts change while the trouble stays: kubelets alternate between two names for a failed pull.
      const key = `${health.failure.kind} ${'container' in health.failure ? health.failure.container : ''}`;
      const first = since.get(key) ?? Date.now();
      since.set(key, first);
      if (Date.now() - first >= health.grace) return { kind: 'failed', failure: health.failure };
    }
    if (health.state !== said) onEvent({ kind: 'waiting', object: member.ref, state: health.state });
    said = health.state;
    if (Date.now() >= end) return { kind: 'failed', failure: { kind: 'too-late', seconds: Math.round((Date.now() - started) / 1000), state: said } };
    await client.pause(Math.min(interval, Math.max(1, end - Date.now())));
  }
}

async function look(client: Client, member: Member, applied: Applied): Promise<Health> {
  const object = await client.get(member.ref);
  if (object === undefined) return { kind: 'failing', state: 'it is gone', failure: { kind: 'rollout', problem: 'somebody deleted it' }, grace: 0 };
  const health = healthOf(object, applied);
  if (health.kind === 'waiting' && object.kind === 'PersistentVolumeClaim' && (await waitsForPod(client, object))) {
    return { kind: 'ready', note: 'it is bound when the first pod uses it' };
  }
  if (health.kind !== 'waiting') return health;
  const [trouble] = await troublesOf(client, object);
  return trouble ?? health;
}

async function troublesOf(client: Client, workload: KubeObject): Promise<ReturnType<typeof podTroubles>> {
  const selector = Object.entries(textsAt(workload, 'spec', 'selector', 'matchLabels')).map(([key, value]) => `${key}=${value}`).join(',');
  const namespace = workload.metadata.namespace;
  if (selector === '' || namespace === undefined) return [];
  try {
    const pods = await client.list('v1', 'Pod', namespace, selector);
    const replicaSets = workload.kind === 'Deployment' ? await client.list('apps/v1', 'ReplicaSet', namespace, selector) : [];
    return podTroubles(newestPods(workload, pods, replicaSets), workload.kind === 'Job');
  } catch (error) {
    // Who may not look at pods still sees the workload's own status.
    if (error instanceof ApiError && error.code === 403) return [];
    throw error;
  }
}

/** Its storage class binds a volume when a pod needs one; without a class nobody binds it but by hand. */
async function waitsForPod(client: Client, claim: KubeObject): Promise<boolean> {
  const name = textAt(claim, 'spec', 'storageClassName');
  if (name === undefined || name === '') return true;
  try {
    const found = await client.get({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', name });
    return textAt(found, 'volumeBindingMode') === 'WaitForFirstConsumer';
  } catch (error) {
    if (error instanceof ApiError && error.code === 403) return true;
    throw error;
  }
}
