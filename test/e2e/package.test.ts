// The package as people get it: packed, installed into an empty folder, its commands and its library run.

import { cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { mustRun, packageFolder, run, scratchFolder } from './scratch.js';
import type { Ran } from './scratch.js';

const folder = scratchFolder();
const cache = join(folder, 'cache');
const program = join(folder, 'node_modules', '.bin', 'deployc');

function deployc(args: readonly string[], input = '', cwd = folder): Ran {
  return run(program, args, { cwd, env: { XDG_CACHE_HOME: cache }, input });
}

const app = 'app demo\n\nservice web {\n  image "ghcr.io/acme/web:1.0"\n  port 8080\n  replicas 2\n  env {\n    GREETING = "hi"\n  }\n}\n';

beforeAll(() => {
  // The build has been made (`npm test` builds first); packing must not depend on it.
  const [packed] = JSON.parse(mustRun('npm', ['pack', '--json', '--pack-destination', folder], { cwd: packageFolder })) as readonly { readonly filename: string }[];
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}\n');
  mustRun('npm', ['install', '--no-audit', '--no-fund', '--offline', join(folder, packed?.filename ?? '')], { cwd: folder });
  writeFileSync(join(folder, 'app.dep'), app);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the installed package', () => {
  it('brings no other packages along', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['deployc']);
  });

  it('ships the licences of what it bundles', () => {
    const text = readFileSync(join(folder, 'node_modules/deployc/THIRD-PARTY-LICENSES.md'), 'utf8');
    for (const name of ['@oclif/core', '@noble/hashes', '@dagrejs/dagre', '@kubernetes/client-node', 'semver']) expect(text).toContain(`## ${name} `);
    // It is at work when the parser's tables are made, and is not in the bundles.
    expect(text).not.toContain('chevrotain');
  });

  it('checks, compiles, and finds its output up to date', () => {
    expect(deployc(['check'])).toMatchObject({ code: 0, out: '', err: '' });
    const first = deployc(['compile']);
    expect(first).toMatchObject({ code: 0, out: '' });
    expect(first.err).toContain('demo: wrote');
    expect(readFileSync(join(folder, 'out/kubernetes/web.yaml'), 'utf8')).toContain('kind: Deployment');
    expect(deployc(['compile', '--check'])).toMatchObject({ code: 0 });
    expect(deployc(['compile']).err).toContain('up to date');
  });

  it('shows mistakes on stderr, and as JSON on stdout', () => {
    writeFileSync(join(folder, 'bad.dep'), app.replace('port', 'prt'));
    const shown = deployc(['check', 'bad.dep']);
    expect(shown).toMatchObject({ code: 1, out: '' });
    expect(shown.err).toContain('--> bad.dep:5:3');
    const json = deployc(['check', 'bad.dep', '--format', 'json']);
    expect(json).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(json.out)).toMatchObject({ version: 1, ok: false, tool: { name: 'deployc' } });
    rmSync(join(folder, 'bad.dep'));
  });

  it('reads the standard input', () => {
    expect(deployc(['check', '-'], app)).toMatchObject({ code: 0 });
    expect(deployc(['check', '-'], app.replace('port', 'prt')).err).toContain('--> <stdin>:5:3');
    expect(deployc(['fmt', '--stdin'], app.replace('port 8080', 'port    8080'))).toMatchObject({ code: 0, out: app });
  });

  it('explains codes, values and lines of the output', () => {
    expect(deployc(['explain', 'dep0010']).out).toContain('DEP0010: no-dep-file');
    expect(deployc(['explain', 'web.replicas']).out).toMatch(/= 2\n {2}written at app\.dep:6:\d+\n/);
    const yaml = readFileSync(join(folder, 'out/kubernetes/web.yaml'), 'utf8').split('\n');
    const line = yaml.findIndex((text) => text.includes('replicas: 2')) + 1;
    expect(deployc(['explain', `out/kubernetes/web.yaml:${line}`]).out).toContain('written at app.dep:6:');
  });

  it('draws the graph', () => {
    expect(deployc(['graph']).out).toContain('flowchart LR');
    expect(deployc(['graph', '--format', 'svg']).out).toMatch(/^<svg [\s\S]+<\/svg>\n$/);
  });

  it('helps', () => {
    for (const args of [[], ['--help'], ['help']]) expect(deployc(args).out).toContain('COMMANDS');
    expect(deployc(['help', 'compile']).out).toContain('--out');
    expect(deployc(['--version']).out).toBe(`deployc ${(JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }).version}\n`);
    const wrong = deployc(['chek']);
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('did you mean `deployc check`?');
  });

  it('works on a terminal', () => {
    // What is loaded differs there: colours, the width, the help's layout.
    const onTerminal = (args: string): string => run('script', ['--quiet', '--return', '--command', `${program} ${args}`, '/dev/null'], { cwd: folder, env: { XDG_CACHE_HOME: cache, NO_COLOR: '' } }).out;
    expect(onTerminal('--help')).toContain('COMMANDS');
    expect(onTerminal('chek')).toContain('DEP0001');
    expect(onTerminal('chek')).toContain('\u001b[');
    expect(onTerminal('chek')).not.toContain('DEP9000');
    expect(onTerminal('explain DEP0010')).toContain('no-dep-file');
  });

  it('asks before applying, and cannot ask a pipe', () => {
    const asked = deployc(['apply']);
    expect(asked.code).toBe(2);
    expect(asked.err).toContain('DEP0005');
  });

  it('can be used as a library, with types', () => {
    writeFileSync(join(folder, 'use.mjs'), `
import { check, compile, format, parse, InMemoryHost } from 'deployc';
import { NodeHost } from 'deployc/node';
const { ok, artifacts } = compile({ entry: 'app.dep', host: new NodeHost('.') });
const bad = check({ entry: 'a.dep', host: new InMemoryHost({ 'a.dep': 'app' }) });
console.log(ok, artifacts.length > 2, bad.ok, format('app   x\\n'), parse('app x\\n').ast.statements.length);
`);
    expect(mustRun(process.execPath, ['use.mjs'], { cwd: folder })).toBe('true true false app x\n 1\n');
    writeFileSync(join(folder, 'use.ts'), `import { compile, InMemoryHost, type Diagnostic } from 'deployc';\nimport { NodeHost } from 'deployc/node';\nconst all: readonly Diagnostic[] = compile({ entry: 'a', host: new InMemoryHost({}) }).diagnostics;\nexport const count: number = all.length;\nexport const host = new NodeHost('.');\n`);
    mustRun(process.execPath, [join(packageFolder, 'node_modules/typescript/bin/tsc'), '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node', '--typeRoots', join(packageFolder, 'node_modules/@types'), 'use.ts'], { cwd: folder });
  }, 60_000);

  it('keeps its code cache where only the user can write, and does without one', () => {
    expect(statSync(join(cache, 'deployc', 'code')).mode & 0o077).toBe(0);
    expect(readdirSync(join(cache, 'deployc', 'code')).some((name) => /-check\.[123]\.bin$/.test(name))).toBe(true);
    const open = join(folder, 'open');
    cpSync(cache, open, { recursive: true });
    mustRun('chmod', ['777', join(open, 'deployc', 'code')], { cwd: folder });
    mustRun('sh', ['-c', `for file in "$1"/deployc/code/*; do printf broken > "$file"; done`, 'sh', open], { cwd: folder });
    // Not trusted, so what lies in it does not matter; and nothing is written there.
    expect(run(program, ['check'], { cwd: folder, env: { XDG_CACHE_HOME: open } })).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(join(open, 'deployc', 'code', readdirSync(join(open, 'deployc', 'code'))[0] ?? ''), 'utf8')).toBe('broken');
    // A broken cache in the right place is replaced.
    mustRun('chmod', ['700', join(open, 'deployc', 'code')], { cwd: folder });
    expect(run(program, ['check'], { cwd: folder, env: { XDG_CACHE_HOME: open } })).toMatchObject({ code: 0, err: '' });
    const { core } = JSON.parse(readFileSync(join(folder, 'node_modules/deployc/dist/build.json'), 'utf8')).chunks as { readonly core: string };
    const caches = (): readonly string[] => readdirSync(join(open, 'deployc', 'code')).filter((name) => name.includes(core) && name.includes('-check.'));
    expect(caches().filter((name) => statSync(join(open, 'deployc', 'code', name)).size < 100)).toEqual([]);
    // The first runs that succeed add what they use; a run with findings does not.
    writeFileSync(join(folder, 'bad.dep'), 'app x\nnope\n');
    const generation = (): string => caches().map((name) => name.slice(-5, -4)).join();
    const before = generation();
    expect(run(program, ['check', 'bad.dep'], { cwd: folder, env: { XDG_CACHE_HOME: open } }).code).toBe(1);
    expect(generation()).toBe(before);
    for (let count = 0; count < 3; count += 1) mustRun(program, ['check', 'app.dep'], { cwd: folder, env: { XDG_CACHE_HOME: open } });
    expect(generation()).toBe('3');
    rmSync(join(folder, 'bad.dep'));
    expect(run(program, ['check'], { cwd: folder, env: { XDG_CACHE_HOME: '/dev/null/nowhere' } })).toMatchObject({ code: 0, err: '' });
  });

  it('survives a reader that goes away', () => {
    const { out } = run('bash', ['-c', `'${program}' graph --format svg | head -c 20; echo " \${PIPESTATUS[0]}"`], { cwd: folder });
    expect(out).toMatch(/^<svg xmlns.* 0\n$/s);
  });
});
