// Colours of the terminal form. The text carries everything without them: a style never replaces a character.
// Whether there is colour at all (`NO_COLOR`, `--no-color`, a pipe) is decided by the caller.

import type { Severity } from '../diagnostic.js';

export type Style = Severity | 'secondary' | 'dim' | 'bold' | 'plain';

/** Select Graphic Rendition parameters (ECMA-48, 8.3.117). */
const sgr: Readonly<Record<Style, string>> = {
  error: '1;31',
  warning: '1;33',
  info: '1;36',
  secondary: '34',
  dim: '2',
  bold: '1',
  plain: '',
};

export type Paint = (style: Style, text: string) => string;

/** A function that wraps text in the escape sequence of a style; without colour it returns the text. */
export function painter(color: boolean): Paint {
  return (style, text) => (color && sgr[style] !== '' && text !== '' ? `\u001b[${sgr[style]}m${text}\u001b[0m` : text);
}
