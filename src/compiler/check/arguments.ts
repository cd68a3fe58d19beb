// The arguments of a statement against the places and options of its row. Places are filled from the left; an optional one
// is skipped when there are too few values; options (keywords) follow in any order.

import { codes, report, suggest, type Span } from '../../diagnostics/index.js';
import type { Argument as ArgumentNode, Statement } from '../../grammar/index.js';
import { TYPES } from '../values/types.js';
import { contextsOf, contextTitle, rowOf, type Context, type Option, type Place, type Row } from '../vocabulary/index.js';
import type { Argument } from './checked.js';
import { spanIn, type CheckContext } from './context.js';
import { fillPlace } from './place.js';
import { changeTo } from './reference.js';

type Args = Map<string, Argument[]>;

/** What one statement is matched with. */
interface Match {
  readonly row: Row;
  readonly statement: Statement;
  readonly nodes: readonly ArgumentNode[];
  /** The block the statement stands in, for 'a line end is missing before …'. */
  readonly inside: Context;
  readonly context: CheckContext;
}

/** Matches `nodes` with the row; keys of the result: see CheckedStatement.args. */
export function matchArguments(match: Match): ReadonlyMap<string, readonly Argument[]> {
  const { row, nodes, statement } = match;
  const args: Args = new Map();
  const end = endOfPlaces(row, nodes);
  if (unquotedLine(nodes.slice(0, end), match, args)) return args;
  const surplus = fillPlaces(row.places, nodes.slice(0, end), '', row.word, match, args);
  const [stray] = surplus;
  // What stands in the wrong place pushes the others out of theirs.
  if (row.places.some((place) => args.get(place.label)?.length === 0)) return args;
  const stop = stray !== undefined && reportSurplus(stray, match);
  if (!stop) matchOptions(match, nodes.slice(end), args);
  if (!statement.broken && stray === undefined) checkChoices(match, args);
  return args;
}

/** `command node server.js`: a line of words that lacks its quotes is one mistake. */
function unquotedLine(nodes: readonly ArgumentNode[], match: Match, args: Args): boolean {
  const { row, context, statement } = match;
  const [place] = row.places;
  const [first] = nodes;
  const last = nodes[nodes.length - 1];
  if (place?.kind !== 'value' || (place.type !== 'command' && place.type !== 'shell') || first?.kind !== 'name' || last === undefined || nodes.length < 2 || statement.broken) return false;
  const words = nodes.map((one) => ('text' in one && typeof one.text === 'string' ? one.text : undefined));
  if (words.includes(undefined) || nodes.some((one) => rowOf('text' in one ? String(one.text) : '', match.inside) !== undefined)) return false;
  const span = { ...spanIn(context, first), end: last.end };
  const text = `"${words.join(' ')}"`;
  context.report(report(codes.DEP3015, { text: words.join(' ') }, { span, label: 'one text, in quotes', help: [{ text: `write \`${text}\``, edits: [{ span, text }], applicability: 'safe' }] }));
  args.set(place.label, [{ kind: 'value', expr: { kind: 'bad', span } }]);
  return true;
}

/** Where the options begin: at the first keyword that is not taken by a name. */
function endOfPlaces(row: Row, nodes: readonly ArgumentNode[]): number {
  const first = row.places[0];
  const from = first?.kind === 'name' && first.optional !== true ? 1 : 0;
  for (let index = from; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (node !== undefined && optionOf(row, node) !== undefined) return index;
  }
  return nodes.length;
}

function optionOf(row: Row, node: ArgumentNode): Option | undefined {
  const word = node.kind === 'name' ? node.text : node.kind === 'sign' ? node.sign : undefined;
  return word === undefined ? undefined : (row.options ?? []).find((one) => one.word === word);
}

/** Fills places from the left; returns what is left over. `prefix`: of the keys in `args`. */
function fillPlaces(places: readonly Place[], nodes: readonly ArgumentNode[], prefix: string, word: string, match: Match, args: Args): readonly ArgumentNode[] {
  let spare = nodes.length - places.filter((one) => one.optional !== true).length;
  let next = 0;
  for (const place of places) {
    const node = nodes[next];
    if (place.optional === true) {
      if (node === undefined || (spare <= 0 && !isLoneName(place, node, match))) continue;
      if (place.kind === 'name' && node.kind !== 'name' && !(node.kind === 'string' && match.row.repeat === 'named')) continue;
      spare -= 1;
    }
    if (node === undefined) {
      missing(place, word, match);
      break;
    }
    const taken = 'many' in place && place.many === true ? nodes.slice(next) : [node];
    next += taken.length;
    args.set(prefix + place.label, taken.flatMap((one) => fillPlace(place, one, word, match.context) ?? []));
  }
  return nodes.slice(next);
}

/** `port http`: a name that nothing is called, where a number would have to follow, is the name and not the number. */
function isLoneName(place: Place, node: ArgumentNode, match: Match): boolean {
  return place.kind === 'name' && node.kind === 'name' && node.segments.length === 1 && !match.context.symbols.names.has(node.text);
}

function missing(place: Place, word: string, match: Match): void {
  if (match.statement.broken) return;
  const head = match.statement.head;
  const last = match.nodes[match.nodes.length - 1] ?? head;
  match.context.report(report(codes.DEP3004, { word, what: placeTitle(place) }, {
    span: { ...spanIn(match.context, match.statement), start: head.start, end: last.end },
    label: `for example \`${match.row.example.split('\n')[0] ?? ''}\``,
  }));
}

function placeTitle(place: Place): string {
  switch (place.kind) {
    case 'name': return 'a name';
    case 'value': return TYPES[place.type].title;
    case 'thing': return `the name of a ${place.things.join(' or ')}`;
    case 'base': return 'an image or a stage';
    case 'word': return place.words.length === 1 ? `\`${place.words[0] ?? ''}\`` : `one of ${place.words.map((one) => `\`${one}\``).join(', ')}`;
  }
}

/** Reports what no place takes. True if what follows is not of this statement either. */
function reportSurplus(node: ArgumentNode, match: Match): boolean {
  const { row, statement, context, inside } = match;
  if (statement.broken || node.kind === 'bad') return true;
  const span = spanIn(context, node);
  const text = node.kind === 'name' ? node.text : undefined;
  if (text !== undefined && rowOf(text, inside) !== undefined) {
    context.report(report(codes.DEP3006, { word: text }, { span, label: 'a new statement starts here', help: [{ text: `put a comma before \`${text}\``, edits: [{ span: { ...span, end: span.start }, text: ', ' }], applicability: 'safe' }] }));
    return true;
  }
  if (reportMissingKeyword(node, match) || (text !== undefined && reportInnerWord(text, node, match))) return true;
  const options = (row.options ?? []).map((one) => one.word);
  if (text !== undefined && options.length > 0) {
    const better = suggest(text, options).map((one) => changeTo(span, text, one));
    // What a word knows may depend on where it stands.
    const of = contextsOf(row.word).some((other) => rowOf(row.word, other) !== row) ? { of: contextTitle(inside) } : {};
    context.report(report(codes.DEP3024, { word: row.word, ...of, keyword: `\`${text}\``, known: options.map((one) => `\`${one}\``).join(', ') }, { span, label: 'not known here', help: better }));
    return true;
  }
  context.report(report(codes.DEP3005, { word: row.word, found: describe(node) }, { span, label: 'surplus', notes: [`it is written \`${row.example.split('\n')[0] ?? ''}\``] }));
  return true;
}

/** `volume data 1Gi /data`: the path is there, the `at` before it is not. */
function reportMissingKeyword(node: ArgumentNode, { row, context }: Match): boolean {
  const needed = (row.oneOf ?? []).flatMap((one) => (one.required === true && one.of.length === 1 ? one.of : []));
  const option = (row.options ?? []).find((one) => needed.includes(one.word) && one.places[0]?.kind === 'value' && one.places[0].type === 'path');
  if (option === undefined || node.kind !== 'path') return false;
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

function matchOptions(match: Match, nodes: readonly ArgumentNode[], args: Args): void {
  let index = 0;
  while (index < nodes.length) {
    const keyword = nodes[index];
    if (keyword === undefined) return;
    const found = optionOf(match.row, keyword);
    if (found === undefined) {
      reportSurplus(keyword, match);
      return;
    }
    const end = endOfOption(match.row, nodes, index, found);
    if (args.has(found.word)) {
      match.context.report(report(codes.DEP3016, { word: found.word }, { span: spanIn(match.context, keyword), label: 'the second time' }));
      return;
    }
    args.set(found.word, [{ kind: 'word', text: found.word, span: spanIn(match.context, keyword) }]);
    const [stray] = fillPlaces(found.places, nodes.slice(index + 1, end), `${found.word} `, `${match.row.word} ${found.word}`, match, args);
    if (stray !== undefined && reportSurplus(stray, match)) return;
    index = end;
  }
}

/** An option reaches to the next keyword, but its own first name may look like one. */
function endOfOption(row: Row, nodes: readonly ArgumentNode[], start: number, found: Option): number {
  const first = found.places[0];
  let index = start + 1 + (first?.kind === 'name' ? 1 : 0);
  while (index < nodes.length) {
    const node = nodes[index];
    if (node !== undefined && optionOf(row, node) !== undefined) break;
    index += 1;
  }
  return Math.min(index, nodes.length);
}

function checkChoices(match: Match, args: Args): void {
  const { row, statement, context } = match;
  const span = { ...spanIn(context, statement), start: statement.head.start, end: (match.nodes[match.nodes.length - 1] ?? statement.head).end };
  for (const choice of row.oneOf ?? []) {
    const given = choice.of.filter((one) => args.has(one));
    const [one, other] = given;
    if (one !== undefined && other !== undefined) {
      const second = args.get(other)?.[0];
      context.report(report(codes.DEP3018, { one: shownChoice(one, args), other: shownChoice(other, args) }, { span: second === undefined ? span : argumentSpan(second), label: `\`${row.word}\` takes one of them` }));
    } else if (one === undefined && choice.required === true && !missingReported(row, args)) {
      const what = choice.of.length === 1 ? optionTitle(row, choice.of[0] ?? '') : `one of: ${choice.of.map((label) => choiceTitle(row, label)).join(', ')}`;
      context.report(report(codes.DEP3004, { word: row.word, what }, { span, label: `for example \`${row.example.split('\n')[0] ?? ''}\`` }));
    }
  }
}

/** The keyword, or what stands in the place. */
function shownChoice(label: string, args: Args): string {
  const argument = args.get(label)?.[0];
  return argument?.kind === 'value' && argument.expr.kind === 'atom' ? argument.expr.text : label.toLowerCase();
}

function choiceTitle(row: Row, label: string): string {
  const place = row.places.find((one) => one.label === label);
  return place === undefined ? `\`${label}\`` : placeTitle(place);
}

function optionTitle(row: Row, word: string): string {
  const found = (row.options ?? []).find((one) => one.word === word);
  const place = found?.places[0];
  return place === undefined ? `\`${word}\`` : `\`${word}\` and ${placeTitle(place)}`;
}

/** A required place is empty: that has been said. */
function missingReported(row: Row, args: Args): boolean {
  return row.places.some((one) => one.optional !== true && !args.has(one.label));
}

/** Where an argument stands. */
export function argumentSpan(argument: Argument): Span {
  return argument.kind === 'value' ? argument.expr.span : argument.span;
}
