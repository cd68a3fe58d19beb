// What would change in one object: the live one against the server's dry run of ours, so that defaults and webhooks are on
// both sides and make no noise. Secret values become their length. Must not know why a field changes.

import { isRecord, type KubeObject } from './json.js';

export type Shown =
  | { readonly kind: 'absent' }
  | { readonly kind: 'value'; readonly value: unknown }
  /** The value is not told; `bytes` is its length. */
  | { readonly kind: 'secret'; readonly bytes: number };

export interface FieldChange {
  /** For people: `spec.template.spec.containers[web].image`. */
  readonly path: string;
  readonly before: Shown;
  readonly after: Shown;
}

/** Set by the server on every object, or bookkeeping of other tools: never the user's change. */
const noise = new Set(['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp', 'selfLink']);
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The differing leaves, in the order of the fields; empty when nothing would change. */
export function diffObjects(live: KubeObject, next: KubeObject): readonly FieldChange[] {
  const out: FieldChange[] = [];
  compare(strip(live), strip(next), '', live.kind === 'Secret', out);
  return out;
}

function strip(object: KubeObject): unknown {
  const metadata = Object.fromEntries(Object.entries(object.metadata).filter(([key]) => !noise.has(key)));
  if (isRecord(metadata['annotations'])) {
    metadata['annotations'] = Object.fromEntries(Object.entries(metadata['annotations']).filter(([key]) => key !== lastApplied));
  }
  return Object.fromEntries(Object.entries({ ...object, metadata }).filter(([key]) => key !== 'status'));
}

function compare(before: unknown, after: unknown, path: string, secret: boolean, out: FieldChange[]): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const hidden = secret && /^(data|stringData)(\.|$)/.test(path);
  if (isRecord(before) && isRecord(after)) {
    const within = hidden || isSecretVariable(before) || isSecretVariable(after);
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const step = /[.[\]]/.test(key) ? `[${key}]` : path === '' ? key : `.${key}`;
      if (within && key === 'value') change(before[key], after[key], `${path}${step}`, true, out);
      else compare(before[key], after[key], `${path}${step}`, secret, out);
    }
    return;
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    for (const [label, one, other] of pair(before as readonly unknown[], after as readonly unknown[])) compare(one, other, `${path}[${label}]`, secret, out);
    return;
  }
  change(before, after, path, hidden, out);
}

function change(before: unknown, after: unknown, path: string, secret: boolean, out: FieldChange[]): void {
  if (JSON.stringify(before) !== JSON.stringify(after)) out.push({ path, before: show(before, secret), after: show(after, secret) });
}

function show(value: unknown, secret: boolean): Shown {
  if (value === undefined) return { kind: 'absent' };
  if (secret || (typeof value === 'string' && /:\/\/[^/\s:@]+:[^/\s@]+@/.test(value))) {
    return { kind: 'secret', bytes: Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value)) };
  }
  if (isRecord(value) && isSecretVariable(value)) return { kind: 'value', value: { ...value, value: '(secret)' } };
  return { kind: 'value', value };
}

/** An environment variable whose name says that its value is secret: somebody may have put it there by hand. */
function isSecretVariable(value: Readonly<Record<string, unknown>>): boolean {
  return typeof value['name'] === 'string' && typeof value['value'] === 'string' && /(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIALS?)/i.test(value['name']);
}

/** Fields by which the items of Kubernetes lists are told apart, so that a new first item does not look like a rewrite of all. */
const identities: readonly (readonly string[])[] = [['name'], ['containerPort', 'protocol'], ['port', 'protocol'], ['mountPath'], ['devicePath'], ['type'], ['topologyKey', 'whenUnsatisfiable'], ['key'], ['ip']];

function pair(before: readonly unknown[], after: readonly unknown[]): readonly (readonly [string, unknown, unknown])[] {
  const identity = identities.find((keys) => isIdentity(keys, before) && isIdentity(keys, after));
  if (identity === undefined) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => [String(index), before[index], after[index]] as const);
  }
  const byLabel = new Map<string, [unknown, unknown]>();
  for (const item of before) byLabel.set(labelOf(item, identity), [item, undefined]);
  for (const item of after) {
    const label = labelOf(item, identity);
    byLabel.set(label, [byLabel.get(label)?.[0], item]);
  }
  return [...byLabel].map(([label, [one, other]]) => [label, one, other] as const);
}

function isIdentity(keys: readonly string[], items: readonly unknown[]): boolean {
  if (!items.every((item) => isRecord(item) && item[keys[0] ?? ''] !== undefined)) return false;
  return new Set(items.map((item) => labelOf(item, keys))).size === items.length;
}

function labelOf(item: unknown, keys: readonly string[]): string {
  return keys.flatMap((key) => (isRecord(item) && item[key] !== undefined ? [String(item[key])] : [])).join('/');
}
