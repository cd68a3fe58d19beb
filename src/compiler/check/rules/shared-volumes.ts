// A claim that one node may mount, under several pods: the second pod waits for ever (Multi-Attach error).

import { codes, report, type Diagnostic } from '../../../diagnostics/index.js';
import { mostReplicas, showReplicas } from '../../lower/scaling.js';
import { spanOf } from '../../model/origin.js';
import type { Rule } from './rule.js';

export const sharedVolumes: Rule = ({ model }) => model.workloads.flatMap((workload): readonly Diagnostic[] => {
  const many = workload.kind.value === 'daemon' ? 'on every node' : mostReplicas(workload.replicas) > 1 && workload.replicas !== undefined ? showReplicas(workload.replicas) : undefined;
  if (many === undefined) return [];
  return workload.volumes.flatMap((volume): readonly Diagnostic[] => {
    const { source } = volume;
    if (source.kind !== 'claim' || source.perReplica || source.claim.access.value === 'ReadWriteMany') return [];
    return [report(codes.DEP4005, { volume: volume.name.value, workload: workload.name.value, replicas: many }, {
      span: spanOf(volume.name.origin), label: 'one node at a time',
      help: [
        { text: `if the storage class can do it: \`volume ${volume.name.value} ${source.claim.size.value} … { access many }\``, applicability: 'unsafe' },
        { text: 'make it a `stateful`: then each replica has a volume of its own', applicability: 'unsafe' },
      ],
    })];
  });
});
