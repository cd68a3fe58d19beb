// The fast path against oclif over a corpus of command lines: it may decline, but never read a line differently.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { parseFast } from '../../src/cli/argv.js';
import { readArgv } from '../../src/cli/chunks/oclif.js';
import { commands } from '../../src/cli/commands-table.js';
import type { Invocation } from '../../src/cli/commands-table.js';
import { isFileProblem } from '../../src/cli/file-problem.js';
import { testContext } from './harness.js';

/** What oclif makes of a line: an invocation, 'help or version', or the code of the finding. */
async function slow(argv: readonly string[]): Promise<Invocation | string> {
  try {
    const read = await readArgv(argv, testContext().context);
    return typeof read === 'number' ? 'help or version' : read;
  } catch (error) {
    if (isFileProblem(error)) return error.diagnostics[0]?.code ?? '';
    throw error;
  }
}

const fast: readonly (readonly string[])[] = [
  ['check'],
  ['check', 'a.dep'],
  ['check', 'a.dep', 'b.dep', '--format', 'json'],
  ['check', '--format=json', 'a.dep'],
  ['check', '--no-color', '-'],
  ['compile'],
  ['compile', 'a.dep', '-o', 'deploy'],
  ['compile', '-o', 'deploy', 'a.dep', '--check', '--force'],
  ['compile', '--out=deploy/x'],
  ['compile', '--out', 'a=b'],
  ['fmt', '--check', 'a.dep', 'b.dep'],
  ['fmt', '--stdin'],
];

const declined: readonly (readonly [readonly string[], string])[] = [
  [['compile', 'a.dep', 'b.dep'], 'DEP0004'],
  [['compile', '-odeploy'], ''],
  [['compile', '-o=deploy'], ''],
  [['compile', '--', 'a.dep'], ''],
  [['compile', '--out'], 'DEP0003'],
  [['compile', '--out', '--check'], 'DEP0003'],
  [['compile', '-o', 'a', '-o', 'b'], 'DEP0003'],
  [['compile', '-o', 'a', '--out=b'], 'DEP0003'],
  [['compile', '--bogus'], 'DEP0002'],
  [['compile', '--bogus=1'], 'DEP0002'],
  [['compile', '--help'], 'help or version'],
  [['check', '-h'], 'help or version'],
  [['check', '--format', 'xml'], 'DEP0003'],
  [['check', '--format='], 'DEP0003'],
  [['check', '--no-color', '--no-color'], ''],
  [[], 'help or version'],
  [['--version'], 'help or version'],
  [['help', 'check'], 'help or version'],
  [['help', 'chek'], 'DEP0001'],
  [['chek'], 'DEP0001'],
  [['Check'], 'DEP0001'],
  [['shop.dep'], 'DEP0001'],
  [['--no-color', 'check'], 'DEP0002'],
  [['completion'], 'DEP0004'],
  [['completion', 'tcsh'], 'DEP0004'],
];

describe('the command line', () => {
  it.each(fast)('the fast path reads %j... as oclif does', async (...argv) => {
    const read = parseFast(argv);
    expect(read).toBeDefined();
    expect(await slow(argv)).toEqual(read);
  });

  it.each(declined)('leaves %j to oclif', async (argv, code) => {
    expect(parseFast(argv)).toBeUndefined();
    const read = await slow(argv);
    if (code !== '') expect(read).toBe(code);
    else expect(typeof read).toBe('object');
  });

  it('never differs from oclif on mixed lines', async () => {
    const words = ['a.dep', '-', '--', '', '-o', '-oX', '--out', '--out=X', '--out=', '--check', '--force', '--stdin', '--format', '--format=json', 'json', 'pretty', '--no-color', '--no-check', '-c', '-1', '--formatjson', '--check=true', 'a b', '=', '-o=X'];
    const line = fc.tuple(fc.constantFrom('check', 'compile', 'fmt'), fc.array(fc.constantFrom(...words), { maxLength: 5 }));
    let both = 0;
    await fc.assert(
      fc.asyncProperty(line, async ([command, rest]) => {
        const read = parseFast([command, ...rest]);
        if (read === undefined) return;
        both += 1;
        expect(await slow([command, ...rest])).toEqual(read);
      }),
      { numRuns: 600 },
    );
    // The property would also hold for a fast path that always declines.
    expect(both).toBeGreaterThan(50);
  });

  it('the table is sound', () => {
    for (const command of commands) {
      const names = command.flags.map((flag) => flag.name);
      expect(new Set(names).size).toBe(names.length);
      for (const example of command.examples) expect(example.split(' ')[0]).toBe(command.name);
    }
  });

  it.each(commands.flatMap((command) => command.examples))('the example `%s` is a command line', async (example) => {
    expect(typeof (await slow(example.split(' ')))).toBe('object');
  });
});
