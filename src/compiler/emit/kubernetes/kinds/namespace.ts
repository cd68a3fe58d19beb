// Namespace: with the Pod Security level that the app's pods meet, so that the cluster refuses a pod that asks for more.

import { derived } from '../../../model/origin.js';
import { sortedMembers, type KindModule } from '../kind.js';
import { appLabels } from '../labels.js';

export const namespace: KindModule = {
  apiVersion: 'v1',
  kind: 'Namespace',
  clusterWide: true,
  ofApp(model) {
    if (model.namespace.existing.value) return [];
    const { name, podSecurity } = model.namespace;
    const level = derived(podSecurity.value, 'the strictest Pod Security level its pods meet', podSecurity);
    const labels = sortedMembers({
      ...appLabels(model),
      'pod-security.kubernetes.io/audit': level,
      'pod-security.kubernetes.io/enforce': level,
      'pod-security.kubernetes.io/warn': level,
    });
    return [{ name, owner: name.value, labels, members: {} }];
  },
};
