// Merges the definitions of several releases into one union and the history of its fields. Definitions are paired by walking
// all releases from the same kinds at once, because packages and releases name them differently.

import { only135, since135 } from './corrections.js';
import { byCodeUnit, refOf } from './definition.js';
import type { Definition, Definitions, Field, TypeRef } from './definition.js';

export interface Release {
  /** `1.29`. */
  readonly version: string;
  readonly definitions: Definitions;
  /** Says presence only: types come from the others. */
  readonly namesOnly: boolean;
}

export interface UnionField {
  readonly type: TypeRef;
  readonly required: boolean;
  readonly values?: readonly string[];
}

export type Union = ReadonlyMap<string, ReadonlyMap<string, UnionField>>;

/** One field that some release does not know; `until` is the last one that does. */
export interface HistoryRow {
  readonly field: string;
  readonly since?: string;
  readonly until?: string;
}

export interface Merged {
  readonly definitions: Union;
  readonly history: readonly HistoryRow[];
}

/** What is known of one definition: its name in each release (and in the helper that knows quantities). */
type Pairing = Map<string, Definition>;

export interface Root {
  readonly name: string;
  readonly in: ReadonlyMap<string, string>;
}

const helper = 'helper';

/**
 * `releases` oldest first; `quantities`: the definitions that tell quantities apart; `roots`: the name of each kind per release
 * (key `helper` for `quantities`); `enums`: the closed sets of an upstream definition.
 */
export function merge(releases: readonly Release[], quantities: Definitions, roots: readonly Root[], enums: (id: string) => ReadonlyMap<string, readonly string[]>): Merged {
  const pairings = pair(releases, quantities, roots);
  const definitions = new Map<string, ReadonlyMap<string, UnionField>>();
  const history: HistoryRow[] = [];
  for (const name of [...pairings.keys()].sort(byCodeUnit)) {
    const pairing = pairings.get(name) ?? new Map<string, Definition>();
    const isRoot = roots.some((root) => root.name === name);
    definitions.set(name, uniteDefinition(name, pairing, releases, enums, isRoot));
    history.push(...historyOf(name, pairing, releases));
  }
  addOnly135(definitions, history);
  return { definitions, history: history.sort((a, b) => byCodeUnit(a.field, b.field)) };
}

/** `V1Container`, `CoreV1ResourceClaim`, `V2MetricSpec` -> `Container`, `CoreResourceClaim`, `MetricSpec`. */
export function unionName(name: string): string {
  return name.replace(/V[0-9]+(?=[A-Z])/, '');
}

function pair(releases: readonly Release[], quantities: Definitions, roots: readonly Root[]): Map<string, Pairing> {
  const all = new Map<string, Pairing>();
  const lookups = new Map<string, Definitions>([...releases.map((one) => [one.version, one.definitions] as const), [helper, quantities]]);
  const queue: Root[] = [...roots];
  for (let root = queue.shift(); root !== undefined; root = queue.shift()) {
    const pairing = all.get(root.name) ?? new Map<string, Definition>();
    all.set(root.name, pairing);
    const fresh = new Map<string, Definition>();
    for (const [version, name] of root.in) {
      if (pairing.has(version)) continue;
      const definition = lookups.get(version)?.(name);
      if (definition === undefined) throw new Error(`${version} has no definition ${name}`);
      pairing.set(version, definition);
      fresh.set(version, definition);
    }
    if (fresh.size > 0) queue.push(...children(root.name, pairing, roots.includes(root), releases));
  }
  return all;
}

/** The definitions that the fields of one definition lead to, each with its name per release. */
function children(owner: string, pairing: Pairing, isRoot: boolean, releases: readonly Release[]): readonly Root[] {
  const typed = new Set(releases.filter((one) => !one.namesOnly).map((one) => one.version));
  const found = new Map<string, { name: string; in: Map<string, string> }>();
  const newestFirst = [...pairing].sort(([a], [b]) => rank(b, typed) - rank(a, typed) || byCodeUnit(b, a));
  for (const [version, definition] of newestFirst) {
    for (const [field, { type }] of definition.fields) {
      if (isRoot && field === 'status') continue;
      const ref = refOf(type);
      if (ref === undefined) continue;
      const entry = found.get(field) ?? { name: unionName(ref), in: new Map<string, string>() };
      if (!found.has(field) && !typed.has(version)) throw new Error(`${owner}.${field} is known from ${version} alone`);
      found.set(field, entry);
      entry.in.set(version, ref);
    }
  }
  return [...found.values()];
}

function rank(version: string, typed: ReadonlySet<string>): number {
  return typed.has(version) ? 1 : 0;
}

function uniteDefinition(owner: string, pairing: Pairing, releases: readonly Release[], enums: (id: string) => ReadonlyMap<string, readonly string[]>, isRoot: boolean): ReadonlyMap<string, UnionField> {
  const quantities = pairing.get(helper);
  const closed = quantities?.id === undefined ? new Map<string, readonly string[]>() : enums(quantities.id);
  const present = releases.filter((one) => pairing.has(one.version));
  const names = new Set(present.flatMap((one) => [...(pairing.get(one.version)?.fields.keys() ?? [])]));
  const out = new Map<string, UnionField>();
  for (const name of [...names].sort(byCodeUnit)) {
    const typed = present.filter((one) => !one.namesOnly).flatMap((one) => pairing.get(one.version)?.fields.get(name) ?? []);
    const newest = typed.at(-1);
    if (newest === undefined) throw new Error(`${owner}.${name} has no type`);
    if (isRoot && name === 'status') {
      out.set(name, { type: { kind: 'scalar', name: 'object' }, required: false });
      continue;
    }
    const known = present.map((one) => pairing.get(one.version)?.fields.get(name));
    const required = known.every((field) => field?.required === true);
    const values = closed.get(name);
    out.set(name, { type: refine(newest.type, quantities?.fields.get(name)), required, ...(values !== undefined && { values }) });
  }
  return out;
}

/** The type with union names, and with quantities where the helper has them. */
function refine(type: TypeRef, helped: Field | undefined): TypeRef {
  const inner = helped?.type;
  switch (type.kind) {
    case 'ref':
      return { kind: 'ref', name: unionName(type.name) };
    case 'scalar':
      return inner?.kind === 'scalar' && inner.name === 'quantity' ? { kind: 'scalar', name: 'quantity' } : type;
    case 'array':
    case 'map':
      return { kind: type.kind, of: refine(type.of, inner?.kind === type.kind && helped !== undefined ? { ...helped, type: inner.of } : undefined) };
  }
}

function historyOf(owner: string, pairing: Pairing, releases: readonly Release[]): readonly HistoryRow[] {
  const present = releases.filter((one) => pairing.has(one.version));
  const names = new Set(present.flatMap((one) => [...(pairing.get(one.version)?.fields.keys() ?? [])]));
  const rows: HistoryRow[] = [];
  for (const name of names) {
    if (name === 'status') continue;
    const having = present.filter((one) => pairing.get(one.version)?.fields.has(name) === true).map((one) => one.version);
    const first = having[0] ?? '';
    const last = having.at(-1) ?? '';
    const since = first === present[0]?.version ? undefined : since135.includes(`${owner}.${name}`) ? '1.35' : first;
    // A field that 1.34 has and 1.36 has not would need a row of its own for 1.35.
    if (last === '1.34' && releases.at(-1)?.version !== last) throw new Error(`${owner}.${name} is gone in 1.36: say in corrections.ts whether 1.35 has it`);
    const until = last === present.at(-1)?.version ? undefined : last;
    if (since !== undefined || until !== undefined) rows.push({ field: `${owner}.${name}`, ...(since !== undefined && { since }), ...(until !== undefined && { until }) });
  }
  return rows;
}

function addOnly135(definitions: Map<string, ReadonlyMap<string, UnionField>>, history: HistoryRow[]): void {
  const { owner, field, name, definition } = only135;
  const fields = [...(definitions.get(owner) ?? []), [field, { type: { kind: 'ref', name }, required: false }] as const];
  definitions.set(owner, new Map<string, UnionField>(fields.sort(([a], [b]) => byCodeUnit(a, b))));
  definitions.set(name, definition.fields);
  history.push({ field: `${owner}.${field}`, since: '1.35', until: '1.35' });
}
