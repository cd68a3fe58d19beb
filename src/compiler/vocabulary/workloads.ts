// The kinds of workloads, the containers beside the main one, and the order between workloads.

import { name, option, optionalName, thing, value, word, WORKLOADS, type Row } from './row.js';

export const workloadRows: readonly Row[] = [
  {
    word: 'service', in: ['file', 'component'], places: [optionalName('NAME')], block: { context: 'service' }, repeat: 'named',
    doc: 'A program that others connect to: a Deployment and a Service, and what its properties ask for.',
    example: 'service web { image "nginxinc/nginx-unprivileged:1.27", port 80 -> 8080 }',
  },
  {
    word: 'worker', in: ['file', 'component'], places: [optionalName('NAME')], block: { context: 'worker' }, repeat: 'named',
    doc: 'A program that nobody connects to: a Deployment without a Service.',
    example: 'worker mailer { image "ghcr.io/acme/mailer:2" }',
  },
  {
    word: 'stateful', in: ['file', 'component'], places: [optionalName('NAME')], block: { context: 'stateful' }, repeat: 'named',
    doc: 'A program with data and a stable name: a StatefulSet, a headless Service, a volume for each replica.',
    example: 'stateful store { image "ghcr.io/acme/store:2", port 4000, volume data 10Gi at /var/lib/store }',
  },
  {
    word: 'daemon', in: ['file', 'component'], places: [optionalName('NAME')], block: { context: 'daemon' }, repeat: 'named',
    doc: 'One pod on each node: a DaemonSet.',
    example: 'daemon agent { image "ghcr.io/acme/agent:3" }',
  },
  {
    word: 'job', in: ['file', 'component'], places: [optionalName('NAME')], block: { context: 'job' }, repeat: 'named',
    doc: 'A program that runs once and ends: a Job.',
    example: 'job seed { image "ghcr.io/acme/seed:1" }',
  },
  {
    word: 'cron', in: ['file', 'component'], places: [optionalName('NAME')], block: { context: 'cron' }, repeat: 'named',
    doc: 'A program that runs at certain times and ends: a CronJob.',
    example: 'cron nightly { image "ghcr.io/acme/report:1", schedule "0 3 * * *" }',
  },
  {
    word: 'container', in: [...WORKLOADS], places: [name('NAME')], block: { context: 'container', required: true }, repeat: 'named',
    doc: 'One more container in the pod, beside the main one.',
    example: 'container exporter { image "ghcr.io/acme/exporter:1" }',
  },
  {
    word: 'sidecar', in: [...WORKLOADS], places: [name('NAME')], block: { context: 'sidecar', required: true }, repeat: 'named',
    doc: 'A container that starts before the main one and ends after it.',
    example: 'sidecar proxy { image "ghcr.io/acme/proxy:1" }',
  },
  {
    word: 'init', in: [...WORKLOADS], places: [name('NAME')], block: { context: 'init', required: true }, repeat: 'named',
    doc: 'A container that runs to its end before the others start.',
    example: 'init migrate { image "ghcr.io/acme/migrate:1" }',
  },
  {
    word: 'after', in: [...WORKLOADS], places: [thing('WORKLOAD', ['workload', 'instance'], { many: true })], repeat: 'many',
    doc: 'Apply it only when the named ones are ready. A reference (`db.host`, `env from db`) says so too.',
    example: 'after db',
  },
  {
    word: 'schedule', in: ['cron'], places: [value('WHEN', 'cron')], options: [option('in', value('ZONE', 'timezone'))], repeat: 'once',
    doc: 'When it runs: minute, hour, day of the month, month, day of the week. Without `in` the time zone is the one of the cluster, mostly UTC.',
    example: 'schedule "0 3 * * *" in "Asia/Taipei"',
  },
  {
    word: 'rollout', in: ['service', 'worker'], places: [], repeat: 'once',
    options: [option('surge', value('MORE', 'amount')), option('unavailable', value('FEWER', 'amount')), option('recreate')],
    oneOf: [{ of: ['recreate', 'surge'] }, { of: ['recreate', 'unavailable'] }],
    default: { rule: 'rollout', value: 'surge 25% unavailable 0', reason: 'a new pod is ready before an old one goes, so the app stays available' },
    doc: 'How a new version replaces the old one: step by step, or (`recreate`) all stopped first. One that mounts a volume for one node only is recreated.',
    example: 'rollout surge 1 unavailable 0',
  },
  {
    word: 'rollout', in: ['daemon'], places: [], repeat: 'once', options: [option('surge', value('MORE', 'amount')), option('unavailable', value('FEWER', 'amount'))],
    oneOf: [{ of: ['surge', 'unavailable'], required: true }],
    default: { rule: 'rollout', value: 'unavailable 1', reason: 'one node at a time, and never two pods on one node' },
    doc: 'How a new version replaces the old one on the nodes: so many nodes at a time without a pod, or with one more.',
    example: 'rollout unavailable 10%',
  },
  {
    word: 'rollout', in: ['stateful'], places: [], repeat: 'once', options: [option('partition', value('FROM', 'integer')), option('parallel')],
    default: { rule: 'rollout', value: 'one pod after the other', reason: 'each pod is ready before the next one is touched' },
    doc: 'How a new version replaces the old one: `partition 2` leaves the pods 0 and 1 as they are, `parallel` starts and stops pods all at once.',
    example: 'rollout partition 2 parallel',
  },
  {
    word: 'stop', in: [...WORKLOADS], places: [], options: [option('grace', value('TIME', 'duration'))], block: { context: 'stop' }, repeat: 'once',
    default: { rule: 'stop-grace', value: 'grace 30s', reason: 'time to finish running requests before the process is killed' },
    doc: 'How a pod ends: the time it gets, and what runs first.',
    example: 'stop grace 60s { first "/bin/drain" }',
  },
  {
    word: 'first', in: ['stop'], places: [value('COMMAND', 'command', { list: true })], repeat: 'once',
    doc: 'A command that runs in the container before it is told to stop. It is split into words; no shell is started.',
    example: 'first "nginx -s quit"',
  },
  {
    word: 'publish', in: ['service', 'stateful'], places: [word('HOW', 'loadbalancer', 'nodeport'), value('PORT', 'port', { optional: true })],
    options: [option('from', value('RANGE', 'cidr', { many: true }))], repeat: 'once',
    default: { rule: 'publish', value: 'inside the cluster only', reason: 'nothing can be reached from outside unless the file says so' },
    doc: 'Makes the Service reachable from outside the cluster without an ingress. A node port may be chosen: `nodeport 30080`.',
    example: 'publish loadbalancer from "10.0.0.0/8"',
  },
];
