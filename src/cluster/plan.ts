// What apply would do, without doing it: every object is dry-run by the server itself and compared with what is there.
// Sends no write but dry runs.

import { spanOf } from '../compiler/model/origin.js';
import { codes, report, type Diagnostic } from '../diagnostics/index.js';
import type { Cluster } from './connect.js';
import { diffObjects, type FieldChange } from './diff.js';
import { ApiError } from './errors.js';
import { givesUpReplicas } from './hand-over.js';
import { textsAt, type KubeObject, type ObjectRef } from './json.js';
import { applySetId, fieldManager, homeOf, membersOf, partOf, recordProblem, recordRef, type App, type Member } from './members.js';
import { explainFailure, missingNamespace, subjectOf, warned } from './report.js';
import { planSecrets, type SecretPlan, type SecretReader } from './secrets.js';

/** adopt: it is there and belongs to nobody. refused: `Plan.diagnostics` say why. */
export type Action = 'create' | 'update' | 'adopt' | 'unchanged' | 'refused';

export interface Change {
  readonly object: ObjectRef;
  readonly action: Action;
  /** Of updates and adoptions. */
  readonly fields: readonly FieldChange[];
  /** The resourceVersion of what is there. */
  readonly version?: string | undefined;
  /** metadata.generation at that time; not all kinds have one. */
  readonly generation?: number | undefined;
  /** The autoscaler takes over the number of replicas; its value stays. */
  readonly handOver?: true;
  /** False when the server could not try it because the namespace is new; it was then checked by the compiler only. */
  readonly dryRun: boolean;
}

export interface Plan {
  readonly namespace: string;
  /** In the order of the compiler. */
  readonly changes: readonly Change[];
  readonly secrets: readonly SecretPlan[];
  /** Errors forbid to apply; warnings of the server are among them. */
  readonly diagnostics: readonly Diagnostic[];
  readonly ok: boolean;
  /** Nothing would change at all. */
  readonly empty: boolean;
}

export interface PlanOptions {
  readonly reader: SecretReader;
}

/** Asks the cluster what applying `app` would change. Every failure is a diagnostic. @throws InterruptedError */
export async function planApply(cluster: Cluster, app: App, { reader }: PlanOptions): Promise<Plan> {
  const diagnostics: Diagnostic[] = [];
  const members = membersOf(app);
  const state = await preconditions(cluster, app, members, diagnostics);
  const changes = state.blocked ? [] : await inParallel(members, (member) => planMember(cluster, app, member, state.newNamespaces, diagnostics));
  let secrets: readonly SecretPlan[] = [];
  if (!state.blocked) {
    const planned = await guarded(cluster, app, 'the secrets', () => planSecrets(cluster.client, app.model, reader), diagnostics);
    secrets = planned?.plans ?? [];
    diagnostics.push(...(planned?.diagnostics ?? []));
  }
  const unique = diagnostics.filter((one, index) => diagnostics.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === index);
  const ok = !unique.some((one) => one.severity === 'error');
  const empty = ok && changes.every((one) => one.action === 'unchanged') && secrets.every((one) => one.exists && one.added.length === 0);
  return { namespace: homeOf(app.model), changes, secrets, diagnostics: unique, ok, empty };
}

interface State {
  /** Nothing more can be found out. */
  readonly blocked: boolean;
  /** Namespaces that this run creates: nothing in them can be tried before. */
  readonly newNamespaces: ReadonlySet<string>;
}

/** Namespaces that are missing or going away, and a record that is not ours. */
async function preconditions(cluster: Cluster, app: App, members: readonly Member[], diagnostics: Diagnostic[]): Promise<State> {
  const spaces = new Set([homeOf(app.model), ...members.flatMap((one) => one.ref.namespace ?? [])]);
  const newNamespaces = new Set<string>();
  for (const name of spaces) {
    const state = await guarded(cluster, app, `Namespace ${name}`, () => namespaceState(cluster, name), diagnostics);
    if (state === undefined) return { blocked: true, newNamespaces };
    if (state === 'terminating') diagnostics.push(report(codes.DEP7017, { namespace: name }, { span: spanOf(app.model.namespace.name.origin) }));
    if (state !== 'missing') continue;
    if (members.some((one) => one.ref.kind === 'Namespace' && one.ref.name === name)) newNamespaces.add(name);
    else diagnostics.push(missingNamespace(app, name));
  }
  if (diagnostics.some((one) => one.severity === 'error')) return { blocked: true, newNamespaces };
  if (!newNamespaces.has(homeOf(app.model))) await checkRecord(cluster, app, diagnostics);
  return { blocked: diagnostics.some((one) => one.severity === 'error'), newNamespaces };
}

async function namespaceState(cluster: Cluster, name: string): Promise<'there' | 'missing' | 'terminating'> {
  try {
    const found = await cluster.client.get({ apiVersion: 'v1', kind: 'Namespace', name });
    if (found === undefined) return 'missing';
    return found.metadata.deletionTimestamp === undefined ? 'there' : 'terminating';
  } catch (error) {
    // Many people may use a namespace but not look at it; what is in it will tell.
    if (error instanceof ApiError && error.code === 403) return 'there';
    throw error;
  }
}

async function checkRecord(cluster: Cluster, app: App, diagnostics: Diagnostic[]): Promise<void> {
  const ref = recordRef(app.model);
  await guarded(cluster, app, `ConfigMap ${ref.name}`, async () => {
    const live = await cluster.client.get(ref);
    const problem = live === undefined ? undefined : recordProblem(live, ref);
    if (problem !== undefined) diagnostics.push(report(codes.DEP7012, { name: ref.name, problem }, { span: spanOf(app.model.name.origin) }));
  }, diagnostics);
}

async function planMember(cluster: Cluster, app: App, member: Member, newNamespaces: ReadonlySet<string>, diagnostics: Diagnostic[]): Promise<Change> {
  const object = member.ref;
  if (object.namespace !== undefined && newNamespaces.has(object.namespace)) return { object, action: 'create', fields: [], dryRun: false };
  try {
    const live = await cluster.client.get(object);
    const owner = live === undefined ? undefined : ownerOf(live, applySetId(recordRef(app.model)));
    if (owner?.kind === 'other') {
      diagnostics.push(report(codes.DEP7011, { object: `${object.kind} ${object.name}`, owner: owner.name }, { span: subjectOf(app, member).span, help: [{ text: 'give one of the two another name or namespace; apply takes nothing over', applicability: 'unsafe' }] }));
      return { object, action: 'refused', fields: [], dryRun: false };
    }
    const dry = await cluster.client.apply(member.object, { manager: fieldManager, dryRun: true });
    diagnostics.push(...dry.warnings.map((warning) => warned(app, member, warning)));
    if (live === undefined) return { object, action: 'create', fields: [], dryRun: true };
    const handOver = givesUpReplicas(member, live);
    // Apply hands the number over before; the dry run could not.
    const fields = diffObjects(live, dry.object).filter((one) => !handOver || one.path !== 'spec.replicas');
    return { object, action: fields.length === 0 && !handOver ? 'unchanged' : owner?.kind === 'nobody' ? 'adopt' : 'update', fields, version: live.metadata.resourceVersion, generation: live.metadata.generation, dryRun: true, ...(handOver && { handOver }) };
  } catch (error) {
    diagnostics.push(...explainFailure(app, subjectOf(app, member), cluster.server, error));
    return { object, action: 'refused', fields: [], dryRun: false };
  }
}

type Owner = { readonly kind: 'us' } | { readonly kind: 'nobody' } | { readonly kind: 'other'; readonly name: string };

/** Marks of other tools: who applies such an object again takes our changes away. */
const ownerMarks: readonly (readonly ['labels' | 'annotations', string, string])[] = [
  ['annotations', 'meta.helm.sh/release-name', 'the Helm release'],
  ['labels', 'kustomize.toolkit.fluxcd.io/name', 'the Flux kustomization'],
  ['labels', 'helm.toolkit.fluxcd.io/name', 'the Flux release'],
  ['annotations', 'argocd.argoproj.io/tracking-id', 'the Argo CD application'],
  ['labels', 'kapp.k14s.io/app', 'the kapp app'],
];

function ownerOf(live: KubeObject, ourSet: string): Owner {
  const labels = textsAt(live, 'metadata', 'labels');
  const set = labels[partOf];
  if (set === ourSet) return { kind: 'us' };
  if (set !== undefined) return { kind: 'other', name: `another app (ApplySet \`${set}\`, instance \`${labels['app.kubernetes.io/instance'] ?? 'unknown'}\`)` };
  for (const [where, key, what] of ownerMarks) {
    const value = textsAt(live, 'metadata', where)[key];
    if (value !== undefined) return { kind: 'other', name: `${what} \`${value}\`` };
  }
  const controller = live.metadata.ownerReferences?.find((one) => one.controller === true);
  return controller === undefined ? { kind: 'nobody' } : { kind: 'other', name: `\`${controller.kind} ${controller.name}\`` };
}

/** Runs `work`; a failure of the cluster becomes diagnostics and the result undefined. */
export async function guarded<T>(cluster: Cluster, app: App, object: string, work: () => Promise<T>, diagnostics: Diagnostic[]): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    diagnostics.push(...explainFailure(app, { object }, cluster.server, error));
    return undefined;
  }
}

const inFlight = 16;

/** `work` on every item, some at a time; results in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Map<number, R>();
  let next = 0;
  const one = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results.set(index, await work(item));
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, items.length) }, one));
  return items.flatMap((_, index) => (results.has(index) ? [results.get(index) as R] : []));
}
