// The tests' own view of the API server, as cluster administrator: plain JSON over HTTPS. Deliberately nothing of
// src/cluster, so that what apply did is seen with other eyes.

import { Agent, request } from 'node:https';

export interface Access {
  readonly url: string;
  readonly token: string;
  readonly ca: string;
}

export interface Answer {
  readonly status: number;
  /** Texts of the `Warning:` headers. */
  readonly warnings: readonly string[];
  readonly body: Json;
}

// The shape is the API server's; tests look into it freely.
export type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

export class Admin {
  readonly #access: Access;
  readonly #agent: Agent;

  constructor(access: Access) {
    this.#access = access;
    this.#agent = new Agent({ keepAlive: true, ca: access.ca });
  }

  /** One request; any status is an answer. A body that is text is sent as it is. */
  async send(method: string, path: string, body?: unknown, type = 'application/json'): Promise<Answer> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${this.#access.token}`,
      accept: 'application/json',
      ...(text !== undefined && { 'content-type': type, 'content-length': Buffer.byteLength(text) }),
    };
    return new Promise((done, failed) => {
      const sent = request(`${this.#access.url}${path}`, { method, headers, agent: this.#agent, timeout: 30_000 }, (response) => {
        let got = '';
        response.setEncoding('utf8').on('data', (data: string) => (got += data));
        response.on('error', failed).on('end', () => {
          const warnings = [response.headers['warning'] ?? []].flat().map((one) => /^299 \S+ "(.*)"/.exec(one)?.[1] ?? one);
          done({ status: response.statusCode ?? 0, warnings, body: got.startsWith('{') ? (JSON.parse(got) as Json) : { text: got } });
        });
      });
      sent.on('error', failed).on('timeout', () => sent.destroy(new Error(`${method} ${path} took too long`)));
      sent.end(text);
    });
  }

  /** The object at `path`; throws unless the answer is 2xx. */
  async get(path: string): Promise<Json> {
    return this.#expect('GET', path);
  }

  async post(path: string, body: unknown): Promise<Json> {
    return this.#expect('POST', path, body);
  }

  async merge(path: string, body: unknown): Promise<Json> {
    return this.#expect('PATCH', path, body, 'application/merge-patch+json');
  }

  async delete(path: string): Promise<Json> {
    return this.#expect('DELETE', path);
  }

  async isReady(): Promise<boolean> {
    return this.send('GET', '/readyz').then((answer) => answer.status === 200, () => false);
  }

  /** One simulated node per zone, called `node-<zone>`; kwok makes it Ready. */
  async addNodes(zones: readonly string[]): Promise<void> {
    for (const zone of zones) {
      const name = `node-${zone}`;
      const size = { cpu: '32', memory: '256Gi', pods: '110' };
      await this.post('/api/v1/nodes', {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: {
          name,
          annotations: { 'kwok.x-k8s.io/node': 'fake' },
          labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64', 'topology.kubernetes.io/zone': zone },
        },
        status: { allocatable: size, capacity: size },
      });
    }
  }

  /** The default class, whose claims kwok binds at once, and `waiting`, whose claims nobody ever binds. */
  async addStorage(): Promise<void> {
    const make = (name: string, provisioner: string, mode: string, annotations = {}): Promise<Json> =>
      this.post('/apis/storage.k8s.io/v1/storageclasses', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name, annotations }, provisioner, volumeBindingMode: mode });
    await make('kwok-volume', 'kwok.x-k8s.io/volume', 'Immediate', { 'storageclass.kubernetes.io/is-default-class': 'true' });
    await make('waiting', 'kubernetes.io/no-provisioner', 'WaitForFirstConsumer');
  }

  async #expect(method: string, path: string, body?: unknown, type?: string): Promise<Json> {
    const answer = await this.send(method, path, body, type);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
