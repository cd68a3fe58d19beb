// Ingress: the hosts of a workload. No class is set: the cluster's default serves it.

import type { Host, Workload } from '../../../model/app-model.js';
import { hasService } from '../../../model/facts.js';
import { nonEmpty, type KindModule, type TreeMap } from '../kind.js';
import { serviceName } from '../ports.js';

export const ingress: KindModule = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  ofWorkload(workload) {
    if (workload.hosts.length === 0 || !hasService(workload)) return [];
    return [{
      name: workload.name,
      owner: workload.name.value,
      members: { spec: { tls: nonEmpty(certificates(workload.hosts)), rules: rules(workload) } },
    }];
  },
};

/** One rule per host with all its paths; a controller may refuse a host that comes twice. */
function rules(workload: Workload): readonly TreeMap[] {
  return groups(workload.hosts, (host) => host.name.value).map((hosts) => ({
    host: hosts[0]?.name,
    http: {
      paths: hosts.map((host) => ({
        path: host.path,
        pathType: 'Prefix',
        backend: { service: { name: serviceName(workload), port: { name: host.port } } },
      })),
    },
  }));
}

function certificates(hosts: readonly Host[]): readonly TreeMap[] {
  const secured = hosts.filter((host) => host.tls !== undefined);
  return groups(secured, (host) => host.tls?.value ?? '').map((group) => ({
    secretName: group[0]?.tls,
    hosts: groups(group, (host) => host.name.value).flatMap((same) => same[0]?.name ?? []),
  }));
}

/** The items with the same key together, in the order of their first one. */
function groups<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const byKey = new Map<string, T[]>();
  for (const item of items) {
    const group = byKey.get(key(item));
    if (group === undefined) byKey.set(key(item), [item]);
    else group.push(item);
  }
  return [...byKey.values()];
}
