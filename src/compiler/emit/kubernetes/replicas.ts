// How many pods: the fixed number of a workload, and the kind of object that an autoscaler turns.

import type { Workload } from '../../model/app-model.js';
import type { Traced } from '../../model/origin.js';

/** `spec.replicas`; left out under an autoscaler, which owns it: each apply would undo its work. */
export function fixedReplicas(workload: Workload): Traced<number> | undefined {
  return workload.replicas?.kind === 'fixed' ? workload.replicas.count : undefined;
}

/** The kind of object that runs the pods of a workload. */
export function controllerKind(workload: Workload): 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob' {
  switch (workload.kind.value) {
    case 'service':
    case 'worker':
      return 'Deployment';
    case 'stateful':
      return 'StatefulSet';
    case 'daemon':
      return 'DaemonSet';
    case 'job':
      return 'Job';
    case 'cron':
      return 'CronJob';
  }
}
