// The formatter. Changes only what stands between tokens: indentation, blanks, blank lines, line ends. Keeps the author's
// line breaks and every token, comment and mistake as it is, so it works on broken files. Knows no vocabulary.

import { survey } from './brackets.js';
import { glue } from './glue.js';
import { lex, tokenize } from './lexer.js';
import type { Token } from './lexer.js';
import * as T from './tokens.js';
import type { IToken } from './tokens.js';

/** A token or comment, or several tokens that are one mistake, with what stands before it. */
interface Piece {
  readonly kind: string;
  readonly text: string;
  /** Line ends before it. */
  readonly lines: number;
  /** The blanks before it on its line. */
  readonly blanks: string;
}

const OPENERS = new Set(['LBrace', 'LBracket', 'LParen']);
const CLOSERS = new Set(['RBrace', 'RBracket', 'RParen']);
/** Between these and their neighbours a blank is neither added nor taken away: it decides what they are. */
const DELICATE = new Set(['Bad', 'BadString', 'BadText', 'Quote', 'Splice', 'Colon', 'Range', 'OpenRange', 'OddBlank', 'ForeignComment', 'Conflict', 'Bom']);
const INDENT = '  ';

/** The text with its layout put right. Formatting twice changes nothing more; the tokens are the same before and after. */
export function format(text: string): string {
  const { tokens } = lex(text);
  const glued = glue(tokens, text, () => undefined);
  const pieces = toPieces(tokenize(text), glued);
  return print(pieces, survey(glued).balanced && !readsIndentation(tokens));
}

/** Whether where a text block ends depends on how lines are indented. */
const readsIndentation = (tokens: readonly IToken[]): boolean =>
  tokens.some(({ tokenType, image }) => tokenType === T.BadText || (tokenType === T.Text && image.slice(3, -3).includes('"""')));

function toPieces(tokens: readonly Token[], glued: readonly IToken[]): readonly Piece[] {
  const merged = new Map<number, IToken>();
  for (const token of glued) if (token.tokenType === T.Bad) merged.set(token.startOffset, token);
  const pieces: Piece[] = [];
  let lines = 0;
  let blanks = '';
  let skip = 0;
  for (const { kind, text, start } of tokens) {
    if (start < skip) continue;
    if (kind === 'Blank') blanks += text;
    else if (kind === 'Newline') {
      lines += text.match(/\r\n|\n|\r/g)?.length ?? 0;
      blanks = /[ \t]*$/.exec(text)?.[0] ?? '';
    } else {
      const whole = merged.get(start);
      const image = whole?.image ?? text;
      skip = start + image.length;
      pieces.push({ kind: whole ? 'Bad' : kind, text: image, lines, blanks });
      lines = 0;
      blanks = '';
    }
  }
  return pieces;
}

function print(pieces: readonly Piece[], indents: boolean): string {
  const out: string[] = [];
  const open: number[] = [];
  let level = 0;
  pieces.forEach((piece, i) => {
    const before = pieces[i - 1];
    // At the start of the file a stray byte order mark would become a proper one.
    if (before === undefined && piece.kind === 'OddBlank' && piece.lines + piece.blanks.length > 0) out.push(indents ? ' ' : (piece.lines > 0 ? '\n' : '') + piece.blanks);
    else if (before === undefined || before.kind === 'Bom' || piece.lines > 0) {
      const first = before === undefined || (before.kind === 'Bom' && (indents || piece.lines === 0));
      if (!first) out.push(piece.lines > 1 ? '\n\n' : '\n');
      level = levelOf(pieces, i, open);
      out.push(piece.kind === 'Conflict' && indents ? '' : indents ? INDENT.repeat(level) : piece.blanks);
    } else out.push(between(before, piece));
    out.push(piece.text);
    if (OPENERS.has(piece.kind)) open.push(level);
    else if (CLOSERS.has(piece.kind)) open.pop();
  });
  return pieces.length === 0 ? '' : `${out.join('')}\n`;
}

/** The level of the line that begins with piece `from`: inside what is open, less what the line closes first. */
function levelOf(pieces: readonly Piece[], from: number, open: readonly number[]): number {
  let closed = 0;
  while (CLOSERS.has(pieces[from + closed]?.kind ?? '') && (closed === 0 || pieces[from + closed]?.lines === 0)) closed++;
  if (closed > 0) return open[Math.max(open.length - closed, 0)] ?? 0;
  const around = open[open.length - 1];
  return around === undefined ? 0 : around + 1;
}

/** What stands between two pieces of one line. */
function between(before: Piece, piece: Piece): string {
  const asIs = piece.blanks === '' ? '' : ' ';
  // A blank behind `/*` would make it a comment.
  if (DELICATE.has(before.kind) || DELICATE.has(piece.kind) || /^\/\*\*?$/.test(before.text)) return asIs;
  if (piece.kind === 'Comment' || piece.kind === 'Doc') return piece.blanks === '' && /[^\s{}[\](),"'=<>;]$/.test(before.text) ? '' : '  ';
  if (before.kind === 'LBrace') return piece.kind === 'LBrace' ? asIs : ' ';
  if (piece.kind === 'Comma' || piece.kind === 'Semicolon') return '';
  if (piece.kind === 'RParen' || piece.kind === 'RBracket') return '';
  if (before.kind === 'LParen' || before.kind === 'LBracket') return '';
  if (before.kind === 'Op' || before.kind === 'Sign' || before.kind === 'Comma' || before.kind === 'Semicolon') return ' ';
  if (piece.kind === 'LParen' || piece.kind === 'LBracket') return asIs;
  if (piece.kind === 'LBrace' && before.kind === 'Path') return asIs;
  return ' ';
}
