// One name, one object: of two objects of a kind with one name in a namespace, the one that is applied later overwrites the other.
// Source: the key of an object in the API server's store is group, resource, namespace and name; its version is no part of it.

import { codes } from '../../../diagnostics/index.js';
import type { Diagnostic } from '../../../diagnostics/index.js';
import { diagnosticAt, titleOf } from '../report.js';
import type { CheckedObject } from './namespaces.js';

/** Reports every object whose group, kind, namespace and name an earlier one has. */
export function checkIdentities(objects: readonly CheckedObject[], out: Diagnostic[]): void {
  const seen = new Set<string>();
  for (const { object, value } of objects) {
    const group = object.apiVersion.includes('/') ? object.apiVersion.replace(/\/.*$/, '') : '';
    const key = [group, object.kind, object.namespace ?? '', object.name].join(' ');
    if (seen.has(key)) out.push(diagnosticAt(object, value, codes.DEP6219, { object: titleOf(object), namespace: object.namespace }, '/metadata/name'));
    seen.add(key);
  }
}
