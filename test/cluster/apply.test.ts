// Apply against a real API server: what arrives in the cluster, what a second run does, in which order, what happens to
// secrets, and how every refusal and failure is reported at the line it comes from.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster, planApply, runApply, type App, type ApplyResult, type Cluster, type ClusterEvent, type Plan, type SecretReader } from '../../src/cluster/index.js';
import type { Edge } from '../../src/compiler/model/app-model.js';
import { describeServer, testServer } from '../control-plane/server.js';
import { configMap, deployment, makeApp, reader, Source } from './app.js';

const server = await testServer();

const source = new Source(`app shop
service db { image "example.com/db:1" replicas 1 }
service web { image "example.com/web:1" replicas 2 after db }
service other { image "example.com/web:2" }
config settings { LOG = "info" LEVEL = "loud" }
secret api { password = generate(24) token = env("API_TOKEN") cert = file(./tls.key) url = "…" }
secret zed { key = generate(8) }
`);

describeServer('apply', server, ({ admin, kubeconfig, readerKubeconfig, url }) => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await open(kubeconfig);
  });
  afterAll(() => cluster.close());

  async function open(file: string): Promise<Cluster> {
    const opened = await openCluster({ env: { KUBECONFIG: file }, version: '0.1.0' });
    if (!opened.ok) throw new Error(opened.diagnostics.map((one) => one.message).join('\n'));
    return opened.cluster;
  }

  interface Ran {
    readonly plan: Plan;
    readonly result: ApplyResult;
    readonly events: readonly ClusterEvent[];
  }

  async function apply(app: App, from: SecretReader = reader(), timeoutMs = 30_000): Promise<Ran> {
    const events: ClusterEvent[] = [];
    const plan = await planApply(cluster, app, { reader: from });
    const result = await runApply(cluster, app, plan, { reader: from, timeoutMs, onEvent: (event) => events.push(event) });
    return { plan, result, events };
  }

  const actions = (plan: Plan): readonly string[] => plan.changes.map((one) => `${one.action} ${one.object.kind} ${one.object.name}`);
  const codesOf = (diagnostics: ApplyResult['diagnostics']): readonly string[] => diagnostics.map((one) => one.code);

  it('creates everything in a new namespace, and a second run changes nothing', async () => {
    const app = makeApp({ source, namespace: 'twice', objects: [configMap('twice', 'settings', { LOG: 'info' }), deployment({ source, namespace: 'twice', replicas: 2 })] });
    const first = await apply(app);
    expect(first.result).toMatchObject({ ok: true, exitCode: 0, diagnostics: [], notApplied: [] });
    expect(first.plan.changes.map((one) => one.dryRun)).toEqual([true, false, false]);
    expect(actions(first.plan)).toEqual(['create Namespace twice', 'create ConfigMap settings', 'create Deployment web']);
    expect((await admin.get('/apis/apps/v1/namespaces/twice/deployments/web')).status.availableReplicas).toBe(2);

    const before = await admin.get('/apis/apps/v1/namespaces/twice/deployments/web');
    const second = await apply(app);
    expect(second.plan).toMatchObject({ ok: true, empty: true, diagnostics: [] });
    expect(second.result.applied.map((one) => one.action)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect((await admin.get('/apis/apps/v1/namespaces/twice/deployments/web')).metadata.resourceVersion).toBe(before.metadata.resourceVersion);
  });

  it('marks members and writes the record so that a later version can find them', async () => {
    const record = await admin.get('/api/v1/namespaces/twice/configmaps/deployc-shop');
    const id = record.metadata.labels['applyset.kubernetes.io/id'];
    // KEP-3659: sha256 of name.namespace.kind.group; computed with sha256sum and basenc.
    expect(id).toBe('applyset-uoM3BRZiUc_hvQ9cJ3pwhDF2l_0MS2CX_hPioo9aWxs-v1');
    expect(record.metadata.annotations).toEqual({
      'deployc.dev/app': 'shop',
      'applyset.kubernetes.io/tooling': 'deployc/0.1.0',
      'applyset.kubernetes.io/contains-group-kinds': 'ConfigMap,Deployment.apps,Namespace',
      'applyset.kubernetes.io/additional-namespaces': '',
    });
    const web = await admin.get('/apis/apps/v1/namespaces/twice/deployments/web');
    expect(web.metadata.labels['applyset.kubernetes.io/part-of']).toBe(id);
    expect(web.metadata.annotations['deployc.dev/object']).toBe('apps/Deployment/twice/web');
    expect(web.spec.template.metadata.labels).toEqual({ 'app.kubernetes.io/name': 'web' });
  });

  it('shows a change field by field, and only that', async () => {
    const app = makeApp({ source, namespace: 'twice', objects: [configMap('twice', 'settings', { LOG: 'loud', LEVEL: 'info' }), deployment({ source, namespace: 'twice', replicas: 2, image: 'example.com/web:2' })] });
    const plan = await planApply(cluster, app, { reader: reader() });
    expect(actions(plan)).toEqual(['unchanged Namespace twice', 'update ConfigMap settings', 'update Deployment web']);
    expect(plan.changes.flatMap((one) => one.fields)).toEqual([
      { path: 'data.LOG', before: { kind: 'value', value: 'info' }, after: { kind: 'value', value: 'loud' } },
      { path: 'data.LEVEL', before: { kind: 'absent' }, after: { kind: 'value', value: 'info' } },
      { path: 'spec.template.spec.containers[web].image', before: { kind: 'value', value: 'example.com/web:1' }, after: { kind: 'value', value: 'example.com/web:2' } },
    ]);
    expect((await admin.get('/api/v1/namespaces/twice/configmaps/settings')).data).toEqual({ LOG: 'info' });
  });

  it('applies the database first and the app only when it is ready', async () => {
    const edges: readonly Edge[] = [{ from: 'web', to: 'db', kind: 'reference', span: source.span('after db') }];
    const app = makeApp({ source, namespace: 'order', edges, objects: [deployment({ source, namespace: 'order' }), deployment({ source, namespace: 'order', name: 'db', image: 'example.com/db:1' })] });
    const { result, events } = await apply(app);
    expect(result.ok).toBe(true);
    const told = events.flatMap((event) => (event.kind === 'applied' || event.kind === 'ready' ? [`${event.kind} ${event.object.name}`] : []));
    expect(told).toEqual(['applied order', 'applied db', 'ready db', 'applied web', 'ready web']);
    const at = async (name: string): Promise<number> => Date.parse((await admin.get(`/apis/apps/v1/namespaces/order/deployments/${name}`)).metadata.creationTimestamp);
    const db = await admin.get('/apis/apps/v1/namespaces/order/deployments/db');
    const ready = Date.parse(db.status.conditions.find((one: { type: string }) => one.type === 'Available').lastTransitionTime);
    expect(await at('web')).toBeGreaterThanOrEqual(ready);
  });

  it('does not update the app when its database does not become ready', async () => {
    const edges: readonly Edge[] = [{ from: 'web', to: 'db', kind: 'after', span: source.span('after db') }];
    const app = makeApp({ source, namespace: 'blocked', edges, objects: [deployment({ source, namespace: 'blocked' }), deployment({ source, namespace: 'blocked', name: 'db', image: 'example.com/db:1', pod: 'crash' })] });
    const { result } = await apply(app);
    expect(result).toMatchObject({ ok: false, exitCode: 4 });
    expect(codesOf(result.diagnostics)).toEqual(['DEP7022']);
    expect(result.diagnostics[0]?.message).toBe('container `db` of `Deployment db` keeps crashing: it ended with exit code 1');
    expect(result.diagnostics[0]?.notes).toEqual(['not applied because of it: `Deployment web`']);
    expect(source.shown(result.diagnostics[0])).toBe('example.com/db:1');
    expect(result.notApplied.map((one) => one.name)).toEqual(['web']);
    expect((await admin.send('GET', '/apis/apps/v1/namespaces/blocked/deployments/web')).status).toBe(404);
  });

  it('reports each way in which pods fail, at the line it comes from', async () => {
    const web = (namespace: string, parts: Partial<Parameters<typeof deployment>[0]>) => makeApp({ source, namespace, objects: [deployment({ source, namespace, ...parts })] });
    const cases: readonly (readonly [App, number, string, number, string, string])[] = [
      [web('crash', { pod: 'crash' }), 30_000, 'DEP7022', 4, 'example.com/web:1', 'keeps crashing: it ended with exit code 1'],
      [web('image-missing', { pod: 'image-missing' }), 30_000, 'DEP7023', 4, 'example.com/web:1', 'cannot be pulled: rpc error: code = NotFound'],
      [web('config-error', { pod: 'config-error' }), 30_000, 'DEP7024', 4, 'example.com/web:1', "couldn't find key password in Secret app/db"],
      [web('never-ready', { pod: 'never-ready' }), 3_000, 'DEP7020', 5, 'service web', 'is not ready after 3 s: 0 of 1 pods are available'],
      [web('slow', { pod: 'never-ready', spec: { progressDeadlineSeconds: 2 } }), 30_000, 'DEP7021', 4, 'service web', 'has timed out progressing'],
      [web('privileged', { container: { securityContext: { privileged: true } } }), 30_000, 'DEP7026', 4, 'service web', 'violates PodSecurity'],
      [web('huge', { container: { resources: { requests: { cpu: '1000' } } } }), 4_000, 'DEP7020', 5, 'service web', 'Insufficient cpu'],
    ];
    const runs = await Promise.all(cases.map(([app, timeout]) => apply(app, reader(), timeout)));
    runs.forEach(({ result }, index) => {
      const [app, , code, exitCode, place, text] = cases[index] as (typeof cases)[number];
      const diagnostic = result.diagnostics.find((one) => one.severity === 'error');
      expect([app.model.namespace.name.value, diagnostic?.code, result.exitCode, source.shown(diagnostic)]).toEqual([app.model.namespace.name.value, code, exitCode, place]);
      expect(diagnostic?.message).toContain(text);
    });
    // The server warned about the privileged Deployment itself, before its pods were refused.
    expect(codesOf(runs[5]?.result.diagnostics ?? [])).toEqual(['DEP7019', 'DEP7026']);
  }, 60_000);

  it('waits for jobs to complete and reports one that fails', async () => {
    const job = (namespace: string, pod?: string) => {
      const { tree } = deployment({ source, namespace, ...(pod !== undefined && { pod }) });
      const { template } = (tree as unknown as { spec: { template: { spec: object } } }).spec;
      const spec = { backoffLimit: 0, template: { ...template, spec: { ...template.spec, restartPolicy: 'Never' } } };
      return { apiVersion: 'batch/v1', kind: 'Job', name: 'web', namespace, owner: 'web', tree: { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'web', namespace }, spec } as never };
    };
    const fine = await apply(makeApp({ source, namespace: 'job', objects: [job('job')] }));
    expect(fine.result).toMatchObject({ ok: true });
    expect((await admin.get('/apis/batch/v1/namespaces/job/jobs/web')).status.succeeded).toBe(1);
    const { result } = await apply(makeApp({ source, namespace: 'job-fails', objects: [job('job-fails', 'fail')] }));
    expect(result.diagnostics[0]).toMatchObject({ code: 'DEP7025', message: expect.stringContaining('BackoffLimitExceeded') });
    expect(result.exitCode).toBe(4);
  });

  it('waits for claims, but not for those that wait for a pod', async () => {
    const claim = (namespace: string, name: string, storageClassName: string) => ({
      apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, owner: 'web',
      tree: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace }, spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
    });
    const { result, events } = await apply(makeApp({ source, namespace: 'claims', objects: [claim('claims', 'now', 'kwok-volume'), claim('claims', 'later', 'waiting')] }));
    expect(result.ok).toBe(true);
    expect(events.flatMap((event) => (event.kind === 'ready' ? [`${event.object.name}: ${event.note ?? 'bound'}`] : [])).sort()).toEqual(['later: it is bound when the first pod uses it', 'now: bound']);
  });

  it('makes secrets once, keeps them, and adds keys that are new', async () => {
    const password = { kind: 'generate', length: source.at(24, 'generate(24)') } as const;
    const token = { kind: 'env', variable: source.at('API_TOKEN') } as const;
    const cert = { kind: 'file', path: source.at('./tls.key') } as const;
    const text = { kind: 'text', parts: [{ kind: 'text', value: source.at('db://u:', '"…"') }, { kind: 'secret', secret: source.at('api'), key: source.at('password') }] } as const;
    const from = reader({ API_TOKEN: 'from-the-environment' }, { './tls.key': 'PEM' });
    const app = (entries: Parameters<typeof makeApp>[0]['secrets']) => makeApp({ source, namespace: 'secrets', ...(entries && { secrets: entries }), objects: [] });
    const data = async (): Promise<Record<string, string>> => {
      const { data: got } = await admin.get('/api/v1/namespaces/secrets/secrets/api');
      return Object.fromEntries(Object.entries(got as Record<string, string>).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
    };

    const first = await apply(app({ api: { password, token } }), from);
    expect(first.plan.secrets).toEqual([{ name: 'api', exists: false, added: [{ key: 'password', from: 'generate' }, { key: 'token', from: 'env' }], kept: [] }]);
    const made = await data();
    expect(made).toEqual({ password: expect.stringMatching(/^[A-Za-z0-9]{24}$/), token: 'from-the-environment' });

    // Another value in the environment changes nothing; the source is not even read.
    const second = await apply(app({ api: { password, token, cert, url: text } }), reader({}, { './tls.key': 'PEM' }));
    expect(second.result.ok).toBe(true);
    expect(second.plan.secrets[0]).toMatchObject({ exists: true, added: [{ key: 'cert' }, { key: 'url' }], kept: ['password', 'token'] });
    expect(await data()).toEqual({ ...made, cert: 'PEM', url: `db://u:${made['password']}` });
    const third = await apply(app({ api: { password, token, cert, url: text } }));
    expect(third.plan.empty).toBe(true);

    const told = JSON.stringify([first, second, third]);
    for (const value of [made['password'] ?? '', 'from-the-environment', Buffer.from('from-the-environment').toString('base64')]) expect(told).not.toContain(value);
  });

  it('keeps one value when two runs make the same secrets at once', async () => {
    const password = { kind: 'generate', length: source.at(24, 'generate(24)') } as const;
    const text = { kind: 'text', parts: [{ kind: 'text', value: source.at('db://u:', '"…"') }, { kind: 'secret', secret: source.at('zed'), key: source.at('password') }] } as const;
    // `api` is composed of `zed`, which stands behind it.
    const app = makeApp({ source, namespace: 'race', secrets: { api: { url: text }, zed: { password } }, objects: [] });
    const runs = await Promise.all(Array.from({ length: 6 }, () => apply(app)));
    expect(runs.map(({ result }) => result.diagnostics)).toEqual(runs.map(() => []));
    const value = async (name: string, key: string): Promise<string> => Buffer.from((await admin.get(`/api/v1/namespaces/race/secrets/${name}`)).data[key], 'base64').toString();
    expect(await value('api', 'url')).toBe(`db://u:${await value('zed', 'password')}`);
  });

  it('sends nothing when a secret has no source', async () => {
    const token = { kind: 'env', variable: source.at('API_TOKEN') } as const;
    const { plan, result } = await apply(makeApp({ source, namespace: 'no-source', secrets: { api: { token } }, objects: [] }));
    expect(codesOf(plan.diagnostics)).toEqual(['DEP7030']);
    expect(source.shown(plan.diagnostics[0])).toBe('API_TOKEN');
    expect(result).toMatchObject({ ok: false, exitCode: 1 });
    expect((await admin.send('GET', '/api/v1/namespaces/no-source')).status).toBe(404);
  });

  it('reports a conflict with another manager and leaves its value', async () => {
    const app = (replicas: number) => makeApp({ source, namespace: 'conflict', objects: [deployment({ source, namespace: 'conflict', replicas })] });
    expect((await apply(app(1))).result.ok).toBe(true);
    const path = '/apis/apps/v1/namespaces/conflict/deployments/web';
    await admin.send('PATCH', `${path}?fieldManager=somebody`, { spec: { replicas: 3 } }, 'application/merge-patch+json');
    const { plan, result } = await apply(app(2));
    expect(plan.diagnostics.map((one) => one.message)).toEqual(['`spec.replicas` of `Deployment web` was set by `somebody`']);
    expect(source.shown(plan.diagnostics[0])).toBe('replicas 2');
    expect(plan.diagnostics[0]?.object).toMatchObject({ path: '/spec/replicas' });
    expect(result).toMatchObject({ ok: false, exitCode: 3, applied: [] });
    expect((await admin.get(path)).spec.replicas).toBe(3);
  });

  it('reports a field that cannot change, a field that does not exist, and a value that is not allowed', async () => {
    const app = (parts: Partial<Parameters<typeof deployment>[0]>) => makeApp({ source, namespace: 'fields', objects: [deployment({ source, namespace: 'fields', ...parts })] });
    expect((await apply(app({}))).result.ok).toBe(true);

    const selector = { matchLabels: { 'app.kubernetes.io/name': 'web', more: source.at('web', 'service web') } };
    const labels = { 'app.kubernetes.io/name': 'web', more: 'web' };
    const other = deployment({ source, namespace: 'fields', spec: { selector } });
    const tree = other.tree as unknown as { spec: { template: { metadata: object } } };
    const moved = { ...other, tree: { ...tree, spec: { ...tree.spec, selector, template: { ...tree.spec.template, metadata: { labels } } } } as never };
    const immutable = await apply(makeApp({ source, namespace: 'fields', objects: [moved] }));
    expect(immutable.plan.diagnostics.map((one) => [one.code, one.message])).toEqual([['DEP7013', '`spec.selector` of `Deployment web` cannot change once the object exists']]);
    expect(immutable.result.exitCode).toBe(3);

    const unknown = await apply(app({ spec: { replicaz: source.at(3, 'service web') } }));
    expect(unknown.plan.diagnostics).toMatchObject([{ code: 'DEP7014', message: expect.stringContaining('replicaz') }]);
    expect(source.shown(unknown.plan.diagnostics[0])).toBe('service web');

    const wrong = await apply(app({ container: { imagePullPolicy: source.at('Sometimes', 'service other') } }));
    expect(wrong.plan.diagnostics).toMatchObject([{ code: 'DEP7014', message: expect.stringContaining('Sometimes') }]);
    expect(source.shown(wrong.plan.diagnostics[0])).toBe('service other');
    expect(wrong.result.exitCode).toBe(1);
  });

  it('refuses what belongs to another app or tool', async () => {
    await admin.post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'foreign' } });
    const post = (name: string, metadata: object) => admin.post('/api/v1/namespaces/foreign/configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, data: {} });
    await post('helm', { annotations: { 'meta.helm.sh/release-name': 'blog' } });
    await post('set', { labels: { 'applyset.kubernetes.io/part-of': 'applyset-other-v1' } });
    await post('nobody', {});
    const app = makeApp({ source, namespace: 'foreign', existing: true, objects: ['helm', 'set', 'nobody'].map((name) => configMap('foreign', name, { a: 'b' })) });
    const { plan, result } = await apply(app);
    expect(actions(plan)).toEqual(['refused ConfigMap helm', 'refused ConfigMap set', 'adopt ConfigMap nobody']);
    expect(codesOf(plan.diagnostics)).toEqual(['DEP7011', 'DEP7011']);
    expect(result).toMatchObject({ exitCode: 3, applied: [] });

    await post('deployc-shop', {});
    const { plan: second } = await apply(makeApp({ source, namespace: 'foreign', existing: true, objects: [configMap('foreign', 'nobody', {})] }));
    expect(codesOf(second.diagnostics)).toEqual(['DEP7012']);
  });

  it('says that a namespace or a kind is not there', async () => {
    const missing = await apply(makeApp({ source, namespace: 'nowhere', existing: true, objects: [configMap('nowhere', 'settings', {})] }));
    expect(missing.plan.diagnostics).toMatchObject([{ code: 'DEP7016', message: 'the cluster has no namespace called `nowhere`' }]);
    const object = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', name: 'web', namespace: 'twice', owner: 'web', tree: { apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', metadata: { name: 'web', namespace: 'twice' } } };
    const kind = await apply(makeApp({ source, namespace: 'twice', objects: [object] }));
    expect(kind.plan.diagnostics).toMatchObject([{ code: 'DEP7015', message: 'the cluster has no kind `PodMonitor` in `monitoring.coreos.com/v1`, which `PodMonitor web` is' }]);
  });

  it('says what a user may not do', async () => {
    const weak = await open(readerKubeconfig);
    try {
      const plan = await planApply(weak, makeApp({ source, namespace: 'twice', existing: true, objects: [configMap('twice', 'settings', {})] }), { reader: reader() });
      expect(plan).toMatchObject({ ok: false, diagnostics: [{ code: 'DEP7006', message: 'user `reader` may not get `configmaps`, which `ConfigMap deployc-shop` needs' }] });
    } finally {
      await weak.close();
    }
  });

  it('stops when it is interrupted and says how far it came', async () => {
    const stop = new AbortController();
    const opened = await openCluster({ env: { KUBECONFIG: kubeconfig }, version: '0.1.0', signal: stop.signal });
    if (!opened.ok) throw new Error('no connection');
    const app = makeApp({ source, namespace: 'stopped', objects: [deployment({ source, namespace: 'stopped', pod: 'never-ready' })] });
    const plan = await planApply(opened.cluster, app, { reader: reader() });
    const onEvent = (event: ClusterEvent): void => void (event.kind === 'waiting' && stop.abort());
    const result = await runApply(opened.cluster, app, plan, { reader: reader(), onEvent });
    await opened.cluster.close();
    expect(result).toMatchObject({ ok: false, exitCode: 130, diagnostics: [{ code: 'DEP7040', message: 'the run was interrupted after 2 of 2 objects were applied' }] });
  });

  it('goes on where a run ended early', async () => {
    const app = makeApp({ source, namespace: 'stopped', objects: [deployment({ source, namespace: 'stopped' })] });
    expect((await apply(app)).result).toMatchObject({ ok: true, applied: [{ action: 'unchanged' }, { action: 'updated' }] });
  });

  it('gets through a network that drops every connection now and then', async () => {
    const sockets = new Set<Socket>();
    const proxy = createServer((from) => {
      const to = connect(Number(new URL(url).port), '127.0.0.1');
      for (const one of [from, to]) {
        sockets.add(one);
        one.on('error', () => undefined).on('close', () => sockets.delete(one));
      }
      from.pipe(to);
      to.pipe(from);
    });
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    let dropped = 0;
    const dropping = setInterval(() => {
      dropped += sockets.size;
      for (const one of sockets) one.destroy();
    }, 200);
    const text = readFileSync(kubeconfig, 'utf8').replace(url, `https://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    const file = join(mkdtempSync(join(tmpdir(), 'deployc-apply-')), 'kubeconfig');
    writeFileSync(file, text);
    const shaky = await open(file);
    const password = { kind: 'generate', length: source.at(24, 'generate(24)') } as const;
    const app = makeApp({ source, namespace: 'shaky', secrets: { api: { password } }, objects: [...Array.from({ length: 20 }, (_, i) => configMap('shaky', `c${i}`, { a: 'b' })), deployment({ source, namespace: 'shaky' })] });
    const plan = await planApply(shaky, app, { reader: reader() });
    const result = await runApply(shaky, app, plan, { reader: reader(), timeoutMs: 30_000 });
    clearInterval(dropping);
    await shaky.close();
    for (const one of sockets) one.destroy();
    proxy.close();
    expect(result).toMatchObject({ ok: true, notApplied: [] });
    // How many fall within the run depends on the speed of the machine; that some did is the point.
    expect(dropped).toBeGreaterThan(0);
    expect(await planApply(cluster, app, { reader: reader() })).toMatchObject({ empty: true });
  }, 60_000);

  it('knows the server it talks to', () => {
    expect(cluster).toMatchObject({ context: 'test', server: url, serverVersion: expect.stringMatching(/^v1\.\d+\.\d+/) });
  });
});
