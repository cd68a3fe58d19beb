// Containers: names, images, ports, environment, hooks, restart rules.
// Source: pkg/apis/core/validation/validation.go, validateContainers, validateInitContainers, validateContainerPorts, ValidateEnv,
// validateLifecycle (1.35).

import { codes } from '../../../diagnostics/index.js';
import { DNS_LABEL, DNS_SUBDOMAIN, dataKeyProblem, envNameProblem, nameProblem, portNameProblem } from '../../model/names.js';
import type { Plain } from '../../emit/tree.js';
import { readVersion } from '../../values/version.js';
import { at, isTrue, listAt, numberAt, objectAt, textAt } from '../plain.js';
import { checkHandler } from './probes.js';
import { eachItem, present, within } from './rule.js';
import type { ContainerView, Fail, PodRule, RuleContext } from './rule.js';

const sources = ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'];
const restarts = ['Always', 'Never', 'OnFailure'];
const fieldPaths = new Set([
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
]);

export const containers: PodRule = {
  code: codes.DEP6202,
  check: (pod, fail, context) => {
    if (listAt(pod.spec, 'containers').length === 0) fail(`${pod.pointer}/containers`, 'must have at least one container');
    if (listAt(pod.spec, 'ephemeralContainers').length > 0) fail(`${pod.pointer}/ephemeralContainers`, 'cannot be created with a pod');
    const names = new Set<string>();
    const hostPorts = new Set<string>();
    for (const container of pod.containers) {
      checkNames(container, names, fail);
      checkPorts(container, hostPorts, isTrue(pod.spec, 'hostNetwork'), fail);
      checkEnv(container, fail, context);
      checkHooks(container, numberAt(pod.spec, 'terminationGracePeriodSeconds') ?? 30, fail);
      checkRole(container, fail);
    }
  },
};

function checkNames({ value, pointer }: ContainerView, names: Set<string>, fail: Fail): void {
  const name = textAt(value, 'name') ?? '';
  const problem = nameProblem(name, DNS_LABEL);
  if (problem !== undefined) fail(`${pointer}/name`, `is no name for a container: ${problem}`);
  else if (names.has(name)) fail(`${pointer}/name`, 'must be unique among all containers of the pod');
  names.add(name);
  const image = textAt(value, 'image');
  if (image === undefined || image === '') fail(image === undefined ? pointer : `${pointer}/image`, 'needs an image');
  else if (image !== image.trim()) fail(`${pointer}/image`, 'must not begin or end with white space');
}

function checkPorts({ value, pointer }: ContainerView, hostPorts: Set<string>, hostNetwork: boolean, fail: Fail): void {
  const names = new Set<string>();
  eachItem(value, pointer, 'ports', (port, place) => {
    within(port, place, 'containerPort', 1, 65535, fail);
    within(port, place, 'hostPort', 1, 65535, fail);
    const name = textAt(port, 'name');
    if (name !== undefined && name !== '') {
      const problem = portNameProblem(name);
      if (problem !== undefined) fail(`${place}/name`, `is no name for a port: ${problem}`);
      else if (names.has(name)) fail(`${place}/name`, 'must be unique among the ports of the container');
      names.add(name);
    }
    const hostPort = numberAt(port, 'hostPort');
    if (hostPort === undefined || hostPort === 0) return;
    if (hostNetwork && hostPort !== numberAt(port, 'containerPort')) fail(`${place}/hostPort`, 'must be the container port, because the pod uses the network of its node');
    const id = `${textAt(port, 'protocol') ?? 'TCP'} ${textAt(port, 'hostIP') ?? ''} ${hostPort}`;
    if (hostPorts.has(id)) fail(`${place}/hostPort`, 'is used twice in the pod');
    hostPorts.add(id);
  });
}

function checkEnv({ value, pointer }: ContainerView, fail: Fail, { versions }: RuleContext): void {
  const minor = readVersion(versions.from)?.[1] ?? 0;
  eachItem(value, pointer, 'env', (variable, place) => {
    const problem = envNameProblem(textAt(variable, 'name') ?? '', minor);
    if (problem !== undefined) fail(`${place}/name`, `is no name for a variable: ${problem}`);
    const from = objectAt(variable, 'valueFrom');
    if (from === undefined) return;
    if ((textAt(variable, 'value') ?? '') !== '') fail(`${place}/valueFrom`, 'must not stand beside a `value`');
    checkValueFrom(from, `${place}/valueFrom`, fail);
  });
  eachItem(value, pointer, 'envFrom', (source, place) => {
    const found = present(source, ['configMapRef', 'secretRef']);
    if (found.length !== 1) fail(place, 'must have exactly one of `configMapRef` and `secretRef`');
    for (const field of found) checkReference(at(source, field), `${place}/${field}`, fail);
    const prefix = textAt(source, 'prefix');
    const problem = prefix === undefined || prefix === '' ? undefined : envNameProblem(prefix, minor);
    if (problem !== undefined) fail(`${place}/prefix`, `cannot begin the name of a variable: ${problem}`);
  });
}

function checkValueFrom(from: Plain, pointer: string, fail: Fail): void {
  const found = present(from, sources);
  if (found.length !== 1) fail(pointer, `must have exactly one source, found ${found.length === 0 ? 'none' : found.map((one) => `\`${one}\``).join(' and ')}`);
  for (const field of ['configMapKeyRef', 'secretKeyRef']) {
    const ref = objectAt(from, field);
    if (ref === undefined) continue;
    checkReference(ref, `${pointer}/${field}`, fail);
    const key = textAt(ref, 'key') ?? '';
    const problem = key === '' ? 'it is empty' : dataKeyProblem(key);
    if (problem !== undefined) fail(`${pointer}/${field}/key`, `is no key: ${problem}`);
  }
  const path = textAt(from, 'fieldRef', 'fieldPath');
  if (path !== undefined && !fieldPaths.has(path) && !/^metadata\.(labels|annotations)\['[^']+'\]$/.test(path)) {
    fail(`${pointer}/fieldRef/fieldPath`, 'names no field of a pod that a variable can show');
  }
  const resource = textAt(from, 'resourceFieldRef', 'resource');
  if (resource !== undefined && !/^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.test(resource)) {
    fail(`${pointer}/resourceFieldRef/resource`, 'must be `limits.` or `requests.` and `cpu`, `memory` or `ephemeral-storage`');
  }
}

function checkReference(ref: Plain | undefined, pointer: string, fail: Fail): void {
  const name = textAt(ref, 'name') ?? '';
  const problem = nameProblem(name, DNS_SUBDOMAIN);
  if (problem !== undefined) fail(name === '' ? pointer : `${pointer}/name`, `names no object: ${problem}`);
}

function checkHooks({ value, pointer }: ContainerView, grace: number, fail: Fail): void {
  for (const hook of ['postStart', 'preStop']) {
    const handler = objectAt(value, 'lifecycle', hook);
    if (handler === undefined) continue;
    const place = `${pointer}/lifecycle/${hook}`;
    checkHandler(handler, place, ['exec', 'httpGet', 'sleep', 'tcpSocket'], fail);
    const seconds = numberAt(handler, 'sleep', 'seconds');
    // Zero is allowed since 1.33 only (PodLifecycleSleepActionAllowZero), and does nothing.
    if (seconds !== undefined && (seconds < 1 || seconds > grace)) fail(`${place}/sleep/seconds`, `must be between 1 and the termination grace period, ${grace}`);
  }
}

function checkRole({ value, pointer, role }: ContainerView, fail: Fail): void {
  const restart = textAt(value, 'restartPolicy');
  if (restart !== undefined && !restarts.includes(restart)) fail(`${pointer}/restartPolicy`, `must be one of ${restarts.map((one) => `\`${one}\``).join(', ')}`);
  if (role !== 'init') return;
  for (const field of present(value, ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'])) {
    fail(`${pointer}/${field}`, 'is only for init containers that keep running (`restartPolicy: Always`)');
  }
}
