// StatefulSet: pods with names and volumes of their own.

import type { AppModel, Rollout, Workload } from '../../../model/app-model.js';
import { byDefault, derived } from '../../../model/origin.js';
import type { KindModule, TreeMap } from '../kind.js';
import { selectorLabels } from '../labels.js';
import { podTemplate } from '../pod-template.js';
import { fixedReplicas } from '../replicas.js';
import { claimSpec } from '../volumes.js';

export const statefulSet: KindModule = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  ofWorkload(workload, model) {
    if (workload.kind.value !== 'stateful') return [];
    const parallel = workload.rollout?.kind === 'rolling' ? workload.rollout.parallel : undefined;
    const templates = claimTemplates(workload, model);
    return [{
      name: workload.name,
      owner: workload.name.value,
      members: {
        spec: {
          serviceName: derived(workload.name.value, 'its headless Service', workload.name),
          replicas: fixedReplicas(workload),
          podManagementPolicy: parallel?.value === true ? derived('Parallel', 'the rollout', parallel) : 'OrderedReady',
          selector: { matchLabels: selectorLabels(workload, model) },
          updateStrategy: updateStrategy(workload.rollout, workload),
          template: podTemplate(workload, model),
          volumeClaimTemplates: templates.length === 0 ? undefined : templates,
        },
      },
    }];
  },
};

/** A StatefulSet stops a pod before it starts the next version of it, so `recreate` is no case of its own. */
function updateStrategy(rollout: Rollout | undefined, workload: Workload): TreeMap {
  const rolling = rollout?.kind === 'rolling' ? rollout : undefined;
  return {
    type: 'RollingUpdate',
    rollingUpdate: { maxUnavailable: rolling?.unavailable, partition: rolling?.partition ?? byDefault(0, 'rollout', 'all pods are updated', workload.declared) },
  };
}

/** Templates can never be changed, so they carry nothing that may change, labels of the user included. */
function claimTemplates(workload: Workload, model: AppModel): readonly TreeMap[] {
  return workload.volumes.flatMap(({ name, source }) => {
    if (source.kind !== 'claim' || !source.perReplica) return [];
    return [{ metadata: { name, labels: selectorLabels(workload, model) }, spec: claimSpec(source.claim) }];
  });
}
