// The parts of src/cluster that decide without a server: when something is ready or lost, what counts as a change, where a
// field is, and who waits for whom. Status objects here are shaped as real controllers write them.

import { describe, expect, it } from '@jest/globals';
import { codes } from '../../src/diagnostics/index.js';
import { diffObjects } from '../../src/cluster/diff.js';
import { exitCodes } from '../../src/cluster/exit.js';
import { pointerOf } from '../../src/cluster/fields.js';
import { healthOf } from '../../src/cluster/health.js';
import type { KubeObject } from '../../src/cluster/json.js';
import { applySetId } from '../../src/cluster/members.js';
import { workloadOrder } from '../../src/cluster/order.js';
import { newestPods, podTroubles } from '../../src/cluster/pods.js';
import { ApiError } from '../../src/cluster/errors.js';
import { randomText, withoutValues } from '../../src/cluster/secrets.js';
import type { AppModel, Edge } from '../../src/compiler/model/app-model.js';

const span = { file: 'app.dep', start: 0, end: 1 };
const applied = { uid: 'u', generation: 2, at: Date.parse('2026-01-01T00:01:00Z') };

function object(kind: string, spec: object, status: object, metadata: object = {}): KubeObject {
  return { apiVersion: 'apps/v1', kind, metadata: { name: 'web', uid: 'u', generation: 2, ...metadata }, spec, status } as KubeObject;
}

const available = [{ type: 'Available', status: 'True' }, { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' }];
const full = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3, conditions: available };
const deadline = (lastUpdateTime: string) => [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'timed out', lastUpdateTime }];

describe('readiness', () => {
  it.each<[string, KubeObject, object]>([
    ['a full Deployment', object('Deployment', { replicas: 3 }, full), { kind: 'ready' }],
    ['a status of the version before', object('Deployment', { replicas: 3 }, { ...full, observedGeneration: 1 }), { kind: 'waiting', state: 'its controller has not seen the change yet' }],
    ['no status yet', object('Deployment', { replicas: 3 }, {}), { kind: 'waiting' }],
    ['some pods updated', object('Deployment', { replicas: 3 }, { ...full, updatedReplicas: 1 }), { kind: 'waiting', state: '1 of 3 pods are updated' }],
    ['old pods left', object('Deployment', { replicas: 3 }, { ...full, replicas: 4 }), { kind: 'waiting', state: '1 old pods are still there' }],
    ['some pods available', object('Deployment', { replicas: 3 }, { ...full, availableReplicas: 2 }), { kind: 'waiting', state: '2 of 3 pods are available' }],
    ['no replicas wanted', object('Deployment', { replicas: 0 }, { observedGeneration: 2 }), { kind: 'ready' }],
    ['a paused rollout', object('Deployment', { paused: true }, { observedGeneration: 2 }), { kind: 'ready', note: 'its rollout is paused' }],
    ['a passed deadline', object('Deployment', {}, { observedGeneration: 2, conditions: deadline('2026-01-01T00:02:00Z') }), { kind: 'failing', grace: 0 }],
    ['a deadline passed before we applied', object('Deployment', {}, { observedGeneration: 2, conditions: deadline('2026-01-01T00:00:00Z') }), { kind: 'failing', grace: 10_000 }],
    ['another object of that name', object('Deployment', { replicas: 3 }, full, { uid: 'other' }), { kind: 'failing', failure: { problem: 'somebody deleted it and made another one' } }],
    ['an object that goes away', object('Deployment', { replicas: 3 }, full, { deletionTimestamp: '2026-01-01T00:00:00Z' }), { kind: 'failing' }],
    ['a full StatefulSet', object('StatefulSet', { replicas: 2 }, { observedGeneration: 2, replicas: 2, readyReplicas: 2, availableReplicas: 2, updatedReplicas: 2, currentRevision: 'b', updateRevision: 'b' }), { kind: 'ready' }],
    ['a StatefulSet between revisions', object('StatefulSet', { replicas: 2 }, { observedGeneration: 2, replicas: 2, readyReplicas: 2, availableReplicas: 2, updatedReplicas: 1, currentRevision: 'a', updateRevision: 'b' }), { kind: 'waiting', state: '1 of 2 pods are updated' }],
    ['a StatefulSet with a partition', object('StatefulSet', { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } }, { observedGeneration: 2, replicas: 3, readyReplicas: 3, availableReplicas: 3, updatedReplicas: 1, currentRevision: 'a', updateRevision: 'b' }), { kind: 'ready' }],
    ['a DaemonSet on all nodes', object('DaemonSet', {}, { observedGeneration: 2, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3 }), { kind: 'ready' }],
    ['a DaemonSet on some nodes', object('DaemonSet', {}, { observedGeneration: 2, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 1 }), { kind: 'waiting', state: 'it is available on 1 of 3 nodes' }],
    ['a DaemonSet on no node', object('DaemonSet', {}, { observedGeneration: 2, desiredNumberScheduled: 0 }), { kind: 'ready', note: 'no node matches it' }],
    ['a running Job', object('Job', {}, { active: 1, failed: 1 }), { kind: 'waiting', state: 'it is running, after 1 failed try' }],
    ['a complete Job', object('Job', {}, { conditions: [{ type: 'Complete', status: 'True' }] }), { kind: 'ready' }],
    ['a failed Job', object('Job', {}, { conditions: [{ type: 'Failed', status: 'True', reason: 'DeadlineExceeded', message: 'too long' }] }), { kind: 'failing', failure: { kind: 'job-failed', problem: 'DeadlineExceeded: too long' } }],
    ['a lost claim', object('PersistentVolumeClaim', {}, { phase: 'Lost' }), { kind: 'failing' }],
  ])('of %s', (_, seen, expected) => {
    expect(healthOf(seen, applied)).toMatchObject(expected);
  });
});

describe('pods', () => {
  const owned = (uid: string, labels: object = {}, status: object = {}): KubeObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `of-${uid}`, labels, ownerReferences: [{ uid, kind: '', name: '' }] }, status } as unknown as KubeObject);
  const waiting = (reason: string, message = reason, more: object = {}): object => ({ containerStatuses: [{ name: 'web', image: 'example.com/web:1', restartCount: 0, state: { waiting: { reason, message } }, ...more }] });

  it('of the newest revision only', () => {
    const revision = (number: string, uid: string): KubeObject => ({ apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: uid, uid, annotations: { 'deployment.kubernetes.io/revision': number }, ownerReferences: [{ uid: 'u', kind: '', name: '' }] } } as unknown as KubeObject);
    const deployment = object('Deployment', {}, {}, { annotations: { 'deployment.kubernetes.io/revision': '2' } });
    expect(newestPods(deployment, [owned('old'), owned('new')], [revision('1', 'old'), revision('2', 'new')]).map((one) => one.metadata.name)).toEqual(['of-new']);
    const stateful = object('StatefulSet', {}, { updateRevision: 'web-b' });
    expect(newestPods(stateful, [owned('u', { 'controller-revision-hash': 'web-a' }), owned('u', { 'controller-revision-hash': 'web-b' })], [])).toHaveLength(1);
  });

  it.each<[string, object, boolean, readonly [string, number] | undefined]>([
    ['fine', { containerStatuses: [{ name: 'web', ready: true, restartCount: 0, state: { running: {} } }] }, false, undefined],
    ['an image that does not exist', waiting('ImagePullBackOff', 'rpc error: not found'), false, ['image', 2_000]],
    ['a registry that is slow', waiting('ErrImagePull', 'dial tcp: i/o timeout'), false, ['image', 120_000]],
    ['an image name that cannot be', waiting('InvalidImageName'), false, ['image', 0]],
    ['a missing key', waiting('CreateContainerConfigError', "couldn't find key a in Secret b"), false, ['not-created', 15_000]],
    ['a kubelet that is behind', waiting('CreateContainerConfigError', 'failed to sync secret cache: timed out'), false, ['not-created', 60_000]],
    ['a crash loop', waiting('CrashLoopBackOff', '', { lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }), false, ['crash', 1_000]],
    ['a crash loop in a Job, which tries again', waiting('CrashLoopBackOff'), true, undefined],
    ['one restart', { containerStatuses: [{ name: 'web', ready: false, restartCount: 1, state: { running: {} } }] }, false, undefined],
    ['two restarts and not ready', { containerStatuses: [{ name: 'web', ready: false, restartCount: 2, state: { running: {} } }] }, false, ['crash', 10_000]],
    ['two restarts, long ago', { containerStatuses: [{ name: 'web', ready: true, restartCount: 2, state: { running: {} } }] }, false, undefined],
    ['an init container that crashes', { initContainerStatuses: [{ name: 'init', restartCount: 3, state: { waiting: { reason: 'CrashLoopBackOff' } } }] }, false, ['crash', 1_000]],
    ['no node', { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes' }] }, false, ['fits-nowhere', 60_000]],
  ])('with %s', (_, status, isJob, expected) => {
    const [trouble] = podTroubles([owned('u', {}, status)], isJob);
    expect(trouble && [trouble.failure.kind, trouble.grace]).toEqual(expected);
  });
});

describe('differences', () => {
  const config = (data: object, metadata: object = {}): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ...metadata }, data } as unknown as KubeObject);
  const pod = (...env: readonly object[]): KubeObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { env } } as unknown as KubeObject);

  it('leave out what the server sets', () => {
    expect(diffObjects(config({}, { resourceVersion: '1', uid: 'a', managedFields: [1] }), config({}, { resourceVersion: '2', uid: 'b', generation: 3 }))).toEqual([]);
  });

  it('match list items by what identifies them', () => {
    const one = { name: 'A', value: '1' };
    const changes = diffObjects(pod(one, { name: 'B', value: '2' }), pod({ name: 'C', value: '3' }, one, { name: 'B', value: '4' }));
    expect(changes.map((change) => change.path).sort()).toEqual(['spec.env[B].value', 'spec.env[C]']);
  });

  it('never show a secret', () => {
    const secret = (value: string): KubeObject => ({ ...config({ password: value }), kind: 'Secret' });
    const all = [
      ...diffObjects(secret('aHVudGVyMg=='), secret('aHVudGVyMw==')),
      ...diffObjects(pod({ name: 'DB_PASSWORD', value: 'hunter2' }), pod({ name: 'DB_PASSWORD', value: 'hunter3' })),
      ...diffObjects(pod(), pod({ name: 'API_TOKEN', value: 'hunter2' })),
      ...diffObjects(pod({ name: 'URL', value: 'db://u:hunter2@db/x' }), pod({ name: 'URL', value: 'db://db/x' })),
    ];
    expect(all.map((one) => one.path)).toEqual(['data.password', 'spec.env[DB_PASSWORD].value', 'spec.env[API_TOKEN]', 'spec.env[URL].value']);
    expect(all[0]).toEqual({ path: 'data.password', before: { kind: 'secret', bytes: 12 }, after: { kind: 'secret', bytes: 12 } });
    expect(JSON.stringify(all)).not.toMatch(/hunter|aHVu/);
  });
});

describe('field paths', () => {
  const root = {
    metadata: { labels: { 'app.kubernetes.io/name': 'web' } },
    spec: { containers: [{ name: 'web', ports: [{ containerPort: 80 }], args: ['a'] }] },
    data: { 'a.b': 'x' },
  };
  it.each([
    ['.metadata.labels.app.kubernetes.io/name', '/metadata/labels/app.kubernetes.io~1name'],
    ['metadata.labels[app.kubernetes.io/name]', '/metadata/labels/app.kubernetes.io~1name'],
    ['spec.containers[0].args[0]', '/spec/containers/0/args/0'],
    ['.spec.containers[name="web"].ports[containerPort=80,protocol="TCP"]', '/spec/containers/0/ports/0'],
    ['.spec.containers[name="web"].args[="a"]', '/spec/containers/0/args/0'],
    ['spec.containers[0].image', '/spec/containers/0'],
    ['data[a.b]', '/data/a.b'],
    ['', ''],
  ])('%s', (path, pointer) => {
    expect(pointerOf(path, root)).toBe(pointer);
  });
});

describe('order', () => {
  const model = (names: readonly string[], edges: readonly (readonly [string, string, Edge['kind']?])[], after: Readonly<Record<string, readonly string[]>> = {}): AppModel => ({
    workloads: names.map((value) => ({ name: { value }, after: (after[value] ?? []).map((other) => ({ value: other })) })),
    edges: edges.map(([from, to, kind = 'reference']) => ({ from, to, kind, span })),
  }) as unknown as AppModel;

  it.each<[string, AppModel, Readonly<Record<string, readonly string[]>>]>([
    ['a reference', model(['db', 'web'], [['web', 'db']]), { db: [], web: ['db'] }],
    ['a reference through a config', model(['db', 'web'], [['web', 'settings', 'mount'], ['settings', 'db']]), { db: [], web: ['db'] }],
    ['a written order', model(['a', 'b'], [], { b: ['a'] }), { a: [], b: ['a'] }],
    ['the same image, which is no order', model(['a', 'b'], [['b', 'a', 'build']]), { a: [], b: [] }],
    ['two that name each other', model(['a', 'b'], [['a', 'b'], ['b', 'a']]), { a: [], b: [] }],
    ['two that name each other, one of them first', model(['a', 'b'], [['a', 'b'], ['b', 'a']], { b: ['a'] }), { a: [], b: ['a'] }],
  ])('%s', (_, app, expected) => {
    expect(Object.fromEntries(workloadOrder(app))).toEqual(expected);
  });
});

it('computes ApplySet ids as kubectl does', () => {
  expect(applySetId({ apiVersion: 'v1', kind: 'Secret', name: 'my-set', namespace: 'test' })).toBe('applyset-0eFHV8ySqp7XoShsGvyWFQD3s96yqwHmzc4e0HR1dsY-v1');
  expect(applySetId({ apiVersion: 'v1', kind: 'ConfigMap', name: 'my-set', namespace: 'test' })).toBe('applyset-gixR4KUFBNRxOPyC-scYMHmBW0ziohNNkE_oCmTLycQ-v1');
});

it('makes secrets of letters and digits, all of them', () => {
  const text = randomText(20_000);
  expect(text).toMatch(/^[A-Za-z0-9]{20000}$/);
  expect(new Set(text).size).toBe(62);
  expect(randomText(24)).not.toBe(randomText(24));
});

it('takes secret values out of what a server quotes', () => {
  const value = Buffer.from('hunter2hunter2');
  const refused = new ApiError(422, { message: `Invalid value: "hunter2hunter2" (${value.toString('base64')})`, details: { causes: [{ field: 'data', message: 'not "hunter2hunter2"' }] } }, 'POST', '/');
  const clean = withoutValues(refused, [value]);
  expect([clean.code, clean.message, clean.causes]).toEqual([422, 'Invalid value: "(secret)" ((secret))', [{ reason: '', field: 'data', message: 'not "(secret)"' }]]);
});

it('gives every cluster error its exit code', () => {
  const errors = Object.values(codes).filter((one) => one.code.startsWith('DEP7') && one.severity === 'error').map((one) => one.code);
  expect(Object.keys(exitCodes).sort()).toEqual(errors.sort());
});
