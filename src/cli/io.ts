// The process seen from the commands: output, environment, terminal. The only place that writes to stdout and stderr, so
// that tests can run commands in memory and the hot path loads no stream modules.

import { readSync, writeSync } from 'node:fs';

export interface Io {
  /** Data. */
  readonly out: (text: string) => void;
  /** Everything else. */
  readonly err: (text: string) => void;
  /** All of the standard input, as bytes. */
  readonly readStdin: () => Uint8Array;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly tty: (stream: 'stdin' | 'stdout' | 'stderr') => boolean;
  /** Columns of the terminal on stderr, if it is one. */
  readonly width: () => number | undefined;
}

const descriptors = { stdin: 0, stdout: 1, stderr: 2 } as const;

/** The Io of this process. */
export function processIo(): Io {
  return {
    out: writer(descriptors.stdout),
    err: writer(descriptors.stderr),
    readStdin: () => readAll(0),
    cwd: process.cwd(),
    env: process.env,
    tty: (stream) => isTerminal(descriptors[stream]),
    width: () => (isTerminal(2) ? process.stderr.columns : undefined),
  };
}

/** Loads node:tty (3 ms) only when somebody asks; a plain import would cost every run. */
function isTerminal(descriptor: number): boolean {
  return process.getBuiltinModule('node:tty').isatty(descriptor);
}

/** Whether text on `stream` is coloured: --no-color, then NO_COLOR, then FORCE_COLOR, then the terminal. */
export function wantsColor(io: Io, noColor: boolean, stream: 'stdout' | 'stderr'): boolean {
  if (noColor || (io.env['NO_COLOR'] ?? '') !== '') return false;
  const force = io.env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return io.tty(stream) && io.env['TERM'] !== 'dumb';
}

/** Once the reader has gone away (`| head`) nothing is written any more; the command goes on, and so keeps its exit code. */
function writer(descriptor: number): (text: string) => void {
  let read = true;
  return (text) => {
    if (read) read = writeAll(descriptor, text);
  };
}

/** False when nobody reads what is written. */
function writeAll(descriptor: number, text: string): boolean {
  const bytes = Buffer.from(text, 'utf8');
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = errorCode(error);
      // A pipe whose reader is slow: wait a little instead of spinning.
      if (code === 'EAGAIN') pause();
      else if (code === 'EPIPE') return false;
      else throw error;
    }
  }
  return true;
}

function readAll(descriptor: number): Uint8Array {
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(64 * 1024);
  for (;;) {
    try {
      const count = readSync(descriptor, chunk, 0, chunk.length, null);
      if (count === 0) return Buffer.concat(chunks);
      chunks.push(Buffer.from(chunk.subarray(0, count)));
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EOF') return Buffer.concat(chunks);
      if (code === 'EAGAIN') pause();
      else throw error;
    }
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/** The `code` of a system error (`ENOENT`), or undefined. By shape: errors of another realm are no instances of our Error. */
export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
