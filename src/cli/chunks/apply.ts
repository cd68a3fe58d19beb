// `deployc apply`: compile, plan, ask, apply, wait. The plan is data (stdout); questions, progress and findings are not.

import { appOf, exitCodeOf, openCluster, planApply, runApply as applyPlan } from '../../cluster/index.js';
import type { Cluster, Plan, SecretReader } from '../../cluster/index.js';
import type { CompileResult } from '../../compiler/program.js';
import { readDuration } from '../../compiler/values/duration.js';
import { advice, codes, printableLine, report } from '../../diagnostics/index.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import { ask, interruptible } from '../apply/ask.js';
import { planText } from '../apply/plan-text.js';
import { eventText } from '../apply/progress.js';
import type { Invocation } from '../commands-table.js';
import { exitCodes, hasFlag, textFlag } from '../context.js';
import type { Context } from '../context.js';
import { FileProblem } from '../file-problem.js';
import { printFindings, shownFindings } from '../findings.js';
import { refuseProjectFolder, refuseSources } from '../output-folder.js';
import { openProject, outputFolder, outputInProject } from '../project.js';
import type { Project } from '../project.js';

interface Job {
  readonly invocation: Invocation;
  readonly context: Context;
  readonly project: Project;
  readonly result: CompileResult;
  readonly timeoutMs: number;
}

export async function runApply(invocation: Invocation, context: Context): Promise<number> {
  const { io } = context;
  const timeoutMs = readTimeout(textFlag(invocation, 'timeout') ?? '15m');
  if (!hasFlag(invocation, 'yes') && !hasFlag(invocation, 'dry-run') && !io.tty('stdin')) {
    throw new FileProblem(report(codes.DEP0005, {}, { help: [advice('`--yes` applies without asking'), advice('`--dry-run` shows what would change and stops')] }));
  }
  const project = openProject(io, invocation.args[0], invocation);
  context.phase.now = 'compile';
  const folder = outputFolder(io, project, textFlag(invocation, 'out'));
  refuseProjectFolder(folder, project, io);
  const output = outputInProject(project, folder);
  const result = context.compile({ entry: project.entry, host: project.host, output });
  const job: Job = { invocation, context, project, result, timeoutMs };
  await show(job, result.diagnostics);
  if (!result.ok || result.model === undefined) return exitCodes.findings;
  // The tags of images depend on the folder: it must be one that compile would take.
  refuseSources(folder, output, result.model, project, io);
  context.phase.now = 'apply';
  return interruptible((signal) => connected(job, signal), io.err);
}

async function connected(job: Job, signal: AbortSignal): Promise<number> {
  const { invocation, context } = job;
  try {
    const opened = await openCluster({ context: textFlag(invocation, 'context'), env: context.io.env, version: context.loader.version, signal });
    if (!opened.ok) {
      await show(job, opened.diagnostics);
      return exitCodeOf(opened.diagnostics);
    }
    const { cluster } = opened;
    context.io.err(eventText({ kind: 'connected', context: cluster.context, server: cluster.server, version: cluster.serverVersion }));
    try {
      return await planned(job, cluster, signal);
    } finally {
      await cluster.close();
    }
  } catch (error) {
    // Nothing had been written yet: an interrupted apply ends with a diagnostic of its own.
    if (error instanceof Error && error.name === 'InterruptedError') return exitCodes.interrupted;
    throw error;
  }
}

async function planned(job: Job, cluster: Cluster, signal: AbortSignal): Promise<number> {
  const { invocation, context, result, project } = job;
  const app = appOf(result);
  if (app === undefined) throw new Error('a compilation without errors gives an app');
  const reader: SecretReader = { env: (name) => context.io.env[name], file: (path) => secretFile(project, path) };
  const plan = await planApply(cluster, app, { reader });
  if (plan.changes.length > 0) context.io.out(planText(plan));
  await show(job, plan.diagnostics);
  if (!plan.ok) return exitCodeOf(plan.diagnostics);
  if (hasFlag(invocation, 'dry-run')) return exitCodes.ok;
  const answer = await confirm(job, plan, cluster, signal);
  if (answer !== 'yes') {
    context.io.err(`${answer === 'interrupted' ? '\n' : ''}nothing was applied\n`);
    return answer === 'interrupted' ? exitCodes.interrupted : exitCodes.ok;
  }
  const done = await applyPlan(cluster, app, plan, { reader, timeoutMs: job.timeoutMs, onEvent: (event) => context.io.err(eventText(event)) });
  // What the plan has shown is not shown again.
  const seen = new Set(plan.diagnostics.map((one) => JSON.stringify(one)));
  await show(job, done.diagnostics.filter((one) => !seen.has(JSON.stringify(one))));
  const left = done.notApplied.map((object) => `${object.kind} ${object.name}`);
  if (left.length > 0) context.io.err(`not applied: ${left.join(', ')}\n`);
  if (done.ok) context.io.err(`${app.model.name.value} is applied and ready in namespace ${plan.namespace}\n`);
  return done.exitCode;
}

/** The bytes of a secret's file; undefined when there is none. */
function secretFile({ host }: Project, path: string): Uint8Array | undefined {
  const bytes = host.readBytes(path);
  // A link out of the project has no bytes; asked for its text, the host says why.
  if (bytes === undefined) host.readFile(path);
  return bytes;
}

/** An empty plan needs no answer: applying it changes nothing, and shows whether everything is ready. */
async function confirm({ invocation }: Job, plan: Plan, cluster: Cluster, signal: AbortSignal): Promise<'yes' | 'no' | 'interrupted'> {
  if (plan.empty || hasFlag(invocation, 'yes')) return 'yes';
  return ask(printableLine(`apply this to ${cluster.context} (${cluster.server})? [y/N] `), signal);
}

async function show({ invocation, context, project, result }: Job, diagnostics: readonly Diagnostic[]): Promise<void> {
  await printFindings(shownFindings({ ...result, diagnostics }, project.prefix), invocation, context);
}

function readTimeout(text: string): number {
  const seconds = readDuration(text);
  if (seconds !== undefined && seconds > 0) return seconds * 1000;
  throw new FileProblem(report(codes.DEP0003, { flag: '--timeout', problem: `cannot be \`${text}\`` }, { help: [advice('write a duration: `90s`, `5m`, `1h30m`')] }));
}
