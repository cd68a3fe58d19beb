// What the admission of the API server checks between a namespace and its pods: the level of the Pod Security Standards that the
// namespace's labels enforce. Source: pod-security-admission, admission/admission.go and api/constants.go.

import { codes } from '../../../diagnostics/index.js';
import type { Diagnostic } from '../../../diagnostics/index.js';
import type { ManifestObject } from '../../emit/artifact.js';
import type { Plain } from '../../emit/tree.js';
import type { VersionRange } from '../check-fields.js';
import { at, isObject, textAt } from '../plain.js';
import { podSecurityOf } from '../pod-security.js';
import type { PodSecurityViolation } from '../pod-security.js';
import { diagnosticAt, titleOf } from '../report.js';
import { podOf } from './rule.js';

const label = 'pod-security.kubernetes.io/enforce';

interface Enforced {
  readonly level: string;
  /** `latest` or `v1.30`. */
  readonly version: string;
}

export interface CheckedObject {
  readonly object: ManifestObject;
  readonly value: Plain;
}

/** Reports every pod that its namespace (if it is among the objects) would refuse. */
export function checkNamespaces(objects: readonly CheckedObject[], versions: VersionRange, out: Diagnostic[]): void {
  const enforced = new Map<string, Enforced>();
  for (const { object, value } of objects) {
    const level = object.kind === 'Namespace' ? textAt(value, 'metadata', 'labels', label) : undefined;
    if (level === undefined) continue;
    if (level === 'baseline' || level === 'restricted') enforced.set(object.name, { level, version: textAt(value, 'metadata', 'labels', `${label}-version`) ?? 'latest' });
    else if (level !== 'privileged') {
      const params = { object: titleOf(object), field: label, problem: 'must be `privileged`, `baseline` or `restricted`' };
      out.push(diagnosticAt(object, value, codes.DEP6201, params, `/metadata/labels/${label.replace('/', '~1')}`));
    }
  }
  if (enforced.size === 0) return;
  for (const { object, value } of objects) {
    const namespace = enforced.get(object.namespace ?? '');
    const pod = isObject(value) ? podOf(object.kind, value) : undefined;
    if (namespace === undefined || pod === undefined) continue;
    const broken = violationsOf(pod.spec, at(pod.template, 'metadata', 'annotations'), namespace, versions);
    const first = broken[0];
    if (first === undefined) continue;
    const params = { object: titleOf(object), namespace: object.namespace ?? '', level: namespace.level, reasons: broken.map((one) => one.reason) };
    out.push(diagnosticAt(object, value, codes.DEP6217, params, `${pod.pointer}${first.pointer}`));
  }
}

/** What breaks the enforced level under any version of the range: `latest` is the server's own. */
function violationsOf(spec: Plain, annotations: Plain | undefined, { level, version }: Enforced, versions: VersionRange): readonly PodSecurityViolation[] {
  const pinned = /^v(1\.[0-9]+)$/.exec(version)?.[1];
  const asked = pinned === undefined ? [...new Set([versions.from, versions.to])] : [pinned];
  const found = new Map<string, PodSecurityViolation>();
  for (const one of asked) {
    for (const violation of podSecurityOf(spec, one, annotations).violations) {
      if (level === 'restricted' || violation.level === 'baseline') found.set(`${violation.check} ${violation.pointer}`, violation);
    }
  }
  // A baseline and a restricted check may say the same about one place.
  return [...new Map([...found.values()].map((one) => [one.reason, one])).values()];
}
