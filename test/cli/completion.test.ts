// The completion scripts: the bash one is run by bash, all of them are held against the command table.

import { execFileSync } from 'node:child_process';

import { afterAll, describe, expect, it } from '@jest/globals';

import { commands } from '../../src/cli/commands-table.js';
import { completionScript } from '../../src/cli/completion.js';
import { TempFolder } from './harness.js';

const folder = new TempFolder({ 'shop.dep': '', 'with blank.dep': '', 'notes.txt': '', 'apps/x.dep': '' });
afterAll(() => folder.remove());

/** What bash offers after `words` (the last one is being typed). */
function complete(...words: readonly string[]): readonly string[] {
  const script = `${completionScript('bash', commands)}
COMP_WORDS=(deployc ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
_deployc; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['--norc', '-c', script], { cwd: folder.path, encoding: 'utf8' });
  return out.split('\n').filter((line) => line !== '').sort();
}

describe('bash completion', () => {
  it.each([
    [['ch'], ['check']],
    [['comp'], ['compile', 'completion']],
    [['--v'], ['--version']],
    [['compile', '--f'], ['--force', '--format']],
    [['check', '--f'], ['--format']],
    [['check', '--format', ''], ['json', 'pretty']],
    [['check', '--format', '=', 'j'], ['json']],
    [['graph', '--format', ''], ['mermaid', 'svg']],
    [['compile', 'sh'], ['shop.dep']],
    [['compile', ''], ['apps/', 'shop.dep', 'with blank.dep']],
    [['compile', 'apps/'], ['apps/x.dep']],
    [['compile', '-o', ''], ['apps']],
    [['completion', ''], ['bash', 'fish', 'zsh']],
    [['help', 'gr'], ['graph']],
    [['explain', 'no'], ['notes.txt']],
    [['apply', '--context', 'x'], []],
  ])('%j -> %j', (words, expected) => {
    expect(complete(...words)).toEqual(expected);
  });

  it('offers every command', () => {
    expect(complete('')).toEqual([...commands.map((spec) => spec.name), 'help', '--help', '--version'].sort());
  });
});

describe.each(['bash', 'zsh', 'fish'])('the script for %s', (shell) => {
  it('names every command and flag', () => {
    const script = completionScript(shell, commands);
    for (const spec of commands) {
      expect(script).toContain(spec.name);
      for (const flag of spec.flags) expect(script).toContain(shell === 'fish' ? `-l ${flag.name}` : `--${flag.name}`);
    }
  });
});
