// Which cluster apply talks to and what it says when it cannot: kubeconfig files as people have them, and the transport's
// answer to servers that fail, with and without a real server.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../../src/cluster/client.js';
import { ApiError } from '../../src/cluster/errors.js';
import { openCluster } from '../../src/cluster/index.js';
import { chooseTarget } from '../../src/cluster/kubeconfig.js';
import { Transport } from '../../src/cluster/transport.js';
import { describeServer, testServer } from '../control-plane/server.js';

const server = await testServer();
const folder = mkdtempSync(join(tmpdir(), 'deployc-connect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function file(text: string): string {
  const path = join(folder, `config-${files++}`);
  writeFileSync(path, text);
  return path;
}

interface Parts {
  readonly url?: string;
  readonly name?: string;
  readonly current?: string | undefined;
  readonly user?: string;
  readonly cluster?: string;
}

function kubeconfig({ url = 'https://127.0.0.1:1', name = 'test', current = name, user = 'token: t', cluster = 'insecure-skip-tls-verify: true' }: Parts): string {
  return `apiVersion: v1
kind: Config
current-context: "${current}"
clusters: [{name: ${name}, cluster: {server: "${url}", ${cluster}}}]
users: [{name: ${name}, user: {${user}}}]
contexts: [{name: ${name}, context: {cluster: ${name}, user: ${name}}}]
`;
}

async function openWith(env: Readonly<Record<string, string>>, context?: string) {
  const opened = await openCluster({ env, context, version: '0.1.0' });
  if (!opened.ok) return opened.diagnostics;
  await opened.cluster.close();
  return opened.cluster;
}

describe('choosing a cluster', () => {
  it.each<[string, () => Readonly<Record<string, string>>, string | undefined, object]>([
    ['no kubeconfig at all', () => ({ HOME: folder }), undefined, { code: 'DEP7001', message: expect.stringContaining('/.kube/config') }],
    ['files that do not exist', () => ({ KUBECONFIG: '/nowhere/a:/nowhere/b' }), undefined, { code: 'DEP7001', message: 'no cluster is chosen: there is no current context in `/nowhere/a`, `/nowhere/b`' }],
    ['no current context', () => ({ KUBECONFIG: file(kubeconfig({ current: '' })) }), undefined, { code: 'DEP7001', help: [{ text: 'choose one with `--context`: test', applicability: 'unsafe' }] }],
    ['a misspelt context', () => ({ KUBECONFIG: file(kubeconfig({ name: 'staging' })) }), 'stagign', { code: 'DEP7002', help: [{ text: 'did you mean `staging`?', applicability: 'unsafe' }] }],
    ['a file that is no kubeconfig', () => ({ KUBECONFIG: file('clusters: [') }), undefined, { code: 'DEP7003' }],
    ['a context without its cluster', () => ({ KUBECONFIG: file('{apiVersion: v1, kind: Config, current-context: a, contexts: [{name: a, context: {cluster: gone, user: u}}]}') }), undefined, { code: 'DEP7003' }],
    ['a server that does not listen', () => ({ KUBECONFIG: file(kubeconfig({})) }), undefined, { code: 'DEP7004', message: 'the cluster at `https://127.0.0.1:1` does not answer: connect ECONNREFUSED 127.0.0.1:1' }],
    ['a host that does not exist', () => ({ KUBECONFIG: file(kubeconfig({ url: 'https://no-such-host.invalid' })) }), undefined, { code: 'DEP7004', message: expect.stringContaining('no-such-host.invalid') }],
    ['a credential helper that fails', () => ({ KUBECONFIG: file(kubeconfig({ user: 'exec: {apiVersion: client.authentication.k8s.io/v1, command: "false"}' })) }), undefined, { code: 'DEP7005' }],
  ])('reports %s', async (_, env, context, expected) => {
    expect(await openWith(env(), context)).toEqual([expect.objectContaining(expected)]);
  });

  it('ignores missing files of the list and takes the first word on a name', async () => {
    const first = file(kubeconfig({ url: 'https://first:6443', current: '' }));
    const second = file(kubeconfig({ url: 'https://second:6443' }));
    const chosen = await chooseTarget({ env: { KUBECONFIG: `/nowhere:${first}:${second}` } });
    expect(chosen).toMatchObject({ target: { context: 'test', server: 'https://first:6443' } });
  });

  it('runs a credential helper once for many requests', async () => {
    const count = join(folder, 'count');
    const script = join(folder, 'helper.sh');
    const credential = '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"from-helper"}}';
    writeFileSync(script, `#!/bin/sh\necho run >> ${count}\necho '${credential}'\n`, { mode: 0o700 });
    const chosen = await chooseTarget({ env: { KUBECONFIG: file(kubeconfig({ user: `exec: {apiVersion: client.authentication.k8s.io/v1, command: "${script}"}` })) } });
    if ('diagnostic' in chosen) throw new Error(chosen.diagnostic.message);
    const all = await Promise.all(Array.from({ length: 8 }, () => chosen.target.credentials()));
    expect(all[7]?.headers['authorization']).toBe('Bearer from-helper');
    expect(readFileSync(count, 'utf8')).toBe('run\n');
  });
});

describeServer('a real server', server, ({ url, kubeconfig: good }) => {
  it('opens it', async () => {
    expect(await openWith({ KUBECONFIG: good })).toMatchObject({ server: url });
  });

  it('reports a wrong token, and a certificate it does not trust', async () => {
    expect(await openWith({ KUBECONFIG: file(kubeconfig({ url, user: 'token: wrong' })) })).toMatchObject([{ code: 'DEP7005', message: expect.stringContaining('Unauthorized') }]);
    const text = readFileSync(good, 'utf8').replace(/certificate-authority-data: [^}]*/, 'tls-server-name: localhost');
    expect(await openWith({ KUBECONFIG: file(text) })).toMatchObject([{ code: 'DEP7004', message: expect.stringMatching(/certificate/) }]);
  });
});

describe('a server that fails', () => {
  let http: HttpServer;
  let client: Client;
  let transport: Transport;
  let answers: ((response: ServerResponse, request: IncomingMessage) => void)[] = [];
  const seen: string[] = [];

  beforeAll(async () => {
    http = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      const next = answers.shift();
      if (next === undefined) send(404, { reason: 'NotFound' })(response);
      else next(response, request);
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    transport = new Transport({ context: 'stub', server: `${url}/prefix`, credentials: () => Promise.resolve({ rejectUnauthorized: true, headers: { authorization: 'Bearer t' } }) }, 'deployc/test');
    client = new Client(transport);
  });
  afterAll(async () => {
    await transport.close();
    http.closeAllConnections();
    await new Promise((done) => http.close(done));
  });

  function send(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    return (response: ServerResponse): void => void response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  }
  const drop = (response: ServerResponse): void => void response.destroy();
  const fine = send(200, { ok: true });

  it.each<[string, (typeof answers)[number], boolean]>([
    ['429', send(429, { reason: 'TooManyRequests' }), true],
    ['503 with Retry-After', send(503, 'down', { 'retry-after': '0' }), true],
    ['500 InternalError (a webhook is down)', send(500, { reason: 'InternalError', message: 'failed calling webhook' }), true],
    ['500 ServerTimeout', send(500, { reason: 'ServerTimeout' }), true],
    ['a dropped connection', drop, true],
    ['500 for an unknown field', send(500, { message: '.spec.replicaz: field not declared in schema' }), false],
    ['500 without a reason', send(500, {}), false],
    ['409', send(409, { reason: 'Conflict' }), false],
    ['422', send(422, { reason: 'Invalid' }), false],
  ])('tries %s again: %#', async (_, first, again) => {
    answers = [first, fine];
    seen.length = 0;
    const sent = client.send('GET', '/version').then((answer) => answer.body, (error: unknown) => error);
    if (again) expect(await sent).toBe('{"ok":true}');
    else expect(await sent).toBeInstanceOf(ApiError);
    expect(seen).toEqual(Array.from({ length: again ? 2 : 1 }, () => 'GET /prefix/version'));
    answers = [];
  });

  it('waits as long as the server asks', async () => {
    answers = [send(429, { details: { retryAfterSeconds: 1 } }), fine];
    const started = Date.now();
    await client.send('GET', '/version');
    expect(Date.now() - started).toBeGreaterThanOrEqual(950);
  });

  it('gives up in the end', async () => {
    answers = Array.from({ length: 3 }, () => send(503, { message: 'still starting' }));
    await expect(client.send('GET', '/version', undefined, undefined, { retries: 1 })).rejects.toMatchObject({ code: 503, message: 'still starting' });
    answers = [];
  });

  it('reads warnings, also several in one header', async () => {
    answers = [send(200, {}, { warning: '299 - "first", 299 - "the \\"second\\""' })];
    expect((await client.send('GET', '/version')).warnings).toEqual(['first', 'the "second"']);
  });
});
