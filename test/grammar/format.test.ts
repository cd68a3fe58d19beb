// What the formatter makes of a text. That it keeps every token and is idempotent, for any text, is in test/properties.

import { describe, expect, it } from '@jest/globals';
import { format } from '../../src/grammar/index.js';
import { corpus } from './corpus.js';
import { treeOf } from './invariants.js';

const cases: readonly (readonly [string, string, string])[] = [
  ['indents by brackets', 'service web {\nport 80\n      env {\n  A = 1\n}\n}', 'service web {\n  port 80\n  env {\n    A = 1\n  }\n}\n'],
  ['indents lists and calls', 'args [\n"a"\n"b"\n]\nx = f(\n1\n)', 'args [\n  "a"\n  "b"\n]\nx = f(\n  1\n)\n'],
  ['indents once for brackets of one line', 'x = f([{\na = 1\n}])', 'x = f([{\n  a = 1\n}])\n'],
  ['turns tabs into blanks', 'a {\n\tb\tc\n}', 'a {\n  b c\n}\n'],
  ['keeps one blank line', 'a\n\n\n\nb\nc\n', 'a\n\nb\nc\n'],
  ['drops blank lines around the file', '\n\n  a\n\n\n', 'a\n'],
  ['ends with one line end', 'a', 'a\n'],
  ['leaves nothing of nothing', ' \n \n', ''],
  ['writes LF', 'a\r\nb\rc', 'a\nb\nc\n'],
  ['sets blanks around operators', 'a=1\nb+=2\nport 80->8080\nexpect x>=2', 'a = 1\nb += 2\nport 80 -> 8080\nexpect x >= 2\n'],
  ['sets blanks inside braces and none inside other brackets', 'env {A=1}\nx [ 1 ,2 ]\ny = f( 1 )', 'env { A = 1 }\nx [1, 2]\ny = f(1)\n'],
  ['sets commas', 'env { A = 1 ,B = 2 , }', 'env { A = 1, B = 2, }\n'],
  ['keeps the line breaks of the author', 'x [1,\n2, 3]', 'x [1,\n  2, 3]\n'],
  ['sets comments two blanks behind code', 'a # x\nb     ## y\n   # z', 'a  # x\nb  ## y\n# z\n'],
  ['keeps text blocks as they are', 'm {\na = """\n      x\n    y\n    """\n}', 'm {\n  a = """\n      x\n    y\n    """\n}\n'],
  ['keeps a range and a path together', 'x 2..6   ./a/(b)  .', 'x 2..6 ./a/(b) .\n'],
  ['keeps a byte order mark', '\ufeffa  b', '\ufeffa b\n'],
  ['leaves runs of mistakes alone', 'image   ${ X }/a:b\nx {{ .V }}', 'image ${ X }/a:b\nx {{ .V }}\n'],
  ['leaves the indentation of a file whose brackets do not balance', 'a {\n    b=1\n  c\n', 'a {\n    b = 1\n  c\n'],
  ['leaves the indentation of a file with an open text block', 'a {\n   b = """\n     x\n   c\n}', 'a {\n   b = """\n     x\n   c\n}\n'],
];

describe('format', () => {
  it.each(cases)('%s', (_, text, formatted) => {
    expect(format(text)).toBe(formatted);
    expect(format(formatted)).toBe(formatted);
  });

  it.each(corpus)('does not change what a text means: %j', (text) => {
    const cramped = text.replace(/^[ \t]+(?=[^ \t"][^\n]*$)/gm, (blanks) => (text.includes('"""') ? blanks : ''));
    expect(treeOf(format(cramped))).toBe(treeOf(text));
    expect(text.includes('"""') ? text : format(cramped)).toBe(text.replace(/ {2,}(?=[=\w])(?<=\S {2,})/g, ' ').replace(/ +#/g, '  #'));
  });
});
