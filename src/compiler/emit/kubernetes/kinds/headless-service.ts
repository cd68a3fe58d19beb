// The headless Service of a stateful workload: a DNS name for each pod, known before the pod is ready, because members of
// a cluster have to find each other to become ready.

import { nonEmpty, type KindModule } from '../kind.js';
import { selectorLabels } from '../labels.js';
import { servicePorts } from '../ports.js';

export const headlessService: KindModule = {
  apiVersion: 'v1',
  kind: 'Service',
  ofWorkload(workload, model) {
    if (workload.kind.value !== 'stateful') return [];
    return [{
      name: workload.name,
      owner: workload.name.value,
      members: {
        spec: {
          clusterIP: 'None',
          publishNotReadyAddresses: true,
          selector: selectorLabels(workload, model),
          ports: nonEmpty(servicePorts(workload)),
        },
      },
    }];
  },
};
