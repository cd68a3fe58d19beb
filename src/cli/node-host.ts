// The compiler's view of the disk: one project folder, nothing above it, nothing that a symbolic link leads out of it.
// Text is UTF-8 or refused. Knows files only; what a project is and which file is the entry is decided in project.ts.

import { readFileSync, readdirSync, realpathSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

import type { CompilerHost } from '../compiler/host.js';
import { normalize } from '../compiler/host.js';
import { codes, report } from '../diagnostics/index.js';
import { FileProblem, isFileProblem, systemProblem } from './file-problem.js';
import { errorCode } from './io.js';

/** What happens to a link that leads out of the folder or round in circles. */
type Leaving = 'refused' | 'skipped';

/**
 * A host over the folder `root`. `readFile` and `list` throw a `FileProblem` (with a diagnostic in it) for what cannot
 * be answered honestly: a path out of the folder, bytes that are not UTF-8, a file without permission. `readBytes` answers
 * undefined for a link that leaves the folder or leads nowhere: image builders take such a link as it is.
 */
export class NodeHost implements CompilerHost {
  readonly #root: string;
  #real: string | undefined;

  constructor(root: string) {
    this.#root = resolve(root);
  }

  readFile(path: string): string | undefined {
    const bytes = this.#read(path, 'refused');
    return bytes === undefined ? undefined : decodeUtf8(bytes, path);
  }

  readBytes(path: string): Uint8Array | undefined {
    return this.#read(path, 'skipped');
  }

  #read(path: string, leaving: Leaving): Uint8Array | undefined {
    const place = this.#locate(path, leaving);
    if (place === undefined) return undefined;
    try {
      return readFileSync(place);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EISDIR' || code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw unreadable(path, error);
    }
  }

  list(path: string): readonly string[] | undefined {
    const place = this.#locate(path, 'refused');
    if (place === undefined) return undefined;
    try {
      return readdirSync(place, { withFileTypes: true })
        // Sockets, pipes and devices are no files of a project. A link to a folder is listed as a name, as image builders
        // take it: following it could go round in circles.
        .filter((entry) => entry.isFile() || entry.isDirectory() || entry.isSymbolicLink())
        .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
        .sort();
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw unreadable(path, error);
    }
  }

  /** The real place of `path`, undefined when there is none. */
  #locate(path: string, leaving: Leaving): string | undefined {
    const inside = normalize(path);
    if (path.startsWith('/') || path.includes('\\') || inside === '..' || inside.startsWith('../')) throw outside(path);
    if (inside.includes('\0')) return undefined;
    try {
      this.#real ??= realpathSync(this.#root);
      const place = realpathSync(join(this.#real, inside));
      const prefix = this.#real.endsWith(sep) ? this.#real : this.#real + sep;
      if (place === this.#real || place.startsWith(prefix)) return place;
      if (leaving === 'skipped') return undefined;
      throw outside(path);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || (code === 'ELOOP' && leaving === 'skipped')) return undefined;
      throw isFileProblem(error) ? error : unreadable(path, error);
    }
  }
}

/** The text of `bytes`; a `FileProblem` names the line when they are not UTF-8. A byte order mark is kept (the lexer knows it). */
export function decodeUtf8(bytes: Uint8Array, path: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('utf8');
  // Decoding replaces bad bytes by U+FFFD; only a text that holds one needs the slow check.
  if (text.includes('\uFFFD') && !Buffer.from(text, 'utf8').equals(buffer)) {
    const line = text.slice(0, text.indexOf('\uFFFD')).split(/\r\n|\n|\r/).length;
    const utf16 = (buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff);
    throw new FileProblem(
      report(codes.DEP0013, { path, line }, {
        notes: utf16 ? ['the file starts like UTF-16 text'] : [],
        help: [{ text: 'save the file as UTF-8', applicability: 'unsafe' }],
      }),
    );
  }
  return text;
}

function outside(path: string): FileProblem {
  return new FileProblem(
    report(codes.DEP0014, { path }, {
      notes: ['the output may depend on files of the project only: the folder of the `.dep` file and what is below it'],
      help: [{ text: 'move the file into the project folder, or the `.dep` file further up', applicability: 'unsafe' }],
    }),
  );
}

function unreadable(path: string, error: unknown): FileProblem {
  return new FileProblem(report(codes.DEP0015, { path, problem: systemProblem(error) }));
}
