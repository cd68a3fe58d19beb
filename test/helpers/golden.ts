// Comparing text files on disk with what the code makes now. UPDATE=1 writes instead of comparing.

import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { expect } from '@jest/globals';

/** True when the run re-records (`UPDATE=1 npm test`). */
export const updating = process.env['UPDATE'] === '1';

/** The text of a file, or undefined when there is none. */
export function readText(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path, 'utf8') : undefined;
}

/** The files under `folder` by their path in it (with `/`), sorted by code unit; none when there is no folder. */
export function readTree(folder: string): ReadonlyMap<string, string> {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return new Map();
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Expects `actual` to be what the file `path` holds; a missing file fails, too. */
export function expectFile(path: string, actual: string): void {
  if (updating) write(path, actual);
  else expect(actual).toBe(readText(path) ?? `(no file; record it with UPDATE=1)`);
}

/** Expects `actual` (path -> text) to be the whole of `folder`: no file more, no file less. */
export function expectTree(folder: string, actual: ReadonlyMap<string, string>): void {
  const recorded = readTree(folder);
  if (!updating) {
    expect([...actual.keys()].sort()).toEqual([...recorded.keys()]);
    for (const [path, text] of actual) expect({ path, text }).toEqual({ path, text: recorded.get(path) });
    return;
  }
  for (const path of recorded.keys()) if (!actual.has(path)) rmSync(join(folder, path));
  for (const [path, text] of actual) if (recorded.get(path) !== text) write(join(folder, path), text);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (readText(path) !== text) writeFileSync(path, text);
}
