// From a FILE argument to a project: which .dep file, which folder, under which name it is shown. Reads the standard
// input for `-`. Must not know what is done with the project.

import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

import type { CompilerHost } from '../compiler/host.js';
import { codes, report, suggest } from '../diagnostics/index.js';
import { commandLine } from './command-line.js';
import type { Invocation } from './commands-table.js';
import { FileProblem, systemProblem } from './file-problem.js';
import type { Io } from './io.js';
import { NodeHost, decodeUtf8 } from './node-host.js';

export interface Project {
  /** The folder of the .dep file: absolute. */
  readonly folder: string;
  /** What is put before a path of the project to show it from the current folder: `` or `apps/shop/`. */
  readonly prefix: string;
  /** The .dep file, relative to the folder; `<stdin>` for the standard input. */
  readonly entry: string;
  readonly host: CompilerHost;
}

export const stdinName = '<stdin>';

/** The project of the argument `file`; without one, of the only .dep file in the current folder. `asked`: for advice. */
export function openProject(io: Io, file: string | undefined, asked: Invocation): Project {
  if (file === '-') return stdinProject(io);
  const path = file ?? onlyDepFile(io.cwd, '', asked);
  const absolute = resolve(io.cwd, path);
  const stats = statOf(absolute, path);
  if (stats === undefined) throw missing(io, path);
  if (stats.isDirectory()) return openProject(io, join(path, onlyDepFile(absolute, path, asked)), asked);
  const folder = dirname(absolute);
  return { folder, prefix: prefixOf(io.cwd, folder), entry: basename(absolute), host: new NodeHost(folder) };
}

/** The output folder, absolute: `out` beside the .dep file unless `-o` names one, seen from the current folder. */
export function outputFolder(io: Io, project: Project, out: string | undefined): string {
  return out === undefined ? join(project.folder, 'out') : resolve(io.cwd, out);
}

/** The same relative to the project, with `/`: what the compiler is told. */
export function outputInProject(project: Project, folder: string): string {
  return relative(project.folder, folder).split(sep).join('/');
}

function stdinProject(io: Io): Project {
  const bytes = io.readStdin();
  const text = decodeUtf8(bytes, stdinName);
  const disk = new NodeHost(io.cwd);
  const host: CompilerHost = {
    readFile: (path) => (path === stdinName ? text : disk.readFile(path)),
    readBytes: (path) => (path === stdinName ? bytes : disk.readBytes(path)),
    list: (path) => disk.list(path),
  };
  return { folder: io.cwd, prefix: '', entry: stdinName, host };
}

function prefixOf(cwd: string, folder: string): string {
  const path = relative(cwd, folder).split(sep).join('/');
  return path === '' ? '' : `${path}/`;
}

/** `path`: the folder as it was named, '' for the current one. */
function onlyDepFile(folder: string, path: string, asked: Invocation): string {
  const found = depFilesIn(folder);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (first === undefined) {
    throw new FileProblem(
      report(codes.DEP0010, { folder: basename(folder) || folder }, {
        help: [{ text: 'start with a file `app.dep` of two lines:\n  app shop\n  service web { image "nginxinc/nginx-unprivileged:1.27", port 8080 }', applicability: 'unsafe' }],
      }),
    );
  }
  throw new FileProblem(
    report(codes.DEP0011, { folder: basename(folder) || folder, count: found.length }, {
      notes: [`they are ${found.map((name) => `\`${name}\``).join(', ')}`],
      help: [{ text: `name the one you mean, e.g. \`${commandLine(asked, join(path, first))}\``, applicability: 'unsafe' }],
    }),
  );
}

/** The names of the .dep files in `folder`, sorted by code unit; none when it cannot be read. */
function depFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.name.endsWith('.dep') && !entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    throw new FileProblem(report(codes.DEP0015, { path: folder, problem: systemProblem(error) }));
  }
}

function statOf(absolute: string, path: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(absolute, { throwIfNoEntry: false });
  } catch (error) {
    throw new FileProblem(report(codes.DEP0015, { path, problem: systemProblem(error) }));
  }
}

function missing(io: Io, path: string): FileProblem {
  const folder = dirname(resolve(io.cwd, path));
  const siblings = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? depFilesIn(folder) : [];
  const close = suggest(basename(path), siblings);
  const offered = close.length > 0 ? close : siblings.slice(0, 3);
  const help = offered.map((name) => ({ text: `did you mean \`${join(dirname(path), name)}\`?`, applicability: 'unsafe' as const }));
  return new FileProblem(report(codes.DEP0012, { path }, { help }));
}
