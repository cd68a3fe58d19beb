// Volumes and mounts of a pod. A volume is declared once (with a source) and mounted by name in any container of the pod;
// configs, secrets and writable folders become volumes too.

import { codes, report, suggest } from '../../diagnostics/index.js';
import type { Argument } from '../check/checked.js';
import { thingTitle } from '../check/context.js';
import { keysOf } from '../check/reference.js';
import { readThrough } from '../configure/evaluate.js';
import { objectName } from '../configure/scope.js';
import type { Claim, FileItem, Mount, PodVolume, VolumeSource } from '../model/app-model.js';
import { labelFor } from '../model/names.js';
import { byDefault, derived, untraced, type Traced } from '../model/origin.js';
import type { Declaration } from '../resolve/symbols.js';
import { all, argumentSpan, has, one, read, saidBy, wordAt, type LowerContext, type Property } from './context.js';

/** The volumes of a pod while its containers are lowered. */
export interface PodStorage {
  readonly workload: string;
  readonly perReplica: boolean;
  readonly volumes: PodVolume[];
  /** Names of volumes that the file gives, in any container of the pod: what the compiler adds is called otherwise. */
  readonly named: Set<string>;
  /** Volumes of the app (top level or component) by object name. */
  readonly shared: ReadonlyMap<string, VolumeSource>;
  readonly usesShared: (name: string) => void;
}

const SOURCE_WORDS = ['ephemeral', 'memory', 'host', 'claim', 'nfs'] as const;

/** Writes down which names the file itself gives to volumes of the pod. */
export function reserveNames(properties: readonly Property[], storage: PodStorage): void {
  for (const property of all(properties, 'volume')) storage.named.add(wordAt(property, 'NAME')?.value ?? '');
  for (const property of all(properties, 'mount')) {
    const what = property.statement.args.get('WHAT')?.[0];
    if (what?.kind === 'thing' && (what.declaration === undefined || what.declaration.kind === 'volume')) storage.named.add(what.text);
  }
}

/** A volume of the compiler's own: one with the same source is shared (if it may be), else `wanted` or the next free name. */
export function addVolume(wanted: Traced<string>, source: VolumeSource, share: boolean, storage: PodStorage): Traced<string> {
  const key = JSON.stringify(untraced(source));
  const own = storage.volumes.filter((volume) => !storage.named.has(volume.name.value));
  const same = share ? own.find((volume) => JSON.stringify(untraced(volume.source)) === key) : undefined;
  if (same !== undefined) return same.name;
  const taken = (name: string): boolean => storage.named.has(name) || storage.volumes.some((volume) => volume.name.value === name);
  let name = wanted.value;
  for (let count = 2; taken(name); count += 1) name = labelFor(`${wanted.value}-${count}`);
  const traced = { value: name, origin: wanted.origin };
  storage.volumes.push({ name: traced, source });
  return traced;
}

/** Does a `volume` statement say where its storage comes from? */
export function hasSource(property: Property): boolean {
  return has(property, 'SIZE') || SOURCE_WORDS.some((word) => has(property, word));
}

/** Declares the volumes with a source that stand in one container's block. */
export function declareVolumes(properties: readonly Property[], storage: PodStorage, context: LowerContext): void {
  for (const property of all(properties, 'volume')) {
    const name = wordAt(property, 'NAME');
    if (name === undefined || !hasSource(property)) continue;
    const source = volumeSource(property, name, `${storage.workload}-${name.value}`, storage.perReplica, context);
    if (source === undefined) continue;
    const index = storage.volumes.findIndex((other) => other.name.value === name.value);
    const same = storage.volumes[index];
    if (same === undefined) storage.volumes.push({ name, source });
    else if (same.name.origin.kind === 'source' && same.name.origin.via !== undefined && property.scope.steps.length < same.name.origin.via.length) storage.volumes[index] = { name, source };
    else context.report(report(codes.DEP4025, { volume: name.value }, { span: property.statement.span, label: 'the second source', related: same.name.origin.kind === 'source' ? [{ span: same.name.origin.span, text: 'the first one' }] : [] }));
  }
}

/** The source a `volume` statement gives; `claimName`: what a claim of its own is called. */
export function volumeSource(property: Property, name: Traced<string>, claimName: string, perReplica: boolean, context: LowerContext): VolumeSource | undefined {
  const size = (key: string): Traced<string> | undefined => read(property, key, 'size', context);
  if (has(property, 'SIZE')) {
    const claim = readClaim(property, perReplica ? name : derived(claimName, 'named after its workload and itself', name), size('SIZE'), context);
    return claim === undefined ? undefined : { kind: 'claim', claim, perReplica };
  }
  for (const kind of ['ephemeral', 'memory'] as const) {
    if (!has(property, kind)) continue;
    const limit = size(`${kind} SIZE`);
    return { kind, ...(limit && { size: limit }) };
  }
  if (has(property, 'host')) return withAbsolute(read(property, 'host PATH', 'path', context), property, context, (path) => ({ kind: 'host', path }));
  const claim = read(property, 'claim CLAIM', 'string', context);
  if (claim !== undefined) return { kind: 'existing-claim', claim };
  const nfs = read(property, 'nfs SERVER', 'string', context);
  return nfs === undefined ? undefined : nfsSource(nfs, property, context);
}

function nfsSource(nfs: Traced<string>, property: Property, context: LowerContext): VolumeSource | undefined {
  const match = /^([^:/]+):(\/.*)$/.exec(nfs.value);
  if (match !== null) return { kind: 'nfs', server: derived(match[1] ?? '', 'before the colon', nfs), path: derived(match[2] ?? '', 'behind the colon', nfs) };
  context.report(report(codes.DEP3011, { found: `\`"${nfs.value}"\``, expected: 'an NFS export' }, { span: argumentSpan(property, 'nfs SERVER'), label: 'SERVER:/PATH', help: [{ text: 'write for example `"files.internal:/exports/shared"`', applicability: 'unsafe' }] }));
  return undefined;
}

function readClaim(property: Property, name: Traced<string>, size: Traced<string> | undefined, context: LowerContext): Claim | undefined {
  if (size === undefined) return undefined;
  const inner = (property.statement.block?.statements ?? []).map((statement): Property => ({ statement, scope: property.scope }));
  const access = one(inner, 'access');
  const how = access === undefined ? undefined : wordAt(access, 'HOW');
  const className = one(inner, 'class');
  const storageClass = className === undefined ? undefined : read(className, 'CLASS', 'string', context);
  return {
    name, size, declared: property.statement.span, ...(storageClass && { class: storageClass }),
    access: how === undefined
      ? byDefault('ReadWriteOnce' as const, 'access', 'every storage class can do it', property.statement.span)
      : { value: how.value === 'many' ? 'ReadWriteMany' as const : 'ReadWriteOnce' as const, origin: how.origin },
  };
}

function withAbsolute<T>(path: Traced<string> | undefined, property: Property, context: LowerContext, make: (path: Traced<string>) => T): T | undefined {
  if (path === undefined) return undefined;
  if (path.value.startsWith('/') && !path.value.split('/').includes('..')) return make(path);
  context.report(report(codes.DEP4023, { path: path.value }, { span: argumentSpan(property, has(property, 'at PATH') ? 'at PATH' : 'host PATH'), label: 'it starts with `/` and holds no `..`' }));
  return undefined;
}

/** The mounts of one container: its `volume … at` and `mount … at` lines. */
export function lowerMounts(properties: readonly Property[], storage: PodStorage, context: LowerContext): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const property of all(properties, 'volume')) {
    const mount = mountVolume(property, wordAt(property, 'NAME'), storage, context);
    if (mount !== undefined) mounts.push(mount);
  }
  for (const property of all(properties, 'mount')) {
    const mount = lowerMount(property, storage, context);
    if (mount !== undefined) mounts.push(mount);
  }
  return mounts.filter((mount, index) => !mounts.slice(index + 1).some((later) => later.volume.value === mount.volume.value && later.path.value === mount.path.value));
}

function mountVolume(property: Property, name: Traced<string> | undefined, storage: PodStorage, context: LowerContext, what?: Volumelike): Mount | undefined {
  if (name === undefined) return undefined;
  const path = read(property, 'at PATH', 'path', context);
  if (!ensureVolume(name, property, storage, context, what)) return undefined;
  const readOnly = has(property, 'readonly') ? saidBy(true, property, 'readonly') : byDefault(false, 'mount', 'a volume is there to be written to', property.statement.span);
  return withAbsolute(path, property, context, (absolute) => ({ volume: name, path: absolute, readOnly }));
}

/** What a `mount` names that no config or secret is called. */
type Volumelike = Pick<Extract<Argument, { kind: 'thing' }>, 'known' | 'otherwise'>;

/** Is there a volume of that name in the pod or the app? One of the app joins the pod. */
function ensureVolume(name: Traced<string>, property: Property, storage: PodStorage, context: LowerContext, what?: Volumelike): boolean {
  if (storage.volumes.some((volume) => volume.name.value === name.value)) return true;
  if (hasSource(property)) return false;
  const shared = objectName(name.value, property.scope);
  const source = storage.shared.get(shared);
  if (source !== undefined) {
    storage.usesShared(shared);
    // One claim of the app, however many workloads mount it.
    storage.volumes.push({ name, source: source.kind === 'claim' ? { kind: 'existing-claim', claim: source.claim.name, of: source.claim } : source });
    return true;
  }
  const known = [...storage.volumes.map((volume) => volume.name.value), ...storage.shared.keys(), ...(what?.known ?? [])];
  const span = name.origin.kind === 'source' ? name.origin.span : property.statement.span;
  if (what?.otherwise !== undefined) {
    context.report(report(codes.DEP2006, { name: name.value, found: thingTitle(what.otherwise), expected: 'a config, secret or volume' }, { span, label: thingTitle(what.otherwise), related: [{ span: what.otherwise.span, text: 'declared here' }] }));
    return false;
  }
  const near = suggest(name.value, [...new Set(known)]);
  if (property.statement.row.word === 'volume' && near.length === 0) {
    context.report(report(codes.DEP4024, { volume: name.value, workload: storage.workload }, {
      span: property.statement.span, label: 'how big, or where from?',
      help: [{ text: `give it a size: \`volume ${name.value} 1Gi at …\`, or \`volume ${name.value} ephemeral at …\` if it need not outlive the pod`, applicability: 'unsafe' }],
    }));
  } else {
    context.report(report(codes.DEP2001, { kind: property.statement.row.word === 'mount' ? 'config, secret or volume' : 'volume', name: name.value }, { span, label: 'not declared', help: near.map((better) => ({ text: `change \`${name.value}\` to \`${better}\``, edits: [{ span, text: better }], applicability: 'unsafe' })) }));
  }
  return false;
}

function lowerMount(property: Property, storage: PodStorage, context: LowerContext): Mount | undefined {
  const what = property.statement.args.get('WHAT')?.[0];
  if (what?.kind !== 'thing') return undefined;
  if (what.declaration === undefined || what.declaration.kind === 'volume') {
    return mountVolume(property, saidBy(what.text, property, 'WHAT'), storage, context, what);
  }
  return mountKeys(property, what.declaration, what.key, storage, context);
}

function mountKeys(property: Property, declaration: Declaration, key: string | undefined, storage: PodStorage, context: LowerContext): Mount | undefined {
  const object = saidBy(objectName(declaration.name, property.scope), property, 'WHAT');
  const kind = declaration.kind === 'secret' ? 'secret' as const : 'config' as const;
  // Without a key: files are mounted, also when it is the file of one key.
  context.world.readsKey(kind, object.value, undefined, property.statement.span);
  readThrough(declaration, property.scope, context.world);
  const mode = read(property, 'mode MODE', 'mode', context);
  // A mode is said for each file, so a whole config with a mode lists its keys.
  const files = key !== undefined ? [key] : mode === undefined ? undefined : keysOf(declaration);
  const items = files?.map((file) => fileItem(saidBy(file, property, 'WHAT'), mode));
  const name = derived(labelFor(key === undefined ? object.value : `${object.value}-${key}`), 'named after what is mounted', object);
  const path = read(property, 'at PATH', 'path', context);
  return withAbsolute(path, property, context, (absolute) => {
    const source: VolumeSource = kind === 'secret' ? { kind, secret: object, ...(items && { items }) } : { kind, config: object, ...(items && { items }) };
    const volume = addVolume(name, source, true, storage);
    const readOnly = byDefault(true, 'mounted-keys', 'configs and secrets cannot be written to', property.statement.span);
    return { volume, path: absolute, readOnly, ...(key !== undefined && { subPath: saidBy(key, property, 'WHAT') }) };
  });
}

function fileItem(key: Traced<string>, mode: Traced<string> | undefined): FileItem {
  return { key, path: key, ...(mode && { mode: { value: Number.parseInt(mode.value, 8), origin: mode.origin } }) };
}
