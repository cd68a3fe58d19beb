// The apps that several tests emit: a service with everything a service can have, a database, and one workload of every kind.

import type { AppModel, Workload } from '../../src/compiler/model/app-model.js';
import { app, claim, config, container, port, probe, texts, w, workload } from './app.js';

const rolling = { kind: 'rolling' as const, surge: w('25%'), unavailable: w(0) };

export const WEB: Workload = workload('service', {
  containers: [container({
    ports: [port('http', 80, 3000)],
    env: [
      { name: w('DB_USER'), value: { kind: 'secret', secret: w('db-user'), key: w('user') } },
      { name: w('LOG'), value: { kind: 'config', config: w('settings'), key: w('LOG_LEVEL') } },
      { name: w('PRICE'), value: { kind: 'plain', value: w('$(5)') } },
    ],
    cpu: { request: w('100m') },
    memory: { request: w('128Mi'), limit: w('256Mi') },
    mounts: [{ volume: w('settings'), path: w('/etc/app'), readOnly: w(true) }, { volume: w('tmp'), path: w('/tmp'), readOnly: w(false) }],
    startup: probe({ kind: 'http', path: w('/healthz'), port: w('http'), headers: {} }, { failures: w(30) }),
    ready: probe({ kind: 'http', path: w('/healthz'), port: w('http'), headers: texts({ 'X-B': '2', 'X-A': '1' }) }, { after: w(5) }),
  })],
  volumes: [{ name: w('settings'), source: { kind: 'config', config: w('settings') } }, { name: w('tmp'), source: { kind: 'ephemeral' } }],
  replicas: { kind: 'range', min: w(2), max: w(6), at: [{ resource: w('cpu'), utilization: w(70) }] },
  evict: w(1),
  spread: w(true),
  hosts: [
    { name: w('shop.example.com'), path: w('/'), port: w('http'), tls: w('cert') },
    { name: w('api.example.com'), path: w('/v1'), port: w('http') },
    { name: w('shop.example.com'), path: w('/api'), port: w('http'), tls: w('cert') },
  ],
  rollout: rolling,
  stop: { grace: w(30), drain: w(5) },
});

export const SHOP: AppModel = app([WEB], { version: w('1.4'), configs: [config('settings', { LOG_LEVEL: 'info', 'app.conf': 'a = 1\nb = 2\n' })] });

export const DB: Workload = workload('stateful', {
  name: w('db'),
  component: { instance: 'db', component: 'postgres' },
  containers: [container({ name: w('db'), image: w('postgres:17'), ports: [port('postgres', 5432)], mounts: [{ volume: w('data'), path: w('/var/lib/postgresql/data'), readOnly: w(false), subPath: w('data') }] })],
  volumes: [{ name: w('data'), source: { kind: 'claim', claim: claim('data', '10Gi', { class: w('fast') }), perReplica: true } }],
  replicas: { kind: 'fixed', count: w(1) },
  security: { nonRoot: w(true), user: w(999), group: w(999), volumeGroup: w(999), seccomp: w('RuntimeDefault'), token: w(false) },
});

const JOB = { retries: w(3), removeAfter: w(3600), restart: w('Never' as const) };
const named = (name: string, over: Parameters<typeof container>[0] = {}) => container({ name: w(name), image: w('busybox:1.37'), ...over });

/** One workload of every kind, every kind of volume, probe and port, in a namespace of its own. */
export const EVERYTHING: AppModel = app(
  [
    { ...WEB, name: w('api'), publish: { type: w('LoadBalancer'), from: [w('10.0.0.0/8')] } },
    { ...DB, publish: { type: w('NodePort'), nodePort: w(30432), from: [] } },
    workload('job', { name: w('migrate'), containers: [named('migrate', { command: [w('sh'), w('-c'), w('echo $$')] })], job: JOB }),
    workload('cron', { name: w('nightly'), containers: [named('nightly')], job: JOB, schedule: { cron: w('0 3 * * *'), timeZone: w('Asia/Taipei'), overlap: w('Forbid') } }),
    workload('daemon', {
      name: w('agent'),
      containers: [named('agent', { live: probe({ kind: 'exec', command: [w('true')] }) })],
      volumes: [{ name: w('logs'), source: { kind: 'host', path: w('/var/log') } }, { name: w('share'), source: { kind: 'nfs', server: w('srv'), path: w('/x') } }],
    }),
    WEB,
    workload('worker', {
      name: w('worker'),
      containers: [
        named('worker', { ready: probe({ kind: 'tcp', port: w('metrics') }), live: probe({ kind: 'grpc', port: w(9090) }), ports: [port('metrics', 9090)], mounts: [{ volume: w('cache'), path: w('/cache'), readOnly: w(false) }] }),
        named('second', { role: 'container', stopFirst: [w('/bin/drain')] }),
      ],
      sidecars: [named('proxy', { role: 'sidecar' })],
      inits: [named('wait', { role: 'init' })],
      replicas: { kind: 'fixed', count: w(3) },
      volumes: [
        { name: w('cache'), source: { kind: 'claim', claim: claim('worker-cache', '1Gi'), perReplica: false } },
        { name: w('uploads'), source: { kind: 'existing-claim', claim: w('uploads') } },
        { name: w('shm'), source: { kind: 'memory', size: w('64Mi') } },
        { name: w('tls'), source: { kind: 'secret', secret: w('tls'), items: [{ key: w('k'), path: w('p'), mode: w(0o400) }] } },
      ],
      rollout: { kind: 'recreate', why: w('x') },
    }),
  ],
  {
    namespace: { name: w('everything'), existing: w(false), podSecurity: w('privileged') },
    version: w('1.4'),
    labels: texts({ team: 'x' }),
    annotations: texts({ 'example.com/note': 'yes' }),
    configs: [config('settings', { LOG_LEVEL: 'info', 'app.conf': 'a = 1\nb = 2\n', odd: 'yes' }), config('lasting', { n: '012' }, true)],
    claims: [claim('uploads', '1Gi', { access: w('ReadWriteMany') })],
  },
);
