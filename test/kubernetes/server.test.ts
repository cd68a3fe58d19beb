// The manifests before judges: deployc's own validation, and a real API server with strict field validation. Also the
// changes that server-side apply is known to choke on, applied one after the other.

import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS } from '../../src/compiler/emit/kubernetes/kinds/index.js';
import { emitKubernetes, objectsInOrder } from '../../src/compiler/emit/kubernetes/index.js';
import { unwrap } from '../../src/compiler/emit/tree.js';
import type { ManifestObject } from '../../src/compiler/emit/artifact.js';
import type { AppModel, Workload } from '../../src/compiler/model/app-model.js';
import { validateObjects } from '../../src/compiler/validate/index.js';
import { describeServer, testServer } from '../control-plane/server.js';
import { app, claim, container, port, probe, w, workload } from './app.js';
import { DB, EVERYTHING, SHOP, WEB } from './models.js';

const PLURALS: Readonly<Record<string, string>> = { Ingress: 'ingresses' };

function pathOf(object: ManifestObject): string {
  const group = object.apiVersion.includes('/') ? `/apis/${object.apiVersion}` : `/api/${object.apiVersion}`;
  const space = object.namespace === undefined ? '' : `/namespaces/${object.namespace}`;
  return `${group}${space}/${PLURALS[object.kind] ?? `${object.kind.toLowerCase()}s`}/${object.name}`;
}

function inOrder(model: AppModel): readonly ManifestObject[] {
  return objectsInOrder(model, emitKubernetes(model, 'app.dep').flatMap((file) => file.objects));
}

it('every kind in the folder is in the table', () => {
  const files = readdirSync(new URL('../../src/compiler/emit/kubernetes/kinds', import.meta.url)).filter((name) => name !== 'index.ts');
  expect(KINDS.length).toBe(files.length);
  expect(new Set(inOrder(EVERYTHING).map((object) => object.kind))).toEqual(new Set(KINDS.map((module) => module.kind)));
});

describe('deployc itself', () => {
  it.each([['everything', EVERYTHING, '1.30'], ['shop', SHOP, '1.30'], ['shop on 1.29', { ...SHOP, kubernetes: { from: w('1.29'), to: w('1.36') } }, '1.29']] as const)('finds nothing wrong with %s', (_name, model, from) => {
    expect(validateObjects(inOrder(model), { from, to: '1.36' })).toEqual([]);
  });
});

const server = await testServer();

describeServer('a real API server', server, ({ admin }) => {
  beforeAll(async () => {
    await admin.post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'changes', labels: { 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/warn': 'restricted' } } });
  });

  async function apply(model: AppModel): Promise<readonly string[]> {
    const found: string[] = [];
    for (const object of inOrder(model)) {
      const answer = await admin.send('PATCH', `${pathOf(object)}?fieldManager=deployc&fieldValidation=Strict`, unwrap(object.tree), 'application/apply-patch+yaml');
      for (const warning of answer.warnings) found.push(`${object.kind}/${object.name}: warning ${String(warning)}`);
      if (answer.status >= 300) found.push(`${object.kind}/${object.name}: ${answer.status} ${String(answer.body['message'])}`);
    }
    return found;
  }

  it('takes everything without an error or a warning, and again', async () => {
    expect(await apply(EVERYTHING)).toEqual([]);
    expect(await apply(EVERYTHING)).toEqual([]);
  });

  const at = (...workloads: readonly Workload[]): AppModel => ({ ...app(workloads), namespace: { name: w('changes'), existing: w(true), podSecurity: w('restricted') } });
  const pod = (over: Parameters<typeof container>[0], more: Partial<Workload> = {}): AppModel => at(workload('service', { ...more, containers: [container({ ports: [port('http', 80)], ...over })] }));
  const http = probe({ kind: 'http', path: w('/'), port: w('http'), headers: {} });
  const grpc = probe({ kind: 'grpc', port: w(80) });
  const tcp = probe({ kind: 'tcp', port: w('http') });
  const volume = (source: Workload['volumes'][number]['source']): AppModel => pod({}, { volumes: [{ name: w('v'), source }] });

  it.each<readonly [string, ...AppModel[]]>([
    ['the kind of a probe', pod({ live: http }), pod({ live: grpc }), pod({ live: tcp }), pod({ live: probe({ kind: 'exec', command: [w('true')] }) }), pod({ live: http }), pod({})],
    ['the source of a volume', volume({ kind: 'config', config: w('c') }), volume({ kind: 'secret', secret: w('s') }), volume({ kind: 'memory' }), volume({ kind: 'existing-claim', claim: w('c') }), volume({ kind: 'config', config: w('c') }), pod({})],
    ['the rollout', pod({}), pod({}, { rollout: { kind: 'recreate', why: w('x') } }), pod({}, { rollout: { kind: 'rolling', surge: w(1), unavailable: w(0) } }), pod({})],
    ['how it is published', pod({}), pod({}, { publish: { type: w('LoadBalancer'), from: [w('10.0.0.0/8')] } }), pod({}, { publish: { type: w('NodePort'), nodePort: w(30081), from: [] } }), pod({})],
    ['what happens at its end', pod({}, { stop: { grace: w(30), drain: w(5) } }), pod({ stopFirst: [w('/bin/drain')] }), pod({})],
    ['how a variable is given', pod({ env: [{ name: w('A'), value: { kind: 'plain', value: w('x') } }] }), pod({ env: [{ name: w('A'), value: { kind: 'secret', secret: w('s'), key: w('k') } }] }), pod({ env: [{ name: w('A'), value: { kind: 'plain', value: w('x') } }] })],
    ['who owns the replicas', at({ ...WEB, replicas: { kind: 'fixed', count: w(2) } }), at(WEB), at({ ...WEB, replicas: { kind: 'fixed', count: w(2) } })],
    ['the rollout of a daemon', ...[undefined, { kind: 'rolling' as const, surge: w(1) }, { kind: 'recreate' as const, why: w('x') }, undefined].map((rollout) => at(workload('daemon', { name: w('d'), ...(rollout === undefined ? {} : { rollout }) })))],
    ['a database: more replicas, outside', at(DB), at({ ...DB, replicas: { kind: 'fixed', count: w(3) }, publish: { type: w('LoadBalancer'), from: [] } }), at(DB)],
    ['the labels of a database and its claims', at(DB), { ...at(DB), labels: { team: w('x') }, version: w('2') }],
  ])('takes a change of %s', async (_name, ...steps) => {
    for (const model of steps) expect(await apply(model)).toEqual([]);
  });

  it('refuses to change what is written once: the size of a template', async () => {
    expect(await apply(at(DB))).toEqual([]);
    const bigger = at({ ...DB, volumes: [{ name: w('data'), source: { kind: 'claim', claim: claim('data', '20Gi', { class: w('fast') }), perReplica: true } }] });
    expect((await apply(bigger)).join()).toContain('StatefulSet/db: 422');
  });
});
