// The stages of a Node image: base -> (deps || prod-deps || init) -> build -> runtime. Only manifests go into the install
// layers, so an edit of the source does not install again. Why a slim image, an init and no shell: docs/adr/0005-node-images.md.

import type { Span } from '../../../diagnostics/index.js';
import type { BuildSecret, Instruction, RunMount, Stage } from '../../model/image.js';
import { byDefault, derived, written } from '../../model/origin.js';
import type { Traced } from '../../model/origin.js';
import type { BuildRequest, Folder } from '../stack.js';
import type { Start } from './start.js';
import type { NodeVersion } from './versions.js';

export interface NodeFacts {
  readonly request: BuildRequest;
  readonly folder: Folder;
  readonly at: Span;
  readonly version: NodeVersion;
  /** undefined: containers start it with a `command` of their own. */
  readonly start: Start | undefined;
  /** undefined: nothing to install. */
  readonly lockfile: string | undefined;
  readonly npmrc: boolean;
  /** `packageManager` pins npm itself. */
  readonly npmVersion: string | undefined;
  readonly local: readonly string[];
  /** Scripts of the folder's own package that npm runs on install. */
  readonly hooks: readonly string[];
  readonly builds: boolean;
  /** There are dependencies that the running program needs. */
  readonly production: boolean;
  readonly installSecrets: readonly BuildSecret[];
  readonly buildSecrets: readonly BuildSecret[];
}

const APP = '/app';
const TINI = '/usr/bin/tini';
/** One id for all images, so that they share what is downloaded. */
const CACHE = { id: 'deployc-npm', target: '/root/.npm' } as const;

export function nodeStages(facts: NodeFacts): { readonly stages: readonly Stage[]; readonly unusedSecrets: readonly BuildSecret[] } {
  const { lockfile, hooks, builds, production } = facts;
  // A hook may need the source and tools, and may change node_modules (`prisma generate`): then one tree is installed, used and pruned.
  const hooked = hooks.length > 0;
  const makes = builds || hooked;
  const stages: Stage[] = [base(facts), init(facts)];
  const installs = lockfile !== undefined && (makes || production);
  const installer = facts.npmVersion === undefined || !installs ? 'base' : 'npm';
  if (installer === 'npm') stages.push(pinnedNpm(facts));
  if (installs && makes) stages.push(install(facts, 'deps', installer, hooked ? 'npm ci --ignore-scripts' : 'npm ci', 'installs all dependencies, for the build'));
  if (installs && production && !hooked) stages.push(install(facts, 'prod-deps', installer, 'npm ci --omit=dev', 'installs the dependencies that the running program needs'));
  if (makes) stages.push(build(facts, installs ? 'deps' : 'base', hooked));
  stages.push(runtime(facts, makes, installs && production && !hooked));
  const unusedSecrets = [...(installs ? [] : facts.installSecrets), ...(builds ? [] : facts.buildSecrets)];
  return { stages, unusedSecrets };
}

/** A value that the stack decides. */
function decided<T>(facts: NodeFacts, value: T, reason: string): Traced<T> {
  return byDefault(value, 'node stack', reason, facts.at);
}

function stage(facts: NodeFacts, name: string, from: string, reason: string, instructions: readonly Instruction[]): Stage {
  return { name: decided(facts, name, reason), from: { kind: 'stage', stage: decided(facts, from, reason) }, instructions };
}

function run(facts: NodeFacts, command: string, reason: string, mounts: readonly RunMount[] = []): Instruction {
  return { kind: 'run', command: decided(facts, command, reason), mounts, env: {} };
}

function npmCache(facts: NodeFacts): RunMount {
  const reason = 'what npm downloads is kept between builds';
  return { kind: 'cache', id: decided(facts, CACHE.id, reason), target: decided(facts, CACHE.target, reason) };
}

function secretMounts(secrets: readonly BuildSecret[]): readonly RunMount[] {
  return secrets.map((secret) => ({ kind: 'secret', id: secret.id, env: secret.id }));
}

function base(facts: NodeFacts): Stage {
  const { version, request, at } = facts;
  const reason = `is Node ${version.tag} from ${version.source.replaceAll('`', '')}`;
  const image = `node:${version.tag}-slim`;
  const asked = request.using?.version ?? request.using?.stack;
  return {
    name: decided(facts, 'base', reason),
    from: { kind: 'image', image: asked === undefined ? derived(image, version.source, written(version.tag, at)) : derived(image, version.source, asked) },
    instructions: [{ kind: 'workdir', path: decided(facts, APP, 'the program lives there') }],
  };
}

function init(facts: NodeFacts): Stage {
  const reason = 'gets the init: Node as process 1 would not stop when it is told to';
  const command = 'apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*';
  return stage(facts, 'init', 'base', reason, [run(facts, command, reason)]);
}

function pinnedNpm(facts: NodeFacts): Stage {
  const reason = 'has the npm that packageManager names';
  return stage(facts, 'npm', 'base', reason, [run(facts, `npm install --global npm@${facts.npmVersion ?? ''}`, reason, [npmCache(facts)])]);
}

function install(facts: NodeFacts, name: string, from: string, command: string, reason: string): Stage {
  const files = ['package.json', facts.lockfile ?? '', ...(facts.npmrc ? ['.npmrc'] : [])];
  const manifests = 'npm reads only these files';
  const local = facts.local.map((path): Instruction => ({ kind: 'copy', sources: [decided(facts, path, 'a dependency that is a file')], to: decided(facts, path.endsWith('/') ? `./${path}` : path.replace(/[^/]*$/, '') === '' ? './' : `./${path.replace(/[^/]*$/, '')}`, 'a dependency that is a file') }));
  return stage(facts, name, from, reason, [
    { kind: 'copy', sources: files.map((file) => decided(facts, file, manifests)), to: decided(facts, './', manifests) },
    ...local,
    run(facts, command, reason, [npmCache(facts), ...secretMounts(facts.installSecrets)]),
  ]);
}

function build(facts: NodeFacts, from: string, hooked: boolean): Stage {
  const reason = facts.builds ? 'runs the build script' : 'runs the install scripts, which may read the source';
  const steps: string[] = [];
  if (hooked) {
    steps.push('npm rebuild');
    for (const name of ['prepublish', 'prepare']) if (facts.hooks.includes(name)) steps.push(`npm run ${name}`);
  }
  if (facts.builds) steps.push('npm run build');
  // What the running program needs is copied from prod-deps; with hooks this tree itself is kept, without the tools.
  if (hooked) steps.push('npm prune --omit=dev --ignore-scripts');
  else if (from === 'deps') steps.push('rm -rf node_modules');
  const cache = hooked ? [npmCache(facts)] : [];
  return stage(facts, 'build', from, reason, [copyAll(facts), run(facts, steps.join(' && '), reason, [...cache, ...secretMounts(facts.builds ? facts.buildSecrets : [])])]);
}

function copyAll(facts: NodeFacts): Instruction {
  const { context } = facts.request;
  return { kind: 'copy', sources: [derived('.', 'the folder that is built', context)], to: decided(facts, './', 'the program lives there') };
}

function runtime(facts: NodeFacts, makes: boolean, ownDeps: boolean): Stage {
  const { request, start } = facts;
  const reason = 'is the image: the program, what it needs, and nothing else';
  const copy = (from: string, path: string, to: string): Instruction => ({ kind: 'copy', sources: [decided(facts, path, reason)], to: decided(facts, to, reason), from: { kind: 'stage', stage: decided(facts, from, reason) } });
  const [main] = request.ports;
  const env: Record<string, Traced<string>> = { NODE_ENV: decided(facts, 'production', 'libraries leave out what is for development') };
  if (main !== undefined) env['PORT'] = derived(String(main.container.value), 'the main port', main.container);
  if (start?.shell === true) env['PATH'] = decided(facts, `${APP}/node_modules/.bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, 'a start script may name the programs of packages, as under npm');
  if (start !== undefined) for (const [name, value] of Object.entries(start.env)) env[name] = derived(value, start.source, request.context);
  const instructions: Instruction[] = [{ kind: 'env', values: env }, copy('init', '/usr/bin/tini-static', TINI)];
  if (ownDeps) instructions.push(copy('prod-deps', `${APP}/node_modules`, './node_modules'));
  instructions.push(makes ? copy('build', APP, './') : copyAll(facts));
  instructions.push({ kind: 'user', user: decided(facts, '1000:1000', 'the node user of the official image, by number: Kubernetes refuses names') });
  for (const port of request.ports) instructions.push({ kind: 'expose', port: port.container, protocol: port.protocol });
  instructions.push({ kind: 'label', values: { 'org.opencontainers.image.title': request.name, 'org.opencontainers.image.base.name': decided(facts, `docker.io/library/node:${facts.version.tag}-slim`, 'what the image is built on') } });
  // -g: with a shell in between, the signal must reach the program too.
  const entry = start?.shell === true ? [TINI, '-g', '--'] : [TINI, '--'];
  instructions.push({ kind: 'entrypoint', argv: entry.map((word) => decided(facts, word, 'an init passes signals on and ends a program that does not handle them')) });
  const given = request.start;
  if (start !== undefined) instructions.push({ kind: 'command', argv: start.argv.map((word, index) => given?.[index] !== undefined && given.length === start.argv.length ? derived(word, 'the start command', given[index]) : derived(word, start.source, request.context)) });
  return stage(facts, 'runtime', 'base', reason, instructions);
}
