// The pod template that all workload kinds share. Owns what belongs to the pod rather than to its containers; what
// differs by kind (selectors, strategy, restart policy) is in the kinds.

import type { AppModel, Container, Workload } from '../../model/app-model.js';
import { byDefault, derived, spanOf, type Traced } from '../../model/origin.js';
import { containerSpec } from './container.js';
import { nonEmpty, type TreeMap } from './kind.js';
import { podAnnotations, podLabels, selectorLabels } from './labels.js';
import { podSecurityContext } from './security-context.js';
import { podVolumes } from './volumes.js';

/** `spec.template`. `restart` is set for Jobs only: elsewhere nothing but `Always` is allowed, which is the default. */
export function podTemplate(workload: Workload, model: AppModel, restart?: Traced<'Never' | 'OnFailure'>): TreeMap {
  return {
    metadata: { labels: podLabels(workload, model), annotations: podAnnotations(workload, model) },
    spec: {
      serviceAccountName: derived(workload.name.value, 'the service account of the workload', workload.name),
      automountServiceAccountToken: workload.security.token,
      enableServiceLinks: byDefault(false, 'service links', 'each Service of the namespace would put its variables into the environment', workload.declared),
      restartPolicy: restart,
      terminationGracePeriodSeconds: workload.stop.grace,
      securityContext: podSecurityContext(workload.security),
      topologySpreadConstraints: spread(workload, model),
      initContainers: nonEmpty(inSourceOrder(workload).map((container) => containerSpec(container, workload, model))),
      containers: workload.containers.map((container) => containerSpec(container, workload, model)),
      volumes: nonEmpty(podVolumes(workload.volumes, model)),
    },
  };
}

/** Preferred, not required: pods that cannot be spread still run. */
function spread(workload: Workload, model: AppModel): readonly TreeMap[] | undefined {
  if (workload.spread?.value !== true) return undefined;
  return [{
    maxSkew: derived(1, 'spread over nodes', workload.spread),
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selectorLabels(workload, model) },
  }];
}

/** Init containers and sidecars start one after the other as they were written; sidecars first where the source does not tell. */
function inSourceOrder(workload: Workload): readonly Container[] {
  const placed = [...workload.sidecars, ...workload.inits].map((container) => ({ container, span: spanOf(container.name.origin) }));
  const file = placed[0]?.span?.file;
  if (placed.every(({ span }) => span !== undefined && span.file === file)) {
    placed.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  }
  return placed.map(({ container }) => container);
}
