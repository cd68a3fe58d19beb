// Small programs that use every word of the language, compiled; what comes out is compared with expected/ beside each.
// UPDATE=1 re-records. Samples are what a user would write; these are for the words that no sample needs.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { NodeHost } from '../src/cli/node-host.js';
import { compile } from '../src/compiler/program.js';
import { format } from '../src/grammar/index.js';
import { frames } from './helpers/dep.js';
import { expectTree, readText } from './helpers/golden.js';

const root = join(import.meta.dirname, 'programs');
const names = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();

describe.each(names)('programs/%s', (name) => {
  const folder = join(root, name);

  it('compiles without a word, to what is recorded', () => {
    const result = compile({ entry: 'app.dep', host: new NodeHost(folder), output: 'expected' });
    expect(frames(result)).toBe('');
    // The record is a function of the files and of origins; test/kubernetes/record.test.ts is about it.
    const written = result.artifacts.filter(({ kind }) => kind !== 'record');
    expectTree(join(folder, 'expected'), new Map(written.map(({ path, text }) => [path, text])));
  });

  it('writes no object twice: kustomize refuses that', () => {
    const { artifacts } = compile({ entry: 'app.dep', host: new NodeHost(folder), output: 'expected' });
    const objects = artifacts.flatMap((artifact) => artifact.objects.map((one) => `${one.kind}/${one.name}`));
    expect(objects.filter((one, index) => objects.indexOf(one) !== index)).toEqual([]);
  });

  it('is formatted', () => {
    const text = readText(join(folder, 'app.dep')) ?? '';
    expect(format(text)).toBe(text);
  });
});
