// All rules about the application as a whole. Adding one is a file beside this and a line here.

import type { Diagnostic } from '../../diagnostics/index.js';
import { hosts } from './hosts.js';
import { namespace } from './namespace.js';
import { nodePorts } from './node-ports.js';
import { objectNames } from './object-names.js';
import type { Rule, RuleInput } from './rule.js';
import { sharedVolumes } from './shared-volumes.js';
import { startOrder } from './start-order.js';
import { unused } from './unused.js';

const RULES: readonly Rule[] = [objectNames, namespace, startOrder, sharedVolumes, hosts, nodePorts, unused];

/** What the rules find. */
export function runRules(input: RuleInput): readonly Diagnostic[] {
  return RULES.flatMap((rule) => rule(input));
}
