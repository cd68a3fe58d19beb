// The ports of a pod as Services see them, and the name of the Service that leads to a workload from outside.

import type { Workload } from '../../model/app-model.js';
import { podPorts, serviceNameOf } from '../../model/facts.js';
import { derived, type Traced } from '../../model/origin.js';
import type { TreeMap } from './kind.js';

/** `spec.ports` of a Service. By name, so that the container's number may change without the Service. */
export function servicePorts(workload: Workload): readonly TreeMap[] {
  return podPorts(workload).map((port) => ({
    name: port.name,
    port: port.port,
    targetPort: derived(port.name.value, 'the port of the container by its name', port.container, port.name),
    protocol: port.protocol,
  }));
}

/** The name of the Service that leads to the workload's ready pods. */
export function serviceName(workload: Workload): Traced<string> {
  const rule = workload.kind.value === 'stateful' ? 'the Service for the outside, beside the headless one' : 'the Service of the workload';
  return derived(serviceNameOf(workload), rule, workload.name);
}
