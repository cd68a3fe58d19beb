// ServiceAccount: one per workload, so that rights can be given to one alone; its token is mounted only where asked for.

import { derived } from '../../../model/origin.js';
import type { KindModule } from '../kind.js';

export const serviceAccount: KindModule = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  ofWorkload: (workload) => [{
    name: derived(workload.name.value, 'the service account of the workload', workload.name),
    owner: workload.name.value,
    members: { automountServiceAccountToken: workload.security.token },
  }],
};
