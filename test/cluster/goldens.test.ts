// Every manifest that stands in test/golden, sent to a real API server as it stands there, byte for byte, read by the
// server's own YAML reader: strict fields, Pod Security enforced, no error, no warning, and the pods are really created.

import { expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { stageOf } from '../../src/cluster/order.js';
import type { Admin, Json } from '../control-plane/admin.js';
import { describeServer, testServer } from '../control-plane/server.js';

const server = await testServer();
const goldens = fileURLToPath(new URL('../golden', import.meta.url));

interface Document {
  readonly file: string;
  readonly text: string;
  readonly object: Json;
}

/** The documents of one sample's manifests, in the order in which they can be applied. */
function documents(sample: string): readonly Document[] {
  const folder = join(goldens, sample, 'kubernetes');
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml').sort();
  const all = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/^---$/m).map((text) => ({ file, text, object: parse(text) as Json })));
  return all.sort((a, b) => stageOf(a.object['kind']) - stageOf(b.object['kind']));
}

const samples = readdirSync(goldens, { withFileTypes: true }).filter((one) => one.isDirectory() && existsSync(join(goldens, one.name, 'kubernetes'))).map((one) => one.name).sort();

const paths = new Map<string, Json>();

/** The REST path of the object, by the server's own list of its kinds. */
async function pathOf(admin: Admin, { apiVersion, kind, metadata }: Json): Promise<string> {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const list = paths.get(root) ?? (await admin.get(root));
  paths.set(root, list);
  const resource = list['resources'].find((one: Json) => one['kind'] === kind && !one['name'].includes('/'));
  if (resource === undefined) throw new Error(`the server has no ${kind} in ${apiVersion}`);
  return `${root}${resource.namespaced ? `/namespaces/${metadata.namespace}` : ''}/${resource.name}/${metadata.name}`;
}

it('has samples', () => {
  expect(samples).toContain('shop');
});

describeServer('the goldens', server, ({ admin }) => {
  it.each(samples)('of %s are accepted without a warning', async (sample) => {
    const found: string[] = [];
    const all = documents(sample);
    expect(all.length).toBeGreaterThan(1);
    for (const { file, text, object } of all) {
      const path = await pathOf(admin, object);
      const answer = await admin.send('PATCH', `${path}?fieldManager=golden&fieldValidation=Strict&force=false`, text, 'application/apply-patch+yaml');
      if (answer.status >= 300) found.push(`${file} ${object['kind']} ${object['metadata'].name}: ${answer.status} ${answer.body['message']}`);
      found.push(...answer.warnings.map((warning) => `${file} ${object['kind']} ${object['metadata'].name}: warning: ${warning}`));
    }
    expect(found).toEqual([]);

    const namespaces = all.filter((one) => one.object['kind'] === 'Namespace');
    for (const { object } of namespaces) expect(object['metadata'].labels['pod-security.kubernetes.io/enforce']).toMatch(/^(restricted|baseline|privileged)$/);

    // Admission judges pods again when they are made: a quota, an account or Pod Security would show here only.
    const workloads = all.filter(({ object }) => ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'].includes(object['kind']));
    for (const { object } of workloads) expect(await podsOf(admin, object)).toBeGreaterThan(0);
  }, 60_000);
});

async function podsOf(admin: Admin, { kind, metadata }: Json): Promise<number> {
  const selector = encodeURIComponent(kind === 'Job' ? `batch.kubernetes.io/job-name=${metadata.name}` : `app.kubernetes.io/name=${metadata.name}`);
  for (let i = 0; i < 100; i++) {
    const { items } = await admin.get(`/api/v1/namespaces/${metadata.namespace}/pods?labelSelector=${selector}`);
    if (items.length > 0) return items.length;
    await sleep(200);
  }
  return 0;
}
