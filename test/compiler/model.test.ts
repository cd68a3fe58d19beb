// What the shop of the README becomes: its twelve requirements, each on the compiled objects; what is secure without being
// asked for; and where values come from. Facts are looked up in objects, not in texts, so a change of layout breaks nothing here.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { NodeHost } from '../../src/cli/node-host.js';
import type { ManifestObject } from '../../src/compiler/emit/artifact.js';
import { isTraced, originAt, unwrap, type Tree } from '../../src/compiler/emit/tree.js';
import { objectsInOrder } from '../../src/compiler/emit/kubernetes/index.js';
import type { Origin } from '../../src/compiler/model/origin.js';
import { compile, type CompileResult } from '../../src/compiler/program.js';
import { VERSION } from '../../src/compiler/version.js';
import { positionOf } from '../../src/diagnostics/index.js';
import { compileText, dep } from '../helpers/dep.js';

/** A Kubernetes object as a test looks at it. */
type Json = any; // eslint-disable-line @typescript-eslint/no-explicit-any -- members of many kinds, looked at one by one

const root = join(import.meta.dirname, '../..');
const sample = (name: string): CompileResult => compile({ entry: 'app.dep', host: new NodeHost(join(root, 'samples', name)) });
const objectsOf = (result: CompileResult): readonly ManifestObject[] => result.artifacts.flatMap(({ objects }) => objects);

function find(result: CompileResult, kind: string, name: string): ManifestObject {
  const object = objectsOf(result).find((one) => one.kind === kind && one.name === name);
  if (object === undefined) throw new Error(`there is no ${kind}/${name}`);
  return object;
}

const plain = (result: CompileResult, kind: string, name: string): Json => unwrap(find(result, kind, name).tree);

const shop = sample('shop');
const web = plain(shop, 'Deployment', 'web');
const db = plain(shop, 'StatefulSet', 'db');
const [container] = web.spec.template.spec.containers;
const [postgres] = db.spec.template.spec.containers;
const env = (of: Json, name: string): Json => of.env.find((one: Json) => one.name === name);

describe('the shop', () => {
  it('1: is built from source', () => {
    expect(shop.model?.images.map(({ name }) => name.value)).toEqual(['web']);
    const dockerfile = shop.artifacts.find(({ path }) => path === 'docker/web.Dockerfile')?.text ?? '';
    expect(dockerfile).toContain('npm ci');
    const bake = JSON.parse(shop.artifacts.find(({ kind }) => kind === 'bake')?.text ?? '') as Json;
    expect(bake.target.web.tags).toEqual([container.image]);
    expect(container.image).toMatch(/^ghcr\.io\/acme\/web:[0-9a-f]{12}$/);
  });

  it('2: has at least two replicas', () => expect(plain(shop, 'HorizontalPodAutoscaler', 'web').spec).toMatchObject({ minReplicas: 2, maxReplicas: 6 }));

  it('3: is reached under its host', () => {
    const [rule] = plain(shop, 'Ingress', 'web').spec.rules;
    const [port] = plain(shop, 'Service', 'web').spec.ports;
    expect(rule).toMatchObject({ host: 'shop.example.com', http: { paths: [{ path: '/', backend: { service: { name: 'web', port: { name: port.name } } } }] } });
    expect(port).toMatchObject({ port: 3000, targetPort: container.ports[0].name });
    expect(container.ports[0].containerPort).toBe(3000);
    expect(env(container, 'PORT').value).toBe('3000');
  });

  it('4: gets host, port, name and user of the database', () => {
    const service = plain(shop, 'Service', 'db');
    expect(env(container, 'DB_HOST').value).toBe(service.metadata.name);
    expect(env(container, 'DB_PORT').value).toBe(String(service.spec.ports[0].port));
    expect(env(container, 'DB_NAME').value).toBe(env(postgres, 'POSTGRES_DB').value);
    expect(env(container, 'DB_USER').value).toBe(env(postgres, 'POSTGRES_USER').value);
  });

  it('5: gets the password through the Secret that the database has', () => {
    expect(env(container, 'DB_PASSWORD').valueFrom).toEqual(env(postgres, 'POSTGRES_PASSWORD').valueFrom);
    expect(env(container, 'DB_PASSWORD').valueFrom.secretKeyRef).toEqual({ name: 'db-admin', key: 'password' });
    expect(env(container, 'DB_URL').value).toBe('postgres://app:$(DB_PASSWORD)@db:5432/shop');
    // A variable may only be used by those behind it.
    const order = container.env.map(({ name }: Json) => name);
    expect(order.indexOf('DB_PASSWORD')).toBeLessThan(order.indexOf('DB_URL'));
  });

  it('6: has its password in no file', () => {
    expect(objectsOf(shop).filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(shop.model?.secrets.map((secret) => ({ name: secret.name.value, keys: secret.entries.map(({ key, source }) => [key.value, source.kind]) }))).toEqual([{ name: 'db-admin', keys: [['password', 'generate']] }]);
  });

  it('7: has a Postgres that can start: its user may write where it writes', () => {
    expect(db.spec.template.spec.securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 999, fsGroup: 999 });
    expect(postgres.securityContext.readOnlyRootFilesystem).toBe(true);
    expect(postgres.volumeMounts.map(({ mountPath }: Json) => mountPath).sort()).toEqual(['/tmp', '/var/lib/postgresql/data', '/var/run/postgresql']);
    // initdb refuses a folder that holds lost+found.
    expect(env(postgres, 'PGDATA').value).toBe('/var/lib/postgresql/data/pgdata');
    expect(plain(shop, 'Service', 'db').spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(db.spec.serviceName).toBe('db');
  });

  it('8: keeps its data on 10Gi', () => {
    expect(db.spec.volumeClaimTemplates).toHaveLength(1);
    expect(db.spec.volumeClaimTemplates[0]).toMatchObject({ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } } });
  });

  it('9: has three probes that differ in patience', () => {
    const { startupProbe, readinessProbe, livenessProbe } = container;
    for (const probe of [startupProbe, readinessProbe, livenessProbe]) expect(probe.httpGet).toEqual({ path: '/healthz', port: 'http' });
    const patience = (probe: Json): number => probe.periodSeconds * probe.failureThreshold;
    expect(patience(readinessProbe)).toBeLessThan(patience(livenessProbe));
    expect(patience(livenessProbe)).toBeLessThan(patience(startupProbe));
  });

  it('10: scales without a fight over replicas', () => {
    expect(web.spec).not.toHaveProperty('replicas');
    expect(plain(shop, 'HorizontalPodAutoscaler', 'web').spec).toMatchObject({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
    });
  });

  it('11: has requests and limits, and no cpu limit that nobody asked for', () => {
    expect(container.resources).toEqual({ requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } });
  });

  it('12: is updated after its database', () => {
    expect(shop.model?.edges).toEqual(expect.arrayContaining([expect.objectContaining({ from: 'web', to: 'db', kind: 'reference' })]));
    if (shop.model === undefined) throw new Error('no model');
    const order = objectsInOrder(shop.model, objectsOf(shop)).map(({ kind, name }) => `${kind}/${name}`);
    expect(order.indexOf('StatefulSet/db')).toBeLessThan(order.indexOf('Deployment/web'));
    expect(order[0]).toBe('Namespace/shop');
  });
});

const samples = readdirSync(join(root, 'samples')).sort();
const compiled = new Map(samples.map((name) => [name, sample(name)]));
const pods = samples.flatMap((name) => objectsOf(compiled.get(name)!).flatMap(({ kind, name: object, tree }) => {
  const body = unwrap(tree) as Json;
  const pod = kind === 'CronJob' ? body.spec.jobTemplate.spec.template : body.spec?.template;
  return pod === undefined ? [] : [{ title: `${name}: ${kind}/${object}`, pod: pod.spec as Json, kind, object, sample: name }];
}));

describe('without being asked', () => {
  it.each(pods)('$title is held back', ({ pod, sample: from }) => {
    expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
    expect(pod.securityContext.seccompProfile).toEqual({ type: 'RuntimeDefault' });
    expect(pod.serviceAccountName).toMatch(/./);
    for (const one of [...pod.containers, ...(pod.initContainers ?? [])]) {
      const security = { ...pod.securityContext, ...one.securityContext };
      expect(security).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true });
      expect(security).not.toHaveProperty('privileged');
      expect(one.resources?.limits?.cpu).toBeUndefined();
      // The agent says `user root`, and has to.
      expect(security.runAsUser === 0).toBe(from === 'agent');
      expect(security.runAsNonRoot).toBe(from !== 'agent');
      expect(security.runAsGroup).toEqual(expect.any(Number));
      expect(security.runAsGroup === 0).toBe(from === 'agent');
    }
  });

  it.each(samples)('%s: its namespace is held to the level that its pods meet', (name) => {
    const labels = plain(compiled.get(name)!, 'Namespace', compiled.get(name)?.model?.namespace.name.value ?? '').metadata.labels;
    expect(labels['pod-security.kubernetes.io/enforce']).toBe(name === 'agent' ? 'privileged' : 'restricted');
  });

  it('two replicas or more are spread, and kept while nodes are emptied', () => {
    expect(web.spec.template.spec.topologySpreadConstraints).toEqual([expect.objectContaining({ topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' })]);
    expect(plain(shop, 'PodDisruptionBudget', 'web').spec.maxUnavailable).toBe(1);
    expect(db.spec.template.spec).not.toHaveProperty('topologySpreadConstraints');
    expect(() => find(shop, 'PodDisruptionBudget', 'db')).toThrow();
  });

  it.each([['1', false], ['0', false], ['2', true], ['1..1', false], ['1..3', true], ['2..3', true]] as const)('replicas %s: a budget and a spread: %s', (replicas, kept) => {
    const result = compileText(`app demo\nservice web { image "ghcr.io/acme/web:1", port 3000, cpu 100m, replicas ${replicas} }\n`);
    expect(result.ok).toBe(true);
    expect(objectsOf(result).some(({ kind }) => kind === 'PodDisruptionBudget')).toBe(kept);
    expect(plain(result, 'Deployment', 'web').spec.template.spec.topologySpreadConstraints !== undefined).toBe(kept);
  });

  it('every object says what it belongs to, and selectors say no more than they must', () => {
    for (const name of samples) for (const object of objectsOf(compiled.get(name)!)) {
      expect((unwrap(object.tree) as Json).metadata.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'deployc', 'app.kubernetes.io/part-of': compiled.get(name)?.model?.name.value });
    }
    expect(web.spec.selector.matchLabels).toEqual({ 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'web' });
  });

  it('a config has its content in its name, unless it is stable', () => {
    const name = (text: string, how = ''): string => compileText(`app demo\nconfig settings ${how}{ A = "${text}" }\nworker w { image "redis:8.2", env from settings }\n`).model?.configs[0]?.objectName.value ?? '';
    expect(name('1')).toMatch(/^settings-[0-9a-f]{10}$/);
    expect(name('1')).not.toBe(name('2'));
    expect(name('1', 'stable ')).toBe('settings');
  });

  it('lets a program without root listen on a low port, and only then', () => {
    const sysctls = (image: string, port: string): Json => plain(compileText(`app demo\nservice w { image "${image}", port ${port} }\n`), 'Deployment', 'w').spec.template.spec.securityContext.sysctls;
    expect(sysctls('nginx:1.27', '80')).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }]);
    expect(sysctls('nginxinc/nginx-unprivileged:1.27', '80 -> 8080')).toBeUndefined();
    expect(plain(compileText('app demo\nservice w { image "nginx:1.27", port 80, user root }\n'), 'Deployment', 'w').spec.template.spec.securityContext.sysctls).toBeUndefined();
  });
});

describe('origins', () => {
  /** `app.dep:11:12`, `default RULE`, or `RULE (…)`. */
  const show = (origin: Origin | undefined, result: CompileResult): string => {
    switch (origin?.kind) {
      case undefined: return 'nothing';
      case 'default': return `default ${origin.rule}`;
      case 'derived': return `${origin.rule} (${origin.from.map((one) => show(one, result)).join(', ')})`;
      case 'source': {
        const file = result.sources.get(origin.span.file)!;
        const { line, column } = positionOf(file, origin.span.start);
        const via = (origin.via ?? []).map(({ what, span }) => ` via ${what} at ${positionOf(result.sources.get(span.file)!, span.start).line}`).join('');
        return `${origin.span.file}:${line}:${column}${via}`;
      }
    }
  };
  const at = (kind: string, name: string, pointer: string): string => show(originAt(find(shop, kind, name).tree, pointer), shop);
  const lineOf = (file: string, text: string): number => (shop.sources.get(file)?.text.split('\n').findIndex((one) => one.includes(text)) ?? -1) + 1;
  const line = (text: string): number => lineOf('app.dep', text);
  const libraryLine = (text: string): number => lineOf('<stdlib>/postgres.dep', text);

  it.each([
    ['HorizontalPodAutoscaler', 'web', '/spec/minReplicas', `app.dep:${line('replicas')}:12`],
    ['HorizontalPodAutoscaler', 'web', '/spec/metrics/0/resource/target/averageUtilization', `app.dep:${line('replicas')}:24`],
    ['Deployment', 'web', '/spec/template/spec/containers/0/resources/limits/memory', `app.dep:${line('memory')}:17`],
    ['Deployment', 'web', '/spec/template/spec/containers/0/readinessProbe/httpGet/path', `app.dep:${line('health')}:10`],
    ['Ingress', 'web', '/spec/rules/0/host', `app.dep:${line('host')}:8`],
    ['Deployment', 'web', '/spec/strategy/rollingUpdate/maxUnavailable', 'default rollout'],
    ['Deployment', 'web', '/spec/template/spec/terminationGracePeriodSeconds', 'default stop-grace'],
    ['Deployment', 'web', '/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem', 'default read-only-root'],
    ['Deployment', 'web', '/spec/template/spec/automountServiceAccountToken', 'default no-token'],
    ['StatefulSet', 'db', '/spec/volumeClaimTemplates/0/spec/resources/requests/storage', `app.dep:${line('postgres')}:23`],
    ['StatefulSet', 'db', '/spec/template/spec/containers/0/env/1/value', `<stdlib>/postgres.dep:${libraryLine('POSTGRES_USER')}:23 via instance \`db\` of \`postgres\` at ${line('postgres')}`],
  ] as const)('%s/%s %s', (kind, name, pointer, expected) => expect(at(kind, name, pointer)).toBe(expected));

  it('are told of what was worked out', () => {
    expect(at('Deployment', 'web', '/spec/template/spec/containers/0/image')).toMatch(/^registry, name and tag \(app\.dep:2:10, .*hash/);
    expect(at('Service', 'web', '/spec/ports/0/port')).toContain(`app.dep:${line('port 3000')}:8`);
    expect(at('StatefulSet', 'db', '/spec/template/spec/securityContext/runAsUser')).toContain('postgres');
  });

  /** Fields with one value in all of our output: there is nothing to tell. */
  const constant = /\/(apiVersion|kind|type|topologyKey|whenUnsatisfiable|pathType|clusterIP|publishNotReadyAddresses|podManagementPolicy)$/;

  it.each(samples)('%s: no leaf of a manifest is without one', (name) => {
    const result = compiled.get(name)!;
    const bare: string[] = [];
    const visit = (tree: Tree | undefined, object: ManifestObject, pointer: string): void => {
      if (tree === undefined || isTraced(tree)) return;
      if (typeof tree === 'object' && tree !== null) {
        for (const [key, member] of Object.entries(tree)) visit(member as Tree, object, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
        return;
      }
      // A constant still answers: with the origin of what stands around it.
      if (!constant.test(pointer) || originAt(object.tree, pointer) === undefined) bare.push(`${object.kind}/${object.name}${pointer}`);
    };
    for (const object of objectsOf(result)) visit(object.tree, object, '');
    expect(bare).toEqual([]);
  });

  it.each(samples)('%s: no line of a manifest is without one', (name) => {
    for (const artifact of compiled.get(name)!.artifacts.filter(({ kind }) => kind === 'manifest')) {
      const lines = artifact.text.split('\n').slice(0, -1);
      const origins = artifact.lineOrigins();
      const bare = lines.filter((text, index) => origins[index] === undefined && !text.startsWith('#') && text !== '---');
      expect({ path: artifact.path, bare }).toEqual({ path: artifact.path, bare: [] });
    }
  });

  it('go back through an instance to the line that makes it', () => {
    const result = compileText(dep`
      app demo
      component cache {
        param size quantity = 64Mi
        stateful { image "redis:8.2", port 6379, memory size }
      }
      cache a
      cache b { size 128Mi }
    `);
    const memory = (name: string): string => show(originAt(find(result, 'StatefulSet', name).tree, '/spec/template/spec/containers/0/resources/requests/memory'), result);
    expect(memory('a')).toBe('app.dep:3:25 via instance `a` of `cache` at 6');
    expect(memory('b')).toBe('app.dep:7:16');
  });
});

describe('the version', () => {
  it('is that of package.json', () => {
    expect(VERSION).toBe((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string }).version);
  });

  it('has a chapter in CHANGELOG.md', () => {
    expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toMatch(new RegExp(`^## .*${VERSION.replaceAll('.', '\\.')}`, 'm'));
  });
});
