// The second pass: values that touch, and the tokens that are mistakes by themselves. Several touching values are one
// mistake and become one Bad value; what is left for the next passes are the parser's tokens only. Linear.

import type { Mistake, MistakeKind } from './mistakes.js';
import { spliceEnd } from './scan.js';
import * as T from './tokens.js';
import { endOf, makeToken } from './tokens.js';
import type { IToken, TokenType } from './tokens.js';

type Note = (mistake: Mistake) => void;

const indexed = (types: readonly TokenType[]): readonly boolean[] => {
  const table: boolean[] = [];
  for (const type of types) table[type.tokenTypeIdx ?? 0] = true;
  return table;
};
const VALUES = indexed([T.When, T.Name, T.Text, T.Str, T.Num, T.Path, T.Range, T.BadText, T.BadString, T.OpenRange, T.Splice, T.Quote, T.Bad]);
const MISTAKES = indexed([T.BadText, T.BadString, T.OpenRange, T.Splice, T.Quote, T.Bad]);

const RANGELIKE = indexed([T.Num, T.Name, T.Range]);

const isValue = (token: IToken | undefined): boolean => token !== undefined && VALUES[token.tokenTypeIdx] === true;
const isMistake = (token: IToken): boolean => MISTAKES[token.tokenTypeIdx] === true;
const is = (token: IToken | undefined, type: TokenType): boolean => token?.tokenType === type;

/** Where a run of touching tokens ends, and whether it holds brackets. */
interface Run {
  readonly end: number;
  readonly bracket: IToken | undefined;
}

/** By the index of each bracket that is closed on its own line: the index behind the one that closes it. */
function pairsOnLines(tokens: readonly IToken[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  let open: number[] = [];
  for (const [i, { tokenType }] of tokens.entries()) {
    if (tokenType === T.Newline) open = [];
    else if (tokenType === T.LBrace || tokenType === T.LParen || tokenType === T.LBracket || tokenType === T.Splice) open.push(i);
    else if (tokenType === T.RBrace || tokenType === T.RParen || tokenType === T.RBracket) {
      const from = open.pop();
      if (from !== undefined) pairs.set(from, i + 1);
    }
  }
  return pairs;
}

/** `./{a,b}` and `./{a}.ts` are meant as one value, `/healthz{ every 5s }` is a path and its block. */
function isExpansion(tokens: readonly IToken[], path: IToken, open: number, behind: number): boolean {
  const next = tokens[behind];
  const last = tokens[behind - 1];
  const touches = isValue(next) && last !== undefined && next?.startOffset === endOf(last);
  const inside = tokens[open + 1];
  const tight = inside !== undefined && inside.startOffset === endOf(tokens[open] ?? inside);
  return tight && (touches || path.image.endsWith('/') || tokens.slice(open, behind).some((token) => is(token, T.Comma)));
}

/** A lone value, or a range of two. */
function isLegal(run: readonly IToken[]): boolean {
  if (run.some(isMistake)) return false;
  const ranges = run.filter((token) => token.tokenType === T.Range).length;
  return run.length === 1 || (run.length === 2 && ranges === 1) || (run.length === 3 && ranges === 1 && is(run[1], T.Range));
}

function kindOf(run: readonly IToken[], text: string, bracket: IToken | undefined, source: string): MistakeKind {
  const has = (type: TokenType): IToken | undefined => run.find((token) => token.tokenType === type);
  const block = has(T.BadText);
  if (block) return /^"""[ \t]*$/.test(block.image) || /^"""[ \t]*[\r\n]/.test(block.image) ? 'unclosed-text' : 'text-on-opening-line';
  const string = has(T.BadString);
  if (string) return openSplice(source, string.startOffset) >= 0 ? 'unclosed-splice' : 'unclosed-string';
  if (has(T.Quote)) return 'foreign-quotes';
  if (has(T.Splice)) return run.length > 1 && !is(run[0], T.Splice) ? 'unquoted-text' : 'splice-outside-string';
  if (/^\$[A-Za-z_{(]/.test(text) || /[$%]\{|\$\(|^\{\{/.test(text)) return 'foreign-template';
  if (has(T.OpenRange) || (has(T.Range) && run.every((token) => RANGELIKE[token.tokenTypeIdx] === true || token.image === '.'))) return 'open-range';
  if (run.every((token) => token.tokenType === T.Bad)) return 'unknown-character';
  if (has(T.Bad)) return 'unquoted-text';
  return bracket ? 'touching-bracket' : 'touching-values';
}

/** The offset of the first `\(` of the string at `from` that is not closed; -1 if there is none. */
export function openSplice(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 10 || code === 13) return -1;
    if (code !== 92) continue;
    if (source[at + 1] === '(') {
      const end = spliceEnd(source, at + 2);
      if (end < 0) return at;
      at = end - 1;
    } else at++;
  }
  return -1;
}

/** Brackets that may not touch the value before them but are not one value with it: said, and read as if a blank stood there. */
function touchingBracket(before: IToken, open: IToken | undefined): boolean {
  if (open === undefined || open.startOffset !== endOf(before)) return false;
  if (open.tokenType === T.LBracket) return before.tokenType !== T.Range;
  if (open.tokenType === T.LParen) return before.tokenType !== T.Name && before.tokenType !== T.Range && before.tokenType !== T.When;
  return open.tokenType === T.LBrace && before.tokenType === T.Path;
}

/** `2 .. 6` and `2 ..6`: numbers with a path between them that is only dots. */
function isSpacedRange(tokens: readonly IToken[], i: number): boolean {
  const [low, dots, high] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  return low?.tokenType === T.Num && dots !== undefined && endOf(low) < dots.startOffset && (dots.image === '..' ? is(high, T.Num) : /^\.\.\d/.test(dots.image));
}

/** Walks over the tokens once; `out` are the parser's. */
class Glue {
  readonly out: IToken[] = [];
  private readonly tokens: readonly IToken[];
  private readonly source: string;
  private readonly note: Note;
  private pairs: ReadonlyMap<number, number> | undefined;

  constructor(tokens: readonly IToken[], source: string, note: Note) {
    this.tokens = tokens;
    this.source = source;
    this.note = note;
  }

  private say(kind: MistakeKind, start: number, end: number, more: Partial<Mistake> = {}): void {
    this.note({ pass: 'characters', kind, start, end, text: this.source.slice(start, end), ...more });
  }

  /** The index behind the bracket that closes the one at `open`, if it does so on the same line; else -1. */
  private closedOnLine(open: number): number {
    this.pairs ??= pairsOnLines(this.tokens);
    return this.pairs.get(open) ?? -1;
  }

  /** The index behind the bracket at `i`, if it touches the value `before` and is part of the same mistake; else -1. */
  private takesBracket(before: IToken, i: number): number {
    const type = this.tokens[i]?.tokenType;
    if (type !== T.LBracket && type !== T.LParen && type !== T.LBrace) return -1;
    const behind = this.closedOnLine(i);
    if (behind < 0 || type === T.LBracket) return behind;
    if (type === T.LParen) return before.tokenType === T.Name || before.tokenType === T.Range || before.tokenType === T.When ? -1 : behind;
    if (before.tokenType === T.Bad) return behind;
    return before.tokenType === T.Path && isExpansion(this.tokens, before, i, behind) ? behind : -1;
  }

  /** The touching tokens that begin at index `from`. */
  private runFrom(from: number): Run {
    let bracket: IToken | undefined;
    let i = from;
    let at = this.tokens[from]?.startOffset ?? 0;
    for (let token = this.tokens[i]; token?.startOffset === at; token = this.tokens[i]) {
      const before = this.tokens[i - 1];
      let next = -1;
      if (isValue(token)) next = token.tokenType === T.Splice ? Math.max(this.closedOnLine(i), i + 1) : i + 1;
      else if (i === from) next = this.closedOnLine(i);
      else if (before !== undefined && !(is(before, T.Range) && is(token, T.LBracket))) next = this.takesBracket(before, i);
      if (next < 0) break;
      if (!isValue(token)) bracket ??= token;
      i = next;
      const last = this.tokens[i - 1];
      if (last !== undefined) at = endOf(last);
    }
    return { end: i, bracket };
  }

  private get atHead(): boolean {
    const before = this.out[this.out.length - 1]?.tokenType;
    return before === undefined || before === T.Newline || before === T.Comma || before === T.LBrace;
  }

  walk(): readonly IToken[] {
    for (let i = 0; i < this.tokens.length;) i = this.step(i);
    return this.out;
  }

  private step(i: number): number {
    const token = this.tokens[i];
    if (token === undefined) return i + 1;
    const next = this.tokens[i + 1];
    if (isValue(token)) {
      const touches = next !== undefined && next.startOffset === endOf(token) && (isValue(next) || touchingBracket(token, next) || token.tokenType === T.Bad);
      return touches || isMistake(token) ? this.run(i) : this.single(token, i);
    }
    if (token.tokenType === T.LBrace && next?.tokenType === T.LBrace && next.startOffset === endOf(token) && this.closedOnLine(i) > 0) return this.run(i);
    return this.punctuation(token, i);
  }

  private single(token: IToken, i: number): number {
    const last = token.image.charCodeAt(token.image.length - 1);
    if (token.tokenType === T.Name && (last === 46 || last === 47)) {
      this.say('unfinished-name', token.startOffset, endOf(token));
      this.out.push(makeToken(T.Bad, token.image, token.startOffset));
    } else if (token.tokenType === T.Path && token.image.startsWith('..') && isSpacedRange(this.tokens, i)) return this.spacedRange(token, i);
    else this.out.push(token);
    return i + 1;
  }

  /** Read as the range that it is meant to be. */
  private spacedRange(dots: IToken, i: number): number {
    const low = this.tokens[i - 1] ?? dots;
    const alone = dots.image === '..';
    const high = alone ? (this.tokens[i + 1] ?? dots) : makeToken(T.Num, dots.image.slice(2), dots.startOffset + 2);
    this.say('spaced-range', low.startOffset, endOf(high));
    this.out.push(makeToken(T.Range, '..', dots.startOffset), high);
    return alone ? i + 2 : i + 1;
  }

  private run(from: number): number {
    const { end, bracket } = this.runFrom(from);
    const run = this.tokens.slice(from, end);
    const [first, last] = [run[0], run[run.length - 1]];
    if (first === undefined || last === undefined) return from + 1;
    const next = this.tokens[end];
    if (isLegal(run)) {
      for (const token of run) this.single(token, -1);
    } else {
      const text = this.source.slice(first.startOffset, endOf(last));
      this.mistake(run, text, bracket);
      this.out.push(makeToken(T.Bad, text, first.startOffset));
    }
    if (next !== undefined && touchingBracket(last, next) && isLegal(run)) this.say('touching-bracket', first.startOffset, endOf(next), { other: { start: next.startOffset, end: endOf(next) } });
    return end;
  }

  private mistake(run: readonly IToken[], text: string, bracket: IToken | undefined): void {
    const start = run[0]?.startOffset ?? 0;
    const end = start + text.length;
    const kind = kindOf(run, text, bracket, this.source);
    const head = this.atHead;
    const inner = run.find((token) => token.tokenType === T.BadString || token.tokenType === T.BadText || token.tokenType === T.Quote);
    if (kind === 'unclosed-splice') {
      const at = openSplice(this.source, inner?.startOffset ?? start);
      this.say(kind, at, at + 2, { other: { start, end } });
    } else if (kind === 'unclosed-text') this.say(kind, inner?.startOffset ?? start, (inner?.startOffset ?? start) + 3, { other: { start, end } });
    else this.say(kind, start, end, { head, ...(bracket && { other: { start: bracket.startOffset, end: endOf(bracket) } }) });
  }

  private punctuation(token: IToken, i: number): number {
    if (token.tokenType === T.Colon) {
      const next = this.tokens[i + 1];
      const word = this.tokens[i - 1];
      this.say('colon', token.startOffset, endOf(token), { head: is(next, T.LBrace), ...(word && { other: { start: word.startOffset, end: endOf(word) } }) });
      if (!is(next, T.LBrace)) this.out.push(makeToken(T.Op, ':', token.startOffset));
    } else if (token.tokenType === T.Semicolon) {
      this.say('semicolon', token.startOffset, endOf(token), { head: this.tokens[i + 1] === undefined || is(this.tokens[i + 1], T.Newline) });
      this.out.push(makeToken(T.Comma, ';', token.startOffset));
    } else this.out.push(token);
    return i + 1;
  }
}

/** The parser's tokens of `tokens`; `source` is the text their offsets point into. */
export const glue = (tokens: readonly IToken[], source: string, note: Note): readonly IToken[] => new Glue(tokens, source, note).walk();
