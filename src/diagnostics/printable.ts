// Foreign text on its way to a terminal: file names, source lines, answers of a server. Escape sequences and what cannot be
// seen are spelled out; knows nothing of columns.

const tab = '    ';
// Control and format characters would be invisible or move the cursor; the zero-width joiner is a part of emoji.
const hidden = /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** The text as it may be sent to a terminal: no escape sequences, nothing invisible; line ends stay. */
export function printable(text: string): string {
  return /^[\x20-\x7e\n]*$/.test(text) ? text : Array.from(text, (one) => (one === '\n' ? one : visible(one))).join('');
}

/** The same in one line: a line end becomes a blank. */
export function printableLine(text: string): string {
  return printable(text).replaceAll('\n', ' ');
}

/** Tabs become four spaces, what cannot be seen becomes `<U+200B>`, a byte order mark nothing. */
export function visible(text: string): string {
  if (text === '\t') return tab;
  if (text === '\ufeff') return '';
  if (!hidden.test(text)) return text;
  return Array.from(text, (one) => (hidden.test(one) ? `<U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>` : one)).join('');
}
