// `deployc fmt`: files in place (atomically, permissions kept), or the standard input to the standard output.

import { readFileSync, realpathSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { codes, printableLine, report } from '../../diagnostics/index.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import { format } from '../../grammar/index.js';
import { exitCodes, hasFlag } from '../context.js';
import type { Context } from '../context.js';
import type { Invocation } from '../commands-table.js';
import { FileProblem, isFileProblem, systemProblem } from '../file-problem.js';
import { printFindings } from '../findings.js';
import { decodeUtf8 } from '../node-host.js';
import { openProject, stdinName } from '../project.js';

export async function runFmt(invocation: Invocation, context: Context): Promise<number> {
  const stdin = hasFlag(invocation, 'stdin') || (invocation.args.length === 1 && invocation.args[0] === '-');
  if (stdin) return formatStdin(invocation, context);
  const check = hasFlag(invocation, 'check');
  const files = invocation.args.length === 0 ? [undefined] : invocation.args;
  const problems: Diagnostic[] = [];
  let unreadable = false;
  for (const file of files) {
    try {
      const problem = formatFile(file, check, invocation, context);
      if (problem !== undefined) problems.push(problem);
    } catch (error) {
      if (!isFileProblem(error)) throw error;
      unreadable = true;
      problems.push(...error.diagnostics);
    }
  }
  await printFindings({ diagnostics: problems, sources: new Map() }, invocation, context);
  if (unreadable) return exitCodes.usage;
  return problems.length > 0 ? exitCodes.findings : exitCodes.ok;
}

async function formatStdin(invocation: Invocation, context: Context): Promise<number> {
  if (hasFlag(invocation, 'stdin') && invocation.args.length > 0) {
    throw new FileProblem(report(codes.DEP0004, { program: 'deployc fmt', problem: 'takes either `--stdin` or files, not both' }));
  }
  const text = decodeUtf8(context.io.readStdin(), stdinName);
  context.phase.now = 'format';
  const formatted = format(text);
  if (!hasFlag(invocation, 'check')) {
    context.io.out(formatted);
    return exitCodes.ok;
  }
  if (formatted === text) return exitCodes.ok;
  await printFindings({ diagnostics: [notFormatted(stdinName)], sources: new Map() }, invocation, context);
  return exitCodes.findings;
}

/** Formats one file; with `check`, the finding that it is not formatted. */
function formatFile(file: string | undefined, check: boolean, invocation: Invocation, context: Context): Diagnostic | undefined {
  if (file === '-') throw new FileProblem(report(codes.DEP0004, { program: 'deployc fmt', problem: 'takes either `-` or files, not both' }));
  const project = openProject(context.io, file, invocation);
  const shown = project.prefix + project.entry;
  const place = resolve(context.io.cwd, shown);
  const text = decodeUtf8(readBytes(place, shown), shown);
  context.phase.now = 'format';
  const formatted = format(text);
  if (formatted === text) return undefined;
  if (check) return notFormatted(shown);
  replaceFile(place, formatted, shown);
  context.io.err(`formatted ${printableLine(shown)}\n`);
  return undefined;
}

function notFormatted(path: string): Diagnostic {
  const help = path === stdinName ? 'run `deployc fmt --stdin`' : `run \`deployc fmt ${path}\``;
  return report(codes.DEP0024, { path }, { help: [{ text: help, applicability: 'safe' }] });
}

function readBytes(place: string, shown: string): Uint8Array {
  try {
    return readFileSync(place);
  } catch (error) {
    throw new FileProblem(report(codes.DEP0015, { path: shown, problem: systemProblem(error) }));
  }
}

/** Through a temporary file beside it; a symbolic link stays one, and the permissions stay. */
function replaceFile(place: string, text: string, shown: string): void {
  let temporary: string | undefined;
  try {
    const real = realpathSync(place);
    const { mode } = statSync(real);
    const beside = join(dirname(real), `.${basename(real)}.deployc-${process.pid}.tmp`);
    temporary = beside;
    writeFileSync(beside, text, { flag: 'wx', mode });
    renameSync(beside, real);
  } catch (error) {
    if (temporary !== undefined) {
      try {
        unlinkSync(temporary);
      } catch {
        // It may never have been made.
      }
    }
    throw new FileProblem(report(codes.DEP0022, { path: shown, problem: systemProblem(error) }));
  }
}
