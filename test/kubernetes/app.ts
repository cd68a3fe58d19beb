// Hand-made AppModels for the emitters: the smallest complete parts, to be overridden where a test looks.

import type { AppModel, Claim, Config, Container, Port, PodSecurityContext, Probe, Secret, Workload, WorkloadKind } from '../../src/compiler/model/app-model.js';
import type { ImageBuild } from '../../src/compiler/model/image.js';
import { written, type Traced } from '../../src/compiler/model/origin.js';
import { hashedName } from '../../src/compiler/model/names.js';
import type { SourceFile, Span } from '../../src/diagnostics/span.js';
import { emitKubernetes } from '../../src/compiler/emit/kubernetes/index.js';
import { unwrap, type Plain } from '../../src/compiler/emit/tree.js';

/** The text that spans of `w` point into: each value stands where it is first found, else at the start. */
export const SOURCE: SourceFile = { path: 'app.dep', text: 'app shop "1.4"\nservice web {\n  port 3000\n  replicas 2..6 at cpu 70%\n}\npostgres db { storage 10Gi }\n' };

export function spanOfText(text: string): Span {
  const start = Math.max(0, SOURCE.text.indexOf(text));
  return { file: SOURCE.path, start, end: start + text.length };
}

/** A value as if it were written in the source. */
export function w<T>(value: T): Traced<T> {
  return written(value, spanOfText(String(value)));
}

export function texts(map: Readonly<Record<string, string>>): Readonly<Record<string, Traced<string>>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, w(value)]));
}

export const DECLARED: Span = spanOfText('service web');

export function container(over: Partial<Container> = {}): Container {
  return {
    role: 'main',
    name: w('web'),
    image: w('ghcr.io/acme/web:4f1c02ab91'),
    ports: [],
    env: [],
    mounts: [],
    security: { readOnlyRoot: w(true), escalation: w(false), capabilities: [] },
    ...over,
  };
}

export function port(name: string, number: number, to = number, protocol: 'TCP' | 'UDP' = 'TCP'): Port {
  return { name: w(name), port: w(number), container: w(to), protocol: w(protocol) };
}

export function probe(action: Probe['action'], over: Partial<Probe> = {}): Probe {
  return { action, every: w(10), timeout: w(2), failures: w(3), ...over };
}

export const RESTRICTED: PodSecurityContext = { nonRoot: w(true), user: w(1000), group: w(1000), seccomp: w('RuntimeDefault'), token: w(false) };

export function workload(kind: WorkloadKind, over: Partial<Workload> = {}): Workload {
  return {
    kind: w(kind),
    name: w('web'),
    declared: DECLARED,
    containers: [container()],
    sidecars: [],
    inits: [],
    volumes: [],
    hosts: [],
    stop: { grace: w(30) },
    security: RESTRICTED,
    labels: {},
    annotations: {},
    after: [],
    ...over,
  };
}

export function claim(name: string, size: string, over: Partial<Claim> = {}): Claim {
  return { name: w(name), size: w(size), access: w('ReadWriteOnce'), declared: DECLARED, ...over };
}

export function config(name: string, data: Readonly<Record<string, string>>, stable = false): Config {
  return { name: w(name), objectName: w(stable ? name : hashedName(name, data)), stable: w(stable), data: texts(data), declared: DECLARED };
}

export function secret(name: string, ...keys: readonly string[]): Secret {
  return { name: w(name), entries: keys.map((key) => ({ key: w(key), source: { kind: 'generate', length: w(32) } })), declared: DECLARED };
}

export function image(name: string): ImageBuild {
  return { name: w(name), reference: w(`ghcr.io/acme/${name}:1`), context: w('.'), stages: [], ignore: [], evidence: [], secrets: [], declared: DECLARED };
}

export function app(workloads: readonly Workload[], over: Partial<AppModel> = {}): AppModel {
  return {
    name: w('shop'),
    namespace: { name: w('shop'), existing: w(true), podSecurity: w('restricted') },
    kubernetes: { from: w('1.30'), to: w('1.36') },
    labels: {},
    annotations: {},
    workloads,
    configs: [],
    components: [],
    secrets: [],
    claims: [],
    images: [],
    edges: [],
    ...over,
  };
}

/** Every object of the app as plain data, `Kind/name` -> object. */
export function objectsOf(model: AppModel): Readonly<Record<string, Plain>> {
  return Object.fromEntries(emitKubernetes(model, 'app.dep').flatMap((file) => file.objects.map((object) => [`${object.kind}/${object.name}`, unwrap(object.tree)])));
}

/** The part of a plain object at a path of keys (`spec.template.spec`); undefined where there is none. */
export function part(object: Plain | undefined, path: string): Plain | undefined {
  let here = object;
  for (const key of path === '' ? [] : path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as { readonly [key: string]: Plain })[key];
  }
  return here;
}
