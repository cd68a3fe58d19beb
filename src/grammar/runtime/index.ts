// What the shipped program has in the place of chevrotain: scripts/build.mjs resolves the package to this file. The same
// names with the same meaning, as far as tokens.ts and parser.ts use them; test/grammar/runtime.test.ts compares the two.

export { createToken, Lexer } from './lexer.js';
export { EmbeddedActionsParser } from './parser.js';
