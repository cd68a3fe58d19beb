// Errors of the CLI layer that carry a Diagnostic: thrown where a file or an argument makes going on pointless, caught
// once in main.ts, rendered like every other finding, exit code 2.

import type { Diagnostic } from '../diagnostics/index.js';
import { errorCode } from './io.js';

export class FileProblem extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((one) => one.message).join('\n'));
    this.name = 'FileProblem';
    this.diagnostics = diagnostics;
  }
}

/** Recognised by shape, because each chunk of the shipped program has its own copy of the class. */
export function isFileProblem(error: unknown): error is FileProblem {
  return error instanceof Error && error.name === 'FileProblem' && 'diagnostics' in error;
}

const words: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EMFILE: 'too many files are open',
  ELOOP: 'its symbolic links form a loop',
  ENAMETOOLONG: 'its name is too long',
  EEXIST: 'something of that name is in the way',
  EBUSY: 'it is in use',
};

/** What went wrong, in words, for a system error; other errors are bugs and go on. */
export function systemProblem(error: unknown): string {
  const code = errorCode(error);
  if (code === undefined) throw error;
  return words[code] ?? code;
}
