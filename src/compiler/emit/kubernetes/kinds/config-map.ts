// ConfigMap: named by its content and immutable, so that a change makes a new one and the pods that read it are replaced;
// a stable one keeps its name and may change.

import { derived } from '../../../model/origin.js';
import { sortedMembers, type KindModule } from '../kind.js';

export const configMap: KindModule = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  ofApp: (model) => model.configs.map((config) => ({
    name: config.objectName,
    owner: config.name.value,
    members: {
      data: sortedMembers(config.data),
      immutable: config.stable.value ? undefined : derived(true, 'its name is a hash of its content', config.stable),
    },
  })),
};
