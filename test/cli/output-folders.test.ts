// Output folders and the images of the app: where the output lies changes no tag, and no folder of sources becomes output.

import { afterEach, describe, expect, it } from '@jest/globals';

import { TempFolder, deployc } from './harness.js';

const app = 'app demo\nregistry "ghcr.io/acme"\n\nservice web {\n  build .\n  port 8080\n}\n';
const pkg = '{ "name": "demo", "private": true, "engines": { "node": "22" }, "scripts": { "start": "node src/server.js" } }\n';
const sources = { 'app.dep': app, 'package.json': pkg, 'src/server.js': 'console.log(1)\n' };

const folders: TempFolder[] = [];
function temp(files: Readonly<Record<string, string>> = sources): TempFolder {
  const folder = new TempFolder(files);
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

async function compile(folder: TempFolder, ...flags: readonly string[]): Promise<string> {
  const { code, err } = await deployc(folder.path, ['compile', ...flags]);
  if (code !== 0) throw new Error(err);
  return err;
}

const tagIn = (folder: TempFolder, out: string): string => /image: ghcr\.io\/acme\/web:([0-9a-f]{12})/.exec(folder.read(`${out}/kubernetes/web.yaml`))?.[1] ?? 'none';
const ignoredIn = (folder: TempFolder, out: string): readonly string[] => folder.read(`${out}/docker/web.Dockerfile.dockerignore`).split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('several output folders', () => {
  it('give the same tag, every time', async () => {
    const folder = temp();
    await compile(folder, '-o', 'deploy');
    const tag = tagIn(folder, 'deploy');
    expect(tag).toMatch(/^[0-9a-f]{12}$/);
    await compile(folder);
    expect(tagIn(folder, 'out')).toBe(tag);
    await compile(folder, '-o', 'infra/k8s');
    expect(tagIn(folder, 'infra/k8s')).toBe(tag);
    await compile(folder, '-o', 'deploy');
    expect(tagIn(folder, 'deploy')).toBe(tag);
    for (const out of [[], ['-o', 'infra/k8s'], ['-o', 'deploy']]) {
      await compile(folder, ...out);
      expect(await deployc(folder.path, ['compile', '--check', ...out])).toMatchObject({ code: 0 });
    }
    folder.write('src/server.js', 'console.log(2)\n');
    await compile(folder);
    expect(tagIn(folder, 'out')).not.toBe(tag);
  });

  it('are all left out of what is sent to the builder, in a fixed order, also with a version', async () => {
    const folder = temp({ ...sources, 'app.dep': app.replace('app demo', 'app demo "1.2.3"') });
    await compile(folder, '-o', 'deploy');
    expect(ignoredIn(folder, 'deploy').slice(0, 2)).toEqual(['deploy', '**/.git']);
    await compile(folder, '-o', 'infra/k8s');
    await compile(folder);
    expect(ignoredIn(folder, 'out').slice(0, 4)).toEqual(['deploy', 'infra/k8s', 'out', '**/.git']);
    await compile(folder, '-o', 'deploy');
    expect(ignoredIn(folder, 'deploy')).toEqual(ignoredIn(folder, 'out'));
  });

  it('are known by their record alone: a folder of that name with another record is source', async () => {
    const folder = temp({ ...sources, 'deploy/deployc.json': '{}', 'deploy/run.js': 'run()\n' });
    await compile(folder);
    expect(ignoredIn(folder, 'out')[0]).toBe('out');
    expect(ignoredIn(folder, 'out')).not.toContain('deploy');
    const before = tagIn(folder, 'out');
    folder.write('deploy/run.js', 'run(2)\n');
    await compile(folder);
    expect(tagIn(folder, 'out')).not.toBe(before);
  });

  it('are named literally', async () => {
    const folder = temp();
    await compile(folder, '-o', '[k8s]');
    expect(ignoredIn(folder, '[k8s]')[0]).toBe('\\[k8s]');
  });
});

describe('an output folder that cannot be one', () => {
  it.each([
    ['the project folder', '.', 'is the project folder'],
    ['a folder above it', '..', 'holds the project folder'],
    ['the root', '/', 'holds the project folder'],
  ])('%s is refused', async (_title, out, why) => {
    const folder = temp();
    for (const flags of [[], ['--check'], ['--force']]) {
      const { code, err } = await deployc(folder.path, ['compile', '-o', out, ...flags]);
      expect(code).toBe(2);
      expect(err).toContain('error[DEP0025]');
      expect(err).toContain(why);
      expect(err).toContain('-o out');
    }
    expect(folder.list()).toEqual(Object.keys(sources).sort());
    expect(await deployc(folder.path, ['apply', '--dry-run', '-o', out])).toMatchObject({ code: 2, err: expect.stringContaining('DEP0025') });
  });

  it('says the folder as seen from here', async () => {
    const folder = temp(Object.fromEntries(Object.entries(sources).map(([path, text]) => [`shop/${path}`, text])));
    const { err } = await deployc(folder.path, ['compile', 'shop/app.dep', '-o', '.']);
    expect(err).toContain('`./`');
    expect(err).toContain('-o shop/out');
  });

  it('a folder of sources inside a build is refused, and nothing is written', async () => {
    const folder = temp();
    for (const flags of [[], ['--check'], ['--force']]) {
      const { code, err } = await deployc(folder.path, ['compile', '-o', 'src', ...flags]);
      expect(code).toBe(2);
      expect(err).toContain('error[DEP0026]: `src/`');
      expect(err).toContain('`server.js`');
    }
    expect(folder.list()).toEqual(Object.keys(sources).sort());
  });

  it('also when it is the folder that is built, or holds it', async () => {
    const files = { 'app.dep': app.replace('build .', 'build ./apps/web'), 'apps/web/package.json': pkg, 'apps/web/src/server.js': '1\n' };
    for (const out of ['apps/web', 'apps']) expect(await deployc(temp(files).path, ['compile', '-o', out])).toMatchObject({ code: 2, err: expect.stringContaining('DEP0026') });
  });

  it('the default folder too, when another tool fills it', async () => {
    const { code, err } = await deployc(temp({ ...sources, 'out/index.html': '<html>\n' }).path, ['compile']);
    expect(code).toBe(2);
    expect(err).toContain('error[DEP0026]: `out/`');
    expect(err).toContain('-o deploy');
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['an empty folder', {}],
    ['a folder with marks for git', { 'deploy/.gitignore': '*\n', 'deploy/.gitkeep': '' }],
  ])('%s is fine', async (_title, more) => {
    const folder = temp({ ...sources, ...more });
    await compile(folder, '-o', 'deploy');
    expect(folder.list()).toContain('deploy/deployc.json');
  });

  it('so is one whose first writing was cut off, and any folder of an app that builds nothing', async () => {
    const folder = temp();
    await compile(folder);
    const record = folder.read('out/deployc.json');
    folder.removeFile('out/deployc.json');
    await compile(folder);
    expect(folder.read('out/deployc.json')).toBe(record);
    await compile(temp({ ...sources, 'app.dep': 'app demo\nservice web { image "ghcr.io/acme/web:1.0", port 8080 }\n' }), '-o', 'src');
  });
});
