// From an entry path to parsed files: the file itself, and the components of the standard library that its words name.

import { codes, report, type Diagnostic, type SourceFile } from '../diagnostics/index.js';
import { parse, type FileNode, type ParsedFile } from '../grammar/index.js';
import type { CompilerHost } from './host.js';
import { STDLIB } from './stdlib.gen.js';

export interface LoadedProgram {
  readonly main: ParsedFile;
  /** The library components that are used, by name. */
  readonly library: ReadonlyMap<string, ParsedFile>;
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly diagnostics: readonly Diagnostic[];
}

const parsedLibrary = new Map<string, ParsedFile>();

/** Reads and parses. An entry that cannot be read is an empty file with its diagnostic. */
export function load(entry: string, host: CompilerHost): LoadedProgram {
  const text = host.readFile(entry);
  const missing = text === undefined ? [report(codes.DEP4020, { path: entry }, {})] : [];
  const main = parse({ path: entry, text: text ?? '' });
  const library = new Map<string, ParsedFile>();
  addUsed(main.ast, library);
  const sources = new Map<string, SourceFile>([[entry, main.file], ...[...library.values()].map((one) => [one.file.path, one.file] as const)]);
  return { main, library, sources, diagnostics: [...missing, ...main.diagnostics] };
}

/** The names of all components that the library has. */
export function libraryNames(): readonly string[] {
  return Object.keys(STDLIB);
}

function addUsed(ast: FileNode, library: Map<string, ParsedFile>): void {
  const queue = [...ast.statements];
  for (let statement = queue.shift(); statement !== undefined; statement = queue.shift()) {
    const word = statement.head.kind === 'name' ? statement.head.text : '';
    if (word === 'component' && statement.block !== undefined) queue.push(...statement.block.statements);
    if (!Object.hasOwn(STDLIB, word) || library.has(word)) continue;
    const parsed = parsedLibrary.get(word) ?? parse({ path: `<stdlib>/${word}.dep`, text: STDLIB[word] ?? '' });
    parsedLibrary.set(word, parsed);
    library.set(word, parsed);
    queue.push(...parsed.ast.statements);
  }
}
