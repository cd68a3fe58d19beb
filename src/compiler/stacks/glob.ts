// Patterns over paths as Go's filepath.Match reads them, which image builders use: `*` and `?` stay inside a folder, `[a-z]`
// is one character, `\` takes the next character as it is. It knows no files and no diagnostics.

/**
 * The pattern as an expression over whole paths; undefined for one that a builder refuses. `deep`: `**` crosses folders,
 * as in a .dockerignore; in a `COPY` it means the same as `*`.
 */
export function globToRegExp(pattern: string, deep: boolean): RegExp | undefined {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] ?? '';
    if (deep && char === '*' && pattern[at + 1] === '*') {
      at += 1;
      if (pattern[at + 1] === '/') {
        at += 1;
        source += '(?:.*/)?';
      } else source += '.*';
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const read = readClass(pattern, at);
      if (read === undefined) return undefined;
      source += read.source;
      at = read.end;
    } else if (char === '\\') {
      at += 1;
      if (at === pattern.length) return undefined;
      source += literal(pattern[at] ?? '');
    } else source += literal(char);
  }
  return new RegExp(`^${source}$`, 's');
}

/** A class that opens at `open`: its expression and the place of its `]`. Empty classes and ranges that run backwards are refused. */
function readClass(pattern: string, open: number): { readonly source: string; readonly end: number } | undefined {
  let at = open + 1;
  const negated = pattern[at] === '^';
  if (negated) at += 1;
  const one = (): string | undefined => {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === '-' || pattern[at] === ']') return undefined;
    at += 1;
    return pattern[at - 1];
  };
  let source = '';
  while (pattern[at] !== ']' || source === '') {
    const low = one();
    if (low === undefined) return undefined;
    const range = pattern[at] === '-';
    if (range) at += 1;
    const high = range ? one() : low;
    if (high === undefined || high < low) return undefined;
    source += high === low ? literal(low) : `${literal(low)}-${literal(high)}`;
  }
  return { source: `[${negated ? '^' : ''}${source}]`, end: at };
}

function literal(char: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(char) ? `\\${char}` : char;
}
