// The programs of the control plane: found in KUBEBUILDER_ASSETS, in the per-user cache, or built from the Go module proxy
// into that cache. Knows how they are built, not how they are run.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const programs = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kwok'];

interface Module {
  /** The folder with its go.mod. */
  readonly folder: string;
  /** The module whose version names the cache folder. */
  readonly module: string;
  readonly packages: readonly string[];
}

const modules: readonly Module[] = [
  { folder: 'etcd', module: 'go.etcd.io/etcd/server/v3', packages: ['go.etcd.io/etcd/server/v3'] },
  {
    folder: 'kubernetes',
    module: 'k8s.io/kubernetes',
    packages: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((name) => `k8s.io/kubernetes/cmd/${name}`),
  },
  { folder: 'kwok', module: 'sigs.k8s.io/kwok', packages: ['sigs.k8s.io/kwok/cmd/kwok'] },
];

export type Binaries =
  | { readonly kind: 'ready'; readonly folder: string }
  | { readonly kind: 'to-build'; readonly folder: string }
  | { readonly kind: 'impossible'; readonly why: string };

/** Where the programs are, or would be built. Starts nothing but `go version`. */
export function findBinaries(): Binaries {
  const assets = process.env['KUBEBUILDER_ASSETS'];
  if (assets !== undefined && hasAll(assets)) return { kind: 'ready', folder: assets };
  const folder = cacheFolder();
  if (hasAll(folder)) return { kind: 'ready', folder };
  if (spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0) return { kind: 'to-build', folder };
  const wanted = assets === undefined ? 'KUBEBUILDER_ASSETS is not set' : `KUBEBUILDER_ASSETS (${assets}) lacks ${missingIn(assets).join(', ')}`;
  return { kind: 'impossible', why: `there is no Go to build a control plane with, and ${wanted}` };
}

/** Builds what is missing (about 6 minutes from nothing on 2 cores) and returns the folder. Safe to call from several processes at once. */
export async function buildBinaries(folder: string, log: (text: string) => void): Promise<string> {
  mkdirSync(join(folder, '..'), { recursive: true });
  return withLock(`${folder}.lock`, 20 * 60_000, async () => {
    if (hasAll(folder)) return folder;
    const unfinished = `${folder}.${process.pid}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished);
    try {
      for (const one of modules) await build(one, unfinished, log);
      rmSync(folder, { recursive: true, force: true });
      renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
    return folder;
  });
}

function missingIn(folder: string): readonly string[] {
  return programs.filter((name) => !existsSync(join(folder, name)));
}

function hasAll(folder: string): boolean {
  return missingIn(folder).length === 0;
}

/** One folder per set of versions, so that a new version is built beside the old one. */
function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const one of modules) for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(here, one.folder, file)));
  const names = modules.map((one) => `${one.folder}-${versionOf(one)}`);
  return join(base, 'deployc', 'control-plane', `${names.join('_')}-${hash.digest('hex').slice(0, 8)}`);
}

function versionOf(one: Module): string {
  const goMod = readFileSync(join(here, one.folder, 'go.mod'), 'utf8');
  const found = goMod.split('\n').map((line) => line.trim().replace(/^require /, '').split(' ')).find(([name]) => name === one.module);
  if (found?.[1] === undefined) throw new Error(`${one.folder}/go.mod does not require ${one.module}`);
  return found[1].replace(/^v/, '');
}

async function build(one: Module, out: string, log: (text: string) => void): Promise<void> {
  const output = one.packages.length === 1 ? join(out, one.folder) : `${out}/`;
  const args = ['build', '-trimpath', '-ldflags', `-s -w${one.folder === 'kubernetes' ? stamps(versionOf(one)) : ''}`, '-o', output, ...one.packages];
  log(`control plane: building ${one.folder} ${versionOf(one)}\n`);
  await new Promise<void>((done, failed) => {
    const go = spawn('go', args, { cwd: join(here, one.folder), env: { ...process.env, CGO_ENABLED: '0' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let last = '';
    for (const stream of [go.stdout, go.stderr]) stream.on('data', (data: Buffer) => {
      last = `${last}${data.toString()}`.slice(-4000);
      log(data.toString());
    });
    go.on('error', failed);
    go.on('exit', (code) => (code === 0 ? done() : failed(new Error(`go build of ${one.folder} ended with ${code}:\n${last}`))));
  });
}

/** Without these the API server says it is v0.0.0, and refuses to emulate itself. */
function stamps(version: string): string {
  const [major, minor] = version.split('.');
  const values = { gitVersion: `v${version}`, gitMajor: major, gitMinor: minor };
  return ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version']
    .flatMap((where) => Object.entries(values).map(([name, value]) => ` -X ${where}.${name}=${value}`)).join('');
}
