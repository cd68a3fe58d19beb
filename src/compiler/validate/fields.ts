// The table of fields: which definition each field of each definition leads to, and since when it exists. Parsed once, when
// first needed. Owns walking an object along its definitions; knows no rule.

import type { Plain } from '../emit/tree.js';
import { fieldsJson, historyJson, kindsJson } from './fields.gen.js';
import { isObject } from './plain.js';

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface History {
  readonly field: string;
  /** The first release that has it; undefined: all since 1.29. */
  readonly since?: string;
  /** The last release that has it. */
  readonly until?: string;
}

let table: Table | undefined;
let kinds: Readonly<Record<string, string>> | undefined;
let histories: ReadonlyMap<string, History> | undefined;

function fields(): Table {
  return (table ??= JSON.parse(fieldsJson) as Table);
}

/** The name of the definition of a kind (`apps/v1`, `Deployment`); undefined for a kind without validator. */
export function definitionOfKind(apiVersion: string, kind: string): string | undefined {
  kinds ??= JSON.parse(kindsJson) as Readonly<Record<string, string>>;
  return kinds[`${apiVersion}/${kind}`];
}

/** The fields of a definition. */
export function fieldsOf(definition: string): readonly string[] {
  return Object.keys(fields()[definition] ?? {});
}

/** The history of `Definition.field`; undefined for a field that every release has. */
export function historyOf(field: string): History | undefined {
  histories ??= new Map((JSON.parse(historyJson) as readonly History[]).map((row) => [row.field, row]));
  return histories.get(field);
}

/** The definition of the value at `steps` below a `definition`; undefined when it is a scalar or unknown. */
export function definitionAt(definition: string, steps: readonly string[]): string | undefined {
  let here = definition;
  for (const step of steps) {
    // A list or map is one step of its own: '[Name' becomes 'Name' by its index or key.
    if (here.startsWith('[') || here.startsWith('{')) here = here.slice(1);
    else here = fields()[here]?.[step] ?? '';
    if (here === '') return undefined;
  }
  return here.startsWith('[') || here.startsWith('{') ? undefined : here;
}

/** One field of a definition on the way to marked fields. */
export interface Step<Mark> {
  readonly field: string;
  readonly mark: Mark | undefined;
  /** What the value, its items (list) or its members (map) lead to; undefined: nothing marked below. */
  readonly below: Plan<Mark> | undefined;
  readonly shape: 'one' | 'list' | 'map';
}

/** The fields of one definition that are marked or lead to marked ones. */
export type Plan<Mark> = readonly Step<Mark>[];

/** Works out, once per definition, which fields have to be looked at. `markOf` gets the names of definition and field. */
export function planner<Mark>(markOf: (definition: string, field: string) => Mark | undefined): (definition: string) => Plan<Mark> {
  const plans = new Map<string, Plan<Mark>>();
  const plan = (definition: string): Plan<Mark> => {
    const known = plans.get(definition);
    if (known !== undefined) return known;
    // Definitions do not contain themselves among the kinds we have; this entry keeps one that did from going round.
    plans.set(definition, []);
    const steps = Object.entries(fields()[definition] ?? {}).map(([field, holds]): Step<Mark> => {
      const shape = holds.startsWith('[') ? 'list' : holds.startsWith('{') ? 'map' : 'one';
      const inner = shape === 'one' ? holds : holds.slice(1);
      const below = inner === '' ? [] : plan(inner);
      return { field, mark: markOf(definition, field), below: below.length === 0 ? undefined : below, shape };
    });
    const needed = steps.filter((step) => step.mark !== undefined || step.below !== undefined);
    plans.set(definition, needed);
    return needed;
  };
  return plan;
}

/** Calls `visit` for every marked field that `value` has, parents first. `way`: the steps to it, valid during the call only. */
export function walkMarked<Mark>(value: Plain, plan: Plan<Mark>, visit: (mark: Mark, value: Plain, way: readonly (string | number)[]) => void, way: (string | number)[] = []): void {
  if (!isObject(value)) return;
  for (const { field, mark, below, shape } of plan) {
    const member = value[field];
    if (member === undefined) continue;
    way.push(field);
    if (mark !== undefined) visit(mark, member, way);
    if (below !== undefined) walkBelow(member, below, shape, visit, way);
    way.pop();
  }
}

function walkBelow<Mark>(value: Plain, plan: Plan<Mark>, shape: Step<Mark>['shape'], visit: Parameters<typeof walkMarked<Mark>>[2], way: (string | number)[]): void {
  if (shape === 'one') return walkMarked(value, plan, visit, way);
  if (shape === 'list' && Array.isArray(value)) {
    const list = value as readonly Plain[];
    // A counted loop: this is the hottest place of the whole validation.
    for (let index = 0; index < list.length; index += 1) walkItem(index, list[index] ?? null, plan, visit, way);
  } else if (shape === 'map' && isObject(value)) {
    for (const [key, item] of Object.entries(value)) walkItem(key, item, plan, visit, way);
  }
}

function walkItem<Mark>(step: string | number, item: Plain, plan: Plan<Mark>, visit: Parameters<typeof walkMarked<Mark>>[2], way: (string | number)[]): void {
  way.push(step);
  walkMarked(item, plan, visit, way);
  way.pop();
}
