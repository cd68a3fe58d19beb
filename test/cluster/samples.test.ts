// Every sample from source to Ready on a real API server with simulated nodes, and a second plan that has nothing to do:
// what the server makes of our objects must not look like a change.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { openCluster, planApply, runApply, type Cluster } from '../../src/cluster/index.js';
import { describeServer, testServer } from '../control-plane/server.js';
import { compiledSample, reader } from './app.js';

const server = await testServer();
const folder = fileURLToPath(new URL('../../samples', import.meta.url));
const samples = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name).sort();
// Values for whatever a sample reads from the environment or a file.
const anything = { ...reader(), env: () => 'value', file: () => Buffer.from('value') };

it('has samples', () => {
  expect(samples).toContain('shop');
});

describeServer('samples', server, ({ kubeconfig }) => {
  let cluster: Cluster;

  beforeAll(async () => {
    const opened = await openCluster({ env: { KUBECONFIG: kubeconfig }, version: '0.1.0' });
    if (!opened.ok) throw new Error('no connection');
    cluster = opened.cluster;
  });
  afterAll(() => cluster.close());

  it.each(samples)('%s becomes ready, and a second plan is empty', async (sample) => {
    const app = compiledSample(join(folder, sample), `${sample}-again`);
    const plan = await planApply(cluster, app, { reader: anything });
    expect(plan.diagnostics).toEqual([]);
    expect(await runApply(cluster, app, plan, { reader: anything, timeoutMs: 60_000 })).toMatchObject({ ok: true, diagnostics: [], notApplied: [] });
    const second = await planApply(cluster, app, { reader: anything });
    expect(second.changes.filter((one) => one.action !== 'unchanged')).toEqual([]);
    expect(second).toMatchObject({ ok: true, empty: true });
  }, 90_000);
});
