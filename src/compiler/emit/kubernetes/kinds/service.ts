// Service: one stable address before the ready pods of a workload.

import type { Workload } from '../../../model/app-model.js';
import { hasService } from '../../../model/facts.js';
import type { Tree } from '../../tree.js';
import { nonEmpty, type KindModule, type TreeMap } from '../kind.js';
import { selectorLabels } from '../labels.js';
import { serviceName, servicePorts } from '../ports.js';

export const service: KindModule = {
  apiVersion: 'v1',
  kind: 'Service',
  ofWorkload(workload, model) {
    if (!hasService(workload)) return [];
    const { publish } = workload;
    return [{
      name: serviceName(workload),
      owner: workload.name.value,
      members: {
        spec: {
          type: publish?.type,
          loadBalancerSourceRanges: publish?.type.value === 'LoadBalancer' ? nonEmpty(publish.from) : undefined,
          selector: selectorLabels(workload, model),
          ports: ports(workload),
        },
      },
    }];
  },
};

/** A node port that was asked for is the main port's. */
function ports(workload: Workload): readonly Tree[] {
  return servicePorts(workload).map((port, index): TreeMap => ({ ...port, nodePort: index === 0 ? workload.publish?.nodePort : undefined }));
}
