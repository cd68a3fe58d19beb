// The strictest Pod Security level that an app's pods meet. Source: the Pod Security Standards, checks in
// k8s.io/pod-security-admission policy/check_*.go, for the fields that the language can set.

import type { Container, PodSecurity, Workload } from '../model/app-model.js';
import { byDefault, derived, type Origin, type Traced } from '../model/origin.js';
import { baselineCapabilities } from '../values/capabilities.js';

/** The level, derived from what loosens it. */
export function podSecurityOf(workloads: readonly Workload[]): Traced<PodSecurity> {
  const loosened: { readonly level: PodSecurity; readonly by: Origin }[] = workloads.flatMap(looseningsOf);
  const privileged = loosened.filter((one) => one.level === 'privileged');
  if (privileged.length > 0) return derived('privileged', 'something in the app needs it', ...privileged.map((one) => one.by));
  if (loosened.length > 0) return derived('baseline', 'something in the app needs it', ...loosened.map((one) => one.by));
  return byDefault('restricted', 'pod-security', 'every pod of the app meets it');
}

function looseningsOf(workload: Workload): { readonly level: PodSecurity; readonly by: Origin }[] {
  const out: { readonly level: PodSecurity; readonly by: Origin }[] = [];
  for (const volume of workload.volumes) {
    if (volume.source.kind === 'host') out.push({ level: 'privileged', by: volume.source.path.origin });
    // An NFS volume is none of the kinds that `restricted` lists.
    if (volume.source.kind === 'nfs') out.push({ level: 'baseline', by: volume.source.server.origin });
  }
  const { user } = workload.security;
  if (user?.value === 0) out.push({ level: 'baseline', by: user.origin });
  for (const container of [...workload.containers, ...workload.sidecars, ...workload.inits]) out.push(...containerLoosenings(container));
  return out;
}

function containerLoosenings({ security }: Container): { readonly level: PodSecurity; readonly by: Origin }[] {
  const out: { readonly level: PodSecurity; readonly by: Origin }[] = [];
  if (security.privileged?.value === true) out.push({ level: 'privileged', by: security.privileged.origin });
  if (security.escalation.value) out.push({ level: 'baseline', by: security.escalation.origin });
  if (security.user?.value === 0) out.push({ level: 'baseline', by: security.user.origin });
  for (const capability of security.capabilities) {
    if (capability.value === 'NET_BIND_SERVICE') continue;
    out.push({ level: baselineCapabilities.has(capability.value) ? 'baseline' : 'privileged', by: capability.origin });
  }
  return out;
}
