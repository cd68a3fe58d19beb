// Folders and paths of a build: joined, checked to lie in the project, found again. It knows no stack.

import type { Diagnostic, Span } from '../../diagnostics/index.js';
import { codes, report, suggest } from '../../diagnostics/index.js';
import { normalize } from '../host.js';
import type { CompilerHost } from '../host.js';
import { spanOf } from '../model/origin.js';
import type { Traced } from '../model/origin.js';
import type { Folder } from './stack.js';

/** `path` below `folder`, relative to the project. */
export function inFolder(folder: string, path: string): string {
  return normalize(`${folder}/${path}`);
}

/** True for a path that is absolute or leaves the folder it is relative to. */
export function leaves(path: string): boolean {
  const plain = normalize(path);
  return path.startsWith('/') || /^[A-Za-z]:/.test(path) || plain === '..' || plain.startsWith('../');
}

/** The folder of a build, or the mistake in it. */
export function openFolder(context: Traced<string>, host: CompilerHost, statement: Span): Folder | Diagnostic {
  const span = spanOf(context.origin) ?? statement;
  if (leaves(context.value)) {
    return report(codes.DEP5003, { path: context.value, of: 'project' }, {
      span,
      label: 'leaves the project',
      notes: ['a build sees only files of the project, so that it is the same on every machine'],
      help: [{ text: 'move the `.dep` file to a folder that holds everything it builds', applicability: 'unsafe' }],
    });
  }
  const path = normalize(context.value);
  const names = host.list(path);
  if (names !== undefined) return { path, names, host };
  if (path === '.') return { path, names: [], host };
  const file = host.readFile(path) !== undefined;
  return report(codes.DEP5002, { folder: context.value, file }, { span, label: file ? 'a file' : 'not found', help: nearPath(path, host, span, true, (near) => `./${near}`) });
}

/** A did-you-mean for a path that does not exist: names of the nearest folder that does. */
export function nearPath(path: string, host: CompilerHost, span: Span | undefined, foldersOnly: boolean, spell: (path: string) => string): { text: string; applicability: 'unsafe'; edits?: { span: Span; text: string }[] }[] {
  const parts = path.split('/');
  let parent = '.';
  for (const [index, part] of parts.entries()) {
    const here = inFolder(parent, part);
    const names = host.list(parent) ?? [];
    if (names.includes(part) || names.includes(`${part}/`)) {
      parent = here;
      continue;
    }
    const candidates = names.filter((name) => !foldersOnly || name.endsWith('/')).map((name) => name.replace(/\/$/, ''));
    const rest = parts.slice(index + 1);
    const [best] = suggest(part, candidates);
    if (best === undefined) return [];
    const text = spell([...parts.slice(0, index), best, ...rest].join('/'));
    return [{ text: `did you mean \`${text}\`?`, applicability: 'unsafe', ...(span !== undefined && { edits: [{ span, text }] }) }];
  }
  return [];
}

/** True if a file or folder of that name is there. */
export function exists(host: CompilerHost, path: string): boolean {
  return host.readFile(path) !== undefined || host.list(path) !== undefined;
}
