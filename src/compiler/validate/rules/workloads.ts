// Deployments, StatefulSets, DaemonSets, Jobs and CronJobs: selectors, strategies, restart policies, schedules.
// Source: pkg/apis/apps/validation/validation.go (ValidateDeploymentSpec, ValidateStatefulSetSpec, ValidateDaemonSetSpec),
// pkg/apis/batch/validation/validation.go (validateJobSpec, validateCronJobSpec).

import { codes } from '../../../diagnostics/index.js';
import { DNS_LABEL, nameProblem } from '../../model/names.js';
import type { Plain } from '../../emit/tree.js';
import { cronMistake } from '../../values/cron.js';
import { at, entriesAt, listAt, numberAt, objectAt, textAt } from '../plain.js';
import type { PlainObject } from '../plain.js';
import { notBelow } from './rule.js';
import type { Fail, ObjectRule } from './rule.js';
import { checkSelector, isEmptySelector, matches } from './selectors.js';

export const deployment: ObjectRule = {
  code: codes.DEP6207,
  kinds: ['Deployment'],
  check: (object, fail) => {
    const spec = objectAt(object, 'spec');
    notBelow(spec, '/spec', ['minReadySeconds', 'progressDeadlineSeconds', 'replicas', 'revisionHistoryLimit'], fail);
    const ready = numberAt(spec, 'minReadySeconds') ?? 0;
    if ((numberAt(spec, 'progressDeadlineSeconds') ?? 600) <= ready) fail('/spec/progressDeadlineSeconds', `must be greater than \`minReadySeconds\`, ${ready}`);
    const rolling = objectAt(spec, 'strategy', 'rollingUpdate');
    if (textAt(spec, 'strategy', 'type') === 'Recreate' && rolling !== undefined) fail('/spec/strategy/rollingUpdate', 'must be absent for the type `Recreate`');
    checkRolling(rolling, '/spec/strategy/rollingUpdate', ['25%', '25%'], fail);
    checkTemplate(spec, fail);
  },
};

export const statefulSet: ObjectRule = {
  code: codes.DEP6207,
  kinds: ['StatefulSet'],
  check: (object, fail) => {
    const spec = objectAt(object, 'spec');
    notBelow(spec, '/spec', ['minReadySeconds', 'replicas', 'revisionHistoryLimit'], fail);
    notBelow(at(spec, 'ordinals'), '/spec/ordinals', ['start'], fail);
    notBelow(at(spec, 'updateStrategy', 'rollingUpdate'), '/spec/updateStrategy/rollingUpdate', ['partition'], fail);
    if (textAt(spec, 'updateStrategy', 'type') === 'OnDelete' && objectAt(spec, 'updateStrategy', 'rollingUpdate') !== undefined) {
      fail('/spec/updateStrategy/rollingUpdate', 'must be absent for the type `OnDelete`');
    }
    const governing = textAt(spec, 'serviceName') ?? '';
    const problem = governing === '' ? undefined : nameProblem(governing, DNS_LABEL);
    if (problem !== undefined) fail('/spec/serviceName', `is no name of a Service: ${problem}`);
    checkTemplate(spec, fail);
  },
};

export const daemonSet: ObjectRule = {
  code: codes.DEP6207,
  kinds: ['DaemonSet'],
  check: (object, fail) => {
    const spec = objectAt(object, 'spec');
    notBelow(spec, '/spec', ['minReadySeconds', 'revisionHistoryLimit'], fail);
    const rolling = objectAt(spec, 'updateStrategy', 'rollingUpdate');
    const place = '/spec/updateStrategy/rollingUpdate';
    checkRolling(rolling, place, ['0', '1'], fail);
    if (rolling !== undefined && amountOf(rolling['maxSurge'], '0') !== 0 && amountOf(rolling['maxUnavailable'], '1') !== 0) fail(`${place}/maxSurge`, 'must be 0 unless `maxUnavailable` is 0');
    checkTemplate(spec, fail);
  },
};

/** Selector and restart policy of the kinds that keep their pods running. */
function checkTemplate(spec: PlainObject | undefined, fail: Fail): void {
  if (objectAt(spec, 'template', 'spec') === undefined) fail('/spec/template', 'needs a `spec`');
  const selector = at(spec, 'selector');
  checkSelector(selector, '/spec/selector', fail);
  const labels = new Map(entriesAt(spec, 'template', 'metadata', 'labels'));
  if (isEmptySelector(selector)) fail('/spec/selector', 'must not be empty');
  else if (!matches(selector, labels)) fail('/spec/template/metadata/labels', 'must match the `selector`');
  if ((textAt(spec, 'template', 'spec', 'restartPolicy') ?? 'Always') !== 'Always') fail('/spec/template/spec/restartPolicy', 'must be `Always`');
  if (at(spec, 'template', 'spec', 'activeDeadlineSeconds') !== undefined) fail('/spec/template/spec/activeDeadlineSeconds', 'is for Jobs only');
}

/** maxSurge and maxUnavailable: a number or a percentage, and not both 0. `defaults` in that order. */
function checkRolling(rolling: PlainObject | undefined, pointer: string, defaults: readonly [string, string], fail: Fail): void {
  if (rolling === undefined) return;
  for (const field of ['maxSurge', 'maxUnavailable']) checkAmount(rolling[field], `${pointer}/${field}`, fail);
  const unavailable = rolling['maxUnavailable'];
  if (typeof unavailable === 'string' && (amountOf(unavailable, '0') ?? 0) > 100) fail(`${pointer}/maxUnavailable`, 'must not be more than 100%');
  if (amountOf(rolling['maxSurge'], defaults[0]) === 0 && amountOf(unavailable, defaults[1]) === 0) fail(`${pointer}/maxUnavailable`, 'must not be 0 when `maxSurge` is 0');
}

/** A number that is not negative, or `N%` (ValidatePositiveIntOrPercent). */
export function checkAmount(value: Plain | undefined, pointer: string, fail: Fail): void {
  if (typeof value === 'number' && value < 0) fail(pointer, 'must not be negative');
  if (typeof value === 'string' && !/^[0-9]+%$/.test(value)) fail(pointer, 'must be a number or a percentage such as `25%`');
}

function amountOf(value: Plain | undefined, standard: string): number | undefined {
  const text = value === undefined || value === null ? standard : String(value);
  return /^[0-9]+%?$/.test(text) ? Number(text.replace('%', '')) : undefined;
}

export const job: ObjectRule = {
  code: codes.DEP6207,
  kinds: ['Job'],
  check: (object, fail) => {
    const selector = at(object, 'spec', 'selector');
    if (selector !== undefined && at(object, 'spec', 'manualSelector') !== true) fail('/spec/selector', 'is made by the server, leave it out');
    checkJob(objectAt(object, 'spec'), '/spec', fail);
  },
};

export const cronJob: ObjectRule = {
  code: codes.DEP6207,
  kinds: ['CronJob'],
  check: (object, fail) => {
    const spec = objectAt(object, 'spec');
    const schedule = textAt(spec, 'schedule') ?? '';
    const mistake = cronMistake(schedule);
    if (mistake !== undefined) fail('/spec/schedule', `is no schedule: ${mistake}`);
    const zone = textAt(spec, 'timeZone');
    // ValidateTimeZone: parts of at most 14 characters, not Local; whether it exists depends on the server's data.
    if (zone !== undefined && (zone === '' || zone.toLowerCase() === 'local' || !/^[A-Za-z0-9+_-]{1,14}(\/[A-Za-z0-9+_-]{1,14})*$/.test(zone))) fail('/spec/timeZone', 'is no time zone of the IANA list');
    notBelow(spec, '/spec', ['failedJobsHistoryLimit', 'startingDeadlineSeconds', 'successfulJobsHistoryLimit'], fail);
    const place = '/spec/jobTemplate/spec';
    if (at(spec, 'jobTemplate', 'spec', 'selector') !== undefined) fail(`${place}/selector`, 'is made by the server, leave it out');
    if (at(spec, 'jobTemplate', 'spec', 'manualSelector') === true) fail(`${place}/manualSelector`, 'is not possible in a CronJob');
    checkJob(objectAt(spec, 'jobTemplate', 'spec'), place, fail);
  },
};

function checkJob(spec: PlainObject | undefined, pointer: string, fail: Fail): void {
  notBelow(spec, pointer, ['activeDeadlineSeconds', 'backoffLimit', 'backoffLimitPerIndex', 'completions', 'maxFailedIndexes', 'parallelism', 'ttlSecondsAfterFinished'], fail);
  const restart = textAt(spec, 'template', 'spec', 'restartPolicy');
  if (restart === undefined) fail(`${pointer}/template/spec`, 'needs a `restartPolicy`: `Never` or `OnFailure`');
  else if (restart === 'Always') fail(`${pointer}/template/spec/restartPolicy`, 'must be `Never` or `OnFailure` in a Job');
  const isIndexed = textAt(spec, 'completionMode') === 'Indexed';
  // Without both, completions is 1 by defaulting.
  if (isIndexed && numberAt(spec, 'completions') === undefined && numberAt(spec, 'parallelism') !== undefined) fail(pointer, 'needs `completions` for the completion mode `Indexed`');
  for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy']) {
    if (!isIndexed && at(spec, field) !== undefined) fail(`${pointer}/${field}`, 'needs the completion mode `Indexed`');
  }
  if (at(spec, 'maxFailedIndexes') !== undefined && at(spec, 'backoffLimitPerIndex') === undefined) fail(`${pointer}/maxFailedIndexes`, 'needs `backoffLimitPerIndex`');
  checkFailurePolicy(spec, pointer, restart, fail);
}

function checkFailurePolicy(spec: PlainObject | undefined, pointer: string, restart: string | undefined, fail: Fail): void {
  if (objectAt(spec, 'podFailurePolicy') === undefined) return;
  if (restart === 'OnFailure') fail(`${pointer}/podFailurePolicy`, 'needs the restart policy `Never`');
  const replacement = textAt(spec, 'podReplacementPolicy');
  if (replacement !== undefined && replacement !== 'Failed') fail(`${pointer}/podReplacementPolicy`, 'must be `Failed` with a `podFailurePolicy`');
  const rules = listAt(spec, 'podFailurePolicy', 'rules');
  if (rules.length > 20) fail(`${pointer}/podFailurePolicy/rules`, `must have at most 20 entries, found ${rules.length}`);
  for (const [index, rule] of rules.entries()) {
    const place = `${pointer}/podFailurePolicy/rules/${index}`;
    const hasCodes = objectAt(rule, 'onExitCodes') !== undefined;
    if (hasCodes === listAt(rule, 'onPodConditions').length > 0) fail(place, 'must have exactly one of `onExitCodes` and `onPodConditions`');
    if (hasCodes && listAt(rule, 'onExitCodes', 'values').length === 0) fail(`${place}/onExitCodes/values`, 'must not be empty');
    if (textAt(rule, 'onExitCodes', 'operator') === 'In' && listAt(rule, 'onExitCodes', 'values').includes(0)) fail(`${place}/onExitCodes/values`, 'must not hold 0 for the operator `In`');
  }
}
