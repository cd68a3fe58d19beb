// What a pass of the grammar says about a text before anybody words it: a kind, a place and the facts for the message.
// syntax-errors.ts turns each into one diagnostic. Knows no codes and no wording.

/** The earlier pass of a line speaks, the later ones are silent there. */
export type Pass = 'characters' | 'brackets' | 'statements';

export interface Mistake {
  readonly pass: Pass;
  readonly kind: MistakeKind;
  readonly start: number;
  readonly end: number;
  /** What the message quotes: the name of the opener, the word before. */
  readonly text?: string;
  /** It stands where a statement starts. */
  readonly head?: boolean;
  /** A second place: the opener of a bracket, the head of a statement. */
  readonly other?: { readonly start: number; readonly end: number };
}

export type MistakeKind =
  // characters
  | 'unknown-character'
  | 'unquoted-text'
  | 'unclosed-string'
  | 'unclosed-text'
  | 'text-on-opening-line'
  | 'foreign-quotes'
  | 'bad-escape'
  | 'unclosed-splice'
  | 'splice-outside-string'
  | 'text-indentation'
  | 'foreign-comment'
  | 'touching-comment'
  | 'odd-blank'
  | 'bidirectional-control'
  | 'conflict-marker'
  | 'colon'
  | 'semicolon'
  | 'open-range'
  | 'spaced-range'
  | 'unfinished-name'
  | 'touching-bracket'
  | 'touching-values'
  | 'foreign-template'
  // brackets
  | 'unclosed-bracket'
  | 'surplus-bracket'
  | 'wrong-bracket'
  | 'missing-brace'
  | 'nested-too-deep'
  // statements
  | 'statement-start'
  | 'missing-separator'
  | 'missing-value'
  | 'surplus-comma'
  | 'brace-on-next-line'
  | 'unexpected-token'
  | 'late-condition'
  | 'missing-condition'
  | 'splice-value'
  | 'not-a-binding';
