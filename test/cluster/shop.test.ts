// samples/shop from source to Ready: compiled, applied to a real API server, its pods run by the simulated kubelet; then
// what is in the cluster is compared with the model, and a second apply changes nothing.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openCluster, planApply, runApply, type App, type Cluster, type ClusterEvent, type Plan, type ApplyResult } from '../../src/cluster/index.js';
import type { Json } from '../control-plane/admin.js';
import { describeServer, testServer } from '../control-plane/server.js';
import { compiledSample, reader } from './app.js';

const server = await testServer();
const folder = fileURLToPath(new URL('../../samples/shop', import.meta.url));
const namespace = 'shop-applied';

const compiled = (edit?: (text: string) => string): App => compiledSample(folder, namespace, edit);

describeServer('the shop', server, ({ admin, kubeconfig }) => {
  let cluster: Cluster;
  let app: App;
  let first: { readonly plan: Plan; readonly result: ApplyResult; readonly events: readonly ClusterEvent[] };

  async function apply(what: App): Promise<typeof first> {
    const events: ClusterEvent[] = [];
    const plan = await planApply(cluster, what, { reader: reader() });
    const result = await runApply(cluster, what, plan, { reader: reader(), timeoutMs: 60_000, onEvent: (event) => events.push(event) });
    return { plan, result, events };
  }

  const get = (path: string): Promise<Json> => admin.get(path.replace('$', `/namespaces/${namespace}`));

  beforeAll(async () => {
    const opened = await openCluster({ env: { KUBECONFIG: kubeconfig }, version: '0.1.0' });
    if (!opened.ok) throw new Error('no connection');
    cluster = opened.cluster;
    app = compiled();
    first = await apply(app);
  }, 90_000);
  afterAll(() => cluster.close());

  it('is applied without an error or a warning', () => {
    expect(first.plan).toMatchObject({ ok: true, diagnostics: [] });
    expect(first.result).toMatchObject({ ok: true, exitCode: 0, diagnostics: [], notApplied: [] });
    expect(first.result.applied.every((one) => one.action === 'created')).toBe(true);
  });

  it('has its database ready before the app is applied', () => {
    const told = first.events.flatMap((event) => (event.kind === 'applied' || event.kind === 'ready' ? [`${event.kind} ${event.object.kind} ${event.object.name}`] : []));
    const [applied, ready, web] = ['applied StatefulSet db', 'ready StatefulSet db', 'applied Deployment web'].map((one) => told.indexOf(one));
    expect(applied).toBeGreaterThan(-1);
    expect(ready).toBeGreaterThan(applied ?? 0);
    expect(web).toBeGreaterThan(ready ?? 0);
  });

  it('runs Ready pods on several nodes, the database with its volume', async () => {
    // The autoscaler raises the app to its minimum of two.
    let pods: Json[] = [];
    for (let i = 0; i < 60 && pods.length < 2; i++) {
      const { items } = await get('/api/v1$/pods?labelSelector=app.kubernetes.io/name%3Dweb');
      pods = (items as Json[]).filter((pod) => pod['status'].conditions?.some((one: Json) => one['type'] === 'Ready' && one['status'] === 'True'));
      await sleep(500);
    }
    expect(pods.length).toBeGreaterThanOrEqual(2);
    expect(new Set(pods.map((pod) => pod['spec'].nodeName)).size).toBe(pods.length);
    expect((await get('/api/v1$/persistentvolumeclaims/data-db-0')).status).toMatchObject({ phase: 'Bound', capacity: { storage: '10Gi' } });
  }, 60_000);

  it('has the autoscaler, budget, Service and Ingress that the model says', async () => {
    const web = app.model.workloads.find((one) => one.name.value === 'web');
    if (web?.replicas?.kind !== 'range') throw new Error('the model has no range of replicas');
    const hpa = await get('/apis/autoscaling/v2$/horizontalpodautoscalers/web');
    expect(hpa.spec).toMatchObject({
      minReplicas: web.replicas.min.value,
      maxReplicas: web.replicas.max.value,
      scaleTargetRef: { kind: 'Deployment', name: 'web' },
      metrics: web.replicas.at.map((target) => ({ resource: { name: target.resource.value, target: { averageUtilization: target.utilization.value } } })),
    });
    const budget = await get('/apis/policy/v1$/poddisruptionbudgets/web');
    expect(budget.spec.maxUnavailable).toBe(web.evict?.value);
    const service = await get('/api/v1$/services/web');
    expect(service.spec.ports).toMatchObject((web.containers[0]?.ports ?? []).map((port) => ({ port: port.port.value, name: port.name.value })));
    // The selectors find the pods, which is what they are for.
    const slices = await get('/apis/discovery.k8s.io/v1$/endpointslices?labelSelector=kubernetes.io/service-name%3Dweb');
    expect(slices.items.flatMap((slice: Json) => slice['endpoints'] ?? []).length).toBeGreaterThanOrEqual(1);
    const ingress = await get('/apis/networking.k8s.io/v1$/ingresses/web');
    expect(ingress.spec.rules.map((rule: Json) => rule['host'])).toEqual(web.hosts.map((host) => host.name.value));
    // The autoscaler owns the number of replicas: nobody may set it beside.
    const { metadata } = await get('/apis/apps/v1$/deployments/web');
    const owners = metadata.managedFields.filter((one: Json) => 'f:replicas' in (one['fieldsV1']['f:spec'] ?? {})).map((one: Json) => one['manager']);
    expect(owners).not.toContain('deployc');
  });

  it('makes the password once, and nowhere but in the Secret', async () => {
    const { data } = await get('/api/v1$/secrets/db-admin');
    const password = Buffer.from(data.password, 'base64').toString();
    expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(JSON.stringify([first, app])).not.toContain(password);
    const pod = await get('/api/v1$/pods/db-0');
    expect(pod.spec.containers[0].env).toContainEqual({ name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'db-admin', key: 'password' } } });
  });

  it('changes nothing when it is applied again', async () => {
    const before = await get('/api/v1$/secrets/db-admin');
    const { plan, result } = await apply(compiled());
    expect(plan).toMatchObject({ ok: true, empty: true });
    expect(result.applied.map((one) => one.action)).toEqual(result.applied.map(() => 'unchanged'));
    expect((await get('/api/v1$/secrets/db-admin')).metadata.resourceVersion).toBe(before.metadata.resourceVersion);
  }, 60_000);

  it('keeps its pods when the number of replicas goes from a fixed one to the autoscaler', async () => {
    const fixed = compiled((text) => text.replace(/replicas 2\.\.6.*/, 'replicas 3'));
    expect((await apply(fixed)).result.ok).toBe(true);
    expect((await get('/apis/apps/v1$/deployments/web')).spec.replicas).toBe(3);
    expect((await apply(compiled())).result.ok).toBe(true);
    expect((await get('/apis/apps/v1$/deployments/web')).spec.replicas).toBe(3);
  }, 60_000);
});
