// Values as Dockerfile syntax spells them. Texts of the model are meant as they are: nothing in them may turn into a variable,
// an option, a here-document or a continued line.

/** `["node","server.js"]`; JSON strings are Dockerfile strings. */
export function jsonArray(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/**
 * A value of ENV or LABEL, of one line. Between double quotes a builder takes `\` away before `"`, `$` and `\` only
 * (BuildKit, frontend/dockerfile/shell/lex.go). There is no way to spell a line break: earlier checks refuse it.
 */
export function quoteValue(value: string): string {
  if (/[\n\r]/.test(value)) throw new RangeError('a Dockerfile has no spelling for a value of several lines');
  if (/^[\w@%+:,./-]+$/.test(value)) return value;
  return `"${value.replace(/[\\"$]/g, '\\$&')}"`;
}

/** A single word of WORKDIR, USER, FROM: `$` starts a variable there, a quote a quoted part. */
export function quoteWord(value: string): string {
  return value.replace(/[\\$"']/g, '\\$&');
}

/** True if a shell command can stand behind RUN as it is written. */
export function fitsOneLine(command: string): boolean {
  return !/[\r\n]|<<|\\$/.test(command) && !/^\s*(?:\[|--|#)/.test(command) && command === command.trim();
}
