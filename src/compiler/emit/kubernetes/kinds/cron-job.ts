// CronJob: a Job at set times.

import type { KindModule } from '../kind.js';
import { podLabels } from '../labels.js';
import { jobSpec } from './job.js';

export const cronJob: KindModule = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  ofWorkload(workload, model) {
    if (workload.kind.value !== 'cron' || workload.schedule === undefined) return [];
    const { cron, timeZone, overlap } = workload.schedule;
    return [{
      name: workload.name,
      owner: workload.name.value,
      members: {
        spec: {
          schedule: cron,
          timeZone,
          concurrencyPolicy: overlap,
          jobTemplate: { metadata: { labels: podLabels(workload, model) }, spec: jobSpec(workload, model) },
        },
      },
    }];
  },
};
