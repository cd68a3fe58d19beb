// What starts a Node program: scripts.start taken apart into an argument list, so that the program itself gets the signals
// and not npm or a shell. It knows scripts and dependencies, not stages.

import type { Diagnostic, Span } from '../../../diagnostics/index.js';
import { codes, report } from '../../../diagnostics/index.js';
import { shellQuote, splitWords } from '../../values/shell-words.js';
import { exists, inFolder, nearPath } from '../folder.js';
import type { Folder } from '../stack.js';
import { isObject, member, noNames } from './manifest.js';
import type { Lock, Manifest } from './manifest.js';

export interface Start {
  readonly argv: readonly string[];
  /** `NODE_ENV=production node x` */
  readonly env: Readonly<Record<string, string>>;
  /** Where it was found: '`scripts.start` in `package.json`'. */
  readonly source: string;
  /** Runs in a shell: the whole process group must get the signals. */
  readonly shell: boolean;
}

export interface StartResult {
  readonly start?: Start;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Search {
  readonly manifest: Manifest;
  readonly lock: Lock | undefined;
  readonly folder: Folder;
  readonly span: Span;
}

/** Programs that are in every Node image. */
const IN_THE_IMAGE = new Set(['node', 'sh', 'env', 'npm', 'npx', 'bash', 'sleep', 'echo', 'true', 'test']);

/** scripts.start, then `main`, then server.js and index.js: npm's own order, and what people mean. */
export function findStart(search: Search): StartResult {
  const { manifest, folder, span } = search;
  const script = manifest.scripts['start'];
  if (script !== undefined && script.trim() !== '') return fromScript(search, 'start', script, ['start']);
  const candidates: readonly (readonly [string | undefined, string])[] = [
    [manifest.main, '`main` in `package.json`'], ['server.js', 'the folder'], ['index.js', 'the folder'],
  ];
  for (const [file, source] of candidates) {
    if (file === undefined) continue;
    if (source === 'the folder' && folder.host.readFile(inFolder(folder.path, file)) === undefined) continue;
    return checked(search, { argv: ['node', file.replace(/^\.\//, '')], env: {}, source: source === 'the folder' ? `\`${file}\` in the folder` : source, shell: false });
  }
  return {
    diagnostics: [report(codes.DEP5030, { folder: folder.path }, {
      span,
      label: 'no start command found',
      notes: ['looked for `scripts.start` and `main` in `package.json`, then for `server.js` and `index.js`'],
      help: [{ text: 'add `"scripts": { "start": "node FILE" }` to `package.json`', applicability: 'unsafe' }],
    })],
  };
}

/** A start command that the request gives itself. */
export function givenStart(search: Search, argv: readonly string[]): StartResult {
  return checked(search, { argv, env: {}, source: 'the start command', shell: false });
}

function fromScript(search: Search, name: string, script: string, trail: readonly string[]): StartResult {
  const { manifest, span } = search;
  const source = `\`scripts.${name}\` in \`package.json\``;
  const diagnostics: Diagnostic[] = [];
  for (const hook of [`pre${name}`, `post${name}`]) {
    if (manifest.scripts[hook] === undefined) continue;
    diagnostics.push(report(codes.DEP5035, { script: hook }, {
      span,
      label: 'built from this folder',
      notes: ['the image starts the program itself, not npm, so that the program gets the signal to stop'],
      help: [{ text: `do the work of \`${hook}\` in \`build\`, or in an \`init\` container of the workload`, applicability: 'unsafe' }],
    }));
  }
  const words = splitCommand(script);
  if (words.kind === 'shell') {
    diagnostics.push(report(codes.DEP5031, { script, syntax: words.syntax }, {
      span,
      label: 'built from this folder',
      notes: ['it is started with `sh -c`; a signal to stop goes to every process that it starts, and the shell waits for them'],
      help: [{ text: 'let `scripts.start` be one plain command, such as `node server.js`', applicability: 'unsafe' }],
    }));
    // A shell with a trap waits for its child before it ends; without one it would end first and take the init with it.
    return { start: { argv: ['/bin/sh', '-c', `trap 'exit 143' TERM; ${script}`], env: {}, source, shell: true }, diagnostics };
  }
  const next = runsScript(words.argv);
  if (next === undefined) {
    const found = checked(search, { argv: words.argv, env: words.env, source, shell: false });
    return { ...found, diagnostics: [...diagnostics, ...found.diagnostics] };
  }
  const target = manifest.scripts[next.script];
  if (target === undefined) return { diagnostics: [report(codes.DEP5036, { script, name: next.script }, { span, label: 'built from this folder' })] };
  if (trail.includes(next.script)) return { diagnostics: [report(codes.DEP5037, { scripts: [...trail, next.script] }, { span, label: 'built from this folder' })] };
  const inner = fromScript(search, next.script, next.args.length === 0 ? target : `${target} ${next.args.map(shellQuote).join(' ')}`, [...trail, next.script]);
  return { ...inner, ...(inner.start !== undefined && { start: { ...inner.start, env: { ...words.env, ...inner.start.env } } }), diagnostics: [...diagnostics, ...inner.diagnostics] };
}

/** `npm run serve -- --x` -> serve, [--x] */
function runsScript(argv: readonly string[]): { readonly script: string; readonly args: readonly string[] } | undefined {
  if (argv[0] !== 'npm') return undefined;
  const rest = argv.slice(1).filter((word) => word !== '--silent' && word !== '-s');
  const [verb, script] = rest;
  const at = rest.indexOf('--');
  const args = at < 0 ? [] : rest.slice(at + 1);
  if (verb === 'start') return { script: 'start', args };
  if ((verb === 'run' || verb === 'run-script') && script !== undefined) return { script, args };
  return undefined;
}

/** The argument list with the program resolved, or what is wrong with it. */
function checked(search: Search, start: Start): StartResult {
  const { folder, manifest, span } = search;
  const [program, ...args] = start.argv;
  if (program === undefined) return { diagnostics: [report(codes.DEP5030, { folder: folder.path }, { span, label: 'the start script is empty' })] };
  if (program === 'node') {
    const missing = missingFile(search, args, start.source);
    return missing === undefined ? { start, diagnostics: [] } : { diagnostics: [missing] };
  }
  if (program === 'npx' && args[0] !== undefined && !args[0].startsWith('-')) return checked(search, { ...start, argv: args });
  if (program.includes('/') || IN_THE_IMAGE.has(program)) return { start, diagnostics: [] };
  const provider = providerOf(search, program);
  if (provider === undefined && search.lock?.packages === undefined && Object.keys(manifest.dependencies).length > 0) {
    return { start: withBin(start, program, args), diagnostics: [] }; // npm 6's lockfile does not list programs
  }
  if (provider === undefined) {
    return { diagnostics: [report(codes.DEP5033, { program }, { span, label: 'built from this folder', notes: [`from ${start.source}`], help: [{ text: 'start it with `node FILE`, or add the package that brings the program to `dependencies`', applicability: 'unsafe' }] })] };
  }
  if (provider.dev) {
    return { diagnostics: [report(codes.DEP5032, { program, provider: provider.name }, { span, label: 'built from this folder', notes: [`from ${start.source}`, 'the image holds the production dependencies only'], help: [{ text: `start the built program with \`node FILE\`, or move \`${provider.name}\` to \`dependencies\``, applicability: 'unsafe' }] })] };
  }
  return { start: withBin(start, program, args), diagnostics: [] };
}

function withBin(start: Start, program: string, args: readonly string[]): Start {
  return { ...start, argv: [`/app/node_modules/.bin/${program}`, ...args] };
}

/** The installed package with a program of that name, as the lockfile knows it. */
function providerOf({ lock }: Search, program: string): { readonly name: string; readonly dev: boolean } | undefined {
  for (const [path, entry] of Object.entries(lock?.packages ?? {})) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    if (name === undefined || !isObject(entry)) continue;
    const link = entry['link'] === true && typeof entry['resolved'] === 'string' ? member(lock?.packages, entry['resolved']) : undefined;
    const bin = (isObject(link) ? link : entry)['bin'];
    if (isObject(bin) && Object.keys(bin).includes(program)) return { name, dev: entry['dev'] === true };
  }
  return undefined;
}

/** A file given to node that is not in the folder. A build step may make it, so that is looked at only without one. */
function missingFile({ folder, manifest, span }: Search, args: readonly string[], source: string): Diagnostic | undefined {
  if (manifest.scripts['build'] !== undefined) return undefined;
  const file = scriptOf(args);
  if (file === undefined || file.startsWith('/')) return undefined;
  const path = inFolder(folder.path, file);
  const spellings = [path, `${path}.js`, `${path}.cjs`, `${path}.mjs`, `${path}.json`, `${path}/index.js`, `${path}/package.json`];
  if (spellings.some((one) => folder.host.readFile(one) !== undefined)) return undefined;
  const notes = exists(folder.host, path) ? [`\`${file}\` is a folder without \`index.js\``] : [];
  return report(codes.DEP5034, { file, source }, { span, label: 'built from this folder', notes: [...notes, 'there is no `build` script that would make it'], help: nearPath(path, folder.host, undefined, false, (near) => near) });
}

/** The script among the arguments of node: the first one that is no option and no option's value. */
function scriptOf(args: readonly string[]): string | undefined {
  const withValue = new Set(['-r', '--require', '--import', '--loader', '--experimental-loader', '-C', '--conditions', '--env-file', '--title']);
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '-e' || arg === '--eval' || arg === '-p' || arg === '--print' || arg === '--run') return undefined;
    if (arg === '--') return args[index + 1];
    if (withValue.has(arg)) index += 1;
    else if (!arg.startsWith('-')) return arg;
  }
  return undefined;
}

export type Command =
  | { readonly kind: 'plain'; readonly argv: readonly string[]; readonly env: Readonly<Record<string, string>> }
  /** A shell is needed; `syntax` says for what. */
  | { readonly kind: 'shell'; readonly syntax: string };

/** The words of a simple command and the variables before it; anything a shell would act on is `shell`. */
export function splitCommand(command: string): Command {
  const line = splitWords(command);
  if (line === undefined) return { kind: 'shell', syntax: 'an open quote' };
  if (line.syntax !== undefined) return { kind: 'shell', syntax: line.syntax };
  const { words } = line;
  const env = noNames();
  let index = words[0]?.text === 'cross-env' || words[0]?.text === 'env' ? 1 : 0;
  for (; index < words.length; index += 1) {
    const word = words[index];
    const assignment = /^([A-Za-z_]\w*)=([^]*)$/.exec(word?.text ?? '');
    if (assignment === null || word?.quoted === true) break;
    // The variables become lines of the image, which have no spelling for a line break.
    if (/[\n\r]/.test(assignment[2] ?? '')) return { kind: 'shell', syntax: 'a value of several lines' };
    env[assignment[1] ?? ''] = assignment[2] ?? '';
  }
  const argv = words.slice(index).map((word) => word.text);
  return { kind: 'plain', argv: argv[0] === 'exec' ? argv.slice(1) : argv, env };
}
