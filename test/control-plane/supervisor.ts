// A process of its own that keeps one control plane: `tsx supervisor.ts FOLDER [PID]` builds what is missing, starts it,
// says so in FOLDER/server.json (or why not in FOLDER/failed.txt), and stops it when process PID ends, or on SIGTERM or
// Ctrl-C. By hand, without arguments: prints the kubeconfig and runs until Ctrl-C.

import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildBinaries, findBinaries } from './binaries.js';
import { startControlPlane, type ControlPlane } from './launcher.js';
import { isAlive } from './lock.js';

const [folderArgument, pid] = process.argv.slice(2);
const folder = folderArgument ?? mkdtempSync(join(tmpdir(), 'deployc-control-plane-'));
mkdirSync(folder, { recursive: true });

let ended = false;
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => (ended = true));
const wanted = (): boolean => !ended && (pid === undefined || isAlive(Number(pid)));

async function start(): Promise<ControlPlane> {
  const found = findBinaries();
  if (found.kind === 'impossible') throw new Error(found.why);
  const binaries = found.kind === 'ready' ? found.folder : await buildBinaries(found.folder, (text) => void process.stderr.write(text));
  // Another program may take a port between our look and the server's start.
  for (let attempt = 1; ; attempt++) {
    try {
      return await startControlPlane(binaries, join(folder, `run-${attempt}`));
    } catch (error) {
      if (attempt === 3 || !wanted()) throw error;
    }
  }
}

/** Readers never see half a file. */
function publish(name: string, text: string): void {
  writeFileSync(join(folder, `${name}.part`), text, { mode: 0o600 });
  renameSync(join(folder, `${name}.part`), join(folder, name));
}

try {
  const { stop, ...server } = await start();
  publish('server.json', JSON.stringify(server));
  if (pid === undefined) process.stdout.write(`KUBECONFIG=${server.kubeconfig}\n`);
  while (wanted()) await sleep(200);
  await stop();
  rmSync(folder, { recursive: true, force: true });
} catch (error) {
  publish('failed.txt', error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
