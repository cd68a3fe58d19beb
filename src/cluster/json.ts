// Kubernetes objects as JSON that nobody vouches for: how to look into it. Must not know any kind. Raw JSON both ways, so
// that fields newer than this program survive.

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly resourceVersion?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly { readonly uid: string; readonly kind: string; readonly name: string; readonly controller?: boolean }[];
}

export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [key: string]: unknown;
}

/** Which object: enough to name it and to find it. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Undefined for cluster-wide objects. */
  readonly namespace?: string | undefined;
}

/** `Deployment web` */
export function nameOf(ref: ObjectRef): string {
  return `${ref.kind} ${ref.name}`;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at the end of `path`, or undefined when any step is missing. */
export function dig(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const step of path) {
    if (!isRecord(here)) return undefined;
    here = here[step];
  }
  return here;
}

export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = dig(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = dig(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = dig(value, ...path);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

export function textsAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, string>> {
  const found = dig(value, ...path);
  if (!isRecord(found)) return {};
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** An answer of the API server as an object, if it is one. */
export function asObject(value: unknown): KubeObject | undefined {
  if (!isRecord(value) || typeof value['kind'] !== 'string' || typeof value['apiVersion'] !== 'string') return undefined;
  return isRecord(value['metadata']) && typeof value['metadata']['name'] === 'string' ? (value as KubeObject) : undefined;
}

/** One of `status.conditions`. */
export function conditionOf(object: unknown, type: string): Readonly<Record<string, unknown>> | undefined {
  return listAt(object, 'status', 'conditions').filter(isRecord).find((one) => one['type'] === type);
}
