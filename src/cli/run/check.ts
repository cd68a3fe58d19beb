// `deployc check`: every FILE is a project of its own; findings of all of them in one report.

import { exitCodes } from '../context.js';
import type { Context } from '../context.js';
import type { Invocation } from '../commands-table.js';
import { isFileProblem } from '../file-problem.js';
import { hasErrors, mergeFindings, printFindings, shownFindings } from '../findings.js';
import type { Findings } from '../findings.js';
import { openProject } from '../project.js';

export async function runCheck(invocation: Invocation, context: Context): Promise<number> {
  const files: readonly (string | undefined)[] = invocation.args.length === 0 ? [undefined] : invocation.args;
  let unreadable = false;
  const all: Findings[] = [];
  for (const file of files) {
    try {
      const project = openProject(context.io, file, invocation);
      context.phase.now = 'check';
      all.push(shownFindings(context.compile({ entry: project.entry, host: project.host }), project.prefix));
    } catch (error) {
      // One unreadable file does not keep the mistakes of the others from being shown.
      if (!isFileProblem(error)) throw error;
      unreadable = true;
      all.push({ diagnostics: error.diagnostics, sources: new Map() });
    }
  }
  const findings = mergeFindings(all);
  context.phase.now = 'printing the findings';
  await printFindings(findings, invocation, context);
  if (unreadable) return exitCodes.usage;
  return hasErrors(findings) ? exitCodes.findings : exitCodes.ok;
}
