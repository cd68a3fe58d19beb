// What `npm start` and `npm test` share: running a command, and installing the dependencies when they are missing or not those
// of package-lock.json. Plain JavaScript without dependencies: it runs right after a clone.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a command in the root folder, its output going where ours goes, and returns its exit status (1 when a signal ended it). */
export function run(command, args, options = {}) {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell, ...options });
  if (error) throw error;
  return status ?? 1;
}

/** As `run`, but ends this process with the status of a command that fails. */
export function mustRun(command, args, options) {
  const status = run(command, args, options);
  if (status !== 0) process.exit(status);
}

/** Installs with `npm ci` unless node_modules holds what package-lock.json says. */
export function installIfNeeded() {
  if (isInstalled()) return;
  process.stderr.write('installing the dependencies (npm ci)\n');
  mustRun('npm', ['ci', '--no-audit', '--no-fund']);
}

/** Whether every package of the lock file is installed in its version; optional ones may be missing (other platforms). */
export function isInstalled() {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = readJson(hidden).packages;
  return Object.entries(readJson(join(root, 'package-lock.json')).packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
