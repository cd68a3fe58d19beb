// DaemonSet: a pod on every node.

import type { Rollout, Workload } from '../../../model/app-model.js';
import { byDefault, derived, type Traced } from '../../../model/origin.js';
import type { KindModule, TreeMap } from '../kind.js';
import { selectorLabels } from '../labels.js';
import { podTemplate } from '../pod-template.js';

export const daemonSet: KindModule = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  ofWorkload(workload, model) {
    if (workload.kind.value !== 'daemon') return [];
    return [{
      name: workload.name,
      owner: workload.name.value,
      members: {
        spec: {
          selector: { matchLabels: selectorLabels(workload, model) },
          updateStrategy: { type: 'RollingUpdate', rollingUpdate: rollingUpdate(workload.rollout, workload) },
          template: podTemplate(workload, model),
        },
      },
    }];
  },
};

/** The server wants exactly one of the two numbers to be more than 0 (ValidateRollingUpdateDaemonSet). */
function rollingUpdate(rollout: Rollout | undefined, workload: Workload): TreeMap {
  if (rollout?.kind === 'recreate') {
    return { maxSurge: 0, maxUnavailable: derived('100%', 'all pods at once, which is what recreate means on nodes', rollout.why) };
  }
  const surge = rollout?.surge;
  if (surge !== undefined && !isZero(surge)) return { maxSurge: surge, maxUnavailable: rollout?.unavailable ?? derived(0, 'the new pod starts first', surge) };
  return {
    maxSurge: surge ?? byDefault(0, 'rollout', 'two pods of a daemon on one node often want the same thing', workload.declared),
    maxUnavailable: rollout?.unavailable ?? byDefault(1, 'rollout', 'one node after the other', workload.declared),
  };
}

function isZero(amount: Traced<string | number>): boolean {
  return amount.value === 0 || amount.value === '0%' || amount.value === '0';
}
