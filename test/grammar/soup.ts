// Texts for properties: pieces of the language in any order, and characters of any kind.

import fc from 'fast-check';

const SOUP = [
  'a', 'web', 'web.port', 'when', 'db.', 'a/', 'x"y"', '"s"', '"', '"\\(a)"', '"\\(', '"""', '"""\n  t\n  """', '1', '-1', '2..6', '..', '.', './a', '/', '//', '/* ', '*/',
  '{', '}', '[', ']', '(', ')', ',', ';', ':', '=', '+=', '-=', '->', '==', '<', '!', '$', '${', '{{', '\\', '\\(', '&', '*', "'", '`', '“', '”', '#', '##', '# c', '## d',
  '\n', '\n', '\n  ', '\n    ', '\r\n', '\r', ' ', ' ', ' ', '\t', '\u00a0', '\u200b', '\u202e', '\ufeff', 'é', '🎉', '<<<<<<<', '=======', '%', '@', 'A = 1', 'port 80', 'service web {',
];
export const soup = fc.array(fc.constantFrom(...SOUP), { maxLength: 40 }).map((parts) => parts.join(''));
export const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 80 }), soup);
