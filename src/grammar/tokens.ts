// The token table of the language, in match order (the first match wins, not the longest), and the scanning functions
// behind it. Together with parser.ts the only place that knows chevrotain. Knows no words but `when`.
// Every character of any text belongs to some token; mistakes of the lexer are tokens too.

import { createToken, Lexer } from 'chevrotain';
import type { IToken, ITokenConfig, TokenType } from 'chevrotain';
import { pathEnd, stringEnd, textEnd, unclosedStringEnd, unclosedTextEnd, foreignCommentEnd } from './scan.js';

export type { IToken, TokenType };

const TRIVIA = 'trivia';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_'.split('');
const DIGITS = '0123456789'.split('');

const token = (name: string, pattern: NonNullable<ITokenConfig['pattern']>, rest: Partial<ITokenConfig> = {}): TokenType =>
  createToken({ name, pattern, line_breaks: false, ...rest });

/** A token found by a function `(text, offset) => end`; an end of -1 is no match. The function tests its first character. */
function scanned(name: string, first: readonly string[], end: (text: string, from: number) => number, rest: Partial<ITokenConfig> = {}): TokenType {
  const pattern = (text: string, from: number): RegExpExecArray | null => {
    const to = end(text, from);
    return to < 0 ? null : ([text.slice(from, to)] as unknown as RegExpExecArray);
  };
  return createToken({ name, pattern, start_chars_hint: [...first], line_breaks: true, ...rest });
}

const WORD = '[A-Za-z_][A-Za-z0-9_]*(?:-+[A-Za-z0-9_]+)*';
const LATER = '[A-Za-z0-9_]+(?:-+[A-Za-z0-9_]+)*';

/** Blanks that look like one and are none, and characters that cannot be seen. Bidirectional controls are among them. */
const ODD_BLANK = /[\u000B\f\u0085\u00A0\u00AD\u061C\u1680\u180E\u2000-\u200F\u2028-\u202F\u205F-\u2064\u2066-\u206F\u3000\uFEFF]+/;

export const Name = token('Name', new RegExp(`${WORD}(?:[./](?![./])(?:${LATER}|"[^"\\\\\\r\\n]+")?)*`), { start_chars_hint: LETTERS });
export const Bom = scanned('Bom', ['\uFEFF'], (text, from) => (from === 0 && text.charCodeAt(0) === 0xfeff ? 1 : -1), { group: TRIVIA });
export const Blank = token('Blank', /[ \t]+/, { group: TRIVIA, start_chars_hint: [' ', '\t'] });
export const Newline = token('Newline', /(?:\r?\n|\r)[ \t\r\n]*/, { line_breaks: true, start_chars_hint: ['\n', '\r'] });
export const When = token('When', 'when', { longer_alt: Name });
export const Text = scanned('Text', ['"'], textEnd);
export const BadText = scanned('BadText', ['"'], unclosedTextEnd);
export const Str = scanned('String', ['"'], stringEnd);
export const BadString = scanned('BadString', ['"'], unclosedStringEnd);
export const Num = token('Number', /-?[0-9][A-Za-z0-9_%]*(?:[.-][A-Za-z0-9_%]+)*/, { start_chars_hint: ['-', ...DIGITS] });
export const Comma = token('Comma', ',');
export const LBrace = token('LBrace', '{');
export const RBrace = token('RBrace', '}');
export const ForeignComment = scanned('ForeignComment', ['/'], foreignCommentEnd, { group: TRIVIA });
export const Path = scanned('Path', ['.', '/'], pathEnd);
export const OpenRange = token('OpenRange', /\.\.(?![^\s,)\]}])/, { start_chars_hint: ['.'] });
export const Range = token('Range', /\.\./, { start_chars_hint: ['.'] });
export const Conflict = token('Conflict', /(?:<<<<<<<|=======|>>>>>>>)[^\r\n]*/, { group: TRIVIA, start_chars_hint: ['<', '=', '>'] });
export const Sign = token('Sign', /->|[=!]=|[<>]=?/, { start_chars_hint: ['-', '=', '!', '<', '>'] });
export const Op = token('Op', /[+-]?=/, { start_chars_hint: ['+', '-', '='] });
export const LParen = token('LParen', '(');
export const RParen = token('RParen', ')');
export const LBracket = token('LBracket', '[');
export const RBracket = token('RBracket', ']');
export const Splice = token('Splice', '\\(');
export const Doc = token('Doc', /##[^\r\n]*/, { group: TRIVIA, start_chars_hint: ['#'] });
export const Comment = token('Comment', /#[^\r\n]*/, { group: TRIVIA, start_chars_hint: ['#'] });
export const Colon = token('Colon', /:(?![^\s])/, { start_chars_hint: [':'] });
export const Semicolon = token('Semicolon', ';');
export const Quote = token('Quote', /'[^'\r\n]*'|`[^`\r\n]*`|[“”„][^“”„"\r\n]*[“”"]|[‘’‚][^‘’‚'\r\n]*[‘’']|«[^»\r\n]*»|['`“”„‘’‚«»]/, {
  start_chars_hint: ["'", '`', '“', '”', '„', '‘', '’', '‚', '«', '»'],
});
export const OddBlank = token('OddBlank', ODD_BLANK, { group: TRIVIA });
export const Bad = token('Bad', /[\uD800-\uDBFF][\uDC00-\uDFFF]|[\u0000-\uFFFF]/, { line_breaks: true });

/** In match order. */
export const allTokens: readonly TokenType[] = [
  Bom, Blank, Newline, When, Name, Text, BadText, Str, BadString, Num, Comma, LBrace, RBrace, ForeignComment, Path, OpenRange, Range,
  Conflict, Sign, Op, LParen, RParen, LBracket, RBracket, Splice, Doc, Comment, Colon, Semicolon, Quote, OddBlank, Bad,
];

/** What is left for the parser once the passes before it have read the mistakes: Semicolon is a Comma, Colon an Op, the rest Bad. */
export const parserTokens: readonly TokenType[] = [
  Newline, When, Name, Text, Str, Num, Comma, LBrace, RBrace, Path, Range, Sign, Op, LParen, RParen, LBracket, RBracket, Bad,
];

/** A new lexer. With `validate`, chevrotain examines the table (for tests: it costs start-up time). */
export function createLexer(validate: boolean): Lexer {
  return new Lexer([...allTokens], { positionTracking: 'onlyOffset', ensureOptimizations: true, skipValidations: !validate });
}

/** A token that is not in the text as it stands: merged from several, or put in for a missing bracket (then its image is empty). */
export const makeToken = (type: TokenType, image: string, startOffset: number): IToken =>
  ({ image, startOffset, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0 }) as IToken;

/** The offset behind a token. */
export const endOf = (token: IToken): number => token.startOffset + token.image.length;
