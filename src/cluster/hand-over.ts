// When an autoscaler takes over the number of replicas. Server-side apply resets a field that its manager no longer sends:
// leaving `replicas` out would scale the app to one until the autoscaler acts. So we first give up the field, keeping its value.
// https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership

import type { Client } from './client.js';
import { ApiError } from './errors.js';
import { dig, isRecord, listAt, type KubeObject } from './json.js';
import { fieldManager, type Member } from './members.js';

/** We set `spec.replicas` once, and no longer do. */
export function givesUpReplicas(member: Member, live: KubeObject): boolean {
  return dig(member.object, 'spec', 'replicas') === undefined && listAt(live, 'metadata', 'managedFields').some(ownsReplicas);
}

/** Takes `spec.replicas` out of what we own, so that the next apply leaves its value alone. */
export async function handOverReplicas(client: Client, member: Member): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const live = await client.get(member.ref);
    if (live === undefined || !givesUpReplicas(member, live)) return;
    const managedFields = listAt(live, 'metadata', 'managedFields').map((entry) => (ownsReplicas(entry) ? withoutReplicas(entry) : entry));
    try {
      await client.merge(member.ref, { metadata: { resourceVersion: live.metadata.resourceVersion, managedFields } }, fieldManager);
      return;
    } catch (error) {
      // Controllers write all the time; whoever was faster, the next look is right again.
      if (!(error instanceof ApiError) || error.code !== 409 || attempt === 5) throw error;
    }
  }
}

function ownsReplicas(entry: unknown): boolean {
  return dig(entry, 'manager') === fieldManager && dig(entry, 'operation') === 'Apply' && dig(entry, 'fieldsV1', 'f:spec', 'f:replicas') !== undefined;
}

function withoutReplicas(entry: unknown): unknown {
  const fields = dig(entry, 'fieldsV1');
  const spec = dig(fields, 'f:spec');
  if (!isRecord(entry) || !isRecord(fields) || !isRecord(spec)) return entry;
  const { 'f:replicas': _, ...rest } = spec;
  return { ...entry, fieldsV1: { ...fields, 'f:spec': rest } };
}
