// The ports of a pod as Services see them, and which Service leads to a workload from outside.

import type { Port, Workload } from '../../model/app-model.js';
import { fitName, objectNameRule } from '../../model/names.js';
import { derived, type Traced } from '../../model/origin.js';
import type { TreeMap } from './kind.js';

/** Every port of the pod, the main one first. Init containers are gone before anybody connects. */
export function podPorts(workload: Workload): readonly Port[] {
  return [...workload.containers, ...workload.sidecars].flatMap((container) => container.ports);
}

/** `spec.ports` of a Service. By name, so that the container's number may change without the Service. */
export function servicePorts(workload: Workload): readonly TreeMap[] {
  return podPorts(workload).map((port) => ({
    name: port.name,
    port: port.port,
    targetPort: derived(port.name.value, 'the port of the container by its name', port.container, port.name),
    protocol: port.protocol,
  }));
}

/** The Service has an address of its own and only ready pods behind it; a stateful one has it only to be reached from outside. */
export function hasService(workload: Workload): boolean {
  if (podPorts(workload).length === 0) return false;
  return workload.kind.value === 'service' || workload.publish !== undefined || workload.hosts.length > 0;
}

/** Its name: the workload's, which in a stateful one is taken by the headless Service. */
export function serviceName(workload: Workload): Traced<string> {
  if (workload.kind.value !== 'stateful') return derived(workload.name.value, 'the Service of the workload', workload.name);
  const name = fitName(`${workload.name.value}-public`, objectNameRule('Service').max);
  return derived(name, 'the Service for the outside, beside the headless one', workload.name);
}
