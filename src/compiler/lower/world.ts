// The world of one application while it is lowered: which ports and images workloads have (worked out when first asked
// for, so that references may point anywhere), which volumes are shared, and who has read what.

import { codes, report, type Diagnostic, type Span } from '../../diagnostics/index.js';
import type { World } from '../configure/evaluate.js';
import { objectName, workloadsOf, type Scope, type ScopedWorkload } from '../configure/scope.js';
import type { CompilerHost } from '../host.js';
import type { Claim, Edge, Port, VolumeSource, WorkloadKind } from '../model/app-model.js';
import type { ImageBuild } from '../model/image.js';
import { derived, type Traced } from '../model/origin.js';
import { lowerBuild } from './build.js';
import { pulledImage, type ContainerImage } from './container.js';
import { runsAsItIs } from './image-users.js';
import { builtContainerImage, fingerprint, nearest, registryOf, reportNoImage, reportNoRegistry } from './images.js';
import { all, nearNames, one, originAtScope, wordAt, type LowerContext, type Property } from './context.js';
import { lowerPorts } from './ports.js';
import { volumeSource, type PodStorage } from './storage.js';
import { propertiesOf, type ContainerSaid, type WorkloadContext } from './workload.js';

export interface WorldInput {
  readonly scope: Scope;
  readonly host: CompilerHost;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Tags are hashes of all files of a build but this folder's: worth it only when something is written. */
  readonly output: string | undefined;
  /** Every targeted server knows the `sleep` hook. */
  readonly sleeps: boolean;
}

export class AppWorld {
  readonly edges: Edge[] = [];
  /** What has been read: `secret NAME`, `config NAME`, `volume NAME`. */
  readonly used = new Set<string>();
  /** The context of what stands outside of workloads. */
  readonly file: LowerContext;
  readonly registry: Traced<string> | undefined;
  readonly #input: WorldInput;
  readonly #workloads: ReadonlyMap<string, ScopedWorkload>;
  readonly #shared = new Map<string, VolumeSource>();
  readonly #ports = new Map<string, readonly Port[]>();
  readonly #images = new Map<string, ContainerImage | undefined>();
  readonly #builds = new Map<string, ImageBuild>();
  readonly #cycles = new Set<string>();
  /** The workloads whose ports are being worked out. */
  readonly #counting = new Set<string>();
  /** The containers (`web ` is the main one) whose images are being looked for, outermost first. */
  readonly #planning: string[] = [];

  constructor(input: WorldInput) {
    this.#input = input;
    this.#workloads = new Map(workloadsOf(input.scope).map((workload) => [workload.name, workload]));
    this.file = this.#context(undefined);
    this.registry = registryOf(input.scope, this.file);
    declareShared(input.scope, this.#shared, this.file);
  }

  /** The context in which what `workload` reads is written down. */
  reader(workload: string): WorkloadContext {
    return {
      ...this.#context(workload),
      imageFor: (scoped, container, ports) => this.#imageFor(scoped, container, ports),
      sleeps: this.#input.sleeps,
      storageFor: (scoped, kind) => this.#storageFor(scoped, kind),
    };
  }

  /** Claims that several workloads may mount. */
  claims(): readonly Claim[] {
    return [...this.#shared.values()].flatMap((source) => (source.kind === 'claim' ? [source.claim] : []));
  }

  images(): readonly ImageBuild[] {
    return [...this.#builds.values()];
  }

  #context(reader: string | undefined): LowerContext {
    const workload = reader === undefined ? undefined : this.#workloads.get(reader);
    const damaged = workload?.statement.block?.damaged === true;
    const portless = workload?.statement.row.word === 'service' && one(propertiesOf(workload), 'port') === undefined;
    return { host: this.#input.host, report: this.#input.report, world: this.#world(reader), damaged, portless };
  }

  #world(reader: string | undefined): World {
    return {
      reads: (workload, kind, span) => {
        if (reader !== undefined && reader !== workload) this.edges.push({ from: reader, to: workload, kind, span });
      },
      readsKey: (kind, name, key, span) => {
        this.used.add(`${kind} ${name}`);
        if (reader !== undefined) this.edges.push({ from: reader, to: name, kind: key === undefined ? 'mount' : 'key', span });
      },
      portOf: (name, port, from) => this.#portOf(name, port, from),
      imageOf: (name) => this.#imageOf(name)?.reference,
      cycle: (path, span) => {
        // A circle is met at each of its members.
        const key = [...new Set(path)].sort().join(' ');
        if (this.#cycles.has(key)) return;
        this.#cycles.add(key);
        this.#input.report(report(codes.DEP2009, { path }, { span, label: 'part of the circle' }));
      },
      noVersion: (span) => this.#input.report(report(codes.DEP2004, { thing: 'application', name: this.#input.scope.app.name.value, output: 'version' }, {
        span, label: 'none is said', help: [{ text: `write it behind the name: \`app ${this.#input.scope.app.name.value} "1.0.0"\``, applicability: 'unsafe' }],
      })),
      memory: new Map(),
    };
  }

  #portsOf(name: string): readonly Port[] {
    const known = this.#ports.get(name);
    if (known !== undefined) return known;
    this.#ports.set(name, []);
    this.#counting.add(name);
    const workload = this.#workloads.get(name);
    // Mistakes in ports are reported when the workload itself is lowered.
    const silent: LowerContext = { host: this.#input.host, report: () => undefined, world: this.#world(undefined), damaged: true, portless: false };
    const found = workload === undefined ? [] : lowerPorts(propertiesOf(workload), name, silent);
    this.#ports.set(name, found);
    this.#counting.delete(name);
    return found;
  }

  #portOf(name: string, wanted: string | undefined, from: { readonly text: string; readonly span: Span }): Traced<string> | undefined {
    if (this.#counting.has(name)) {
      this.#world(undefined).cycle([from.text, from.text], from.span);
      return undefined;
    }
    const port = wanted === undefined ? this.#portsOf(name)[0] : this.#portsOf(name).find((candidate) => candidate.name.value === wanted);
    if (port === undefined) this.#noPort(name, wanted, from);
    // A headless Service translates nothing: whoever connects reaches the pod itself.
    const number = this.#workloads.get(name)?.statement.row.word === 'stateful' ? port?.container : port?.port;
    return number && { value: String(number.value), origin: number.origin };
  }

  /** What is wrong with the ports of `name` itself is reported there. */
  #noPort(name: string, wanted: string | undefined, { text, span }: { readonly text: string; readonly span: Span }): void {
    const workload = this.#workloads.get(name);
    const known = this.#portsOf(name).map((port) => port.name.value);
    if (workload === undefined || workload.statement.block?.damaged === true || (known.length === 0 && workload.statement.row.word === 'service')) return;
    this.#input.report(known.length === 0 || wanted === undefined
      ? report(codes.DEP4003, { word: text, workload: name }, { span, label: 'which port?', help: [{ text: `add a port to \`${name}\`, for example \`port 3000\``, applicability: 'unsafe' }] })
      : report(codes.DEP2001, { kind: 'port', name: wanted }, { span, label: `not a port of \`${name}\``, notes: [`\`${name}\` has ${known.map((one) => `\`${one}\``).join(', ')}`], help: nearNames(wanted, known, span) }));
  }

  #imageOf(name: string): ContainerImage | undefined {
    const workload = this.#workloads.get(name);
    return workload === undefined ? undefined : this.#imageFor(workload, { role: 'main', name: derived(workload.name, 'the workload'), properties: propertiesOf(workload) }, this.#portsOf(name));
  }

  #imageFor(workload: ScopedWorkload, container: ContainerSaid, ports: readonly Port[]): ContainerImage | undefined {
    const key = `${workload.name} ${container.role === 'main' ? '' : container.name.value}`;
    if (this.#images.has(key)) return this.#images.get(key);
    // Whoever asks again on the way (`image web.image` in web) finds nothing.
    this.#images.set(key, undefined);
    this.#planning.push(key);
    const image = this.#findImage(workload, container, ports);
    this.#planning.pop();
    this.#images.set(key, image);
    return image;
  }

  #findImage(workload: ScopedWorkload, container: ContainerSaid, ports: readonly Port[]): ContainerImage | undefined {
    const { properties } = container;
    const name = container.role === 'main' ? workload.name : `${workload.name}-${container.name.value}`;
    const [build, image] = nearest(one(properties, 'build'), one(properties, 'image'));
    const context = this.#context(workload.name);
    if (build !== undefined && image !== undefined) {
      context.report(report(codes.DEP3018, { one: 'image', other: 'build' }, { span: build.statement.span, label: 'one of them is the image', related: [{ span: image.statement.span, text: 'the other one' }] }));
      return undefined;
    }
    if (build !== undefined) {
      const started = one(properties, 'command') === undefined || (container.role === 'main' && runsAsItIs(workload.name, [...this.#workloads.values()]));
      return this.#builtImage(build, name, ports, started, context);
    }
    if (image !== undefined) return this.#takenImage(image, context);
    if (!context.damaged) reportNoImage(workload, container, context);
    return undefined;
  }

  #takenImage(property: Property, context: LowerContext): ContainerImage | undefined {
    const argument = property.statement.args.get('IMAGE')?.[0];
    const expr = argument?.kind === 'value' ? argument.expr : undefined;
    if (expr?.kind !== 'reference' || expr.target.kind !== 'workload-output' || expr.target.output !== 'image') {
      const reference = pulledImage(property, context);
      return reference && { reference };
    }
    const other = objectName(expr.target.declaration.name, property.scope);
    context.world.reads(other, 'build', expr.span);
    const from = this.#planning.indexOf(`${other} `);
    // A chain as long as that is nobody's intention, and the stack has an end.
    if (from >= 0 || this.#planning.length > 200) {
      context.world.cycle([...this.#planning.slice(Math.max(from, this.#planning.length - 5)), other].map((one) => `${one.trim()}.image`), expr.span);
      return undefined;
    }
    const image = this.#imageOf(other);
    return image && { ...image, reference: derived(image.reference.value, `the image of \`${other}\``, originAtScope(expr.span, property.scope), image.reference) };
  }

  #builtImage(property: Property, name: string, ports: readonly Port[], started: boolean, context: LowerContext): ContainerImage | undefined {
    const title = derived(name, 'named after its workload', originAtScope(property.statement.span, property.scope));
    const planned = lowerBuild(property, title, ports, started, context);
    if (planned === undefined) return undefined;
    const { output, host, scope } = this.#input;
    const tag = scope.app.version ?? derived(output === undefined ? 'unbuilt' : fingerprint(planned, host, output), 'a hash of the files and steps of the build', title);
    const path = this.registry === undefined ? name : `${this.registry.value.replace(/\/$/, '')}/${name}`;
    const reference = derived(`${path}:${tag.value}`, 'registry, name and tag', ...(this.registry === undefined ? [] : [this.registry]), title, tag);
    if (this.registry === undefined) reportNoRegistry(name, property, context);
    const other = this.#builds.get(name);
    if (other !== undefined) context.report(report(codes.DEP4010, { kind: 'images', name }, { span: property.statement.span, label: 'the second one', related: [{ span: other.declared, text: 'the first one' }], notes: ['the image of a container is called WORKLOAD-CONTAINER'] }));
    this.#builds.set(name, { ...planned, reference });
    return builtContainerImage(planned, reference, name, property);
  }

  #storageFor(workload: ScopedWorkload, kind: WorkloadKind): PodStorage {
    return {
      workload: workload.name, perReplica: kind === 'stateful', volumes: [], named: new Set(), shared: this.#shared,
      usesShared: (name) => {
        this.used.add(`volume ${name}`);
        this.edges.push({ from: workload.name, to: name, kind: 'mount', span: workload.statement.span });
      },
    };
  }
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
