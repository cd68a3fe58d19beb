// The disk: what NodeHost shows, which file is the project, and what write.ts does to an output folder.

import { lstatSync, mkdirSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';

import { isFileProblem } from '../../src/cli/file-problem.js';
import { NodeHost } from '../../src/cli/node-host.js';
import { openProject } from '../../src/cli/project.js';
import { planFindings, planWrite, runWrite } from '../../src/cli/write.js';
import type { Target } from '../../src/cli/write.js';
import type { Artifact } from '../../src/compiler/emit/artifact.js';
import { sealed, sealedJson } from '../../src/compiler/emit/header.js';
import { TempFolder, testContext } from './harness.js';

const folders: TempFolder[] = [];

function temp(files: Readonly<Record<string, string | Uint8Array>> = {}): TempFolder {
  const folder = new TempFolder(files);
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

/** The code of the finding that `run` throws. */
function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isFileProblem(error)) return error.diagnostics[0]?.code ?? '';
    throw error;
  }
  return 'none';
}

describe('NodeHost', () => {
  it('reads files and lists folders, sorted by code unit', () => {
    const folder = temp({ 'b.txt': 'b', 'a/x.txt': 'x', 'Z.txt': 'ä' });
    const host = new NodeHost(folder.path);
    expect(host.list('.')).toEqual(['Z.txt', 'a/', 'b.txt']);
    expect(host.readFile('a/x.txt')).toBe('x');
    expect(host.readFile('./a//../b.txt')).toBe('b');
    expect(host.readFile('Z.txt')).toBe('ä');
    expect(Array.from(host.readBytes('Z.txt') ?? [])).toEqual([0xc3, 0xa4]);
  });

  it('answers undefined for what is not there', () => {
    const host = new NodeHost(temp({ 'a/x.txt': 'x' }).path);
    expect(host.readFile('nope')).toBeUndefined();
    expect(host.readFile('a')).toBeUndefined();
    expect(host.readFile('a/x.txt/y')).toBeUndefined();
    expect(host.readFile('bad\0name')).toBeUndefined();
    expect(host.list('a/x.txt')).toBeUndefined();
    expect(host.list('nope')).toBeUndefined();
  });

  it.each(['../secret', '/etc/hostname', 'a/../../secret', '..', 'a\\..\\..\\x'])('refuses %s', (path) => {
    const host = new NodeHost(join(temp({ 'p/a/x': '', secret: 's' }).path, 'p'));
    expect(codeOf(() => host.readFile(path))).toBe('DEP0014');
  });

  it('follows links inside the project and refuses those that leave it', () => {
    const folder = temp({ 'p/real.txt': 'r', secret: 's', 'outside/x': 'x' });
    symlinkSync('real.txt', join(folder.path, 'p/inside'));
    symlinkSync('../secret', join(folder.path, 'p/leaves'));
    symlinkSync('../outside', join(folder.path, 'p/folder'));
    symlinkSync('.', join(folder.path, 'p/loop'));
    symlinkSync('nowhere', join(folder.path, 'p/broken'));
    const host = new NodeHost(join(folder.path, 'p'));
    expect(host.readFile('inside')).toBe('r');
    expect(host.readFile('broken')).toBeUndefined();
    expect(codeOf(() => host.readFile('leaves'))).toBe('DEP0014');
    expect(codeOf(() => host.readFile('folder/x'))).toBe('DEP0014');
    expect(codeOf(() => host.list('folder'))).toBe('DEP0014');
    // Never a folder, so that a walk over the project ends.
    expect(host.list('.')).toEqual(['broken', 'folder', 'inside', 'leaves', 'loop', 'real.txt']);
    // Bytes are read by walks, which pass over such links.
    symlinkSync('itself', join(folder.path, 'p/itself'));
    for (const path of ['leaves', 'folder', 'folder/x', 'broken', 'itself']) expect(host.readBytes(path)).toBeUndefined();
    expect(codeOf(() => host.readBytes('../secret'))).toBe('DEP0014');
    expect(codeOf(() => host.readFile('itself'))).toBe('DEP0015');
  });

  it('refuses bytes that are no UTF-8 and names the line', () => {
    const folder = temp({ latin: Uint8Array.from([0x61, 0x0a, 0x62, 0x0d, 0x0a, 0xe9, 0x0a]), utf16: Uint8Array.from([0xff, 0xfe, 0x61, 0x00]), bom: '\uFEFFapp', replacement: 'a\uFFFDb' });
    const host = new NodeHost(folder.path);
    expect(codeOf(() => host.readFile('latin'))).toBe('DEP0013');
    expect(() => host.readFile('latin')).toThrow('line 3');
    expect(codeOf(() => host.readFile('utf16'))).toBe('DEP0013');
    expect(host.readFile('bom')).toBe('\uFEFFapp');
    expect(host.readFile('replacement')).toBe('a\uFFFDb');
  });
});

describe('openProject', () => {
  const open = (folder: TempFolder, file?: string, cwd = folder.path): ReturnType<typeof openProject> => openProject(testContext(cwd, 'app in\n').context.io, file, { command: 'check', args: [], flags: {} });

  it('takes the only .dep file', () => {
    const folder = temp({ 'shop.dep': 'app shop\n', 'x.txt': '' });
    expect(open(folder)).toMatchObject({ folder: folder.path, entry: 'shop.dep', prefix: '' });
  });

  it('shows files as seen from the current folder', () => {
    const folder = temp({ 'apps/shop/app.dep': 'app shop\n', 'other/x': '' });
    expect(open(folder, 'apps/shop/app.dep')).toMatchObject({ entry: 'app.dep', prefix: 'apps/shop/' });
    expect(open(folder, 'apps/shop')).toMatchObject({ entry: 'app.dep', prefix: 'apps/shop/' });
    expect(open(folder, '../apps/shop/app.dep', join(folder.path, 'other'))).toMatchObject({ prefix: '../apps/shop/' });
    expect(open(folder, join(folder.path, 'apps/shop/app.dep'))).toMatchObject({ prefix: 'apps/shop/' });
  });

  it('reads the standard input for -', () => {
    const project = open(temp(), '-');
    expect(project.host.readFile(project.entry)).toBe('app in\n');
  });

  it.each([
    ['no file', {}, undefined, 'DEP0010'],
    ['several files', { 'a.dep': '', 'b.dep': '' }, undefined, 'DEP0011'],
    ['a folder called .dep', { 'a.dep/x': '' }, undefined, 'DEP0010'],
    ['a wrong name', { 'shop.dep': '' }, 'shopp.dep', 'DEP0012'],
    ['a wrong folder', { 'shop.dep': '' }, 'nope/shop.dep', 'DEP0012'],
  ])('%s is a finding', (_title, files, file, code) => {
    expect(codeOf(() => open(temp(files), file))).toBe(code);
  });

  it('helps with what is there', () => {
    expect(helpOf(() => open(temp({ 'b.dep': '', 'a.dep': '' })))).toContain('`deployc check a.dep`');
    expect(helpOf(() => open(temp({ 'p/b.dep': '', 'p/a.dep': '' }), 'p'))).toContain('`deployc check p/a.dep`');
    expect(helpOf(() => open(temp({ 'shop.dep': '' }), 'shopp.dep'))).toContain('`shop.dep`');
    expect(helpOf(() => open(temp()))).toContain('app shop');
  });
});

function helpOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isFileProblem(error)) return error.diagnostics.flatMap((one) => one.help.map((help) => help.text)).join('\n');
  }
  return '';
}

function artifact(path: string, body: string, entry = 'app.dep'): Artifact {
  const text = path.endsWith('.json') ? sealedJson(entry, { body }) : sealed(entry, '#', `${body}\n`);
  return { path, kind: path === 'deployc.json' ? 'record' : 'manifest', text, objects: [], lineOrigins: () => [] };
}

describe('the output folder', () => {
  const files = [artifact('kubernetes/web.yaml', 'a: 1'), artifact('docker/web.Dockerfile', 'FROM x'), artifact('deployc.json', 'r')];
  const targetOf = (folder: TempFolder, entries: readonly string[] = ['app.dep']): Target => ({ folder: join(folder.path, 'out'), shown: 'out/', entry: 'app.dep', exists: (entry) => entries.includes(entry) });
  const write = (folder: TempFolder, artifacts: readonly Artifact[], force = false): ReturnType<typeof planWrite> => {
    const plan = planWrite(artifacts, targetOf(folder), force);
    if (plan.conflicts.length === 0) runWrite(plan, targetOf(folder));
    return plan;
  };

  it('writes once, then only what changed', () => {
    const folder = temp();
    expect(write(folder, files)).toMatchObject({ create: files, update: [], unchanged: [] });
    expect(folder.list()).toEqual(['out/deployc.json', 'out/docker/web.Dockerfile', 'out/kubernetes/web.yaml']);
    for (const path of folder.list()) utimesSync(join(folder.path, path), 1, 1);
    const changed = [artifact('kubernetes/web.yaml', 'a: 2'), ...files.slice(1)];
    expect(write(folder, changed)).toMatchObject({ create: [], update: [changed[0]], unchanged: changed.slice(1) });
    expect(folder.read('out/kubernetes/web.yaml')).toBe(changed[0]?.text);
    expect(statSync(join(folder.path, 'out/deployc.json')).mtimeMs).toBe(1000);
    expect(statSync(join(folder.path, 'out/kubernetes/web.yaml')).mtimeMs).not.toBe(1000);
  });

  it('removes what nothing generates any more, and nothing else', () => {
    const folder = temp();
    write(folder, files);
    folder.write('out/kubernetes/mine.yaml', 'by: hand\n');
    folder.write('out/kubernetes/edited.yaml', `${artifact('x', 'a: 1').text}b: 2\n`);
    folder.write('out/kubernetes/other.yaml', artifact('x', 'a: 1', 'other.dep').text);
    folder.write('out/kubernetes/deeper/web.yaml', artifact('x', 'a: 1').text);
    folder.write('out/kubernetes/.web.yaml.deployc-999999999.tmp', 'half');
    const plan = planWrite(files.slice(1), targetOf(folder, ['app.dep', 'other.dep']), false);
    expect(plan.remove).toEqual(['kubernetes/.web.yaml.deployc-999999999.tmp', 'kubernetes/web.yaml']);
    expect(plan.kept).toEqual(['kubernetes/edited.yaml']);
    runWrite(plan, targetOf(folder));
    expect(folder.list()).toEqual(['out/deployc.json', 'out/docker/web.Dockerfile', 'out/kubernetes/deeper/web.yaml', 'out/kubernetes/edited.yaml', 'out/kubernetes/mine.yaml', 'out/kubernetes/other.yaml']);
    // Once other.dep is gone, its output is nobody's.
    expect(planWrite(files.slice(1), targetOf(folder), false).remove).toEqual(['kubernetes/other.yaml']);
  });

  it.each([
    ['a hand-written file', 'by: hand\n', 'DEP0020'],
    ['an edited file', `${artifact('x', 'a: 0').text}more: 1\n`, 'DEP0021'],
    ['the file of another .dep file', artifact('x', 'a: 0', 'other.dep').text, 'DEP0020'],
  ])('never overwrites %s', (_title, text, code) => {
    const folder = temp({ 'out/kubernetes/web.yaml': text });
    const target = targetOf(folder, ['app.dep', 'other.dep']);
    const plan = planWrite(files, target, false);
    expect(plan.conflicts.map((one) => one.code)).toEqual([code]);
    expect(plan.conflicts[0]?.message).toContain('out/kubernetes/web.yaml');
    expect(folder.read('out/kubernetes/web.yaml')).toBe(text);
    const forced = planWrite(files, target, true);
    expect(forced.conflicts).toEqual([]);
    runWrite(forced, target);
    expect(folder.read('out/kubernetes/web.yaml')).toBe(files[0]?.text);
  });

  it('does not write through a link', () => {
    const folder = temp({ 'precious.txt': 'precious\n', 'out/kubernetes/x': '' });
    symlinkSync('../../precious.txt', join(folder.path, 'out/kubernetes/web.yaml'));
    expect(planWrite(files, targetOf(folder), false).conflicts.map((one) => one.code)).toEqual(['DEP0020']);
    write(folder, files, true);
    expect(folder.read('precious.txt')).toBe('precious\n');
    expect(lstatSync(join(folder.path, 'out/kubernetes/web.yaml')).isSymbolicLink()).toBe(false);
  });

  it.each(['kubernetes', 'docker'])('writes and removes nothing behind a linked %s/', (name) => {
    const victim = { 'victim/old.yaml': artifact('x', 'a: 1').text };
    const folder = temp({ ...victim, 'out/x': '' });
    symlinkSync('../victim', join(folder.path, 'out', name));
    for (const force of [false, true]) expect(codeOf(() => write(folder, files, force))).toBe('DEP0022');
    expect(codeOf(() => write(folder, files.filter((one) => !one.path.startsWith(`${name}/`))))).toBe('none');
    expect(folder.list().filter((path) => path.startsWith('victim/'))).toEqual(['victim/old.yaml']);
  });

  it('writes into an output folder that is a link', () => {
    const folder = temp({ 'elsewhere/x': '' });
    symlinkSync('elsewhere', join(folder.path, 'out'));
    write(folder, files);
    expect(folder.list()).toContain('elsewhere/kubernetes/web.yaml');
  });

  it('takes a checkout with CRLF for unchanged', () => {
    const folder = temp();
    write(folder, files);
    folder.write('out/kubernetes/web.yaml', (files[0]?.text ?? '').replaceAll('\n', '\r\n'));
    expect(planWrite(files, targetOf(folder), false)).toMatchObject({ update: [], unchanged: files });
  });

  it('lists what differs', () => {
    const folder = temp();
    write(folder, files);
    const now = [artifact('kubernetes/web.yaml', 'a: 2'), artifact('kubernetes/new.yaml', 'n'), ...files.slice(2)];
    expect(planFindings(planWrite(now, targetOf(folder), false), targetOf(folder), 'deployc compile').map((one) => one.message)).toEqual([
      '`out/kubernetes/new.yaml` is missing',
      '`out/kubernetes/web.yaml` is out of date',
      '`out/docker/web.Dockerfile` is generated by nothing any more',
    ]);
  });

  it('says what the disk refuses and leaves no half file behind', () => {
    const folder = temp({ out: 'a file' });
    expect(codeOf(() => write(folder, files))).toBe('DEP0022');
    const blocked = temp();
    mkdirSync(join(blocked.path, 'out/kubernetes/web.yaml'), { recursive: true });
    expect(planWrite(files, targetOf(blocked), false).conflicts.map((one) => one.code)).toEqual(['DEP0020']);
    expect(codeOf(() => write(blocked, files, true))).toBe('DEP0022');
    expect(blocked.list().filter((path) => path.endsWith('.tmp'))).toEqual([]);
  });
});
