// One workload: its containers, and what is said about the pod as a whole.

import { codes, report } from '../../diagnostics/index.js';
import { byDefault, derived, spanOf, type Traced } from '../model/origin.js';
import type { Container, ContainerRole, PodSecurityContext, PodVolume, Port, TextMap, Workload, WorkloadKind } from '../model/app-model.js';
import { objectName, type ScopedWorkload } from '../configure/scope.js';
import { all, originAtScope, type LowerContext, type Property } from './context.js';
import { entriesOf } from './build.js';
import { lowerContainer, type ContainerImage } from './container.js';
import { lowerJob, lowerRollout, lowerSchedule, lowerStop } from './lifecycle.js';
import { lowerHosts, lowerPublish } from './network.js';
import { lowerPorts } from './ports.js';
import { lowerScaling } from './scaling.js';
import { reserveNames, type PodStorage } from './storage.js';

/** What the lowering of the app knows about images and shared volumes. */
export interface WorkloadContext extends LowerContext {
  /** The image of a container: its build planned, its reference made; undefined after the reason was reported. */
  readonly imageFor: (workload: ScopedWorkload, container: ContainerSaid, ports: readonly Port[]) => ContainerImage | undefined;
  /** Every targeted server knows the `sleep` hook. */
  readonly sleeps: boolean;
  readonly storageFor: (workload: ScopedWorkload, kind: WorkloadKind) => PodStorage;
}

/** The workload's own statements, then what an instance says about it. */
export function propertiesOf(workload: ScopedWorkload): readonly Property[] {
  const own = (workload.statement.block?.statements ?? []).map((statement): Property => ({ statement, scope: workload.scope }));
  const parent = workload.scope.instance?.parent;
  return parent === undefined ? own : [...own, ...workload.overrides.map((statement): Property => ({ statement, scope: parent }))];
}

const ROLES: readonly ContainerRole[] = ['container', 'sidecar', 'init'];

export function lowerWorkload(scoped: ScopedWorkload, world: WorkloadContext): Workload {
  const properties = propertiesOf(scoped);
  const kind = scoped.statement.row.word as WorkloadKind;
  const declared = scoped.scope.instance?.checked.span ?? scoped.statement.span;
  const name: Traced<string> = { value: scoped.name, origin: originAtScope(scoped.nameSpan, scoped.scope) };
  const storage = world.storageFor(scoped, kind);
  const containers = lowerContainers(scoped, name, properties, storage, world);
  const ports = containers[0]?.ports ?? [];
  // A host may lead to any container of the pod, by the name of its port.
  const podPorts = containers.filter((container) => container.role !== 'init').flatMap((container) => container.ports);
  const security = podSecurityContext(containers, storage.volumes, declared);
  const inherit = (role: ContainerRole): readonly Container[] => containers.filter((container) => container.role === role).map((container) => inherited(container, security));
  const main = [...inherit('main'), ...inherit('container')];
  const sidecars = inherit('sidecar');
  if (kind === 'service' && containers.length > 0 && world.portless && !world.damaged) {
    world.report(report(codes.DEP4011, { name: scoped.name }, { span: declared, label: 'which port?', help: [{ text: 'add a line such as `port 3000`, or make it a `worker`', applicability: 'unsafe' }] }));
  }
  const rollout = lowerRollout(kind, properties, storage.volumes, scoped.name, declared, world);
  const schedule = lowerSchedule(kind, properties, scoped.name, declared, world);
  const publish = lowerPublish(properties, ports, scoped.name, world);
  const job = lowerJob(kind, declared);
  const doc = scoped.statement.doc;
  const { instance } = scoped.scope;
  return {
    kind: { value: kind, origin: originAtScope(scoped.statement.head, scoped.scope) }, name, declared,
    containers: main, sidecars, inits: inherit('init'), volumes: storage.volumes,
    ...lowerScaling(kind, properties, [...main, ...sidecars], declared, world),
    hosts: lowerHosts(properties, ports.length > 0 ? podPorts : ports, scoped.name, world),
    stop: lowerStop(kind, properties, declared, world.sleeps, world),
    security,
    labels: textMap(properties, 'labels', world), annotations: textMap(properties, 'annotations', world),
    after: lowerAfter(properties),
    ...(rollout && { rollout }), ...(schedule && { schedule }), ...(publish && { publish }), ...(job && { job }), ...(doc !== undefined && { doc }),
    ...(instance && { component: { instance: instance.name, component: instance.component } }),
  };
}

/** A container as it is written, before its parts are read. */
export interface ContainerSaid {
  readonly role: ContainerRole;
  readonly name: Traced<string>;
  readonly properties: readonly Property[];
  readonly property?: Property;
}

function lowerContainers(scoped: ScopedWorkload, name: Traced<string>, properties: readonly Property[], storage: PodStorage, world: WorkloadContext): readonly Container[] {
  const beside = ROLES.flatMap((role) => all(properties, role).flatMap((property): readonly ContainerSaid[] => {
    const argument = property.statement.args.get('NAME')?.[0];
    if (argument?.kind !== 'name') return [];
    return [{ role, property, name: { value: argument.text, origin: originAtScope(argument.span, property.scope) }, properties: (property.statement.block?.statements ?? []).map((statement) => ({ statement, scope: property.scope })) }];
  }));
  const said: readonly ContainerSaid[] = [{ role: 'main', name, properties }, ...beside];
  for (const one of said) reserveNames(one.properties, storage);
  const out: Container[] = [];
  for (const one of said) {
    reportSameName(one, said, scoped.name, world);
    const others = out.filter((other) => other.role !== 'init').flatMap((other) => other.ports);
    const ports = lowerPorts(one.properties, one.name.value, world, one.role === 'init' ? [] : others);
    const image = one.property !== undefined && one.property.statement.block === undefined ? undefined : world.imageFor(scoped, one, ports);
    if (image === undefined) continue;
    const declared = one.property?.statement.span ?? scoped.scope.instance?.checked.span ?? scoped.statement.span;
    out.push(lowerContainer({ role: one.role, name: one.name, properties: one.properties, ports, declared, image, storage }, world));
  }
  return out;
}

function reportSameName(container: ContainerSaid, said: readonly ContainerSaid[], workload: string, world: WorkloadContext): void {
  const first = said.find((other) => other.name.value === container.name.value);
  if (first === container || first === undefined || container.property === undefined) return;
  const [span, before] = [spanOf(container.name.origin), spanOf(first.name.origin)];
  world.report(report(codes.DEP4013, { name: container.name.value, workload }, {
    span: span ?? container.property.statement.span, label: first.role === 'main' ? 'the main container has the name of the workload' : 'the second one',
    related: before === undefined ? [] : [{ span: before, text: first.role === 'main' ? 'the workload' : 'the first one' }],
  }));
}

function textMap(properties: readonly Property[], word: string, world: WorkloadContext): TextMap {
  return Object.assign({}, ...all(properties, word).map((property) => entriesOf(property, world))) as TextMap;
}

/** `after db`: an instance stands for its workload. */
function lowerAfter(properties: readonly Property[]): readonly Traced<string>[] {
  return all(properties, 'after').flatMap((property) => (property.statement.args.get('WORKLOAD') ?? []).flatMap((argument): readonly Traced<string>[] => {
    if (argument.kind !== 'thing' || argument.declaration === undefined) return [];
    return [{ value: objectName(argument.declaration.name, property.scope), origin: originAtScope(argument.span, property.scope) }];
  }));
}

/** The pod's own user is the one that all its containers have; volumes belong to a group that every container is in. */
function podSecurityContext(containers: readonly Container[], volumes: readonly PodVolume[], declared: Workload['declared']): PodSecurityContext {
  const main = containers[0]?.security;
  // The user of an image that nobody knows must not become another container's.
  const common = main?.user !== undefined && containers.every(({ security }) => security.user?.value === main.user?.value && security.group?.value === main.group?.value);
  const owned = volumes.some((volume) => volume.source.kind !== 'host' && volume.source.kind !== 'nfs');
  const group = main?.group ?? byDefault(65532, 'volume-group', 'a group of its own lets a program without root write to its volumes', declared);
  const root = containers.some((container) => container.security.user?.value === 0);
  // A safe sysctl of the `restricted` level; the usual first port without root is 1024.
  const low = containers.filter((container) => container.security.user?.value !== 0).flatMap((container) => container.ports).find((port) => port.container.value < 1024);
  return {
    nonRoot: byDefault(!root, 'user', root ? 'a container of the pod runs as root' : 'a program that runs as root can do more harm when it is broken into', declared),
    ...(common && main?.user && { user: main.user }), ...(common && main?.group && { group: main.group }), ...(owned && group.value !== 0 && { volumeGroup: group }),
    ...(low && { firstPort: derived(0, 'low-ports: a program without root listens on a port below 1024', low.container) }),
    seccomp: byDefault('RuntimeDefault', 'seccomp', 'system calls that nearly no program needs are blocked', declared),
    token: byDefault(false, 'no-token', 'a program that does not talk to the cluster needs no key to it', declared),
  };
}


/** What a container says about its user only repeats the pod unless it differs. */
function inherited(container: Container, pod: PodSecurityContext): Container {
  const { user, group, nonRoot, ...rest } = container.security;
  const other = <T>(mine: Traced<T> | undefined, theirs: Traced<T> | undefined): boolean => mine !== undefined && mine.value !== theirs?.value;
  return { ...container, security: { ...rest, ...(other(user, pod.user) && user && { user }), ...(other(group, pod.group) && group && { group }), ...(other(nonRoot, pod.nonRoot) && nonRoot && { nonRoot }) } };
}
