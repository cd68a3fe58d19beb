// From the model to manifests: which objects there are, in which files, under which header. The kinds know what an object
// looks like; this file knows only the table of them.

import type { Artifact, ManifestObject } from '../artifact.js';
import { sealed } from '../header.js';
import { originAt, type Tree } from '../tree.js';
import { writeYaml, yamlLines } from '../yaml.js';
import type { AppModel, Workload } from '../../model/app-model.js';
import type { Origin } from '../../model/origin.js';
import type { KindModule, ObjectBody, TreeMap } from './kind.js';
import { KINDS } from './kinds/index.js';
import { annotations, appLabels, workloadLabels } from './labels.js';

export { objectsInOrder } from './order.js';

const FOLDER = 'kubernetes';
/** Lines that `sealed` puts above the documents. */
const HEADER_LINES = 2;
/** Files that are not a workload's; a workload of that name gets a file name that no other workload can have. */
const OWN_FILES: readonly string[] = ['namespace', 'configs', 'claims', 'kustomization'];

/** The manifests: a file per workload, the namespace, the configs, the claims of the app, and the list of them. Sorted by path. */
export function emitKubernetes(model: AppModel, entry: string): readonly Artifact[] {
  const common = { labels: appLabels(model), annotations: annotations(model) };
  const ofApp = (kind: string): readonly ManifestObject[] => (
    KINDS.filter((module) => module.kind === kind).flatMap((module) => (module.ofApp?.(model) ?? []).map((body) => manifestObject(module, body, model, common)))
  );
  const files = [
    manifest('namespace', ofApp('Namespace'), entry),
    manifest('configs', ofApp('ConfigMap'), entry),
    manifest('claims', ofApp('PersistentVolumeClaim'), entry),
    ...model.workloads.map((workload) => manifest(workloadFile(workload.name.value), objectsOf(workload, model), entry)),
  ].filter((file) => file.objects.length > 0);
  return [...files, kustomization(files, entry)].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The path of a workload's manifest within the output folder. */
export function workloadPath(name: string): string {
  return `${FOLDER}/${workloadFile(name)}.yaml`;
}

function workloadFile(name: string): string {
  return OWN_FILES.includes(name) ? `${name}.workload` : name;
}

function objectsOf(workload: Workload, model: AppModel): readonly ManifestObject[] {
  const metadata = { labels: workloadLabels(workload, model), annotations: annotations(model, workload) };
  return KINDS.flatMap((module) => (module.ofWorkload?.(workload, model) ?? []).map((body) => manifestObject(module, body, model, metadata)));
}

function manifestObject(module: KindModule, body: ObjectBody, model: AppModel, common: { readonly labels: TreeMap; readonly annotations: TreeMap | undefined }): ManifestObject {
  const namespace = module.clusterWide === true ? undefined : model.namespace.name;
  const tree: Tree = {
    apiVersion: module.apiVersion,
    kind: module.kind,
    metadata: { name: body.name, namespace, labels: body.labels ?? common.labels, annotations: common.annotations },
    ...body.members,
  };
  const identity = { apiVersion: module.apiVersion, kind: module.kind, name: body.name.value, owner: body.owner, tree };
  return namespace === undefined ? identity : { ...identity, namespace: namespace.value };
}

function manifest(name: string, objects: readonly ManifestObject[], entry: string): Artifact {
  const trees = objects.map((object) => object.tree);
  return yamlFile(name, 'manifest', trees, objects, entry);
}

/** The text is written when it is asked for: `check` looks at the objects alone. */
function yamlFile(name: string, kind: 'manifest' | 'kustomization', trees: readonly Tree[], objects: readonly ManifestObject[], entry: string): Artifact {
  let text: string | undefined;
  return {
    path: `${FOLDER}/${name}.yaml`,
    kind,
    get text() {
      return (text ??= sealed(entry, '#', writeYaml(trees)));
    },
    objects,
    lineOrigins: () => lineOrigins(trees),
  };
}

function lineOrigins(trees: readonly Tree[]): readonly (Origin | undefined)[] {
  const header: undefined[] = Array.from({ length: HEADER_LINES }, () => undefined);
  return [...header, ...yamlLines(trees).map(({ document, pointer }) => {
    const tree = trees[document];
    return tree === undefined ? undefined : originAt(tree, pointer);
  })];
}

/** No `namespace` and no `labels` in it: the objects carry theirs, and the transformers would touch selectors. */
function kustomization(files: readonly Artifact[], entry: string): Artifact {
  const resources = files.map((file) => file.path.slice(FOLDER.length + 1)).sort();
  const tree: Tree = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
  return yamlFile('kustomization', 'kustomization', [tree], [], entry);
}
