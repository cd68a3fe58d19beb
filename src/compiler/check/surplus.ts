// What to say about arguments that no place of a row takes: a keyword that is unknown or missing, the next statement on the
// same line, a word of the block. Reports only; which argument fills which place is decided in arguments.ts.

import { codes, report, suggest, type Help, type Span } from '../../diagnostics/index.js';
import type { Argument as ArgumentNode, NameNode, Statement } from '../../grammar/index.js';
import { isUnclear } from '../resolve/symbols.js';
import { TYPES } from '../values/types.js';
import { contextsOf, contextTitle, rowOf, rowsIn, type Context, type Option, type Place, type Row } from '../vocabulary/index.js';
import { spanIn, type CheckContext } from './context.js';
import { changeTo } from './reference.js';

/** What one statement is matched with. */
export interface Match {
  readonly row: Row;
  readonly statement: Statement;
  readonly nodes: readonly ArgumentNode[];
  /** The block the statement stands in, for 'a line end is missing before …'. */
  readonly inside: Context;
  readonly context: CheckContext;
}

/** The option that `node` is the keyword of. */
export function optionOf(row: Row, node: ArgumentNode): Option | undefined {
  const word = node.kind === 'name' ? node.text : node.kind === 'sign' ? node.sign : undefined;
  return word === undefined ? undefined : (row.options ?? []).find((one) => one.word === word);
}

/** What stands in a place, with its article. */
export function placeTitle(place: Place): string {
  switch (place.kind) {
    case 'name': return 'a name';
    case 'value': return TYPES[place.type].title;
    case 'thing': return `the name of a ${place.things.join(' or ')}`;
    case 'base': return 'an image or a stage';
    case 'word': return place.words.length === 1 ? `\`${place.words[0] ?? ''}\`` : `one of ${place.words.map((one) => `\`${one}\``).join(', ')}`;
  }
}

/** For an example: `"…"` for a text, where its words say nothing. */
export function placeExample(place: Place): string {
  switch (place.kind) {
    case 'name': return place.label;
    case 'value': return place.type === 'string' ? '"…"' : TYPES[place.type].example;
    case 'thing': return 'NAME';
    case 'base': return TYPES.image.example;
    case 'word': return place.words[0] ?? '…';
  }
}

/** Reports what no place takes; what follows is not of this statement either. */
export function reportSurplus(node: ArgumentNode, match: Match): void {
  const { row, statement, context, inside } = match;
  if (statement.broken || node.kind === 'bad') return;
  const span = spanIn(context, node);
  const text = node.kind === 'name' ? node.text : undefined;
  if (text !== undefined && rowOf(text, inside) !== undefined) {
    context.report(report(codes.DEP3006, { word: text }, { span, label: 'a new statement starts here', help: [{ text: `put a comma before \`${text}\``, edits: [{ span: { ...span, end: span.start }, text: ', ' }], applicability: 'safe' }] }));
    return;
  }
  if (reportMissingKeyword(node, match) || reportMissingEquals(node, match) || (text !== undefined && reportInnerWord(text, node, match))) return;
  if (text !== undefined && (row.options ?? []).length > 0) {
    unknownKeyword(text, span, match, undefined);
    return;
  }
  context.report(report(codes.DEP3005, { word: row.word, found: describe(node) }, { span, label: 'surplus', notes: [`it is written \`${exampleOf(row)}\``] }));
}

/** One line of it. */
export function exampleOf(row: Row): string {
  return row.example.split('\n')[0] ?? '';
}

/** `param quantity size`, `param quantity`: a word of the closed set stands where the name does. */
export function reportSwapped({ row, nodes, statement, context }: Match): boolean {
  const [place, other] = row.places;
  const [first, second] = nodes;
  if (place?.kind !== 'name' || other?.kind !== 'word' || first?.kind !== 'name' || !other.words.includes(first.text) || statement.broken) return false;
  if (second === undefined) {
    context.report(report(codes.DEP3004, { word: row.word, what: `a ${place.label.toLowerCase()} and a ${other.label.toLowerCase()}` }, { span: spanIn(context, first), label: `for example \`${exampleOf(row)}\`` }));
    return true;
  }
  if (second.kind !== 'name' || other.words.includes(second.text)) return false;
  const better = `${second.text} ${first.text}`;
  context.report(report(codes.DEP3024, { word: row.word, keyword: `\`${second.text}\``, known: other.words.map((one) => `\`${one}\``).join(', ') }, {
    span: spanIn(context, second), label: 'the name stands first',
    help: [{ text: `write \`${row.word} ${better}\``, edits: [{ span: { ...spanIn(context, first), end: second.end }, text: better }], applicability: 'unsafe' }],
  }));
  return true;
}

/** `param size quantity 8Gi` */
function reportMissingEquals(node: ArgumentNode, { row, statement, context }: Match): boolean {
  if (row.value === undefined || statement.op !== undefined || node.kind === 'sign') return false;
  const span = spanIn(context, node);
  context.report(report(codes.DEP3004, { word: row.word, what: `\`=\` before ${describe(node)}` }, {
    span, label: 'a value alone', help: [{ text: 'put `=` before it', edits: [{ span: { ...span, end: span.start }, text: '= ' }], applicability: 'unsafe' }],
  }));
  return true;
}

/** `health tpc`: `text` is none of the keywords. `instead`: the place where it stands, if a value could. */
function unknownKeyword(text: string, span: Span, { row, inside, context }: Match, instead: Place | undefined, more: readonly Help[] = []): void {
  const options = (row.options ?? []).map((one) => one.word);
  // What a word knows may depend on where it stands.
  const of = contextsOf(row.word).some((other) => rowOf(row.word, other) !== row) ? { of: contextTitle(inside) } : {};
  const known = [...(instead === undefined ? [] : [valueTitle(instead)]), ...options.map((one) => `\`${one}\``)].join(', ');
  const help = [...suggest(text, options).map((one) => changeTo(span, text, one)), ...more, ...whereItStands(text, inside)];
  const notes = help.length > 0 ? [] : [`it is written \`${exampleOf(row)}\``];
  context.report(report(codes.DEP3024, { word: row.word, ...of, keyword: `\`${text}\``, known }, { span, label: 'not known here', help, notes }));
}

/** `allow root`: the keyword of another word of the block. */
function whereItStands(text: string, inside: Context): readonly Help[] {
  const owners = [...rowsIn(inside).values()].filter((row) => row.options?.some((one) => one.word === text) === true);
  return owners.slice(0, 1).map((row) => ({ text: `\`${text}\` stands behind \`${row.word}\``, applicability: 'unsafe' }));
}

/** Of a text only its role says something. */
function valueTitle(place: Place): string {
  return place.kind === 'value' && place.type === 'string' ? `\`"${place.label}"\`` : placeTitle(place);
}

/**
 * A bare name where a value may stand but need not: it is a misspelt keyword, and not a text that lacks its quotes.
 * 'stray': it begins the next statement. undefined: nothing to say, it is a value. `next`: what stands behind it.
 */
export function misreadKeyword(place: Place, node: ArgumentNode, next: ArgumentNode | undefined, match: Match): 'reported' | 'stray' | undefined {
  const { row, inside, context, statement } = match;
  if (place.kind !== 'value' || TYPES[place.type].forms.includes('word')) return undefined;
  if (node.kind === 'path' && !TYPES[place.type].forms.includes('path')) return reportMissingKeyword(node, match) ? 'reported' : undefined;
  if (node.kind !== 'name' || !isUnknownName(node, context) || statement.broken) return undefined;
  if (rowOf(node.text, inside) !== undefined) return 'stray';
  const options = (row.options ?? []).map((one) => one.word);
  // `allow DEP4007` lacks its quotes only.
  if (options.length === 0 || (place.type === 'string' && /^[A-Z]+[0-9]+$/.test(node.text))) return undefined;
  const span = spanIn(context, node);
  const behind = place.type === 'path' && next?.kind === 'path' ? next : undefined;
  // `health healthz` lacks its slash only.
  if (place.type === 'path' && behind === undefined && suggest(node.text, options).length === 0) return undefined;
  unknownKeyword(node.text, span, match, place, behind === undefined ? [] : [
    { text: `write \`${row.word} ${behind.text}\``, edits: [{ span: { ...span, end: behind.start }, text: '' }], applicability: 'unsafe' },
  ]);
  return 'reported';
}

function isUnknownName({ segments }: NameNode, { symbols }: CheckContext): boolean {
  const [first, second] = segments;
  return first !== undefined && second === undefined && !first.quoted && !symbols.names.has(first.text) && !isUnclear(symbols, first.text);
}

/** `volume data 1Gi /data`: the path is there, the `at` before it is not. */
function reportMissingKeyword(node: ArgumentNode, { row, nodes, context }: Match): boolean {
  const given = nodes.map((one) => optionOf(row, one)?.word);
  const option = (row.options ?? []).find((one) => one.word === 'at' && one.places[0]?.kind === 'value' && one.places[0].type === 'path');
  if (option === undefined || node.kind !== 'path' || given.includes(option.word)) return false;
  const span = spanIn(context, node);
  context.report(report(codes.DEP3004, { word: row.word, what: `\`${option.word}\` before the path` }, {
    span, label: 'a path alone', help: [{ text: `write \`${option.word} ${node.text}\``, edits: [{ span: { ...span, end: span.start }, text: `${option.word} ` }], applicability: 'unsafe' }],
  }));
  return true;
}

/** `health /up every 5s`: a word of the block stands on the line. */
function reportInnerWord(text: string, node: ArgumentNode, { row, statement, nodes, context }: Match): boolean {
  const inner = row.block?.context;
  if (inner === undefined || rowOf(text, inner) === undefined) return false;
  const span = spanIn(context, node);
  const end = nodes[nodes.length - 1]?.end ?? node.end;
  const edits = [{ span: { ...span, end: span.start }, text: '{ ' }, { span: { ...span, start: end, end }, text: ' }' }];
  context.report(report(codes.DEP3002, { word: text, context: `the line of \`${row.word}\``, places: `the block of \`${row.word}\`` }, {
    span, label: 'not here', help: [{ text: 'put it into a block: `{ … }`', ...(statement.block === undefined && { edits }), applicability: 'unsafe' }],
  }));
  return true;
}

export function describe(node: ArgumentNode): string {
  switch (node.kind) {
    case 'name': case 'number': case 'path': return `\`${node.text}\``;
    case 'sign': return `\`${node.sign}\``;
    case 'string': case 'text': return 'this text';
    case 'list': return 'a list';
    case 'map': return 'a block';
    case 'call': return `\`${node.name.text}(…)\``;
    case 'range': return 'a range';
    case 'bad': return `\`${node.text}\``;
  }
}
