// The objects of the app as they are sent: the compiled ones with the membership marks of an ApplySet (KEP-3659), so that
// a later version can tell what it may remove, and the record of the app in the cluster. Sends nothing.

import { createHash } from 'node:crypto';
import type { ManifestObject } from '../compiler/emit/artifact.js';
import { objectsInOrder } from '../compiler/emit/kubernetes/index.js';
import { originAt, unwrap } from '../compiler/emit/tree.js';
import type { AppModel } from '../compiler/model/app-model.js';
import { spanOf } from '../compiler/model/origin.js';
import type { CompileResult } from '../compiler/program.js';
import type { Span } from '../diagnostics/index.js';
import { pointerOf } from './fields.js';
import { asObject, listAt, textsAt, type KubeObject, type ObjectRef } from './json.js';

/** What is applied: a completed model and its Kubernetes objects, in the order of the compiler. */
export interface App {
  readonly model: AppModel;
  readonly objects: readonly ManifestObject[];
}

/** What to apply of a compilation; undefined when it has errors. */
export function appOf({ model, artifacts, ok }: CompileResult): App | undefined {
  if (!ok || model === undefined) return undefined;
  return { model, objects: objectsInOrder(model, artifacts.flatMap((one) => one.objects)) };
}

export interface Member {
  readonly source: ManifestObject;
  /** As it is sent. */
  readonly object: KubeObject;
  readonly ref: ObjectRef;
}

export const fieldManager = 'deployc';
export const recordManager = 'deployc-applyset';
export const secretManager = 'deployc-secrets';
export const partOf = 'applyset.kubernetes.io/part-of';
/** Says which object an annotation was written for: controllers copy labels and annotations to what they make. */
export const objectAnnotation = 'deployc.dev/object';
const setId = 'applyset.kubernetes.io/id';
const tooling = 'applyset.kubernetes.io/tooling';
const groupKinds = 'applyset.kubernetes.io/contains-group-kinds';
const namespaces = 'applyset.kubernetes.io/additional-namespaces';

/** The namespace of the record and of everything namespaced that says nothing else. */
export function homeOf(model: AppModel): string {
  return model.namespace.name.value;
}

/** Where the app is recorded in the cluster. */
export function recordRef(model: AppModel): ObjectRef {
  return { apiVersion: 'v1', kind: 'ConfigMap', name: `deployc-${model.name.value}`, namespace: homeOf(model) };
}

/** The id of the ApplySet whose parent is `parent`: the formula of KEP-3659. */
export function applySetId(parent: ObjectRef): string {
  const text = `${parent.name}.${parent.namespace ?? ''}.${parent.kind}.${groupOf(parent.apiVersion)}`;
  return `applyset-${createHash('sha256').update(text).digest('base64url')}-v1`;
}

export function membersOf(app: App): readonly Member[] {
  const id = applySetId(recordRef(app.model));
  return app.objects.map((source) => {
    const plain = asObject(unwrap(source.tree));
    if (plain === undefined) throw new Error(`the compiled ${source.kind} ${source.name} is no Kubernetes object`);
    const object = marked(plain, id);
    return { source, object, ref: { apiVersion: source.apiVersion, kind: source.kind, name: source.name, namespace: source.namespace } };
  });
}

/** `object` with the marks of a member of set `id`. */
export function marked(object: KubeObject, id: string): KubeObject {
  const { metadata } = object;
  const self = `${groupOf(object.apiVersion)}/${object.kind}/${metadata.namespace ?? ''}/${metadata.name}`;
  return {
    ...object,
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, [partOf]: id },
      annotations: { ...metadata.annotations, [objectAnnotation]: self },
    },
  };
}

/** The record: a superset of what was and what will be there, written before the first member, so that nothing is ever untracked. */
export function recordFor(app: App, members: readonly Member[], live: KubeObject | undefined, version: string): KubeObject {
  const ref = recordRef(app.model);
  const home = homeOf(app.model);
  const known = textsAt(live, 'metadata', 'annotations');
  const old = (key: string): readonly string[] => (known[key] ?? '').split(',').filter((one) => one !== '');
  const secrets = app.model.secrets.length > 0 ? ['Secret'] : [];
  const kinds = members.map(({ ref: { apiVersion, kind } }) => (groupOf(apiVersion) === '' ? kind : `${kind}.${groupOf(apiVersion)}`));
  const spaces = members.flatMap((one) => one.ref.namespace ?? []).filter((one) => one !== home);
  return {
    apiVersion: ref.apiVersion,
    kind: ref.kind,
    metadata: {
      name: ref.name,
      namespace: home,
      labels: { [setId]: applySetId(ref), 'app.kubernetes.io/managed-by': 'deployc' },
      annotations: {
        'deployc.dev/app': app.model.name.value,
        [tooling]: `deployc/${version}`,
        [groupKinds]: sorted([...old(groupKinds), ...secrets, ...kinds]),
        [namespaces]: sorted([...old(namespaces), ...spaces]),
      },
    },
  };
}

/** Why `live` cannot be the record of this app, or undefined when it can. */
export function recordProblem(live: KubeObject, ref: ObjectRef): string | undefined {
  const id = textsAt(live, 'metadata', 'labels')[setId];
  const tool = textsAt(live, 'metadata', 'annotations')[tooling];
  if (id === undefined && tool === undefined) return 'exists, but nobody marked it as a record';
  if (id !== applySetId(ref)) return `carries the id \`${id ?? ''}\` of another set`;
  const name = tool?.slice(0, tool.lastIndexOf('/'));
  return name === 'deployc' ? undefined : `is managed by \`${name ?? 'nobody'}\``;
}

export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function sorted(values: readonly string[]): string {
  return [...new Set(values)].sort().join(',');
}

/** The place in the source that `field` (as API servers write paths) of `member` came from, else its workload's declaration. */
export function spanOfField(app: App, member: Member, field: string): { readonly span?: Span | undefined; readonly pointer: string } {
  const pointer = pointerOf(field, member.object);
  const origin = pointer === '' ? undefined : originAt(member.source.tree, pointer);
  return { pointer, span: (origin === undefined ? undefined : spanOf(origin)) ?? declaredAt(app, member) };
}

/** The declaration that `member` was made for. */
export function declaredAt(app: App, member: Member): Span | undefined {
  const { workloads, configs, claims, namespace } = app.model;
  const owner = member.source.owner;
  const found = workloads.find((one) => one.name.value === owner)
    ?? configs.find((one) => one.name.value === owner)
    ?? claims.find((one) => one.name.value === owner);
  if (found !== undefined) return found.declared;
  return member.ref.kind === 'Namespace' ? spanOf(namespace.name.origin) : spanOf(app.model.name.origin);
}

/** Pointer to a container of a workload's pod template, by name; init containers included. */
export function containerPointer(member: Member, container: string): string | undefined {
  for (const list of ['containers', 'initContainers']) {
    const index = listAt(member.object, 'spec', 'template', 'spec', list).findIndex((one) => typeof one === 'object' && one !== null && 'name' in one && one.name === container);
    if (index >= 0) return `/spec/template/spec/${list}/${index}`;
  }
  return undefined;
}
