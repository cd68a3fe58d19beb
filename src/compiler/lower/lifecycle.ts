// How a workload is rolled out and stopped, when a cron runs, how often a job is tried.

import { codes, report, type Span } from '../../diagnostics/index.js';
import type { JobRules, PodVolume, Rollout, Schedule, Stop, WorkloadKind } from '../model/app-model.js';
import { claimOf } from '../model/facts.js';
import { byDefault, derived, type Traced } from '../model/origin.js';
import { defaultOf } from '../vocabulary/index.js';
import { argumentSpan, has, one, read, saidBy, type LowerContext, type Property } from './context.js';
import { readSeconds } from './seconds.js';

/** A number or a percentage; `whole`: not more than 100%. */
function share(property: Property, key: string, whole: boolean, context: LowerContext): Traced<string | number> | undefined {
  const text = read(property, key, 'amount', context);
  if (text === undefined) return undefined;
  if (!text.value.endsWith('%')) return { value: Number(text.value), origin: text.origin };
  if (!whole || Number(text.value.slice(0, -1)) <= 100) return text;
  context.report(report(codes.DEP3013, { found: `\`${text.value}\``, expected: 'a share of the pods' }, { span: argumentSpan(property, key), label: 'at most 100%' }));
  return undefined;
}

/** undefined for jobs and crons. */
export function lowerRollout(kind: WorkloadKind, properties: readonly Property[], volumes: readonly PodVolume[], workload: string, declared: Span, context: LowerContext): Rollout | undefined {
  const property = one(properties, 'rollout');
  // Source: ValidateRollingUpdateDeployment and -DaemonSet: a Deployment may start any share of its pods beside the old ones.
  const said = (key: string, whole: boolean): Traced<string | number> | undefined => (property === undefined ? undefined : share(property, key, whole, context));
  const rolling = { surge: said('surge MORE', kind === 'daemon'), unavailable: said('unavailable FEWER', true) };
  switch (kind) {
    case 'job': case 'cron': return undefined;
    case 'stateful': return statefulRollout(property, context);
    case 'daemon': return moving(daemonRollout(rolling, declared), property, workload, declared, context);
    case 'service': case 'worker': return recreated(property, volumes) ?? moving(deploymentRollout(rolling, declared), property, workload, declared, context);
  }
}

interface SaidRolling {
  readonly surge: Traced<string | number> | undefined;
  readonly unavailable: Traced<string | number> | undefined;
}

interface Rolling {
  readonly kind: 'rolling';
  readonly surge: Traced<string | number>;
  readonly unavailable: Traced<string | number>;
}

/** Asked for, or needed because a volume can be mounted on one node only. */
function recreated(property: Property | undefined, volumes: readonly PodVolume[]): Rollout | undefined {
  if (property !== undefined) return has(property, 'recreate') ? { kind: 'recreate', why: saidBy('the file says so', property, 'recreate') } : undefined;
  const claim = volumes.find((volume) => claimOf(volume.source)?.access.value === 'ReadWriteOnce');
  return claim && { kind: 'recreate', why: derived('its volume can be mounted on one node only, so the old pod has to go first', 'one-writer volume', claim.name) };
}

function deploymentRollout({ surge, unavailable }: SaidRolling, declared: Span): Rolling {
  const { rule, reason } = defaultOf('rollout', 'service');
  return { kind: 'rolling', surge: surge ?? byDefault('25%', rule, reason, declared), unavailable: unavailable ?? byDefault(0, rule, reason, declared) };
}

/** Source: ValidateRollingUpdateDaemonSet, exactly one of the two is not 0; the row takes one of them. */
function daemonRollout({ surge, unavailable }: SaidRolling, declared: Span): Rolling {
  const { rule, reason } = defaultOf('rollout', 'daemon');
  return { kind: 'rolling', surge: surge ?? byDefault(0, rule, reason, declared), unavailable: unavailable ?? byDefault(surge === undefined ? 1 : 0, rule, reason, declared) };
}

function moving(rollout: Rolling, property: Property | undefined, workload: string, declared: Span, context: LowerContext): Rolling {
  const none = ({ value }: Traced<string | number>): boolean => value === 0 || value === '0%';
  if (none(rollout.surge) && none(rollout.unavailable)) {
    context.report(report(codes.DEP4019, { workload }, { span: property?.statement.span ?? declared, label: 'one of the two must be more than 0' }));
  }
  return rollout;
}

function statefulRollout(property: Property | undefined, context: LowerContext): Rollout {
  const partition = property === undefined ? undefined : read(property, 'partition FROM', 'integer', context);
  const parallel = property !== undefined && has(property, 'parallel') ? saidBy(true, property, 'parallel') : undefined;
  return { kind: 'rolling', ...(partition && { partition: { value: Number(partition.value), origin: partition.origin } }), ...(parallel && { parallel }) };
}

/**
 * Grace for all; a drain delay for services, because load balancers hear late that a pod goes. `sleeps`: every server knows
 * the `sleep` hook (PodLifecycleSleepAction, on from 1.30); a container has one hook, so a `first` command takes its place.
 */
export function lowerStop(kind: WorkloadKind, properties: readonly Property[], declared: Span, sleeps: boolean, context: LowerContext): Stop {
  const property = one(properties, 'stop');
  const said = property === undefined ? undefined : readSeconds(property, 'grace TIME', context);
  const fallback = defaultOf('stop');
  const grace = said ?? byDefault(30, fallback.rule, fallback.reason, declared);
  const first = property?.statement.block?.statements.some((statement) => statement.row.word === 'first') === true;
  if (kind !== 'service' || !sleeps || first) return { grace };
  const most = Math.min(5, Math.max(1, grace.value - 1));
  return { grace, drain: byDefault(most, 'drain', 'load balancers go on sending for some seconds after a pod is told to stop', declared) };
}

export function lowerSchedule(kind: WorkloadKind, properties: readonly Property[], name: string, declared: Span, context: LowerContext): Schedule | undefined {
  if (kind !== 'cron') return undefined;
  const property = one(properties, 'schedule');
  if (property === undefined) {
    if (!context.damaged) context.report(report(codes.DEP4015, { name }, { span: declared, label: 'when?', help: [{ text: 'add a line such as `schedule "0 3 * * *"`: every night at three', applicability: 'unsafe' }] }));
    return undefined;
  }
  const cron = read(property, 'WHEN', 'cron', context);
  const zone = read(property, 'in ZONE', 'timezone', context);
  if (cron === undefined) return undefined;
  return { cron, overlap: byDefault('Forbid' as const, 'overlap', 'a run that takes long is not joined by the next one', declared), ...(zone && { timeZone: zone }) };
}

export function lowerJob(kind: WorkloadKind, declared: Span): JobRules | undefined {
  if (kind !== 'job' && kind !== 'cron') return undefined;
  return {
    retries: byDefault(3, 'retries', 'a passing trouble goes away, a mistake does not', declared),
    restart: byDefault('Never' as const, 'job-restart', 'a failed pod stays, so that its log can be read', declared),
  };
}
