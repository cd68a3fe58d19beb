// The world of one application while it is lowered: which ports and images workloads have (worked out when first asked
// for, so that references may point anywhere), which volumes are shared, and who has read what.

import { codes, report, type Diagnostic } from '../../diagnostics/index.js';
import type { World } from '../configure/evaluate.js';
import { objectName, workloadsOf, type Scope, type ScopedWorkload } from '../configure/scope.js';
import type { CompilerHost } from '../host.js';
import type { Claim, Edge, Port, VolumeSource, WorkloadKind } from '../model/app-model.js';
import type { ImageBuild } from '../model/image.js';
import { derived, type Traced } from '../model/origin.js';
import { contextFingerprint, type PlannedImage } from '../stacks/index.js';
import { lowerBuild } from './build.js';
import { pulledImage, type ContainerImage } from './container.js';
import { all, one, originAtScope, read, wordAt, type LowerContext, type Property } from './context.js';
import { lowerPorts } from './ports.js';
import { volumeSource, type PodStorage } from './storage.js';
import { propertiesOf, type WorkloadWorld } from './workload.js';

export interface AppWorld extends LowerContext {
  readonly registry: Traced<string> | undefined;
  /** The world in which what `workload` reads is written down. */
  readonly reader: (workload: string) => WorkloadWorld;
  readonly edges: readonly Edge[];
  /** What has been read: `secret NAME`, `config NAME`, `volume NAME`. */
  readonly used: ReadonlySet<string>;
  readonly claims: () => readonly Claim[];
  readonly images: () => readonly ImageBuild[];
}

export interface WorldInput {
  readonly scope: Scope;
  readonly host: CompilerHost;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Tags are hashes of all files of a build but this folder's: worth it only when something is written. */
  readonly output: string | undefined;
}

/** Makes the world of the app whose file scope is `input.scope`. */
export function createWorld(input: WorldInput): AppWorld {
  const { scope, host, report: hear } = input;
  const edges: Edge[] = [];
  const used = new Set<string>();
  const workloads = new Map(workloadsOf(scope).map((workload) => [workload.name, workload]));
  const shared = new Map<string, VolumeSource>();
  const ports = new Map<string, readonly Port[]>();
  const images = new Map<string, ContainerImage | undefined>();
  const builds = new Map<string, ImageBuild>();

  const worldOf = (reader: string | undefined): World => ({
    reads: (workload, kind, span) => {
      if (reader !== undefined && reader !== workload) edges.push({ from: reader, to: workload, kind, span });
    },
    readsKey: (kind, name, _key, span) => {
      used.add(`${kind} ${name}`);
      if (reader !== undefined) edges.push({ from: reader, to: name, kind: 'mount', span });
    },
    portOf: (name, port) => portOf(name, port),
    imageOf: (name) => imageOf(name)?.reference,
    cycle: (path, span) => hear(report(codes.DEP2009, { path }, { span, label: 'part of the circle' })),
  });
  const contextOf = (reader: string | undefined): LowerContext => ({ host, report: hear, world: worldOf(reader) });
  const silent: LowerContext = { host, report: () => undefined, world: worldOf(undefined) };
  const file = contextOf(undefined);

  const portsOf = (name: string): readonly Port[] => {
    const known = ports.get(name);
    if (known !== undefined) return known;
    ports.set(name, []);
    const workload = workloads.get(name);
    // Mistakes in ports are reported when the workload itself is lowered.
    const found = workload === undefined ? [] : lowerPorts(propertiesOf(workload), name, silent);
    ports.set(name, found);
    return found;
  };
  const portOf = (name: string, wanted: string | undefined): Traced<string> | undefined => {
    const port = wanted === undefined ? portsOf(name)[0] : portsOf(name).find((candidate) => candidate.name.value === wanted);
    return port && { value: String(port.port.value), origin: port.port.origin };
  };
  const registry = registryOf(scope, file);

  const imageOf = (name: string): ContainerImage | undefined => {
    const workload = workloads.get(name);
    return workload === undefined ? undefined : imageFor(workload, '', propertiesOf(workload), portsOf(name));
  };
  const imageFor = (workload: ScopedWorkload, container: string, properties: readonly Property[], own: readonly Port[]): ContainerImage | undefined => {
    const key = `${workload.name} ${container}`;
    if (images.has(key)) return images.get(key);
    images.set(key, undefined);
    const name = container === '' ? workload.name : `${workload.name}-${container}`;
    const image = findImage(workload, name, properties, own);
    images.set(key, image);
    return image;
  };
  const findImage = (workload: ScopedWorkload, name: string, properties: readonly Property[], own: readonly Port[]): ContainerImage | undefined => {
    const build = one(properties, 'build');
    const image = one(properties, 'image');
    const context = contextOf(workload.name);
    if (build !== undefined && image !== undefined) {
      hear(report(codes.DEP3018, { one: 'image', other: 'build' }, { span: build.statement.span, label: 'one of them is the image', related: [{ span: image.statement.span, text: 'the other one' }] }));
      return undefined;
    }
    if (build !== undefined) return builtImage(build, name, own, context);
    if (image !== undefined) return takenImage(image, context);
    if (!workload.statement.broken) reportNoImage(workload, name, context);
    return undefined;
  };
  const takenImage = (property: Property, context: LowerContext): ContainerImage | undefined => {
    const argument = property.statement.args.get('IMAGE')?.[0];
    const expr = argument?.kind === 'value' ? argument.expr : undefined;
    if (expr?.kind === 'reference' && expr.target.kind === 'workload-output' && expr.target.output === 'image') {
      const other = objectName(expr.target.declaration.name, property.scope);
      context.world.reads(other, 'build', expr.span);
      const image = imageOf(other);
      return image && { ...image, reference: derived(image.reference.value, `the image of \`${other}\``, originAtScope(expr.span, property.scope), image.reference) };
    }
    const reference = pulledImage(property, context);
    return reference && { reference };
  };
  const builtImage = (property: Property, name: string, own: readonly Port[], context: LowerContext): ContainerImage | undefined => {
    const title = derived(name, 'named after its workload', originAtScope(property.statement.span, property.scope));
    const planned = lowerBuild(property, title, own, context);
    if (planned === undefined) return undefined;
    const version = scope.app.version;
    const tag = version ?? derived(input.output !== undefined ? fingerprint(planned, host, input.output) : 'unbuilt', 'a hash of the files and steps of the build', title);
    const path = registry === undefined ? name : `${registry.value.replace(/\/$/, '')}/${name}`;
    const reference = derived(`${path}:${tag.value}`, 'registry, name and tag', ...(registry === undefined ? [] : [registry]), title, tag);
    if (registry === undefined) reportNoRegistry(name, property, context);
    builds.set(name, { ...planned, reference });
    return { reference, build: name, ...(planned.user && { user: planned.user }), ...(planned.group && { group: planned.group }) };
  };

  declareShared(scope, shared, file);
  const storageFor = (workload: ScopedWorkload, kind: WorkloadKind): PodStorage => ({
    workload: workload.name, perReplica: kind === 'stateful', volumes: [], shared,
    usesShared: (name) => {
      used.add(`volume ${name}`);
      edges.push({ from: workload.name, to: name, kind: 'mount', span: workload.statement.span });
    },
  });
  return {
    ...file, registry, edges, used,
    reader: (workload) => ({ ...contextOf(workload), imageFor, storageFor }),
    claims: () => [...shared.values()].flatMap((source) => (source.kind === 'claim' ? [source.claim] : [])),
    images: () => [...builds.values()],
  };
}

function registryOf(scope: Scope, context: LowerContext): Traced<string> | undefined {
  const property = one(scope.body.statements.map((statement) => ({ statement, scope })), 'registry');
  const prefix = property === undefined ? undefined : read(property, 'PREFIX', 'string', context);
  if (prefix === undefined || property === undefined) return undefined;
  // The grammar of image references: github.com/distribution/reference.
  if (/^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*\/?$/.test(prefix.value)) return prefix;
  context.report(report(codes.DEP3011, { found: `\`"${prefix.value}"\``, expected: 'the place of a registry' }, {
    span: property.statement.span, label: 'HOST/PATH', help: [{ text: `write for example \`"${prefix.value.replace(/^[a-z]+:\/\//, '').toLowerCase() || 'ghcr.io/acme'}"\``, applicability: 'unsafe' }],
  }));
  return undefined;
}

/** Volumes of the file and of components, under their object names. */
function declareShared(scope: Scope, shared: Map<string, VolumeSource>, context: LowerContext): void {
  for (const property of all(scope.body.statements.map((statement) => ({ statement, scope })), 'volume')) {
    const said = wordAt(property, 'NAME');
    if (said === undefined) continue;
    const name: Traced<string> = { value: objectName(said.value, scope), origin: said.origin };
    const source = volumeSource(property, name, name.value, true, context);
    // A claim of the app is one object that all who mount it share.
    if (source !== undefined) shared.set(name.value, source.kind === 'claim' ? { ...source, perReplica: false } : source);
  }
  for (const child of scope.children.values()) declareShared(child, shared, context);
}

function reportNoImage(workload: ScopedWorkload, name: string, context: LowerContext): void {
  const kind = name === workload.name ? workload.statement.row.word : 'container';
  context.report(report(codes.DEP3019, { kind, name }, {
    span: workload.statement.span, label: 'what does it run?',
    help: [{ text: 'add `image "NAME:TAG"`, or `build .` to build it from the files of a folder', applicability: 'unsafe' }],
  }));
}

function reportNoRegistry(name: string, property: Property, context: LowerContext): void {
  context.report(report(codes.DEP4012, { image: name }, {
    span: property.statement.span, label: 'pulled from where?', notes: ['without a registry the image has to be on every node already'],
    help: [{ text: 'say where images are pushed to, at the top of the file: `registry "ghcr.io/acme"`', applicability: 'unsafe' }],
  }));
}

/** 12 hex digits over the build's files and steps: the same input, the same tag. */
function fingerprint(planned: PlannedImage, host: CompilerHost, output: string): string {
  const recipe = JSON.stringify(planned.stages, (key, value: unknown) => (key === 'origin' ? undefined : value));
  return contextFingerprint(host, planned.context.value, planned.ignore.map((pattern) => pattern.value), recipe, output);
}
