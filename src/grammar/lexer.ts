// Text to tokens and trivia. Never fails: whatever is not in the language is a token of its own kind, so that the
// tokens and the trivia put together are the text, for any text. Says nothing about mistakes.

import { createLexer } from './tokens.js';
import type { IToken } from './tokens.js';

type Lexer = ReturnType<typeof createLexer>;

/** One piece of a text. All pieces of a text, in order, are the text. */
export interface Token {
  /** The name of its row in the token table: `Name`, `Blank`, `Comment` … */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Tokens and trivia, each in order of their offsets. @internal, so that the library's types do not lead to chevrotain's. */
export interface Lexed {
  readonly tokens: readonly IToken[];
  readonly trivia: readonly IToken[];
}

let lexer: Lexer | undefined;

/** Tokens and trivia of `text`; their offsets begin at `base`. @internal */
export function lex(text: string, base = 0): Lexed {
  lexer ??= createLexer(false);
  const { tokens, groups, errors } = lexer.tokenize(text);
  const first = errors[0];
  if (first !== undefined) throw new Error(`the lexer has no token for offset ${first.offset}: ${first.message}`);
  const trivia = groups['trivia'] ?? [];
  if (base > 0) for (const token of [...tokens, ...trivia]) token.startOffset += base;
  return { tokens, trivia };
}

const plain = (token: IToken): Token => ({
  kind: token.tokenType.name,
  start: token.startOffset,
  end: token.startOffset + token.image.length,
  text: token.image,
});

/** All pieces of `text`, blanks and comments included, in order. */
export function tokenize(text: string): readonly Token[] {
  const { tokens, trivia } = lex(text);
  const all: Token[] = [];
  let next = 0;
  for (const token of tokens) {
    for (let before = trivia[next]; before !== undefined && before.startOffset < token.startOffset; before = trivia[++next]) all.push(plain(before));
    all.push(plain(token));
  }
  for (const rest of trivia.slice(next)) all.push(plain(rest));
  return all;
}
