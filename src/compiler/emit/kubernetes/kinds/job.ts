// Job, and the spec it shares with the jobs of a CronJob.

import type { AppModel, Workload } from '../../../model/app-model.js';
import { byDefault } from '../../../model/origin.js';
import type { KindModule, TreeMap } from '../kind.js';
import { podTemplate } from '../pod-template.js';

export const job: KindModule = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  ofWorkload: (workload, model) => (
    workload.kind.value === 'job' ? [{ name: workload.name, owner: workload.name.value, members: { spec: jobSpec(workload, model) } }] : []
  ),
};

/** `spec` of a Job. The server makes the selector itself and refuses a job that says nothing about restarts. */
export function jobSpec(workload: Workload, model: AppModel): TreeMap {
  const restart = workload.job?.restart ?? byDefault('Never' as const, 'restart', 'a Job has to say it; the logs of a failed pod stay', workload.declared);
  return {
    backoffLimit: workload.job?.retries,
    ttlSecondsAfterFinished: workload.job?.removeAfter,
    template: podTemplate(workload, model, restart),
  };
}
