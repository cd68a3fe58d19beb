// cpu and memory: requests and limits.

import { derived, type Traced } from '../model/origin.js';
import type { Amount } from '../model/app-model.js';
import { one, readRange, type LowerContext, type Property } from './context.js';

/** `cpu 100m..1`: one value is the request alone; a limit that was not asked for is never set. */
export function lowerCpu(properties: readonly Property[], context: LowerContext): Amount | undefined {
  const property = one(properties, 'cpu');
  const range = property === undefined ? undefined : readRange(property, 'AMOUNT', 'cpu', context);
  if (range === undefined) return undefined;
  return range.high === undefined ? { request: range.low } : { request: range.low, limit: range.high };
}

/** `memory 128Mi..256Mi`: one value is request and limit, so that a pod is never killed for memory it was promised. */
export function lowerMemory(properties: readonly Property[], context: LowerContext): Amount | undefined {
  const property = one(properties, 'memory');
  const range = property === undefined ? undefined : readRange(property, 'SIZE', 'memory', context);
  if (range === undefined) return undefined;
  const limit: Traced<string> = range.high ?? derived(range.low.value, 'the limit is the request', range.low);
  return { request: range.low, limit };
}
