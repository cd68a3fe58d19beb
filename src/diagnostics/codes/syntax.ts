// DEP1xxx: characters, tokens, syntax. DEP10xx are mistakes of characters and brackets, DEP11xx of statements.

import { defineCodes } from './define.js';

export interface Quoted {
  /** What stands in the file. */
  readonly text: string;
}

export const syntaxCodes = defineCodes({
  DEP1001: { name: 'unknown-character', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `\`${text}\` has no meaning here` },
  DEP1002: { name: 'unquoted-value', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `\`${text}\` is neither a name, a number nor a path` },
  DEP1003: { name: 'unclosed-string', severity: 'error', since: '0.1', message: () => 'this string is never closed' },
  DEP1004: { name: 'unclosed-bracket', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `this \`${text}\` is never closed` },
  DEP1005: { name: 'unclosed-text-block', severity: 'error', since: '0.1', message: () => 'this text block is never closed' },
  DEP1006: { name: 'text-on-opening-line', severity: 'error', since: '0.1', message: () => 'a text block has its text on the lines after the opening `"""`' },
  DEP1007: { name: 'foreign-quotes', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `strings are written with \`"\`, not with ${text}` },
  DEP1008: { name: 'unknown-escape', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `\`${text}\` is not an escape` },
  DEP1009: { name: 'unclosed-splice', severity: 'error', since: '0.1', message: () => 'this `\\(` is never closed' },
  DEP1010: { name: 'splice-outside-string', severity: 'error', since: '0.1', message: () => '`\\( )` belongs inside strings; elsewhere a name stands alone' },
  DEP1011: { name: 'text-indentation', severity: 'error', since: '0.1', message: () => 'this line of the text block is indented less than its closing `"""`' },
  DEP1012: { name: 'foreign-comment', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `comments start with \`#\`, not with \`${text}\`` },
  DEP1013: { name: 'touching-comment', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `this \`#\` touches \`${text}\`, so it is not clear whether a comment starts` },
  DEP1014: { name: 'odd-blank', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `this is ${text}, not a plain blank` },
  DEP1015: { name: 'bidirectional-control', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `an invisible bidirectional control (${text}) changes the order in which this line is shown` },
  DEP1016: { name: 'conflict-marker', severity: 'error', since: '0.1', message: () => 'this file has an unresolved merge conflict' },
  DEP1017: { name: 'colon', severity: 'error', since: '0.1', message: ({ text }: Quoted) => (text === '' ? 'a `:` has no meaning here' : `\`${text}\` is followed by a \`:\`, which has no meaning here`) },
  DEP1018: { name: 'semicolon', severity: 'error', since: '0.1', message: () => 'statements are separated by a line end or a comma, not by `;`' },
  DEP1019: { name: 'malformed-range', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `\`${text}\` is not a range: a range has two ends and no blanks` },
  DEP1020: { name: 'unfinished-name', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `the name \`${text}\` stops after its \`${text.slice(-1)}\`` },
  DEP1021: { name: 'surplus-bracket', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `this \`${text}\` closes nothing` },
  DEP1022: { name: 'wrong-bracket', severity: 'error', since: '0.1', message: ({ text, opener }: Quoted & { readonly opener: string }) => `this \`${text}\` cannot close a \`${opener}\`` },
  DEP1023: { name: 'missing-brace', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `\`${text}\` has a block without a \`{\`` },
  DEP1024: { name: 'nested-too-deep', severity: 'error', since: '0.1', message: () => 'brackets are nested more than 64 deep' },
  DEP1025: { name: 'touching-values', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `\`${text}\` runs several values together` },
  DEP1026: { name: 'foreign-template', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `\`${text}\` is a placeholder of another language` },
  DEP1027: { name: 'splice-value', severity: 'error', since: '0.1', message: ({ text }: Quoted) => (text === '' ? 'there is no value in this `\\( )`' : `\`\\( )\` holds one value, \`${text}\` is more`) },
  DEP1101: { name: 'statement-start', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `a statement cannot start with \`${text}\`` },
  DEP1102: { name: 'missing-line-end', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `a line end or a comma is missing before \`${text}\`` },
  DEP1103: { name: 'missing-value', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `there is no value after \`${text}\`` },
  DEP1104: { name: 'surplus-comma', severity: 'error', since: '0.1', message: () => 'there is nothing before this comma' },
  DEP1105: { name: 'brace-on-next-line', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `the \`{\` of \`${text}\` stands on the next line` },
  DEP1106: { name: 'unexpected-token', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `\`${text}\` cannot stand here` },
  DEP1107: { name: 'late-condition', severity: 'error', since: '0.1', message: () => 'this `when` stands behind the block' },
  DEP1108: { name: 'missing-condition', severity: 'error', since: '0.1', message: () => 'there is no condition after `when`' },
  DEP1109: { name: 'not-an-entry', severity: 'error', since: '0.1', message: ({ text }: Quoted) => `\`${text}\` is not an entry \`key = value\` of a map` },
});
