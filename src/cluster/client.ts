// The requests we make of an API server: read, server-side apply, create, merge. Finds the REST path of a kind, tries
// again what is worth it, and hands warnings on. Must not know what is being applied or why.

import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, InterruptedError } from './errors.js';
import { asObject, isRecord, listAt, textAt, type KubeObject, type ObjectRef } from './json.js';
import { retryDelay } from './retry.js';
import type { Answer, Transport } from './transport.js';

interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

export interface Written {
  readonly object: KubeObject;
  /** The server made it; false when it was there. */
  readonly created: boolean;
  /** What the server thinks of it: deprecated versions, Pod Security. */
  readonly warnings: readonly string[];
  /** The server's clock, in milliseconds; ours may be wrong. */
  readonly at: number;
}

export interface SendOptions {
  readonly retries?: number;
  readonly timeout?: number;
}

export class Client {
  readonly #transport: Transport;
  readonly #signal: AbortSignal | undefined;
  readonly #resources = new Map<string, Promise<ReadonlyMap<string, Resource>>>();

  constructor(transport: Transport, signal?: AbortSignal) {
    this.#transport = transport;
    this.#signal = signal;
  }

  /** The object, or undefined when there is none. @throws ApiError for anything else */
  async get(ref: ObjectRef): Promise<KubeObject | undefined> {
    try {
      return expectObject(await this.send('GET', await this.path(ref)), 'GET', ref);
    } catch (error) {
      if (error instanceof ApiError && error.code === 404 && error.reason === 'NotFound') return undefined;
      throw error;
    }
  }

  /** The objects of one kind and namespace that `selector` (a label selector) matches. */
  async list(apiVersion: string, kind: string, namespace: string, selector: string): Promise<readonly KubeObject[]> {
    const base = await this.path({ apiVersion, kind, name: '', namespace });
    const found: KubeObject[] = [];
    let next = '';
    do {
      const query = new URLSearchParams({ labelSelector: selector, limit: '500', ...(next !== '' && { continue: next }) });
      const answer = await this.send('GET', `${base}?${query}`);
      const page: unknown = JSON.parse(answer.body);
      for (const item of listAt(page, 'items')) {
        const object = isRecord(item) ? asObject({ ...item, apiVersion, kind }) : undefined;
        if (object !== undefined) found.push(object);
      }
      next = textAt(page, 'metadata', 'continue') ?? '';
    } while (next !== '');
    return found;
  }

  /** Server-side apply: never forced, unknown and duplicate fields refused. `dryRun` stores nothing. */
  async apply(object: KubeObject, options: { readonly manager: string; readonly dryRun?: boolean }): Promise<Written> {
    const query = new URLSearchParams({ fieldManager: options.manager, force: 'false', fieldValidation: 'Strict' });
    if (options.dryRun === true) query.set('dryRun', 'All');
    const ref = refOf(object);
    return written(await this.send('PATCH', `${await this.path(ref)}?${query}`, object, 'application/apply-patch+yaml'), 'PATCH', ref);
  }

  /** Creates; a 409 with reason AlreadyExists when it is there. */
  async create(object: KubeObject, manager: string): Promise<Written> {
    const ref = refOf(object);
    const query = new URLSearchParams({ fieldManager: manager, fieldValidation: 'Strict' });
    return written(await this.send('POST', `${await this.path({ ...ref, name: '' })}?${query}`, object), 'POST', ref);
  }

  /** Merges `part` into the object; with a resourceVersion in it, only if nobody changed the object since. */
  async merge(ref: ObjectRef, part: unknown, manager: string): Promise<Written> {
    const query = new URLSearchParams({ fieldManager: manager, fieldValidation: 'Strict' });
    return written(await this.send('PATCH', `${await this.path(ref)}?${query}`, part, 'application/merge-patch+json'), 'PATCH', ref);
  }

  /** The REST path of an object, or of its collection when the name is ''. @throws ApiError NoKindMatch */
  async path(ref: ObjectRef): Promise<string> {
    const root = ref.apiVersion.includes('/') ? `/apis/${ref.apiVersion}` : `/api/${ref.apiVersion}`;
    const resource = (await this.#resourcesOf(root)).get(ref.kind);
    if (resource === undefined) {
      throw new ApiError(404, { reason: 'NoKindMatch', message: `no matches for kind "${ref.kind}" in version "${ref.apiVersion}"` }, 'GET', root);
    }
    const namespace = resource.namespaced && ref.namespace !== undefined ? `/namespaces/${encodeURIComponent(ref.namespace)}` : '';
    return `${root}${namespace}/${resource.plural}${ref.name === '' ? '' : `/${encodeURIComponent(ref.name)}`}`;
  }

  /** One request, tried again while that can help. @throws ApiError, ConnectionError, CredentialError, InterruptedError */
  async send(method: string, path: string, body?: unknown, contentType?: string, options: SendOptions = {}): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const request = { method, path, body: text, contentType, timeout: options.timeout ?? 30_000, signal: this.#signal };
    for (let attempt = 0; ; attempt++) {
      try {
        let answer = await this.#transport.send(request);
        if (answer.status === 401) answer = await this.#transport.send(request, true);
        if (answer.status < 300) return answer;
        throw new ApiError(answer.status, parse(answer.body), method, path, headerText(answer, 'retry-after'));
      } catch (error) {
        const wait = attempt < (options.retries ?? 6) ? retryDelay(error, attempt) : undefined;
        if (wait === undefined) throw error;
        await this.pause(wait);
      }
    }
  }

  /** Waits, unless the user stops the run. @throws InterruptedError */
  async pause(milliseconds: number): Promise<void> {
    try {
      await sleep(milliseconds, undefined, { signal: this.#signal });
    } catch {
      throw new InterruptedError();
    }
  }

  /** Only the group-versions that are needed: one broken extension API elsewhere must not stop us. */
  #resourcesOf(root: string): Promise<ReadonlyMap<string, Resource>> {
    let known = this.#resources.get(root);
    if (known === undefined) {
      known = this.#discover(root);
      this.#resources.set(root, known);
      known.catch(() => this.#resources.delete(root));
    }
    return known;
  }

  async #discover(root: string): Promise<ReadonlyMap<string, Resource>> {
    const resources = new Map<string, Resource>();
    try {
      const answer = await this.send('GET', root);
      for (const one of listAt(parse(answer.body), 'resources')) {
        const name = textAt(one, 'name');
        const kind = textAt(one, 'kind');
        if (name === undefined || kind === undefined || name.includes('/') || !isRecord(one)) continue;
        resources.set(kind, { plural: name, namespaced: one['namespaced'] === true });
      }
    } catch (error) {
      // A group-version that the server does not have has no kinds.
      if (!(error instanceof ApiError) || error.code !== 404) throw error;
    }
    return resources;
  }
}

export function refOf(object: KubeObject): ObjectRef {
  return { apiVersion: object.apiVersion, kind: object.kind, name: object.metadata.name, namespace: object.metadata.namespace };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function headerText(answer: Answer, name: string): string | undefined {
  const value = answer.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function expectObject(answer: Answer, method: string, ref: ObjectRef): KubeObject {
  const object = asObject(parse(answer.body));
  if (object === undefined) throw new ApiError(answer.status, 'the answer is no Kubernetes object', method, ref.kind);
  return object;
}

function written(answer: Answer, method: string, ref: ObjectRef): Written {
  const date = Date.parse(headerText(answer, 'date') ?? '');
  return { object: expectObject(answer, method, ref), created: answer.status === 201, warnings: answer.warnings, at: Number.isNaN(date) ? Date.now() : date };
}
