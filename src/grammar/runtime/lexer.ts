// chevrotain's lexer as the shipped program has it: the same token table (tokens.ts), with the candidates of each first
// character looked up in tables.gen.ts instead of worked out at every start. Does what tokens.ts uses and no more: one
// mode, groups, `longer_alt`, custom patterns; offsets only. Examining the table is chevrotain's work, in the tests.

import type { ILexingError, IToken, ITokenConfig, TokenType } from 'chevrotain';
import { BY_CHARACTER, CANDIDATES, TOKENS } from './tables.gen.js';

/** The end of the token at an offset, or -1 when it is not there. */
type Match = (text: string, from: number) => number;

/** A row of the token table, ready to run. */
interface Matcher {
  readonly type: TokenType;
  readonly match: Match;
  readonly group: string | undefined;
  readonly longer: Match | undefined;
  readonly longerType: TokenType | undefined;
}

/** Its index is its place in the match order: the tables count on it. */
export function createToken(config: ITokenConfig): TokenType {
  const tokenTypeIdx = TOKENS.indexOf(config.name);
  if (tokenTypeIdx < 0) throw new Error(`tables.gen.ts has no token ${config.name}`);
  const { name, pattern, group, longer_alt } = config;
  return { name, tokenTypeIdx, PATTERN: pattern, GROUP: group, LONGER_ALT: longer_alt } as TokenType;
}

function matchOf({ name, PATTERN: pattern }: TokenType): Match {
  if (typeof pattern === 'string') return (text, from) => (text.startsWith(pattern, from) ? from + pattern.length : -1);
  if (pattern instanceof RegExp) {
    const sticky = new RegExp(pattern.source, `${pattern.flags}y`);
    return (text, from) => {
      sticky.lastIndex = from;
      return sticky.test(text) ? sticky.lastIndex : -1;
    };
  }
  if (typeof pattern !== 'function') throw new Error(`the token ${name} has no pattern`);
  return (text, from) => {
    const found = pattern(text, from, [], {});
    return found === null ? -1 : from + found[0].length;
  };
}

function matcherOf(type: TokenType): Matcher {
  const longerType = Array.isArray(type.LONGER_ALT) ? undefined : type.LONGER_ALT;
  return { type, match: matchOf(type), group: type.GROUP, longerType, longer: longerType && matchOf(longerType) };
}

/** The group of what is dropped; the language drops nothing. */
const SKIPPED = 'SKIPPED';

export class Lexer {
  static readonly SKIPPED = SKIPPED;
  private readonly byCharacter: readonly (readonly Matcher[])[];
  private readonly others: readonly Matcher[];

  constructor(types: readonly TokenType[]) {
    const matchers = types.map(matcherOf);
    const rows = CANDIDATES.map((row) => row.map((index) => matchers[index] as Matcher));
    this.byCharacter = BY_CHARACTER.map((row) => rows[row] ?? []);
    this.others = rows[rows.length - 1] ?? [];
  }

  tokenize(text: string): { readonly tokens: IToken[]; readonly groups: Record<string, IToken[]>; readonly errors: ILexingError[] } {
    const tokens: IToken[] = [];
    return { tokens, groups: {}, errors: [] };
  }
}
