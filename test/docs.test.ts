// What the documentation shows is true: `.dep` text compiles, commands print what stands below them, the generated parts of
// docs/language.md are up to date, and links lead somewhere. (docs/errors has a test of its own: test/errors.test.ts.)
//
//   ```dep                     a whole program; compiles without a finding in a small Node project
//   ```dep in=service          a piece that stands in a block of this kind
//   ```dep file=PATH           the text of that file
//   ```console in=FOLDER       `$ deployc …` run in a copy of the folder, and what it prints (`…`: anything on the line);
//                              edit=A/B replaces A by B in its app.dep before
//   ```js                      a module; prints what its `// prints:` says

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { page, regenerate } from '../scripts/gen-language-docs.js';
import type { Context } from '../src/compiler/vocabulary/index.js';
import { mustRun, packageFolder, run, scratchFolder } from './e2e/scratch.js';
import { around, projectFiles } from './helpers/around.js';
import { checkText, frames } from './helpers/dep.js';

interface Fence {
  readonly title: string;
  readonly language: string;
  readonly about: Readonly<Record<string, string>>;
  readonly text: string;
}

const pages = [...readdirSync(packageFolder), ...['docs', 'docs/adr', 'test/control-plane', 'schemas/kubernetes'].flatMap((folder) => readdirSync(join(packageFolder, folder)).map((name) => `${folder}/${name}`))]
  .filter((path) => path.endsWith('.md') && path !== 'THIRD-PARTY-LICENSES.md').sort();

const read = (path: string): string => readFileSync(join(packageFolder, path), 'utf8');

function fencesOf(path: string): readonly Fence[] {
  const text = read(path);
  return [...text.matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm)].map(({ 1: language = '', 2: about = '', 3: body = '', index }) => ({
    title: `${path}:${text.slice(0, index).split('\n').length + 1}`,
    language,
    about: Object.fromEntries(about.trim().split(/\s+/).filter((one) => one.includes('=')).map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)])),
    text: body,
  }));
}

const fences = pages.filter((path) => path !== 'docs/api.md').flatMap(fencesOf);
const of = (language: string): readonly Fence[] => fences.filter((fence) => fence.language === language);
/** A lone piece declares what nothing reads and silences what is not there. */
const lonely: ReadonlySet<string> = new Set(['DEP2007', 'DEP2090']);

const scratch = scratchFolder();
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('.dep text in the documentation', () => {
  it.each(of('dep'))('$title', ({ about, text }) => {
    if (about['file'] !== undefined) {
      expect(text).toBe(read(about['file']));
      return;
    }
    const context = about['in'] as Context | undefined;
    const result = checkText(context === undefined ? text : around(context, text), { ...projectFiles, 'api.key': 'key' });
    const diagnostics = result.diagnostics.filter(({ code }) => context === undefined || !lonely.has(code));
    expect(frames({ diagnostics, sources: result.sources })).toBe('');
    expect(result.ok).toBe(true);
  });
});

describe('commands in the documentation', () => {
  it('are run if they stand in the README', () => {
    expect(of('console').filter(({ title, about }) => title.startsWith('README.md') && about['in'] === undefined)).toEqual([]);
  });

  it.each(of('console').filter(({ about }) => about['in'] !== undefined))('$title', ({ title, about, text }) => {
    const folder = join(scratch, title.replaceAll(/\W/g, '-'));
    cpSync(join(packageFolder, about['in'] ?? ''), folder, { recursive: true, filter: (path) => !/\/(node_modules|out)$/.test(path) });
    if (about['edit'] !== undefined) {
      const [from = '', to = ''] = about['edit'].split('/');
      const before = readFileSync(join(folder, 'app.dep'), 'utf8');
      expect(before).toContain(from);
      writeFileSync(join(folder, 'app.dep'), before.replace(from, to));
    }
    for (const step of text.split(/^(?=\$ )/m)) {
      const [command = '', ...printed] = step.split('\n');
      const [program, ...args] = command.slice(2).split(' ');
      expect(program).toBe('deployc');
      const { out, err } = run(process.execPath, [join(packageFolder, 'bin/deployc.cjs'), ...args], { cwd: folder });
      expectPrinted(out + err, printed.join('\n'));
    }
  });

  it('of npm are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    const named = pages.flatMap((path) => [...read(path).matchAll(/npm run ([a-z][\w:]*)/g)].map(([, script = '']) => ({ path, script })));
    expect(named.filter(({ script }) => scripts[script] === undefined)).toEqual([]);
    for (const script of ['start', 'test']) expect(scripts[script]).toBeDefined();
  });
});

/** `…` in `expected` stands for anything on its line. */
function expectPrinted(actual: string, expected: string): void {
  const pattern = expected.split('…').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('[^\\n]*');
  if (new RegExp(`^${pattern}$`).test(actual)) return;
  expect(actual).toBe(expected);
}

describe('programs in the documentation', () => {
  it.each(of('js'))('$title', ({ title, text }) => {
    const folder = join(scratch, title.replaceAll(/\W/g, '-'));
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    symlinkSync(packageFolder, join(folder, 'node_modules', 'deployc'));
    writeFileSync(join(folder, 'example.mjs'), text);
    expect(mustRun(process.execPath, ['example.mjs'], { cwd: folder })).toBe(`${/\/\/ prints: (.*)/.exec(text)?.[1] ?? ''}\n`);
  });
});

describe('the pages', () => {
  it('docs/language.md is what `npm run gen:docs` makes', () => {
    const text = readFileSync(page, 'utf8');
    expect(text).toBe(regenerate(text));
  });

  it('docs/grammar.md has the rules of the parser', () => {
    const parser = read('src/grammar/parser.ts') + read('src/grammar/tokens.ts');
    const [rules = ''] = /^file = [\s\S]*?(?=^```)/m.exec(read('docs/grammar.md')) ?? [];
    const missing = rules.trim().split('\n').filter((rule) => !/^(op|call) /.test(rule) && !parser.includes(rule));
    expect(rules.trim().split('\n').length).toBe(16);
    expect(missing).toEqual([]);
  });

  it.each(pages)('%s: links lead somewhere', (path) => {
    const text = read(path).replaceAll(/^```[\s\S]*?^```$/gm, '');
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
    const dead = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      if (!existsSync(join(packageFolder, target))) return true;
      return anchor !== undefined && !headings(target).includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  it('name no machine and no work in progress', () => {
    for (const path of pages) expect(`${path}: ${/\/work\/|\.\.\/shared|\bTODO\b|\bFIXME\b/.exec(read(path))?.[0] ?? 'fine'}`).toBe(`${path}: fine`);
  });
});

/** The anchors of a page's headings, as GitHub makes them. */
function headings(path: string): readonly string[] {
  return [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => title.toLowerCase().replaceAll(/[^\w\- ]/g, '').replaceAll(' ', '-'));
}
