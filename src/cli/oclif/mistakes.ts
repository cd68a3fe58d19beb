// Mistakes on the command line as diagnostics: oclif's errors recognised, with did-you-mean. Knows oclif's messages; a
// message it does not know is passed on as it is.

import { advice, codes, report, suggest } from '../../diagnostics/index.js';
import type { Diagnostic, Help } from '../../diagnostics/index.js';
import { commands, findCommand } from '../commands-table.js';
import type { CommandSpec } from '../commands-table.js';

/** Words of other tools for what deployc calls differently. */
const foreign: Readonly<Record<string, string>> = {
  build: 'compile',
  generate: 'compile',
  synth: 'compile',
  lint: 'check',
  validate: 'check',
  format: 'fmt',
  deploy: 'apply',
  up: 'apply',
  diff: 'apply --dry-run',
  plan: 'apply --dry-run',
  completions: 'completion',
  autocomplete: 'completion',
};

/** The finding for a first word that is no command. */
export function unknownCommand(word: string): Diagnostic {
  if (word.startsWith('-')) {
    return report(codes.DEP0002, { program: 'deployc', flag: word }, { help: [advice('flags stand after the command: `deployc check --no-color`'), seeHelp('')] });
  }
  if (word.endsWith('.dep')) {
    return report(codes.DEP0001, { word }, { help: [advice(`to compile that file, write \`deployc compile ${word}\``), seeHelp('')] });
  }
  const known = foreign[word.toLowerCase()];
  const close = known === undefined ? suggest(word, [...commands.map((command) => command.name), 'help']) : [known];
  return report(codes.DEP0001, { word }, { help: [...close.map((name) => advice(`did you mean \`deployc ${name}\`?`)), seeHelp('')] });
}

/** The finding for what oclif's parser threw while reading the rest of the line for `name`; undefined: not such an error. */
export function usageMistake(name: string, error: unknown): Diagnostic | undefined {
  if (!(error instanceof Error)) return undefined;
  const program = `deployc ${name}`;
  const spec = findCommand(name);
  if (spec === undefined || !isCliError(error)) return undefined;
  const flags = listOf(error, 'flags');
  if (error.constructor.name.startsWith('NonExistentFlags') || /^Nonexistent flag/.test(error.message)) return unknownFlag(spec, flags[0] ?? '');
  const message = error.message.replace(/\nSee more help with --help$/, '');
  const value = /^Flag (--[\w-]+) expects (?:a value|one of these values: (.+))$/.exec(message);
  if (value !== null) {
    const wanted = value[2];
    return report(codes.DEP0003, { flag: value[1] ?? '', problem: 'needs a value' }, { help: [...(wanted === undefined ? [] : [advice(`it is one of: ${wanted}`)]), seeHelp(name)] });
  }
  const once = /^Flag (--[\w-]+) can only be specified once$/.exec(message);
  if (once !== null) return report(codes.DEP0003, { flag: once[1] ?? '', problem: 'is given twice' }, { help: [seeHelp(name)] });
  const option = /^Expected (--[\w-]+)=(.*) to be one of: (.+)$/s.exec(message);
  if (option !== null) return badOption(name, option[1] ?? '', option[2] ?? '', option[3] ?? '');
  return badArguments(spec, program, message, listOf(error, 'args'));
}

function badArguments(spec: CommandSpec, program: string, message: string, surplus: readonly string[]): Diagnostic {
  const { argument } = spec;
  const choice = /^Expected (.*) to be one of: (.+)$/s.exec(message);
  if (choice !== null) {
    const close = suggest(choice[1] ?? '', (choice[2] ?? '').split(', '));
    return report(codes.DEP0004, { program, problem: `knows no ${argument.name.toLowerCase()} \`${choice[1] ?? ''}\`` }, {
      help: [...close.map((word) => advice(`did you mean \`${word}\`?`)), advice(`it is one of: ${choice[2] ?? ''}`)],
    });
  }
  if (/^Missing \d+ required arg/.test(message)) {
    return report(codes.DEP0004, { program, problem: `needs ${argument.summary}` }, { help: [advice(`e.g. \`deployc ${spec.examples[0] ?? spec.name}\``), seeHelp(spec.name)] });
  }
  if (/^Unexpected argument/.test(message)) {
    const shown = surplus.length > 0 ? surplus.map((word) => `\`${word}\``).join(', ') : message.replace(/^Unexpected arguments?: /, '');
    return report(codes.DEP0004, { program, problem: `takes one ${argument.name}; ${shown} is too much` }, { help: [seeHelp(spec.name)] });
  }
  return report(codes.DEP0004, { program, problem: `cannot read this command line: ${message}` }, { help: [seeHelp(spec.name)] });
}

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

function unknownFlag(spec: CommandSpec, flag: string): Diagnostic {
  const bare = flag.replace(/=.*$/s, '');
  const names = [...spec.flags.map((row) => `--${row.name}`), '--help'];
  const close = suggest(bare, names);
  const elsewhere = commands.filter((row) => row.name !== spec.name && row.flags.some((one) => `--${one.name}` === bare));
  return report(codes.DEP0002, { program: `deployc ${spec.name}`, flag: bare }, {
    notes: elsewhere.length === 0 ? [] : [`${listed(elsewhere.map((row) => `\`deployc ${row.name}\``))} ${elsewhere.length === 1 ? 'has' : 'have'} it`],
    help: [...close.map((name) => advice(`did you mean \`${name}\`?`)), seeHelp(spec.name)],
  });
}

function badOption(name: string, flag: string, input: string, options: string): Diagnostic {
  const close = suggest(input, options.split(', '));
  return report(codes.DEP0003, { flag, problem: `cannot be \`${input}\`` }, {
    help: [...close.map((word) => advice(`did you mean \`${word}\`?`)), advice(`it is one of: ${options}`), seeHelp(name)],
  });
}

function isCliError(error: Error): boolean {
  return 'oclif' in error || 'parse' in error;
}

function listOf(error: Error, key: 'flags' | 'args'): readonly string[] {
  const value = (error as unknown as Readonly<Record<string, unknown>>)[key];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function seeHelp(name: string): Help {
  return advice(`see \`deployc help${name === '' ? '' : ` ${name}`}\``);
}
