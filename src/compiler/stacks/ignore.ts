// What is not sent to the builder: the patterns of a .dockerignore, and the question whether a path matches them. The
// semantics are moby/patternmatcher's (not those of .gitignore): patterns start at the context folder, `**` crosses folders,
// the last pattern that matches decides, `!` takes back. It reads no files but the folder's own .dockerignore.

import { codes, report } from '../../diagnostics/index.js';
import type { Diagnostic, Span } from '../../diagnostics/index.js';
import { byDefault, written } from '../model/origin.js';
import type { Traced } from '../model/origin.js';
import { globToRegExp } from './glob.js';
import type { Folder } from './stack.js';

const KEYS = 'may be a private key; a line such as `!certs/ca.pem` in the `.dockerignore` of the folder takes a file back';

const DEFAULTS: readonly (readonly [pattern: string, reason: string])[] = [
  ['**/.git', 'the history is not part of the program'],
  ['**/node_modules', 'packages are installed in the image'],
  ['**/.env', 'may hold passwords'],
  ['**/.env.*', 'may hold passwords'],
  ['!**/.env.example', 'an example holds none'],
  ['**/*.pem', KEYS],
  ['**/*.key', KEYS],
  ['**/.DS_Store', 'made by the desktop'],
  ['**/.idea', 'settings of an editor'],
  ['**/.vscode', 'settings of an editor'],
  ['coverage', 'made by tests'],
  ['**/npm-debug.log*', 'a log'],
  ['**/*.dep', 'what is deployed is not part of the program'],
  ['**/Dockerfile*', 'how the image is built is not part of it'],
  ['**/*.Dockerfile', 'how the image is built is not part of it'],
  ['**/.dockerignore', 'how the image is built is not part of it'],
  ['**/docker-bake*.json', 'how the image is built is not part of it'],
  ['**/compose*.yaml', 'how the program is run elsewhere'],
  ['**/compose*.yml', 'how the program is run elsewhere'],
  ['**/docker-compose*.yml', 'how the program is run elsewhere'],
];

/** The patterns for a build of `folder`: the defaults, `more`, then the lines of its own .dockerignore, which may take back. */
export function ignorePatterns(folder: Folder, at: Span, more: readonly Traced<string>[] = []): readonly Traced<string>[] {
  return [
    ...DEFAULTS.map(([pattern, reason]) => byDefault(pattern, 'not sent to the builder', reason, at)),
    ...more,
    ...ownPatterns(folder).map(({ pattern }) => written(pattern, at)),
  ];
}

/** The lines of the folder's own .dockerignore that the builder would refuse. */
export function ignoreMistakes(folder: Folder, at: Span): readonly Diagnostic[] {
  return ownPatterns(folder)
    .filter(({ pattern }) => globToRegExp(plainOf(pattern), true) === undefined)
    .map(({ pattern, line }) => report(codes.DEP5065, { file: folder.path === '.' ? '.dockerignore' : `${folder.path}/.dockerignore`, line, pattern }, {
      span: at,
      label: 'built from this folder',
      notes: ['`[ ]` holds characters and ranges such as `a-z`, and a pattern does not end with a single `\\`'],
      help: [{ text: 'correct the line; a `\\` before a character takes it as it is: `\\[`', applicability: 'unsafe' }],
    }));
}

function ownPatterns(folder: Folder): readonly { readonly pattern: string; readonly line: number }[] {
  if (!folder.names.includes('.dockerignore')) return [];
  const text = folder.host.readFile(folder.path === '.' ? '.dockerignore' : `${folder.path}/.dockerignore`) ?? '';
  return text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
    .map((pattern, index) => ({ pattern: pattern.startsWith('#') ? '' : pattern.trim(), line: index + 1 }))
    .filter(({ pattern }) => pattern !== '' && pattern !== '!');
}

export interface Matcher {
  /** The pattern that leaves `path` out (relative to the context), or undefined if it is sent. */
  ignoredBy(path: string): string | undefined;
  /** Nothing below this folder is sent: it need not be walked. */
  skips(folder: string): boolean;
}

/** A matcher over the patterns of one .dockerignore. */
export function matcher(patterns: readonly string[]): Matcher {
  const rules = patterns.flatMap((pattern) => {
    const back = pattern.startsWith('!');
    const plain = plainOf(pattern);
    const test = globToRegExp(plain, true);
    return plain === '' || test === undefined ? [] : [{ pattern, back, test }];
  });
  const ignoredBy = (path: string): string | undefined => {
    const parts = path.split('/');
    const chain = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    let by: string | undefined;
    for (const { pattern, back, test } of rules) {
      if (back === (by === undefined)) continue; // would change nothing
      if (chain.some((one) => test.test(one))) by = back ? undefined : pattern;
    }
    return by;
  };
  const takesBack = rules.some((rule) => rule.back && !DEFAULTS.some(([pattern]) => pattern === rule.pattern));
  return { ignoredBy, skips: (folder) => !takesBack && ignoredBy(folder) !== undefined };
}

/** Without the `!`, and clean. */
function plainOf(pattern: string): string {
  return clean(pattern.startsWith('!') ? pattern.slice(1).trim() : pattern);
}

/** As Go's filepath.Clean does, without a leading or trailing slash. */
function clean(pattern: string): string {
  const out: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length > 0) out.pop();
    else out.push(part);
  }
  return out.join('/');
}
