// Deployment: services and workers.

import type { Rollout, Workload } from '../../../model/app-model.js';
import { byDefault, derived } from '../../../model/origin.js';
import type { KindModule, TreeMap } from '../kind.js';
import { selectorLabels } from '../labels.js';
import { podTemplate } from '../pod-template.js';
import { fixedReplicas } from '../replicas.js';

export const deployment: KindModule = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  ofWorkload(workload, model) {
    if (workload.kind.value !== 'service' && workload.kind.value !== 'worker') return [];
    return [{
      name: workload.name,
      owner: workload.name.value,
      members: {
        spec: {
          replicas: fixedReplicas(workload),
          selector: { matchLabels: selectorLabels(workload, model) },
          strategy: strategy(workload.rollout, workload),
          template: podTemplate(workload, model),
        },
      },
    }];
  },
};

/**
 * Both numbers always: with server-side apply a number the server filled in would stay when the type becomes Recreate,
 * which is then refused (projectsveltos/addon-controller#1876).
 */
function strategy(rollout: Rollout | undefined, workload: Workload): TreeMap {
  if (rollout?.kind === 'recreate') return { type: derived('Recreate', 'the rollout', rollout.why) };
  const quarter = byDefault('25%', 'rollout', 'what Kubernetes takes when nothing is said', workload.declared);
  return { type: 'RollingUpdate', rollingUpdate: { maxSurge: rollout?.surge ?? quarter, maxUnavailable: rollout?.unavailable ?? quarter } };
}
