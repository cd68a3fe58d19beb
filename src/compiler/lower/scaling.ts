// Replicas, the autoscaler, and how many pods maintenance may take.

import { codes, report } from '../../diagnostics/index.js';
import type { Container, Replicas, Target, WorkloadKind } from '../model/app-model.js';
import { byDefault, type Traced } from '../model/origin.js';
import { defaultOf } from '../vocabulary/index.js';
import type { Span } from '../../diagnostics/index.js';
import { one, read, readRange, type LowerContext, type Property } from './context.js';

export interface Scaling {
  readonly replicas?: Replicas;
  readonly evict?: Traced<number>;
  readonly spread?: Traced<boolean>;
}

const number = (text: Traced<string>): Traced<number> => ({ value: Number(text.value.replace('%', '')), origin: text.origin });

/** For service, worker and stateful; the other kinds have none. */
export function lowerScaling(kind: WorkloadKind, properties: readonly Property[], containers: readonly Container[], declared: Span, context: LowerContext): Scaling {
  if (kind !== 'service' && kind !== 'worker' && kind !== 'stateful') return {};
  const property = one(properties, 'replicas');
  const range = property === undefined ? undefined : readRange(property, 'COUNT', 'integer', context);
  const { rule, value, reason } = defaultOf('replicas');
  const low = range === undefined ? byDefault(Number(value), rule, reason, declared) : number(range.low);
  const replicas: Replicas = range?.high === undefined || property === undefined
    ? { kind: 'fixed', count: low }
    : { kind: 'range', min: low, max: number(range.high), at: targetsOf(property, context) };
  if (property !== undefined && range !== undefined) checkAutoscaler(property, replicas, containers, context);
  if (low.value < 2) return { replicas };
  const said = property === undefined ? undefined : read(property, 'evict COUNT', 'integer', context);
  const evict = said === undefined ? byDefault(1, 'pdb', 'maintenance of the nodes takes one pod at a time', declared) : number(said);
  return { replicas, evict, spread: byDefault(true, 'spread', 'a node that fails takes one pod with it, not all of them', declared) };
}

function targetsOf(property: Property, context: LowerContext): readonly Target[] {
  const targets = (['cpu', 'memory'] as const).flatMap((resource): readonly Target[] => {
    const percent = read(property, `${resource} PERCENT`, 'percent', context);
    return percent === undefined ? [] : [{ resource: { value: resource, origin: percent.origin }, utilization: number(percent) }];
  });
  if (targets.length > 0) return targets;
  const near = property.statement.span;
  return [{ resource: byDefault('cpu', 'autoscaler', 'cpu is what most programs run out of first', near), utilization: byDefault(80, 'autoscaler', 'some room for the time a new pod takes to start', near) }];
}

/** Source: the HPA computes utilization from the requests of every container of the pod. */
function checkAutoscaler(property: Property, replicas: Replicas, containers: readonly Container[], context: LowerContext): void {
  const { span } = property.statement;
  if (replicas.kind === 'fixed') {
    const at = property.statement.args.get('at')?.[0] ?? property.statement.args.get('cpu')?.[0] ?? property.statement.args.get('memory')?.[0];
    if (at !== undefined && at.kind === 'word') {
      context.report(report(codes.DEP3018, { one: `replicas ${replicas.count.value}`, other: at.text }, { span: at.span, label: 'a fixed number is not scaled', help: [{ text: `write a range: \`replicas ${replicas.count.value}..${Math.max(2, replicas.count.value * 3)} at cpu 70%\``, applicability: 'unsafe' }] }));
    }
    return;
  }
  if (replicas.min.value < 1) {
    context.report(report(codes.DEP4017, { range: `\`${replicas.min.value}..${replicas.max.value}\`` }, { span, label: 'at least 1', help: [{ text: `write \`1..${replicas.max.value}\``, applicability: 'unsafe' }] }));
  }
  for (const { resource } of replicas.at) {
    for (const container of containers) {
      if (container[resource.value]?.request !== undefined || context.damaged) continue;
      const example = resource.value === 'cpu' ? 'cpu 100m' : 'memory 128Mi';
      context.report(report(codes.DEP4004, { resource: resource.value, container: container.name.value }, {
        span, label: `a share of what? \`${container.name.value}\` says no ${resource.value}`, help: [{ text: `add a line such as \`${example}\` to \`${container.name.value}\``, applicability: 'unsafe' }],
      }));
    }
  }
}

/** How many pods there are at most. */
export function mostReplicas(replicas: Replicas | undefined): number {
  if (replicas === undefined) return 1;
  return replicas.kind === 'fixed' ? replicas.count.value : replicas.max.value;
}

/** `3 replicas`, `2..6 replicas`. */
export function showReplicas(replicas: Replicas): string {
  return replicas.kind === 'fixed' ? `${replicas.count.value} replicas` : `${replicas.min.value}..${replicas.max.value} replicas`;
}

