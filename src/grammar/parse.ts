// One text through all passes: lexer, glue, brackets, parser, then the values inside strings, then the wording of the
// mistakes. Owns their order and what one pass hands to the next.

import type { Diagnostic, SourceFile } from '../diagnostics/index.js';
import type { FileNode, Statement, Value } from './ast.js';
import { balance } from './brackets.js';
import { glue } from './glue.js';
import { lex, tokenize } from './lexer.js';
import type { Token } from './lexer.js';
import type { Mistake, MistakeKind } from './mistakes.js';
import { getParser } from './parser.js';
import type { DepParser } from './parser.js';
import { Findings } from './statements.js';
import type { Pending } from './statements.js';
import { plainName, stringParts, textParts } from './strings.js';
import { toDiagnostics } from './syntax-errors.js';
import type { IToken } from './tokens.js';
import { checkBidi, checkTrivia, docsByOffset } from './trivia.js';

export interface ParsedFile {
  readonly file: SourceFile;
  readonly ast: FileNode;
  /** Lossless: put together they are the text. Worked out when first asked for. */
  readonly tokens: readonly Token[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Mistakes that leave the statement around them as it was meant. */
const HARMLESS: ReadonlySet<MistakeKind> = new Set<MistakeKind>([
  'odd-blank', 'bidirectional-control', 'foreign-comment', 'touching-comment', 'conflict-marker', 'semicolon',
]);

/** Parses [start, end) of `source` by one of the parser's start rules. */
function run<T>(source: string, start: number, end: number, rule: (parser: DepParser) => T, mistakes: Mistake[]): { readonly result: T; readonly pending: readonly Pending[] } {
  const whole = start === 0 && end === source.length;
  const note = (mistake: Mistake): void => { mistakes.push(mistake); };
  const from = mistakes.length;
  const { tokens, trivia } = lex(whole ? source : source.slice(start, end), start);
  checkTrivia(trivia, source, note);
  const balanced = balance(glue(tokens, source, note), source, note);
  const parser = getParser();
  const earlier = mistakes.slice(from).filter(({ kind }) => !HARMLESS.has(kind)).map((mistake) => mistake.start);
  const found = new Findings(earlier.sort((a, b) => a - b), whole ? docsByOffset(trivia, source) : undefined);
  parser.found = found;
  parser.input = balanced as IToken[];
  const result = rule(parser);
  const bug = parser.errors[0];
  if (bug !== undefined) throw new Error(`the grammar is not total: ${bug.name} in ${bug.context.ruleStack.join(' > ')}`);
  mistakes.push(...found.mistakes);
  return { result, pending: found.pending };
}

/** Reads the parts of strings and text blocks, and the values in them, however deep. */
function fillStrings(source: string, pending: readonly Pending[], mistakes: Mistake[]): void {
  const queue = [...pending];
  const note = (mistake: Mistake): void => { mistakes.push(mistake); };
  const read = (start: number, end: number): Value => {
    const plain = plainName(source, start, end);
    if (plain) return plain;
    const before = mistakes.length;
    const { result, pending: inner } = run(source, start, end, (parser) => parser.items(), mistakes);
    queue.push(...inner);
    const [value, second] = result;
    const text = source.slice(start, end);
    if (value !== undefined && second === undefined && mistakes.length === before) return value;
    if (mistakes.length === before || mistakes.slice(before).every(({ pass }) => pass === 'statements')) {
      mistakes.length = before;
      note({ pass: 'statements', kind: 'splice-value', start: start - 2, end: end + 1, text });
    }
    return { kind: 'bad', start, end, text };
  };
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const cut = next.node.kind === 'text' ? textParts : stringParts;
    next.parts.push(...cut(source, next.node.start, next.node.end, read, note));
  }
}

/** Parses one file. Never throws for what a user wrote: every mistake is a diagnostic. */
export function parse(file: SourceFile): ParsedFile {
  const { text } = file;
  const mistakes: Mistake[] = [];
  checkBidi(text, (mistake) => mistakes.push(mistake));
  const { result, pending } = run<readonly Statement[]>(text, 0, text.length, (parser) => parser.file(), mistakes);
  fillStrings(text, pending, mistakes);
  let tokens: readonly Token[] | undefined;
  return {
    file,
    ast: { kind: 'file', start: 0, end: text.length, statements: result },
    get tokens() { return (tokens ??= tokenize(text)); },
    diagnostics: toDiagnostics(file, mistakes),
  };
}
