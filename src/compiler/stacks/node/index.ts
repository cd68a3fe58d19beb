// The Node stack: a folder with a package.json, built with npm. Reads the folder (manifest.ts, versions.ts, start.ts), checks
// what cannot be built, and hands the findings to stages.ts.

import type { Diagnostic, Span } from '../../../diagnostics/index.js';
import { codes, report } from '../../../diagnostics/index.js';
import { byDefault, derived, spanOf, written } from '../../model/origin.js';
import type { Traced } from '../../model/origin.js';
import { inFolder } from '../folder.js';
import { ignorePatterns } from '../ignore.js';
import type { BuildRequest, Folder, Planned, Stack } from '../stack.js';
import { checkLocalDependencies } from './local.js';
import { readLock, readManifest, staleIn } from './manifest.js';
import type { Lock, Manifest, Read } from './manifest.js';
import { readNpmrc } from './npmrc.js';
import { findStart, givenStart } from './start.js';
import type { StartResult } from './start.js';
import { nodeStages } from './stages.js';
import { chooseNode, releases } from './versions.js';
import type { Wish } from './versions.js';

export const node: Stack = {
  name: 'node',
  title: 'Node.js with npm',
  manifest: 'package.json',
  versions: releases.map((release) => String(release.major)),
  plan,
};

/** Lockfiles by the package manager that writes them. */
const LOCKFILES: readonly (readonly [file: string, manager: string])[] = [
  ['package-lock.json', 'npm'], ['npm-shrinkwrap.json', 'npm'], ['pnpm-lock.yaml', 'pnpm'], ['yarn.lock', 'yarn'], ['bun.lock', 'bun'], ['bun.lockb', 'bun'],
];

/** Scripts that npm runs when it installs the package of the folder itself. */
const INSTALL_HOOKS = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];

function plan(request: BuildRequest, folder: Folder): Planned {
  const span = spanOf(request.context.origin) ?? request.span;
  const read = readManifest(folder, span);
  if (!read.ok) return { diagnostics: [read.diagnostic] };
  const manifest = read.value;
  const refused = refuse(manifest, folder, span);
  if (refused !== undefined) return { diagnostics: [refused] };
  const locked = findLock(manifest, folder, span);
  if (!locked.ok) return { diagnostics: [locked.diagnostic] };
  const lock = locked.value;
  const diagnostics: Diagnostic[] = [];
  const local = checkLocalDependencies(manifest, folder, span);
  const npmrc = readNpmrc(folder, request.secrets ?? [], span);
  const chosen = chooseNode(wishes(request, manifest, folder), span);
  const search = { manifest, lock, folder, span };
  const found = request.start === undefined ? unlessReplaced(request, findStart(search)) : givenStart(search, request.start.map((word) => word.value));
  diagnostics.push(...local.diagnostics, ...npmrc.diagnostics, ...chosen.diagnostics, ...found.diagnostics);
  const { version } = chosen;
  const { start } = found;
  if (version === undefined || diagnostics.some((one) => one.severity === 'error')) return { diagnostics };
  const stages = nodeStages({
    request, folder, at: span, version, start,
    lockfile: lock?.file,
    npmrc: npmrc.present,
    npmVersion: /^npm@(\d+\.\d+\.\d+(?:-[\w.]+)?)/.exec(manifest.packageManager ?? '')?.[1],
    local: local.paths,
    hooks: lock === undefined ? [] : INSTALL_HOOKS.filter((name) => manifest.scripts[name] !== undefined),
    builds: manifest.scripts['build'] !== undefined,
    production: countOf(manifest.dependencies, manifest.optionalDependencies, manifest.peerDependencies) > 0,
    installSecrets: npmrc.secrets,
    buildSecrets: (request.secrets ?? []).filter((secret) => !npmrc.secrets.includes(secret)),
  });
  for (const secret of stages.unusedSecrets) diagnostics.push(report(codes.DEP5062, { name: secret.id.value }, { span: spanOf(secret.id.origin) ?? request.span, label: 'not read', tags: ['unused'] }));
  return { image: imageOf(request, folder, span, manifest, stages.stages, [`node ${version.tag} from ${version.source}`, `packages from ${lock === undefined ? 'nowhere: there are no dependencies' : `\`${lock.file}\``}`, start === undefined ? 'started by the `command` of its containers' : `started as ${start.source} says`]), diagnostics };
}

/** What the folder says about starting is of no interest when the `command` of each container stands in its place. */
function unlessReplaced(request: BuildRequest, found: StartResult): StartResult {
  if (request.started !== false) return found;
  const usable = !found.diagnostics.some((one) => one.severity === 'error');
  return { diagnostics: [], ...(usable && found.start !== undefined && { start: found.start }) };
}

function imageOf(request: BuildRequest, folder: Folder, span: Span, manifest: Manifest, stages: ReturnType<typeof nodeStages>['stages'], evidence: readonly string[]): NonNullable<Planned['image']> {
  const user = 'the node user of the official image';
  return {
    name: request.name,
    context: derived(folder.path, 'the folder that is built', request.context),
    stages,
    ignore: ignorePatterns(folder, span, outputs(manifest, folder, span)),
    evidence: evidence.map((text) => byDefault(text, 'found in the folder', 'the files of the folder say so', span)),
    user: byDefault(1000, 'image user', user, span),
    group: byDefault(1000, 'image user', user, span),
    secrets: request.secrets ?? [],
    declared: request.span,
  };
}

/** Things that the stack cannot build yet. */
function refuse(manifest: Manifest, folder: Folder, span: Span): Diagnostic | undefined {
  const label = 'built from this folder';
  if (manifest.workspaces) {
    return report(codes.DEP5016, { file: 'package.json' }, { span, label, help: [{ text: 'build a package that has a lockfile of its own, or write the image stage by stage: `build . { stage app from "…" { … } }`', applicability: 'unsafe' }] });
  }
  const there = LOCKFILES.filter(([file]) => folder.names.includes(file));
  const managers = new Set(there.map(([, manager]) => manager));
  if (managers.size > 1) {
    return report(codes.DEP5013, { files: there.map(([file]) => file) }, { span, label, notes: ['each manager would install other versions'], help: [{ text: 'keep the lockfile of the manager that you use and delete the others', applicability: 'unsafe' }] });
  }
  const named = /^(npm|pnpm|yarn|bun)@/.exec(manifest.packageManager ?? '')?.[1];
  if (manifest.packageManager !== undefined && named === undefined) return report(codes.DEP5011, { file: 'package.json', field: 'packageManager', wanted: 'a package manager and its version, such as `npm@11.4.0`' }, { span, label });
  const other = there.find(([, manager]) => manager !== 'npm');
  const manager = named !== undefined && named !== 'npm' ? named : other?.[1];
  if (manager !== undefined) {
    const evidence = named === manager ? '`packageManager` in `package.json`' : `\`${other?.[0] ?? ''}\``;
    return report(codes.DEP5014, { manager, evidence }, {
      span,
      label,
      help: [
        { text: `switch to npm: delete \`${other?.[0] ?? 'the lockfile'}\` and run \`npm install\``, applicability: 'unsafe' },
        { text: `or write the image stage by stage, with ${manager} in its \`run\` steps: \`build . { stage app from "…" { … } }\``, applicability: 'unsafe' },
      ],
    });
  }
  return undefined;
}

/** npm's lockfile; undefined is right only where there is nothing to install. */
function findLock(manifest: Manifest, folder: Folder, span: Span): Read<Lock | undefined> {
  // npm itself prefers the shrinkwrap when both are there.
  const file = ['npm-shrinkwrap.json', 'package-lock.json'].find((name) => folder.names.includes(name));
  const count = countOf(manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies, manifest.peerDependencies);
  if (file === undefined) {
    if (count === 0) return { ok: true, value: undefined };
    return {
      ok: false,
      diagnostic: report(codes.DEP5012, { folder: folder.path }, {
        span,
        label: 'no `package-lock.json` here',
        notes: ['`npm ci` installs exactly what the lockfile says and refuses to run without one; any other install can give a different image tomorrow'],
        help: [{ text: 'run `npm install` in the folder and commit `package-lock.json`', applicability: 'unsafe' }],
      }),
    };
  }
  const lock = readLock(folder, file, span);
  if (!lock.ok) return lock;
  const stale = staleIn(manifest, lock.value);
  if (stale.length > 0) {
    const notes = stale.length > 3 ? [...stale.slice(0, 3), `and ${stale.length - 3} more`] : stale;
    return { ok: false, diagnostic: report(codes.DEP5015, { lockfile: file }, { span, label: 'built from this folder', notes: [...notes, '`npm ci` refuses to install from such a lockfile'], help: [{ text: 'run `npm install` in the folder and commit the lockfile', applicability: 'unsafe' }] }) };
  }
  return { ok: true, value: count === 0 ? undefined : lock.value };
}

function countOf(...tables: readonly Readonly<Record<string, string>>[]): number {
  return tables.reduce((sum, table) => sum + Object.keys(table).length, 0);
}

/** Everything that asks for a Node version, most binding first: what is exact comes before what is a range. */
function wishes(request: BuildRequest, manifest: Manifest, folder: Folder): readonly Wish[] {
  const { using } = request;
  const out: Wish[] = [];
  const push = (text: string | undefined, source: string, range: boolean): void => {
    if (text !== undefined && text.trim() !== '') out.push({ text: text.trim(), source, range });
  };
  const file = (name: string): string | undefined => (folder.names.includes(name) ? folder.host.readFile(inFolder(folder.path, name)) : undefined);
  const firstLine = (name: string): string | undefined => file(name)?.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).map((line) => line.replace(/#.*/, '').trim()).find((line) => line !== '');
  if (using?.version !== undefined) out.push({ text: using.version.value, source: '`using node`', range: false, span: spanOf(using.version.origin) ?? request.span });
  push(firstLine('.nvmrc'), '`.nvmrc`', false);
  push(firstLine('.node-version'), '`.node-version`', false);
  push(/^[ \t]*node(?:js)?[ \t]+([^\s#]+)/m.exec(file('.tool-versions') ?? '')?.[1], '`.tool-versions`', false);
  push(manifest.volta['node'], '`volta.node` in `package.json`', false);
  push(manifest.runtime, '`devEngines.runtime` in `package.json`', true);
  push(manifest.engines['node'], '`engines.node` in `package.json`', true);
  return out;
}

/** Folders that the build makes and git ignores: what an earlier build left there must not get into the image. */
function outputs(manifest: Manifest, folder: Folder, at: Span): readonly Traced<string>[] {
  if (manifest.scripts['build'] === undefined || !folder.names.includes('.gitignore')) return [];
  const ignored = new Set((folder.host.readFile(inFolder(folder.path, '.gitignore')) ?? '').split(/\r\n|\n|\r/).map((line) => line.trim().replace(/^\/|\/$/g, '')));
  return ['dist', 'build', 'lib', '.next', '.nuxt', '.output', '.svelte-kit', '.turbo'].filter((name) => ignored.has(name)).map((name) => written(name, at));
}
