// A command line as it would be typed, from an invocation: for advice that can be pasted. Made from the table of commands.

import { findCommand } from './commands-table.js';
import type { Invocation } from './commands-table.js';

/** The words of `invocation`, with `file` as its .dep file if one is given: `deployc explain web.port --file a.dep`. */
export function commandLine({ command, args, flags }: Invocation, file?: string): string {
  const spec = findCommand(command);
  const own = spec?.argument.kind === 'dep-file';
  const given = (spec?.flags ?? []).flatMap(({ name, char }): readonly string[] => {
    const value = flags[name];
    if (value === undefined || value === false || (name === 'file' && file !== undefined)) return [];
    return [char === undefined ? `--${name}` : `-${char}`, ...(typeof value === 'string' ? [value] : [])];
  });
  const words = file === undefined ? args : own ? [file] : [...args, '--file', file];
  return ['deployc', command, ...words, ...given].map(quoted).join(' ');
}

/** As a POSIX shell reads it back. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
