// chevrotain's lexer as the shipped program has it: the same token table (tokens.ts) run without chevrotain's analysis,
// which costs more than reading most files. Does what tokens.ts uses and no more: one mode, groups, `longer_alt`, custom
// patterns, offsets only. Examining the table is chevrotain's work, in the tests.

import type { ILexingError, IToken, ITokenConfig, TokenType } from 'chevrotain';

/** The end of the token at an offset, or -1 when it is not there. */
type Match = (text: string, from: number) => number;

/** A row of the token table, ready to run. */
interface Matcher {
  readonly type: TokenType;
  readonly index: number;
  readonly match: Match;
  readonly group: string | undefined;
  /** What wins over this token where it is longer. */
  readonly longer: Matcher | undefined;
}

/** 0 is the end of the input. */
let count = 0;

export const createToken = ({ name, pattern, group, longer_alt: longer, start_chars_hint: hint }: ITokenConfig): TokenType =>
  ({ name, PATTERN: pattern, GROUP: group, LONGER_ALT: longer, START_CHARS_HINT: hint, tokenTypeIdx: ++count }) as TokenType;

function matchOf({ name, PATTERN: pattern }: TokenType): Match {
  if (typeof pattern === 'string') return (text, from) => (text.startsWith(pattern, from) ? from + pattern.length : -1);
  if (pattern instanceof RegExp) {
    const sticky = new RegExp(pattern, 'y');
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
  const { tokenTypeIdx: index = 0, GROUP: group, LONGER_ALT: longer } = type;
  if (Array.isArray(longer)) throw new Error(`the token ${type.name} has several longer ones`);
  return { type, index, match: matchOf(type), group, longer: longer && matcherOf(longer) };
}

/** The characters that may begin the token; undefined: any. */
function firstOf({ PATTERN: pattern, START_CHARS_HINT: hint }: TokenType): readonly number[] | undefined {
  if (typeof pattern === 'string') return [pattern.charCodeAt(0)];
  return hint?.map((first) => (typeof first === 'string' ? first.charCodeAt(0) : first));
}

const ASCII = 128;

export class Lexer {
  readonly lexerDefinitionErrors: readonly Error[] = [];
  /** By the code of an ASCII character, the tokens that may begin with it in match order; behind these, for all others. */
  private readonly rows: readonly Matcher[][] = Array.from({ length: ASCII + 1 }, () => []);
  private readonly groups = new Set<string>();

  constructor(types: readonly TokenType[]) {
    for (const type of types) {
      const matcher = matcherOf(type);
      if (matcher.group !== undefined) this.groups.add(matcher.group);
      const first = firstOf(type)?.map((code) => Math.min(code, ASCII)) ?? this.rows.keys();
      for (const row of new Set(first)) this.rows[row]?.push(matcher);
    }
  }

  tokenize(text: string): { readonly tokens: IToken[]; readonly groups: Record<string, IToken[]>; readonly errors: ILexingError[] } {
    const tokens: IToken[] = [];
    const groups: Record<string, IToken[]> = {};
    const errors: ILexingError[] = [];
    for (const group of this.groups) groups[group] = [];
    for (let at = 0; at < text.length;) {
      const code = text.charCodeAt(at);
      const row = this.rows[code < ASCII ? code : ASCII] ?? [];
      let end = -1;
      let found: Matcher | undefined;
      for (let i = 0; end < 0 && i < row.length; i++) {
        found = row[i];
        if (found !== undefined) end = found.match(text, at);
      }
      if (found === undefined || end < 0) {
        errors.push({ offset: at, line: undefined, column: undefined, length: 1, message: 'no token begins here' });
        break;
      }
      if (found.longer !== undefined) {
        const longer = found.longer.match(text, at);
        if (longer > end) {
          end = longer;
          found = found.longer;
        }
      }
      const list = found.group === undefined ? tokens : groups[found.group];
      list?.push({ image: text.slice(at, end), startOffset: at, tokenType: found.type, tokenTypeIdx: found.index });
      at = end;
    }
    return { tokens, groups, errors };
  }
}
