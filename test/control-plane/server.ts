// What a test file asks for: the API server of this test run. The first file that asks starts it, all others of the run
// share it, and it ends with the run. Without Go and without KUBEBUILDER_ASSETS the tests are skipped loudly, or fail when
// DEPLOYC_REQUIRE_SERVER=1.

import { describe, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Admin } from './admin.js';
import { findBinaries } from './binaries.js';
import { withLock } from './lock.js';

export interface Server {
  readonly kubeconfig: string;
  readonly readerKubeconfig: string;
  readonly url: string;
  readonly admin: Admin;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const startTimeout = 20 * 60_000;

/**
 * The server, or why there is none. Call it at the top of a test file, outside of any test: the first build takes minutes.
 * @throws when DEPLOYC_REQUIRE_SERVER=1 and there is none
 */
export async function testServer(): Promise<Server | string> {
  const found = findBinaries();
  if (found.kind === 'impossible') {
    if (process.env['DEPLOYC_REQUIRE_SERVER'] === '1') throw new Error(`DEPLOYC_REQUIRE_SERVER=1, but ${found.why}`);
    return found.why;
  }
  if (found.kind === 'to-build') process.stderr.write('\ncontrol plane: building it once from the Go module proxy; this takes about 6 minutes\n');
  const { folder, pid } = run();
  mkdirSync(folder, { recursive: true });
  return withLock(join(folder, 'lock'), startTimeout, async () => {
    try {
      if (!existsSync(join(folder, 'server.json'))) await launch(folder, pid);
    } catch (error) {
      // It could not be built (no network, most likely). One that is built and does not start is never skipped.
      if (found.kind === 'ready' || process.env['DEPLOYC_REQUIRE_SERVER'] === '1') throw error;
      return error instanceof Error ? error.message : String(error);
    }
    const server = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as { kubeconfig: string; readerKubeconfig: string; url: string; token: string; ca: string };
    return { ...server, admin: new Admin(server) };
  });
}

/** A `describe` that needs the server: one loudly skipped test when there is none. */
export function describeServer(name: string, server: Server | string, tests: (server: Server) => void): void {
  if (typeof server !== 'string') {
    describe(name, () => tests(server));
    return;
  }
  process.stderr.write(`\n*** SKIPPED: ${name}: ${server}. Install Go, or set KUBEBUILDER_ASSETS. ***\n`);
  describe.skip(`${name} (SKIPPED: ${server})`, () => {
    it('needs a real API server', () => undefined);
  });
}

/** The process that lives as long as the test run: Jest itself, which is the parent of a worker. */
function run(): { readonly folder: string; readonly pid: number } {
  const isWorker = /[\\/]jest-worker[\\/]/.test(process.argv[1] ?? '');
  const pid = isWorker ? process.ppid : process.pid;
  return { pid, folder: join(tmpdir(), `deployc-test-run-${pid}`) };
}

async function launch(folder: string, pid: number): Promise<void> {
  const log = openSync(join(folder, 'supervisor.log'), 'a');
  const supervisor = spawn(process.execPath, ['--import', 'tsx', join(here, 'supervisor.ts'), folder, String(pid)], {
    cwd: here,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let exited = false;
  supervisor.on('exit', () => (exited = true));
  supervisor.unref();
  for (const end = Date.now() + startTimeout; Date.now() < end; await sleep(100)) {
    if (existsSync(join(folder, 'server.json'))) return;
    if (existsSync(join(folder, 'failed.txt'))) throw new Error(`the control plane did not start: ${readFileSync(join(folder, 'failed.txt'), 'utf8')}`);
    if (exited) throw new Error(`the control plane did not start:\n${readFileSync(join(folder, 'supervisor.log'), 'utf8').slice(-4000)}`);
  }
  throw new Error('the control plane did not start in time');
}
