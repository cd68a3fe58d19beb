// How patient each probe is. Startup waits long for a slow start; readiness reacts fast, because it only takes the pod out
// of the load balancing; liveness is the slowest, because a restart is the harshest answer.

import type { Span } from '../../diagnostics/index.js';
import type { Probe, ProbeAction } from '../model/app-model.js';
import { byDefault, derived, type Traced } from '../model/origin.js';
import { INT32 } from '../values/types.js';

/** What the user said, in seconds. */
export interface SaidTiming {
  readonly every?: Traced<number>;
  readonly timeout?: Traced<number>;
  readonly failures?: Traced<number>;
  readonly after?: Traced<number>;
}

type Which = 'startup' | 'ready' | 'live';

const PATIENCE: Readonly<Record<Which, { readonly every: number; readonly timeout: number; readonly failures: number; readonly reason: string }>> = {
  startup: { every: 2, timeout: 2, failures: 60, reason: 'two minutes to start, looked at often so that a fast start counts at once' },
  ready: { every: 5, timeout: 2, failures: 2, reason: 'no more requests ten seconds after it stops answering' },
  live: { every: 10, timeout: 5, failures: 6, reason: 'a minute without an answer before it is restarted, so that a busy pod is left alone' },
};

/** One probe with everything the user did not say. */
export function completeProbe(which: Which, action: ProbeAction, said: SaidTiming, near: Span): Probe {
  const patience = PATIENCE[which];
  const fill = (value: Traced<number> | undefined, fallback: number): Traced<number> => value ?? byDefault(fallback, `${which}-probe`, patience.reason, near);
  return {
    action, every: fill(said.every, patience.every), timeout: fill(said.timeout, patience.timeout), failures: fill(said.failures, patience.failures),
    ...(said.after && { after: said.after }),
  };
}

/**
 * The three probes of `health`. What its block says is meant for readiness; liveness stays slower than that (twice the time,
 * three times the failures), and startup keeps its own patience.
 */
export function healthProbes(action: ProbeAction, said: SaidTiming, near: Span): { readonly startup: Probe; readonly ready: Probe; readonly live: Probe } {
  const scaled = (value: Traced<number> | undefined, factor: number, rule: string): Traced<number> | undefined => (value === undefined ? undefined : derived(Math.min(value.value * factor, INT32), rule, value));
  const every = scaled(said.every, 2, 'liveness is asked half as often as readiness');
  const failures = scaled(said.failures, 3, 'liveness stands three times the failures of readiness');
  return {
    startup: completeProbe('startup', action, { ...(said.timeout && { timeout: said.timeout }), ...(said.after && { after: said.after }) }, near),
    ready: completeProbe('ready', action, { ...(said.every && { every: said.every }), ...(said.timeout && { timeout: said.timeout }), ...(said.failures && { failures: said.failures }) }, near),
    live: completeProbe('live', action, { ...(every && { every }), ...(said.timeout && { timeout: said.timeout }), ...(failures && { failures }) }, near),
  };
}
