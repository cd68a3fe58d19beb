// The shape of a rule of the API server, and of what it looks at. A rule is one small function over plain values; it says
// where (a JSON pointer) and what (a sentence that the field begins: 'must not be negative').

import type { Code } from '../../../diagnostics/index.js';
import type { RuleParams } from '../../../diagnostics/codes/output.js';
import type { Plain } from '../../emit/tree.js';
import type { VersionRange } from '../check-fields.js';
import { entriesAt, listAt, objectAt, pointerStep, textAt } from '../plain.js';
import type { PlainObject } from '../plain.js';

/** `pointer` is absolute in the object. */
export type Fail = (pointer: string, problem: string, help?: string) => void;

export interface RuleContext {
  readonly kind: string;
  readonly versions: VersionRange;
}

/** A rule about whole objects of some kinds. */
export interface ObjectRule {
  readonly code: Code<RuleParams>;
  /** undefined: every kind. */
  readonly kinds?: readonly string[];
  readonly check: (object: PlainObject, fail: Fail, context: RuleContext) => void;
}

/** A rule about a pod spec, wherever it stands. */
export interface PodRule {
  readonly code: Code<RuleParams>;
  readonly check: (pod: PodView, fail: Fail, context: RuleContext) => void;
}

export type ContainerRole = 'container' | 'sidecar' | 'init';

export interface ContainerView {
  readonly role: ContainerRole;
  readonly pointer: string;
  readonly value: Plain;
}

/** One pod spec, taken apart once for all rules. */
export interface PodView {
  /** Of the pod spec. */
  readonly pointer: string;
  readonly spec: PlainObject;
  /** Of the pod template (or Pod): where its metadata is. */
  readonly template: PlainObject;
  readonly templatePointer: string;
  readonly containers: readonly ContainerView[];
  readonly volumes: ReadonlyMap<string, PlainObject>;
  /** Names of the claim templates of a StatefulSet: they are mounted like volumes. */
  readonly claimTemplates: ReadonlySet<string>;
}

const templates: Readonly<Record<string, readonly string[]>> = {
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  Pod: [],
  StatefulSet: ['spec', 'template'],
};

/** The pod of an object of `kind`, undefined when it has none. */
export function podOf(kind: string, object: PlainObject): PodView | undefined {
  const way = templates[kind];
  const template = way === undefined ? undefined : way.reduce<PlainObject | undefined>((here, step) => objectAt(here, step), object);
  const spec = objectAt(template, 'spec');
  if (way === undefined || template === undefined || spec === undefined) return undefined;
  const templatePointer = way.map((step) => `/${step}`).join('');
  const pointer = `${templatePointer}/spec`;
  const volumes = listAt(spec, 'volumes').flatMap((volume) => {
    const view = objectAt(volume);
    return view === undefined ? [] : [[textAt(volume, 'name') ?? '', view] as const];
  });
  const claims = kind === 'StatefulSet' ? listAt(object, 'spec', 'volumeClaimTemplates').map((claim) => textAt(claim, 'metadata', 'name') ?? '') : [];
  return {
    pointer, spec, template, templatePointer,
    containers: [...containersIn(spec, pointer, 'initContainers'), ...containersIn(spec, pointer, 'containers')],
    volumes: new Map(volumes),
    claimTemplates: new Set(claims),
  };
}

function containersIn(spec: PlainObject, pointer: string, list: 'containers' | 'initContainers'): readonly ContainerView[] {
  return listAt(spec, list).map((value, index) => ({
    role: list === 'containers' ? 'container' : textAt(value, 'restartPolicy') === 'Always' ? 'sidecar' : 'init',
    pointer: `${pointer}/${list}/${index}`,
    value,
  }));
}

/** Calls `each` for every entry of a list with its pointer. */
export function eachItem(value: Plain | undefined, pointer: string, list: string, each: (item: Plain, pointer: string) => void): void {
  const items = listAt(value, list);
  for (let index = 0; index < items.length; index += 1) each(items[index] ?? null, `${pointer}/${list}/${index}`);
}

/** Calls `each` for every member of an object with its pointer. */
export function eachEntry(value: Plain | undefined, pointer: string, field: string, each: (key: string, item: Plain, pointer: string) => void): void {
  for (const [key, item] of entriesAt(value, field)) each(key, item, `${pointer}/${field}/${pointerStep(key)}`);
}

/** Fails for each of `fields` that is a number below `minimum` (0). */
export function notBelow(value: Plain | undefined, pointer: string, fields: readonly string[], fail: Fail, minimum = 0): void {
  for (const field of fields) {
    const found = objectAt(value)?.[field];
    if (typeof found === 'number' && found < minimum) fail(`${pointer}/${field}`, minimum === 0 ? 'must not be negative' : `must be at least ${minimum}`);
  }
}

/** Fails for a number at `field` outside `low` to `high`. */
export function within(value: Plain | undefined, pointer: string, field: string, low: number, high: number, fail: Fail): void {
  const found = objectAt(value)?.[field];
  if (typeof found === 'number' && (found < low || found > high)) fail(`${pointer}/${field}`, `must be between ${low} and ${high}`);
}

/** The members of `fields` that `value` has. */
export function present(value: Plain | undefined, fields: readonly string[]): readonly string[] {
  const object = objectAt(value);
  return object === undefined ? [] : fields.filter((field) => object[field] !== undefined && object[field] !== null);
}
