// Security contexts: what contradicts itself. Which level of the Pod Security Standards they reach is pod-security.ts.
// Source: pkg/apis/core/validation/validation.go, ValidateSecurityContext, validatePodSpecSecurityContext, validateSeccompProfileField (1.35).

import { codes } from '../../../diagnostics/index.js';
import type { Plain } from '../../emit/tree.js';
import { at, isTrue, listAt, objectAt, textAt } from '../plain.js';
import { eachItem, within } from './rule.js';
import type { Fail, PodRule } from './rule.js';

const maxId = 2 ** 31 - 1;

export const securityContext: PodRule = {
  code: codes.DEP6213,
  check: (pod, fail) => {
    const place = `${pod.pointer}/securityContext`;
    const context = objectAt(pod.spec, 'securityContext');
    checkCommon(context, place, ['fsGroup', 'runAsGroup', 'runAsUser'], fail);
    for (const [index, group] of listAt(context, 'supplementalGroups').entries()) {
      if (typeof group === 'number' && (group < 0 || group > maxId)) fail(`${place}/supplementalGroups/${index}`, `must be between 0 and ${maxId}`);
    }
    const policy = textAt(context, 'fsGroupChangePolicy');
    if (policy !== undefined && policy !== 'Always' && policy !== 'OnRootMismatch') fail(`${place}/fsGroupChangePolicy`, 'must be `Always` or `OnRootMismatch`');
    checkSysctls(context, place, isTrue(pod.spec, 'hostNetwork'), fail);
    if (isTrue(pod.spec, 'shareProcessNamespace') && isTrue(pod.spec, 'hostPID')) fail(`${pod.pointer}/shareProcessNamespace`, 'must not stand beside `hostPID`');
    for (const { value, pointer } of pod.containers) checkContainer(objectAt(value, 'securityContext'), `${pointer}/securityContext`, fail);
  },
};

function checkCommon(context: Plain | undefined, place: string, ids: readonly string[], fail: Fail): void {
  for (const field of ids) within(context, place, field, 0, maxId, fail);
  for (const kind of ['seccompProfile', 'appArmorProfile']) {
    const profile = objectAt(context, kind);
    if (profile === undefined) continue;
    const isLocal = textAt(profile, 'type') === 'Localhost';
    const path = textAt(profile, 'localhostProfile') ?? '';
    if (isLocal && path === '') fail(`${place}/${kind}`, 'needs a `localhostProfile` for the type `Localhost`');
    if (!isLocal && path !== '') fail(`${place}/${kind}/localhostProfile`, 'is for the type `Localhost` only');
    if (isLocal && (path.startsWith('/') || path.split('/').includes('..'))) fail(`${place}/${kind}/localhostProfile`, 'must be a relative path without `..`');
  }
}

function checkSysctls(context: Plain | undefined, place: string, hostNetwork: boolean, fail: Fail): void {
  const names = new Set<string>();
  eachItem(context, place, 'sysctls', (one, here) => {
    const name = textAt(one, 'name') ?? '';
    if (name.length > 253 || !/^[a-z0-9]([-_a-z0-9]*[a-z0-9])?([./][a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/.test(name)) fail(`${here}/name`, 'is no name of a kernel parameter');
    if (names.has(name)) fail(`${here}/name`, 'is set twice');
    names.add(name);
    if (hostNetwork && name.startsWith('net.')) fail(`${here}/name`, 'cannot be set in the network of the node');
  });
}

function checkContainer(context: Plain | undefined, place: string, fail: Fail): void {
  if (context === undefined) return;
  checkCommon(context, place, ['runAsGroup', 'runAsUser'], fail);
  if (at(context, 'allowPrivilegeEscalation') !== false) return;
  if (isTrue(context, 'privileged')) fail(`${place}/allowPrivilegeEscalation`, 'must not be `false` for a privileged container');
  else if (listAt(context, 'capabilities', 'add').includes('CAP_SYS_ADMIN')) fail(`${place}/allowPrivilegeEscalation`, 'must not be `false` with the capability `CAP_SYS_ADMIN`');
}
