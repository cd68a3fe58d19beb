// `deployc compile`: compile, compare with the output folder, write what changed (or, with --check, say what would).

import { statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import type { CompileResult } from '../../compiler/program.js';
import { printableLine } from '../../diagnostics/index.js';
import { commandLine } from '../command-line.js';
import { exitCodes, hasFlag, textFlag } from '../context.js';
import type { Context } from '../context.js';
import type { Invocation } from '../commands-table.js';
import { mergeFindings, printFindings, shownFindings } from '../findings.js';
import { refuseProjectFolder, refuseSources } from '../output-folder.js';
import { useNativeHash } from '../native-hash.js';
import { openProject, outputFolder, outputInProject } from '../project.js';
import type { Project } from '../project.js';
import { summaryOf } from '../summary.js';
import type { SummaryOptions } from '../summary.js';
import { planFindings, planWrite, runWrite } from '../write.js';
import type { Target, WritePlan } from '../write.js';

export async function runCompile(invocation: Invocation, context: Context): Promise<number> {
  const project = openProject(context.io, invocation.args[0], invocation);
  context.phase.now = 'compile';
  useNativeHash();
  const target = targetOf(project, outputFolder(context.io, project, textFlag(invocation, 'out')), context.io.cwd);
  refuseProjectFolder(target.folder, project, context.io);
  const output = outputInProject(project, target.folder);
  const result = context.compile({ entry: project.entry, host: project.host, output });
  const compiled = shownFindings(result, project.prefix);
  if (!result.ok) {
    await printFindings(compiled, invocation, context);
    return exitCodes.findings;
  }
  context.phase.now = 'writing the output';
  if (result.model !== undefined) refuseSources(target.folder, output, result.model, project, context.io);
  const check = hasFlag(invocation, 'check');
  const plan = planWrite(result.artifacts, target, hasFlag(invocation, 'force'));
  const problems = check ? [...planFindings(plan, target, writingLine(invocation)), ...plan.conflicts] : plan.conflicts;
  if (problems.length === 0 && !check) runWrite(plan, target);
  const findings = mergeFindings([compiled, { diagnostics: problems, sources: new Map() }]);
  await printFindings(findings, invocation, context, result.artifacts);
  if (problems.length > 0) return exitCodes.findings;
  if (textFlag(invocation, 'format') !== 'json') printSummary(result, plan, target, context, check, { out: target.shown, outInProject: output === '' ? './' : `${output}/`, prefix: project.prefix, file: invocation.args[0], flag: textFlag(invocation, 'out') });
  return exitCodes.ok;
}

/** The command line that does what `--check` asks about. */
function writingLine(invocation: Invocation): string {
  const { check: _check, format: _format, 'no-color': _plain, ...flags } = invocation.flags;
  return commandLine({ ...invocation, flags });
}

function targetOf(project: Project, folder: string, cwd: string): Target {
  const shown = relative(cwd, folder).split(sep).join('/');
  return {
    folder,
    shown: shown === '' ? './' : `${shown}/`,
    entry: project.entry,
    exists: (entry) => !entry.startsWith('<') && statSync(join(project.folder, entry), { throwIfNoEntry: false }) !== undefined,
  };
}

function printSummary(result: CompileResult, plan: WritePlan, target: Target, context: Context, check: boolean, options: SummaryOptions): void {
  if (check) {
    context.io.err(`${printableLine(target.shown)} is up to date (${plan.unchanged.length} files)\n`);
    return;
  }
  context.io.err(summaryOf(result, plan, options));
}
