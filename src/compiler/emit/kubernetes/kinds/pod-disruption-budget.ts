// PodDisruptionBudget: how many pods a drain of nodes may take at once.

import type { KindModule } from '../kind.js';
import { selectorLabels } from '../labels.js';

export const podDisruptionBudget: KindModule = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  ofWorkload(workload, model) {
    if (workload.evict === undefined) return [];
    return [{
      name: workload.name,
      owner: workload.name.value,
      members: { spec: { maxUnavailable: workload.evict, selector: { matchLabels: selectorLabels(workload, model) } } },
    }];
  },
};
