// The graph as an SVG picture. dagre places nodes and edges; text is measured by a fixed table, so that the picture is the
// same on every machine. No scripts, no outside fonts; colours follow the reader's light or dark scheme.

import dagre from '@dagrejs/dagre';

import type { AppGraph, GraphNode } from './app-graph.js';
import { outline } from './shapes.js';
import { textWidth } from './text-width.js';

const nameSize = 14;
const detailSize = 11;
const nodeHeight = 50;

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Placed extends Point {
  readonly node: GraphNode;
  readonly width: number;
  readonly height: number;
}

interface Line {
  readonly label: string;
  readonly points: readonly Point[];
  readonly at: Point;
}

/** A complete SVG document, ending in a line break. Deterministic. */
export function svg(graph: AppGraph): string {
  const { width, height, nodes, lines } = place(graph);
  const body = [...lines.map(drawLine), ...nodes.map(drawNode)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img" aria-label="${escape(`the graph of ${graph.title}`)}">
<title>${escape(graph.title)}</title>
<style>
  text { font-family: Helvetica, Arial, sans-serif; text-anchor: middle; fill: #1f2328; }
  .name { font-size: ${nameSize}px; } .detail, .label { font-size: ${detailSize}px; fill: #59636e; }
  .shape { fill: #f6f8fa; stroke: #59636e; } .line { fill: none; stroke: #818b98; } .tip { fill: #818b98; } .back { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; } .detail, .label { fill: #9198a1; } .shape { fill: #151b23; stroke: #9198a1; } .back { fill: #0d1117; }
  }
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="tip" d="M0 0 L8 4 L0 8 z"/></marker></defs>
${body.join('\n')}
</svg>
`;
}

function place(graph: AppGraph): { readonly width: number; readonly height: number; readonly nodes: readonly Placed[]; readonly lines: readonly Line[] } {
  const layout = new dagre.graphlib.Graph({ directed: true, multigraph: true });
  layout.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 56, marginx: 12, marginy: 12 });
  for (const node of graph.nodes) {
    const width = Math.max(textWidth(node.name, nameSize), textWidth(node.detail, detailSize)) + 36;
    layout.setNode(node.id, { width, height: nodeHeight });
  }
  for (const [index, { from, to, label }] of graph.edges.entries()) {
    layout.setEdge(from, to, { width: textWidth(label, detailSize) + 8, height: 16, labelpos: 'c' }, String(index));
  }
  dagre.layout(layout);
  const nodes = graph.nodes.map((node) => {
    const { x, y, width, height } = layout.node(node.id);
    return { node, x, y, width, height };
  });
  const lines = graph.edges.map(({ from, to, label }, index): Line => {
    const edge = layout.edge(from, to, String(index));
    const middle = edge.points[Math.floor(edge.points.length / 2)] ?? { x: 0, y: 0 };
    return { label, points: edge.points, at: { x: Number(edge['x'] ?? middle.x), y: Number(edge['y'] ?? middle.y) } };
  });
  const { width, height } = layout.graph();
  return { width: finite(width), height: finite(height), nodes, lines };
}

/** An empty graph has no size. */
function finite(size: number | undefined): number {
  return size !== undefined && Number.isFinite(size) ? size : 24;
}

function drawNode({ node, x, y, width, height }: Placed): string {
  return `<g class="${node.kind}">${outline(node.kind, { x, y, width, height })}<text class="name" x="${round(x)}" y="${round(y - 2)}">${escape(node.name)}</text><text class="detail" x="${round(x)}" y="${round(y + 15)}">${escape(node.detail)}</text></g>`;
}

function drawLine({ label, points, at }: Line): string {
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${round(point.x)} ${round(point.y)}`).join(' ');
  const width = textWidth(label, detailSize) + 6;
  return `<path class="line" d="${path}" marker-end="url(#tip)"/><rect class="back" x="${round(at.x - width / 2)}" y="${round(at.y - 8)}" width="${round(width)}" height="16"/><text class="label" x="${round(at.x)}" y="${round(at.y + 4)}">${escape(label)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
