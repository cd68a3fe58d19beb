// Containers: one function for main, further, sidecar and init containers. It owns their spelling only; ports, probes,
// resources and rights are in the model.

import type { AppModel, Amount, Container, EnvVar, Port, Workload } from '../../model/app-model.js';
import type { Traced } from '../../model/origin.js';
import { composed, literal } from './expansion.js';
import { anyMember, nonEmpty, oldestMinor, type TreeMap } from './kind.js';
import { probe } from './probes.js';
import { containerSecurityContext } from './security-context.js';
import { configObject, volumeMount } from './volumes.js';

/** One entry of `containers` or `initContainers`. */
export function containerSpec(container: Container, workload: Workload, model: AppModel): TreeMap {
  return {
    name: container.name,
    image: container.image,
    // A sidecar is an init container that keeps running (native since 1.29).
    restartPolicy: container.role === 'sidecar' ? 'Always' : undefined,
    command: container.command?.map(literal),
    args: container.args?.map(literal),
    ports: nonEmpty(container.ports.map(containerPort)),
    env: nonEmpty(container.env.map((variable) => envVar(variable, model))),
    resources: resources(container.cpu, container.memory),
    volumeMounts: nonEmpty(container.mounts.map(volumeMount)),
    startupProbe: probe(container.startup),
    readinessProbe: probe(container.ready),
    livenessProbe: probe(container.live),
    lifecycle: lifecycle(container, workload, model),
    securityContext: containerSecurityContext(container.security, workload),
  };
}

/** `protocol` always: it is part of the key by which the server merges ports. */
function containerPort(port: Port): TreeMap {
  return { name: port.name, containerPort: port.container, protocol: port.protocol };
}

function envVar({ name, value }: EnvVar, model: AppModel): TreeMap {
  switch (value.kind) {
    case 'plain':
      return { name, value: literal(value.value) };
    case 'config':
      return { name, valueFrom: { configMapKeyRef: { name: configObject(value.config, model.configs), key: value.key } } };
    case 'secret':
      return { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
    case 'composed':
      return { name, value: composed(value.parts) };
  }
}

function resources(cpu: Amount | undefined, memory: Amount | undefined): TreeMap | undefined {
  return anyMember({
    requests: anyMember({ cpu: cpu?.request, memory: memory?.request }),
    limits: anyMember({ cpu: cpu?.limit, memory: memory?.limit }),
  });
}

/**
 * What happens before a container is told to stop. A command of the user comes first; else containers that take
 * connections wait until nobody sends them new ones. `sleep` exists since 1.30: an older server drops it and then
 * refuses the empty hook, and a `sleep` program is not in every image, so there is no wait for 1.29.
 */
function lifecycle(container: Container, workload: Workload, model: AppModel): TreeMap | undefined {
  // The kubelet does not replace `$(NAME)` in hooks, so this command is not escaped.
  if (container.stopFirst !== undefined) return { preStop: { exec: { command: container.stopFirst } } };
  const drain: Traced<number> | undefined = workload.stop.drain;
  const takesConnections = (container.role === 'main' || container.role === 'container') && container.ports.length > 0;
  if (drain === undefined || drain.value <= 0 || !takesConnections || oldestMinor(model) < 30) return undefined;
  return { preStop: { sleep: { seconds: drain } } };
}
