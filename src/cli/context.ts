// What a command gets to work with. Types only.

import type { CompileOptions, CompileResult } from '../compiler/program.js';
import type { Loader } from './chunks.js';
import type { Invocation } from './commands-table.js';
import type { Io } from './io.js';

export interface Context {
  readonly io: Io;
  readonly loader: Loader;
  /** The compiler, handed on so that the chunks need no copy of it. */
  readonly compile: (options: CompileOptions) => CompileResult;
  /** What is being done, for the report of an internal error. */
  readonly phase: { now: string };
}

/** A command: returns its exit code. */
export type Run = (invocation: Invocation, context: Context) => number | Promise<number>;

/** 0 fine, 1 findings, 2 bad usage or unreadable input, 70 a bug of deployc. */
export const exitCodes = { ok: 0, findings: 1, usage: 2, internal: 70, interrupted: 130 } as const;

/** The value of a text flag, if it was given. */
export function textFlag(invocation: Invocation, name: string): string | undefined {
  const value = invocation.flags[name];
  return typeof value === 'string' ? value : undefined;
}

/** Whether a boolean flag was given. */
export function hasFlag(invocation: Invocation, name: string): boolean {
  return invocation.flags[name] === true;
}
