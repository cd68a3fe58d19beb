// Secrets that the app declares: made once in the cluster, then kept. A key that exists is never changed; a missing key
// gets a new random value, the value of an environment variable or file, or text composed of other secrets. Values live in
// memory only while they are written: not in plans, events, errors or arguments.

import { randomBytes } from 'node:crypto';
import type { AppModel, Secret, SecretEntry } from '../compiler/model/app-model.js';
import { spanOf, type Origin } from '../compiler/model/origin.js';
import { codes, report, type Diagnostic } from '../diagnostics/index.js';
import type { Client } from './client.js';
import { ApiError } from './errors.js';
import { textsAt, type KubeObject, type ObjectRef } from './json.js';
import { applySetId, homeOf, marked, recordRef, secretManager } from './members.js';

/** Where `env()` and `file()` values come from; the CLI gives the process's environment and the project folder. */
export interface SecretReader {
  env(name: string): string | undefined;
  /** `path` as written, relative to the project folder. */
  file(path: string): Uint8Array | undefined;
}

export interface SecretPlan {
  readonly name: string;
  readonly exists: boolean;
  /** Keys that will be added, and how. */
  readonly added: readonly { readonly key: string; readonly from: 'generate' | 'env' | 'file' | 'text' }[];
  readonly kept: readonly string[];
}

type Data = Map<string, Buffer>;

export function secretRef(model: AppModel, name: string): ObjectRef {
  return { apiVersion: 'v1', kind: 'Secret', name, namespace: homeOf(model) };
}

/** What would be added to one secret, and whether its sources can be read. Values are read and forgotten. */
export async function planSecrets(client: Client, model: AppModel, reader: SecretReader): Promise<{ readonly plans: readonly SecretPlan[]; readonly diagnostics: readonly Diagnostic[] }> {
  const { live, filled, diagnostics } = await resolve(client, model, reader);
  const plans = model.secrets.map((secret) => {
    const name = secret.name.value;
    const existing = live.get(name);
    const added = secret.entries.filter((entry) => existing?.data.has(entry.key.value) !== true);
    return {
      name,
      exists: existing !== undefined,
      added: added.map((entry) => ({ key: entry.key.value, from: entry.source.kind })),
      kept: [...(existing?.data.keys() ?? [])].sort(),
    };
  });
  for (const data of filled.values()) for (const value of data.values()) value.fill(0);
  return { plans, diagnostics };
}

export interface SecretResult {
  readonly name: string;
  readonly created: readonly string[];
  readonly kept: readonly string[];
}

/** Creates what is missing. Another run at the same time may win: its values are then kept. */
export async function ensureSecrets(client: Client, model: AppModel, reader: SecretReader): Promise<{ readonly results: readonly SecretResult[]; readonly diagnostics: readonly Diagnostic[] }> {
  const made = new Map<string, readonly string[]>();
  for (let attempt = 1; ; attempt++) {
    const { live, filled, diagnostics } = await resolve(client, model, reader);
    if (diagnostics.length > 0) return { results: [], diagnostics };
    try {
      // A secret is written after the ones it is composed of, so that nobody else's value can come between.
      for (const secret of inOrder(model.secrets)) await writeMissing(client, model, secret, live, filled, made);
      const results = model.secrets.map(({ name: { value: name } }) => {
        const created = made.get(name) ?? [];
        return { name, created, kept: [...(live.get(name)?.data.keys() ?? [])].filter((key) => !created.includes(key)).sort() };
      });
      return { results, diagnostics: [] };
    } catch (error) {
      // Somebody was faster: read again and keep what is there.
      if (!(error instanceof ApiError) || error.code !== 409 || attempt === 5) throw error;
    }
  }
}

async function writeMissing(client: Client, model: AppModel, secret: Secret, live: ReadonlyMap<string, Live>, filled: ReadonlyMap<string, Data>, made: Map<string, readonly string[]>): Promise<void> {
  const name = secret.name.value;
  const existing = live.get(name);
  const values = filled.get(name) ?? new Map<string, Buffer>();
  const data: Record<string, string> = {};
  for (const { key } of secret.entries) {
    const value = values.get(key.value);
    if (value !== undefined) data[key.value] = value.toString('base64');
  }
  if (existing !== undefined && Object.keys(data).length === 0) return;
  try {
    if (existing === undefined) await client.create(secretObject(model, name, data), secretManager);
    else await client.merge(secretRef(model, name), { metadata: { resourceVersion: existing.version }, data }, secretManager);
  } catch (error) {
    throw error instanceof ApiError ? withoutValues(error, [...values.values()]) : error;
  }
  made.set(name, Object.keys(data).sort());
}

/** Servers and webhooks may quote what they refuse. */
export function withoutValues(error: ApiError, values: readonly Buffer[]): ApiError {
  const quoted = values.flatMap((value) => [value.toString('base64'), value.toString()]).filter((text) => text.length > 3).sort((a, b) => b.length - a.length);
  const clean = (text: string): string => quoted.reduce((rest, one) => rest.replaceAll(one, '(secret)'), text);
  const causes = error.causes.map((cause) => ({ ...cause, message: clean(cause.message) }));
  return new ApiError(error.code, { message: clean(error.message), reason: error.reason, details: { causes } }, error.method, error.path);
}

/** Those that others are composed of first. */
function inOrder(secrets: readonly Secret[]): readonly Secret[] {
  const out: Secret[] = [];
  const visit = (secret: Secret, trail: readonly Secret[]): void => {
    if (out.includes(secret) || trail.includes(secret)) return;
    for (const { source } of secret.entries) {
      if (source.kind !== 'text') continue;
      for (const part of source.parts) {
        const other = part.kind === 'secret' ? secrets.find((one) => one.name.value === part.secret.value) : undefined;
        if (other !== undefined) visit(other, [...trail, secret]);
      }
    }
    out.push(secret);
  };
  for (const secret of secrets) visit(secret, []);
  return out;
}

function secretObject(model: AppModel, name: string, data: Readonly<Record<string, string>>): KubeObject {
  const app = model.name.value;
  const labels = { 'app.kubernetes.io/instance': app, 'app.kubernetes.io/part-of': app, 'app.kubernetes.io/managed-by': 'deployc' };
  const annotations = { 'deployc.dev/keep': 'true' };
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: homeOf(model), labels, annotations }, type: 'Opaque', data };
  return marked(object, applySetId(recordRef(model)));
}

interface Live {
  readonly data: Data;
  readonly version: string;
}

interface Resolved {
  readonly live: ReadonlyMap<string, Live>;
  /** New values for the keys that are missing. */
  readonly filled: ReadonlyMap<string, Data>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads what exists and fills what is missing. */
async function resolve(client: Client, model: AppModel, reader: SecretReader): Promise<Resolved> {
  const live = new Map<string, Live>();
  for (const { name } of model.secrets) {
    const found = await client.get(secretRef(model, name.value));
    if (found === undefined) continue;
    const data: Data = new Map(Object.entries(textsAt(found, 'data')).map(([key, value]) => [key, Buffer.from(value, 'base64')]));
    live.set(name.value, { data, version: found.metadata.resourceVersion ?? '' });
  }
  const filler = new Filler(model, live, reader);
  for (const secret of model.secrets) for (const entry of secret.entries) filler.value(secret, entry);
  return { live, filled: filler.filled, diagnostics: filler.diagnostics };
}

/** Holds the values while they are put together. */
class Filler {
  readonly filled = new Map<string, Data>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #model: AppModel;
  readonly #live: ReadonlyMap<string, Live>;
  readonly #reader: SecretReader;

  constructor(model: AppModel, live: ReadonlyMap<string, Live>, reader: SecretReader) {
    this.#model = model;
    this.#live = live;
    this.#reader = reader;
  }

  value(secret: Secret, entry: SecretEntry): Buffer | undefined {
    const name = secret.name.value;
    const key = entry.key.value;
    const known = this.#live.get(name)?.data.get(key) ?? this.filled.get(name)?.get(key);
    if (known !== undefined) return known;
    const made = this.#make(secret, entry);
    if (made !== undefined) {
      const data = this.filled.get(name) ?? new Map<string, Buffer>();
      this.filled.set(name, data.set(key, made));
    }
    return made;
  }

  #make(secret: Secret, { key, source }: SecretEntry): Buffer | undefined {
    const missing = (problem: string, origin: Origin, help: string): undefined => {
      const params = { secret: secret.name.value, key: key.value, source: problem };
      this.diagnostics.push(report(codes.DEP7030, params, { span: spanOf(origin) ?? secret.declared, help: [{ text: help, applicability: 'unsafe' }] }));
      return undefined;
    };
    switch (source.kind) {
      case 'generate':
        return Buffer.from(randomText(source.length.value));
      case 'env': {
        const { value: variable, origin } = source.variable;
        const value = this.#reader.env(variable);
        return value === undefined || value === ''
          ? missing(`the environment variable \`${variable}\` is ${value === '' ? 'empty' : 'not set'}`, origin, `set it for this run: \`${variable}=… deployc apply\``)
          : Buffer.from(value);
      }
      case 'file': {
        const { value: path, origin } = source.path;
        const value = this.#reader.file(path);
        return value === undefined ? missing(`there is no file \`${path}\``, origin, 'put the file there, relative to the project folder') : Buffer.from(value);
      }
      case 'text':
        return this.#compose(secret, key.value, source.parts);
    }
  }

  #compose(secret: Secret, key: string, parts: Extract<SecretEntry['source'], { readonly kind: 'text' }>['parts']): Buffer | undefined {
    const pieces: Buffer[] = [];
    for (const part of parts) {
      if (part.kind === 'text') {
        pieces.push(Buffer.from(part.value.value));
        continue;
      }
      const other = this.#model.secrets.find((one) => one.name.value === part.secret.value);
      const entry = other?.entries.find((one) => one.key.value === part.key.value);
      if (other === undefined || entry === undefined) {
        const params = { secret: secret.name.value, key, of: part.secret.value, ofKey: part.key.value };
        this.diagnostics.push(report(codes.DEP7031, params, { span: spanOf(part.key.origin) ?? secret.declared }));
        return undefined;
      }
      const piece = this.value(other, entry);
      if (piece === undefined) return undefined;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** `length` letters and digits, each as likely as any other: safe in URLs, shells and connection strings. */
export function randomText(length: number): string {
  const fair = 256 - (256 % letters.length);
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) if (byte < fair && text.length < length) text += letters.charAt(byte % letters.length);
  }
  return text;
}
