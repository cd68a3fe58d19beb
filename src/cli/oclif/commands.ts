// oclif's view of the command table: one class and one description per row, and the plugin object that holds them, so that
// oclif searches no disk. Running such a command only hands back what was parsed.

import { Args, Command, Flags } from '@oclif/core';
import type { Config, Interfaces } from '@oclif/core';

import { commands } from '../commands-table.js';
import type { CommandSpec, FlagSpec, Invocation } from '../commands-table.js';

type Arg = Interfaces.ArgInput;
type FlagTable = Interfaces.FlagInput;

/** The class of a row. Its `run` returns the invocation. */
export function commandClass(spec: CommandSpec): Command.Class {
  return class extends Command {
    static override id = spec.name;
    static override summary = spec.summary;
    static override description = spec.description;
    static override examples = spec.examples.map((line) => `<%= config.bin %> ${line}`);
    static override args = argsOf(spec);
    static override flags = flagsOf(spec);

    override async run(): Promise<Invocation> {
      const { args, flags } = await this.parse({ args: argsOf(spec), flags: flagsOf(spec) });
      const given: Record<string, string | boolean> = {};
      for (const [name, value] of Object.entries(flags as Readonly<Record<string, unknown>>)) {
        if (typeof value === 'string' || value === true) given[name] = value;
      }
      // Not `argv`, which oclif sorts by first occurrence: `a - a` would come out as `a a -`.
      const words: unknown = (args as Readonly<Record<string, unknown>>)[spec.argument.name];
      return { command: spec.name, args: words === undefined ? [] : Array.isArray(words) ? words.map(String) : [String(words)], flags: given };
    }

    // The default prints; a mistake is reported by us, as a diagnostic.
    protected override async catch(error: Error): Promise<never> {
      throw error;
    }
  };
}

function argsOf({ argument }: CommandSpec): Arg {
  // Without ignoreStdin oclif would take a missing argument from the standard input.
  const options = { description: argument.summary, required: argument.required, ignoreStdin: true as const };
  const choices = argument.options === undefined ? {} : { options: argument.options };
  return { [argument.name]: argument.many ? Args.string({ ...options, ...choices, multiple: true }) : Args.string({ ...options, ...choices }) };
}

function flagsOf({ flags }: CommandSpec): FlagTable {
  return Object.fromEntries(flags.map((flag) => [flag.name, flagOf(flag)]));
}

function flagOf(flag: FlagSpec): Interfaces.FlagInput[string] {
  const shared = { summary: flag.summary, ...(flag.char !== undefined && { char: flag.char as Interfaces.AlphabetLowercase }) };
  if (flag.kind === 'boolean') return Flags.boolean(shared);
  // A default belongs to the command, not to the command line: an absent flag stays absent. The help shows it.
  const summary = flag.default === undefined ? flag.summary : `${flag.summary} (default: ${flag.default})`;
  return Flags.string({
    ...shared,
    summary,
    ...(flag.options !== undefined && { options: [...flag.options] }),
    ...(flag.value !== undefined && flag.options === undefined && { helpValue: flag.value }),
  });
}

/** A ready plugin: what oclif would otherwise gather from package.json, a manifest and the command files. */
export function rootPlugin(pjson: Interfaces.PJSON, root: string): Interfaces.Plugin {
  const loadable = commands.map((spec) => describe(spec));
  return {
    _base: '',
    alias: pjson.name,
    commandIDs: loadable.map((command) => command.id),
    commands: loadable,
    commandsDir: undefined,
    findCommand: async (id: string) => classOf(id),
    hasManifest: false,
    hooks: {},
    isRoot: true,
    load: async () => undefined,
    moduleType: 'commonjs',
    name: pjson.name,
    options: { root },
    pjson,
    root,
    topics: [],
    type: 'core',
    valid: true,
    version: pjson.version,
  } as unknown as Interfaces.Plugin;
}

function classOf(id: string): Command.Class {
  const spec = commands.find((command) => command.name === id);
  if (spec === undefined) throw new Error(`no command ${id}`);
  return commandClass(spec);
}

function describe(spec: CommandSpec): Command.Loadable {
  const { name: id, summary, description } = spec;
  const named = <T extends object>(table: Readonly<Record<string, T>>): Record<string, T & { readonly name: string }> =>
    Object.fromEntries(Object.entries(table).map(([name, row]) => [name, { ...row, name }]));
  return {
    id,
    summary,
    description,
    examples: spec.examples.map((line) => `<%= config.bin %> ${line}`),
    args: named(argsOf(spec)),
    flags: named(flagsOf(spec)),
    aliases: [],
    hiddenAliases: [],
    hidden: false,
    hasDynamicHelp: false,
    pluginName: 'deployc',
    pluginType: 'core',
    strict: true,
    load: async () => classOf(id),
  } as unknown as Command.Loadable;
}

export type LoadedConfig = Config;
