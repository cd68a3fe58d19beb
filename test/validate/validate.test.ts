// The validation of objects: a table of mistakes that a real API server refuses, good objects, versions, places in the source,
// Pod Security, and the generated files against their source.

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codes } from '../../src/diagnostics/index.js';
import type { Diagnostic } from '../../src/diagnostics/index.js';
import type { ManifestObject } from '../../src/compiler/emit/artifact.js';
import type { Tree } from '../../src/compiler/emit/tree.js';
import { derived, written } from '../../src/compiler/model/origin.js';
import { gates } from '../../src/compiler/validate/gates.js';
import { definitionOfKind, fieldsOf, historyOf } from '../../src/compiler/validate/fields.js';
import { validateObjects } from '../../src/compiler/validate/index.js';
import { listKeys } from '../../src/compiler/validate/list-keys.js';
import type { PlainObject } from '../../src/compiler/validate/plain.js';
import { podSecurityOf } from '../../src/compiler/validate/pod-security.js';
import { clientNodeDefinitions } from '../../scripts/schema/client-node.js';
import { kinds } from '../../scripts/schema/corrections.js';
import { merge, unionName } from '../../scripts/schema/merge.js';
import { fieldsModule, readUnion, validatorTypes, validatorsModule } from '../../scripts/schema/standalone.js';
import { changed, good, mistakes, podSecurityCases, strictPod } from './manifests.js';

const everything = { from: '1.33', to: '1.36' };

function objectOf(tree: { readonly [key: string]: Tree | undefined }, name = 'web'): ManifestObject {
  return { apiVersion: String(tree['apiVersion']), kind: String(tree['kind']), name, namespace: 'default', owner: name, tree };
}

function check(tree: { readonly [key: string]: Tree | undefined }, versions = everything): readonly Diagnostic[] {
  return validateObjects([objectOf(tree)], versions);
}

const summary = (found: readonly Diagnostic[]): readonly string[] => found.map((one) => `${one.code} ${one.notes[0] ?? ''}`);

describe('good objects', () => {
  it.each(Object.entries(good))('%s is accepted', (_, object) => {
    expect(check(object)).toEqual([]);
  });

  it('an unknown kind is said, not skipped', () => {
    const found = check({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'web' } });
    expect(found.map((one) => [one.code, one.severity])).toEqual([['DEP6001', 'warning']]);
  });
});

describe('one name, one object', () => {
  const service = (name: string, namespace: string, apiVersion = 'v1', kind = 'Service'): ManifestObject => ({ ...objectOf({ ...good.Service, apiVersion, kind, metadata: { name, namespace } }, name), namespace });
  const found = (...objects: readonly ManifestObject[]) => validateObjects(objects, everything).filter((one) => one.code === 'DEP6219').map((one) => `${one.message} ${one.notes.join()}`);

  it('the second of two is reported', () => {
    expect(found(service('web', 'a'), service('api', 'a'), service('web', 'a'))).toEqual(['there are two objects Service `web` in the namespace `a` at `metadata.name` of Service `web`']);
  });

  it('a version of a group is no other kind', () => {
    expect(found(service('web', 'a', 'autoscaling/v1', 'HorizontalPodAutoscaler'), service('web', 'a', 'autoscaling/v2', 'HorizontalPodAutoscaler'))).toHaveLength(1);
  });

  it('another kind, group, namespace or name is another object', () => {
    expect(found(service('web', 'a'), service('web', 'b'), service('api', 'a'), service('web', 'a', 'v1', 'ConfigMap'), service('web', 'a', 'example.com/v1'))).toEqual([]);
  });
});

describe('mistakes', () => {
  it.each(mistakes.map((one) => [one.title, one] as const))('%s', (_, { base, change, code, path }) => {
    const object: PlainObject = changed(good[base], change);
    expect(summary(check(object))).toEqual([`${code} at \`${path}\` of ${base} \`web\``].map((line) => line.replace('at `` of', 'in')));
  });

  it('gives advice that fits', () => {
    const advice = (change: Parameters<typeof changed>[1]) => check(changed(good.Deployment, change)).map((one) => one.help[0]?.text);
    const main = '/spec/template/spec/containers/0';
    expect(advice({ [`${main}/imagePullPolice`]: 'Always' })).toEqual(['did you mean `imagePullPolicy`?']);
    expect(advice({ '/spec/containers': [] })).toEqual(['`containers` belongs under `spec.template.spec`']);
    expect(advice({ [`${main}/replicas`]: 2 })).toEqual(['`replicas` belongs under `spec`']);
    expect(advice({ [`${main}/env/0/value`]: 8080 })).toEqual(['write it as text: `"8080"`']);
    expect(advice({ '/spec/replicas': '3' })).toEqual(['write it without quotes: `3`']);
    expect(advice({ [`${main}/resources/limits/memory`]: '256MB' })).toEqual(['did you mean `256Mi`?']);
    expect(advice({ [`${main}/imagePullPolicy`]: 'always' })).toEqual(['did you mean `Always`?']);
    expect(advice({ '/spec/zzzzzz': 1 })).toEqual([undefined]);
  });

  it('says every mistake of an object', () => {
    const object = changed(good.Deployment, { '/spec/replicas': -1, '/spec/template/spec/containers/0/name': 'A', '/metadata/name': '-' });
    expect(check(object).map((one) => one.code).sort()).toEqual(['DEP6201', 'DEP6202', 'DEP6207']);
  });

  it('does not fall over values of any shape', () => {
    for (const value of [null, true, 0, '', [], {}, [null], [{ name: 1 }]] as const) {
      for (const pointer of ['/spec', '/metadata', '/metadata/labels', '/spec/template', '/spec/template/spec', '/spec/template/spec/containers', '/spec/selector', '/spec/ports', '/data']) {
        for (const base of Object.values(good)) expect(() => check(changed(base, { [pointer]: value }))).not.toThrow();
      }
    }
  });
});

describe('places', () => {
  const span = (start: number) => ({ file: 'app.dep', start, end: start + 3 });
  const deployment = (replicas: Tree) => ({ ...good.Deployment, metadata: { ...good.Deployment.metadata, name: written('web', span(1)) }, spec: { ...good.Deployment.spec, replicas } });

  it('points at what was written', () => {
    const [found] = check(deployment(written(-1, span(40))));
    expect(found).toMatchObject({ code: 'DEP6207', span: span(40), object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', path: '/spec/replicas' } });
  });

  it('points at what a value was derived from', () => {
    const [found] = check(deployment(derived('3', 'test', written(3, span(70)))));
    expect(found).toMatchObject({ code: 'DEP6102', span: span(70) });
  });

  it('points near a field that is missing', () => {
    const [found] = check({ ...deployment(written(1, span(40))), spec: { replicas: written(1, span(40)), template: good.Deployment.spec.template } });
    expect(found).toMatchObject({ code: 'DEP6103', span: span(40) });
  });
});

describe('versions', () => {
  const at = (version: string) => ({ from: version, to: version });
  const all = ['1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36'];
  const codesAt = (object: PlainObject) => all.map((version) => check(object, at(version)).map((one) => one.code).join());
  const pod = '/spec/template/spec';
  // preStop.sleep would be a finding of its own under 1.29.
  const plain = { [`${pod}/containers/0/lifecycle`]: undefined };
  const cases: readonly (readonly [string, string, keyof typeof good, Parameters<typeof changed>[1], readonly string[]])[] = [
    ['hostnameOverride', 'since 1.34, on since 1.35', 'Deployment', { [`${pod}/hostnameOverride`]: 'x' }, ['DEP6107', 'DEP6107', 'DEP6107', 'DEP6107', 'DEP6107', 'DEP6108', '', '']],
    ['trafficDistribution', 'since 1.30, on since 1.31', 'Service', { '/spec/trafficDistribution': 'PreferClose' }, ['DEP6107', 'DEP6108', '', '', '', '', '', '']],
    ['workloadRef', 'in 1.35 only, never on', 'Deployment', { [`${pod}/workloadRef`]: { name: 'a', podGroup: 'b' } }, ['DEP6107', 'DEP6107', 'DEP6107', 'DEP6107', 'DEP6107', 'DEP6107', 'DEP6108', 'DEP6107']],
    ['hostUsers', 'always there, on since 1.33', 'Deployment', { [`${pod}/hostUsers`]: false }, ['DEP6108', 'DEP6108', 'DEP6108', 'DEP6108', '', '', '', '']],
    ['stopSignal', 'since 1.33, never on', 'Deployment', { [`${pod}/containers/0/lifecycle`]: { stopSignal: 'SIGINT' } }, ['DEP6107', 'DEP6107', 'DEP6107', 'DEP6107', 'DEP6108', 'DEP6108', 'DEP6108', 'DEP6108']],
    ['sleep', 'always there, on since 1.30', 'Deployment', { [`${pod}/containers/0/lifecycle`]: { preStop: { sleep: { seconds: 5 } } } }, ['DEP6108', '', '', '', '', '', '', '']],
    ['maxUnavailable', 'of a StatefulSet, never on', 'StatefulSet', { '/spec/updateStrategy': { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } } }, all.map(() => 'DEP6108')],
  ];
  it.each(cases)('%s (%s)', (_field, _range, base, change, expected) => {
    expect(codesAt(changed(good[base], { ...(base === 'Service' ? {} : plain), ...change }))).toEqual(expected);
  });

  it('looks at both ends of the range', () => {
    const object = changed(good.Deployment, { ...plain, [`${pod}/hostnameOverride`]: 'x' });
    expect(check(object, { from: '1.30', to: '1.36' })[0]?.message).toBe('Deployment `web`: `hostnameOverride` exists since 1.34, and the target is 1.30 to 1.36');
    const short = changed(good.Deployment, { ...plain, [`${pod}/workloadRef`]: { name: 'a', podGroup: 'b' } });
    expect(check(short, { from: '1.35', to: '1.36' }).map((one) => one.code)).toEqual(['DEP6107']);
  });

  it('reads names of variables like the oldest server', () => {
    const object = changed(good.Deployment, { ...plain, [`${pod}/containers/0/env/0/name`]: '8ball' });
    expect(codesAt(object)).toEqual(['DEP6202', 'DEP6202', 'DEP6202', '', '', '', '', '']);
  });
});

describe('Pod Security', () => {
  const podWith = (change: Parameters<typeof changed>[1], version = '1.36') => podSecurityOf(changed(strictPod, change), version);
  it.each(podSecurityCases)('%s', (_, change, level, first) => {
    const result = podWith(change);
    expect([result.level, result.violations[0]?.check ?? '']).toEqual([level, first]);
  });

  it('knows the version of the standard', () => {
    const probe = { '/containers/0/livenessProbe/tcpSocket/host': 'example.com' };
    expect(['1.33', '1.34'].map((version) => podWith(probe, version).level)).toEqual(['restricted', 'privileged']);
    const parameter = { '/securityContext/sysctls': [{ name: 'net.ipv4.tcp_rmem', value: '1' }] };
    expect(['1.31', '1.32'].map((version) => podWith(parameter, version).level)).toEqual(['privileged', 'restricted']);
    const own = { '/hostUsers': false, '/securityContext/runAsNonRoot': undefined };
    expect(['1.34', '1.35'].map((version) => podWith(own, version).level)).toEqual(['baseline', 'restricted']);
  });

  it('checks the pods against the labels of their namespace', () => {
    const namespace = { ...objectOf(good.Namespace, 'shop') };
    const insecure = changed(good.Deployment, { '/metadata/namespace': 'shop' });
    const found = validateObjects([namespace, { ...objectOf(insecure), namespace: 'shop' }], everything);
    expect(found.map((one) => [one.code, one.object?.path])).toEqual([['DEP6217', '/spec/template/spec/initContainers/0/securityContext']]);
    const elsewhere = validateObjects([namespace, { ...objectOf(insecure), namespace: 'other' }], everything);
    expect(elsewhere).toEqual([]);
  });
});

describe('tables', () => {
  it('name fields that exist', () => {
    for (const name of [...Object.keys(gates), ...Object.keys(listKeys)]) {
      const [definition = '', field = ''] = name.split('.');
      expect([name, fieldsOf(definition).includes(field)]).toEqual([name, true]);
    }
  });

  it('a field turned on is a field that exists', () => {
    for (const [name, { on }] of Object.entries(gates)) {
      const since = historyOf(name)?.since;
      if (on !== undefined && since !== undefined) expect([name, on >= since]).toEqual([name, true]);
    }
  });

  it('every code of the output has a page', () => {
    for (const [code, { name }] of Object.entries(codes)) {
      if (!code.startsWith('DEP6')) continue;
      const page = readFileSync(fileURLToPath(new URL(`../../docs/errors/${code}.md`, import.meta.url)), 'utf8');
      expect(page.split('\n')[0]).toBe(`# ${code}: ${name}`);
      expect(page.match(/^## .*$/gm)).toEqual(['## What it means', '## An example that fails', '## How to fix it', '## Why this is an error']);
    }
  });
});

describe('generated files', () => {
  const read = (name: string) => readFileSync(fileURLToPath(new URL(`../../src/compiler/validate/${name}`, import.meta.url)), 'utf8');

  it('are made from the committed schema', async () => {
    const union = readUnion();
    expect(read('fields.gen.ts')).toBe(fieldsModule(union));
    expect(read('validators.gen.d.ts')).toBe(validatorTypes());
    expect((await validatorsModule(union)) === read('validators.gen.js')).toBe(true);
  });

  it('agree with the client library that is installed', () => {
    // The packages of the other releases are fetched by gen:schemas only; this one is a development dependency anyway.
    const definitions = clientNodeDefinitions(fileURLToPath(new URL('../../node_modules/@kubernetes/client-node', import.meta.url)));
    const version = '1.34';
    const roots = kinds.map((kind) => ({ name: unionName(kind.node), in: new Map([[version, kind.node]]) }));
    const { definitions: single } = merge([{ version, definitions, namesOnly: false }], () => undefined, roots, () => new Map());
    const union = readUnion();
    const known = new Map(union.history.map((row) => [row.field, row]));
    const inUnion = (name: string) => Object.keys((union.definitions[name] as { readonly properties: object }).properties);
    let compared = 0;
    for (const [name, fields] of single) {
      if (name === 'WorkloadReference') continue;
      const late = inUnion(name).filter((field) => {
        const row = known.get(`${name}.${field}`);
        return (row?.since !== undefined && row.since > version) || (row?.until !== undefined && row.until < version);
      });
      const wanted = [...fields.keys()].filter((field) => `${name}.${field}` !== 'PodSpec.workloadRef');
      expect([name, inUnion(name).filter((field) => !late.includes(field))]).toEqual([name, wanted]);
      compared += wanted.length;
    }
    expect(compared).toBeGreaterThan(900);
  });

  it('cover every kind that is emitted, closed', () => {
    const union = readUnion();
    for (const kind of Object.keys(good)) expect(definitionOfKind(good[kind as keyof typeof good].apiVersion, kind)).toBe(kind);
    for (const [name, definition] of Object.entries(union.definitions)) {
      if ('properties' in (definition as object)) expect([name, (definition as { additionalProperties?: unknown }).additionalProperties]).toEqual([name, false]);
    }
  });
});
