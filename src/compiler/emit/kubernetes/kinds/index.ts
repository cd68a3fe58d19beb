// The table of kinds, in the order in which the objects of one file stand.

import type { KindModule } from '../kind.js';
import { configMap } from './config-map.js';
import { cronJob } from './cron-job.js';
import { daemonSet } from './daemon-set.js';
import { deployment } from './deployment.js';
import { headlessService } from './headless-service.js';
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler.js';
import { ingress } from './ingress.js';
import { job } from './job.js';
import { namespace } from './namespace.js';
import { persistentVolumeClaim } from './persistent-volume-claim.js';
import { podDisruptionBudget } from './pod-disruption-budget.js';
import { service } from './service.js';
import { serviceAccount } from './service-account.js';
import { statefulSet } from './stateful-set.js';

export const KINDS: readonly KindModule[] = [
  namespace,
  configMap,
  serviceAccount,
  persistentVolumeClaim,
  deployment,
  statefulSet,
  daemonSet,
  job,
  cronJob,
  headlessService,
  service,
  ingress,
  horizontalPodAutoscaler,
  podDisruptionBudget,
];
