// The command line as data: every command, argument and flag, once. The fast path (argv.ts), oclif (oclif/), the help and
// the completion scripts are all made from this table. It must not import anything: the hot chunk carries it.

export interface FlagSpec {
  readonly name: string;
  readonly char?: string;
  /** A boolean takes no value. */
  readonly kind: 'boolean' | 'text';
  /** What the value is called in the help, and what completion offers. */
  readonly value?: 'DIR' | 'FILE' | 'NAME' | 'DURATION' | 'FORMAT';
  readonly options?: readonly string[];
  readonly default?: string;
  readonly summary: string;
}

export interface ArgumentSpec {
  readonly name: string;
  readonly kind: 'dep-file' | 'what' | 'shell' | 'command';
  readonly many: boolean;
  readonly required: boolean;
  readonly options?: readonly string[];
  readonly summary: string;
}

export interface CommandSpec {
  readonly name: CommandName;
  readonly summary: string;
  readonly description: string;
  readonly argument: ArgumentSpec;
  readonly flags: readonly FlagSpec[];
  /** Command lines without the program's name. */
  readonly examples: readonly string[];
}

export type CommandName = 'compile' | 'check' | 'fmt' | 'explain' | 'graph' | 'apply' | 'completion';

/** What a command line says, whoever parsed it. Flags that were not given are absent. */
export interface Invocation {
  readonly command: CommandName;
  readonly args: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean>>;
}

const file: ArgumentSpec = { name: 'FILE', kind: 'dep-file', many: false, required: false, summary: 'the .dep file, or - for the standard input; by default the only .dep file in this folder' };
const files: ArgumentSpec = { ...file, name: 'FILES', many: true, summary: '.dep files, or - for the standard input; by default the only .dep file in this folder' };

const noColor: FlagSpec = { name: 'no-color', kind: 'boolean', summary: 'print without colours' };
const format: FlagSpec = { name: 'format', kind: 'text', value: 'FORMAT', options: ['pretty', 'json'], default: 'pretty', summary: 'how findings are printed: frames on stderr, or one JSON object on stdout' };

export const commands: readonly CommandSpec[] = [
  {
    name: 'compile',
    summary: 'write Dockerfiles, the build plan and the Kubernetes manifests',
    description: 'Checks the app and writes what is needed to build and run it. Only files that changed are written. A file that deployc did not write, or that was changed by hand, is never overwritten without --force.',
    argument: file,
    flags: [
      { name: 'out', char: 'o', kind: 'text', value: 'DIR', summary: 'the output folder (default: out beside the .dep file)' },
      { name: 'check', kind: 'boolean', summary: 'write nothing; fail when the output folder is not up to date' },
      { name: 'force', kind: 'boolean', summary: 'overwrite files that deployc did not write or that were changed by hand' },
      format,
      noColor,
    ],
    examples: ['compile', 'compile shop.dep -o deploy', 'compile --check'],
  },
  {
    name: 'check',
    summary: 'find mistakes without writing anything',
    description: 'Runs every check that compile runs, those of the generated manifests included, and writes nothing.',
    argument: files,
    flags: [format, noColor],
    examples: ['check', 'check shop.dep blog.dep', 'check --format json'],
  },
  {
    name: 'fmt',
    summary: 'format .dep files',
    description: 'Rewrites files in the one layout. Only the blanks between words change; a file with mistakes is formatted too.',
    argument: files,
    flags: [
      { name: 'check', kind: 'boolean', summary: 'write nothing; fail when a file is not formatted' },
      { name: 'stdin', kind: 'boolean', summary: 'format the standard input to the standard output' },
      noColor,
    ],
    examples: ['fmt', 'fmt --check shop.dep', 'fmt --stdin'],
  },
  {
    name: 'explain',
    summary: 'explain a diagnostic, a value of the app or a generated line',
    description: 'A code (DEP2001, 2001 or its name) prints the page of that diagnostic. A path (web.replicas, web.env.DB_HOST) prints a value of the app, the line it comes from and the reason. A generated line (out/kubernetes/web.yaml:31) does the same for the output. Without an argument all codes are listed.',
    argument: { name: 'CODE|PATH', kind: 'what', many: false, required: false, summary: 'a code, a path into the app, or FILE:LINE of a generated file' },
    flags: [{ name: 'file', kind: 'text', value: 'FILE', summary: 'the .dep file that a path is looked up in' }, noColor],
    examples: ['explain', 'explain DEP2001', 'explain web.replicas', 'explain out/kubernetes/web.yaml:31'],
  },
  {
    name: 'graph',
    summary: 'draw what depends on what',
    description: 'Prints the workloads, data, configuration and images of the app and the references between them, as Mermaid text or as an SVG picture.',
    argument: file,
    flags: [{ name: 'format', kind: 'text', value: 'FORMAT', options: ['mermaid', 'svg'], default: 'mermaid', summary: 'Mermaid text, or an SVG picture' }, noColor],
    examples: ['graph', 'graph shop.dep --format svg'],
  },
  {
    name: 'apply',
    summary: 'bring the cluster to what the .dep file says',
    description: 'Compiles, shows what would change in the cluster, asks, applies in the order of the references, and waits until the workloads are ready. Nothing is ever deleted.',
    argument: file,
    flags: [
      { name: 'context', kind: 'text', value: 'NAME', summary: 'the kubeconfig context (default: the current one)' },
      { name: 'yes', char: 'y', kind: 'boolean', summary: 'do not ask before applying' },
      { name: 'timeout', kind: 'text', value: 'DURATION', default: '15m', summary: 'how long to wait until everything is ready: 90s, 5m, 1h' },
      { name: 'dry-run', kind: 'boolean', summary: 'show what would change, and stop' },
      { name: 'out', char: 'o', kind: 'text', value: 'DIR', summary: 'the folder that compile wrote to with -o: it is no part of any image (default: out beside the .dep file)' },
      noColor,
    ],
    examples: ['apply', 'apply shop.dep --context staging --yes', 'apply --dry-run'],
  },
  {
    name: 'completion',
    summary: 'print the completion script of a shell',
    description: 'Prints a script that completes commands, flags and files. For bash: `source <(deployc completion bash)`; for zsh: save it as `_deployc` in a folder of $fpath; for fish: save it as ~/.config/fish/completions/deployc.fish.',
    argument: { name: 'SHELL', kind: 'shell', many: false, required: true, options: ['bash', 'zsh', 'fish'], summary: 'bash, zsh or fish' },
    flags: [],
    examples: ['completion bash'],
  },
];

/** The row of `name`, if it is a command. */
export function findCommand(name: string): CommandSpec | undefined {
  return commands.find((command) => command.name === name);
}
