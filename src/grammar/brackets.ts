// The third pass: is every bracket closed? If so, nothing happens, also in badly indented files. If not, one walk with a
// stack repairs the tokens by the indentation of the lines, so that the parser only ever sees balanced brackets.

import type { Mistake } from './mistakes.js';
import { lineStart } from './scan.js';
import * as T from './tokens.js';
import { endOf, makeToken } from './tokens.js';
import type { IToken, TokenType } from './tokens.js';

type Note = (mistake: Mistake) => void;

const MAX_DEPTH = 64;
const CLOSERS = new Map<TokenType, TokenType>([[T.LBrace, T.RBrace], [T.LBracket, T.RBracket], [T.LParen, T.RParen]]);
const IS_CLOSER = new Set<TokenType>(CLOSERS.values());

interface Open {
  readonly token: IToken;
  readonly closer: TokenType;
  readonly line: number;
  readonly indent: number;
}

/** Closes every bracket of `tokens` and leaves out what nests deeper than 64. */
export function balance(tokens: readonly IToken[], source: string, note: Note): readonly IToken[] {
  const { balanced, deepest } = survey(tokens);
  const repaired = balanced ? tokens : new Repair(tokens, source, note).walk();
  return deepest > MAX_DEPTH ? shallow(repaired, note) : repaired;
}

const CLOSER_OF: (number | undefined)[] = [];
for (const [opener, closer] of CLOSERS) CLOSER_OF[opener.tokenTypeIdx ?? 0] = closer.tokenTypeIdx ?? 0;
const CLOSES = new Set([...CLOSERS.values()].map((closer) => closer.tokenTypeIdx ?? 0));

/** Whether every bracket closes, and how deep they nest. */
export function survey(tokens: readonly IToken[]): { readonly balanced: boolean; readonly deepest: number } {
  const stack: number[] = [];
  let balanced = true;
  let deepest = 0;
  for (const { tokenTypeIdx } of tokens) {
    const closer = CLOSER_OF[tokenTypeIdx];
    if (closer !== undefined) {
      stack.push(closer);
      if (stack.length > deepest) deepest = stack.length;
    } else if (CLOSES.has(tokenTypeIdx) && stack.pop() !== tokenTypeIdx) balanced = false;
  }
  return { balanced: balanced && stack.length === 0, deepest };
}

/** Leaves out the brackets beyond the limit with what is in them; says so once. */
function shallow(tokens: readonly IToken[], note: Note): readonly IToken[] {
  const out: IToken[] = [];
  let depth = 0;
  let said = false;
  for (const token of tokens) {
    if (CLOSERS.has(token.tokenType) && ++depth === MAX_DEPTH + 1) {
      if (!said) note({ pass: 'brackets', kind: 'nested-too-deep', start: token.startOffset, end: endOf(token), text: token.image });
      said = true;
      if (token.tokenType !== T.LParen) out.push(makeToken(T.Bad, token.image, token.startOffset));
    }
    if (depth <= MAX_DEPTH) out.push(token);
    if (IS_CLOSER.has(token.tokenType)) depth--;
  }
  return out;
}

class Repair {
  private readonly out: IToken[] = [];
  private readonly stack: Open[] = [];
  private readonly tokens: readonly IToken[];
  private readonly source: string;
  private readonly note: Note;
  /** How many more `{` than `}` are still to be explained. */
  private surplus: number;
  private line = 0;
  private indent = 0;
  private head: IToken | undefined;
  /** The last token that is no line end. */
  private last: IToken | undefined;
  private lastLine = -1;
  private lastIndent = 0;
  private lastHead: IToken | undefined;

  constructor(tokens: readonly IToken[], source: string, note: Note) {
    this.tokens = tokens;
    this.source = source;
    this.note = note;
    this.surplus = tokens.reduce((sum, { tokenType }) => sum + (tokenType === T.LBrace ? 1 : tokenType === T.RBrace ? -1 : 0), 0);
  }

  walk(): readonly IToken[] {
    let first = true;
    for (const [i, token] of this.tokens.entries()) {
      if (token.tokenType === T.Newline) {
        this.line++;
        first = true;
        this.out.push(token);
        continue;
      }
      if (first) this.startLine(token, this.tokens[i + 1]?.tokenType === T.Op);
      first = false;
      this.take(token);
      this.last = token;
      this.lastLine = this.line;
      this.lastIndent = this.indent;
      this.lastHead = this.head;
    }
    while (this.stack.length > 0) this.close(undefined);
    return this.out;
  }

  private get top(): Open | undefined {
    return this.stack[this.stack.length - 1];
  }

  private startLine(token: IToken, isEntry: boolean): void {
    this.indent = width(this.source.slice(lineStart(this.source, token.startOffset), token.startOffset));
    this.head = token;
    for (let top = this.top; top !== undefined; top = this.top) {
      // `key = value` is no item of a list or call, however deep it stands.
      const deeper = this.indent > top.indent && !(isEntry && top.closer !== T.RBrace);
      if (deeper || top.line === this.line) break;
      if (top.closer === T.RBrace && this.surplus <= 0) break;
      if (token.tokenType === top.closer && (this.indent === top.indent || top.closer !== T.RBrace)) break;
      this.close(token);
    }
    if (this.surplus < 0 && this.opensBlock(token)) this.open(token);
  }

  /** A deeper line below a statement without `{`. */
  private opensBlock(token: IToken): boolean {
    const { last, top } = this;
    if (last === undefined || IS_CLOSER.has(token.tokenType) || this.indent <= this.lastIndent) return false;
    if (IS_CLOSER.has(last.tokenType) && last === this.lastHead) return false;
    if (CLOSERS.has(last.tokenType) || last.tokenType === T.Comma || token.tokenType === T.LBrace) return false;
    return top === undefined || (top.closer === T.RBrace && top.line !== this.lastLine);
  }

  /** Puts in the missing `{` behind the last token. */
  private open(token: IToken): void {
    const last = this.last ?? token;
    const end = endOf(last);
    const brace = makeToken(T.LBrace, '', end);
    this.note({ pass: 'brackets', kind: 'missing-brace', start: last.startOffset, end, text: this.source.slice((this.lastHead ?? last).startOffset, end), other: { start: token.startOffset, end: endOf(token) } });
    this.out.splice(this.afterLast(), 0, brace);
    this.surplus++;
    this.stack.push({ token: brace, closer: T.RBrace, line: this.lastLine, indent: this.lastIndent });
  }

  /** The index behind the last token that is no line end. */
  private afterLast(): number {
    let at = this.out.length;
    while (this.out[at - 1]?.tokenType === T.Newline) at--;
    return at;
  }

  /** Closes the innermost bracket before `token` (or the end of the file) and says that it was not closed. */
  private close(token: IToken | undefined): void {
    const open = this.stack.pop();
    if (open === undefined) return;
    const at = this.afterLast();
    const before = this.out[at - 1];
    this.out.splice(at, 0, makeToken(open.closer, '', before ? endOf(before) : 0));
    if (open.closer === T.RBrace) this.surplus--;
    if (open.token.image === '') return;
    this.note({
      pass: 'brackets', kind: 'unclosed-bracket', start: open.token.startOffset, end: endOf(open.token), text: open.token.image,
      ...(token && { other: { start: token.startOffset, end: endOf(token) } }),
    });
  }

  private take(token: IToken): void {
    const closer = CLOSERS.get(token.tokenType);
    if (closer) {
      this.out.push(token);
      this.stack.push({ token, closer, line: this.line, indent: this.indent });
    } else if (!IS_CLOSER.has(token.tokenType)) this.out.push(token);
    else if (token.tokenType === T.RBrace) this.closeBrace(token);
    else this.closeOther(token);
  }

  private pop(token: IToken): void {
    this.stack.pop();
    this.out.push(token);
  }

  private drop(token: IToken): void {
    if (token.tokenType === T.RBrace) this.surplus++;
    this.note({ pass: 'brackets', kind: 'surplus-bracket', start: token.startOffset, end: endOf(token), text: token.image });
  }

  /** `token` stands for the bracket that would close `open`. */
  private replace(token: IToken, open: Open): void {
    this.note({
      pass: 'brackets', kind: 'wrong-bracket', start: token.startOffset, end: endOf(token), text: token.image,
      other: { start: open.token.startOffset, end: endOf(open.token) },
    });
    if (token.tokenType === T.RBrace) this.surplus++;
    if (open.closer === T.RBrace) this.surplus--;
    this.pop(makeToken(open.closer, token.image, token.startOffset));
  }

  private closeBrace(token: IToken): void {
    for (let top = this.top; top !== undefined && top.closer !== T.RBrace; top = this.top) {
      if (top.line === this.line && this.surplus < 0) {
        this.replace(token, top);
        return;
      }
      this.close(token);
    }
    const { top } = this;
    if (top === undefined) {
      this.drop(token);
      return;
    }
    const alone = token === this.head;
    const stray = alone ? this.indent > top.indent : top.line !== this.line;
    if (this.surplus < 0 && stray) this.drop(token);
    else this.pop(token);
  }

  private closeOther(token: IToken): void {
    const { top } = this;
    if (top?.closer === token.tokenType) this.pop(token);
    else if (top === undefined) this.drop(token);
    else if (top.closer !== T.RBrace && top.line === this.line && !this.waits(token)) this.replace(token, top);
    else if (this.waits(token) && (top.closer !== T.RBrace || this.surplus > 0)) {
      while (this.top !== undefined && this.top.closer !== token.tokenType) this.close(token);
      this.pop(token);
    } else if (top.closer === T.RBrace && top.line === this.line && this.surplus > 0) this.replace(token, top);
    else this.drop(token);
  }

  /** Whether a bracket further out waits for `token`. */
  private waits(token: IToken): boolean {
    return this.stack.some((open) => open.closer === token.tokenType);
  }
}

/** The width of an indentation; a tab reaches to the next multiple of four. */
function width(blanks: string): number {
  let columns = 0;
  for (const blank of blanks) columns = blank === '\t' ? columns + 4 - (columns % 4) : columns + 1;
  return columns;
}
