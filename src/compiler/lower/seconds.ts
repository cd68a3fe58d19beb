// Times that Kubernetes keeps as whole seconds: grace periods, the timing of probes.

import { codes, report } from '../../diagnostics/index.js';
import type { Traced } from '../model/origin.js';
import { readDuration } from '../values/duration.js';
import { INT32 } from '../values/types.js';
import { argumentSpan, read, type LowerContext, type Property } from './context.js';

/** The seconds in a place, from 1 to INT32; undefined if there are none or they were refused. */
export function readSeconds(property: Property, key: string, context: LowerContext): Traced<number> | undefined {
  const said = read(property, key, 'duration', context);
  const value = said === undefined ? undefined : readDuration(said.value);
  if (said === undefined || value === undefined) return undefined;
  if (Number.isInteger(value) && value >= 1 && value <= INT32) return { value, origin: said.origin };
  const span = argumentSpan(property, key);
  if (value > INT32) {
    context.report(report(codes.DEP3013, { found: `\`${said.value}\``, expected: 'a time here' }, { span, label: `at most ${INT32} seconds, which are 68 years` }));
    return undefined;
  }
  const better = `${Math.max(1, Math.round(value))}s`;
  context.report(report(codes.DEP4018, { text: `\`${said.value}\`` }, { span, label: 'whole seconds', help: [{ text: `write \`${better}\``, edits: [{ span, text: better }], applicability: 'unsafe' }] }));
  return undefined;
}
