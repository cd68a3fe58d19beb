// Turns a finding in an object (a code, its parameters, a JSON pointer) into a Diagnostic at the place in the source that the
// value came from. The only file here that knows spans and origins.

import { report } from '../../diagnostics/index.js';
import type { Code, Diagnostic } from '../../diagnostics/index.js';
import type { ManifestObject } from '../emit/artifact.js';
import { originAt } from '../emit/tree.js';
import type { Plain } from '../emit/tree.js';
import { spanOf } from '../model/origin.js';
import { lastStep, objectPath } from './object-path.js';

/** What every finding's parameters have; the rest is the code's own. */
interface Common {
  readonly object: string;
  readonly field: string;
}

/** Reports `code` at `pointer`; `help` is advice. */
export type Sink = <P extends Common>(code: Code<P>, params: Omit<P, keyof Common>, pointer: string, help?: string) => void;

/** How an object is called in a message: Deployment `web`. */
export function titleOf(object: ManifestObject): string {
  return `${object.kind} \`${object.name}\``;
}

/** The sink for one object whose plain value is `value`. */
export function sinkFor(object: ManifestObject, value: Plain, out: Diagnostic[]): Sink {
  return (code, params, pointer, help) => {
    const common: Common = { object: titleOf(object), field: lastStep(value, pointer) };
    // The parameters of every code that goes through here are Common and its own: nothing else is left to say.
    const all = { ...common, ...params } as unknown as Parameters<typeof code.message>[0];
    out.push(diagnosticAt(object, value, code, all, pointer, help));
  };
}

/** The Diagnostic for `code` at `pointer` of `object`. */
export function diagnosticAt<P>(object: ManifestObject, value: Plain, code: Code<P>, params: P, pointer: string, help?: string): Diagnostic {
  const origin = originAt(object.tree, pointer);
  const path = objectPath(value, pointer);
  return report(code, params, {
    span: origin && spanOf(origin),
    notes: [path === '' ? `in ${titleOf(object)}` : `at \`${path}\` of ${titleOf(object)}`],
    help: help === undefined ? [] : [{ text: help, applicability: 'unsafe' }],
    object: { apiVersion: object.apiVersion, kind: object.kind, name: object.name, ...(pointer !== '' && { path: pointer }) },
  });
}
