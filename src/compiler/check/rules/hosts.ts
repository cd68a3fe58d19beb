// One host and path leads to one service.

import { codes, report, type Diagnostic } from '../../../diagnostics/index.js';
import type { Host } from '../../model/app-model.js';
import { spanOf } from '../../model/origin.js';
import type { Rule } from './rule.js';

export const hosts: Rule = ({ model }) => {
  const seen = new Map<string, Host>();
  const out: Diagnostic[] = [];
  for (const workload of model.workloads) {
    for (const host of workload.hosts) {
      const key = `${host.name.value}${host.path.value}`;
      const first = seen.get(key);
      seen.set(key, first ?? host);
      if (first === undefined) continue;
      const before = spanOf(first.name.origin);
      out.push(report(codes.DEP4009, { host: host.path.value === '/' ? host.name.value : key }, {
        span: spanOf(host.name.origin), label: 'the second one', related: before === undefined ? [] : [{ span: before, text: 'the first one' }],
        help: [{ text: `give one of them a path: \`host "${host.name.value}" /api\``, applicability: 'unsafe' }],
      }));
    }
  }
  return out;
};
