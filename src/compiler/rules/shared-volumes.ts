// A claim that one node may mount, under several pods: the second pod waits for ever (Multi-Attach error).

import { codes, report, type Diagnostic } from '../../diagnostics/index.js';
import type { AppModel, Claim, PodVolume, Workload } from '../model/app-model.js';
import { claimOf, mostReplicas, showReplicas } from '../model/facts.js';
import { spanOf } from '../model/origin.js';
import type { Rule } from './rule.js';

export const sharedVolumes: Rule = ({ model }) => model.workloads.flatMap((workload) => workload.volumes.flatMap((volume): readonly Diagnostic[] => {
  const claim = claimOf(volume.source);
  if (claim === undefined || claim.access.value === 'ReadWriteMany' || (volume.source.kind === 'claim' && volume.source.perReplica)) return [];
  const many = manyPods(workload) ?? otherReader(model, workload, claim);
  return many === undefined ? [] : [oneWriter(workload, volume, claim, many)];
}));

function manyPods(workload: Workload): string | undefined {
  if (workload.kind.value === 'daemon') return 'on every node';
  return workload.replicas !== undefined && mostReplicas(workload.replicas) > 1 ? showReplicas(workload.replicas) : undefined;
}

/** Reported at the later one of two workloads that mount the claim. */
function otherReader(model: AppModel, workload: Workload, claim: Claim): string | undefined {
  const readers = model.workloads.filter((one) => one.volumes.some((volume) => volume.source.kind === 'existing-claim' && volume.source.of === claim));
  const first = readers[0];
  return first === undefined || first === workload ? undefined : `beside \`${first.name.value}\``;
}

function oneWriter(workload: Workload, volume: PodVolume, claim: Claim, many: string): Diagnostic {
  const own = volume.source.kind === 'claim';
  return report(codes.DEP4005, { volume: volume.name.value, workload: workload.name.value, replicas: many }, {
    span: spanOf(volume.name.origin), label: 'one node at a time', related: own ? [] : [{ span: claim.declared, text: 'declared here' }],
    help: [
      { text: `if the storage class can do it: \`volume ${volume.name.value} ${claim.size.value}${own ? ' at …' : ''} { access many }\``, applicability: 'unsafe' },
      ...(own ? [{ text: instead(workload, volume), applicability: 'unsafe' as const }] : []),
    ],
  });
}

function instead(workload: Workload, { name }: PodVolume): string {
  if (workload.kind.value !== 'daemon') return 'make it a `stateful`: then each replica has a volume of its own';
  return `take a folder of each node, \`volume ${name.value} host /PATH at …\`, or \`volume ${name.value} ephemeral at …\` if it need not outlive the pod`;
}
