// The security contexts of pods and containers, spelled for Kubernetes. Which rights a pod has is decided in the model;
// here only what every pod has: all capabilities dropped, volumes re-owned once.

import type { ContainerSecurity, PodSecurityContext, Workload } from '../../model/app-model.js';
import { byDefault, derived } from '../../model/origin.js';
import { nonEmpty, type TreeMap } from './kind.js';

/** `spec.securityContext` of a pod. */
export function podSecurityContext(security: PodSecurityContext): TreeMap {
  return {
    runAsNonRoot: security.nonRoot,
    runAsUser: security.user,
    runAsGroup: security.group,
    fsGroup: security.volumeGroup,
    // Always (the server's default) walks through every file of a volume at each start.
    fsGroupChangePolicy: security.volumeGroup && derived('OnRootMismatch', 'files of a volume are given to the group only if its root has another one', security.volumeGroup),
    seccompProfile: { type: security.seccomp },
    sysctls: security.firstPort && [{ name: 'net.ipv4.ip_unprivileged_port_start', value: { ...security.firstPort, value: String(security.firstPort.value) } }],
  };
}

/** `securityContext` of a container. */
export function containerSecurityContext(security: ContainerSecurity, workload: Workload): TreeMap {
  return {
    allowPrivilegeEscalation: security.escalation,
    capabilities: {
      add: nonEmpty([...security.capabilities].sort((a, b) => (a.value < b.value ? -1 : 1))),
      drop: [byDefault('ALL', 'capabilities', 'a container has only the capabilities that were asked for', workload.declared)],
    },
    privileged: security.privileged,
    readOnlyRootFilesystem: security.readOnlyRoot,
    runAsNonRoot: security.nonRoot,
    runAsUser: security.user,
    runAsGroup: security.group,
  };
}
