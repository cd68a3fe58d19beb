// Lines of a POSIX shell: split into words, and words quoted again. What a shell would act on is found, never carried out.

export interface ShellWord {
  readonly text: string;
  /** Starts with a quote: no operator and no assignment. */
  readonly quoted: boolean;
}

export interface ShellLine {
  readonly words: readonly ShellWord[];
  /** The first thing in it that only a shell understands, in words: '`&&`', 'a second line'. */
  readonly syntax?: string;
}

/**
 * Blanks separate words, quotes join them, a backslash takes the next character; undefined if a quote is never closed.
 * What a shell would act on stays in the words as it is.
 */
export function splitWords(line: string): ShellLine | undefined {
  const words: ShellWord[] = [];
  const text = line.trim();
  let word: { text: string; quoted: boolean } | undefined;
  let quote = '';
  let syntax: string | undefined;
  const add = (part: string, quoted = false): void => {
    word ??= { text: '', quoted };
    word.text += part;
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    const next = text[at + 1] ?? '';
    if (char === quote) quote = '';
    else if (quote === "'") add(char);
    else if (char === '\\' && next === '\n') at += 1; // a continued line
    else if (char === '\\' && next !== '' && (quote === '' || /["\\$`]/.test(next))) add(text[(at += 1)] ?? '');
    else if (quote === '' && (char === '"' || char === "'")) {
      quote = char;
      add('', true);
    } else if (quote === '' && /\s/.test(char)) {
      if (/[\n\r]/.test(char)) syntax ??= 'a second line';
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      if ((quote === '' ? /[|&;<>()$`*?[\]{}~#!\\]/ : /[$`]/).test(char)) syntax ??= `\`${char === next && /[&|]/.test(char) ? char + next : char}\``;
      add(char);
    }
  }
  if (quote !== '') return undefined;
  if (word !== undefined) words.push(word);
  return { words, ...(syntax !== undefined && { syntax }) };
}

/** A word as a shell reads it back. */
export function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
