// Folders that deployc wrote: known by the record in them (`deployc.json` with an intact seal), wherever they are. They are
// no part of any image, so that an image does not depend on where its own manifests lie. Reads files through the host only.

import { isIntact } from '../emit/header.js';
import { normalize, type CompilerHost } from '../host.js';
import { inFolder, leaves } from './folder.js';
import { matcher } from './ignore.js';

/** The file by which an output folder is known. */
const RECORD = 'deployc.json';

/** Folders that are never part of a build, whatever the patterns take back. */
const NEVER: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Whether `folder`, relative to the project, was written by deployc. */
export function isOutput(host: CompilerHost, folder: string): boolean {
  if (host.list(folder)?.includes(RECORD) !== true) return false;
  const bytes = host.readBytes(inFolder(folder, RECORD));
  return bytes !== undefined && isIntact(new TextDecoder().decode(bytes)) === 'ours';
}

/** Whether a walk over a context goes into the folder called `name` at `path`, relative to the project. */
export function isWalked(host: CompilerHost, path: string, name: string): boolean {
  return !NEVER.has(name) && !isOutput(host, path);
}

/**
 * The output folders below `context`, relative to it and sorted: those that are there, and `output`, the one that is
 * written now. Folders that the patterns `ignore` leave out anyway are not looked into.
 */
export function outputsIn(host: CompilerHost, context: string, ignore: readonly string[], output: string): readonly string[] {
  const folder = normalize(context);
  if (leaves(folder)) throw new RangeError(`a context outside the project: ${context}`);
  const patterns = matcher(ignore);
  const found = new Set<string>();
  const own = below(folder, normalize(output));
  if (own !== undefined) found.add(own);
  const walk = (inner: string): void => {
    for (const name of host.list(inFolder(folder, inner)) ?? []) {
      if (!name.endsWith('/')) continue;
      const plain = name.slice(0, -1);
      const path = inner === '.' ? plain : `${inner}/${plain}`;
      if (found.has(path) || patterns.skips(path)) continue;
      const whole = inFolder(folder, path);
      if (isWalked(host, whole, plain)) walk(path);
      else if (!NEVER.has(plain)) found.add(path);
    }
  };
  walk('.');
  return [...found].sort();
}

/** `path` relative to `folder` when it lies below it. */
function below(folder: string, path: string): string | undefined {
  if (path === '.' || path.startsWith('../') || path === '..' || path === folder) return undefined;
  if (folder === '.') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
