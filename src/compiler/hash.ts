// SHA-256 of texts. The one place that knows the hash library: seals of generated files, names of ConfigMaps, tags of
// images and shortened names all come from here.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The SHA-256 of `text` in UTF-8, as 64 lower-case hex digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The SHA-256 of many byte strings, each with its length in front (so that `ab` + `c` is not `a` + `bc`), as 64 hex digits. */
export function sha256OfParts(parts: Iterable<Uint8Array | string>): string {
  const hash = sha256.create();
  for (const part of parts) {
    const bytes = typeof part === 'string' ? utf8ToBytes(part) : part;
    hash.update(utf8ToBytes(`${bytes.length}:`)).update(bytes);
  }
  return bytesToHex(hash.digest());
}
