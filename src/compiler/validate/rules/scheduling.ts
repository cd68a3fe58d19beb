// Where pods may run: tolerations, node selectors, affinity, topology spread.
// Source: pkg/apis/core/validation/validation.go, ValidateTolerations, validateAffinity, ValidateNodeSelectorRequirement,
// validateTopologySpreadConstraints (1.35).

import { codes } from '../../../diagnostics/index.js';
import { labelValueProblem, qualifiedNameProblem } from '../../model/names.js';
import type { Plain } from '../../emit/tree.js';
import { at, listAt, numberAt, objectAt, textAt } from '../plain.js';
import { checkLabels } from './metadata.js';
import { eachItem, within } from './rule.js';
import type { Fail, PodRule } from './rule.js';
import { checkSelector } from './selectors.js';

const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
const required = 'requiredDuringSchedulingIgnoredDuringExecution';

export const scheduling: PodRule = {
  code: codes.DEP6206,
  check: (pod, fail) => {
    checkLabels(pod.spec, pod.pointer, 'nodeSelector', fail);
    eachItem(pod.spec, pod.pointer, 'tolerations', (one, place) => checkToleration(one, place, fail));
    eachItem(pod.spec, pod.pointer, 'topologySpreadConstraints', (one, place) => checkSpread(one, place, fail));
    const affinity = `${pod.pointer}/affinity`;
    for (const kind of ['podAffinity', 'podAntiAffinity']) checkPodAffinity(at(pod.spec, 'affinity', kind), `${affinity}/${kind}`, fail);
    checkNodeAffinity(at(pod.spec, 'affinity', 'nodeAffinity'), `${affinity}/nodeAffinity`, fail);
  },
};

function checkToleration(toleration: Plain, place: string, fail: Fail): void {
  const key = textAt(toleration, 'key') ?? '';
  const operator = textAt(toleration, 'operator') ?? 'Equal';
  const problem = key === '' ? undefined : qualifiedNameProblem(key);
  if (problem !== undefined) fail(`${place}/key`, `is no key of a taint: ${problem}`);
  const wrong = labelValueProblem(textAt(toleration, 'value') ?? '');
  if (wrong !== undefined) fail(`${place}/value`, `is no value of a taint: ${wrong}`);
  if (key === '' && operator !== 'Exists') fail(place, 'needs the operator `Exists` when it has no key');
  if (operator === 'Exists' && (textAt(toleration, 'value') ?? '') !== '') fail(`${place}/value`, 'must be absent for the operator `Exists`');
  if (numberAt(toleration, 'tolerationSeconds') !== undefined && textAt(toleration, 'effect') !== 'NoExecute') fail(`${place}/tolerationSeconds`, 'needs the effect `NoExecute`');
}

function checkTopologyKey(value: Plain, place: string, fail: Fail): void {
  const key = textAt(value, 'topologyKey') ?? '';
  const problem = qualifiedNameProblem(key);
  if (problem !== undefined) fail(`${place}/topologyKey`, `is no label of a node: ${problem}`);
}

function checkSpread(spread: Plain, place: string, fail: Fail): void {
  const skew = numberAt(spread, 'maxSkew');
  if (skew !== undefined && skew <= 0) fail(`${place}/maxSkew`, 'must be greater than 0');
  checkTopologyKey(spread, place, fail);
  const domains = numberAt(spread, 'minDomains');
  if (domains !== undefined && domains <= 0) fail(`${place}/minDomains`, 'must be greater than 0');
  if (domains !== undefined && textAt(spread, 'whenUnsatisfiable') !== 'DoNotSchedule') fail(`${place}/minDomains`, 'needs `whenUnsatisfiable: DoNotSchedule`');
  checkSelector(at(spread, 'labelSelector'), `${place}/labelSelector`, fail);
  if (listAt(spread, 'matchLabelKeys').length > 0 && objectAt(spread, 'labelSelector') === undefined) fail(`${place}/matchLabelKeys`, 'needs a `labelSelector`');
}

function checkPodAffinity(affinity: Plain | undefined, pointer: string, fail: Fail): void {
  eachItem(affinity, pointer, required, (term, place) => checkTerm(term, place, fail));
  eachItem(affinity, pointer, preferred, (one, place) => {
    within(one, place, 'weight', 1, 100, fail);
    const term = at(one, 'podAffinityTerm');
    if (term !== undefined) checkTerm(term, `${place}/podAffinityTerm`, fail);
  });
}

function checkTerm(term: Plain, place: string, fail: Fail): void {
  checkTopologyKey(term, place, fail);
  checkSelector(at(term, 'labelSelector'), `${place}/labelSelector`, fail);
}

function checkNodeAffinity(affinity: Plain | undefined, pointer: string, fail: Fail): void {
  const needed = at(affinity, required);
  if (needed !== undefined && listAt(needed, 'nodeSelectorTerms').length === 0) fail(`${pointer}/${required}`, 'needs at least one of `nodeSelectorTerms`');
  eachItem(needed, `${pointer}/${required}`, 'nodeSelectorTerms', (term, place) => checkNodeTerm(term, place, fail));
  eachItem(affinity, pointer, preferred, (one, place) => {
    within(one, place, 'weight', 1, 100, fail);
    checkNodeTerm(at(one, 'preference'), `${place}/preference`, fail);
  });
}

function checkNodeTerm(term: Plain | undefined, pointer: string, fail: Fail): void {
  eachItem(term, pointer, 'matchExpressions', (expression, place) => {
    const problem = qualifiedNameProblem(textAt(expression, 'key') ?? '');
    if (problem !== undefined) fail(`${place}/key`, `is no label of a node: ${problem}`);
    const values = listAt(expression, 'values');
    switch (textAt(expression, 'operator')) {
      case 'In':
      case 'NotIn':
        if (values.length === 0) fail(place, 'needs `values`');
        break;
      case 'Gt':
      case 'Lt':
        if (values.length !== 1 || !/^-?[0-9]+$/.test(String(values[0]))) fail(`${place}/values`, 'must be one whole number as text');
        break;
      default:
        if (values.length > 0) fail(`${place}/values`, 'must be absent');
    }
  });
}
