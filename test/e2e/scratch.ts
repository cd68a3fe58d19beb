// Scratch folders and programs for the end-to-end tests.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const packageFolder = join(import.meta.dirname, '..', '..');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program; never throws for its exit code. */
export function run(program: string, args: readonly string[], options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>>; readonly input?: string }): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, [...args], {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: '1', ...options.env },
    input: options.input ?? '',
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  return { code: status, out: stdout, err: stderr };
}

/** As `run`, but anything else than success is an error with what was printed. */
export function mustRun(program: string, args: readonly string[], options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> }): string {
  const { code, out, err } = run(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}\n${out}\n${err}`);
  return out;
}

export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), 'deployc-e2e-'));
}

/** The user's cache: what is slow to install is kept between runs. */
export function cacheFolder(name: string): string {
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'deployc-tests', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A copy of the package's sources as a clone has them: what git knows or would add, else everything but the usual exceptions. */
export function copySources(to: string): void {
  const listed = run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: packageFolder });
  const files = listed.code === 0 ? listed.out.split('\0').filter((path) => path !== '') : readdirSync(packageFolder).filter((name) => !['node_modules', 'dist', '.git'].includes(name));
  for (const path of files) {
    const from = join(packageFolder, path);
    if (!existsSync(from)) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(from, join(to, path), { recursive: true });
  }
}
