// PodDisruptionBudgets. Source: pkg/apis/policy/validation/validation.go, ValidatePodDisruptionBudgetSpec.

import { codes } from '../../../diagnostics/index.js';
import { at, objectAt } from '../plain.js';
import { present } from './rule.js';
import type { ObjectRule } from './rule.js';
import { checkSelector } from './selectors.js';
import { checkAmount } from './workloads.js';

export const disruption: ObjectRule = {
  code: codes.DEP6215,
  kinds: ['PodDisruptionBudget'],
  check: (object, fail) => {
    const spec = objectAt(object, 'spec');
    if (present(spec, ['maxUnavailable', 'minAvailable']).length === 2) fail('/spec/minAvailable', 'must not stand beside `maxUnavailable`');
    for (const field of ['maxUnavailable', 'minAvailable']) {
      const value = at(spec, field);
      checkAmount(value, `/spec/${field}`, fail);
      if (typeof value === 'string' && Number(value.replace('%', '')) > 100) fail(`/spec/${field}`, 'must not be more than 100%');
    }
    checkSelector(at(spec, 'selector'), '/spec/selector', fail);
  },
};
