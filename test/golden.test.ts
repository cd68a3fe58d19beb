// Every sample is compiled and its whole output folder compared with test/golden/<sample>/: a file more or less fails, too.
// UPDATE=1 re-records. The files are what a user gets, so a change of the output is a diff to read.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { NodeHost } from '../src/cli/node-host.js';
import { compile } from '../src/compiler/program.js';
import { frames } from './helpers/dep.js';
import { expectTree, readText, updating } from './helpers/golden.js';

const samples = 'samples';
const golden = join(import.meta.dirname, 'golden');
const folders = (path: string): readonly string[] =>
  readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();

describe('the samples', () => {
  it('are those with a golden output', () => {
    if (updating) for (const name of folders(golden)) if (!folders(samples).includes(name)) rmSync(join(golden, name), { recursive: true });
    if (!updating) expect(folders(golden)).toEqual(folders(samples));
  });

  it.each(folders(samples))('%s compiles to its golden output', (name) => {
    const result = compile({ entry: 'app.dep', host: new NodeHost(join(samples, name)) });
    // A sample is a model to copy: not even a warning.
    expect(frames(result)).toBe('');
    expect(result.artifacts.length).toBeGreaterThan(0);
    const paths = result.artifacts.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expectTree(join(golden, name), new Map(result.artifacts.map(({ path, text }) => [path, text])));
  });

  it.each(folders(samples))('%s has a README that says what it shows', (name) => {
    expect(readText(join(samples, name, 'README.md')) ?? '').toMatch(/^# .+\n\n.{20,}/);
  });
});
