// How the pure compiler sees files. The CLI gives it the disk, tests and the library an in-memory map.
// Paths are relative to the project folder, with `/`, never absolute and never above it.

export interface CompilerHost {
  /** The text of a file (UTF-8), or undefined when there is none (or it is a folder). */
  readFile(path: string): string | undefined;
  /** The bytes of a file, for hashes of what is no text; undefined as for readFile. */
  readBytes(path: string): Uint8Array | undefined;
  /** The names in a folder, sorted by code unit, folders with a trailing `/`; undefined when it is no folder. */
  list(path: string): readonly string[] | undefined;
}

/** A host over a map path -> text. */
export class InMemoryHost implements CompilerHost {
  readonly #files: ReadonlyMap<string, string>;

  constructor(files: Readonly<Record<string, string>>) {
    this.#files = new Map(Object.entries(files).map(([path, text]) => [normalize(path), text]));
  }

  readFile(path: string): string | undefined {
    return this.#files.get(normalize(path));
  }

  readBytes(path: string): Uint8Array | undefined {
    const text = this.readFile(path);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  }

  list(path: string): readonly string[] | undefined {
    const folder = normalize(path);
    const prefix = folder === '.' ? '' : `${folder}/`;
    const names = new Set<string>();
    for (const file of this.#files.keys()) {
      if (!file.startsWith(prefix)) continue;
      const rest = file.slice(prefix.length);
      const slash = rest.indexOf('/');
      names.add(slash < 0 ? rest : rest.slice(0, slash + 1));
    }
    return names.size === 0 ? undefined : [...names].sort();
  }
}

/** `./a//b/../c` -> `a/c`; `.` for the project folder itself; a path that leaves it keeps its leading `..`. */
export function normalize(path: string): string {
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length > 0 && out[out.length - 1] !== '..') out.pop();
    else out.push(part);
  }
  return out.length === 0 ? '.' : out.join('/');
}
