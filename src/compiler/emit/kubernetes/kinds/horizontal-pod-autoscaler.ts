// HorizontalPodAutoscaler: owns the number of pods of a workload with a range of replicas.

import { derived } from '../../../model/origin.js';
import type { KindModule } from '../kind.js';
import { controllerKind } from '../replicas.js';

export const horizontalPodAutoscaler: KindModule = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  ofWorkload(workload) {
    const { replicas } = workload;
    if (replicas?.kind !== 'range') return [];
    return [{
      name: workload.name,
      owner: workload.name.value,
      members: {
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: controllerKind(workload), name: derived(workload.name.value, 'the workload it scales', workload.name) },
          minReplicas: replicas.min,
          maxReplicas: replicas.max,
          metrics: replicas.at.map((target) => ({
            type: 'Resource',
            resource: { name: target.resource, target: { type: 'Utilization', averageUtilization: target.utilization } },
          })),
        },
      },
    }];
  },
};
