// The Pod Security Standards: which level a pod spec reaches, and what keeps it from a stricter one. Plain values in, facts out;
// knows neither objects nor diagnostics. Source: k8s.io/pod-security-admission, policy/check_*.go (v1.36).

import type { Plain } from '../emit/tree.js';
import type { PodSecurity } from '../model/app-model.js';
import { baselineCapabilities } from '../values/capabilities.js';
import { readVersion } from '../values/version.js';
import { at, entriesAt, isTrue, listAt, numberAt, objectAt, textAt } from './plain.js';

/** Why a pod does not reach `level`. */
export interface PodSecurityViolation {
  /** The level it breaks; one that breaks baseline breaks restricted, too. */
  readonly level: 'baseline' | 'restricted';
  /** The id of the check in the standard: `runAsNonRoot`. */
  readonly check: string;
  /** A sentence: 'container `web` must set `allowPrivilegeEscalation: false`'. */
  readonly reason: string;
  /** JSON pointer below the pod spec. */
  readonly pointer: string;
}

export interface PodSecurityResult {
  /** The strictest level the pod reaches. */
  readonly level: PodSecurity;
  readonly violations: readonly PodSecurityViolation[];
}

interface Item {
  readonly pointer: string;
  readonly title: string;
  readonly value: Plain;
}

interface Pod {
  readonly spec: Plain;
  readonly annotations: Plain | undefined;
  readonly containers: readonly Item[];
  /** The pod's security context and the containers'. */
  readonly contexts: readonly Item[];
  readonly minor: number;
}

type Check = (pod: Pod, fail: (check: string, pointer: string, reason: string) => void) => void;

/** Since which minor version of the standard a kernel parameter is safe. */
const sysctls: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0, 'net.ipv4.ip_local_port_range': 0, 'net.ipv4.ip_unprivileged_port_start': 0, 'net.ipv4.ping_group_range': 0, 'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ip_local_reserved_ports': 27, 'net.ipv4.tcp_fin_timeout': 29, 'net.ipv4.tcp_keepalive_intvl': 29, 'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_keepalive_time': 29, 'net.ipv4.tcp_rmem': 32, 'net.ipv4.tcp_wmem': 32, 'net.ipv4.tcp_notsent_lowat': 37, 'net.ipv4.tcp_slow_start_after_idle': 37,
};
const restrictedVolumes = new Set(['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret']);
const seLinuxTypes = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t']);

/**
 * The strictest level that a pod spec (a plain value) reaches under the standard of Kubernetes `version` (`1.29`), with every reason
 * why it does not reach a stricter one. `annotations`: the pod's, for AppArmor.
 */
export function podSecurityOf(spec: Plain, version: string, annotations?: Plain): PodSecurityResult {
  const containers = (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    listAt(spec, list).map((value, index) => ({ pointer: `/${list}/${index}`, title: `container \`${textAt(value, 'name') ?? ''}\``, value })));
  const contexts = [{ pointer: '', title: 'the pod', value: spec }, ...containers]
    .map((one) => ({ pointer: `${one.pointer}/securityContext`, title: one.title, value: at(one.value, 'securityContext') ?? null }));
  const pod: Pod = { spec, annotations, containers, contexts, minor: readVersion(version)?.[1] ?? 0 };
  const violations: PodSecurityViolation[] = [];
  for (const check of baseline) check(pod, (id, pointer, reason) => violations.push({ level: 'baseline', check: id, pointer, reason }));
  const level = violations.length > 0 ? 'privileged' : undefined;
  for (const check of restricted) check(pod, (id, pointer, reason) => violations.push({ level: 'restricted', check: id, pointer, reason }));
  return { level: level ?? (violations.length > 0 ? 'baseline' : 'restricted'), violations };
}

const hostNamespaces: Check = ({ spec }, fail) => {
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) if (isTrue(spec, field)) fail('hostNamespaces', `/${field}`, `the pod must not set \`${field}\``);
};

const privileged: Check = ({ contexts }, fail) => {
  for (const { value, pointer, title } of contexts) if (isTrue(value, 'privileged')) fail('privileged', `${pointer}/privileged`, `${title} must not be privileged`);
};

const capabilities: Check = ({ contexts }, fail) => {
  for (const { value, pointer, title } of contexts) {
    for (const [index, one] of listAt(value, 'capabilities', 'add').entries()) {
      if (!baselineCapabilities.has(String(one))) fail('capabilities_baseline', `${pointer}/capabilities/add/${index}`, `${title} must not add the capability \`${String(one)}\``);
    }
  }
};

const hostPathVolumes: Check = ({ spec }, fail) => {
  for (const [index, volume] of listAt(spec, 'volumes').entries()) {
    if (objectAt(volume, 'hostPath') !== undefined) fail('hostPathVolumes', `/volumes/${index}/hostPath`, `the volume \`${textAt(volume, 'name') ?? ''}\` must not be a path of the node`);
  }
};

const hostPorts: Check = ({ containers }, fail) => {
  for (const { value, pointer, title } of containers) {
    for (const [index, port] of listAt(value, 'ports').entries()) {
      if ((numberAt(port, 'hostPort') ?? 0) !== 0) fail('hostPorts', `${pointer}/ports/${index}/hostPort`, `${title} must not use a port of the node`);
    }
  }
};

const hostProbes: Check = ({ containers, minor }, fail) => {
  if (minor < 34) return;
  const handlers = [['livenessProbe'], ['readinessProbe'], ['startupProbe'], ['lifecycle', 'postStart'], ['lifecycle', 'preStop']];
  for (const { value, pointer, title } of containers) {
    for (const way of handlers) {
      for (const action of ['httpGet', 'tcpSocket']) {
        if ((textAt(at(value, way[0], way[1]), action, 'host') ?? '') !== '') fail('hostProbesAndHostLifecycle', `${pointer}/${way.join('/')}/${action}/host`, `${title} must not probe another \`host\``);
      }
    }
  }
};

const appArmor: Check = ({ contexts, annotations }, fail) => {
  for (const { value, pointer, title } of contexts) {
    if (textAt(value, 'appArmorProfile', 'type') === 'Unconfined') fail('appArmorProfile', `${pointer}/appArmorProfile/type`, `${title} must not be unconfined by AppArmor`);
  }
  for (const [key, value] of entriesAt(annotations)) {
    if (!key.startsWith('container.apparmor.security.beta.kubernetes.io/')) continue;
    if (typeof value === 'string' && value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/')) fail('appArmorProfile', '', `the annotation \`${key}\` must not be \`${value}\``);
  }
};

const seLinux: Check = ({ contexts, minor }, fail) => {
  for (const { value, pointer, title } of contexts) {
    const type = textAt(value, 'seLinuxOptions', 'type') ?? '';
    if (!seLinuxTypes.has(type) && !(type === 'container_engine_t' && minor >= 31)) fail('seLinuxOptions', `${pointer}/seLinuxOptions/type`, `${title} must not have the SELinux type \`${type}\``);
    for (const field of ['role', 'user']) {
      if ((textAt(value, 'seLinuxOptions', field) ?? '') !== '') fail('seLinuxOptions', `${pointer}/seLinuxOptions/${field}`, `${title} must not set an SELinux ${field}`);
    }
  }
};

const procMount = (isRestricted: boolean): Check => ({ contexts, spec, minor }, fail) => {
  // A pod with users of its own may do it since 1.35, in baseline only.
  if (minor >= 35 && at(spec, 'hostUsers') === false && !isRestricted) return;
  if (isRestricted && minor < 35) return;
  for (const { value, pointer, title } of contexts) {
    const mount = textAt(value, 'procMount') ?? 'Default';
    if (mount !== 'Default' && mount !== '') fail(isRestricted ? 'procMount_restricted' : 'procMount', `${pointer}/procMount`, `${title} must not have the \`procMount\` \`${mount}\``);
  }
};

const seccompBaseline: Check = ({ contexts }, fail) => {
  for (const { value, pointer, title } of contexts) {
    if (textAt(value, 'seccompProfile', 'type') === 'Unconfined') fail('seccompProfile_baseline', `${pointer}/seccompProfile/type`, `${title} must not be unconfined by seccomp`);
  }
};

const safeSysctls: Check = ({ spec, minor }, fail) => {
  for (const [index, one] of listAt(spec, 'securityContext', 'sysctls').entries()) {
    const name = textAt(one, 'name') ?? '';
    if ((sysctls[name] ?? Infinity) > minor) fail('sysctls', `/securityContext/sysctls/${index}`, `the pod must not set the kernel parameter \`${name}\``);
  }
};

const windowsHost: Check = ({ contexts }, fail) => {
  for (const { value, pointer, title } of contexts) {
    if (isTrue(value, 'windowsOptions', 'hostProcess')) fail('windowsHostProcess', `${pointer}/windowsOptions/hostProcess`, `${title} must not be a host process`);
  }
};

const volumeTypes: Check = ({ spec }, fail) => {
  for (const [index, volume] of listAt(spec, 'volumes').entries()) {
    const bad = entriesAt(volume).map(([field]) => field).find((field) => field !== 'name' && !restrictedVolumes.has(field));
    if (bad !== undefined) fail('restrictedVolumes', `/volumes/${index}`, `the volume \`${textAt(volume, 'name') ?? ''}\` must not be of the type \`${bad}\``);
  }
};

function isWindows({ spec, minor }: Pod): boolean {
  return minor >= 25 && textAt(spec, 'os', 'name') === 'windows';
}

const escalation: Check = (pod, fail) => {
  if (isWindows(pod)) return;
  for (const { value, pointer, title } of pod.containers) {
    if (at(value, 'securityContext', 'allowPrivilegeEscalation') !== false) fail('allowPrivilegeEscalation', `${pointer}/securityContext`, `${title} must set \`allowPrivilegeEscalation: false\``);
  }
};

const nonRoot: Check = ({ spec, containers, minor }, fail) => {
  if (minor >= 35 && at(spec, 'hostUsers') === false) return;
  const ofPod = at(spec, 'securityContext', 'runAsNonRoot');
  if (ofPod === false) fail('runAsNonRoot', '/securityContext/runAsNonRoot', 'the pod must not set `runAsNonRoot: false`');
  for (const { value, pointer, title } of containers) {
    const own = at(value, 'securityContext', 'runAsNonRoot');
    if (own === false || (own === undefined && ofPod !== true)) fail('runAsNonRoot', `${pointer}/securityContext`, `${title} must run as another user than root (\`runAsNonRoot: true\`)`);
  }
};

const user: Check = ({ spec, contexts, minor }, fail) => {
  if (minor >= 35 && at(spec, 'hostUsers') === false) return;
  for (const { value, pointer, title } of contexts) if (numberAt(value, 'runAsUser') === 0) fail('runAsUser', `${pointer}/runAsUser`, `${title} must not run as user 0`);
};

const seccompRestricted: Check = (pod, fail) => {
  if (isWindows(pod)) return;
  const good = (value: Plain | undefined): boolean => ['Localhost', 'RuntimeDefault'].includes(textAt(value, 'seccompProfile', 'type') ?? '');
  const ofPod = good(at(pod.spec, 'securityContext'));
  for (const { value, pointer, title } of pod.containers) {
    const own = textAt(value, 'securityContext', 'seccompProfile', 'type');
    // Unconfined is a violation of baseline already.
    if (own === undefined && !ofPod) fail('seccompProfile_restricted', `${pointer}/securityContext`, `${title} must have the seccomp profile \`RuntimeDefault\` or \`Localhost\``);
  }
};

const dropAll: Check = (pod, fail) => {
  if (isWindows(pod)) return;
  for (const { value, pointer, title } of pod.containers) {
    if (!listAt(value, 'securityContext', 'capabilities', 'drop').includes('ALL')) fail('capabilities_restricted', `${pointer}/securityContext`, `${title} must drop the capabilities \`ALL\``);
    for (const [index, one] of listAt(value, 'securityContext', 'capabilities', 'add').entries()) {
      if (one !== 'NET_BIND_SERVICE') fail('capabilities_restricted', `${pointer}/securityContext/capabilities/add/${index}`, `${title} must not add the capability \`${String(one)}\``);
    }
  }
};

const baseline: readonly Check[] = [
  hostNamespaces, privileged, capabilities, hostPathVolumes, hostPorts, hostProbes, appArmor, seLinux, procMount(false), seccompBaseline, safeSysctls, windowsHost,
];
const restricted: readonly Check[] = [volumeTypes, escalation, nonRoot, user, seccompRestricted, dropAll, procMount(true)];
