// One container: image or build, ports, environment, mounts, probes, resources, security.

import { codes, report, type Span } from '../../diagnostics/index.js';
import { knownImage, splitImage } from '../complete/images/index.js';
import type { Value } from '../configure/evaluate.js';
import { completeSecurity, type ImageFacts, type SaidSecurity } from '../complete/security.js';
import type { Container, ContainerRole, EnvVar, Mount, Port } from '../model/app-model.js';
import { labelFor } from '../model/names.js';
import { byDefault, derived, isLibrary, spanOf, type Traced } from '../model/origin.js';
import { defaultOf } from '../vocabulary/index.js';
import { commandAt } from './command.js';
import { all, has, one, read, readAll, saidBy, valuesAt, type LowerContext, type Property } from './context.js';
import { lowerEnv } from './env.js';
import { lowerProbes } from './probes.js';
import { lowerCpu, lowerMemory } from './resources.js';
import { addVolume, declareVolumes, lowerMounts, type PodStorage } from './storage.js';

/** The image of a container, as the app's lowering found it: pulled, or built here. */
export interface ContainerImage {
  readonly reference: Traced<string>;
  readonly build?: string;
  readonly user?: Traced<number>;
  readonly group?: Traced<number>;
  /** What a stack made the entrypoint: an init that passes signals on. A `command` stands behind it. */
  readonly init?: readonly Traced<string>[];
  /** What the image runs; `args` stand behind it. */
  readonly start?: readonly Traced<string>[];
}

export interface ContainerInput {
  readonly role: ContainerRole;
  readonly name: Traced<string>;
  readonly properties: readonly Property[];
  readonly ports: readonly Port[];
  readonly declared: Span;
  readonly image: ContainerImage;
  readonly storage: PodStorage;
}

/** The container; volumes it declares are added to the pod's. */
export function lowerContainer(input: ContainerInput, context: LowerContext): Container {
  const { role, name, properties, ports, declared, image, storage } = input;
  declareVolumes(properties, storage, context);
  const facts = imageFacts(image, declared);
  const security = completeSecurity(saidSecurity(properties, context), facts, declared);
  const mounts = [...lowerMounts(properties, storage, context), ...writableMounts(input, facts, security.readOnlyRoot.value, context)];
  reportPathClash(mounts, name.value, declared, context);
  const env = withDataFolder(withPort(lowerEnv(properties, context), image, ports, role), image, mounts, declared);
  const said = argv(properties, 'command', 'COMMAND', context);
  const command = said && [...(image.init ?? []), ...said];
  // It is the entrypoint that demands them, and a command takes its place.
  if (command === undefined) {
    checkDemands(image, env, declared, context);
    checkData(image, mounts, declared, context);
  }
  const more = argv(properties, 'args', 'ARGUMENTS', context);
  const args = more && [...(command === undefined ? (image.start ?? []) : []), ...more];
  const cpu = lowerCpu(properties, context);
  const memory = lowerMemory(properties, context);
  const stopFirst = role === 'main' ? stopCommand(properties, context) : undefined;
  return {
    role, name, image: image.reference, ports, env, mounts, security,
    ...(image.build !== undefined && { build: image.build }), ...(command && { command }), ...(args && { args }),
    ...(cpu && { cpu }), ...(memory && { memory }), ...(stopFirst && { stopFirst }),
    ...lowerProbes(properties, ports, name.value, context),
  };
}

function argv(properties: readonly Property[], word: string, key: string, context: LowerContext): readonly Traced<string>[] | undefined {
  const property = one(properties, word);
  return property === undefined ? undefined : commandAt(property, key, context);
}

function stopCommand(properties: readonly Property[], context: LowerContext): readonly Traced<string>[] | undefined {
  const stop = one(properties, 'stop');
  const inner = (stop?.statement.block?.statements ?? []).map((statement): Property => ({ statement, scope: (stop as Property).scope }));
  const first = one(inner, 'first');
  return first === undefined ? undefined : commandAt(first, 'COMMAND', context);
}

function imageFacts(image: ContainerImage, near: Span): ImageFacts {
  if (image.build !== undefined) return { kind: 'built', ...(image.user && { user: image.user }), ...(image.group && { group: image.group }) };
  const known = knownImage(image.reference.value);
  if (known === undefined) return { kind: 'unknown' };
  const rule = `known image \`${known.repository}\``;
  return { kind: 'known', user: byDefault(known.user, rule, 'the user the image is made for', near), group: byDefault(known.group, rule, 'the group the image is made for', near) };
}

function saidSecurity(properties: readonly Property[], context: LowerContext): SaidSecurity {
  const said = one(properties, 'user');
  const number = (text: Traced<string> | undefined): Traced<number> | undefined => text && { value: Number(text.value), origin: text.origin };
  const root = said !== undefined && has(said, 'root') ? saidBy(0, said, 'root') : undefined;
  const user = root ?? (said === undefined ? undefined : number(read(said, 'USER', 'user', context)));
  const group = said === undefined ? undefined : number(read(said, 'group GROUP', 'user', context));
  const allows = all(properties, 'allow');
  const flag = (word: string): Traced<boolean> | undefined => {
    const allow = allows.find((property) => has(property, word));
    return allow === undefined ? undefined : saidBy(true, allow, word);
  };
  const privileged = flag('privileged');
  const escalation = flag('escalation');
  return {
    capabilities: allows.flatMap((property) => readAll(property, 'capability NAME', 'capability', context)),
    ...(user && { user }), ...(group && { group }), ...(privileged && { privileged }), ...(escalation && { escalation }),
  };
}

/** `writable` folders, and the ones a read-only image is known to need. */
function writableMounts(input: ContainerInput, facts: ImageFacts, readOnlyRoot: boolean, context: LowerContext): readonly Mount[] {
  const said = all(input.properties, 'writable').flatMap((property) => readAll(property, 'PATH', 'path', context).filter((path) => absolute(path, property, context)));
  const { rule, reason } = defaultOf('writable');
  const wanted = readOnlyRoot ? (facts.kind === 'known' ? (knownImage(input.image.reference.value)?.writable ?? []) : ['/tmp']) : [];
  const more = wanted.filter((path) => !said.some((one) => one.value === path) && !covered(path, input)).map((path) => byDefault(path, rule, path === '/tmp' ? reason : 'the image writes there', input.declared));
  return [...said, ...more].map((path): Mount => {
    const wanted = derived(labelFor(`${input.role === 'main' ? '' : `${input.name.value}-`}${path.value.replace(/^\//, '')}`), 'named after the folder', path);
    const volume = addVolume(wanted, { kind: 'ephemeral' }, false, input.storage);
    return { volume, path, readOnly: byDefault(false, rule, 'it is there to be written to', input.declared) };
  });
}

/** Is something of the user's mounted at that path already? */
function covered(path: string, input: ContainerInput): boolean {
  return [...all(input.properties, 'volume'), ...all(input.properties, 'mount')].some((property) => {
    const at = property.statement.args.get('at PATH')?.[0];
    return at?.kind === 'value' && at.expr.kind === 'atom' && at.expr.text.replace(/\/$/, '') === path;
  });
}

function absolute(path: Traced<string>, property: Property, context: LowerContext): boolean {
  if (path.value.startsWith('/') && path.value !== '/' && !path.value.split('/').includes('..')) return true;
  context.report(report(codes.DEP4023, { path: path.value }, { span: spanOf(path.origin) ?? property.statement.span, label: 'a folder in the container, from its root' }));
  return false;
}

function reportPathClash(mounts: readonly Mount[], container: string, declared: Span, context: LowerContext): void {
  // In source order, so that `the second one` is.
  const start = (mount: Mount): number => spanOf(mount.path.origin)?.start ?? Number.MAX_SAFE_INTEGER;
  const ordered = [...mounts].sort((a, b) => start(a) - start(b));
  ordered.forEach((mount, index) => {
    const first = ordered.slice(0, index).find((other) => other.path.value.replace(/\/$/, '') === mount.path.value.replace(/\/$/, ''));
    if (first === undefined) return;
    const at = mount.path.origin.kind === 'source' ? mount.path.origin.span : declared;
    const related = first.path.origin.kind === 'source' ? [{ span: first.path.origin.span, text: 'the first one' }] : [];
    context.report(report(codes.DEP4006, { path: mount.path.value, container }, { span: at, label: 'the second one', related }));
  });
}

/** A program that is built here learns its port from `PORT`, as the image itself says. */
function withPort(env: readonly EnvVar[], image: ContainerImage, ports: readonly Port[], role: ContainerRole): readonly EnvVar[] {
  const [main] = ports;
  if (image.build === undefined || role !== 'main' || main === undefined || env.some((one) => one.name.value === 'PORT')) return env;
  const value = derived(String(main.container.value), 'the main port', main.container);
  return [{ name: derived('PORT', 'the main port', main.container), value: { kind: 'plain', value } }, ...env];
}

/** A data folder that is the root of a volume is not empty; the image is told to use one below it. */
function withDataFolder(env: readonly EnvVar[], image: ContainerImage, mounts: readonly Mount[], declared: Span): readonly EnvVar[] {
  const known = image.build === undefined ? knownImage(image.reference.value) : undefined;
  const { below, data } = known ?? {};
  const mount = mounts.find((one) => one.path.value.replace(/\/$/, '') === data);
  if (known === undefined || below === undefined || mount === undefined || env.some((one) => one.name.value === below.variable)) return env;
  const reason = 'a new disk is not empty: it holds `lost+found`';
  const rule = `known image \`${known.repository}\``;
  return [...env, { name: byDefault(below.variable, rule, reason, declared), value: { kind: 'plain', value: derived(`${data ?? ''}/${below.folder}`, reason, mount.path) } }];
}

/** A database without a volume works until its pod moves. */
function checkData(image: ContainerImage, mounts: readonly Mount[], declared: Span, context: LowerContext): void {
  const data = image.build === undefined ? knownImage(image.reference.value)?.data : undefined;
  if (data === undefined || context.damaged || mounts.some((mount) => data === mount.path.value.replace(/\/$/, '') || data.startsWith(mount.path.value.replace(/\/?$/, '/')))) return;
  context.report(report(codes.DEP4040, { image: image.reference.value, data }, {
    span: declared, label: 'its data is gone with the pod', help: [{ text: `add a volume: \`volume data 10Gi at ${data}\``, applicability: 'unsafe' }],
  }));
}

function checkDemands(image: ContainerImage, env: readonly EnvVar[], declared: Span, context: LowerContext): void {
  for (const group of knownImage(image.reference.value)?.demands ?? []) {
    if (image.build !== undefined || context.damaged || env.some((one) => group.includes(one.name.value))) continue;
    const [first = ''] = group;
    context.report(report(codes.DEP4014, { image: image.reference.value, variables: group.length === 1 ? `\`${first}\`` : `one of ${group.slice(0, 3).map((one) => `\`${one}\``).join(', ')}` }, {
      span: declared, label: 'it would stop at once',
      help: [{ text: `declare \`secret NAME { password = generate(32) }\` and set \`env { ${first} = NAME.password }\``, applicability: 'unsafe' }],
    }));
  }
}

/** In the library nobody can mend it: the place of what the instance says. */
function placeOf(value: Value | undefined, image: Traced<string>): Span | undefined {
  return value !== undefined && isLibrary(value.span.file) ? spanOf(image.origin) : value?.span;
}

/** What the `image` line says; warns about a tag that moves. */
export function pulledImage(property: Property, context: LowerContext): Traced<string> | undefined {
  const image = read(property, 'IMAGE', 'image', context);
  if (image === undefined) return undefined;
  const { tag, digest, repository } = splitImage(image.value);
  if (digest === undefined && (tag === undefined || tag === 'latest')) {
    const [value] = valuesAt(property, 'IMAGE', context);
    context.report(report(codes.DEP4007, { image: image.value }, {
      span: placeOf(value, image) ?? property.statement.span, label: tag === undefined ? 'no tag means `latest`' : 'a tag that moves',
      notes: ['a new pull can bring a different image'], help: [{ text: `pin a version: \`"${repository}:VERSION"\``, applicability: 'unsafe' }],
    }));
  }
  return image;
}
