// deployc.json: its shape against its schema, where it says values come from, that no secret is in it, and what it costs.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import Ajv from 'ajv';
import { createHash } from 'node:crypto';
import { isIntact } from '../../src/compiler/emit/header.js';
import { emitKubernetes } from '../../src/compiler/emit/kubernetes/index.js';
import { emitRecord, type RecordedValues } from '../../src/compiler/emit/record/index.js';
import { pointerSteps } from '../../src/compiler/emit/tree.js';
import { byDefault, derived, written } from '../../src/compiler/model/origin.js';
import type { AppModel } from '../../src/compiler/model/app-model.js';
import { app, config, container, image, port, secret, SOURCE, spanOfText, w, workload } from './app.js';

const schema = JSON.parse(readFileSync(new URL('../../schemas/deployc.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv.default({ strict: true, allErrors: true }).compile(schema);

interface RecordFile {
  readonly path: string;
  readonly sha256: string;
  readonly objects?: readonly { readonly kind: string; readonly values: RecordedValues }[];
}

interface Recorded {
  readonly files: readonly RecordFile[];
  readonly origins: readonly { readonly from?: readonly number[] }[];
  readonly sources: unknown;
  readonly images: unknown;
  readonly secrets: unknown;
}

function record(model: AppModel): { readonly text: string; readonly value: Recorded } {
  const { text } = emitRecord({ model, entry: 'app.dep', version: '0.1.0', sources: new Map([[SOURCE.path, SOURCE]]), artifacts: emitKubernetes(model, 'app.dep') });
  return { text, value: JSON.parse(text) as Recorded };
}

/** The number of the origin at a JSON pointer; -1 where there is none. */
function numberAt(values: RecordedValues | undefined, pointer: string): number {
  let here: unknown = values;
  for (const step of pointerSteps(pointer)) here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[step] : undefined;
  return typeof here === 'number' ? here : -1;
}

function leavesOf(values: unknown): number {
  if (typeof values !== 'object' || values === null) return typeof values === 'number' ? 1 : 0;
  return Object.values(values).reduce((sum: number, one: unknown) => sum + leavesOf(one), 0);
}

const MODEL = app(
  [workload('service', {
    containers: [container({ ports: [port('http', 3000)] })],
    replicas: { kind: 'fixed', count: byDefault(1, 'replicas', 'one pod unless said otherwise', spanOfText('service web')) },
    labels: { 'a/b~c': written('x', spanOfText('replicas'), [{ what: 'instance db of postgres', span: spanOfText('postgres db') }]), d: byDefault('y', 'a rule', 'a reason') },
  })],
  { configs: [config('settings', { a: '1' })], images: [image('web')], secrets: [secret('db', 'password', 'user'), { ...secret('api'), entries: [{ key: w('token'), source: { kind: 'text', parts: [{ kind: 'text', value: w('hunter2') }] } }] }] },
);

describe('deployc.json', () => {
  const { text, value } = record(MODEL);
  const deployment = value.files.flatMap((file) => file.objects ?? []).find((object) => object.kind === 'Deployment');
  const originOf = (pointer: string) => value.origins[numberAt(deployment?.values, pointer)];

  it('has the shape of its schema', () => {
    validate(value);
    expect(validate.errors).toBeNull();
    expect(validate({ ...value, more: 1 })).toBe(false);
    expect(isIntact(text)).toBe('ours');
  });

  it('knows the place of a value, the reason of a default and what a value was worked out from', () => {
    expect(originOf('/spec/template/spec/containers/0/ports/0/containerPort')).toEqual({ kind: 'source', at: 'app.dep:3:8', span: [36, 40] });
    expect(originOf('/spec/replicas')).toEqual({ kind: 'default', rule: 'replicas', reason: 'one pod unless said otherwise', near: { at: 'app.dep:2:1', span: [15, 26] } });
    expect(originOf('/metadata/labels/d')).toEqual({ kind: 'default', rule: 'a rule', reason: 'a reason' });
    expect(originOf('/metadata/labels/a~1b~0c')).toEqual({ kind: 'source', at: 'app.dep:4:3', span: [43, 51], via: [{ what: 'instance db of postgres', at: 'app.dep:6:1', span: [70, 81] }] });
    const selector = originOf('/spec/selector/matchLabels/app.kubernetes.io~1name');
    expect(selector).toMatchObject({ kind: 'derived', rule: 'the name of the workload' });
    expect(value.origins[selector?.from?.[0] ?? -1]).toMatchObject({ kind: 'source', at: 'app.dep:2:9' });
  });

  it('has every origin once', () => {
    const rows = value.origins.map((row) => JSON.stringify(row));
    expect(new Set(rows).size).toBe(rows.length);
    const nested = derived(1, 'outer', derived(2, 'inner', w('web')));
    const twin = derived(1, 'outer', derived(2, 'inner', w('web')));
    const labels = { a: { ...nested, value: 'x' }, b: { ...twin, value: 'x' } };
    const both = record(app([workload('worker', { labels })])).value;
    const values = both.files[1]?.objects?.[0]?.values;
    expect(numberAt(values, '/metadata/labels/a')).toBe(numberAt(values, '/metadata/labels/b'));
    expect(numberAt(values, '/metadata/labels/a')).toBeGreaterThan(0);
  });

  it('names the files with their checksums, the images and the secrets', () => {
    const files = emitKubernetes(MODEL, 'app.dep');
    expect(value.files.map((file) => [file.path, file.sha256])).toEqual(files.map((file) => [file.path, createHash('sha256').update(file.text.replace(/^# deployc:sha256.*\n/m, '')).digest('hex')]));
    expect(value.sources).toEqual([{ path: 'app.dep', sha256: createHash('sha256').update(SOURCE.text).digest('hex') }]);
    expect(value.images).toEqual([{ name: 'web', reference: 'ghcr.io/acme/web:1', context: '.' }]);
    expect(value.secrets).toEqual([
      { name: 'db', keys: [{ key: 'password', source: 'generate' }, { key: 'user', source: 'generate' }] },
      { name: 'api', keys: [{ key: 'token', source: 'text' }] },
    ]);
    expect(text).not.toContain('hunter2');
  });

  it('is the same each time, and cheap for 147 services', () => {
    const many = app(Array.from({ length: 147 }, (_, index) => workload('service', {
      name: w(`s${index}`),
      containers: [container({ ports: [port('http', 3000)], env: Array.from({ length: 50 }, (__, at) => ({ name: w(`E${at}`), value: { kind: 'plain', value: w(`v${at}`) } })) })],
      evict: w(1),
    })));
    expect(record(many).text).toBe(record(many).text);
    const artifacts = emitKubernetes(many, 'app.dep');
    const leaves = (): number => record(many).value.files.flatMap((file) => file.objects ?? []).reduce((sum, object) => sum + leavesOf(object.values), 0);
    expect(leaves()).toBeGreaterThan(20_000);
    const start = performance.now();
    emitRecord({ model: many, entry: 'app.dep', version: '0.1.0', sources: new Map([[SOURCE.path, SOURCE]]), artifacts });
    // Measured 20-40 ms; the bound only catches a cost that grows with the square.
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
