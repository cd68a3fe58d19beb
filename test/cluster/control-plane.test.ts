// The control plane that the cluster tests stand on: it is real, it schedules, and its simulated pods do what their
// annotation says. When this fails, look here before anywhere else in test/cluster.

import { expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeServer, testServer } from '../control-plane/server.js';

const server = await testServer();

describeServer('the control plane', server, ({ admin }) => {
  it('has three Ready nodes in three zones', async () => {
    const { items } = await admin.get('/api/v1/nodes');
    expect(items.map((node: { metadata: { labels: Record<string, string> } }) => node.metadata.labels['topology.kubernetes.io/zone'])).toEqual(['a', 'b', 'c']);
  });

  it.each([
    [undefined, 'Running', 'True'],
    ['never-ready', 'Running', 'False'],
    ['crash', 'Running', 'False'],
    ['image-missing', 'Pending', 'False'],
    ['config-error', 'Pending', 'False'],
    ['fail', 'Failed', 'False'],
  ])('runs a pod annotated %s', async (trouble, phase, ready) => {
    const name = trouble ?? 'fine';
    const annotations = trouble === undefined ? {} : { 'deployc.test/pod': trouble };
    await admin.post('/api/v1/namespaces/default/pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name, annotations }, spec: { automountServiceAccountToken: false, containers: [{ name: 'main', image: 'example.com/main:1' }] } });
    const seen = async (): Promise<unknown> => {
      const { status } = await admin.get(`/api/v1/namespaces/default/pods/${name}`);
      return [status.phase, status.conditions?.find((one: { type: string }) => one.type === 'Ready')?.status];
    };
    for (let i = 0; i < 50 && JSON.stringify(await seen()) !== JSON.stringify([phase, ready]); i++) await sleep(100);
    expect(await seen()).toEqual([phase, ready]);
    await admin.delete(`/api/v1/namespaces/default/pods/${name}`);
  });

  it('refuses a privileged pod in a restricted namespace', async () => {
    await admin.post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'restricted', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } });
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'root' }, spec: { containers: [{ name: 'main', image: 'example.com/main:1', securityContext: { privileged: true } }] } };
    const answer = await admin.send('POST', '/api/v1/namespaces/restricted/pods', pod);
    expect(answer.body).toMatchObject({ reason: 'Forbidden', message: expect.stringContaining('violates PodSecurity') });
  });
});
