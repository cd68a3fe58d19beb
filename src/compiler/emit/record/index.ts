// deployc.json: what was compiled from what. A source map from every value of every object to its place in the .dep
// source, the checksums of sources and outputs, the images, and the secrets that `apply` will create (never their values).
// Its shape is schemas/deployc.schema.json; FORMAT changes when a reader of the old shape would go wrong.

import type { SourceFile } from '../../../diagnostics/span.js';
import { sha256Hex } from '../../hash.js';
import type { AppModel, SecretSource } from '../../model/app-model.js';
import type { Artifact, ManifestObject } from '../artifact.js';
import { sealedJsonText, sealIn } from '../header.js';
import { isTraced, type Tree } from '../tree.js';
import { originTable, type OriginTable } from './origins.js';

export type { RecordedOrigin, RecordedPlace } from './origins.js';

/** The version of the shape. */
export const FORMAT = 1;
export const RECORD_PATH = 'deployc.json';

export interface RecordInput {
  readonly model: AppModel;
  readonly entry: string;
  /** The version of deployc. */
  readonly version: string;
  /** Every text a span may point into. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** Everything else that was written. */
  readonly artifacts: readonly Artifact[];
}

/** The record of a compilation. One line per origin and per object, so that a change shows as a line. */
export function emitRecord({ model, entry, version, sources, artifacts }: RecordInput): Artifact {
  const table = originTable(sources);
  const files = [...artifacts].sort((a, b) => (a.path < b.path ? -1 : 1)).map((artifact) => {
    // A sealed file has its checksum in it; hashing it again would double the cost.
    const head = { path: artifact.path, kind: artifact.kind, sha256: sealIn(artifact.text) ?? sha256Hex(artifact.text) };
    if (artifact.objects.length === 0) return JSON.stringify(head);
    const objects = artifact.objects.map((object) => JSON.stringify(recordedObject(object, table)));
    return `${JSON.stringify(head).slice(0, -1)},"objects":${rowsOf(objects, '      ')}}`;
  });
  const paths = [...sources.keys()].sort();
  const members: readonly (readonly [string, string])[] = [
    ['format', String(FORMAT)],
    ['tool', JSON.stringify(`deployc ${version}`)],
    ['entry', JSON.stringify(entry)],
    ['app', JSON.stringify(model.name.value)],
    ['namespace', JSON.stringify(model.namespace.name.value)],
    ['kubernetes', JSON.stringify({ from: model.kubernetes.from.value, to: model.kubernetes.to.value })],
    ['sources', rowsOf(paths.map((path) => JSON.stringify({ path, sha256: sha256Hex(sources.get(path)?.text ?? '') })), '    ')],
    ['images', rowsOf(images(model).map((image) => JSON.stringify(image)), '    ')],
    ['secrets', rowsOf(secrets(model).map((secret) => JSON.stringify(secret)), '    ')],
    ['files', rowsOf(files, '    ')],
    ['origins', rowsOf(table.rows.map((row) => JSON.stringify(row)), '    ')],
  ];
  const text = sealedJsonText(entry, `{\n${members.map(([name, json]) => `  ${JSON.stringify(name)}: ${json}`).join(',\n')}\n}\n`);
  return { path: RECORD_PATH, kind: 'record', text, objects: [], lineOrigins: () => [] };
}

/** A JSON array with one item a line. */
function rowsOf(items: readonly string[], indent: string): string {
  if (items.length === 0) return '[]';
  return `[\n${items.map((item) => indent + item).join(',\n')}\n${indent.slice(2)}]`;
}

/** The object with the number of its origin in the place of each value; values without an origin of their own are left out. */
export type RecordedValues = number | readonly (RecordedValues | null)[] | { readonly [key: string]: RecordedValues };

interface RecordedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly owner: string;
  readonly values: RecordedValues;
}

function recordedObject({ apiVersion, kind, namespace, name, owner, tree }: ManifestObject, table: OriginTable): RecordedObject {
  const values = recordedValues(tree, table) ?? {};
  return namespace === undefined ? { apiVersion, kind, name, owner, values } : { apiVersion, kind, namespace, name, owner, values };
}

function recordedValues(tree: Tree, table: OriginTable): RecordedValues | undefined {
  if (typeof tree !== 'object' || tree === null) return undefined;
  if (isTraced(tree)) return table.add(tree.origin);
  // The places in a list count, so one without an origin is a null.
  if (Array.isArray(tree)) return (tree as readonly Tree[]).map((item) => recordedValues(item, table) ?? null);
  const out: Record<string, RecordedValues> = {};
  const members = tree as { readonly [key: string]: Tree | undefined };
  for (const key in members) {
    const member = members[key];
    const values = member === undefined ? undefined : recordedValues(member, table);
    if (values !== undefined) out[key] = values;
  }
  return out;
}

function images(model: AppModel): readonly { readonly name: string; readonly reference: string; readonly context: string }[] {
  return model.images.map((image) => ({ name: image.name.value, reference: image.reference.value, context: image.context.value }));
}

/** Which Secrets `apply` creates and where their values come from then; the values are nowhere in the compiler. */
function secrets(model: AppModel): readonly { readonly name: string; readonly keys: readonly { readonly key: string; readonly source: SecretSource['kind'] }[] }[] {
  return model.secrets.map((secret) => ({
    name: secret.name.value,
    keys: secret.entries.map((one) => ({ key: one.key.value, source: one.source.kind })),
  }));
}
