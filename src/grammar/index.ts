// What the other layers may use of the grammar.

export type * from './ast.js';
export { format } from './format.js';
export { tokenize } from './lexer.js';
export type { Token } from './lexer.js';
export { parse } from './parse.js';
export type { ParsedFile } from './parse.js';
export { childrenOf, nodeAt, nodesAt, walk } from './visit.js';
export type { AnyNode } from './visit.js';
