// The graph as Mermaid text (`flowchart`): GitHub and most editors draw it.

import type { AppGraph, GraphNode, NodeKind } from './app-graph.js';

/** The shape of each kind: what stands before and after the label. */
const shapes: Readonly<Record<NodeKind, readonly [string, string]>> = {
  service: ['[', ']'],
  worker: ['([', '])'],
  stateful: ['[(', ')]'],
  daemon: ['[[', ']]'],
  job: ['{{', '}}'],
  cron: ['{{', '}}'],
  host: ['((', '))'],
  config: ['[/', '/]'],
  secret: ['[\\', '\\]'],
  claim: ['[(', ')]'],
  image: ['>', ']'],
};

/** Mermaid text, ending in a line break. Deterministic. */
export function mermaid(graph: AppGraph): string {
  const nodes = graph.nodes.map((node) => `  ${node.id}${shaped(node)}`);
  const edges = graph.edges.map(({ from, to, label }) => `  ${from} -->|${escape(label)}| ${to}`);
  return `---\ntitle: ${JSON.stringify(graph.title)}\n---\nflowchart LR\n${[...nodes, ...edges].join('\n')}\n`;
}

function shaped(node: GraphNode): string {
  const [before, after] = shapes[node.kind];
  return `${before}"${escape(node.name)}<br/><small>${escape(node.detail)}</small>"${after}`;
}

/** Mermaid's own entities: `#` and quotes would end or change a label. */
function escape(text: string): string {
  return text.replace(/[#"<>&|`]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
