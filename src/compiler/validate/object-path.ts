// How a place in an object is written for people: `spec.template.spec.containers[web].env[2].value`, as kubectl does, with the
// name of a list's entry where the list is known by names.

import type { Plain } from '../emit/tree.js';
import { pointerSteps } from '../emit/tree.js';
import { namedLists } from './list-keys.js';
import { isObject, textAt } from './plain.js';

/** The steps of `pointer` as they are written: `['spec', 'containers[web]', 'image']`. */
function writtenSteps(value: Plain, pointer: string): readonly string[] {
  const out: string[] = [];
  let here: Plain | undefined = value;
  let list = '';
  for (const step of pointerSteps(pointer)) {
    const isList = Array.isArray(here);
    const next: Plain | undefined = isList ? (here as readonly Plain[])[Number(step)] : isObject(here) ? here[step] : undefined;
    if (isList) out.push(`${out.pop() ?? ''}[${(namedLists.has(list) ? textAt(next, 'name') ?? textAt(next, 'metadata', 'name') : undefined) ?? step}]`);
    else if (/^[A-Za-z][A-Za-z0-9]*$/.test(step)) out.push(step);
    else out.push(`${out.pop() ?? ''}[${JSON.stringify(step)}]`);
    list = step;
    here = next;
  }
  return out;
}

/** The whole path. */
export function objectPath(value: Plain, pointer: string): string {
  return writtenSteps(value, pointer).join('.');
}

/** Its last step, for a message whose note has the whole path. */
export function lastStep(value: Plain, pointer: string): string {
  return writtenSteps(value, pointer).at(-1) ?? '';
}
