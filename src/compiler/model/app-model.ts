// The AppModel: what the application is, platform-neutral, complete. Plain data; the contract between the checker and
// everything that reads an application (emitters, graph, explain, apply). Every leaf is Traced. Field names are the
// language's words, so that `explain web.replicas` finds them. It must not know Kubernetes objects or Dockerfiles.
//
// Filled by compiler/lower (what the user said), completed by compiler/complete (defaults, known images, security);
// emitters see only the completed form. `undefined` = does not apply.

import type { Span } from '../../diagnostics/span.js';
import type { ImageBuild } from './image.js';
import type { Traced } from './origin.js';
import type { Claim, Mount, PodVolume } from './storage.js';

export type { Claim, FileItem, Mount, PodVolume, VolumeSource } from './storage.js';

/** Keys in the order of the source; emitters sort. */
export type TextMap = Readonly<Record<string, Traced<string>>>;

export interface AppModel {
  readonly name: Traced<string>;
  readonly version?: Traced<string>;
  readonly namespace: Namespace;
  /** Where built images are pushed: `ghcr.io/acme`. */
  readonly registry?: Traced<string>;
  /** The versions of Kubernetes the output must be valid for, as `1.29`, both ends included. */
  readonly kubernetes: { readonly from: Traced<string>; readonly to: Traced<string> };
  /** On every object. */
  readonly labels: TextMap;
  readonly annotations: TextMap;
  /** Sorted by name; so are the lists below. */
  readonly workloads: readonly Workload[];
  readonly configs: readonly Config[];
  readonly secrets: readonly Secret[];
  /** Volumes declared at the top level (or in a component): claims that several workloads may mount. */
  readonly claims: readonly Claim[];
  /** What the instances of components were given and what they offer; what they are made of is in the other lists. */
  readonly components: readonly Instance[];
  /** Images that are built from source. */
  readonly images: readonly ImageBuild[];
  readonly edges: readonly Edge[];
}

/** An instance of a component: `postgres db { … }`. */
export interface Instance {
  /** As declared: `db`; `cache-db` in an instance. */
  readonly name: Traced<string>;
  /** What it is one of: `postgres`. */
  readonly component: Traced<string>;
  /** All parameters, those with their default included, as texts. */
  readonly parameters: TextMap;
  /** A secret is there as a reference, never as its value: `secret db-admin.password`. */
  readonly outputs: TextMap;
}

export interface Namespace {
  readonly name: Traced<string>;
  /** It is there already: no Namespace object. */
  readonly existing: Traced<boolean>;
  /** The strictest Pod Security level that the app's pods meet. */
  readonly podSecurity: Traced<PodSecurity>;
}

export type PodSecurity = 'restricted' | 'baseline' | 'privileged';

export type WorkloadKind = 'service' | 'worker' | 'stateful' | 'daemon' | 'job' | 'cron';

export interface Workload {
  readonly kind: Traced<WorkloadKind>;
  /** The object name; checked against Kubernetes' rules. */
  readonly name: Traced<string>;
  /** The text of the `##` lines above it. */
  readonly doc?: string;
  /** The component instance it came from (`db`), if any. */
  readonly component?: { readonly instance: string; readonly component: string };
  /** The head line of the declaration. */
  readonly declared: Span;
  /** The main container first, then `container`s in source order. */
  readonly containers: readonly Container[];
  /** Native sidecars (init containers that keep running), in source order. */
  readonly sidecars: readonly Container[];
  /** Init containers, in source order. */
  readonly inits: readonly Container[];
  /** The pod's volumes, those of configs, secrets and writable paths included; in source order, derived ones last. */
  readonly volumes: readonly PodVolume[];
  /** service, worker, stateful: how many. A daemon, job or cron has none. */
  readonly replicas?: Replicas;
  /** How many pods a voluntary disruption may take at once; undefined = no PodDisruptionBudget. */
  readonly evict?: Traced<number>;
  /** Spread over nodes (preferred, not required). */
  readonly spread?: Traced<boolean>;
  readonly hosts: readonly Host[];
  readonly publish?: Publish;
  readonly rollout?: Rollout;
  readonly stop: Stop;
  readonly schedule?: Schedule;
  readonly job?: JobRules;
  readonly security: PodSecurityContext;
  /** On the workload's objects (and its pods). */
  readonly labels: TextMap;
  readonly annotations: TextMap;
  /** Names of the workloads that must be ready before this one is applied (written with `after`). */
  readonly after: readonly Traced<string>[];
}

export type ContainerRole = 'main' | 'container' | 'sidecar' | 'init';

export interface Container {
  readonly role: ContainerRole;
  readonly name: Traced<string>;
  /** The reference as it is pulled: `postgres:17`, `ghcr.io/acme/web:4f1c…`. */
  readonly image: Traced<string>;
  /** The name of the ImageBuild it runs, if it is built here. */
  readonly build?: string;
  /** Replaces the image's entrypoint. */
  readonly command?: readonly Traced<string>[];
  readonly args?: readonly Traced<string>[];
  /** The first one of the main container is the workload's main port. */
  readonly ports: readonly Port[];
  /** In source order; a composed variable stands after the ones it is composed of. */
  readonly env: readonly EnvVar[];
  readonly mounts: readonly Mount[];
  readonly startup?: Probe;
  readonly ready?: Probe;
  readonly live?: Probe;
  readonly cpu?: Amount;
  readonly memory?: Amount;
  readonly security: ContainerSecurity;
  /** Run before the container is told to stop (`stop … { first "…" }`), the main container only. */
  readonly stopFirst?: readonly Traced<string>[];
}

export interface Port {
  /** Unique in the pod, an IANA service name. */
  readonly name: Traced<string>;
  /** The Service's port. */
  readonly port: Traced<number>;
  /** The container's port. */
  readonly container: Traced<number>;
  readonly protocol: Traced<'TCP' | 'UDP' | 'SCTP'>;
}

export interface EnvVar {
  readonly name: Traced<string>;
  readonly value: EnvValue;
}

export type EnvValue =
  | { readonly kind: 'plain'; readonly value: Traced<string> }
  | { readonly kind: 'config'; readonly config: Traced<string>; readonly key: Traced<string> }
  | { readonly kind: 'secret'; readonly secret: Traced<string>; readonly key: Traced<string> }
  /** Plain text mixed with secrets: composed in the pod. A part that is a variable names an earlier EnvVar of the container. */
  | { readonly kind: 'composed'; readonly parts: readonly ComposedPart[] };

export type ComposedPart =
  | { readonly kind: 'text'; readonly value: Traced<string> }
  | { readonly kind: 'variable'; readonly name: Traced<string> };

/** Quantities in Kubernetes' spelling (`100m`, `256Mi`). */
export interface Amount {
  readonly request?: Traced<string>;
  readonly limit?: Traced<string>;
}

export interface Probe {
  readonly action: ProbeAction;
  /** Seconds. */
  readonly every: Traced<number>;
  readonly timeout: Traced<number>;
  readonly failures: Traced<number>;
  readonly after?: Traced<number>;
}

export type ProbeAction =
  | { readonly kind: 'http'; readonly path: Traced<string>; readonly port: Traced<string>; readonly headers: TextMap }
  | { readonly kind: 'tcp'; readonly port: Traced<string> }
  | { readonly kind: 'grpc'; readonly port: Traced<number> }
  | { readonly kind: 'exec'; readonly command: readonly Traced<string>[] };

export interface ContainerSecurity {
  readonly readOnlyRoot: Traced<boolean>;
  readonly privileged?: Traced<boolean>;
  readonly escalation: Traced<boolean>;
  /** Capabilities added back; all are dropped. */
  readonly capabilities: readonly Traced<string>[];
  /** Numeric; undefined = the pod's. */
  readonly user?: Traced<number>;
  readonly group?: Traced<number>;
  readonly nonRoot?: Traced<boolean>;
}

export interface PodSecurityContext {
  readonly nonRoot: Traced<boolean>;
  /** undefined: nobody knows the image's user; the kubelet checks it. */
  readonly user?: Traced<number>;
  readonly group?: Traced<number>;
  /** Owner group of mounted volumes. */
  readonly volumeGroup?: Traced<number>;
  /** The first port that a program without root may listen on; undefined: the usual 1024. */
  readonly firstPort?: Traced<number>;
  readonly seccomp: Traced<'RuntimeDefault'>;
  /** Mount the service account's token. */
  readonly token: Traced<boolean>;
}

export type Replicas =
  | { readonly kind: 'fixed'; readonly count: Traced<number> }
  | { readonly kind: 'range'; readonly min: Traced<number>; readonly max: Traced<number>; readonly at: readonly Target[] };

/** What an autoscaler aims at: `cpu 70%` of the request. */
export interface Target {
  readonly resource: Traced<'cpu' | 'memory'>;
  readonly utilization: Traced<number>;
}

export interface Host {
  readonly name: Traced<string>;
  /** A prefix, `/` by default. */
  readonly path: Traced<string>;
  /** The name of the port it leads to. */
  readonly port: Traced<string>;
  /** The Secret with the certificate. */
  readonly tls?: Traced<string>;
}

export interface Publish {
  readonly type: Traced<'LoadBalancer' | 'NodePort'>;
  readonly nodePort?: Traced<number>;
  /** Source ranges that may connect. */
  readonly from: readonly Traced<string>[];
}

export type Rollout =
  | { readonly kind: 'rolling'; readonly surge?: Traced<string | number>; readonly unavailable?: Traced<string | number>; readonly partition?: Traced<number>; readonly parallel?: Traced<boolean> }
  | { readonly kind: 'recreate'; readonly why: Traced<string> };

export interface Stop {
  /** Seconds between being told to stop and being killed. */
  readonly grace: Traced<number>;
  /** Seconds to wait first, so that load balancers stop sending; services only. */
  readonly drain?: Traced<number>;
}

export interface Schedule {
  readonly cron: Traced<string>;
  readonly timeZone?: Traced<string>;
  readonly overlap: Traced<'Forbid' | 'Allow' | 'Replace'>;
}

export interface JobRules {
  readonly retries: Traced<number>;
  /** Seconds after which a finished job is removed. */
  readonly removeAfter?: Traced<number>;
  readonly restart: Traced<'Never' | 'OnFailure'>;
}

export interface Config {
  /** As declared: `settings`, or `db-settings` in an instance. */
  readonly name: Traced<string>;
  /** The ConfigMap's name: the name and a hash of the content, or the name alone if it is stable. */
  readonly objectName: Traced<string>;
  readonly stable: Traced<boolean>;
  readonly data: TextMap;
  readonly declared: Span;
}

export interface Secret {
  /** The Secret's name in the cluster. Never emitted: `apply` creates it, the summary lists it. */
  readonly name: Traced<string>;
  readonly entries: readonly SecretEntry[];
  readonly declared: Span;
}

export interface SecretEntry {
  readonly key: Traced<string>;
  readonly source: SecretSource;
}

/** Where the value comes from when the app is applied; the value itself is nowhere in the compiler. */
export type SecretSource =
  | { readonly kind: 'generate'; readonly length: Traced<number> }
  | { readonly kind: 'env'; readonly variable: Traced<string> }
  | { readonly kind: 'file'; readonly path: Traced<string> }
  /** Text, mixed with other secrets. */
  | { readonly kind: 'text'; readonly parts: readonly SecretPart[] };

export type SecretPart =
  | { readonly kind: 'text'; readonly value: Traced<string> }
  | { readonly kind: 'secret'; readonly secret: Traced<string>; readonly key: Traced<string> };

/** Who reads what: `from` depends on `to`. Names as in the model. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** reference: reads an output; after: written order; build: the same image; mount: files of a config or secret, or a volume; key: a key of
   * a config or secret, as a value. */
  readonly kind: 'reference' | 'after' | 'build' | 'mount' | 'key';
  readonly span: Span;
}
