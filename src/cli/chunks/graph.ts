// `deployc graph`: Mermaid text or an SVG picture on stdout.

import { appGraph } from '../../compiler/graph/app-graph.js';
import { mermaid } from '../../compiler/graph/mermaid.js';
import type { Invocation } from '../commands-table.js';
import { exitCodes, textFlag } from '../context.js';
import type { Context } from '../context.js';
import { printFindings, shownFindings } from '../findings.js';
import { openProject } from '../project.js';

export async function runGraph(invocation: Invocation, context: Context): Promise<number> {
  const project = openProject(context.io, invocation.args[0], invocation);
  context.phase.now = 'compile';
  const result = context.compile({ entry: project.entry, host: project.host });
  // The format flag of this command is not about findings.
  await printFindings(shownFindings(result, project.prefix), { ...invocation, flags: { ...invocation.flags, format: 'pretty' } }, context);
  const { model } = result;
  if (!result.ok || model === undefined) return exitCodes.findings;
  context.phase.now = 'drawing the graph';
  const graph = appGraph(model);
  if (textFlag(invocation, 'format') !== 'svg') {
    context.io.out(mermaid(graph));
    return exitCodes.ok;
  }
  // The layout library is only wanted here.
  const { svg } = await import('../../compiler/graph/svg.js');
  context.io.out(svg(graph));
  return exitCodes.ok;
}
