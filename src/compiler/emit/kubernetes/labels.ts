// Labels and annotations. Owns which object carries what; the recommended labels of
// https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ and the selectors made of two of them.

import type { AppModel, TextMap, Workload } from '../../model/app-model.js';
import { contentHash } from '../../model/names.js';
import { derived, type Traced } from '../../model/origin.js';
import { sortedMembers, type TreeMap } from './kind.js';

const NAME = 'app.kubernetes.io/name';
const INSTANCE = 'app.kubernetes.io/instance';

/**
 * What selects the pods of a workload: its name and the app's, nothing else, for a selector can never be changed.
 * They stand in templates of claims too, which can never be changed either.
 */
export function selectorLabels(workload: Workload, model: AppModel): TreeMap {
  return { [INSTANCE]: derived(model.name.value, 'the name of the app', model.name), [NAME]: derived(workload.name.value, 'the name of the workload', workload.name) };
}

/** On every object of the app that belongs to no workload. The user's labels win over the recommended ones. */
export function appLabels(model: AppModel): TreeMap {
  return sortedMembers({ ...recommended(model), ...model.labels, ...fixed(model) });
}

/** On the objects of a workload. */
export function workloadLabels(workload: Workload, model: AppModel): TreeMap {
  return sortedMembers({ ...recommended(model), ...component(workload), ...model.labels, ...workload.labels, ...fixed(model), ...selectorLabels(workload, model) });
}

/** On its pods: the same without the version, which would restart the pods of workloads that have not changed. */
export function podLabels(workload: Workload, model: AppModel): TreeMap {
  const { 'app.kubernetes.io/version': _, ...lasting } = recommended(model);
  return sortedMembers({ ...lasting, ...component(workload), ...model.labels, ...workload.labels, ...fixed(model), ...selectorLabels(workload, model) });
}

/** On an object: the app's annotations and those of its workload. */
export function annotations(model: AppModel, workload?: Workload): TreeMap | undefined {
  const members: TextMap = { ...model.annotations, ...workload?.annotations };
  return Object.keys(members).length === 0 ? undefined : sortedMembers(members);
}

/**
 * On its pods: the same, and a hash of the configs it reads whose names stay when their content changes, so that the
 * pods are replaced then.
 */
export function podAnnotations(workload: Workload, model: AppModel): TreeMap | undefined {
  const hash = stableConfigHash(workload, model);
  const members = { ...model.annotations, ...workload.annotations, ...(hash === undefined ? {} : { 'deployc.dev/config-hash': hash }) };
  return Object.keys(members).length === 0 ? undefined : sortedMembers(members);
}

function recommended(model: AppModel): Record<string, Traced<string>> {
  return {
    'app.kubernetes.io/part-of': derived(model.name.value, 'the name of the app', model.name),
    ...(model.version === undefined ? {} : { 'app.kubernetes.io/version': model.version }),
  };
}

/** Not for users to change: selectors and `apply` stand on them. */
function fixed(model: AppModel): Record<string, Traced<string>> {
  return {
    [INSTANCE]: derived(model.name.value, 'the name of the app', model.name),
    'app.kubernetes.io/managed-by': derived('deployc', 'who made the object', model.name),
  };
}

function component(workload: Workload): Record<string, Traced<string>> {
  if (workload.component === undefined) return {};
  return { 'app.kubernetes.io/component': derived(workload.component.component, 'the component it is an instance of', workload.name) };
}

function stableConfigHash(workload: Workload, model: AppModel): Traced<string> | undefined {
  const read = new Set<string>();
  for (const volume of workload.volumes) if (volume.source.kind === 'config') read.add(volume.source.config.value);
  for (const container of [...workload.containers, ...workload.sidecars, ...workload.inits]) {
    for (const { value } of container.env) if (value.kind === 'config') read.add(value.config.value);
  }
  const configs = model.configs.filter((config) => config.stable.value && read.has(config.name.value));
  if (configs.length === 0) return undefined;
  const content = Object.fromEntries(configs.flatMap((config) => Object.entries(config.data).map(([key, text]) => [`${config.name.value}/${key}`, text.value])));
  return derived(contentHash(content), 'a hash of the configs with stable names', ...configs.map((config) => config.name));
}
