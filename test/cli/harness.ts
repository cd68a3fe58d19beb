// Runs deployc in memory: the real commands over a temporary folder, with captured output.

import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Context } from '../../src/cli/context.js';
import type { Io } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';
import { sourceLoader } from '../../src/cli/source-loader.js';
import { compile } from '../../src/compiler/program.js';

export const packageFolder = join(import.meta.dirname, '..', '..');

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Captured {
  readonly context: Context;
  readonly out: () => string;
  readonly err: () => string;
}

/** A context that captures what is printed. */
export function testContext(cwd: string = tmpdir(), stdin: string | Uint8Array = '', env: Readonly<Record<string, string>> = {}): Captured {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    readStdin: () => (typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
    cwd,
    env,
    tty: () => false,
    width: () => undefined,
  };
  const context: Context = { io, loader: sourceLoader(packageFolder), compile, phase: { now: 'test' } };
  return { context, out: () => out.join(''), err: () => err.join('') };
}

/** Runs one command line in `cwd`. */
export async function deployc(cwd: string, argv: readonly string[], stdin: string | Uint8Array = '', env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const captured = testContext(cwd, stdin, env);
  const code = await main(argv, captured.context.loader, captured.context.io);
  return { code, out: captured.out(), err: captured.err() };
}

/** A temporary folder with `files`; `using` removes it. */
export class TempFolder {
  readonly path: string;

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    this.path = mkdtempSync(join(tmpdir(), 'deployc-test-'));
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.path, path), 'utf8');
  }

  removeFile(path: string): void {
    rmSync(join(this.path, path));
  }

  /** All files, sorted. */
  list(): readonly string[] {
    return readdirSync(this.path, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.path.length + 1))
      .sort();
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
