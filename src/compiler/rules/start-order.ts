// References and `after` give an order in which workloads start; a circle has none.

import { codes, report, type Diagnostic } from '../../diagnostics/index.js';
import type { Edge } from '../model/app-model.js';
import type { Rule } from './rule.js';

export const startOrder: Rule = ({ model }) => {
  const waits = model.edges.filter((edge) => edge.kind === 'after' || edge.kind === 'reference');
  const from = new Map<string, Edge[]>();
  for (const edge of waits) from.set(edge.from, [...(from.get(edge.from) ?? []), edge]);
  const done = new Set<string>();
  const out: Diagnostic[] = [];
  const visit = (name: string, path: readonly Edge[]): void => {
    const at = path.findIndex((edge) => edge.from === name);
    if (at >= 0) {
      out.push(circle(path.slice(at)));
      return;
    }
    if (done.has(name)) return;
    for (const edge of from.get(name) ?? []) visit(edge.to, [...path, edge]);
    done.add(name);
  };
  for (const name of [...from.keys()].sort()) visit(name, []);
  return out;
};

function circle(edges: readonly Edge[]): Diagnostic {
  const last = edges[edges.length - 1];
  const reads = edges.some((edge) => edge.kind === 'reference');
  const path = [...edges.map((edge) => edge.from), edges[0]?.from ?? ''];
  return report(codes.DEP2005, { path }, {
    span: last?.span, label: `\`${last?.from ?? ''}\` waits for \`${last?.to ?? ''}\``,
    related: edges.slice(0, -1).map((edge) => ({ span: edge.span, text: `\`${edge.from}\` waits for \`${edge.to}\`` })),
    help: [{ text: reads ? 'write one of these references as text, for example `"http://NAME:PORT"`: a text says nothing about the order' : edges.length === 1 ? 'take it away' : 'take one of them away: a program that tries again until the other one answers needs no order', applicability: 'unsafe' }],
  });
}
