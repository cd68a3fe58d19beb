// The fast path of the command line: reads the plain forms of the hot commands from the table, so that they need no oclif.
// It may decline (undefined: oclif decides and reports), but never reads a command line differently from oclif;
// test/cli/argv.test.ts holds both to that.

import { findCommand } from './commands-table.js';
import type { CommandSpec, FlagSpec, Invocation } from './commands-table.js';

const hot: ReadonlySet<string> = new Set(['compile', 'check', 'fmt']);

/** The invocation that `argv` (without node and script) spells, or undefined when it is not one of the plain forms. */
export function parseFast(argv: readonly string[]): Invocation | undefined {
  const name = argv[0];
  if (name === undefined || !hot.has(name)) return undefined;
  const command = findCommand(name);
  return command === undefined ? undefined : readRest(command, argv);
}

function readRest(command: CommandSpec, argv: readonly string[]): Invocation | undefined {
  const args: string[] = [];
  const flags: Record<string, string | boolean> = {};
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word === '') return undefined;
    if (word === '-' || !word.startsWith('-')) {
      args.push(word);
      continue;
    }
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const flag = findFlag(command, equals < 0 ? word : word.slice(0, equals));
    if (flag === undefined || flag.name in flags) return undefined;
    if (flag.kind === 'boolean') {
      if (equals >= 0) return undefined;
      flags[flag.name] = true;
      continue;
    }
    const value = equals < 0 ? argv[++i] : word.slice(equals + 1);
    if (value === undefined || value === '' || value.startsWith('-')) return undefined;
    if (flag.options !== undefined && !flag.options.includes(value)) return undefined;
    flags[flag.name] = value;
  }
  if (!command.argument.many && args.length > 1) return undefined;
  return { command: command.name, args, flags };
}

function findFlag(command: CommandSpec, word: string): FlagSpec | undefined {
  return command.flags.find((flag) => word === `--${flag.name}` || (flag.char !== undefined && word === `-${flag.char}`));
}
