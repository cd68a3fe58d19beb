// The library: the examples of docs/api.md and of the docstrings are run, and nothing throws for a user's mistake.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { InMemoryHost, check, compile, format, parse } from '../../src/index.js';
import { TempFolder, packageFolder } from './harness.js';

interface Example {
  readonly title: string;
  readonly code: string;
  readonly prints: string;
}

/** The ```js fences with a `// prints:` line, and the `@example`s, whose console.log line ends in what it prints. */
function examples(): readonly Example[] {
  const page = readFileSync(join(packageFolder, 'docs/api.md'), 'utf8');
  const fences = Array.from(page.matchAll(/```js\n([\s\S]*?)```/g), ([, code = ''], index) => ({ title: `docs/api.md, example ${index + 1}`, code, prints: /\/\/ prints: (.*)/.exec(code)?.[1] ?? '' }));
  const source = readFileSync(join(packageFolder, 'src/index.ts'), 'utf8');
  const docs = Array.from(source.matchAll(/@example\n([\s\S]*?) \*\//g), ([, body = ''], index) => {
    const code = body.replace(/^ \* ?/gm, '');
    return { title: `docstring ${index + 1}`, code, prints: /console\.log.*\/\/ (.*)/.exec(code)?.[1] ?? '' };
  });
  return [...fences, ...docs];
}

describe('the examples', () => {
  it('are all there', () => {
    expect(examples().length).toBeGreaterThanOrEqual(9);
  });

  it.each(examples().map((one) => [one.title, one] as const))('%s runs as written', (_title, { code, prints }) => {
    const folder = new TempFolder({ 'app.dep': 'app demo\n', 'example.mts': code.replace("'deployc/node'", `'${join(packageFolder, 'src/cli/node-host.ts')}'`).replace("'deployc'", `'${join(packageFolder, 'src/index.ts')}'`) });
    const out = execFileSync(process.execPath, ['--import', 'tsx', join(folder.path, 'example.mts')], { cwd: packageFolder, encoding: 'utf8' });
    if (prints !== '') expect(out.trim()).toBe(prints);
    folder.remove();
  }, 60_000);
});

describe('a mistake', () => {
  it.each(['', 'app', '}', 'app x\nservice {', 'service web { image', '\0', '\uFEFFapp x', '"""', 'app x\nservice web { image \\( }'])('%j is a value, not an exception', (text) => {
    const result = compile({ entry: 'app.dep', host: new InMemoryHost({ 'app.dep': text }) });
    expect(result.ok).toBe(!result.diagnostics.some((one) => one.severity === 'error'));
    expect(check({ entry: 'app.dep', host: new InMemoryHost({ 'app.dep': text }) }).diagnostics).toEqual(result.diagnostics);
    expect(() => parse(text)).not.toThrow();
    expect(format(format(text))).toBe(format(text));
  });

  it('so is a missing entry', () => {
    const result = compile({ entry: 'nope.dep', host: new InMemoryHost({}) });
    expect(result.ok).toBe(false);
    expect(result.diagnostics.length).toBe(1);
  });
});
