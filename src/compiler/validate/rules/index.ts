// The table of the API server's own rules. A rule is one small file beside this one and one line here.

import type { Plain } from '../../emit/tree.js';
import type { VersionRange } from '../check-fields.js';
import { isObject } from '../plain.js';
import type { Sink } from '../report.js';
import { autoscaler } from './autoscaler.js';
import { claims } from './claims.js';
import { containers } from './containers.js';
import { configData } from './data.js';
import { disruption } from './disruption.js';
import { ingress } from './ingress.js';
import { metadata, templateMetadata } from './metadata.js';
import { networkPolicy } from './network-policy.js';
import { podSpec } from './pod-spec.js';
import { probes } from './probes.js';
import { fractionalBytes, resources } from './resources.js';
import { podOf } from './rule.js';
import type { ObjectRule, PodRule } from './rule.js';
import { scheduling } from './scheduling.js';
import { securityContext } from './security-context.js';
import { service } from './service.js';
import { volumes } from './volumes.js';
import { cronJob, daemonSet, deployment, job, statefulSet } from './workloads.js';

export { checkIdentities } from './identities.js';
export { checkNamespaces } from './namespaces.js';

const objectRules: readonly ObjectRule[] = [
  metadata, deployment, statefulSet, daemonSet, job, cronJob, service, ingress, networkPolicy, configData, claims, autoscaler, disruption,
];

const podRules: readonly PodRule[] = [templateMetadata, podSpec, containers, probes, resources, fractionalBytes, volumes, securityContext, scheduling];

/** Every rule that applies to one object of `kind`. */
export function checkRules(kind: string, value: Plain, versions: VersionRange, sink: Sink): void {
  if (!isObject(value)) return;
  const context = { kind, versions };
  for (const { code, kinds, check } of objectRules) {
    if (kinds === undefined || kinds.includes(kind)) check(value, (pointer, problem, help) => sink(code, { problem }, pointer, help), context);
  }
  const pod = podOf(kind, value);
  if (pod === undefined) return;
  for (const { code, check } of podRules) check(pod, (pointer, problem, help) => sink(code, { problem }, pointer, help), context);
}
