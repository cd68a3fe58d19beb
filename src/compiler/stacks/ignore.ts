// What is not sent to the builder: the patterns of a .dockerignore, and the question whether a path matches them. The
// semantics are moby/patternmatcher's (not those of .gitignore): patterns start at the context folder, `**` crosses folders,
// the last pattern that matches decides, `!` takes back. It reads no files but the folder's own .dockerignore.

import { byDefault, written } from '../model/origin.js';
import type { Traced } from '../model/origin.js';
import type { Span } from '../../diagnostics/index.js';
import type { Folder } from './stack.js';

const DEFAULTS: readonly (readonly [pattern: string, reason: string])[] = [
  ['**/.git', 'the history is not part of the program'],
  ['**/node_modules', 'packages are installed in the image'],
  ['**/.env', 'may hold passwords'],
  ['**/.env.*', 'may hold passwords'],
  ['!**/.env.example', 'an example holds none'],
  ['**/*.pem', 'may be a private key'],
  ['**/*.key', 'may be a private key'],
  ['**/.DS_Store', 'made by the desktop'],
  ['**/.idea', 'settings of an editor'],
  ['**/.vscode', 'settings of an editor'],
  ['**/coverage', 'made by tests'],
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
  const own = folder.names.includes('.dockerignore') ? (folder.host.readFile(folder.path === '.' ? '.dockerignore' : `${folder.path}/.dockerignore`) ?? '') : '';
  const lines = own.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).filter((line) => !line.startsWith('#')).map((line) => line.trim()).filter((line) => line !== '' && line !== '!');
  return [
    ...DEFAULTS.map(([pattern, reason]) => byDefault(pattern, 'not sent to the builder', reason, at)),
    ...more,
    ...lines.map((line) => written(line, at)),
  ];
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
    const plain = clean(back ? pattern.slice(1).trim() : pattern);
    return plain === '' ? [] : [{ pattern, back, test: toRegExp(plain) }];
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

function toRegExp(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] ?? '';
    if (char === '*' && pattern[at + 1] === '*') {
      at += 1;
      if (pattern[at + 1] === '/') {
        at += 1;
        source += '(?:.*/)?';
      } else source += '.*';
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end < 0) return /(?!)/; // the builder refuses the pattern; here it matches nothing
      source += `[${pattern.slice(at + 1, end).replaceAll('\\', '\\\\').replace(/^!/, '^')}]`;
      at = end;
    } else if (char === '\\' && at + 1 < pattern.length) {
      at += 1;
      source += escape(pattern[at] ?? '');
    } else source += escape(char);
  }
  return new RegExp(`^${source}$`, 's');
}

function escape(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}
