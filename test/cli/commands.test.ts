// The commands end to end in memory: exit codes, what goes to which stream, and what lies on the disk afterwards.

import { spawnSync } from 'node:child_process';
import { rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';

import { eventText } from '../../src/cli/apply/progress.js';
import type { Loader } from '../../src/cli/chunks.js';
import { main } from '../../src/cli/main.js';
import { TempFolder, deployc, packageFolder, testContext } from './harness.js';

const good = 'app demo\n\nservice web {\n  image "ghcr.io/acme/web:1.0"\n  port 8080\n}\n';
const bad = good.replace('}', '  replcas 2\n}');

const folders: TempFolder[] = [];
function temp(files: Readonly<Record<string, string | Uint8Array>> = {}): TempFolder {
  const folder = new TempFolder(files);
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

describe('check', () => {
  it('is silent when all is well, and writes nothing', async () => {
    const folder = temp({ 'app.dep': good });
    expect(await deployc(folder.path, ['check'])).toEqual({ code: 0, out: '', err: '' });
    expect(folder.list()).toEqual(['app.dep']);
  });

  it('shows the frames of several files, named as seen from here', async () => {
    const folder = temp({ 'a/app.dep': bad, 'b/app.dep': bad, 'c/app.dep': good });
    const { code, out, err } = await deployc(folder.path, ['check', 'a/app.dep', join(folder.path, 'b/app.dep'), 'c/app.dep']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('--> a/app.dep:6:3');
    expect(err).toContain('--> b/app.dep:6:3');
    expect(err).toContain('2 errors in 2 files');
    expect((await deployc(join(folder.path, 'c'), ['check', '../a/app.dep'])).err).toContain('--> ../a/app.dep:6:3');
  });

  it('goes on after an unreadable file and ends with 2', async () => {
    const folder = temp({ 'bad.dep': bad, 'latin.dep': Uint8Array.from([0x61, 0xe9]) });
    const { code, err } = await deployc(folder.path, ['check', 'nope.dep', 'latin.dep', 'bad.dep']);
    expect(code).toBe(2);
    for (const part of ['DEP0012', 'DEP0013', '--> bad.dep:6:3']) expect(err).toContain(part);
  });

  it('prints JSON also when there is nothing to say', async () => {
    const folder = temp({ 'app.dep': good });
    const { code, out, err } = await deployc(folder.path, ['check', '--format', 'json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ version: 1, ok: true, diagnostics: [] });
    const wrong = await deployc(folder.path, ['check', '--format', 'json', 'nope.dep']);
    expect(wrong.code).toBe(2);
    expect(JSON.parse(wrong.out)).toMatchObject({ ok: false, diagnostics: [{ code: 'DEP0012' }] });
  });

  it('colours when asked to', async () => {
    const folder = temp({ 'app.dep': bad });
    const esc = '\u001b[';
    expect((await deployc(folder.path, ['check'])).err).not.toContain(esc);
    expect((await deployc(folder.path, ['check'], '', { FORCE_COLOR: '1' })).err).toContain(esc);
    expect((await deployc(folder.path, ['check'], '', { FORCE_COLOR: '1', NO_COLOR: '1' })).err).not.toContain(esc);
    expect((await deployc(folder.path, ['check', '--no-color'], '', { FORCE_COLOR: '1' })).err).not.toContain(esc);
  });
});

describe('a reader that goes away', () => {
  // A closed pipe needs a real process.
  it.each([['bad.dep', 1], ['good.dep', 0]])('does not change the exit code of a check of %s', (file, code) => {
    const folder = temp({ 'bad.dep': bad, 'good.dep': good });
    const program = `node --import ${JSON.stringify(import.meta.resolve('tsx'))} ${JSON.stringify(join(packageFolder, 'scripts/dev.ts'))} check --format json ${file}`;
    const run = (end: string): string => spawnSync('sh', ['-c', `{ { ${program} 3>&-; echo "rc=$?" >&3; } 2>&1 ${end}; } 3>&1`], { cwd: folder.path, encoding: 'utf8' }).stdout;
    expect(run('| true')).toBe(`rc=${code}\n`);
  });
});

describe('compile', () => {
  it('writes beside the .dep file, says what, and then has nothing to do', async () => {
    const folder = temp({ 'p/app.dep': good });
    const first = await deployc(folder.path, ['compile', 'p/app.dep']);
    expect({ code: first.code, out: first.out }).toEqual({ code: 0, out: '' });
    expect(first.err).toMatch(/^demo: wrote \d+ files to p\/out\/ \(\d+ new\)\n/);
    expect(folder.list()).toContain('p/out/kubernetes/web.yaml');
    const before = statSync(join(folder.path, 'p/out/kubernetes/web.yaml')).mtimeMs;
    expect((await deployc(join(folder.path, 'p'), ['compile'])).err).toMatch(/^demo: out\/ is up to date/);
    expect(statSync(join(folder.path, 'p/out/kubernetes/web.yaml')).mtimeMs).toBe(before);
  });

  it('gives the same bytes from everywhere', async () => {
    const folder = temp({ 'p/app.dep': good, 'q/x': '' });
    await deployc(folder.path, ['compile', 'p/app.dep']);
    const first = folder.list().map((path) => folder.read(path));
    rmSync(join(folder.path, 'p/out'), { recursive: true });
    await deployc(join(folder.path, 'q'), ['compile', join(folder.path, 'p')]);
    expect(folder.list().map((path) => folder.read(path))).toEqual(first);
  });

  it('writes nothing when there are errors', async () => {
    const folder = temp({ 'app.dep': bad });
    expect((await deployc(folder.path, ['compile'])).code).toBe(1);
    expect(folder.list()).toEqual(['app.dep']);
  });

  it('--check writes nothing and lists what differs', async () => {
    const folder = temp({ 'app.dep': good });
    const missing = await deployc(folder.path, ['compile', '--check']);
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('error[DEP0023]: `out/kubernetes/web.yaml` is missing');
    expect(folder.list()).toEqual(['app.dep']);
    await deployc(folder.path, ['compile']);
    expect(await deployc(folder.path, ['compile', '--check'])).toMatchObject({ code: 0, err: expect.stringMatching(/^out\/ is up to date/) });
    folder.write('app.dep', good.replace('8080', '9090'));
    expect((await deployc(folder.path, ['compile', '--check'])).err).toContain('`out/kubernetes/web.yaml` is out of date');
  });

  it('never overwrites what was changed by hand, and then writes nothing at all', async () => {
    const folder = temp({ 'app.dep': good });
    await deployc(folder.path, ['compile']);
    const edited = `${folder.read('out/kubernetes/web.yaml')}# mine\n`;
    folder.write('out/kubernetes/web.yaml', edited);
    folder.write('app.dep', good.replace('8080', '9090'));
    const record = folder.read('out/deployc.json');
    const refused = await deployc(folder.path, ['compile']);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('error[DEP0021]: `out/kubernetes/web.yaml`');
    expect(folder.read('out/kubernetes/web.yaml')).toBe(edited);
    expect(folder.read('out/deployc.json')).toBe(record);
    expect((await deployc(folder.path, ['compile', '--force'])).code).toBe(0);
    expect(folder.read('out/kubernetes/web.yaml')).toContain('9090');
  });

  it('removes the files of a workload that is gone', async () => {
    const folder = temp({ 'app.dep': `${good}\nworker mail { image "ghcr.io/acme/mail:1.0" }\n` });
    await deployc(folder.path, ['compile']);
    expect(folder.list()).toContain('out/kubernetes/mail.yaml');
    folder.write('app.dep', good);
    expect((await deployc(folder.path, ['compile'])).err).toContain('1 removed');
    expect(folder.list()).not.toContain('out/kubernetes/mail.yaml');
  });

  it('writes where -o says', async () => {
    const folder = temp({ 'app.dep': good });
    await deployc(folder.path, ['compile', '-o', 'deploy/k8s']);
    expect(folder.list()).toContain('deploy/k8s/kubernetes/web.yaml');
    expect(await deployc(folder.path, ['compile', '-o', 'app.dep'])).toMatchObject({ code: 2 });
  });

  it('tells in JSON what it wrote', async () => {
    const folder = temp({ 'app.dep': good });
    const { out, err } = await deployc(folder.path, ['compile', '--format', 'json']);
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({ ok: true, artifacts: expect.arrayContaining([{ path: 'kubernetes/web.yaml', kind: 'manifest' }]) });
  });

  it('says which .dep files there are, or how to begin', async () => {
    const several = await deployc(temp({ 'a.dep': good, 'b.dep': good }).path, ['compile']);
    expect(several.code).toBe(2);
    expect(several.err).toContain('`a.dep`, `b.dep`');
    const none = await deployc(temp().path, ['compile']);
    expect(none.code).toBe(2);
    // The advice is right: it can be pasted.
    const advice = /two lines:\n([\s\S]*?)\n *= docs/.exec(none.err)?.[1]?.replace(/^ +/gm, '') ?? '';
    expect(await deployc(temp({ 'app.dep': `${advice}\n` }).path, ['check'])).toEqual({ code: 0, out: '', err: '' });
  });
});

describe('links in a folder that is built', () => {
  it('are no mistake when they leave the project: builders take them as they are', async () => {
    const folder = temp({ 'p/app.dep': 'app shop\nregistry "ghcr.io/acme"\nservice web {\n  build .\n  port 8080\n}\n', 'p/package.json': '{}', 'p/index.js': '', secret: 's', 'outside/x': 'x' });
    for (const [target, name] of [['../secret', 'file'], ['../outside', 'folder'], ['round', 'round'], ['nowhere', 'broken'], ['/dev/null', 'device']] as const) symlinkSync(target, join(folder.path, 'p', name));
    for (const command of ['check', 'compile']) expect([command, (await deployc(join(folder.path, 'p'), [command])).code]).toEqual([command, 0]);
    const written = folder.read('p/out/kubernetes/web.yaml');
    // What lies outside decides nothing.
    folder.write('secret', 'changed');
    await deployc(join(folder.path, 'p'), ['compile']);
    expect(folder.read('p/out/kubernetes/web.yaml')).toBe(written);
  });
});

describe('foreign text', () => {
  const escape = '\u001b[2J';

  it('reaches the terminal spelled out: names of files, and lines that explain quotes', async () => {
    const folder = temp({ [`${escape}.dep`]: good.replace('port 8080', `port 8080 # ${escape}`), [`${escape}/app.dep`]: good });
    const compiled = await deployc(folder.path, ['compile', `${escape}.dep`, '-o', `o${escape}`]);
    expect(compiled).toMatchObject({ code: 0, err: expect.stringContaining('o<U+001B>[2J/') });
    const explained = await deployc(folder.path, ['explain', 'web.port', '--file', `${escape}.dep`]);
    expect(explained).toMatchObject({ code: 0, out: expect.stringContaining('# <U+001B>[2J\n') });
    expect(explained.out).toContain('written at <U+001B>[2J.dep:5:');
    expect([compiled, explained].map(({ out, err }) => out + err).join('')).not.toContain('\u001b');
  });

  it('cannot forge lines of an apply', () => {
    const object = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    expect(eventText({ kind: 'waiting', object, state: `${escape}\u009b\u202edone\nready Deployment web` })).toBe('waiting for Deployment web: <U+001B>[2J<U+009B><U+202E>done ready Deployment web\n');
    expect(eventText({ kind: 'applied', object, action: 'unchanged' })).toBe('');
  });

  it('is quoted in the commands of the summary', async () => {
    const folder = temp({ 'a b/it\'s.dep': 'app demo\nregistry "ghcr.io/acme"\nservice web {\n  build .\n  port 8080\n}\n', 'a b/package.json': '{}', 'a b/index.js': '' });
    const { err } = await deployc(folder.path, ['compile', "a b/it's.dep", '-o', 'x y']);
    expect(err).toContain("(cd 'a b/' && docker buildx bake -f '../x y/docker-bake.json' --push)\n");
    expect(err).toContain("deployc apply 'a b/it'\\''s.dep' -o 'x y'\n");
    expect(err).toContain("deployc explain web --file 'a b/it'\\''s.dep'\n");
  });
});

describe('names that every object has', () => {
  it('are names like others', async () => {
    const folder = temp({ 'app.dep': good.replace('}', '  labels { constructor = "2" }\n}') });
    expect(await deployc(folder.path, ['explain', 'web.labels.construct'])).toMatchObject({ code: 2, err: expect.stringContaining('did you mean `web.labels.constructor`?') });
    expect((await deployc(folder.path, ['explain', 'web.labels.constructor'])).out).toContain('= "2"');
    expect(await deployc(folder.path, ['explain', 'toString'])).toMatchObject({ code: 2, err: expect.stringContaining('DEP0031') });
  });
});

describe('a secret that is written out', () => {
  const text = 'hunter2-hunter2';
  const source = `app demo
secret s { password = "${text}", other = generate(32) }
secret u { url = "https://app:${text}@\\(s.other)/\\(web.host)" }
service web {
  image "ghcr.io/acme/web:1.0"
  port 8080
  env {
    PASSWORD = s.password
    URL = u.url
  }
}
`;

  it('is never printed by explain, which says where it comes from', async () => {
    const folder = temp({ 'app.dep': source });
    const { out, code } = await deployc(folder.path, ['explain', 's.password']);
    expect(code).toBe(0);
    expect(out).toContain('= a secret, not shown\n  written at app.dep:2:');
    expect(out).toContain(`  2 | secret s { password = ${'*'.repeat(text.length + 2)}, other = generate(32) }\n`);
    await deployc(folder.path, ['compile']);
    const lines = folder.read('out/kubernetes/web.yaml').split('\n').length - 1;
    const words = ['s', 'u', 'u.url', 's.password.parts', 's.password.source.parts.0', 'web', 'web.env.PASSWORD', 'secrets', ...Array.from({ length: lines }, (_, index) => `out/kubernetes/web.yaml:${index + 1}`)];
    for (const word of words) expect([word, (await deployc(folder.path, ['explain', word])).out]).toEqual([word, expect.not.stringContaining(text)]);
    // What such a text reads is no secret.
    expect((await deployc(folder.path, ['explain', 'web.host'])).out).toContain('= "web"');
  });

  it('is not shown where it comes from either', async () => {
    const folder = temp({ 'app.dep': `app demo\nconfig c { word = "${text}" }\nsecret s { password = c.word }\nservice web {\n  image "ghcr.io/acme/web:1.0"\n  port 8080\n  env { PASSWORD = s.password }\n}\n` });
    for (const word of ['c.word', 's.password']) expect(await deployc(folder.path, ['explain', word])).toMatchObject({ code: 0, out: expect.not.stringContaining(text) });
  });
});

describe('fmt', () => {
  const loose = good.replace('  port 8080', '      port    8080');

  it('rewrites in place and keeps permissions and links', async () => {
    const folder = temp({ 'real/app.dep': loose });
    symlinkSync('real/app.dep', join(folder.path, 'link.dep'));
    expect(await deployc(folder.path, ['fmt', '--check', 'link.dep'])).toMatchObject({ code: 1, out: '' });
    expect(await deployc(folder.path, ['fmt', 'link.dep'])).toEqual({ code: 0, out: '', err: 'formatted link.dep\n' });
    expect(folder.read('real/app.dep')).toBe(good);
    expect(folder.list()).toEqual(['link.dep', 'real/app.dep']);
    expect(await deployc(folder.path, ['fmt', 'link.dep'])).toEqual({ code: 0, out: '', err: '' });
    expect(await deployc(folder.path, ['fmt', '--check', 'link.dep'])).toEqual({ code: 0, out: '', err: '' });
  });

  it('formats the standard input', async () => {
    expect(await deployc(temp().path, ['fmt', '--stdin'], loose)).toEqual({ code: 0, out: good, err: '' });
    expect(await deployc(temp().path, ['fmt', '-'], loose)).toEqual({ code: 0, out: good, err: '' });
    expect(await deployc(temp().path, ['fmt', '--stdin', '--check'], loose)).toMatchObject({ code: 1, out: '' });
    expect(await deployc(temp().path, ['fmt', '--stdin', 'x.dep'], loose)).toMatchObject({ code: 2, out: '' });
  });

  it('formats a file with mistakes', async () => {
    const folder = temp({ 'app.dep': bad.replace('  port 8080', '    port   8080') });
    expect((await deployc(folder.path, ['fmt'])).code).toBe(0);
    expect(folder.read('app.dep')).toBe(bad);
  });
});

describe('explain', () => {
  it('answers for values and for lines of any output folder', async () => {
    const folder = temp({ 'app.dep': good.replace('}', '  replicas 3\n}') });
    expect(await deployc(folder.path, ['explain', 'web.replicas'])).toMatchObject({ code: 0, out: expect.stringContaining('= 3\n  written at app.dep:6:'), err: '' });
    await deployc(folder.path, ['compile', '-o', 'deploy']);
    const line = folder.read('deploy/kubernetes/web.yaml').split('\n').findIndex((text) => text.includes('replicas: 3')) + 1;
    const answer = await deployc(folder.path, ['explain', `deploy/kubernetes/web.yaml:${line}`]);
    expect(answer).toMatchObject({ code: 0, err: '' });
    expect(answer.out).toContain('replicas: 3\n  written at app.dep:6:');
    folder.write('deploy/kubernetes/web.yaml', 'edited\n');
    expect((await deployc(folder.path, ['explain', `deploy/kubernetes/web.yaml:${line}`])).err).toContain('on disk is not what');
  });

  it.each([
    [['explain', 'DEP0999'], 'DEP0030'],
    [['explain', 'no-dep-fil'], 'DEP0031'],
    [['explain', 'web.replica'], 'DEP0031'],
    [['explain', 'out/kubernetes/web.yaml:9999'], 'DEP0032'],
    [['explain', 'out/kubernetes/wbe.yaml:1'], 'DEP0033'],
    [['explain', 'README.md:1'], 'DEP0033'],
  ])('%j is %s', async (argv, code) => {
    const { code: exit, out, err } = await deployc(temp({ 'app.dep': good }).path, argv);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(`error[${code}]`);
  });

  it('needs no project for codes', async () => {
    const folder = temp();
    expect((await deployc(folder.path, ['explain', 'no-dep-file'])).out).toMatch(/^DEP0010: no-dep-file\n/);
    expect((await deployc(folder.path, ['explain'])).out).toContain('DEP9000  internal-error');
    expect((await deployc(folder.path, ['explain', 'no-dep-fil'])).err).toContain('did you mean `deployc explain no-dep-file`?');
  });
});

describe('a bug of deployc', () => {
  it('ends with 70, a report, and the stack only when asked for', async () => {
    const folder = temp({ 'app.dep': bad });
    const { context, err } = testContext(folder.path);
    const broken: Loader = { ...context.loader, load: (name) => (name === 'explain' ? Promise.reject(new Error('boom')) : context.loader.load(name)) };
    expect(await main(['explain', 'x'], broken, context.io)).toBe(70);
    expect(err()).toMatch(/^error\[DEP9000\]: deployc has a bug in .*: boom\n/);
    expect(err()).toContain(`deployc ${context.loader.version}, Node `);
    expect(err()).toContain('the command was: deployc explain x');
    expect(err()).not.toContain('    at ');
    const second = testContext(folder.path, '', { DEBUG: '1' });
    await main(['explain', 'x'], broken, second.context.io);
    expect(second.err()).toContain('    at ');
  });

  it('speaks even when the renderer is what is broken', async () => {
    const { context, err } = testContext(temp({ 'app.dep': bad }).path);
    const broken: Loader = { ...context.loader, load: () => Promise.reject(new Error('gone')) };
    expect(await main(['check'], broken, context.io)).toBe(70);
    expect(err()).toContain('DEP9000');
  });
});

describe('completion', () => {
  it('prints the script of a shell', async () => {
    expect((await deployc(temp().path, ['completion', 'bash'])).out).toContain('complete -F _deployc deployc');
  });
});
