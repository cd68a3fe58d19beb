// Small apps by hand, for what the compiler would never write (a typo, a field it does not know, a pod that fails) and for
// spans that a test can point at: every leaf comes from the place in `source` where its text stands.

import { NodeHost } from '../../src/cli/node-host.js';
import { appOf, type App, type SecretReader } from '../../src/cluster/index.js';
import type { ManifestObject } from '../../src/compiler/emit/artifact.js';
import type { Tree } from '../../src/compiler/emit/tree.js';
import type { CompilerHost } from '../../src/compiler/host.js';
import type { AppModel, Edge, SecretSource } from '../../src/compiler/model/app-model.js';
import { written, type Traced } from '../../src/compiler/model/origin.js';
import { compile } from '../../src/compiler/program.js';
import type { Diagnostic, Span } from '../../src/diagnostics/index.js';

export class Source {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Where `part` first stands. */
  span(part: string): Span {
    const start = this.text.indexOf(part);
    if (start < 0) throw new Error(`the source has no ${JSON.stringify(part)}`);
    return { file: 'app.dep', start, end: start + part.length };
  }

  at<T>(value: T, part = String(value)): Traced<T> {
    return written(value, this.span(part));
  }

  /** What a diagnostic points at, as text. */
  shown(diagnostic: Diagnostic | undefined): string | undefined {
    return diagnostic?.span === undefined ? undefined : this.text.slice(diagnostic.span.start, diagnostic.span.end);
  }
}

export interface Parts {
  readonly source: Source;
  readonly name?: string;
  readonly namespace: string;
  /** No Namespace object. */
  readonly existing?: boolean;
  readonly after?: Readonly<Record<string, readonly string[]>>;
  readonly edges?: readonly Edge[];
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, SecretSource>>>>;
  readonly objects: readonly ManifestObject[];
}

/** The parts of a model that src/cluster reads. */
export function makeApp({ source, name = 'shop', namespace, existing = false, after = {}, edges = [], secrets = {}, objects }: Parts): App {
  const app = source.at(name, `app ${name}`);
  const owners = [...new Set(objects.filter((one) => one.kind !== 'Namespace' && one.owner !== '').map((one) => one.owner))];
  const workload = (owner: string) => ({
    kind: source.at('service', `service ${owner}`),
    name: source.at(owner, `service ${owner}`),
    declared: source.span(`service ${owner}`),
    after: (after[owner] ?? []).map((other) => source.at(other, `after ${other}`)),
  });
  const model = {
    name: app,
    namespace: { name: written(namespace, app.origin.kind === 'source' ? app.origin.span : source.span('app')), existing: written(existing, source.span('app')), podSecurity: written('restricted', source.span('app')) },
    workloads: owners.map(workload),
    configs: [],
    claims: [],
    images: [],
    secrets: Object.entries(secrets).map(([secret, entries]) => ({
      name: source.at(secret),
      declared: source.span(`secret ${secret}`),
      entries: Object.entries(entries).map(([key, from]) => ({ key: source.at(key), source: from })),
    })),
    edges,
  } as unknown as AppModel;
  return { model, objects: existing ? objects : [namespaceObject(namespace), ...objects] };
}

function namespaceObject(name: string): ManifestObject {
  return { apiVersion: 'v1', kind: 'Namespace', name, owner: name, tree: { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } } };
}

export interface DeploymentParts {
  readonly source: Source;
  readonly namespace: string;
  readonly name?: string;
  readonly image?: string;
  readonly replicas?: number;
  /** For the simulated kubelet. */
  readonly pod?: string;
  readonly spec?: Readonly<Record<string, Tree>>;
  readonly container?: Readonly<Record<string, Tree>>;
}

/** A Deployment that Pod Security `restricted` accepts. */
export function deployment({ source, namespace, name = 'web', image = 'example.com/web:1', replicas = 1, pod, spec = {}, container = {} }: DeploymentParts): ManifestObject {
  const labels = { 'app.kubernetes.io/name': name };
  const tree: Tree = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: source.at(replicas, `replicas ${replicas}`),
      selector: { matchLabels: labels },
      ...spec,
      template: {
        metadata: { labels, ...(pod !== undefined && { annotations: { 'deployc.test/pod': pod } }) },
        spec: {
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [{
            name,
            image: source.at(image),
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            ...container,
          }],
        },
      },
    },
  };
  return { apiVersion: 'apps/v1', kind: 'Deployment', name, namespace, owner: name, tree };
}

export function configMap(namespace: string, name: string, data: Readonly<Record<string, Tree>>): ManifestObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', name, namespace, owner: '', tree: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data } };
}

/** A reader over fixed values. */
export function reader(env: Readonly<Record<string, string>> = {}, files: Readonly<Record<string, string>> = {}): SecretReader {
  return { env: (name) => env[name], file: (path) => (files[path] === undefined ? undefined : Buffer.from(files[path])) };
}

/**
 * A sample's project compiled, in a namespace other than its own: the goldens of all samples are applied to the same
 * cluster. `edit` changes the entry first.
 */
export function compiledSample(folder: string, namespace: string, edit: (text: string) => string = (text) => text): App {
  const disk = new NodeHost(folder);
  const host: CompilerHost = {
    readFile: (path) => {
      const text = disk.readFile(path);
      return path === 'app.dep' && text !== undefined ? edit(`${text}\nnamespace ${namespace}\n`) : text;
    },
    readBytes: (path) => disk.readBytes(path),
    list: (path) => disk.list(path),
  };
  const result = compile({ entry: 'app.dep', host });
  const app = appOf(result);
  if (app === undefined) throw new Error(result.diagnostics.map((one) => one.message).join('\n'));
  return app;
}
