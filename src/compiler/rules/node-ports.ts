// A node port is one for the whole cluster, whichever protocol: the API server refuses the second Service that asks for it.

import { codes, report, type Diagnostic } from '../../diagnostics/index.js';
import type { Workload } from '../model/app-model.js';
import { spanOf, type Traced } from '../model/origin.js';
import type { Rule } from './rule.js';

export const nodePorts: Rule = ({ model }) => {
  const seen = new Map<number, Traced<number>>();
  return inSourceOrder(model.workloads).flatMap((port): readonly Diagnostic[] => {
    const first = seen.get(port.value);
    seen.set(port.value, first ?? port);
    if (first === undefined) return [];
    const before = spanOf(first.origin);
    return [report(codes.DEP4029, { port: port.value }, {
      span: spanOf(port.origin), label: 'the second one', related: before === undefined ? [] : [{ span: before, text: 'the first one' }],
      help: [{ text: 'take another number, or leave it out: then the cluster chooses one that is free', applicability: 'unsafe' }],
    })];
  });
};

function inSourceOrder(workloads: readonly Workload[]): readonly Traced<number>[] {
  const start = (port: Traced<number>): number => spanOf(port.origin)?.start ?? 0;
  return workloads.flatMap(({ publish }) => publish?.nodePort ?? []).sort((a, b) => start(a) - start(b));
}
