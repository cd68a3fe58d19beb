// Label selectors, wherever they stand, and whether one matches a set of labels.
// Source: apimachinery pkg/apis/meta/v1/validation, ValidateLabelSelector; meta/v1/helpers.go, LabelSelectorAsSelector.

import { labelValueProblem, qualifiedNameProblem } from '../../model/names.js';
import type { Plain } from '../../emit/tree.js';
import { entriesAt, listAt, textAt } from '../plain.js';
import { checkLabels } from './metadata.js';
import { eachItem } from './rule.js';
import type { Fail } from './rule.js';

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** Fails for every mistake in the selector at `pointer`. */
export function checkSelector(selector: Plain | undefined, pointer: string, fail: Fail): void {
  checkLabels(selector, pointer, 'matchLabels', fail);
  eachItem(selector, pointer, 'matchExpressions', (expression, place) => {
    const problem = qualifiedNameProblem(textAt(expression, 'key') ?? '');
    if (problem !== undefined) fail(`${place}/key`, `is no key of a label: ${problem}`);
    const operator = textAt(expression, 'operator') ?? '';
    const values = listAt(expression, 'values');
    if (!operators.includes(operator)) fail(`${place}/operator`, `must be one of ${operators.map((one) => `\`${one}\``).join(', ')}`);
    else if (operator === 'In' || operator === 'NotIn') {
      if (values.length === 0) fail(place, `needs \`values\` for the operator \`${operator}\``);
    } else if (values.length > 0) fail(`${place}/values`, `must be absent for the operator \`${operator}\``);
    for (const [index, value] of values.entries()) {
      const wrong = typeof value === 'string' ? labelValueProblem(value) : undefined;
      if (wrong !== undefined) fail(`${place}/values/${index}`, `is no label value: ${wrong}`);
    }
  });
}

/** True if `selector` selects everything. */
export function isEmptySelector(selector: Plain | undefined): boolean {
  return entriesAt(selector, 'matchLabels').length === 0 && listAt(selector, 'matchExpressions').length === 0;
}

/** True if `selector` matches `labels`. */
export function matches(selector: Plain | undefined, labels: ReadonlyMap<string, Plain>): boolean {
  return entriesAt(selector, 'matchLabels').every(([key, value]) => labels.get(key) === value)
    && listAt(selector, 'matchExpressions').every((expression) => meets(expression, labels));
}

function meets(expression: Plain, labels: ReadonlyMap<string, Plain>): boolean {
  const value = labels.get(textAt(expression, 'key') ?? '');
  switch (textAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && listAt(expression, 'values').includes(value);
    case 'NotIn':
      return value === undefined || !listAt(expression, 'values').includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}
