// Reading plain JSON values of any shape without throwing, for the rules: a value of the wrong type reads as absent.
// Knows no Kubernetes.

import type { Plain } from '../emit/tree.js';

export type PlainObject = { readonly [key: string]: Plain };

/** True for a JSON object. */
export function isObject(value: Plain | undefined): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value at up to five keys below `value`; undefined where the way ends, and for null. Named parameters instead of a rest
 * list: the rules ask thousands of times, and each list would be an allocation.
 */
export function at(value: Plain | undefined, a?: string, b?: string, c?: string, d?: string, e?: string): Plain | undefined {
  let here = member(value, a);
  if (b !== undefined) here = member(here, b);
  if (c !== undefined) here = member(here, c);
  if (d !== undefined) here = member(here, d);
  if (e !== undefined) here = member(here, e);
  return here === null ? undefined : here;
}

function member(value: Plain | undefined, key: string | undefined): Plain | undefined {
  if (key === undefined) return value;
  return isObject(value) ? value[key] : undefined;
}

/** The object at the keys, or undefined. */
export function objectAt(value: Plain | undefined, a?: string, b?: string, c?: string, d?: string, e?: string): PlainObject | undefined {
  const found = at(value, a, b, c, d, e);
  return isObject(found) ? found : undefined;
}

const nothing: readonly Plain[] = [];

/** The list at the keys, or an empty one. */
export function listAt(value: Plain | undefined, a?: string, b?: string, c?: string, d?: string, e?: string): readonly Plain[] {
  const found = at(value, a, b, c, d, e);
  return Array.isArray(found) ? found as readonly Plain[] : nothing;
}

/** The text at the keys, or undefined. */
export function textAt(value: Plain | undefined, a?: string, b?: string, c?: string, d?: string, e?: string): string | undefined {
  const found = at(value, a, b, c, d, e);
  return typeof found === 'string' ? found : undefined;
}

/** The number at the keys, or undefined. */
export function numberAt(value: Plain | undefined, a?: string, b?: string, c?: string, d?: string, e?: string): number | undefined {
  const found = at(value, a, b, c, d, e);
  return typeof found === 'number' ? found : undefined;
}

/** True if the value at the keys is `true`. */
export function isTrue(value: Plain | undefined, a?: string, b?: string, c?: string, d?: string, e?: string): boolean {
  return at(value, a, b, c, d, e) === true;
}

/** The members of the object at the keys with their names; empty when there is none. */
export function entriesAt(value: Plain | undefined, a?: string, b?: string, c?: string, d?: string, e?: string): readonly (readonly [string, Plain])[] {
  const found = objectAt(value, a, b, c, d, e);
  return found === undefined ? [] : Object.entries(found);
}

/** `step` as one step of a JSON pointer. */
export function pointerStep(step: string | number): string {
  return typeof step === 'number' ? String(step) : step.replaceAll('~', '~0').replaceAll('/', '~1');
}
