// The Node stack: which image a folder becomes, and every reason why it does not become one.

import { describe, expect, it } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { InMemoryHost } from '../../src/compiler/host.js';
import { check } from '../../src/compiler/program.js';
import { jsonMistake } from '../../src/compiler/stacks/node/manifest.js';
import { splitCommand } from '../../src/compiler/stacks/node/start.js';
import { VOCABULARY } from '../../src/compiler/vocabulary/index.js';
import { contextFingerprint, stacks } from '../../src/compiler/stacks/index.js';
import type { BuildRequest } from '../../src/compiler/stacks/index.js';
import { at, codesOf, dockerfileOf, emitted, nodeProject, plan, port } from './images.js';

const app = { scripts: { start: 'node server.js' }, dependencies: { pg: '^8.0.0' } };
const server = { 'server.js': '' };

function fromLine(files: Readonly<Record<string, string>>, request: Partial<BuildRequest> = {}): string | undefined {
  return /^FROM (\S+) AS base$/m.exec(dockerfileOf(plan(files, request)))?.[1];
}

function stageNames(text: string): string[] {
  return [...text.matchAll(/^FROM \S+ AS (\S+)$/gm)].map((match) => match[1] ?? '');
}

describe('the Dockerfile of a Node folder', () => {
  it('is written out in full for an app with a build', () => {
    const text = dockerfileOf(plan(nodeProject({ scripts: { start: 'LOG=1 node dist/main.js', build: 'tsc' }, dependencies: { pg: '^8.0.0' }, devDependencies: { typescript: '^5.0.0' }, engines: { node: '22.x' } }), { ports: [port(3000)] }));
    expect(text).toBe(`# base is Node 22 from engines.node in package.json
FROM node:22-slim AS base
WORKDIR /app

# init gets the init: Node as process 1 would not stop when it is told to
FROM base AS init
RUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*

# deps installs all dependencies, for the build
FROM base AS deps
COPY package.json package-lock.json ./
RUN --mount=type=cache,id=deployc-npm,target=/root/.npm \\
    npm ci

# prod-deps installs the dependencies that the running program needs
FROM base AS prod-deps
COPY package.json package-lock.json ./
RUN --mount=type=cache,id=deployc-npm,target=/root/.npm \\
    npm ci --omit=dev

# build runs the build script
FROM deps AS build
COPY . ./
RUN npm run build && rm -rf node_modules

# runtime is the image: the program, what it needs, and nothing else
FROM base AS runtime
ENV NODE_ENV=production
ENV PORT=3000
ENV LOG=1
COPY --from=init /usr/bin/tini-static /usr/bin/tini
COPY --from=prod-deps /app/node_modules ./node_modules
COPY --from=build /app ./
USER 1000:1000
EXPOSE 3000
LABEL org.opencontainers.image.title=web
LABEL org.opencontainers.image.base.name=docker.io/library/node:22-slim
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["node", "dist/main.js"]
`);
  });

  it.each([
    ['no dependencies', { scripts: { start: 'node server.js' } }, ['base', 'init', 'runtime']],
    ['dependencies only', app, ['base', 'init', 'prod-deps', 'runtime']],
    ['a build without production dependencies', { scripts: { start: 'node server.js', build: 'tsc' }, devDependencies: { typescript: '5' } }, ['base', 'init', 'deps', 'build', 'runtime']],
    ['a build without dependencies', { scripts: { start: 'node server.js', build: 'node make.js' } }, ['base', 'init', 'build', 'runtime']],
    ['unused development dependencies', { ...app, dependencies: {}, devDependencies: { jest: '1' } }, ['base', 'init', 'runtime']],
    ['an install script', { ...app, scripts: { ...app.scripts, postinstall: 'prisma generate' } }, ['base', 'init', 'deps', 'build', 'runtime']],
    ['npm pinned', { ...app, packageManager: 'npm@11.4.0+sha512.abc' }, ['base', 'init', 'npm', 'prod-deps', 'runtime']],
  ])('has the stages it needs: %s', (_, manifest, stages) => {
    expect(stageNames(dockerfileOf(plan(nodeProject(manifest, server))))).toEqual(stages);
  });

  it('runs install scripts after the source is there, and keeps what they made', () => {
    const text = dockerfileOf(plan(nodeProject({ ...app, scripts: { ...app.scripts, postinstall: 'prisma generate', prepare: 'husky', build: 'tsc' } })));
    expect(text).toContain('npm ci --ignore-scripts\n');
    expect(text).toContain('npm rebuild && npm run prepare && npm run build && npm prune --omit=dev --ignore-scripts\n');
    expect(text).not.toContain('rm -rf node_modules');
  });

  it('installs the npm that packageManager names before it installs packages', () => {
    const text = dockerfileOf(plan(nodeProject({ ...app, packageManager: 'npm@11.4.0' }, server)));
    expect(text).toContain('npm install --global npm@11.4.0\n');
    expect(text).toContain('FROM npm AS prod-deps\n');
  });

  it('copies dependencies that are files before it installs', () => {
    const files = nodeProject({ ...app, dependencies: { lib: 'file:./packages/lib', tar: 'file:vendor/x.tgz' } }, { ...server, 'packages/lib/package.json': '{}', 'vendor/x.tgz': '' });
    expect(dockerfileOf(plan(files))).toContain('COPY package.json package-lock.json ./\nCOPY packages/lib/ ./packages/lib/\nCOPY vendor/x.tgz ./vendor/\nRUN');
  });

  it('gives a secret of .npmrc to the install step only, and other secrets to the build step', () => {
    const secret = (name: string): { id: ReturnType<typeof at<string>>; variable: ReturnType<typeof at<string>> } => ({ id: at(name), variable: at(`CI_${name}`) });
    const files = nodeProject({ ...app, scripts: { ...app.scripts, build: 'tsc' } }, { '.npmrc': '//npm.example.com/:_authToken=${NPM_TOKEN}\n' });
    const planned = plan(files, { secrets: [secret('NPM_TOKEN'), secret('SENTRY')] });
    const text = dockerfileOf(planned);
    expect(text).toContain('COPY package.json package-lock.json .npmrc ./');
    expect(text.match(/--mount=type=secret,id=NPM_TOKEN,required=true \\\n {4}NPM_TOKEN="\$\(cat \/run\/secrets\/NPM_TOKEN\)" && export NPM_TOKEN="\$\{NPM_TOKEN:\?is not set where the image is built\}" && npm ci/g)).toHaveLength(2);
    expect(text.match(/id=SENTRY/g)).toHaveLength(1);
    expect(text).toContain('export SENTRY="${SENTRY:?is not set where the image is built}" && npm run build && rm -rf node_modules');
    const bake: unknown = planned.image && JSON.parse(emitted(planned.image).get('docker-bake.json') ?? '');
    expect(bake).toMatchObject({ target: { web: { secret: ['type=env,id=NPM_TOKEN,env=CI_NPM_TOKEN', 'type=env,id=SENTRY,env=CI_SENTRY'] } } });
  });

  it('starts a program of a package by its path, and resolves npm run', () => {
    const lock = { 'package-lock.json': JSON.stringify({ packages: { '': { dependencies: { next: '1' } }, 'node_modules/next': { bin: { next: 'x' } } } }) };
    const manifest = { scripts: { start: 'npm run serve -- --port 1', serve: 'cross-env A=1 next start' }, dependencies: { next: '1' } };
    const text = dockerfileOf(plan(nodeProject(manifest, lock)));
    expect(text).toContain('CMD ["/app/node_modules/.bin/next", "start", "--port", "1"]');
    expect(text).toContain('ENV A=1\n');
  });

  it('runs a script whatever it is called', () => {
    const text = dockerfileOf(plan({ ...server, 'package.json': '{ "scripts": { "start": "npm run __proto__", "__proto__": "node server.js" } }' }));
    expect(text).toContain('CMD ["node", "server.js"]');
  });

  it('keeps a script that needs a shell, warns, and passes signals to the whole group', () => {
    const planned = plan(nodeProject({ ...app, scripts: { start: 'node a.js && node b.js' } }));
    expect(codesOf(planned)).toEqual(['DEP5031']);
    expect(dockerfileOf(planned)).toContain('ENTRYPOINT ["/usr/bin/tini", "-g", "--"]\nCMD ["/bin/sh", "-c", "trap \'exit 143\' TERM; node a.js && node b.js"]');
  });

  it('takes the start command of the request instead', () => {
    expect(dockerfileOf(plan(nodeProject({ ...app, scripts: {} }, server), { start: [at('node'), at('server.js')] }))).toContain('CMD ["node", "server.js"]');
  });

  it.each([
    ['main', { main: './lib/app.js' }, { 'lib/app.js': '' }, '["node", "lib/app.js"]'],
    ['main without its ending', { main: 'lib' }, { 'lib/index.js': '' }, '["node", "lib"]'],
    ['server.js', {}, { 'server.js': '', 'index.js': '' }, '["node", "server.js"]'],
    ['index.js', {}, { 'index.js': '' }, '["node", "index.js"]'],
  ])('finds the start in %s', (_, manifest, files, cmd) => {
    expect(dockerfileOf(plan(nodeProject(manifest, files)))).toContain(`CMD ${cmd}\n`);
  });

  it('leaves outputs that git ignores out of the context, and the output folder of deployc', () => {
    const planned = plan(nodeProject({ ...app, scripts: { ...app.scripts, build: 'tsc' } }, { '.gitignore': '/dist\nnode_modules/\n', '.dockerignore': '# mine\ndocs\n!docs/a.md\n' }));
    const lines = planned.image && emitted(planned.image).get('docker/web.Dockerfile.dockerignore')?.split('\n');
    expect(lines?.slice(3, 5)).toEqual(['out', '**/.git']);
    expect(lines?.slice(-4)).toEqual(['dist', 'docs', '!docs/a.md', '']);
  });

  it('is the same for the same files in any order, and passes a Dockerfile linter', () => {
    const files = nodeProject({ ...app, scripts: { ...app.scripts, build: 'tsc' } }, server);
    const text = dockerfileOf(plan(files));
    expect(dockerfileOf(plan(Object.fromEntries(Object.entries(files).reverse())))).toBe(text);
    expect(validate(text)).toEqual([]);
  });
});

describe('the Node version', () => {
  it.each([
    ['nothing', {}, {}, 'node:26-slim'],
    ['a range', { node: '>=20' }, {}, 'node:26-slim'],
    ['a caret range', { node: '^22.3.0' }, {}, 'node:22-slim'],
    ['an or', { node: '^20 || ^22' }, {}, 'node:22-slim'],
    ['a span', { node: '>=18 <23' }, {}, 'node:22-slim'],
    ['an x-range', { node: '24.x' }, {}, 'node:24-slim'],
    ['a tilde', { node: '~22.11' }, {}, 'node:22.11-slim'],
    ['an exact version', { node: '22.11.0' }, {}, 'node:22.11.0-slim'],
    ['an upper bound inside a release', { node: '>=22 <22.5.0' }, {}, 'node:22.4-slim'],
    ['an upper bound inside a minor', { node: '>=22 <22.5.2' }, {}, 'node:22.5.1-slim'],
    ['a hyphen range', { node: '22.1 - 22.7' }, {}, 'node:22.7-slim'],
    ['any', { node: '*' }, {}, 'node:26-slim'],
    ['.nvmrc', {}, { '.nvmrc': 'v22.11.0\n' }, 'node:22.11.0-slim'],
    ['.nvmrc with a comment', {}, { '.nvmrc': '# here\n24 # krypton\n' }, 'node:24-slim'],
    ['.nvmrc lts', {}, { '.nvmrc': 'lts/*' }, 'node:26-slim'],
    ['.nvmrc lts name', {}, { '.nvmrc': 'lts/Jod' }, 'node:22-slim'],
    ['.node-version', {}, { '.node-version': '24.1' }, 'node:24.1-slim'],
    ['.tool-versions', {}, { '.tool-versions': 'python 3.12\nnodejs 22.4.1\n' }, 'node:22.4.1-slim'],
    ['.nvmrc before engines', { node: '>=20' }, { '.nvmrc': '22' }, 'node:22-slim'],
  ])('from %s', (_, engines, files, from) => {
    expect(fromLine(nodeProject({ ...app, engines }, { ...server, ...files }))).toBe(from);
  });

  it('from `using`, volta and devEngines', () => {
    const using = { stack: at('node'), version: at('22') };
    expect(fromLine(nodeProject(app, { ...server, '.nvmrc': '22.1.0' }), { using })).toBe('node:22-slim');
    expect(fromLine(nodeProject({ ...app, volta: { node: '24.2.0', extends: 1 } }, server))).toBe('node:24.2.0-slim');
    expect(fromLine(nodeProject({ ...app, devEngines: { runtime: { name: 'node', version: '^24.1.0' } } }, server))).toBe('node:24-slim');
  });

  it.each([
    ['a range nobody satisfies', { node: '>=99' }, {}, ['DEP5021']],
    ['an odd release', {}, { '.nvmrc': '23' }, ['DEP5021']],
    ['an old release name', {}, { '.nvmrc': 'lts/boron' }, ['DEP5021']],
    ['nonsense', {}, { '.nvmrc': 'the newest' }, ['DEP5020']],
    ['a nonsense range', { node: '>= twenty' }, {}, ['DEP5020']],
    ['a release that ended', { node: '^20' }, {}, ['DEP5022']],
    ['a conflict', { node: '>=24' }, { '.nvmrc': '22' }, ['DEP5023']],
    ['two that agree', { node: '^22.3' }, { '.nvmrc': '22', '.node-version': '22.9.0' }, []],
  ])('is questioned: %s', (_, engines, files, codes) => {
    expect(codesOf(plan(nodeProject({ ...app, engines }, { ...server, ...files })))).toEqual(codes);
  });

  it('is refused at its own place when the .dep file asks for it', () => {
    const planned = plan(nodeProject(app, server), { using: { stack: at('node'), version: at('21', 40) } });
    expect(planned.diagnostics.map(({ code, span }) => [code, span?.start])).toEqual([['DEP5005', 40]]);
  });
});

describe('a folder that cannot be built says why', () => {
  const lock = (packages: object): string => JSON.stringify({ lockfileVersion: 3, packages });
  it.each<[string, Readonly<Record<string, string>>, Partial<BuildRequest>, readonly string[]]>([
    ['empty', { 'app.dep': '' }, {}, ['DEP5001']],
    ['Python', { 'pyproject.toml': '' }, {}, ['DEP5001']],
    ['no such folder', { 'web/package.json': '{}' }, { context: at('./wbe') }, ['DEP5002']],
    ['a file', { 'web': 'x' }, { context: at('web') }, ['DEP5002']],
    ['outside', {}, { context: at('../web') }, ['DEP5003']],
    ['absolute', {}, { context: at('/srv') }, ['DEP5003']],
    ['a target without stages', nodeProject(app, server), { target: at('app') }, ['DEP5063']],
    ['not JSON', { 'package.json': '{ "scripts": { "start": "x", } }' }, {}, ['DEP5010']],
    ['a lockfile that is not JSON', nodeProject(app, { 'package-lock.json': '<<<<<<< HEAD\n' }), {}, ['DEP5010']],
    ['wrong shape', { 'package.json': '{ "scripts": { "start": 1 } }' }, {}, ['DEP5011']],
    ['an array', { 'package.json': '[]' }, {}, ['DEP5011']],
    ['bad packageManager', nodeProject({ ...app, packageManager: 'npm' }), {}, ['DEP5011']],
    ['no lockfile', { 'package.json': JSON.stringify(app) }, {}, ['DEP5012']],
    ['two lockfiles', nodeProject(app, { 'yarn.lock': '' }), {}, ['DEP5013']],
    ['pnpm', { 'package.json': JSON.stringify(app), 'pnpm-lock.yaml': '' }, {}, ['DEP5014']],
    ['yarn by field', nodeProject({ ...app, packageManager: 'yarn@4.1.0' }), {}, ['DEP5014']],
    ['bun', { 'package.json': JSON.stringify(app), 'bun.lock': '' }, {}, ['DEP5014']],
    ['stale lockfile', nodeProject(app, { ...server, 'package-lock.json': lock({ '': { dependencies: { pg: '^7.0.0' } } }) }), {}, ['DEP5015']],
    ['workspaces', nodeProject({ ...app, workspaces: ['packages/*'] }), {}, ['DEP5016']],
    ['a dependency outside', nodeProject({ ...app, dependencies: { lib: 'file:../lib' } }, server), {}, ['DEP5017']],
    ['a local dependency that is missing', nodeProject({ ...app, dependencies: { lib: 'file:./lib' } }, server), {}, ['DEP5018']],
    ['no start', nodeProject({}), {}, ['DEP5030']],
    ['no start that is missed', nodeProject({}), { started: false }, []],
    ['a start script that nobody runs', nodeProject({ scripts: { start: 'node gone.js && rm x', prestart: 'x' } }), { started: false }, []],
    ['a start script without its file that nobody runs', nodeProject(app, {}), { started: false }, []],
    ['a development tool', nodeProject({ scripts: { start: 'tsx a.ts' }, devDependencies: { tsx: '4' } }, { 'package-lock.json': lock({ '': { devDependencies: { tsx: '4' } }, 'node_modules/tsx': { dev: true, bin: { tsx: 'x' } } }) }), {}, ['DEP5032']],
    ['an unknown program', nodeProject({ ...app, scripts: { start: 'deno run a.ts' } }), {}, ['DEP5033']],
    ['a missing file', nodeProject(app, { 'servr.js': '' }), {}, ['DEP5034']],
    ['a start hook', nodeProject({ ...app, scripts: { ...app.scripts, prestart: 'migrate' } }, server), {}, ['DEP5035']],
    ['a missing script', nodeProject({ ...app, scripts: { start: 'npm run serve' } }), {}, ['DEP5036']],
    ['a missing script with a name that every object has', nodeProject({ ...app, scripts: { start: 'npm run toString' } }), {}, ['DEP5036']],
    ['another one', nodeProject({ ...app, scripts: { start: 'npm run __proto__' } }), {}, ['DEP5036']],
    ['a file called constructor', { constructor: '' }, {}, ['DEP5001']],
    ['a dependency called constructor that is not locked', nodeProject({ ...app, dependencies: { constructor: '^1.0.0' } }, { ...server, 'package-lock.json': lock({ '': {} }) }), {}, ['DEP5015']],
    ['a bad line in the .dockerignore', nodeProject(app, { ...server, '.dockerignore': '[z-a]' }), {}, ['DEP5065']],
    ['a variable of two lines', nodeProject({ ...app, scripts: { start: "A='1\n2' node server.js" } }, server), {}, ['DEP5031']],
    ['scripts in a circle', nodeProject({ ...app, scripts: { start: 'npm run a', a: 'npm start' } }), {}, ['DEP5037']],
    ['a token in .npmrc', nodeProject(app, { ...server, '.npmrc': '//r.example.com/:_authToken=npm_abc' }), {}, ['DEP5040']],
    ['a secret that is missing', nodeProject(app, { ...server, '.npmrc': '//r.example.com/:_authToken=${TOKEN}' }), {}, ['DEP5041']],
    ['a secret that nobody reads', nodeProject(app, server), { secrets: [{ id: at('TOKEN'), variable: at('TOKEN') }] }, ['DEP5062']],
  ])('%s', (_, files, request, codes) => {
    const planned = plan(files, request);
    expect(codesOf(planned)).toEqual(codes);
    expect(planned.image === undefined).toBe(planned.diagnostics.some((one) => one.severity === 'error'));
  });

  it('never shows the token', () => {
    expect(JSON.stringify(plan(nodeProject(app, { ...server, '.npmrc': '//r.example.com/:_authToken=npm_abc' })).diagnostics)).not.toContain('npm_abc');
  });

  it('proposes the folder that exists, with an edit', () => {
    const [diagnostic] = plan({ 'apps/web/package.json': '{}' }, { context: at('apps/wbe') }).diagnostics;
    expect(diagnostic?.help[0]).toMatchObject({ text: 'did you mean `./apps/web`?', edits: [{ text: './apps/web' }] });
  });

  it('names what is in the folder, and the folder below that could be built', () => {
    const [diagnostic] = plan({ 'README.md': '', 'web/package.json': '{}' }).diagnostics;
    expect(diagnostic?.notes[0]).toBe('found in it: `README.md`, `web/`');
    expect(diagnostic?.help[0]?.text).toBe('build the folder below: `build ./web`');
  });
});

describe('parts', () => {
  it('are the stacks that the vocabulary knows', () => {
    const words = VOCABULARY.filter((row) => row.word === 'build').flatMap((row) => row.options ?? []).flatMap((option) => (option.word === 'using' ? option.places : [])).flatMap((place) => (place.kind === 'word' ? place.words : []));
    expect(words).toEqual(stacks.map((stack) => stack.name));
  });

  it.each([
    ['{ "a": 1 "b": 2 }', 9], ['{ "a": 1, }', 10], ['{ "a" 1 }', 6], ['[1, 2', 5], ['', 0], ['{ a: 1 }', 2], ['{ "a": tru }', 7], ['{} x', 3], ['{ "a": "x\n" }', 7], ["{ 'a': 1 }", 2],
  ])('finds the place of the mistake in %j', (text, offset) => {
    expect(() => { JSON.parse(text); }).toThrow();
    expect(jsonMistake(text)).toBe(offset);
  });

  it.each([
    ['node server.js', ['node', 'server.js'], {}],
    ["node 'my server.js' \"a b\"", ['node', 'my server.js', 'a b'], {}],
    ['A=1 B="x y" node a=b', ['node', 'a=b'], { A: '1', B: 'x y' }],
    ['exec node a\\ b', ['node', 'a b'], {}],
    ['env A= node x', ['node', 'x'], { A: '' }],
    ['node "\\$x" "a\\b" \'\'', ['node', '$x', 'a\\b', ''], {}],
    ['node a"b c"d', ['node', 'ab cd'], {}],
    ['"A=1" node', ['A=1', 'node'], {}],
  ])('splits %s', (command, argv, env) => {
    expect(splitCommand(command)).toEqual({ kind: 'plain', argv, env });
  });

  it.each(['a && b', 'a | b', 'a; b', 'node $FILE', 'node "$FILE"', 'a > log', 'node *.js', 'a\nb', '(a)', 'a &', 'echo `x`', "a 'open"])('leaves %j to a shell', (command) => {
    expect(splitCommand(command).kind).toBe('shell');
  });
});

describe('the fingerprint', () => {
  const files = { 'a.js': '1', 'lib/b.js': '2', 'lib/secret.key': 'k', 'node_modules/x/index.js': 'x', '.git/HEAD': 'h', 'out/docker/web.Dockerfile': 'd', 'web/c.js': '3' };
  const ignore = ['**/*.key'];
  const of = (change: Readonly<Record<string, string>> = {}, context = '.'): string => contextFingerprint(new InMemoryHost({ ...files, ...change }), context, ignore, 'FROM x', 'out');

  it('is 12 hex digits, the same whenever and in whatever order', () => {
    expect(of()).toMatch(/^[0-9a-f]{12}$/);
    expect(contextFingerprint(new InMemoryHost(Object.fromEntries(Object.entries(files).reverse())), './', ignore, 'FROM x', './out')).toBe(of());
  });

  it.each([
    ['a changed file', { 'lib/b.js': '22' }, false], ['a new file', { 'lib/n.js': '' }, false], ['a moved border', { 'a.js': '', 'lib/b.js': '12' }, false],
    ['an ignored file', { 'lib/secret.key': 'kk' }, true], ['an installed package', { 'node_modules/x/index.js': 'y' }, true], ['our own output', { 'out/docker/web.Dockerfile': 'e' }, true], ['history', { '.git/HEAD': 'i' }, true],
  ])('sees %s', (_, change, same) => {
    expect(of(change) === of()).toBe(same);
  });

  it('depends on the recipe, keeps to its folder and never leaves the project', () => {
    expect(contextFingerprint(new InMemoryHost(files), '.', ignore, 'FROM y', 'out')).not.toBe(of());
    expect(of({ 'a.js': 'other' }, 'web')).toBe(of({}, 'web'));
    expect(() => of({}, '../x')).toThrow(RangeError);
  });
});

describe('an image whose containers all have a command', () => {
  it('has an init and no command of its own', () => {
    const text = dockerfileOf(plan(nodeProject({}), { started: false }));
    expect(text).toContain('ENTRYPOINT ["/usr/bin/tini", "--"]');
    expect(text).not.toMatch(/^CMD/m);
    expect(dockerfileOf(plan(nodeProject(app, server), { started: false }))).toContain('CMD ["node", "server.js"]');
  });

  const found = (more: string): readonly string[] => {
    const host = new InMemoryHost({ 'package.json': '{}', 'app.dep': `app demo\nregistry "ghcr.io/acme"\nworker web { build ., command "node a.js" }\n${more}` });
    return check({ entry: 'app.dep', host }).diagnostics.map((one) => one.code);
  };

  it.each<readonly [string, string, readonly string[]]>([
    ['the one that builds it', '', []],
    ['another one', 'worker mail { image web.image, command "node b.js" }', []],
    ['not another one', 'worker mail { image web.image }', ['DEP5030']],
    ['not a container beside it', 'worker mail { image "acme/x:1", sidecar proxy { image web.image } }', ['DEP5030']],
    ['not one that has it from another one', 'worker mail { image web.image, command "x" }\nworker late { image mail.image }', ['DEP5030']],
  ])('%s', (_, more, codes) => {
    expect(found(more)).toEqual(codes);
  });
});
