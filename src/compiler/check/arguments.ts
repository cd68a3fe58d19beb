// The arguments of a statement against the places and options of its row. Places are filled from the left; an optional one
// is skipped when there are too few values; options (keywords) follow in any order.

import { codes, report, type Span } from '../../diagnostics/index.js';
import type { Argument as ArgumentNode } from '../../grammar/index.js';
import { rowOf, type Option, type Place, type Row } from '../vocabulary/index.js';
import type { Argument } from './checked.js';
import { spanIn } from './context.js';
import { fillPlace } from './place.js';
import { exampleOf, misreadKeyword, optionOf, placeExample, placeTitle, reportSurplus, reportSwapped, type Match } from './surplus.js';

type Args = Map<string, Argument[]>;

export interface Matched {
  /** Keys: see CheckedStatement.args. */
  readonly args: ReadonlyMap<string, readonly Argument[]>;
  /** An argument was in the way and has been reported: stay silent about what seems to be missing or surplus. */
  readonly misread: boolean;
}

/** Matches `nodes` with the row. */
export function matchArguments(match: Match): Matched {
  const { row, nodes, statement } = match;
  const args: Args = new Map();
  const end = endOfPlaces(row, nodes);
  if (reportSwapped(match) || unquotedLine(nodes.slice(0, end), match, args)) return { args, misread: true };
  const [stray] = fillPlaces(row.places, nodes.slice(0, end), '', row.word, match, args);
  // What stands in the wrong place pushes the others out of theirs.
  if (row.places.some((place) => args.get(place.label)?.length === 0)) return { args, misread: true };
  if (stray !== undefined) reportSurplus(stray, match);
  const misread = stray !== undefined || !matchOptions(match, nodes.slice(end), args);
  if (!statement.broken && !misread) checkChoices(match, args);
  return { args, misread };
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

/** Fills places from the left; returns what is left over. `prefix`: of the keys in `args`. */
function fillPlaces(places: readonly Place[], nodes: readonly ArgumentNode[], prefix: string, word: string, match: Match, args: Args): readonly ArgumentNode[] {
  let spare = nodes.length - places.filter((one) => one.optional !== true).length;
  let next = 0;
  for (const place of places) {
    const node = nodes[next];
    if (place.optional === true) {
      if (node === undefined || (spare <= 0 && !isLoneName(place, node, match))) continue;
      if (place.kind === 'name' && node.kind !== 'name' && !isMeantAsName(node, match.row)) continue;
      const misread = misreadKeyword(place, node, nodes[next + 1], match);
      if (misread === 'stray') break;
      if (misread === 'reported') {
        args.set(prefix + place.label, []);
        return [];
      }
      spare -= 1;
    }
    if (node === undefined) {
      missing(place, prefix, match);
      break;
    }
    const taken = 'many' in place && place.many === true ? nodes.slice(next) : [node];
    next += taken.length;
    args.set(prefix + place.label, taken.flatMap((one) => fillPlace(place, one, word, match.context) ?? []));
  }
  return nodes.slice(next);
}

/** `service 2web`, `port 2a 80` */
function isMeantAsName(node: ArgumentNode, row: Row): boolean {
  return row.repeat === 'named' ? node.kind !== 'sign' : node.kind === 'number' && /[A-Za-z]/.test(node.text);
}

/** `port http`: a name that nothing is called, where a number would have to follow, is the name and not the number. */
function isLoneName(place: Place, node: ArgumentNode, match: Match): boolean {
  return place.kind === 'name' && node.kind === 'name' && node.segments.length === 1 && !match.context.symbols.names.has(node.text);
}

/** `prefix`: the option whose place is empty, and a blank. */
function missing(place: Place, prefix: string, match: Match): void {
  const { row, statement, nodes, context } = match;
  if (statement.broken) return;
  const last = nodes[nodes.length - 1] ?? statement.head;
  const whole = exampleOf(row);
  // The example of the row need not show the option.
  const before = nodes[0] !== undefined && optionOf(row, nodes[0]) !== undefined ? '' : '… ';
  const example = prefix === '' || whole.includes(` ${prefix}`) ? whole : `${row.word} ${before}${prefix}${placeExample(place)}`;
  context.report(report(codes.DEP3004, { word: `${row.word} ${prefix}`.trimEnd(), what: placeTitle(place) }, {
    span: { ...spanIn(context, statement), start: statement.head.start, end: last.end }, label: `for example \`${example}\``,
  }));
}

/** False after it has reported something that is no option. */
function matchOptions(match: Match, nodes: readonly ArgumentNode[], args: Args): boolean {
  let index = 0;
  while (index < nodes.length) {
    const keyword = nodes[index];
    if (keyword === undefined) return true;
    const found = optionOf(match.row, keyword);
    if (found === undefined) {
      reportSurplus(keyword, match);
      return false;
    }
    const end = endOfOption(match.row, nodes, index, found);
    if (args.has(found.word)) {
      match.context.report(report(codes.DEP3016, { word: found.word }, { span: spanIn(match.context, keyword), label: 'the second time', help: [{ text: 'take one of them away', applicability: 'unsafe' }] }));
      return false;
    }
    args.set(found.word, [{ kind: 'word', text: found.word, span: spanIn(match.context, keyword) }]);
    const prefix = `${found.word} `;
    const [stray] = fillPlaces(found.places, nodes.slice(index + 1, end), prefix, `${match.row.word} ${found.word}`, match, args);
    if (stray !== undefined) reportSurplus(stray, match);
    if (stray !== undefined || found.places.some((place) => args.get(prefix + place.label)?.length === 0)) return false;
    index = end;
  }
  return true;
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
      context.report(report(codes.DEP3004, { word: row.word, what }, { span, label: `for example \`${exampleOf(row)}\`` }));
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
