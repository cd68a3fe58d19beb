// `explain` and `graph` over a small hand-made model (the compiler's own models are tested through the samples), and the
// pages of the diagnostics.

import { describe, expect, it } from '@jest/globals';

import { codeWords, findCode, listCodes, renderPage } from '../../src/cli/explain-page.js';
import { describeOrigin, explainLine, explainPath } from '../../src/compiler/explain/index.js';
import { splitPath } from '../../src/compiler/explain/model-path.js';
import { appGraph } from '../../src/compiler/graph/app-graph.js';
import { mermaid } from '../../src/compiler/graph/mermaid.js';
import { svg } from '../../src/compiler/graph/svg.js';
import { textWidth } from '../../src/compiler/graph/text-width.js';
import type { AppModel, Container, Edge, Workload } from '../../src/compiler/model/app-model.js';
import { byDefault, derived, written } from '../../src/compiler/model/origin.js';
import type { Traced } from '../../src/compiler/model/origin.js';
import { codes } from '../../src/diagnostics/index.js';

const text = 'app shop\nservice web {\n  port http 3000\n  replicas 2..6 at cpu 70%\n}\n';
const sources = new Map([['app.dep', { path: 'app.dep', text }]]);

function at<T>(value: T, part: string): Traced<T> {
  const start = text.indexOf(part);
  return written(value, { file: 'app.dep', start, end: start + part.length });
}

const span = { file: 'app.dep', start: 9, end: 20 };
const yes = byDefault(true, 'secure', 'nothing needs more');

const container: Container = {
  role: 'main',
  name: derived('web', 'the name of the workload', at('web', 'web')),
  image: byDefault('ghcr.io/acme/web:1', 'tag', 'a hash of the inputs', span),
  ports: [
    { name: at('http', 'http'), port: at(3000, '3000'), container: derived(3000, 'the same port', at(3000, '3000')), protocol: byDefault('TCP', 'protocol', 'most services speak TCP') },
    { name: at('metrics', 'web'), port: at(9090, 'web'), container: at(9090, 'web'), protocol: byDefault('TCP', 'protocol', 'most services speak TCP') },
  ],
  env: [
    { name: at('MODE', 'web'), value: { kind: 'plain', value: at('fast', 'web') } },
    { name: at('DB_HOST', 'web'), value: { kind: 'secret', secret: at('db', 'web'), key: at('host', 'web') } },
  ],
  mounts: [],
  ready: { action: { kind: 'http', path: at('/healthz', 'web'), port: at('http', 'web'), headers: {} }, every: byDefault(10, 'every', 'often enough'), timeout: byDefault(1, 'timeout', 'quick'), failures: byDefault(3, 'failures', 'not at once') },
  memory: { request: at('128Mi', 'web'), limit: at('256Mi', 'web') },
  security: { readOnlyRoot: yes, escalation: byDefault(false, 'secure', 'nothing needs more'), capabilities: [] },
};

function workload(name: string, kind: Workload['kind']['value'], extra: Partial<Workload> = {}): Workload {
  return {
    kind: at(kind, 'service'),
    name: at(name, 'web'),
    declared: span,
    containers: [container],
    sidecars: [],
    inits: [],
    volumes: [],
    hosts: [],
    stop: { grace: byDefault(30, 'grace', 'Kubernetes gives 30 s') },
    security: { nonRoot: yes, seccomp: byDefault('RuntimeDefault', 'secure', 'nothing needs more'), token: byDefault(false, 'secure', 'nothing needs more') },
    labels: {},
    annotations: {},
    after: [],
    ...extra,
  };
}

const edges: readonly Edge[] = [
  { from: 'web', to: 'db', kind: 'reference', span },
  { from: 'web', to: 'db', kind: 'reference', span },
  { from: 'web', to: 'web', kind: 'build', span },
  { from: 'web', to: 'settings', kind: 'mount', span },
  { from: 'mail', to: 'web', kind: 'after', span },
];

const model: AppModel = {
  name: at('shop', 'shop'),
  namespace: { name: derived('shop', "the app's name", at('shop', 'shop')), existing: byDefault(false, 'namespace', 'not said'), podSecurity: byDefault('restricted', 'secure', 'the strictest that fits') },
  kubernetes: { from: byDefault('1.29', 'kubernetes', 'the oldest known'), to: byDefault('1.36', 'kubernetes', 'the newest known') },
  labels: {},
  annotations: {},
  workloads: [
    workload('db', 'stateful', { volumes: [{ name: at('data', 'web'), source: { kind: 'claim', perReplica: true, claim: { name: at('data', 'web'), size: at('10Gi', 'web'), access: byDefault('ReadWriteOnce', 'access', 'one node'), declared: span } } }] }),
    workload('mail', 'worker'),
    workload('web', 'service', {
      replicas: { kind: 'range', min: at(2, '2..6'), max: at(6, '2..6'), at: [{ resource: at('cpu', 'cpu'), utilization: at(70, '70%') }] },
      hosts: [{ name: at('shop.example.com', 'web'), path: byDefault('/', 'path', 'everything'), port: at('http', 'http') }],
    }),
  ],
  configs: [{ name: at('settings', 'web'), objectName: at('settings-1a2b', 'web'), stable: byDefault(false, 'stable', 'not said'), data: { color: at('blue', 'web') }, declared: span }],
  secrets: [{ name: at('db', 'web'), entries: [{ key: at('password', 'web'), source: { kind: 'generate', length: byDefault(24, 'length', 'long enough') } }], declared: span }],
  claims: [],
  components: [{
    name: at('db', 'web'), component: at('postgres', 'web'),
    parameters: { version: byDefault('17', 'param', 'the default of the component'), storage: at('10Gi', 'web') },
    outputs: { host: at('db', 'web'), password: at('secret db-admin.password', 'web'), url: at('postgres://app:<secret db-admin.password>@db:5432/shop', 'web') },
  }],
  images: [{ name: at('web', 'web'), reference: at('ghcr.io/acme/web:1', 'web'), context: at('.', 'web'), stages: [], ignore: [], evidence: [], secrets: [], declared: span }],
  edges,
};

/** path = value, or what is missing. */
function ask(path: string): readonly string[] | string {
  const found = explainPath(model, path);
  if (found.kind === 'missing') return `${found.where === '' ? '(app)' : found.where} has no ${found.part}; ${found.close.join(', ')}`;
  return found.leaves.map((leaf) => `${leaf.path} = ${JSON.stringify(leaf.traced.value)}`);
}

describe('explainPath', () => {
  it.each<readonly [string, readonly string[] | string]>([
    ['name', ['name = "shop"']],
    ['namespace.name', ['namespace.name = "shop"']],
    ['kubernetes', ['kubernetes.from = "1.29"', 'kubernetes.to = "1.36"']],
    ['web.replicas', ['web.replicas.min = 2', 'web.replicas.max = 6', 'web.replicas.at.cpu.resource = "cpu"', 'web.replicas.at.cpu.utilization = 70']],
    ['web.replicas.max', ['web.replicas.max = 6']],
    ['web.env.MODE', ['web.env.MODE = "fast"']],
    ['web.env.DB_HOST.key', ['web.env.DB_HOST.key = "host"']],
    ['web.port.http', ['web.port.http.port = 3000', 'web.port.http.container = 3000', 'web.port.http.protocol = "TCP"']],
    ['web.ports.metrics.port', ['web.ports.metrics.port = 9090']],
    ['web.memory.limit', ['web.memory.limit = "256Mi"']],
    ['web.ready.path', ['web.ready.path = "/healthz"']],
    ['web.image', ['web.image = "ghcr.io/acme/web:1"']],
    ['web.host.path', ['web.host.path = "/"']],
    ['web.host."shop.example.com".path', ['web.host."shop.example.com".path = "/"']],
    ['web.reference', ['web.reference = "ghcr.io/acme/web:1"']],
    ['settings.color', ['settings.color = "blue"']],
    ['db.password.length', ['db.password.length = 24']],
    ['db.data.size', ['db.data.size = "10Gi"']],
    ['workloads.mail.stop', ['workloads.mail.stop.grace = 30']],
    ['app', ['app.name = "shop"']],
    ['app.name', ['app.name = "shop"']],
    ['app.version', 'app has no version; '],
    ['db.version', ['db.version = "17"']],
    ['db.storage', ['db.storage = "10Gi"']],
    ['db.url', ['db.url = "postgres://app:<secret db-admin.password>@db:5432/shop"']],
    ['db.outputs.host', ['db.outputs.host = "db"']],
    ['web.url', ['web.url = "http://web:3000"']],
    ['mail.host', ['mail.host = "mail"']],
    ['db.pasword', 'db has no pasword; password'],
    ['web.hots', 'web has no hots; host'],
    ['web.evidenc', 'web has no evidenc; '],
    ['settings.objectNam', 'settings has no objectNam; '],
    ['ap', '(app) has no ap; app'],
    ['web.replica', 'web has no replica; replicas'],
    ['wbe', '(app) has no wbe; web'],
    ['web.env.DBHOST', 'web.env has no DBHOST; DB_HOST'],
    ['web.memory.limits', 'web.memory has no limits; limit'],
    ['web.name.constructor', 'web.name has no constructor; '],
    ['', '(app) has no ; '],
  ])('%s', (path, expected) => {
    if (path === '') expect(explainPath(model, path).kind).toBe('found');
    else expect(ask(path)).toEqual(expected);
  });

  it('splits quoted steps', () => {
    expect(splitPath('web.host."a.b".path')).toEqual(['web', 'host', 'a.b', 'path']);
  });

  it('finds every leaf by the path that it prints', () => {
    for (const start of ['web', 'db', 'mail', 'settings', 'namespace', 'kubernetes']) {
      const found = explainPath(model, start);
      if (found.kind === 'missing') throw new Error(start);
      for (const leaf of found.leaves) expect(ask(leaf.path)).toContain(`${leaf.path} = ${JSON.stringify(leaf.traced.value)}`);
    }
  });
});

describe('describeOrigin', () => {
  it('quotes the line of what was written', () => {
    expect(describeOrigin(at(2, '2..6').origin, sources)).toEqual(['written at app.dep:4:12', '  4 |   replicas 2..6 at cpu 70%']);
  });

  it('tells a default and its reason', () => {
    expect(describeOrigin(container.image.origin, sources, (file) => `apps/${file}`)).toEqual(['a default (tag): a hash of the inputs', 'for apps/app.dep:2:1', '  2 | service web {']);
  });

  it('follows what was worked out, each place once', () => {
    const value = derived(1, 'the sum', at(2, '2..6'), at(2, '2..6'), derived(2, 'half', byDefault(4, 'four', 'why not')));
    expect(describeOrigin(value.origin, sources)).toEqual([
      'worked out: the sum',
      '- written at app.dep:4:12',
      '    4 |   replicas 2..6 at cpu 70%',
      '- worked out: half',
      '  - a default (four): why not',
    ]);
  });

  it('answers for lines of the output', () => {
    const { origin } = at(2, '2..6');
    const artifact = { path: 'kubernetes/web.yaml', kind: 'manifest' as const, text: 'a: 1\nb: 2\n', objects: [], lineOrigins: () => [undefined, origin] };
    expect(explainLine(artifact, 2)).toEqual({ kind: 'found', text: 'b: 2', origin });
    expect(explainLine(artifact, 1)).toEqual({ kind: 'found', text: 'a: 1', origin: undefined });
    expect(explainLine(artifact, 3)).toEqual({ kind: 'past-end', lines: 2 });
    expect(explainLine(artifact, 0)).toEqual({ kind: 'past-end', lines: 2 });
  });
});

describe('the graph', () => {
  const graph = appGraph(model);

  it('has a node for each thing and an edge for each reference, once', () => {
    expect(graph.nodes.map((node) => `${node.kind} ${node.name}: ${node.detail}`)).toEqual([
      'stateful db: stateful, port 3000',
      'worker mail: worker, port 3000',
      'service web: service, port 3000',
      'image web: image from .',
      'config settings: config',
      'secret db: secret',
      'claim db/data: volume, 10Gi per replica',
      'host shop.example.com: host',
    ]);
    expect(graph.edges.map(({ from, to, label }) => `${from} ${label} ${to}`)).toEqual([
      'stateful_db keeps data in claim_db_data',
      'host_shop_example_com leads to service_web',
      'service_web reads stateful_db',
      'service_web runs image_web',
      'service_web mounts config_settings',
      'worker_mail after service_web',
    ]);
  });

  it('is Mermaid text', () => {
    const drawn = mermaid(graph);
    expect(drawn).toContain('---\ntitle: "shop"\n---\nflowchart LR\n');
    expect(drawn).toContain('  stateful_db[("db<br/><small>stateful, port 3000</small>")]\n');
    expect(drawn).toContain('  service_web -->|reads| stateful_db\n');
    const odd = mermaid({ title: 'a"b', nodes: [{ id: 'x', kind: 'host', name: '*.a"b<c>#', detail: 'd' }], edges: [] });
    expect(odd).toContain('x(("*.a#34;b#60;c#62;#35;<br/>');
  });

  it('is a well-formed SVG picture, the same every time', () => {
    const drawn = svg(graph);
    expect(svg(graph)).toBe(drawn);
    expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
    const open: string[] = [];
    for (const [, close, name, self] of drawn.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/gi)) {
      if (close === '/') expect(open.pop()).toBe(name);
      else if (self !== '/' && name !== undefined) open.push(name);
    }
    expect(open).toEqual([]);
    for (const node of graph.nodes) expect(drawn).toContain(`>${node.name}</text>`);
    expect(drawn.match(/marker-end/g)).toHaveLength(graph.edges.length);
    expect(svg({ title: '<&"', nodes: [], edges: [] })).toContain('<title>&lt;&amp;&quot;</title>');
  });

  it('measures text without a font', () => {
    expect(textWidth('ii', 10)).toBeCloseTo(4.44);
    expect(textWidth('WW', 10)).toBeCloseTo(19.7);
    expect(textWidth('日本', 10)).toBe(20);
  });
});

describe('the pages of the diagnostics', () => {
  it.each([
    ['DEP0010', 'DEP0010'],
    ['dep0010', 'DEP0010'],
    ['0010', 'DEP0010'],
    ['10', 'DEP0010'],
    ['no-dep-file', 'DEP0010'],
    ['No-Dep-File', 'DEP0010'],
    ['DEP9000', 'DEP9000'],
    ['DEP0999', undefined],
    ['nope', undefined],
  ])('%s is %s', (word, code) => {
    expect(findCode(word)).toBe(code);
  });

  it('lists every code once', () => {
    const list = listCodes(false);
    for (const [code, row] of Object.entries(codes)) expect(list.split('\n').filter((line) => line.startsWith(`  ${code}  ${row.name}`))).toHaveLength(1);
    expect(codeWords()).toContain('no-dep-file');
  });

  it('lays Markdown out for the terminal', () => {
    const page = '# DEP1: x\n\n## What it means\n\nText with `code` and a [link](https://example.com).\n\n```dep\n# a comment\n\napp x\n```\n';
    expect(renderPage(page, false)).toBe('DEP1: x\n\nWhat it means\n\nText with `code` and a link (https://example.com).\n\n    # a comment\n\n    app x\n');
    expect(renderPage(page, true)).toContain('\u001b[1mWhat it means\u001b[22m');
  });
});
