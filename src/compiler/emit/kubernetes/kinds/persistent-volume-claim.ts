// PersistentVolumeClaim: the claims of the app and those of single workloads. Claims per replica are templates in the
// StatefulSet, not here.

import type { KindModule } from '../kind.js';
import { claimSpec } from '../volumes.js';

export const persistentVolumeClaim: KindModule = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  ofApp: (model) => model.claims.map((claim) => ({ name: claim.name, owner: claim.name.value, members: { spec: claimSpec(claim) } })),
  ofWorkload: (workload) => workload.volumes.flatMap(({ source }) => (
    source.kind === 'claim' && !source.perReplica ? [{ name: source.claim.name, owner: workload.name.value, members: { spec: claimSpec(source.claim) } }] : []
  )),
};
