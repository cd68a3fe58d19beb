// Horizontal pod autoscalers (autoscaling/v2).
// Source: pkg/apis/autoscaling/validation/validation.go, validateHorizontalPodAutoscalerSpec, validateMetricSpec, validateBehavior.

import { codes } from '../../../diagnostics/index.js';
import type { Plain } from '../../emit/tree.js';
import { at, listAt, numberAt, objectAt, textAt } from '../plain.js';
import { eachItem, notBelow, present, within } from './rule.js';
import type { Fail, ObjectRule } from './rule.js';
import { quantityOf } from './resources.js';

const fieldOf: Readonly<Record<string, string>> = { ContainerResource: 'containerResource', External: 'external', Object: 'object', Pods: 'pods', Resource: 'resource' };

const targetTypes = ['AverageValue', 'Utilization', 'Value'];

export const autoscaler: ObjectRule = {
  code: codes.DEP6211,
  kinds: ['HorizontalPodAutoscaler'],
  check: (object, fail) => {
    const spec = objectAt(object, 'spec');
    if (spec === undefined) return fail('', 'needs a `spec`');
    // 0 is behind the gate HPAScaleToZero, which is off in every release.
    notBelow(spec, '/spec', ['maxReplicas', 'minReplicas'], fail, 1);
    const min = numberAt(spec, 'minReplicas') ?? 1;
    if ((numberAt(spec, 'maxReplicas') ?? 1) < min) fail('/spec/maxReplicas', `must not be less than \`minReplicas\`, ${min}`);
    for (const field of ['kind', 'name']) {
      if (/^\.{1,2}$|[/%]|^$/.test(textAt(spec, 'scaleTargetRef', field) ?? '')) fail(`/spec/scaleTargetRef/${field}`, 'must name the object to scale');
    }
    // Since 1.36 the server refuses it without a group; before, it found no object to scale.
    if (!/^[a-z0-9.-]+\/[a-z0-9]+$/.test(textAt(spec, 'scaleTargetRef', 'apiVersion') ?? '')) fail('/spec/scaleTargetRef', 'needs an `apiVersion` with a group, such as `apps/v1`');
    eachItem(spec, '/spec', 'metrics', (metric, place) => checkMetric(metric, place, fail));
    for (const direction of ['scaleDown', 'scaleUp']) checkScaling(at(spec, 'behavior', direction), `/spec/behavior/${direction}`, fail);
  },
};

function checkMetric(metric: Plain, place: string, fail: Fail): void {
  const type = textAt(metric, 'type') ?? '';
  const field = fieldOf[type];
  const found = present(metric, Object.values(fieldOf));
  if (field === undefined) return fail(`${place}/type`, `must be one of ${Object.keys(fieldOf).map((one) => `\`${one}\``).join(', ')}`);
  if (found.length !== 1 || found[0] !== field) return fail(place, `must have \`${field}\` and no other source for the type \`${type}\``);
  checkTarget(objectAt(metric, field, 'target'), `${place}/${field}`, type, fail);
}

function checkTarget(target: Plain | undefined, place: string, type: string, fail: Fail): void {
  if (target === undefined) return fail(place, 'needs a `target`');
  const kind = textAt(target, 'type') ?? '';
  if (!targetTypes.includes(kind)) fail(`${place}/target/type`, `must be one of ${targetTypes.map((one) => `\`${one}\``).join(', ')}`);
  const found = present(target, ['averageUtilization', 'averageValue', 'value']);
  const isResource = type === 'Resource' || type === 'ContainerResource';
  const utilization = numberAt(target, 'averageUtilization');
  if (utilization !== undefined && utilization < 1) fail(`${place}/target/averageUtilization`, 'must be greater than 0');
  if (isResource && (found.length !== 1 || found[0] === 'value')) fail(`${place}/target`, 'must have exactly one of `averageUtilization` and `averageValue`');
  for (const field of ['averageValue', 'value']) {
    const amount = quantityOf(at(target, field));
    if (amount !== undefined && amount.milli <= 0n) fail(`${place}/target/${field}`, 'must be greater than 0');
  }
}

function checkScaling(rules: Plain | undefined, place: string, fail: Fail): void {
  if (rules === undefined) return;
  within(rules, place, 'stabilizationWindowSeconds', 0, 3600, fail);
  if (Array.isArray(at(rules, 'policies')) && listAt(rules, 'policies').length === 0) fail(`${place}/policies`, 'must have at least one policy');
  eachItem(rules, place, 'policies', (policy, here) => {
    notBelow(policy, here, ['value'], fail, 1);
    within(policy, here, 'periodSeconds', 1, 1800, fail);
    const type = textAt(policy, 'type');
    if (type !== 'Pods' && type !== 'Percent') fail(`${here}/type`, 'must be `Pods` or `Percent`');
  });
}
