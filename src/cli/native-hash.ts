// Node's SHA-256 for the compiler, loaded only by the commands that write: loading it costs some milliseconds.

import { lendHasher } from '../compiler/hash.js';

/** From here on the compiler hashes with Node's own code. */
export function useNativeHash(): void {
  const { createHash } = process.getBuiltinModule('node:crypto');
  lendHasher(() => {
    const hash = createHash('sha256');
    return { update: (part) => hash.update(part), digest: () => hash.digest('hex') };
  });
}
