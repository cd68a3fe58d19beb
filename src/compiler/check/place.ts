// One argument against one place: a name, a word of a closed set, the name of something declared, a stage or image, a value.

import { codes, report, suggest } from '../../diagnostics/index.js';
import type { Argument as ArgumentNode, NameNode } from '../../grammar/index.js';
import { isUnclear, type Declaration } from '../resolve/symbols.js';
import type { Place, Thing } from '../vocabulary/index.js';
import type { Argument } from './checked.js';
import { spanIn, thingTitle, type CheckContext } from './context.js';
import { changeTo, hasService, keysOf, keyText, lacksBlock } from './reference.js';
import { checkValue } from './value.js';

/** The argument that `node` is in `place`; undefined after it has reported why it cannot stand there. */
export function fillPlace(place: Place, node: ArgumentNode, word: string, context: CheckContext): Argument | undefined {
  if (node.kind === 'bad') return { kind: 'value', expr: { kind: 'bad', span: spanIn(context, node) } };
  switch (place.kind) {
    case 'name':
      return fillName(node, context);
    case 'word':
      return fillWord(node, place.words, word, context);
    case 'thing':
      return fillThing(node, place, word, context);
    case 'base':
      return fillBase(node, word, context);
    case 'value':
      if (node.kind === 'sign') return unexpected(node, `\`${node.sign}\``, 'a value', context);
      return { kind: 'value', expr: checkValue(node, { type: place.type, word, range: place.range === true, list: place.list === true }, context) };
  }
}

/** `better`: what to write instead, and why. */
function unexpected(node: ArgumentNode, found: string, expected: string, context: CheckContext, better?: { readonly text: string; readonly label: string }, label = `${expected} stands here`): undefined {
  const span = spanIn(context, node);
  context.report(report(codes.DEP3011, { found, expected }, {
    span, label: better?.label ?? label,
    help: better === undefined ? [] : [{ text: `write \`${better.text}\``, edits: [{ span, text: better.text }], applicability: better.label === 'without quotes' ? 'safe' : 'unsafe' }],
  }));
  return undefined;
}

const unquoted = (text: string | undefined): { readonly text: string; readonly label: string } | undefined => (text === undefined ? undefined : { text, label: 'without quotes' });

const NAME_RULE = 'letters, digits and `-`, starting with a letter';

/** `2web` -> `web2`, `/web` -> `web` */
function nearestName(text: string): string | undefined {
  const [, digits = '', rest] = /^[./]*([0-9]*)[-_]*([A-Za-z][A-Za-z0-9-]*)$/.exec(text) ?? [];
  return rest === undefined ? undefined : rest + digits;
}

function fillName(node: ArgumentNode, context: CheckContext): Argument | undefined {
  if (node.kind === 'name' && node.segments.length === 1) return { kind: 'name', text: node.text, span: spanIn(context, node) };
  if (node.kind === 'string') {
    const text = keyText(node);
    return unexpected(node, text !== undefined && /^[^`\n]{1,40}$/.test(text) ? `\`"${text}"\`` : 'a string', 'a name', context, unquoted(text !== undefined && /^[A-Za-z_][\w-]*$/.test(text) ? text : undefined));
  }
  const text = 'text' in node ? node.text : undefined;
  const better = node.kind === 'name' || text === undefined ? undefined : nearestName(text);
  return unexpected(node, text === undefined ? 'this' : `\`${text}\``, 'a name', context, better === undefined ? undefined : { text: better, label: NAME_RULE }, NAME_RULE);
}

function fillWord(node: ArgumentNode, words: readonly string[], word: string, context: CheckContext): Argument | undefined {
  if (node.kind === 'name' && words.includes(node.text)) return { kind: 'word', text: node.text, span: spanIn(context, node) };
  const span = spanIn(context, node);
  const text = node.kind === 'name' ? node.text : node.kind === 'string' ? (keyText(node) ?? '') : 'text' in node ? node.text : node.kind === 'sign' ? node.sign : '';
  context.report(report(codes.DEP3024, { word, keyword: text === '' ? 'this' : `\`${text}\``, known: words.map((one) => `\`${one}\``).join(', ') }, {
    span, label: 'not known here', help: nearWords(text, words).map((one) => changeTo(span, text, one)),
  }));
  return undefined;
}

/** What other languages call the types of parameters. */
const HABITS: readonly (readonly [RegExp, string])[] = [
  [/^(text|str)$/i, 'string'], [/^(int|integer|float|count)$/i, 'number'], [/^boolean$/i, 'bool'], [/^(size|memory|cpu|storage)$/i, 'quantity'], [/^(time|timeout)$/i, 'duration'],
];

function nearWords(text: string, words: readonly string[]): readonly string[] {
  const near = suggest(text, words);
  return near.length > 0 ? near : HABITS.flatMap(([habit, word]) => (habit.test(text) && words.includes(word) ? [word] : []));
}

function fillThing(node: ArgumentNode, place: Extract<Place, { kind: 'thing' }>, word: string, context: CheckContext): Argument | undefined {
  if (node.kind !== 'name') {
    const text = node.kind === 'string' ? keyText(node) : undefined;
    return unexpected(node, node.kind === 'string' ? 'a string' : 'text' in node ? `\`${node.text}\`` : 'this', `the name of a ${thingsTitle(place.things)}`, context, unquoted(text !== undefined && context.symbols.names.has(text) ? text : undefined));
  }
  const [first, second] = node.segments;
  const span = spanIn(context, node);
  const declaration = context.symbols.names.get(first?.text ?? '');
  if (declaration === undefined) {
    if (isUnclear(context.symbols, first?.text ?? '')) return undefined;
    // A volume of the pod is known to the lowering, not to this table.
    if (place.things.includes('volume') && second === undefined) return { kind: 'thing', declaration: undefined, text: node.text, span, known: candidatesFor(place.things, context).map((one) => one.name) };
    unknownThing(node, place.things, context);
    return undefined;
  }
  if (!place.things.includes(declaration.kind)) {
    if (place.things.includes('volume') && second === undefined && declaration.kind === 'workload') return { kind: 'thing', declaration: undefined, text: node.text, span, known: [], otherwise: declaration };
    context.report(report(codes.DEP2006, { name: declaration.name, found: thingTitle(declaration), expected: `a ${thingsTitle(place.things)}` }, {
      span, label: thingTitle(declaration), related: [{ span: declaration.span, text: 'declared here' }],
      notes: [`it stands behind \`${word}\``],
    }));
    return undefined;
  }
  if (declaration.kind === 'workload' && word === 'env from' && !hasService(declaration)) {
    context.report(report(codes.DEP2006, { name: declaration.name, found: thingTitle(declaration), expected: 'something with outputs' }, {
      span, label: 'nothing can connect to it', related: [{ span: declaration.span, text: 'declared here' }],
    }));
    return undefined;
  }
  if (second === undefined) return { kind: 'thing', declaration, text: declaration.name, span };
  return thingKey(node, declaration, place.key === true, context);
}

function thingKey(node: NameNode, declaration: Declaration, allowed: boolean, context: CheckContext): Argument | undefined {
  const key = node.segments.slice(1).map((one, index) => (index === 0 ? '' : one.separator) + one.text).join('');
  const span = spanIn(context, node);
  const keys = keysOf(declaration);
  if (allowed && keys.includes(key)) return { kind: 'thing', declaration, text: declaration.name, key, span };
  if (!allowed) {
    context.report(report(codes.DEP2006, { name: node.text, found: 'one value', expected: `the whole of \`${declaration.name}\`` }, {
      span, label: 'too much', help: [{ text: `write \`${declaration.name}\``, edits: [{ span, text: declaration.name }], applicability: 'unsafe' }],
    }));
    return undefined;
  }
  if (lacksBlock(declaration)) return undefined;
  const at = { ...span, start: node.segments[1]?.start ?? span.start };
  context.report(report(codes.DEP2004, { thing: declaration.kind, name: declaration.name, output: key }, {
    span: at, label: 'not one of its keys',
    notes: keys.length === 0 ? [] : [`its keys are ${keys.map((one) => `\`${one}\``).join(', ')}`],
    help: suggest(key, keys).map((one) => changeTo(at, key, one)),
  }));
  return undefined;
}

/** `config, secret or volume` */
function thingsTitle(things: readonly Thing[]): string {
  const last = things[things.length - 1] ?? 'declaration';
  return things.length < 2 ? last : `${things.slice(0, -1).join(', ')} or ${last}`;
}

function candidatesFor(things: readonly Thing[], context: CheckContext): readonly Declaration[] {
  return [...context.symbols.names.values()].filter((one) => things.includes(one.kind));
}

function unknownThing(node: NameNode, things: readonly Thing[], context: CheckContext): void {
  const first = node.segments[0];
  if (first === undefined) return;
  const span = spanIn(context, first);
  const candidates = candidatesFor(things, context);
  const near = suggest(first.text, candidates.map((one) => one.name));
  const related = candidates.filter((one) => near.includes(one.name)).map((one) => ({ span: one.span, text: 'did you mean this one?' }));
  context.report(report(codes.DEP2001, { kind: thingsTitle(things.filter((one) => one !== 'instance')), name: first.text }, {
    span, label: 'not declared', related, help: near.map((one) => changeTo(span, first.text, one)),
  }));
}

function fillBase(node: ArgumentNode, word: string, context: CheckContext): Argument | undefined {
  if (node.kind === 'name' && node.segments.length === 1) return { kind: 'stage', text: node.text, span: spanIn(context, node) };
  if (node.kind === 'string' || node.kind === 'text') return { kind: 'value', expr: checkValue(node, { type: 'image', word }, context) };
  if (node.kind === 'name') return unexpected(node, `\`${node.text}\``, 'a stage, or an image in quotes,', context, { text: `"${node.text}"`, label: 'in quotes' });
  return unexpected(node, 'text' in node ? `\`${node.text}\`` : 'this', 'a stage, or an image in quotes,', context);
}
