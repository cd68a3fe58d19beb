// Replicas, the autoscaler, and how many pods maintenance may take.

import { codes, report } from '../../diagnostics/index.js';
import type { Container, Replicas, Target, WorkloadKind } from '../model/app-model.js';
import { mostReplicas } from '../model/facts.js';
import { byDefault, isLibrary, type Traced } from '../model/origin.js';
import { defaultOf } from '../vocabulary/index.js';
import type { Span } from '../../diagnostics/index.js';
import { argumentSpan, one, read, readRange, type LowerContext, type Property } from './context.js';

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
  if (property !== undefined && range !== undefined) {
    checkAutoscaler(property, replicas, containers, context);
    checkSingle(properties, property, replicas, context);
  }
  const evict = property === undefined ? undefined : evictOf(property, replicas, context);
  if (mostReplicas(replicas) < 2) return { replicas };
  return {
    replicas,
    evict: evict ?? byDefault(1, 'pdb', 'maintenance of the nodes takes one pod at a time', declared),
    spread: byDefault(true, 'spread', 'a node that fails takes one pod with it, not all of them', declared),
  };
}

/** How many pods a drain may take at once: with 0 none, so that it waits for ever. */
function evictOf(property: Property, replicas: Replicas, context: LowerContext): Traced<number> | undefined {
  const said = read(property, 'evict COUNT', 'integer', context);
  if (said === undefined) return undefined;
  const span = argumentSpan(property, 'evict COUNT');
  if (Number(said.value) < 1) {
    context.report(report(codes.DEP3013, { found: `\`${said.value}\``, expected: 'a number of pods to evict' }, { span, label: 'at least 1', notes: ['with 0, a node that runs one of the pods could never be emptied for maintenance'] }));
    return undefined;
  }
  if (mostReplicas(replicas) < 2) {
    context.report(report(codes.DEP3018, { one: `replicas ${mostReplicas(replicas)}`, other: 'evict' }, { span: argumentSpan(property, 'evict'), label: 'one pod alone is always evicted', help: [{ text: 'take `evict` away, or write `replicas 2` or more', applicability: 'unsafe' }] }));
    return undefined;
  }
  return number(said);
}

/** What the library writes `replicas 1` for is made of one pod: a second one would not know the first. */
function checkSingle(properties: readonly Property[], property: Property, replicas: Replicas, context: LowerContext): void {
  const own = properties.find(({ statement }) => statement.row.word === 'replicas' && isLibrary(statement.span.file));
  if (own === undefined || own === property || mostReplicas(replicas) < 2) return;
  context.report(report(codes.DEP4031, { component: own.scope.instance?.component ?? 'component' }, {
    span: property.statement.span, label: 'more than one pod',
    notes: ['nothing copies the data from one pod to the other, and each connection reaches any of them'],
    help: [{ text: 'take the line away; what has to outlive a node needs a database service or an operator', applicability: 'unsafe' }],
  }));
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
