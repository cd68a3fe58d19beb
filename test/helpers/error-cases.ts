// The cases of test/errors: where they are, what belongs to each, and the `#| ` block at their end.
//
//   <area>/<sentence>.dep              the whole project is this file
//   <area>/<sentence>/app.dep          with the project's other files beside it

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Files } from './dep.js';
import { readText, readTree } from './golden.js';

export interface ErrorCase {
  /** `words/a-port-without-a-number`. */
  readonly name: string;
  /** The file that holds source and block. */
  readonly path: string;
  /** What is compiled as `app.dep`. */
  readonly source: string;
  /** The recorded frames, without the marks; undefined when there is no block. */
  readonly expected: string | undefined;
  readonly files: Files;
}

/** All cases below `folder`, sorted by name. */
export function errorCases(folder: string, area = ''): readonly ErrorCase[] {
  const entries = readdirSync(join(folder, area), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const name = area === '' ? entry.name : `${area}/${entry.name}`;
    const path = join(folder, name);
    if (!entry.isDirectory()) return entry.name.endsWith('.dep') ? [errorCase(name.slice(0, -'.dep'.length), path, {})] : [];
    if (readText(join(path, 'app.dep')) === undefined) return errorCases(folder, name);
    const { 'app.dep': _, ...files } = Object.fromEntries(readTree(path));
    return [errorCase(name, join(path, 'app.dep'), files)];
  });
}

function errorCase(name: string, path: string, files: Files): ErrorCase {
  const { source, expected } = cut(readText(path) ?? '');
  return { name, path, source, expected, files };
}

/** Splits a file into its source and the block of `#|` lines at its end. */
export function cut(text: string): { readonly source: string; readonly expected: string | undefined } {
  const lines = text.split('\n');
  let from = lines.length - 1;
  if (lines[from] !== '') return { source: text, expected: undefined };
  while (from > 0 && lines[from - 1]?.startsWith('#|') === true) from--;
  if (from === lines.length - 1) return { source: text, expected: undefined };
  const block = lines.slice(from, -1).map((line) => line.replace(/^#\| ?/, ''));
  return { source: lines.slice(0, from).map((line) => `${line}\n`).join(''), expected: `${block.join('\n')}\n` };
}

/** The file of a case with a new block; none when there are no frames. */
export function withBlock(source: string, frames: string): string {
  if (frames === '') return source;
  const block = frames.trimEnd().split('\n').map((line) => `#| ${line}`.trimEnd());
  return `${source}${source === '' || source.endsWith('\n') ? '' : '\n'}${block.join('\n')}\n`;
}
