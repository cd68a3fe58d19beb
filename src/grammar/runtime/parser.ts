// chevrotain's EmbeddedActionsParser as the shipped program has it: the rules of parser.ts run as plain recursive descent,
// and every choice is looked up in tables.gen.ts, which chevrotain's analysis has filled at build time. Does what
// parser.ts uses and no more: one token of lookahead, no recovery, no gates. A total parser has no errors: should a token
// not be expected after all, this throws.

import type { IOrAlt, IToken, TokenType } from 'chevrotain';
import { RULES } from './tables.gen.js';

/** By the index of the next token's type: the alternative to take, or -1. Loops and options have the alternative 0. */
type Choices = readonly number[];

/** A rule, and its choices by the place of their method in METHODS. */
interface Place {
  readonly rule: string;
  readonly choices: readonly (Choices | undefined)[];
}

const METHODS = ['OR', 'OPTION', 'OPTION1', 'OPTION2', 'OPTION3', 'OPTION4', 'MANY', 'MANY1', 'MANY2'];
const END: IToken = { image: '', startOffset: NaN, tokenTypeIdx: 0, tokenType: { name: 'EOF', tokenTypeIdx: 0 } };

/** `alternatives`: for each, the names of the tokens that it begins with; `indexes`: by the name of a token type. */
function choicesOf(alternatives: readonly string[], indexes: ReadonlyMap<string, number>): Choices {
  const choices = Array.from({ length: Math.max(...indexes.values()) + 1 }, () => -1);
  for (const [alternative, names] of alternatives.entries()) {
    for (const name of names.split(' ')) choices[indexes.get(name) ?? 0] = alternative;
  }
  return choices;
}

export class EmbeddedActionsParser {
  /** Stays empty. */
  readonly errors: readonly { readonly name: string; readonly context: { readonly ruleStack: readonly string[] } }[] = [];
  private readonly places = new Map<string, Place>();
  private tokens: readonly IToken[] = [];
  private index = 0;
  /** The index of the next token's type; 0 at the end. */
  private next = 0;
  /** The rule that runs. */
  private place: Place | undefined;

  constructor(types: readonly TokenType[]) {
    const indexes = new Map(types.map(({ name, tokenTypeIdx = 0 }) => [name, tokenTypeIdx]));
    for (const [rule, table] of Object.entries(RULES)) {
      this.places.set(rule, { rule, choices: METHODS.map((method) => table[method] && choicesOf(table[method], indexes)) });
    }
  }

  /** The tables are what the analysis would find. */
  performSelfAnalysis(): void {}

  set input(tokens: readonly IToken[]) {
    this.tokens = tokens;
    this.index = 0;
    this.next = tokens[0]?.tokenTypeIdx ?? 0;
    this.place = undefined;
  }

  RULE<A extends unknown[], R>(rule: string, body: (...args: A) => R): (...args: A) => R {
    const place = this.places.get(rule);
    if (place === undefined) throw new Error(`tables.gen.ts has no rule ${rule}`);
    return (...args) => {
      const outer = this.place;
      this.place = place;
      const result = body(...args);
      this.place = outer;
      if (outer === undefined && this.next !== 0) throw this.unexpected();
      return result;
    };
  }

  SUBRULE<A extends unknown[], R>(rule: (...args: A) => R, options?: { readonly ARGS: A }): R {
    return options === undefined ? (rule as unknown as () => R)() : rule(...options.ARGS);
  }

  CONSUME(type: TokenType): IToken {
    const token = this.tokens[this.index];
    if (token === undefined || token.tokenTypeIdx !== type.tokenTypeIdx) throw this.unexpected();
    this.next = this.tokens[++this.index]?.tokenTypeIdx ?? 0;
    return token;
  }

  OR<R>(alternatives: readonly IOrAlt<R>[]): R {
    const chosen = alternatives[this.place?.choices[0]?.[this.next] ?? -1];
    if (chosen === undefined) throw this.unexpected();
    return chosen.ALT() as R;
  }

  ACTION<R>(action: () => R): R {
    return action();
  }

  /** The token `distance` behind the one that was taken last. */
  LA(distance: number): IToken {
    return this.tokens[this.index + distance - 1] ?? END;
  }

  private option(method: number, body: () => void): void {
    if (this.place?.choices[method]?.[this.next] === 0) body();
  }

  private many(method: number, body: () => void): void {
    const choices = this.place?.choices[method];
    while (choices?.[this.next] === 0) body();
  }

  private unexpected(): Error {
    const { tokenType, startOffset } = this.LA(1);
    return new Error(`the grammar is not total: ${tokenType.name} at ${startOffset} in ${this.place?.rule ?? 'no rule'}`);
  }

  OPTION(body: () => void): void { this.option(1, body); }
  OPTION1(body: () => void): void { this.option(2, body); }
  OPTION2(body: () => void): void { this.option(3, body); }
  OPTION3(body: () => void): void { this.option(4, body); }
  OPTION4(body: () => void): void { this.option(5, body); }
  MANY(body: () => void): void { this.many(6, body); }
  MANY1(body: () => void): void { this.many(7, body); }
  MANY2(body: () => void): void { this.many(8, body); }
  // In chevrotain the number tells the places of a rule apart; where nothing is looked ahead, no number is needed.
  readonly SUBRULE1 = this.SUBRULE;
  readonly SUBRULE2 = this.SUBRULE;
}
