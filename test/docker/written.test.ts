// Stages written out by hand: printing, every check, and the printer's quoting.

import { describe, expect, it } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { InMemoryHost } from '../../src/compiler/host.js';
import { relative, targetNames } from '../../src/compiler/emit/bake/index.js';
import { dockerfileLines } from '../../src/compiler/emit/docker/dockerfile.js';
import { isIntact } from '../../src/compiler/emit/header.js';
import type { BuildSecret, Instruction, StageBase } from '../../src/compiler/model/image.js';
import { spanOf } from '../../src/compiler/model/origin.js';
import { planWritten } from '../../src/compiler/stacks/index.js';
import type { Planned, WrittenBuild, WrittenStage } from '../../src/compiler/stacks/index.js';
import { artifactsOf, at, codesOf, emitted, span } from './images.js';

const node: StageBase = { kind: 'image', image: at('node:22-alpine') };
const fromStage = (name: string): StageBase => ({ kind: 'stage', stage: at(name) });
const workdir = (path: string): Instruction => ({ kind: 'workdir', path: at(path) });
const copy = (sources: readonly string[], to: string, from?: StageBase): Instruction => ({ kind: 'copy', sources: sources.map((one) => at(one)), to: at(to), ...(from && { from }) });
const run = (command: string, more: Partial<Extract<Instruction, { kind: 'run' }>> = {}): Instruction => ({ kind: 'run', command: at(command), mounts: [], env: {}, ...more });
const command = (...argv: string[]): Instruction => ({ kind: 'command', argv: argv.map((one) => at(one)) });
const user = (name: string): Instruction => ({ kind: 'user', user: at(name) });
const stage = (name: string, from: StageBase, ...instructions: Instruction[]): WrittenStage => ({ name: at(name), from, instructions, span });
const secret: BuildSecret = { id: at('NPM_TOKEN'), variable: at('NPM_TOKEN') };

const files = { 'src/package.json': '{}', 'src/package-lock.json': '{}', 'src/server.js': '', 'certs/ca.pem': '', 'web/app.js': '' };

function plan(stages: readonly WrittenStage[], more: Partial<WrittenBuild> = {}, project: Readonly<Record<string, string>> = files): Planned {
  return planWritten({ name: at('web'), context: at('.'), secrets: [], span, stages, ...more }, new InMemoryHost(project));
}

const classic = [
  stage('builder', node, workdir('/src'), copy(['./src/package.json', './src/package-lock.json'], '.'), run('npm ci', { mounts: [{ kind: 'cache', id: at('npm'), target: at('/root/.npm') }, { kind: 'secret', id: at('NPM_TOKEN'), env: at('NPM_TOKEN') }] })),
  stage('runtime', node, workdir('/app'), copy(['/src/node_modules'], './node_modules', fromStage('builder')), copy(['./src'], '.'), command('node', 'server.js')),
];

describe('the classic two-stage image', () => {
  const planned = plan(classic, { secrets: [secret] });

  it('is printed as a hand would write it', () => {
    expect(codesOf(planned)).toEqual([]);
    expect(dockerfileLines({ stages: planned.image?.stages ?? [] }).map((line) => line.text).join('\n')).toBe(`FROM node:22-alpine AS builder
WORKDIR /src
COPY src/package.json src/package-lock.json ./
RUN --mount=type=cache,id=npm,target=/root/.npm \\
    --mount=type=secret,id=NPM_TOKEN,required=true \\
    NPM_TOKEN="$(cat /run/secrets/NPM_TOKEN)" && export NPM_TOKEN="\${NPM_TOKEN:?is not set where the image is built}" && npm ci

FROM node:22-alpine AS runtime
WORKDIR /app
COPY --from=builder /src/node_modules ./node_modules
COPY src .
CMD ["node", "server.js"]`);
  });

  it('gives files that are sealed, lint clean and know the origin of every line', () => {
    for (const artifact of planned.image === undefined ? [] : artifactsOf(planned.image)) {
      expect(isIntact(artifact.text)).toBe('ours');
      const origins = artifact.lineOrigins();
      expect(origins).toHaveLength(artifact.text.split('\n').length - 1);
      if (artifact.kind === 'dockerfile') {
        expect(validate(artifact.text)).toEqual([]);
        for (const [index, line] of artifact.text.split('\n').slice(0, -1).entries()) expect({ line, known: origins[index] !== undefined }).toEqual({ line, known: line !== '' && !line.startsWith('#') });
      }
    }
  });

  it('points each line at the value it was made of', () => {
    const stages = [stage('app', node, { kind: 'workdir', path: at('/app', 100) }, { kind: 'env', values: { A: at('1', 200), B: at('2', 300) } }, { kind: 'command', argv: [at('node', 400)] })];
    const image = plan(stages).image;
    const [dockerfile] = image === undefined ? [] : artifactsOf(image);
    const places = Object.fromEntries((dockerfile?.text.split('\n') ?? []).map((line, index) => [line, dockerfile?.lineOrigins()[index]]).filter(([line]) => line !== '').map(([line, origin]) => [line, typeof origin === 'object' ? spanOf(origin)?.start : undefined]));
    expect(places).toMatchObject({ 'WORKDIR /app': 100, 'ENV A=1': 200, 'ENV B=2': 300, 'CMD ["node"]': 400 });
  });
});

describe('mistakes in stages', () => {
  const last = (...instructions: Instruction[]): WrittenStage => stage('app', node, workdir('/app'), ...instructions);
  it.each<[string, readonly WrittenStage[], Partial<WrittenBuild>, readonly string[]]>([
    ['no stage', [], {}, ['DEP5063']],
    ['upper case', [stage('App', node)], {}, ['DEP5050']],
    ['reserved', [stage('scratch', node)], {}, ['DEP5050']],
    ['unknown stage', [stage('builder', node), stage('app', node, workdir('/a'), copy(['/x'], '.', fromStage('bilder')), copy(['/x'], '.', fromStage('builder')))], {}, ['DEP5052']],
    ['unknown base', [stage('app', fromStage('alpine'))], {}, ['DEP5052']],
    ['a later stage', [stage('app', node, copy(['/x'], '/y', fromStage('late'))), stage('late', fromStage('app'))], {}, ['DEP5053']],
    ['itself', [stage('app', node, copy(['/x'], '/y', fromStage('app')))], {}, ['DEP5053']],
    ['not used', [stage('a', node), stage('b', node)], {}, ['DEP5054']],
    ['not used after the target', [stage('a', node), stage('b', fromStage('a'))], { target: at('a') }, ['DEP5054']],
    ['unknown target', [stage('a', node)], { target: at('b') }, ['DEP5052']],
    ['copy without workdir', [stage('a', node, copy(['src'], '.'))], {}, ['DEP5055']],
    ['workdir of the stage below', [stage('a', node, workdir('/app')), stage('b', fromStage('a'), copy(['src'], '.'))], {}, []],
    ['missing source', [last(copy(['./src/packge.json'], '.'))], {}, ['DEP5056']],
    ['missing glob', [last(copy(['src/*.ts'], './'))], {}, ['DEP5056']],
    ['a glob that matches', [last(copy(['src/*.js*', '*/app.js'], './'))], {}, []],
    ['a source with a leading slash', [last(copy(['/src'], '.'))], {}, []],
    ['a source outside', [last(copy(['../x'], '.'))], {}, ['DEP5003']],
    ['a source outside the context', [last(copy(['../src'], '.'))], { context: at('web') }, ['DEP5003']],
    ['an ignored source', [last(copy(['certs/ca.pem'], '.'))], {}, ['DEP5057']],
    ['a pattern that is never closed', [last(copy(['./[abc'], './'))], {}, ['DEP5056']],
    ['a pattern with a range that runs backwards', [last(copy(['./[z-a]'], './'))], {}, ['DEP5056']],
    ['a pattern with a class', [last(copy(['./[^x]rc/[a-t]erver.js'], './'))], {}, []],
    ['a name that looks like a pattern', [last(copy(['src/\\[a\\]'], './'))], {}, ['DEP5056']],
    ['a variable of two lines', [last({ kind: 'env', values: { A: at('1'), B: at('2\n3') } })], {}, ['DEP5066']],
    ['a label of two lines', [last({ kind: 'label', values: { a: at('2\r3') } })], {}, ['DEP5066']],
    ['root at the end', [last(user('1000'), user('0:0'))], {}, ['DEP5059']],
    ['root in between', [stage('a', node, user('root')), stage('b', fromStage('a'), user('1000'))], {}, []],
    ['relative workdir', [stage('a', node, workdir('app'))], {}, ['DEP5060']],
    ['a workdir below another', [last(workdir('sub'))], {}, []],
    ['unknown secret', [last(run('x', { mounts: [{ kind: 'secret', id: at('NPM_TOKE') }] }))], {}, ['DEP5061']],
    ['secret not read', [last()], { secrets: [secret] }, ['DEP5062']],
    ['relative cache', [last(run('x', { mounts: [{ kind: 'cache', id: at('c'), target: at('.cache') }] }))], {}, ['DEP5064']],
    ['folder missing', [last()], { context: at('wbe') }, ['DEP5002']],
  ])('%s', (_, stages, more, codes) => {
    const planned = plan(stages, more);
    expect(codesOf(planned)).toEqual(codes);
    expect(planned.image === undefined).toBe(planned.diagnostics.some((one) => one.severity === 'error'));
  });

  it('proposes the file that exists, as it was spelt', () => {
    const help = (path: string): string | undefined => plan([last(copy([path], '.'))]).diagnostics[0]?.help[0]?.text;
    expect(help('./src/packge.json')).toBe('did you mean `./src/package.json`?');
    expect(help('srcc/server.js')).toBe('did you mean `src/server.js`?');
  });

  it.each(['[z-a]', '[', '[]', '[a-]', 'a\\', '!x[', '[^]'])('names the line %j of a .dockerignore, which the builder refuses', (line) => {
    const planned = plan([last()], {}, { ...files, '.dockerignore': `# [\n\n${line}\n` });
    expect(planned.diagnostics.map(({ code, message }) => [code, message])).toEqual([['DEP5065', `line 3 of \`.dockerignore\` is not a pattern: \`${line}\``]]);
  });

  it('lets the .dockerignore of the folder take a file back', () => {
    expect(codesOf(plan([last(copy(['certs/ca.pem'], '.'))], {}, { ...files, '.dockerignore': '!certs/ca.pem\n' }))).toEqual([]);
  });

  it('knows the user and group of the image, inherited too', () => {
    const owner = (...stages: WrittenStage[]): unknown[] => [plan(stages).image?.user?.value, plan(stages).image?.group?.value];
    expect(owner(last(user('10001:10002')))).toEqual([10001, 10002]);
    expect(owner(last(user('10001')))).toEqual([10001, undefined]);
    expect(owner(stage('a', node, user('1000:1000')), stage('b', fromStage('a')))).toEqual([1000, 1000]);
    expect(owner(last(user('node')))).toEqual([undefined, undefined]);
  });
});

describe('the printer', () => {
  const print = (instruction: Instruction): string => dockerfileLines({ stages: [stage('a', { kind: 'scratch', word: at('scratch') }, instruction)] }).slice(1).map((line) => line.text).join('\n');
  it.each<[string, Instruction, string]>([
    ['plain env', { kind: 'env', values: { A: at('x-1.2/3') } }, 'ENV A=x-1.2/3'],
    ['env with spaces, quotes and variables', { kind: 'env', values: { A: at('a "b" $HOME \\ `') } }, 'ENV A="a \\"b\\" \\$HOME \\\\ `"'],
    ['env that ends with a backslash', { kind: 'env', values: { A: at("it's \\") } }, 'ENV A="it\'s \\\\"'],
    ['a quote in a path', workdir("/it's"), "WORKDIR /it\\'s"],
    ['empty env', { kind: 'env', values: { A: at('') } }, 'ENV A=""'],
    ['label', { kind: 'label', values: { 'a.b/c': at('x y') } }, 'LABEL a.b/c="x y"'],
    ['udp', { kind: 'expose', port: at(53), protocol: at('UDP') }, 'EXPOSE 53/udp'],
    ['several sources', copy(['a', './b/'], '/x'), 'COPY a b/ /x/'],
    ['spaces in a path', copy(['my file'], './'), 'COPY ["my file", "./"]'],
    ['a path that looks like an option', copy(['--chown'], './'), 'COPY ["--chown", "./"]'],
    ['a variable in a path', copy(['$x'], './'), 'COPY ["\\\\$x", "./"]'],
    ['owner', { ...(copy(['a'], '/b', { kind: 'image', image: at('busybox:1') }) as Extract<Instruction, { kind: 'copy' }>), chown: at('1:1') }, 'COPY --from=busybox:1 --chown=1:1 a /b'],
    ['run with env', run('a && b', { env: { X: at("it's") } }), "RUN export X='it'\\''s' && a && b"],
    ['run with env and alternatives', run('a || b', { env: { X: at('1') } }), 'RUN ["/bin/sh", "-c", "export X=1\\na || b"]'],
    ['run with env in the background', run('sleep 1 &', { env: { X: at('1') } }), 'RUN ["/bin/sh", "-c", "export X=1\\nsleep 1 &"]'],
    ['run with env and a comment', run('a || b # c', { env: { X: at('1') } }), 'RUN ["/bin/sh", "-c", "export X=1\\na || b # c"]'],
    ['run with env and a second command', run('a; b;', { env: { X: at('1') } }), 'RUN ["/bin/sh", "-c", "export X=1\\na; b;"]'],
    ['run with env of two lines', run('a', { env: { X: at('1\n2') } }), 'RUN ["/bin/sh", "-c", "export X=\'1\\n2\'\\na"]'],
    ['alternatives alone', run('a || b'), 'RUN a || b'],
    ['a script of two lines', run('a\nb'), 'RUN ["/bin/sh", "-ec", "a\\nb"]'],
    ['what looks like a list', run('[ -f x ] && y'), 'RUN ["/bin/sh", "-c", "[ -f x ] && y"]'],
    ['what looks like a here-document', run('cat <<EOF'), 'RUN ["/bin/sh", "-c", "cat <<EOF"]'],
    ['a continued line', run('a \\'), 'RUN ["/bin/sh", "-c", "a \\\\"]'],
    ['a shell variable', run('echo $HOME'), 'RUN echo $HOME'],
    ['bind', run('x', { mounts: [{ kind: 'bind', source: at('a,b'), target: at('/x') }] }), 'RUN --mount=type=bind,"source=a,b",target=/x \\\n    x'],
    ['a secret file', run('x', { mounts: [{ kind: 'secret', id: at('T'), target: at('/t') }] }), 'RUN --mount=type=secret,id=T,target=/t,required=true \\\n    x'],
    ['exec form', command('node', 'a "b"'), 'CMD ["node", "a \\"b\\""]'],
  ])('%s', (_, instruction, text) => {
    expect(print(instruction)).toBe(text);
    expect(validate(`FROM scratch AS a\n${text}\n`)).toEqual([]);
  });
});

describe('docker-bake.json', () => {
  it.each([['.', 'out/docker/web.Dockerfile', 'out/docker/web.Dockerfile'], ['apps/web', 'out/x', '../../out/x'], ['out/app', 'out/x', '../x'], ['./web/', './out/../o/x', '../o/x'], ['web', '../t/x', '../../t/x'], ['.', '/tmp/x', '/tmp/x']])('sees from %s the file %s as %s', (from, path, seen) => {
    expect(relative(from, path)).toBe(seen);
  });

  it('gives targets names that bake takes, all different', () => {
    expect(targetNames(['a.b', 'a-b', 'default', 'x_1'])).toEqual(['a-b', 'a-b-2', 'default-2', 'x_1']);
  });

  it('holds nothing but texts and lists, and keeps bake from reading expressions', () => {
    const image = plan(classic, { secrets: [secret], context: at('./') }).image;
    const text = image === undefined ? '' : emitted({ ...image, context: at('apps/web') }, 'build/out', { version: at('1${x}') }).get('docker-bake.json');
    const { '//': note, ...rest } = JSON.parse(text ?? '') as Record<string, unknown>;
    expect(note).toMatch(/^Generated by deployc/);
    expect(rest).toEqual({
      group: { default: { targets: ['web'] } },
      target: { web: { context: 'apps/web', dockerfile: '../../build/out/docker/web.Dockerfile', tags: ['ghcr.io/acme/web:1'], labels: { 'org.opencontainers.image.version': '1$${x}' }, secret: ['type=env,id=NPM_TOKEN,env=NPM_TOKEN'] } },
    });
  });
});
