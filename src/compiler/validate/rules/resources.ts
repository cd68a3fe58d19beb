// Requests and limits of containers and pods.
// Source: pkg/apis/core/validation/validation.go, validateResourceRequirements, validateContainerResourceName,
// ValidateResourceQuantityValue (1.35); pkg/api/pod/warnings.go for fractions of a byte.

import { codes } from '../../../diagnostics/index.js';
import { qualifiedNameProblem } from '../../model/names.js';
import type { Plain } from '../../emit/tree.js';
import { compareQuantities, readQuantity } from '../../values/quantity.js';
import type { Quantity } from '../../values/quantity.js';
import { at, entriesAt, objectAt } from '../plain.js';
import { eachEntry } from './rule.js';
import type { Fail, PodRule } from './rule.js';

const standard = new Set(['cpu', 'memory', 'ephemeral-storage']);

export const resources: PodRule = {
  code: codes.DEP6205,
  check: (pod, fail) => {
    for (const { value, pointer } of pod.containers) checkResources(objectAt(value, 'resources'), `${pointer}/resources`, fail);
    checkResources(objectAt(pod.spec, 'resources'), `${pod.pointer}/resources`, fail);
  },
};

/** A warning of the server: the value is legal and never what was meant. */
export const fractionalBytes: PodRule = {
  code: codes.DEP6218,
  check: (pod, fail) => {
    for (const { value, pointer } of pod.containers) {
      for (const list of ['limits', 'requests']) {
        for (const name of ['memory', 'ephemeral-storage']) {
          const amount = quantityOf(at(value, 'resources', list, name));
          if (amount !== undefined && amount.milli % 1000n !== 0n) fail(`${pointer}/resources/${list}/${name}`, `is a fraction of a byte: \`${amount.text}\``, 'did you mean `Mi`?');
        }
      }
    }
  },
};

function checkResources(value: Plain | undefined, pointer: string, fail: Fail): void {
  if (value === undefined) return;
  const limits = new Map(entriesAt(value, 'limits'));
  for (const list of ['limits', 'requests']) {
    eachEntry(value, pointer, list, (name, amount, place) => {
      const problem = resourceNameProblem(name);
      if (problem !== undefined) fail(place, `is no resource: ${problem}`);
      const quantity = quantityOf(amount);
      if (quantity !== undefined && quantity.milli < 0n) fail(place, 'must not be negative');
      if (quantity !== undefined && !standard.has(name) && quantity.milli % 1000n !== 0n) fail(place, 'must be a whole number');
    });
  }
  eachEntry(value, pointer, 'requests', (name, amount, place) => {
    const request = quantityOf(amount);
    const limit = quantityOf(limits.get(name));
    // Extended resources and huge pages cannot be promised twice.
    const strict = !standard.has(name);
    if (request === undefined) return;
    if (limit === undefined) {
      if (strict && limits.get(name) === undefined && resourceNameProblem(name) === undefined) fail(place, 'needs a limit of the same amount');
    } else if (strict ? compareQuantities(request, limit) !== 0 : compareQuantities(request, limit) > 0) {
      fail(place, strict ? `must be the limit \`${limit.text}\`` : `must not be more than the limit: \`${request.text}\` is more than \`${limit.text}\``);
    }
  });
}

function resourceNameProblem(name: string): string | undefined {
  if (standard.has(name) || name.startsWith('hugepages-')) return undefined;
  if (!name.includes('/')) return `\`${name}\` is none of \`cpu\`, \`memory\`, \`ephemeral-storage\` and has no domain`;
  if (name.startsWith('requests.')) return `\`${name}\` begins with \`requests.\``;
  return qualifiedNameProblem(name);
}

/** A quantity as text or number; undefined for forms that are not compared (exponents). */
export function quantityOf(value: Plain | undefined): Quantity | undefined {
  if (typeof value === 'number') return readQuantity(String(value));
  return typeof value === 'string' ? readQuantity(value) : undefined;
}
