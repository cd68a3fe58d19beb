// DEP4xxx: meaning of the app. Errors are things that cannot work; warnings can be silenced with `allow`.

import { defineCodes } from './define.js';

export const meaningCodes = defineCodes({
  DEP4001: {
    name: 'no-app', severity: 'error', since: '0.1',
    message: ({ file }: { file: string }) => `\`${file}\` does not say which application it is`,
  },
  DEP4002: {
    name: 'port-clash', severity: 'error', since: '0.1',
    message: ({ port, workload }: { port: string; workload: string }) => `port ${port} of \`${workload}\` is taken already`,
  },
  DEP4003: {
    name: 'no-port', severity: 'error', since: '0.1',
    message: ({ word, workload }: { word: string; workload: string }) => `\`${word}\` needs a port, and \`${workload}\` has none`,
  },
  DEP4004: {
    name: 'autoscaler-without-request', severity: 'error', since: '0.1',
    message: ({ resource, container }: { resource: string; container: string }) => `the autoscaler aims at a share of the requested ${resource}, and \`${container}\` requests none`,
  },
  DEP4005: {
    name: 'one-writer-volume', severity: 'error', since: '0.1',
    message: ({ volume, workload, replicas }: { volume: string; workload: string; replicas: string }) => `\`${workload}\` runs ${replicas}, and the volume \`${volume}\` can be mounted on one node only`,
  },
  DEP4006: {
    name: 'path-clash', severity: 'error', since: '0.1',
    message: ({ path, container }: { path: string; container: string }) => `two things are mounted at \`${path}\` in \`${container}\``,
  },
  DEP4007: {
    name: 'moving-image', severity: 'warning', since: '0.1',
    message: ({ image }: { image: string }) => `\`${image}\` changes without notice`,
  },
  DEP4008: {
    name: 'secret-leak', severity: 'error', since: '0.1',
    message: ({ secret, place }: { secret: string; place: string }) => `the secret \`${secret}\` would be readable in ${place}`,
  },
  DEP4009: {
    name: 'host-clash', severity: 'error', since: '0.1',
    message: ({ host }: { host: string }) => `\`${host}\` leads to two services`,
  },
  DEP4010: {
    name: 'object-clash', severity: 'error', since: '0.1',
    message: ({ kind, name }: { kind: string; name: string }) => `two ${kind} would be called \`${name}\``,
  },
  DEP4011: {
    name: 'service-without-port', severity: 'error', since: '0.1',
    message: ({ name }: { name: string }) => `nobody can connect to the service \`${name}\`: it has no port`,
  },
  DEP4012: {
    name: 'no-registry', severity: 'warning', since: '0.1',
    message: ({ image }: { image: string }) => `the image \`${image}\` is built here and has no registry to be pulled from`,
  },
  DEP4013: {
    name: 'container-name-clash', severity: 'error', since: '0.1',
    message: ({ name, workload }: { name: string; workload: string }) => `two containers of \`${workload}\` are called \`${name}\``,
  },
  DEP4014: {
    name: 'missing-variable', severity: 'error', since: '0.1',
    message: ({ image, variables }: { image: string; variables: string }) => `the image \`${image}\` does not start without ${variables}`,
  },
  DEP4015: {
    name: 'no-schedule', severity: 'error', since: '0.1',
    message: ({ name }: { name: string }) => `the cron \`${name}\` does not say when it runs`,
  },
  DEP4017: {
    name: 'zero-replicas-range', severity: 'error', since: '0.1',
    message: ({ range }: { range: string }) => `an autoscaler keeps at least one pod, and ${range} starts at 0`,
  },
  DEP4018: {
    name: 'whole-seconds', severity: 'error', since: '0.1',
    message: ({ text }: { text: string }) => `Kubernetes counts whole seconds here, from 1 on, and ${text} is none`,
  },
  DEP4019: {
    name: 'stalled-rollout', severity: 'error', since: '0.1',
    message: ({ workload }: { workload: string }) => `no pod of \`${workload}\` may be added and none may go: a new version could never be rolled out`,
  },
  DEP4020: {
    name: 'missing-file', severity: 'error', since: '0.1',
    message: ({ path }: { path: string }) => `there is no file \`${path}\``,
  },
  DEP4021: {
    name: 'path-leaves-project', severity: 'error', since: '0.1',
    message: ({ path }: { path: string }) => `\`${path}\` leads out of the project`,
  },
  DEP4022: {
    name: 'unsupported-version', severity: 'error', since: '0.1',
    message: ({ versions, known }: { versions: string; known: string }) => `the output can be made for Kubernetes ${known}, not for ${versions}`,
  },
  DEP4023: {
    name: 'relative-mount-path', severity: 'error', since: '0.1',
    message: ({ path }: { path: string }) => `\`${path}\` is not an absolute path in the container`,
  },
  DEP4024: {
    name: 'no-volume-source', severity: 'error', since: '0.1',
    message: ({ volume, workload }: { volume: string; workload: string }) => `the volume \`${volume}\` of \`${workload}\` has no source`,
  },
  DEP4040: {
    name: 'data-without-volume', severity: 'warning', since: '0.1',
    message: ({ image, data }: { image: string; data: string }) => `\`${image}\` keeps its data in \`${data}\`, and no volume is mounted there`,
  },
  DEP4027: {
    name: 'written-secret', severity: 'warning', since: '0.1',
    message: () => 'a secret is written out in the file',
  },
  DEP4025: {
    name: 'volume-said-twice', severity: 'error', since: '0.1',
    message: ({ volume }: { volume: string }) => `the volume \`${volume}\` has two sources`,
  },
  DEP4028: {
    name: 'shared-namespace', severity: 'error', since: '0.1',
    message: ({ namespace }: { namespace: string }) => `the namespace \`${namespace}\` belongs to the cluster, and the app would set its rules`,
  },
  DEP4029: {
    name: 'node-port-clash', severity: 'error', since: '0.1',
    message: ({ port }: { port: number }) => `two services would listen on port ${port} of every node`,
  },
  DEP4030: {
    name: 'two-certificates', severity: 'error', since: '0.1',
    message: ({ host }: { host: string }) => `\`${host}\` has two certificates`,
  },
  DEP4031: {
    name: 'single-component', severity: 'error', since: '0.1',
    message: ({ component }: { component: string }) => `a \`${component}\` is one pod: more of them would each have data of their own`,
  },
});
