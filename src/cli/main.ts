// One run of deployc: from the words of the command line to the exit code. The hot chunk: carries the compiler, compile, check
// and fmt; everything else is loaded when it is needed. The only place where unknown exceptions end.

import { check, compile } from '../compiler/program.js';
import { parseFast } from './argv.js';
import type { Loader } from './chunks.js';
import type { Invocation } from './commands-table.js';
import { exitCodes } from './context.js';
import type { Context } from './context.js';
import { isFileProblem } from './file-problem.js';
import { printFindings } from './findings.js';
import type { Findings } from './findings.js';
import { codes, report } from '../diagnostics/index.js';
import { processIo } from './io.js';
import type { Io } from './io.js';
import { runCheck } from './run/check.js';
import { runCompile } from './run/compile.js';
import { runFmt } from './run/fmt.js';

/** Runs the command line `argv` (without node and script) and returns the exit code; never throws. */
export async function main(argv: readonly string[], loader: Loader, io: Io = processIo()): Promise<number> {
  const context: Context = { io, loader, compile, phase: { now: 'reading the command line' } };
  let invocation: Invocation | undefined;
  try {
    if (argv.length === 1 && argv[0] === '--version') {
      io.out(`deployc ${loader.version}\n`);
      return exitCodes.ok;
    }
    const read = parseFast(argv) ?? (await (await loader.load('oclif')).readArgv(argv, context));
    if (typeof read === 'number') return read;
    invocation = read;
    return await run(invocation, context);
  } catch (error) {
    try {
      return await fail(error, invocation, argv, context);
    } catch (second) {
      return lastWords(error, second, io);
    }
  }
}

async function run(invocation: Invocation, context: Context): Promise<number> {
  const { loader } = context;
  switch (invocation.command) {
    case 'check':
      return runCheck(invocation, { ...context, compile: check });
    case 'compile':
      return runCompile(invocation, context);
    case 'fmt':
      return runFmt(invocation, context);
    case 'explain':
      return (await loader.load('explain')).runExplain(invocation, context);
    case 'graph':
      return (await loader.load('graph')).runGraph(invocation, context);
    case 'apply':
      return (await loader.load('apply')).runApply(invocation, context);
    case 'completion':
      return (await loader.load('oclif')).runCompletion(invocation, context);
  }
}

/** A mistake of the user ends with its diagnostics and 2, everything else is a bug of ours: DEP9000 and 70. */
async function fail(error: unknown, invocation: Invocation | undefined, argv: readonly string[], context: Context): Promise<number> {
  const asked = invocation ?? { command: 'check', args: [], flags: argv.includes('--no-color') ? { 'no-color': true } : {} };
  if (isFileProblem(error)) {
    await printFindings({ diagnostics: error.diagnostics, sources: new Map() }, asked, context);
    return exitCodes.usage;
  }
  await printFindings(internalError(error, argv, context), asked, context);
  if ((context.io.env['DEBUG'] ?? '') !== '' && error instanceof Error) context.io.err(`${error.stack ?? error.message}\n`);
  return exitCodes.internal;
}

function internalError(error: unknown, argv: readonly string[], context: Context): Findings {
  const problem = error instanceof Error ? error.message : String(error);
  const diagnostic = report(codes.DEP9000, { phase: context.phase.now, problem }, {
    notes: [`deployc ${context.loader.version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`, `the command was: deployc ${argv.join(' ')}`],
    help: [
      { text: 'please report it with these lines and the smallest `.dep` file that shows it', applicability: 'unsafe' },
      { text: 'run the command again with `DEBUG=1` to see where it happened', applicability: 'unsafe' },
    ],
  });
  return { diagnostics: [diagnostic], sources: new Map() };
}

/** Not even the report could be printed: say the least that helps, with nothing that could fail again. */
function lastWords(error: unknown, second: unknown, io: Io): number {
  io.err(`error[DEP9000]: deployc has a bug: ${String(error)}\n(and while reporting it: ${String(second)})\n`);
  return exitCodes.internal;
}
