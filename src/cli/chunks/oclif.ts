// The chunk around oclif: help, version, mistakes on the command line, and every spelling that the fast path declines.

import { Config, Help } from '@oclif/core';
import type { Command, Interfaces } from '@oclif/core';

import { commands, findCommand } from '../commands-table.js';
import type { Invocation } from '../commands-table.js';
import { completionScript } from '../completion.js';
import { exitCodes } from '../context.js';
import type { Context } from '../context.js';
import { FileProblem } from '../file-problem.js';
import type { Io } from '../io.js';
import { commandClass, rootPlugin } from '../oclif/commands.js';
import { unknownCommand, usageMistake } from '../oclif/mistakes.js';

const helpFlags: ReadonlySet<string> = new Set(['--help', '-h']);
const versionFlags: ReadonlySet<string> = new Set(['--version', '-v', '-V']);

/**
 * Reads a command line: an invocation to run, or the exit code when help or the version was all that was wanted. Throws a
 * `FileProblem` with the finding for a command line that makes no sense.
 */
export async function readArgv(argv: readonly string[], context: Context): Promise<Invocation | number> {
  const { io, loader } = context;
  const [first, ...rest] = argv;
  if (first !== undefined && versionFlags.has(first)) {
    io.out(`deployc ${loader.version}\n`);
    return exitCodes.ok;
  }
  if (first === undefined || helpFlags.has(first)) return showHelp([], context);
  if (first === 'help') return showHelp(rest.filter((word) => !helpFlags.has(word)), context);
  const spec = findCommand(first);
  if (spec === undefined) throw new FileProblem(unknownCommand(first));
  const end = rest.indexOf('--');
  if ((end < 0 ? rest : rest.slice(0, end)).some((word) => helpFlags.has(word))) return showHelp([first], context);
  const config = await loadConfig(context);
  try {
    return (await commandClass(spec).run([...rest], config)) as Invocation;
  } catch (error) {
    const mistake = usageMistake(first, error);
    throw mistake === undefined ? error : new FileProblem(mistake);
  }
}

/** `deployc completion SHELL`. */
export function runCompletion(invocation: Invocation, context: Context): number {
  context.io.out(completionScript(invocation.args[0] ?? '', commands));
  return exitCodes.ok;
}

async function showHelp(words: readonly string[], context: Context): Promise<number> {
  const [name] = words;
  if (name !== undefined && findCommand(name) === undefined) throw new FileProblem(unknownCommand(name));
  const config = await loadConfig(context);
  const help = new PrintedHelp(config, { hideAliasesFromRoot: true }, context.io);
  await help.showHelp([...words]);
  return exitCodes.ok;
}

/** oclif's help, written through our Io. */
class PrintedHelp extends Help {
  readonly #io: Io;

  constructor(config: Config, options: Partial<Interfaces.HelpOptions>, io: Io) {
    super(config, options);
    this.#io = io;
  }

  // The summary stands above; oclif would print it again at the head of the description.
  override async showCommandHelp(command: Command.Loadable): Promise<void> {
    const { summary, description } = command;
    if (summary !== undefined) this.log(`${summary}\n`);
    this.log(this.formatCommand({ ...command, summary: undefined, description: undefined } as unknown as Command.Loadable));
    if (description !== undefined) this.log(`\n${this.section('DESCRIPTION', this.wrap(description))}`);
  }

  protected override log(...lines: string[]): void {
    this.#io.out(`${lines.join(' ').replace(/[ \t]+$/gm, '')}\n`);
  }
}

async function loadConfig(context: Context): Promise<Config> {
  const { version } = context.loader;
  // oclif looks for a theme file in the user's home otherwise.
  process.env['DEPLOYC_DISABLE_THEME'] = '1';
  const pjson = {
    name: 'deployc',
    version,
    description: 'Compiles one .dep file to Dockerfiles, a build plan and checked Kubernetes manifests.',
    oclif: { bin: 'deployc', dirname: 'deployc', topicSeparator: ' ' as const },
  } as unknown as Interfaces.PJSON;
  const root = context.io.cwd;
  return Config.load({ root, pjson, version, plugins: new Map([['deployc', rootPlugin(pjson, root)]]) });
}
