// The same tables against a real API server (dry run, strict): it must refuse what we refuse and accept what we accept, for the
// mistakes, for thousands of mutants of the good objects, and for the levels of Pod Security.

import { expect, it } from '@jest/globals';
import type { Plain } from '../../src/compiler/emit/tree.js';
import { validateObjects } from '../../src/compiler/validate/index.js';
import type { PlainObject } from '../../src/compiler/validate/plain.js';
import { describeServer, testServer } from '../control-plane/server.js';
import { changed, good, mistakes, podSecurityCases, strictPod } from './manifests.js';

const plurals: Readonly<Record<string, string>> = { Ingress: 'ingresses', NetworkPolicy: 'networkpolicies' };

function pathOf(object: PlainObject, namespace = 'default'): string {
  const apiVersion = String(object['apiVersion']);
  const kind = String(object['kind']);
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const plural = plurals[kind] ?? `${kind.toLowerCase()}s`;
  return `${kind === 'Namespace' ? `${group}/namespaces` : `${group}/namespaces/${namespace}/${plural}`}?dryRun=All&fieldValidation=Strict`;
}

function weRefuse(object: PlainObject): boolean {
  const manifest = { apiVersion: String(object['apiVersion']), kind: String(object['kind']), name: 'web', owner: 'web', tree: object };
  return validateObjects([manifest], { from: '1.36', to: '1.36' }).some((one) => one.severity === 'error');
}

/** Where we differ on purpose: the mutants whose title matches, and why. */
const stricter: readonly (readonly [RegExp, string])[] = [
  [/(ports|ports\/0\/name|httpGet\/port|tcpSocket\/port) = /, 'a probe of a port that is not there never succeeds'],
  [/sleep(\/seconds)? = /, 'a sleep of 0 is refused before 1.33'],
  [/topologyKey = /, 'no node has such a label'],
  [/PodDisruptionBudget \/metadata\/name = /, 'the server does not look at the name of a budget'],
  [/Service \/metadata\/name|service\/name/, 'a name that begins with a digit is refused before 1.36'],
];

/** The places of an object, as JSON pointers. */
function placesOf(value: Plain, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  const below = Object.entries(value).flatMap(([key, member]) => placesOf(member as Plain, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  return pointer === '' ? below : [pointer, ...below];
}

const values: readonly (Plain | undefined)[] = [undefined, 'x y', -1, true, {}];

function mutants(): readonly (readonly [string, PlainObject])[] {
  return Object.entries(good).flatMap(([kind, object]) => placesOf(object).flatMap((place) => {
    if (/^\/(apiVersion|kind|metadata\/namespace)/.test(place)) return [];
    // The pod template is the Deployment's and the Job's.
    if (/^(StatefulSet|DaemonSet|CronJob)$/.test(kind) && place.includes('/template/')) return [];
    return values.flatMap((value) => (value === undefined && /\/\d+$/.test(place) ? [] : [[`${kind} ${place} = ${JSON.stringify(value)}`, changed(object, { [place]: value })] as const]));
  }));
}

const server = await testServer();

describeServer('what the server says', server, ({ admin }) => {
  it.each(Object.entries(good))('%s is accepted', async (_, object) => {
    const { status, warnings } = await admin.send('POST', pathOf(object), object);
    expect([status, warnings]).toEqual([201, []]);
  });

  it('refuses the mistakes of the table', async () => {
    for (const mistake of mistakes) {
      const object = changed(good[mistake.base], mistake.change);
      const { status } = await admin.send('POST', pathOf(object), object);
      expect([mistake.title, status >= 400 && status < 500]).toEqual([mistake.title, mistake.server !== 'accepts']);
    }
  });

  it('agrees about mutants', async () => {
    const all = mutants();
    const differences: string[] = [];
    // In slices: the server answers faster when it is asked for several at once.
    for (let start = 0; start < all.length; start += 20) {
      await Promise.all(all.slice(start, start + 20).map(async ([title, object]) => {
        const { status, body } = await admin.send('POST', pathOf(object), object);
        const refuses = status >= 400;
        if (refuses === weRefuse(object) || (!refuses && stricter.some(([pattern]) => pattern.test(title)))) return;
        differences.push(`${title}: ${refuses ? `the server refuses it: ${String(body['message'])}` : 'the server accepts it'}`);
      }));
    }
    expect(all.length).toBeGreaterThan(1500);
    expect(differences).toEqual([]);
  });

  it('agrees about Pod Security', async () => {
    for (const level of ['baseline', 'restricted']) {
      await admin.post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `validate-${level}`, labels: { 'pod-security.kubernetes.io/enforce': level } } });
      await admin.post(`/api/v1/namespaces/validate-${level}/serviceaccounts`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'pods' } });
    }
    for (const [title, change, level] of podSecurityCases) {
      const spec = { ...changed(strictPod, change), serviceAccountName: 'pods' };
      const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec };
      const accepted = await Promise.all(['baseline', 'restricted'].map(async (one) => (await admin.send('POST', pathOf(object, `validate-${one}`), object)).status === 201));
      expect([title, ...accepted]).toEqual([title, level !== 'privileged', level === 'restricted']);
    }
  });
});
