// What every pass makes of a program: test/passes/<case>/main.dep and beside it main.tokens, main.ast, main.symbols,
// main.model, main.origins and main.diagnostics. A program with errors has no model. UPDATE=1 re-records.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { NodeHost } from '../src/cli/node-host.js';
import { checkProgram } from '../src/compiler/check/program.js';
import { load } from '../src/compiler/load.js';
import { check } from '../src/compiler/program.js';
import { parse, tokenize } from '../src/grammar/index.js';
import { frames } from './helpers/dep.js';
import { expectFile, readText } from './helpers/golden.js';
import { printAst, printModel, printOrigins, printSymbols, printTokens } from './helpers/print-passes.js';

const root = join(import.meta.dirname, 'passes');
const cases = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();

describe.each(cases)('passes/%s', (name) => {
  const folder = join(root, name);
  const host = new NodeHost(folder);
  const file = { path: 'main.dep', text: readText(join(folder, 'main.dep')) ?? '' };
  const expectPass = (pass: string, actual: string): void => expectFile(join(folder, `main.${pass}`), actual);

  it('tokens', () => {
    const tokens = tokenize(file.text);
    expect(tokens.map(({ text }) => text).join('')).toBe(file.text);
    expectPass('tokens', printTokens(tokens, file));
  });

  it('ast', () => expectPass('ast', printAst(parse(file).ast, file)));

  it('symbols', () => {
    const loaded = load('main.dep', host);
    expectPass('symbols', printSymbols(checkProgram(loaded), loaded.sources));
  });

  it('diagnostics', () => expectPass('diagnostics', frames(check({ entry: 'main.dep', host }))));

  it('model and origins', () => {
    const { model, ok, sources } = check({ entry: 'main.dep', host });
    if (!ok) {
      expect(readText(join(folder, 'main.model'))).toBeUndefined();
      return;
    }
    if (model === undefined) throw new Error('a program without errors has no model');
    expectPass('model', printModel(model));
    expectPass('origins', printOrigins(model, sources));
  });
});
