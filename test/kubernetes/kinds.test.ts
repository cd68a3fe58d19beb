// Each kind of object from a hand-made model: short goldens of the text, and the rules that a golden alone would not show.

import { describe, expect, it } from '@jest/globals';
import { emitKubernetes, objectsInOrder, workloadPath } from '../../src/compiler/emit/kubernetes/index.js';
import { isIntact } from '../../src/compiler/emit/header.js';
import { originAt } from '../../src/compiler/emit/tree.js';
import { byDefault, spanOf } from '../../src/compiler/model/origin.js';
import type { AppModel, Workload } from '../../src/compiler/model/app-model.js';
import { app, claim, config, container, objectsOf, part, port, probe, secret, spanOfText, texts, w, workload } from './app.js';
import { DB, SHOP, WEB } from './models.js';

/** The text of one file without its header. */
function file(model: AppModel, path: string): string {
  const found = emitKubernetes(model, 'app.dep').find((one) => one.path === path);
  if (found === undefined) throw new Error(`no ${path} among ${emitKubernetes(model, 'app.dep').map((one) => one.path).join(', ')}`);
  return found.text.split('\n').slice(2).join('\n');
}

describe('the manifest of a service', () => {
  it('holds everything the service asks for', () => {
    expect(file(SHOP, 'kubernetes/web.yaml')).toBe(`apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
  namespace: shop
  labels:
    app.kubernetes.io/instance: shop
    app.kubernetes.io/managed-by: deployc
    app.kubernetes.io/name: web
    app.kubernetes.io/part-of: shop
    app.kubernetes.io/version: "1.4"
automountServiceAccountToken: false
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels:
    app.kubernetes.io/instance: shop
    app.kubernetes.io/managed-by: deployc
    app.kubernetes.io/name: web
    app.kubernetes.io/part-of: shop
    app.kubernetes.io/version: "1.4"
spec:
  selector:
    matchLabels:
      app.kubernetes.io/instance: shop
      app.kubernetes.io/name: web
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app.kubernetes.io/instance: shop
        app.kubernetes.io/managed-by: deployc
        app.kubernetes.io/name: web
        app.kubernetes.io/part-of: shop
    spec:
      serviceAccountName: web
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 30
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        runAsGroup: 1000
        seccompProfile:
          type: RuntimeDefault
      topologySpreadConstraints:
      - maxSkew: 1
        topologyKey: kubernetes.io/hostname
        whenUnsatisfiable: ScheduleAnyway
        labelSelector:
          matchLabels:
            app.kubernetes.io/instance: shop
            app.kubernetes.io/name: web
      containers:
      - name: web
        image: ghcr.io/acme/web:4f1c02ab91
        ports:
        - name: http
          containerPort: 3000
          protocol: TCP
        env:
        - name: DB_USER
          valueFrom:
            secretKeyRef:
              name: db-user
              key: user
        - name: LOG
          valueFrom:
            configMapKeyRef:
              name: settings-955719e601
              key: LOG_LEVEL
        - name: PRICE
          value: $$(5)
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
          limits:
            memory: 256Mi
        volumeMounts:
        - name: settings
          mountPath: /etc/app
          readOnly: true
        - name: tmp
          mountPath: /tmp
        startupProbe:
          httpGet:
            path: /healthz
            port: http
          periodSeconds: 10
          timeoutSeconds: 2
          failureThreshold: 30
        readinessProbe:
          httpGet:
            path: /healthz
            port: http
            httpHeaders:
            - name: X-A
              value: "1"
            - name: X-B
              value: "2"
          initialDelaySeconds: 5
          periodSeconds: 10
          timeoutSeconds: 2
          failureThreshold: 3
        lifecycle:
          preStop:
            sleep:
              seconds: 5
        securityContext:
          allowPrivilegeEscalation: false
          capabilities:
            drop:
            - ALL
          readOnlyRootFilesystem: true
      volumes:
      - name: settings
        configMap:
          name: settings-955719e601
      - name: tmp
        emptyDir: {}
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  labels:
    app.kubernetes.io/instance: shop
    app.kubernetes.io/managed-by: deployc
    app.kubernetes.io/name: web
    app.kubernetes.io/part-of: shop
    app.kubernetes.io/version: "1.4"
spec:
  selector:
    app.kubernetes.io/instance: shop
    app.kubernetes.io/name: web
  ports:
  - name: http
    port: 80
    targetPort: http
    protocol: TCP
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  labels:
    app.kubernetes.io/instance: shop
    app.kubernetes.io/managed-by: deployc
    app.kubernetes.io/name: web
    app.kubernetes.io/part-of: shop
    app.kubernetes.io/version: "1.4"
spec:
  tls:
  - secretName: cert
    hosts:
    - shop.example.com
  rules:
  - host: shop.example.com
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: web
            port:
              name: http
      - path: /api
        pathType: Prefix
        backend:
          service:
            name: web
            port:
              name: http
  - host: api.example.com
    http:
      paths:
      - path: /v1
        pathType: Prefix
        backend:
          service:
            name: web
            port:
              name: http
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
  namespace: shop
  labels:
    app.kubernetes.io/instance: shop
    app.kubernetes.io/managed-by: deployc
    app.kubernetes.io/name: web
    app.kubernetes.io/part-of: shop
    app.kubernetes.io/version: "1.4"
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 2
  maxReplicas: 6
  metrics:
  - type: Resource
    resource:
      name: cpu
      target:
        type: Utilization
        averageUtilization: 70
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
  namespace: shop
  labels:
    app.kubernetes.io/instance: shop
    app.kubernetes.io/managed-by: deployc
    app.kubernetes.io/name: web
    app.kubernetes.io/part-of: shop
    app.kubernetes.io/version: "1.4"
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/instance: shop
      app.kubernetes.io/name: web
`);
  });

  it('stands beside the configs and the list of files', () => {
    expect(emitKubernetes(SHOP, 'app.dep').map((one) => `${one.kind} ${one.path} ${isIntact(one.text)}`)).toEqual([
      'manifest kubernetes/configs.yaml ours', 'kustomization kubernetes/kustomization.yaml ours', 'manifest kubernetes/web.yaml ours',
    ]);
    expect(file(SHOP, 'kubernetes/configs.yaml')).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  name: settings-955719e601
  namespace: shop
  labels:
    app.kubernetes.io/instance: shop
    app.kubernetes.io/managed-by: deployc
    app.kubernetes.io/part-of: shop
    app.kubernetes.io/version: "1.4"
data:
  LOG_LEVEL: info
  app.conf: |
    a = 1
    b = 2
immutable: true
`);
    expect(file(SHOP, 'kubernetes/kustomization.yaml')).toBe(`apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
- configs.yaml
- web.yaml
`);
  });

  it('is the same for any order of what has no order', () => {
    const one = app([workload('service', { labels: texts({ b: '1', a: '2' }), annotations: texts({ y: '1', x: '2' }) })], { labels: texts({ team: 'x', area: 'y' }) });
    const other = app([workload('service', { labels: texts({ a: '2', b: '1' }), annotations: texts({ x: '2', y: '1' }) })], { labels: texts({ area: 'y', team: 'x' }) });
    expect(emitKubernetes(one, 'app.dep').map((artifact) => artifact.text)).toEqual(emitKubernetes(other, 'app.dep').map((artifact) => artifact.text));
  });
});

describe('origins', () => {
  it('reach every line of a file', () => {
    const artifact = emitKubernetes(SHOP, 'app.dep').find((one) => one.path === 'kubernetes/web.yaml');
    const lines = artifact?.text.split('\n').slice(0, -1) ?? [];
    const origins = artifact?.lineOrigins() ?? [];
    expect(origins.length).toBe(lines.length);
    expect(origins.slice(0, 2)).toEqual([undefined, undefined]);
    expect(lines.filter((_, index) => index >= 2 && origins[index] === undefined)).toEqual([]);
    const of = (line: string): unknown => {
      const origin = origins[lines.indexOf(line)];
      return origin === undefined ? undefined : spanOf(origin);
    };
    expect(of('  maxReplicas: 6')).toEqual(spanOfText('6'));
    expect(of('          containerPort: 3000')).toEqual(spanOfText('3000'));
    expect(origins[lines.indexOf('      enableServiceLinks: false')]).toMatchObject({ kind: 'default', rule: 'service links' });
    expect(origins[lines.indexOf('    app.kubernetes.io/version: "1.4"')]).toMatchObject({ kind: 'source', span: spanOfText('1.4') });
  });

  it('of what is worked out name what it was worked out from', () => {
    const object = emitKubernetes(SHOP, 'app.dep').flatMap((one) => one.objects).find((one) => one.kind === 'Deployment');
    const origin = object && originAt(object.tree, '/spec/template/spec/containers/0/env/1/valueFrom/configMapKeyRef/name');
    expect(origin).toMatchObject({ kind: 'derived', rule: 'the name of the ConfigMap' });
  });
});

describe('a namespace', () => {
  it('has the Pod Security level of the app in all three modes', () => {
    const model = app([], { namespace: { name: w('shop'), existing: w(false), podSecurity: w('baseline') }, labels: texts({ team: 'x' }), annotations: texts({ owner: 'y' }) });
    expect(file(model, 'kubernetes/namespace.yaml')).toBe(`apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    app.kubernetes.io/instance: shop
    app.kubernetes.io/managed-by: deployc
    app.kubernetes.io/part-of: shop
    pod-security.kubernetes.io/audit: baseline
    pod-security.kubernetes.io/enforce: baseline
    pod-security.kubernetes.io/warn: baseline
    team: x
  annotations:
    owner: "y"
`);
  });

  it('that exists is not made', () => {
    expect(Object.keys(objectsOf(app([])))).toEqual([]);
  });
});

describe('a stateful workload', () => {
  const objects = objectsOf(app([DB], { labels: texts({ team: 'x' }) }));

  it('has a headless Service under its name and claims per replica', () => {
    expect(Object.keys(objects)).toEqual(['ServiceAccount/db', 'StatefulSet/db', 'Service/db']);
    expect(part(objects['Service/db'], 'spec')).toEqual({
      clusterIP: 'None', publishNotReadyAddresses: true,
      selector: { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'db' },
      ports: [{ name: 'postgres', port: 5432, targetPort: 'postgres', protocol: 'TCP' }],
    });
    const { template: _, ...spec } = part(objects['StatefulSet/db'], 'spec') as Record<string, unknown>;
    expect(spec).toEqual({
      serviceName: 'db', replicas: 1, podManagementPolicy: 'OrderedReady',
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'db' } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      volumeClaimTemplates: [{
        metadata: { name: 'data', labels: { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'db' } },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, storageClassName: 'fast' },
      }],
    });
  });

  it('gives its volumes to its group, and has no volume where a template is', () => {
    expect(part(objects['StatefulSet/db'], 'spec.template.spec.securityContext')).toEqual({
      runAsNonRoot: true, runAsUser: 999, runAsGroup: 999, fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(part(objects['StatefulSet/db'], 'spec.template.spec.volumes')).toBeUndefined();
    expect(part(objects['StatefulSet/db'], 'spec.template.spec.containers.0.volumeMounts')).toEqual([{ name: 'data', mountPath: '/var/lib/postgresql/data', subPath: 'data' }]);
  });

  it('says which component it is', () => {
    expect(part(objects['StatefulSet/db'], 'metadata.labels')).toMatchObject({ 'app.kubernetes.io/component': 'postgres', team: 'x' });
    expect(part(objects['StatefulSet/db'], 'spec.template.metadata.labels')).toMatchObject({ 'app.kubernetes.io/component': 'postgres', team: 'x' });
  });

  it('is reached from outside through a second Service, for the headless one cannot be published', () => {
    const outside = objectsOf(app([{ ...DB, publish: { type: w('LoadBalancer'), from: [w('10.0.0.0/8')] }, hosts: [{ name: w('db.example.com'), path: w('/'), port: w('postgres') }] }]));
    expect(part(outside['Service/db'], 'spec.clusterIP')).toBe('None');
    expect(part(outside['Service/db-public'], 'spec')).toMatchObject({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] });
    expect(part(outside['Ingress/db'], 'spec.rules.0.http.paths.0.backend.service.name')).toBe('db-public');
  });

  it.each([
    ['partition and parallel', { kind: 'rolling' as const, partition: w(2), parallel: w(true) }, 'Parallel', { partition: 2 }],
    ['recreate, which it does anyway', { kind: 'recreate' as const, why: w('x') }, 'OrderedReady', { partition: 0 }],
  ])('rolls out with %s', (_name, rollout, policy, update) => {
    const spec = part(objectsOf(app([{ ...DB, rollout }]))['StatefulSet/db'], 'spec');
    expect(spec).toMatchObject({ podManagementPolicy: policy, updateStrategy: { type: 'RollingUpdate', rollingUpdate: update } });
  });
});

describe('a daemon', () => {
  it.each([
    ['nothing', undefined, { maxSurge: 0, maxUnavailable: 1 }],
    ['a surge', { kind: 'rolling' as const, surge: w('10%') }, { maxSurge: '10%', maxUnavailable: 0 }],
    ['unavailable pods', { kind: 'rolling' as const, surge: w(0), unavailable: w('20%') }, { maxSurge: 0, maxUnavailable: '20%' }],
    ['recreate', { kind: 'recreate' as const, why: w('x') }, { maxSurge: 0, maxUnavailable: '100%' }],
  ])('that says %s of its rollout', (_name, rollout, expected) => {
    const objects = objectsOf(app([workload('daemon', rollout === undefined ? {} : { rollout })]));
    expect(Object.keys(objects)).toEqual(['ServiceAccount/web', 'DaemonSet/web']);
    expect(part(objects['DaemonSet/web'], 'spec.updateStrategy')).toEqual({ type: 'RollingUpdate', rollingUpdate: expected });
    expect(part(objects['DaemonSet/web'], 'spec.replicas')).toBeUndefined();
  });
});

describe('jobs', () => {
  const rules = { retries: w(3), removeAfter: w(3600), restart: w('Never' as const) };

  it('say how often they retry, and when they go', () => {
    const objects = objectsOf(app([workload('job', { name: w('migrate'), job: rules })]));
    expect(Object.keys(objects)).toEqual(['ServiceAccount/migrate', 'Job/migrate']);
    expect(part(objects['Job/migrate'], 'spec')).toMatchObject({ backoffLimit: 3, ttlSecondsAfterFinished: 3600, template: { spec: { restartPolicy: 'Never' } } });
    expect(part(objects['Job/migrate'], 'spec.selector')).toBeUndefined();
  });

  it('on a schedule are CronJobs', () => {
    const nightly = workload('cron', { name: w('nightly'), job: rules, schedule: { cron: w('0 3 * * *'), timeZone: w('Asia/Taipei'), overlap: w('Forbid') } });
    const spec = part(objectsOf(app([nightly]))['CronJob/nightly'], 'spec');
    expect(spec).toMatchObject({ schedule: '0 3 * * *', timeZone: 'Asia/Taipei', concurrencyPolicy: 'Forbid', jobTemplate: { spec: { backoffLimit: 3, template: { spec: { restartPolicy: 'Never' } } } } });
    expect(part(spec, 'jobTemplate.metadata.labels')).toEqual(part(spec, 'jobTemplate.spec.template.metadata.labels'));
  });
});

describe('replicas and rollout of a Deployment', () => {
  it.each([
    ['a fixed number', { replicas: { kind: 'fixed' as const, count: w(3) } }, { replicas: 3 }],
    ['the numbers of the server, written out', {}, { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } } }],
    ['recreate', { rollout: { kind: 'recreate' as const, why: w('x') } }, { strategy: { type: 'Recreate' } }],
  ])('%s', (_name, over, expected) => {
    expect(part(objectsOf(app([workload('worker', over)]))['Deployment/web'], 'spec')).toMatchObject(expected);
  });

  it('leaves no rollingUpdate beside Recreate', () => {
    const strategy = part(objectsOf(app([workload('worker', { rollout: { kind: 'recreate', why: w('x') } })]))['Deployment/web'], 'spec.strategy');
    expect(strategy).toEqual({ type: 'Recreate' });
  });

  it('leaves replicas to the autoscaler, on several measures', () => {
    const range = { kind: 'range' as const, min: w(2), max: w(6), at: [{ resource: w('cpu' as const), utilization: w(70) }, { resource: w('memory' as const), utilization: w(80) }] };
    const objects = objectsOf(app([workload('worker', { replicas: range }), { ...DB, replicas: range }]));
    expect(part(objects['Deployment/web'], 'spec.replicas')).toBeUndefined();
    expect(part(objects['HorizontalPodAutoscaler/web'], 'spec.metrics.1.resource')).toEqual({ name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } });
    expect(part(objects['HorizontalPodAutoscaler/db'], 'spec.scaleTargetRef')).toEqual({ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db' });
  });
});

describe('a Service', () => {
  it.each([
    ['LoadBalancer', { type: w('LoadBalancer' as const), from: [w('10.0.0.0/8')] }, { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] }, undefined],
    ['LoadBalancer', { type: w('LoadBalancer' as const), from: [] }, { type: 'LoadBalancer' }, undefined],
    ['NodePort', { type: w('NodePort' as const), nodePort: w(30080), from: [] }, { type: 'NodePort' }, 30080],
  ])('as %s', (_name, publish, expected, nodePort) => {
    const spec = part(objectsOf(app([workload('service', { containers: [container({ ports: [port('http', 80), port('dns', 53, 5353, 'UDP')] })], publish })]))['Service/web'], 'spec');
    expect(spec).toMatchObject(expected);
    expect(part(spec, 'ports.0.nodePort')).toBe(nodePort);
    expect(part(spec, 'ports.1')).toEqual({ name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' });
    if (publish.from.length === 0) expect(part(spec, 'loadBalancerSourceRanges')).toBeUndefined();
  });

  it('has the ports of further containers and sidecars, not of init containers', () => {
    const pod = workload('service', {
      containers: [container({ ports: [port('http', 80)] }), container({ role: 'container', name: w('admin'), ports: [port('admin', 8081)] })],
      sidecars: [container({ role: 'sidecar', name: w('proxy'), ports: [port('proxy', 9000)] })],
      inits: [container({ role: 'init', name: w('wait'), ports: [port('none', 9999)] })],
    });
    expect(part(objectsOf(app([pod]))['Service/web'], 'spec.ports')).toMatchObject([{ name: 'http' }, { name: 'admin' }, { name: 'proxy' }]);
  });

  it('is not made for workers and for services without a port', () => {
    expect(Object.keys(objectsOf(app([workload('worker', { containers: [container({ ports: [port('metrics', 9090)] })] })])))).toEqual(['ServiceAccount/web', 'Deployment/web']);
    expect(Object.keys(objectsOf(app([workload('service')])))).toEqual(['ServiceAccount/web', 'Deployment/web']);
  });
});

describe('containers', () => {
  const spec = (over: Partial<Workload>, model: Partial<AppModel> = {}) => part(objectsOf(app([workload('service', over)], model))['Deployment/web'], 'spec.template.spec');

  it.each([
    ['a tcp probe', { kind: 'tcp' as const, port: w('http') }, { tcpSocket: { port: 'http' } }],
    ['a grpc probe', { kind: 'grpc' as const, port: w(9000) }, { grpc: { port: 9000 } }],
    ['an exec probe, in which $( is text', { kind: 'exec' as const, command: [w('sh'), w('-c'), w('echo $(id)')] }, { exec: { command: ['sh', '-c', 'echo $$(id)'] } }],
  ])('%s', (_name, action, expected) => {
    expect(part(spec({ containers: [container({ live: probe(action) })] }), 'containers.0.livenessProbe')).toEqual({ ...expected, periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 3 });
  });

  it('start init containers and sidecars in the order of the source', () => {
    const named = (role: 'init' | 'sidecar', name: string) => container({ role, name: w(name) });
    const both = spec({ inits: [named('init', 'app'), named('init', 'cpu')], sidecars: [named('sidecar', 'port'), named('sidecar', 'storage')] });
    expect(part(both, 'initContainers')).toMatchObject([{ name: 'app' }, { name: 'port', restartPolicy: 'Always' }, { name: 'cpu' }, { name: 'storage', restartPolicy: 'Always' }]);
    expect(part(both, 'initContainers.0.restartPolicy')).toBeUndefined();
    const unwritten = container({ role: 'init', name: byDefault('app', 'a rule', 'a reason') });
    expect(part(spec({ inits: [unwritten], sidecars: [named('sidecar', 'storage')] }), 'initContainers')).toMatchObject([{ name: 'storage' }, { name: 'app' }]);
  });

  it('have the rights that were given', () => {
    const security = { readOnlyRoot: w(false), escalation: w(true), privileged: w(true), capabilities: [w('SYS_TIME'), w('NET_ADMIN')], user: w(0), group: w(0), nonRoot: w(false) };
    expect(part(spec({ containers: [container({ security })] }), 'containers.0.securityContext')).toEqual({
      allowPrivilegeEscalation: true, capabilities: { add: ['NET_ADMIN', 'SYS_TIME'], drop: ['ALL'] }, privileged: true, readOnlyRootFilesystem: false, runAsNonRoot: false, runAsUser: 0, runAsGroup: 0,
    });
  });

  it('replace command and arguments, without Kubernetes replacing in them', () => {
    expect(part(spec({ containers: [container({ command: [w('sh'), w('-c')], args: [w('echo $(HOSTNAME) $$ $HOME $')] })] }), 'containers.0')).toMatchObject({ command: ['sh', '-c'], args: ['echo $$(HOSTNAME) $$$ $HOME $'] });
  });

  it.each([
    ['a drain of main and further containers with ports', { stop: { grace: w(30), drain: w(5) } }, '1.30', { sleep: { seconds: 5 } }],
    ['no drain before 1.30, where the server would drop it and refuse the rest', { stop: { grace: w(30), drain: w(5) } }, '1.29', undefined],
    ['none that was not asked for', {}, '1.30', undefined],
    ['none of no seconds', { stop: { grace: w(30), drain: w(0) } }, '1.30', undefined],
  ])('stop with %s', (_name, over, from, expected) => {
    const model = { kubernetes: { from: w(from), to: w('1.36') } };
    const pod = spec({ containers: [container({ ports: [port('http', 80)] }), container({ role: 'container', name: w('b') })], sidecars: [container({ role: 'sidecar', name: w('s'), ports: [port('p', 9)] })], ...over }, model);
    expect(part(pod, 'containers.0.lifecycle.preStop')).toEqual(expected);
    expect(part(pod, 'containers.1.lifecycle')).toBeUndefined();
    expect(part(pod, 'initContainers.0.lifecycle')).toBeUndefined();
  });

  it('run the command of the user first, as it was written', () => {
    const pod = spec({ containers: [container({ ports: [port('http', 80)], stopFirst: [w('/bin/drain'), w('$(x)')] })], stop: { grace: w(30), drain: w(5) } });
    expect(part(pod, 'containers.0.lifecycle')).toEqual({ preStop: { exec: { command: ['/bin/drain', '$(x)'] } } });
  });

  it('mount every kind of volume', () => {
    const volumes: Workload['volumes'] = [
      { name: w('a'), source: { kind: 'claim', claim: claim('web-a', '1Gi', { access: w('ReadWriteMany') }), perReplica: false } },
      { name: w('b'), source: { kind: 'existing-claim', claim: w('uploads') } },
      { name: w('c'), source: { kind: 'ephemeral', size: w('1Gi') } },
      { name: w('d'), source: { kind: 'memory', size: w('64Mi') } },
      { name: w('e'), source: { kind: 'host', path: w('/var/log') } },
      { name: w('f'), source: { kind: 'nfs', server: w('srv'), path: w('/x') } },
      { name: w('g'), source: { kind: 'config', config: w('in-the-cluster'), items: [{ key: w('k'), path: w('k.conf'), mode: w(0o400) }] } },
      { name: w('h'), source: { kind: 'secret', secret: w('tls'), items: [{ key: w('k'), path: w('p') }] } },
    ];
    expect(part(spec({ volumes }), 'volumes')).toEqual([
      { name: 'a', persistentVolumeClaim: { claimName: 'web-a' } },
      { name: 'b', persistentVolumeClaim: { claimName: 'uploads' } },
      { name: 'c', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'd', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
      { name: 'e', hostPath: { path: '/var/log' } },
      { name: 'f', nfs: { server: 'srv', path: '/x' } },
      { name: 'g', configMap: { name: 'in-the-cluster', items: [{ key: 'k', path: 'k.conf', mode: 256 }] } },
      { name: 'h', secret: { secretName: 'tls', items: [{ key: 'k', path: 'p' }] } },
    ]);
    const objects = objectsOf(app([workload('service', { volumes })], { claims: [claim('shared', '5Gi')] }));
    expect(part(objects['PersistentVolumeClaim/web-a'], 'spec')).toEqual({ accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } });
    expect(part(objects['PersistentVolumeClaim/shared'], 'spec.resources.requests.storage')).toBe('5Gi');
  });
});

describe('labels and annotations', () => {
  it('of the user win, except those that selectors and apply stand on', () => {
    const mine = texts({ 'app.kubernetes.io/part-of': 'suite', 'app.kubernetes.io/name': 'x', 'app.kubernetes.io/instance': 'x', 'app.kubernetes.io/managed-by': 'x', tier: 'front' });
    const object = objectsOf(app([workload('worker', { labels: mine, annotations: texts({ note: 'of web' }) })], { labels: texts({ tier: 'back' }), annotations: texts({ note: 'of shop', all: 'yes' }) }))['Deployment/web'];
    const expected = { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/managed-by': 'deployc', 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/part-of': 'suite', tier: 'front' };
    expect(part(object, 'metadata.labels')).toEqual(expected);
    expect(part(object, 'spec.template.metadata.labels')).toEqual(expected);
    expect(part(object, 'metadata.annotations')).toEqual({ all: 'yes', note: 'of web' });
    expect(part(object, 'spec.template.metadata.annotations')).toEqual({ all: 'yes', note: 'of web' });
  });

  it('replace pods when a config with a stable name changes', () => {
    const reads = workload('worker', { volumes: [{ name: w('c'), source: { kind: 'config', config: w('c') } }] });
    const hash = (text: string, stable: boolean) => part(objectsOf(app([reads], { configs: [config('c', { k: text }, stable), config('other', { k: 'v' }, true)] }))['Deployment/web'], 'spec.template.metadata.annotations');
    expect(hash('1', true)).toEqual({ 'deployc.dev/config-hash': expect.stringMatching(/^[0-9a-f]{10}$/) });
    expect(hash('1', true)).not.toEqual(hash('2', true));
    expect(hash('1', false)).toBeUndefined();
    expect(part(objectsOf(app([], { configs: [config('c', { k: '1' }, true)] }))['ConfigMap/c'], 'immutable')).toBeUndefined();
  });
});

describe('files and order', () => {
  it('never take the name of a file of their own', () => {
    const names = ['claims', 'configs', 'kustomization', 'namespace', 'web'];
    const paths = emitKubernetes(app(names.map((name) => workload('worker', { name: w(name) })), { claims: [claim('c', '1Gi')] }), 'app.dep').map((one) => one.path);
    expect(paths).toEqual(['kubernetes/claims.workload.yaml', 'kubernetes/claims.yaml', 'kubernetes/configs.workload.yaml', 'kubernetes/kustomization.workload.yaml', 'kubernetes/kustomization.yaml', 'kubernetes/namespace.workload.yaml', 'kubernetes/web.yaml']);
    expect(workloadPath('namespace')).toBe('kubernetes/namespace.workload.yaml');
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('apply what is referred to before what refers to it', () => {
    const shop: AppModel = {
      ...SHOP,
      namespace: { name: w('shop'), existing: w(false), podSecurity: w('restricted') },
      workloads: [{ ...WEB, name: w('api'), after: [w('zz-migrate')] }, DB, WEB, workload('job', { name: w('zz-migrate') })],
      claims: [claim('uploads', '1Gi')],
      secrets: [secret('db', 'password')],
      edges: [
        { from: 'zz-migrate', to: 'db', kind: 'reference', span: WEB.declared },
        { from: 'web', to: 'api', kind: 'reference', span: WEB.declared },
        { from: 'db', to: 'web', kind: 'build', span: WEB.declared },
        { from: 'web', to: 'settings', kind: 'mount', span: WEB.declared },
      ],
    };
    const objects = emitKubernetes(shop, 'app.dep').flatMap((one) => one.objects);
    const order = objectsInOrder(shop, objects).map((object) => `${object.kind}/${object.name}`);
    expect(order).toEqual([
      'Namespace/shop',
      'ServiceAccount/api', 'ServiceAccount/db', 'ServiceAccount/web', 'ServiceAccount/zz-migrate',
      'ConfigMap/settings-955719e601', 'PersistentVolumeClaim/uploads', 'Service/api', 'Service/db', 'Service/web',
      'StatefulSet/db', 'Job/zz-migrate', 'Deployment/api', 'Deployment/web',
      'HorizontalPodAutoscaler/api', 'Ingress/api', 'PodDisruptionBudget/api', 'HorizontalPodAutoscaler/web', 'Ingress/web', 'PodDisruptionBudget/web',
    ]);
    expect(objectsInOrder(shop, [...objects].reverse()).map((object) => `${object.kind}/${object.name}`)).toEqual(order);
  });
});
