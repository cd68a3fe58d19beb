// One short text for everything that goes into an image: the tag of an app that has no version. Reads the whole context, so
// it is called where the tag is needed, never by `check`.

import { sha256OfParts } from '../hash.js';
import { normalize } from '../host.js';
import type { CompilerHost } from '../host.js';
import { inFolder, leaves } from './folder.js';
import { matcher } from './ignore.js';
import { isWalked } from './outputs.js';

/**
 * 12 hex digits of a SHA-256 over the paths and bytes of the files that the builder would get, and over `recipe` (the
 * steps of the build). `ignore`: the patterns of the .dockerignore; `output`: the folder deployc writes to, relative to
 * the project; other folders that deployc wrote are left out like it. Folders and files that the host does not show (links
 * out of the project) are not followed.
 */
export function contextFingerprint(host: CompilerHost, context: string, ignore: readonly string[], recipe: string, output?: string): string {
  const folder = normalize(context);
  if (leaves(folder)) throw new RangeError(`a context outside the project: ${context}`);
  const patterns = matcher(ignore);
  const skipped = output === undefined ? undefined : normalize(output);
  const walk = function* (below: string): Generator<Uint8Array | string> {
    for (const name of host.list(inFolder(folder, below)) ?? []) {
      const plain = name.replace(/\/$/, '');
      const path = below === '.' ? plain : `${below}/${plain}`;
      if (name.endsWith('/')) {
        const whole = inFolder(folder, path);
        if (whole !== skipped && !patterns.skips(path) && isWalked(host, whole, plain)) yield* walk(path);
      } else if (patterns.ignoredBy(path) === undefined) {
        const bytes = host.readBytes(inFolder(folder, path));
        if (bytes === undefined) continue;
        yield path;
        yield bytes;
      }
    }
  };
  return sha256OfParts([recipe, ...walk('.')]).slice(0, 12);
}
