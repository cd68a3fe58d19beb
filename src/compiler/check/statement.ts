// A statement against its row, and a block against the words that may stand in it. What the pass reports is about words:
// unknown, misplaced, of another tool, said twice, an `=` or a block too many or too few.

import { codes, report, suggest, type Help, type Span } from '../../diagnostics/index.js';
import type { Block, MapNode, Statement } from '../../grammar/index.js';
import { FOREIGN_WORDS, type ForeignWord } from '../vocabulary/foreign.js';
import { contextsOf, contextTitle, isEntryContext, rowOf, rowsIn, type Context, type Row } from '../vocabulary/index.js';
import { WORKLOADS } from '../vocabulary/row.js';
import { matchArguments } from './arguments.js';
import type { CallName, CheckedBlock, CheckedEntry, CheckedStatement } from './checked.js';
import { spanIn, type CheckContext } from './context.js';
import { checkEntries } from './entries.js';
import { changeTo } from './reference.js';
import { checkValue } from './value.js';

/** The head line of a statement. */
export function headLine(statement: Statement, context: { readonly file: string }): Span {
  const last = statement.value ?? statement.arguments[statement.arguments.length - 1] ?? statement.head;
  return { file: context.file, start: statement.start, end: Math.max(last.end, statement.head.end) };
}

/** Checks the statements of a block. */
export function checkBlock(block: Block | MapNode, inside: Context, outer: CheckContext): CheckedBlock {
  const span = spanIn(outer, block);
  let damaged = block.statements.some(hasSyntaxMistake);
  const context: CheckContext = { ...outer, report: (diagnostic) => {
    damaged ||= diagnostic.severity === 'error';
    outer.report(diagnostic);
  } };
  if (isEntryContext(inside)) {
    const entries = checkEntries(block.statements, inside, context);
    return { context: inside, span, statements: [], entries, damaged };
  }
  const statements: CheckedStatement[] = [];
  for (const statement of block.statements) {
    const checked = checkStatement(statement, inside, context);
    if (checked !== undefined) statements.push(checked);
    damaged ||= checked?.block?.damaged === true;
  }
  reportRepeats(statements, context);
  return { context: inside, span, statements, entries: [] as CheckedEntry[], damaged };
}

function hasSyntaxMistake({ broken, head, arguments: nodes, value }: Statement): boolean {
  return broken || head.kind === 'bad' || value?.kind === 'bad' || nodes.some((node) => node.kind === 'bad');
}

/** Checks one statement of a block; undefined after it has reported that the word is not known. */
export function checkStatement(statement: Statement, inside: Context, context: CheckContext, known?: (word: string) => Row | undefined): CheckedStatement | undefined {
  const head = statement.head;
  if (head.kind === 'bad') return undefined;
  if (head.kind === 'string') {
    if (!statement.broken) strayString(statement, inside, context);
    return undefined;
  }
  const row = rowOf(head.text, inside) ?? known?.(head.text);
  if (row === undefined) {
    unknownWord(head.text, spanIn(context, head), statement, inside, context);
    return undefined;
  }
  return checkAgainst(row, statement, inside, context);
}

function checkAgainst(row: Row, statement: Statement, inside: Context, context: CheckContext): CheckedStatement {
  const { op, value, block } = statement;
  const nodes = [...statement.arguments];
  let body: Block | MapNode | undefined = block;
  let bound = row.value === undefined ? undefined : value;
  if (reportUnbraced(row, statement, context)) return { row, context: inside, args: new Map(), broken: true, span: headLine(statement, context), head: spanIn(context, statement.head) };
  if (op !== undefined && row.value === undefined) {
    unneededEquals(row, statement, context);
    if (value?.kind === 'map' && row.block !== undefined) body = value;
    else if (value !== undefined) nodes.push(value);
    bound = undefined;
  }
  if (statement.when !== undefined && !statement.broken) {
    const span = spanIn(context, { start: statement.when.start, end: statement.condition[statement.condition.length - 1]?.end ?? statement.when.end });
    context.report(report(codes.DEP3021, { word: row.word }, { span, label: 'not here' }));
  }
  const { args, misread } = matchArguments({ row, statement, nodes, inside, context });
  const checkedBlock = body === undefined ? undefined : checkedBody(row, body, statement.broken || misread, context);
  if (body === undefined && row.block?.required === true && !statement.broken && !misread) missingBlock(row, statement, context);
  if (row.value?.required === true && bound === undefined && !statement.broken && !misread) {
    context.report(report(codes.DEP3004, { word: row.word, what: '`=` and a value' }, { span: headLine(statement, context), label: `for example \`${row.example}\`` }));
  }
  const calls: readonly CallName[] = row.word === 'secret' ? ['env'] : [];
  return {
    row, context: inside, args, broken: statement.broken, span: headLine(statement, context), head: spanIn(context, statement.head),
    ...(statement.doc !== undefined && { doc: statement.doc }),
    ...(bound !== undefined && { value: checkValue(bound, { type: row.value?.type ?? 'any', word: row.word, calls }, context) }),
    ...(checkedBlock !== undefined && { block: checkedBlock }),
  };
}

function checkedBody(row: Row, body: Block | MapNode, silent: boolean, context: CheckContext): CheckedBlock | undefined {
  if (row.block !== undefined) {
    // `component` bodies are checked with their own table of names.
    return row.block.context === 'component' ? undefined : checkBlock(body, row.block.context, context);
  }
  if (!silent) {
    context.report(report(codes.DEP3009, { word: row.word }, { span: { ...spanIn(context, body), end: body.start + 1 }, label: 'nothing more can be said here', notes: [`it is written \`${row.example}\``] }));
  }
  return undefined;
}

/** `env LEVEL = "info"`: an entry without its block. */
function reportUnbraced(row: Row, statement: Statement, context: CheckContext): boolean {
  const [key, more] = statement.arguments;
  const { op, value, broken } = statement;
  if (broken || row.block === undefined || !isEntryContext(row.block.context) || row.places.length > 0 || op?.op !== '=' || value === undefined || key?.kind !== 'name' || more !== undefined) return false;
  const span = { file: context.file, start: key.start, end: value.end };
  context.report(report(codes.DEP3010, { word: row.word }, {
    span, label: 'an entry of its block', help: [{ text: 'put it in braces', edits: [{ span: { ...span, end: span.start }, text: '{ ' }, { span: { ...span, start: span.end }, text: ' }' }], applicability: 'safe' }],
  }));
  return true;
}

function missingBlock(row: Row, statement: Statement, context: CheckContext): void {
  context.report(report(codes.DEP3010, { word: row.word }, { span: headLine(statement, context), label: `for example \`${row.example}\`` }));
}

function unneededEquals(row: Row, statement: Statement, context: CheckContext): void {
  if (statement.op === undefined || statement.broken) return;
  const span = spanIn(context, statement.op);
  const start = statement.arguments[statement.arguments.length - 1]?.end ?? statement.head.end;
  const end = statement.value?.start ?? statement.op.end;
  context.report(report(codes.DEP3007, { word: row.word, op: statement.op.op }, {
    span, label: 'not needed', help: [{ text: `take the \`${statement.op.op}\` away`, edits: [{ span: { ...span, start, end }, text: ' ' }], applicability: 'safe' }],
  }));
}

function strayString(statement: Statement, inside: Context, context: CheckContext): void {
  context.report(report(codes.DEP3020, { found: 'this text' }, {
    span: spanIn(context, statement.head), label: `${contextTitle(inside)} is made of words`,
    help: [{ text: 'values of one word stand side by side, with a blank between them', applicability: 'unsafe' }],
  }));
}

/** Reports a word that may not stand here: of another tool, elsewhere in the language, or misspelt. */
export function unknownWord(word: string, span: Span, statement: Statement, inside: Context, context: CheckContext, instance?: { readonly title: string; readonly params: readonly string[] }): void {
  const known = [...(instance?.params ?? []), ...rowsIn(inside).keys(), ...(inside === 'file' || inside === 'component' ? context.componentNames : [])];
  const foreign = FOREIGN_WORDS.find((one) => one.word === word.toLowerCase().replaceAll('-', ''));
  const elsewhere = contextsOf(word);
  const title = instance?.title ?? contextTitle(inside);
  const near = suggest(word, known);
  if (foreign !== undefined && elsewhere.length === 0 && !near.some((one) => one.toLowerCase() === word.toLowerCase())) {
    context.report(report(codes.DEP3003, { word, say: foreign.say }, { span, label: 'a word of other tools', help: replacement(foreign, span, statement, inside) }));
  } else if (elsewhere.length > 0) {
    const places = [...new Set(elsewhere)];
    const titles = places.map(contextTitle);
    const shown = titles.length > 4 ? `${titles.slice(0, 3).join(', ')} and others` : anyOf(titles);
    const help = [...near.filter((one) => one !== word).map((one) => changeTo(span, word, one)), ...wayOut(places, statement, inside)];
    context.report(report(codes.DEP3002, { word, context: title, places: shown }, { span, label: 'not here', help: help.length > 0 ? help : [...habit(foreign, span, statement, inside), ...otherKind(places, foreign, inside)] }));
  } else {
    const examples = near.length > 0 ? [] : [`the words of ${title} are ${known.slice(0, 30).map((one) => `\`${one}\``).join(', ')}`];
    context.report(report(codes.DEP3001, { word, context: title }, { span, label: 'not known here', help: near.map((one) => changeTo(span, word, one)), notes: examples }));
  }
}

function replacement({ write }: ForeignWord, span: Span, statement: Statement, inside: Context): readonly Help[] {
  if (write === undefined || rowOf(write, inside) === undefined || !takesTheSame(write, statement, inside)) return [];
  return [{ text: `write \`${write}\``, edits: [{ span, text: write }], applicability: 'unsafe' }];
}

/** `expose 3000` in a service: the habit of another tool, though the word is known elsewhere. */
function habit(foreign: ForeignWord | undefined, span: Span, statement: Statement, inside: Context): readonly Help[] {
  if (foreign === undefined) return [];
  const [write] = replacement(foreign, span, statement, inside);
  return [write ?? { text: foreign.say, applicability: 'unsafe' }];
}

/** `host` in a worker: what kind of workload has it. */
function otherKind(places: readonly Context[], foreign: ForeignWord | undefined, inside: Context): readonly Help[] {
  const [place, more] = places;
  const kind = (WORKLOADS as readonly Context[]).includes(inside) && place !== undefined && more === undefined && foreign === undefined ? rowOf(place, 'file') : undefined;
  const [what] = kind?.doc.split(':') ?? [];
  return kind === undefined || what === undefined ? [] : [{ text: `make it a \`${kind.word}\`: ${what.charAt(0).toLowerCase()}${what.slice(1)}`, applicability: 'unsafe' }];
}

/** Would the arguments of `statement` do behind `word`? A map of many things is no list of one (`services { web { } }`). */
function takesTheSame(word: string, statement: Statement, inside: Context): boolean {
  const [first] = statement.arguments;
  if (first === undefined) return rowOf(word, inside)?.places.length === 0;
  return first.kind !== 'list' && first.kind !== 'bad';
}

function wayOut(places: readonly Context[], statement: Statement, inside: Context): readonly Help[] {
  if (inside !== 'file' && places.includes('file') && statement.block !== undefined) return [{ text: 'move it out of the block, to the top level of the file', applicability: 'unsafe' }];
  if (inside === 'file' && places.includes('service')) return [{ text: 'move it into the block of the workload it is about', applicability: 'unsafe' }];
  return [];
}

/** `a`, `b` or `c`. */
function anyOf(titles: readonly string[]): string {
  const last = titles[titles.length - 1] ?? '';
  return titles.length < 2 ? last : `${titles.slice(0, -1).join(', ')} or ${last}`;
}

/** A word that may be said once in a block, or once for a name. */
export function reportRepeats(statements: readonly CheckedStatement[], context: CheckContext): void {
  const seen = new Map<string, CheckedStatement>();
  for (const statement of statements) {
    if (statement.row.repeat === 'many' || statement.broken) continue;
    const name = statement.row.repeat === 'named' ? nameOf(statement) : '';
    if (name === undefined) continue;
    const key = `${statement.row.word} ${name}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, statement);
      continue;
    }
    const word = name === '' ? statement.row.word : `${statement.row.word} ${name}`;
    context.report(report(codes.DEP3016, { word }, { span: statement.head, label: 'the second time', related: [{ span: first.head, text: 'first said here' }], help: [{ text: mendRepeat(first, statement, name), applicability: 'unsafe' }] }));
  }
}

function mendRepeat(first: CheckedStatement, second: CheckedStatement, name: string): string {
  if (name !== '') return 'take one of them away, or give it another name';
  return first.block !== undefined && second.block !== undefined ? 'put what both blocks say into one of them' : 'take one of them away';
}

function nameOf(statement: CheckedStatement): string | undefined {
  const first = statement.row.places[0];
  const argument = first === undefined ? undefined : statement.args.get(first.label)?.[0];
  return argument?.kind === 'name' ? argument.text : undefined;
}
