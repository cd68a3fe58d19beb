// Paths into the AppModel: `web.replicas`, `web.env.DB_HOST`, `web.port.http`, `web.memory.limit`. A generic walk: members of
// a list are addressed by their names, so a new field of the model needs nothing here. Pure; prints nothing.

import { suggest } from '../../diagnostics/index.js';
import type { AppModel } from '../model/app-model.js';
import { derived } from '../model/origin.js';
import type { Origin, Traced } from '../model/origin.js';
import { holdsSecret } from './secrets.js';

export interface Leaf {
  /** From the root of the model: `web.replicas.min`. */
  readonly path: string;
  /** The text of a secret: `value` is empty, and the origin says where it comes from. */
  readonly secret?: true;
  readonly traced: Traced<string | number | boolean>;
}

export type Found =
  | { readonly kind: 'found'; readonly leaves: readonly Leaf[] }
  /** `part` is the step that is not there, `where` the path before it ('' at the root). */
  | { readonly kind: 'missing'; readonly part: string; readonly where: string; readonly close: readonly string[]; readonly names: readonly string[] };

interface Place {
  readonly path: string;
  readonly node: unknown;
}

interface Miss {
  readonly depth: number;
  readonly part: string;
  readonly place: Place;
}

/** Everything of the model at and below `path`: what a reference of that spelling yields comes first. */
export function explainPath(model: AppModel, path: string): Found {
  const steps = splitPath(path);
  const misses: Miss[] = [];
  const app: Place = { path: '', node: { app: { name: model.name, version: model.version } } };
  const instances = model.components.filter((one) => one.name.value === steps[0]);
  const offered = instances.flatMap((one) => find({ path: join('', one.name.value), node: one }, steps.slice(1), 1, misses) ?? []);
  const own = find(steps[0] === 'app' ? app : { path: '', node: model }, steps, 0, misses);
  const leaves = [...offered.flatMap(leavesOf), ...outputLeaf(model, steps), ...(own === undefined ? [] : leavesOf(own))];
  const paths = leaves.map((leaf) => leaf.path);
  if (leaves.length > 0) return { kind: 'found', leaves: leaves.filter((leaf, index) => paths.indexOf(leaf.path) === index).map((leaf) => (holdsSecret(model, leaf.traced) ? concealed(leaf) : leaf)) };
  // Several things may be called the same (a workload and its image): offer what any of them has.
  const depth = Math.max(0, ...misses.map((one) => one.depth));
  const deepest = misses.filter((one) => one.depth === depth);
  const part = deepest[0]?.part ?? path;
  const at = deepest.length === 0 || depth === 0 ? [app, { node: model.components }, { node: model }] : deepest.map((one) => one.place);
  const names = [...new Set(at.flatMap(({ node }) => namesAt(node)))];
  return { kind: 'missing', part, where: deepest[0]?.place.path ?? '', close: suggest(part, names), names };
}

/** What other workloads read as `web.host` and `web.url`; ports and images are in the model under those words. */
function outputLeaf(model: AppModel, [name, output, ...more]: readonly string[]): readonly Leaf[] {
  const workload = model.workloads.find((one) => one.name.value === name);
  const port = workload?.containers[0]?.ports[0];
  if (workload === undefined || port === undefined || more.length > 0) return [];
  const path = join(workload.name.value, output ?? '');
  if (output === 'host') return [{ path, traced: derived(workload.name.value, 'its Service has its name', workload.name) }];
  if (output !== 'url') return [];
  return [{ path, traced: derived(`http://${workload.name.value}${port.port.value === 80 ? '' : `:${port.port.value}`}`, 'its Service and its main port', workload.name, port.port) }];
}

/** `web.host."shop.example.com".path` -> its steps; quotes keep dots together. */
export function splitPath(path: string): readonly string[] {
  return Array.from(path.matchAll(/"([^"]*)"|([^."]+)/g), (match) => match[1] ?? match[2] ?? '');
}

function find(place: Place, steps: readonly string[], depth: number, misses: Miss[]): Place | undefined {
  const [step, ...rest] = steps;
  // An empty list is nothing that could be told.
  if (step === undefined) return leavesOf(place).length === 0 ? undefined : place;
  const next = [...childrenCalled(place, step)];
  for (const child of next) {
    const found = find(child, rest, depth + 1, misses);
    if (found !== undefined) return found;
  }
  for (const inner of transparent(place)) {
    const found = find(inner, steps, depth, misses);
    if (found !== undefined) return found;
  }
  if (next.length === 0 || rest.length === 0) misses.push({ depth, part: step, place });
  return undefined;
}

/** What `step` may mean at `place`: a field, its plural (`port` -> ports), or a member of a list by its name or number. */
function* childrenCalled(place: Place, step: string): Generator<Place> {
  const { node, path } = place;
  if (Array.isArray(node)) {
    for (const [index, member] of (node as readonly unknown[]).entries()) {
      if (nameOf(member) === step || String(index) === step) yield { path: join(path, step), node: member };
    }
    return;
  }
  if (!isObject(node) || isTraced(node)) return;
  for (const key of [step, `${step}s`]) {
    const child = own(node, key);
    if (key !== step && !Array.isArray(child)) continue;
    if (child !== undefined && !hidden.has(key)) yield { path: join(path, step), node: child };
  }
}

const leftOut = ['workloads', 'images', 'configs', 'secrets', 'claims', 'containers', 'sidecars', 'inits', 'volumes', 'action', 'value', 'source', 'claim', 'entries', 'data', 'outputs', 'parameters'];

/** Members that a path may leave out: a workload's lists and main container, the inside of a probe, the only item of a list. */
function* transparent({ node, path }: Place): Generator<Place> {
  if (Array.isArray(node)) {
    if (node.length === 1) yield { path, node: node[0] };
    return;
  }
  if (!isObject(node) || isTraced(node)) return;
  for (const key of leftOut) {
    const child = own(node, key);
    if (child === undefined || (isTraced(child) && key !== 'value')) continue;
    // The main container is the workload's own: `web.memory` needs no `web.web.memory`.
    if (key === 'containers' && Array.isArray(child)) yield { path, node: child[0] as unknown };
    yield { path, node: child };
  }
}

/** Fields that nobody has in mind who asks about an app: they answer, but are not offered. */
const internal: ReadonlySet<string> = new Set([...leftOut, 'components', 'stages', 'ignore', 'evidence', 'objectName', 'reference']);

/** Fields that are called otherwise in the language. */
const spoken: ReadonlyMap<string, string> = new Map([['ports', 'port'], ['hosts', 'host'], ['mounts', 'mount']]);

/** Fields that are no values of the app. */
const hidden: ReadonlySet<string> = new Set(['declared', 'edges', 'doc', 'origin']);

function leavesOf({ path, node }: Place): readonly Leaf[] {
  if (isTraced(node)) {
    const { value } = node;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [{ path, traced: { value, origin: node.origin } }] : [];
  }
  if (Array.isArray(node)) {
    return (node as readonly unknown[]).flatMap((member, index) => leavesOf({ path: join(path, nameOf(member) ?? String(index)), node: member }));
  }
  if (!isObject(node)) return [];
  if (node['kind'] === 'text' && Array.isArray(node['parts'])) return [textLeaf(path, node['parts'])];
  if (node['kind'] === 'composed' && Array.isArray(node['parts'])) return [composedLeaf(path, node['parts'])];
  const leaves = Object.entries(node).flatMap(([key, child]) => (hidden.has(key) ? [] : leavesOf({ path: key === 'value' ? path : join(path, key), node: child })));
  // `web.env.LOG.name = "LOG"` says nothing that the path does not.
  const told = leaves.filter((leaf) => !(leaf.path === join(path, 'name') && (path === String(leaf.traced.value) || path.endsWith(`.${String(leaf.traced.value)}`))));
  return told.length === 0 ? leaves : told;
}

function concealed({ path, traced }: Leaf): Leaf {
  return { path, secret: true, traced: { value: '', origin: traced.origin } };
}

/** A secret that is a text, as one value. */
function textLeaf(path: string, parts: readonly unknown[]): Leaf {
  const { traced } = composedLeaf(path, parts);
  const from = traced.origin.kind === 'derived' ? traced.origin.from : [];
  const [only] = from;
  return concealed({ path, traced: only !== undefined && from.length === 1 ? { value: '', origin: only } : derived('', 'composed when the app is applied', ...from) });
}

/** A variable that is composed in the pod, as the pod sees it: `postgres://app:$(DB_PASSWORD)@db`. */
function composedLeaf(path: string, parts: readonly unknown[]): Leaf {
  const pieces = parts.flatMap((part): readonly { readonly text: string; readonly origin: Origin }[] => {
    const traced = isObject(part) ? (own(part, 'value') ?? own(part, 'name')) : undefined;
    if (!isTraced(traced)) return [];
    const text = String(traced.value);
    return [{ text: isObject(part) && part['kind'] === 'variable' ? `$(${text})` : text, origin: traced.origin }];
  });
  const from = pieces.map((piece) => piece.origin).filter((origin, index, all) => all.indexOf(origin) === index);
  return { path, traced: { value: pieces.map((piece) => piece.text).join(''), origin: { kind: 'derived', rule: 'composed in the pod', from } } };
}

/** The steps that lead on from `node`, for did-you-mean. */
function namesAt(node: unknown): readonly string[] {
  if (Array.isArray(node)) return (node as readonly unknown[]).flatMap((member, index) => nameOf(member) ?? String(index));
  if (!isObject(node) || isTraced(node)) return [];
  const keys = Object.entries(node).filter(([key, child]) => !hidden.has(key) && !internal.has(key) && (Array.isArray(child) ? child.length > 0 : isObject(child)));
  const inside = [...transparent({ path: '', node })].flatMap((inner) => namesAt(inner.node));
  return [...keys.map(([key]) => spoken.get(key) ?? key), ...inside];
}

/** What a member of a list is called: its name, a secret entry's or file's key, a mount's path, an autoscaling target's resource. */
function nameOf(member: unknown): string | undefined {
  if (!isObject(member) || isTraced(member)) return undefined;
  for (const key of ['name', 'key', 'path', 'resource', 'id']) {
    const child = own(member, key);
    if (isTraced(child) && typeof child.value === 'string') return child.value;
  }
  return undefined;
}

function join(path: string, step: string): string {
  const written = /[."\s]/.test(step) ? `"${step}"` : step;
  return path === '' ? written : `${path}.${written}`;
}

function own(node: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(node, key) ? node[key] : undefined;
}

function isObject(node: unknown): node is Readonly<Record<string, unknown>> {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function isTraced(node: unknown): node is Traced<unknown> {
  return isObject(node) && 'value' in node && isObject(own(node, 'origin')) && 'kind' in (own(node, 'origin') as object);
}
