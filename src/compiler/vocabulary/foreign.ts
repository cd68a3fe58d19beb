// Words of other tools and what this language says instead. Keys are lower case; `in` narrows where the habit applies.

export interface ForeignWord {
  readonly word: string;
  /** What stands here instead, as a fact: 'environment variables are written `env { NAME = "value" }`'. */
  readonly say: string;
  /** The word to put in its place, where replacing the word alone is right. */
  readonly write?: string;
}

export const FOREIGN_WORDS: readonly ForeignWord[] = [
  { word: 'ports', say: 'each port is a line of its own: `port 3000`', write: 'port' },
  { word: 'expose', say: 'a port of the container is written `port 3000`', write: 'port' },
  { word: 'environment', say: 'environment variables are written `env { NAME = "value" }`', write: 'env' },
  { word: 'envs', say: 'environment variables are written `env { NAME = "value" }`', write: 'env' },
  { word: 'envfrom', say: 'all keys of a config or secret are taken with `env from NAME`' },
  { word: 'depends_on', say: 'the order is written `after db`, and a reference such as `db.host` says it too', write: 'after' },
  { word: 'dependson', say: 'the order is written `after db`, and a reference such as `db.host` says it too', write: 'after' },
  { word: 'volumes', say: 'each volume is a line of its own: `volume data 10Gi at /data`', write: 'volume' },
  { word: 'volumemounts', say: 'a volume says where it is mounted: `volume data 10Gi at /data`', write: 'volume' },
  { word: 'persistence', say: 'storage is written `volume data 10Gi at /data`', write: 'volume' },
  { word: 'deployment', say: 'a program is a `service` (others connect to it) or a `worker` (nobody does)', write: 'service' },
  { word: 'statefulset', say: 'a program with data and a stable name is a `stateful`', write: 'stateful' },
  { word: 'daemonset', say: 'one pod on each node is a `daemon`', write: 'daemon' },
  { word: 'cronjob', say: 'a program that runs at certain times is a `cron`', write: 'cron' },
  { word: 'configmap', say: 'configuration is a `config`', write: 'config' },
  { word: 'secrets', say: 'each secret is a declaration of its own: `secret api { token = generate(32) }`', write: 'secret' },
  { word: 'services', say: 'each service is a declaration of its own: `service web { … }`', write: 'service' },
  { word: 'containers', say: 'the workload is its main container; more are written `container NAME { … }`', write: 'container' },
  { word: 'initcontainers', say: 'containers that run first are written `init NAME { … }`', write: 'init' },
  { word: 'initcontainer', say: 'a container that runs first is written `init NAME { … }`', write: 'init' },
  { word: 'ingress', say: 'a public host name is written `host "shop.example.com"` in the service', write: 'host' },
  { word: 'domain', say: 'a public host name is written `host "shop.example.com"`', write: 'host' },
  { word: 'hostname', say: 'a public host name is written `host "shop.example.com"`', write: 'host' },
  { word: 'resources', say: 'requests and limits are written `cpu 100m..1` and `memory 128Mi..256Mi`' },
  { word: 'limits', say: 'a limit is the end of a range: `memory 128Mi..256Mi`' },
  { word: 'requests', say: 'a request is the start of a range: `memory 128Mi..256Mi`' },
  { word: 'cpus', say: 'cores are written `cpu 250m` or `cpu 1..2`', write: 'cpu' },
  { word: 'mem_limit', say: 'memory is written `memory 256Mi`', write: 'memory' },
  { word: 'ram', say: 'memory is written `memory 256Mi`', write: 'memory' },
  { word: 'scale', say: 'the number of pods is written `replicas 3` or `replicas 2..6 at cpu 70%`', write: 'replicas' },
  { word: 'instances', say: 'the number of pods is written `replicas 3`', write: 'replicas' },
  { word: 'autoscaling', say: 'an autoscaler is a range of replicas: `replicas 2..6 at cpu 70%`', write: 'replicas' },
  { word: 'hpa', say: 'an autoscaler is a range of replicas: `replicas 2..6 at cpu 70%`', write: 'replicas' },
  { word: 'healthcheck', say: 'probes are written `health /healthz`', write: 'health' },
  { word: 'livenessprobe', say: 'the liveness probe is written `live /path`; `health /path` makes all three', write: 'live' },
  { word: 'readinessprobe', say: 'the readiness probe is written `ready /path`; `health /path` makes all three', write: 'ready' },
  { word: 'startupprobe', say: 'the startup probe is written `startup /path`; `health /path` makes all three', write: 'startup' },
  { word: 'entrypoint', say: 'what a container runs is written `command "…"`', write: 'command' },
  { word: 'cmd', say: 'what a container runs is written `command "…"`', write: 'command' },
  { word: 'restart', say: 'long-running workloads are always restarted, jobs are tried again' },
  { word: 'networks', say: 'everything in an app reaches everything else by its name' },
  { word: 'links', say: 'everything in an app reaches everything else by its name' },
  { word: 'apiversion', say: 'this looks like a Kubernetes manifest; a .dep file starts with `app NAME`' },
  { word: 'kind', say: 'this looks like a Kubernetes manifest; a .dep file starts with `app NAME`' },
  { word: 'metadata', say: 'this looks like a Kubernetes manifest; a .dep file starts with `app NAME`' },
  { word: 'from', say: 'this looks like a Dockerfile; an image is built with `build .` or `build . { stage … }`' },
  { word: 'version', say: 'the version of the app stands behind its name: `app shop "1.4.0"`' },
];
