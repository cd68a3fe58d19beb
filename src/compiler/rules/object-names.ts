// Names that become names of objects: what Kubernetes refuses is refused here, with the nearest name that it takes. Two
// things of one kind with one name would overwrite each other.

import { codes, report, type Diagnostic } from '../../diagnostics/index.js';
import { hasService, serviceNameOf } from '../model/facts.js';
import { DNS_LABEL, labelValueProblem, nameProblem, objectNameRule, suggestName, type NameRule } from '../model/names.js';
import { derived, spanOf, type Traced } from '../model/origin.js';
import type { AppModel, Workload } from '../model/app-model.js';
import type { Rule, RuleInput } from './rule.js';

const OBJECTS: Readonly<Record<Workload['kind']['value'], readonly string[]>> = {
  service: ['Service', 'Deployment'], worker: ['Deployment'], stateful: ['Service', 'StatefulSet'], daemon: ['DaemonSet'], job: ['Job'], cron: ['CronJob'],
};

export const objectNames: Rule = ({ model, readers }) => {
  const out: Diagnostic[] = [];
  const told = new Set<string>();
  const check = (name: Traced<string>, what: string, ...rules: readonly NameRule[]): void => {
    for (const rule of rules) {
      const problem = nameProblem(name.value, rule);
      if (problem === undefined) continue;
      // All objects of an instance carry its name: its first one speaks for the others.
      const instance = instanceOf(name);
      if (instance === undefined || !told.has(instance)) out.push(badName(name, what, problem, suggestName(name.value, rule), readers));
      if (instance !== undefined) told.add(instance);
      return;
    }
  };
  check(model.name, 'the name of an app, which is also a label', DNS_LABEL);
  const label = model.version === undefined ? undefined : labelValueProblem(model.version.value);
  if (model.version !== undefined && label !== undefined) out.push(report(codes.DEP3023, { name: model.version.value, what: 'the version of an app, which is also a label' }, { span: spanOf(model.version.origin), label: 'not possible', notes: [label] }));
  if (model.namespace.name.origin.kind === 'source') check(model.namespace.name, 'the name of a namespace', objectNameRule('Namespace'));
  for (const workload of model.workloads) {
    check(workload.name, `the name of a ${workload.kind.value}`, ...OBJECTS[workload.kind.value].map(objectNameRule));
    const beside = [...workload.containers.slice(1), ...workload.sidecars, ...workload.inits];
    for (const container of beside) check(container.name, 'the name of a container', DNS_LABEL);
    for (const volume of workload.volumes) check(volume.name, 'the name of a volume', DNS_LABEL);
  }
  for (const secret of model.secrets) check(secret.name, 'the name of a secret', objectNameRule('Secret'));
  for (const config of model.configs) check(config.name, 'the name of a config', objectNameRule('ConfigMap'));
  for (const claim of model.claims) check(claim.name, 'the name of a volume', objectNameRule('PersistentVolumeClaim'));
  return [...out, ...clashes(model)];
};

function instanceOf({ origin }: Traced<string>): string | undefined {
  const step = origin.kind === 'source' ? origin.via?.[0] : undefined;
  return step && `${step.span.file} ${step.span.start}`;
}

function badName(name: Traced<string>, what: string, problem: string, better: string | undefined, readers: RuleInput['readers']): Diagnostic {
  const span = spanOf(name.origin);
  // `db-admin` of the instance `db` is not written anywhere.
  const whole = span !== undefined && span.end - span.start === name.value.length;
  return report(codes.DEP3023, { name: name.value, what }, {
    span, label: 'not possible', notes: [problem],
    help: better === undefined ? [] : [{ text: whole && readers(span).length > 0 ? `write \`${better}\`, here and where it is read` : `write \`${better}\``, ...(whole && { edits: [span, ...readers(span)].map((at) => ({ span: at, text: better })) }), applicability: 'unsafe' }],
  });
}

function clashes(model: AppModel): readonly Diagnostic[] {
  const own = model.workloads.flatMap((workload) => workload.volumes.flatMap((volume) => (volume.source.kind === 'claim' && !volume.source.perReplica ? [volume.source.claim.name] : [])));
  // The same claim mounted by several workloads is one object.
  const claims = own.filter((name) => !model.claims.some((claim) => claim.name === name));
  // The controller calls the claim of a replica TEMPLATE-WORKLOAD-NUMBER.
  const replicas = model.workloads.flatMap((workload) => workload.volumes.flatMap(({ name, source }) => (source.kind === 'claim' && source.perReplica ? [derived(`${name.value}-${workload.name.value}`, 'the volume and the workload', name)] : [])));
  return [
    ...twice('claims of replicas', replicas),
    ...twice('workloads', model.workloads.map((one) => one.name)), ...publicClashes(model), ...twice('secrets', model.secrets.map((one) => one.name)),
    ...twice('configs', model.configs.map((one) => one.name)), ...twice('volume claims', [...model.claims.map((one) => one.name), ...new Set(claims)]),
  ];
}

function twice(kind: string, names: readonly Traced<string>[]): readonly Diagnostic[] {
  const start = (name: Traced<string>): number => spanOf(name.origin)?.start ?? 0;
  const ordered = [...names].sort((a, b) => start(a) - start(b));
  return ordered.flatMap((name, index) => {
    const first = ordered.slice(0, index).find((other) => other.value === name.value);
    const [at, before] = [spanOf(name.origin), first && spanOf(first.origin)];
    // Two declarations of one name in one block have been reported by the resolver.
    if (first === undefined || (at !== undefined && before !== undefined && isSameBody(name, first))) return [];
    return [report(codes.DEP4010, { kind, name: name.value }, { span: at, label: 'the second one', related: before === undefined ? [] : [{ span: before, text: 'the first one' }], notes: [kind === 'claims of replicas' ? 'the claim of a replica is called VOLUME-WORKLOAD-NUMBER' : 'what a component declares is called INSTANCE-NAME in the cluster'] })];
  });
}

/** A stateful workload that is reached from outside has a second Service beside the one of its own name. */
function publicClashes({ workloads }: AppModel): readonly Diagnostic[] {
  const takes = (one: Workload): boolean => one.kind.value === 'stateful' || hasService(one);
  return workloads.filter((one) => one.kind.value === 'stateful' && hasService(one)).flatMap((one): readonly Diagnostic[] => {
    const name = serviceNameOf(one);
    const other = workloads.find((candidate) => candidate !== one && takes(candidate) && (candidate.name.value === name || (candidate.name.value < one.name.value && serviceNameOf(candidate) === name)));
    if (other === undefined) return [];
    const [at, from] = [spanOf(other.name.origin), spanOf(one.name.origin)];
    return [report(codes.DEP4010, { kind: 'Services', name }, {
      span: at, label: 'its Service is called so', related: from === undefined ? [] : [{ span: from, text: 'and one of this' }],
      notes: [`\`${one.name.value}\` can be reached from outside by a Service \`${name}\`, beside the one of its own name`],
      help: [{ text: 'give one of them another name', applicability: 'unsafe' }],
    })];
  });
}

function isSameBody(a: Traced<string>, b: Traced<string>): boolean {
  return a.origin.kind === 'source' && b.origin.kind === 'source' && a.origin.via === undefined && b.origin.via === undefined;
}
