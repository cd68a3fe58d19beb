// Values: is a literal of the type its place wants, and does a reference lead to something that can be? The only reporter
// of DEP3011-3015 for literals; what a reference yields is read again when it is evaluated.

import { codes, report, suggest, type Diagnostic, type Help, type Span } from '../../diagnostics/index.js';
import type { CallNode, NameNode, RangeNode, StringNode, TextNode, Value } from '../../grammar/index.js';
import { isUnclear } from '../resolve/symbols.js';
import { TYPES, type Form, type Mistake, type TypeRow, type ValueType } from '../values/types.js';
import { bareCall, callExample, CALLS, isCall, misplacedCall, unknownCall } from './calls.js';
import type { CallName, Expr, Target } from './checked.js';
import { spanIn, type CheckContext } from './context.js';
import { changeTo, resolveReference } from './reference.js';

/** What a place wants. */
export interface Wanted {
  readonly type: ValueType | 'any';
  readonly range?: boolean;
  readonly list?: boolean;
  /** The word it stands behind, for messages. */
  readonly word: string;
  /** It is part of a string. */
  readonly inString?: boolean;
  /** The calls that may stand here. */
  readonly calls?: readonly CallName[];
}

/** Checks one value against what its place wants. */
export function checkValue(value: Value, wanted: Wanted, context: CheckContext): Expr {
  const span = spanIn(context, value);
  switch (value.kind) {
    case 'number':
      return atom(value.text, 'number', span, wanted, context);
    case 'path':
      return atom(value.text, 'path', span, wanted, context);
    case 'string':
    case 'text':
      return checkString(value, wanted, context);
    case 'name':
      return checkName(value, wanted, context);
    case 'range':
      return checkRange(value, wanted, context);
    case 'list': {
      if (wanted.list === true || wanted.type === 'any') {
        const one: Wanted = { ...wanted, list: false, type: wanted.type === 'command' ? 'text' : wanted.type };
        return { kind: 'list', items: value.items.map((item) => checkValue(item, one, context)), span };
      }
      return wrongShape('a list', span, wanted, context);
    }
    case 'map':
      return wrongShape('a block', span, wanted, context);
    case 'call':
      return checkCall(value, wanted, context);
    case 'bad':
      return { kind: 'bad', span };
  }
}

function wrongShape(found: string, span: Span, wanted: Wanted, context: CheckContext): Expr {
  const expected = wanted.type === 'any' ? 'a value' : TYPES[wanted.type].title;
  context.report(report(codes.DEP3011, { found, expected }, { span, label: `\`${wanted.word}\` wants ${expected}` }));
  return { kind: 'bad', span };
}

function atom(text: string, form: Form, span: Span, wanted: Wanted, context: CheckContext): Expr {
  const mistake = spellingMistake(text, form, wanted.type, span, wanted.range === true);
  if (mistake === undefined) return { kind: 'atom', form, text, span };
  context.report(mistake);
  return { kind: 'bad', span };
}

/** The diagnostic for a spelling that is not of `type`; undefined if it is. */
export function spellingMistake(text: string, form: Form, type: ValueType | 'any', span: Span, range = false): Diagnostic | undefined {
  if (type === 'any') return undefined;
  const row = TYPES[type];
  if (!row.forms.includes(form)) return wrongForm(text, form, row, span);
  const mistake = row.mistake(text, form);
  // Nearly every literal ends here: what a message needs is worked out behind it.
  return mistake === undefined ? undefined : wrongSpelling(text, form, row, mistake, span, range);
}

function shownAs(text: string, form: Form): string {
  return form === 'string' ? `\`"${shorten(text)}"\`` : `\`${shorten(text)}\``;
}

function wrongForm(text: string, form: Form, row: TypeRow, span: Span): Diagnostic {
  const unquoted = form === 'string' && row.mistake(text, row.forms[0] ?? 'number') === undefined;
  const quoted = form !== 'string' && row.forms.includes('string') && row.mistake(text, 'string') === undefined;
  const better = unquoted ? text : quoted ? `"${text}"` : undefined;
  return report(codes.DEP3011, { found: shownAs(text, form), expected: row.title }, {
    span, label: unquoted ? 'written without quotes' : `${row.title} looks like \`${row.example}\``,
    help: better === undefined ? [] : [{ text: `write \`${better}\``, edits: [{ span, text: better }], applicability: 'safe' }],
  });
}

function wrongSpelling(text: string, form: Form, row: TypeRow, mistake: Mistake, span: Span, range: boolean): Diagnostic {
  const params = { found: shownAs(text, form), expected: row.title };
  const [whole, low = '', high = ''] = (range ? /^([^-]+)-([^-]+)$/.exec(text) : null) ?? [];
  if (whole !== undefined && row.mistake(low, form) === undefined && row.mistake(high, form) === undefined) {
    const better = `${low}..${high}`;
    return report(codes.DEP3011, params, { span, label: 'a range is written with two dots', help: [{ text: `write \`${better}\``, edits: [{ span, text: better }], applicability: 'safe' }] });
  }
  const put = (better: string): string => (row.forms[0] === 'string' ? `"${better}"` : better);
  const help = mistake.write.map((better): Help => ({ text: `write \`${put(better)}\``, edits: [{ span, text: put(better) }], applicability: 'unsafe' }));
  const where = { span, label: mistake.label, help, notes: [...(mistake.notes ?? []), ...placeholderNote(text)] };
  switch (mistake.kind) {
    case 'type': return report(codes.DEP3011, params, where);
    case 'unit': return report(codes.DEP3012, params, where);
    case 'range': return report(codes.DEP3013, params, where);
  }
}

/** `"${HOST}"`, `"{{ .Values.host }}"`: habits of compose files and of Helm. */
function placeholderNote(text: string): readonly string[] {
  const found = /\$\{[^}]*\}|\{\{.*?\}\}/.exec(text);
  return found === null ? [] : ['placeholders are not replaced in a .dep file: a value is used by its name, inside a text as `\\(name)`'];
}

function shorten(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line.length > 40 || line !== text ? `${line.slice(0, 40)}…` : line;
}

function checkString(node: StringNode | TextNode, wanted: Wanted, context: CheckContext): Expr {
  const span = spanIn(context, node);
  if (node.parts.every((part) => part.kind === 'literal')) {
    return atom(node.parts.map((part) => (part.kind === 'literal' ? part.text : '')).join(''), 'string', span, wanted, context);
  }
  if (wanted.type !== 'any' && !TYPES[wanted.type].forms.includes('string')) {
    return wrongShape('a string', span, wanted, context);
  }
  const inner: Wanted = { type: 'any', word: wanted.word, inString: true };
  return { kind: 'template', span, parts: node.parts.map((part) => (part.kind === 'literal' ? part.text : checkValue(part.value, inner, context))) };
}

function checkName(node: NameNode, wanted: Wanted, context: CheckContext): Expr {
  const span = spanIn(context, node);
  if (node.text === 'true' || node.text === 'false') {
    // In an environment variable `true` means the text, as a number does.
    return atom(node.text, 'word', span, wanted.type === 'any' ? { ...wanted, type: 'text' } : wanted, context);
  }
  const declaration = context.symbols.names.get(node.segments[0]?.text ?? '');
  const known = declaration !== undefined;
  if (!known && wanted.type !== 'any' && TYPES[wanted.type].forms.includes('word') && wanted.type !== 'text' && wanted.type !== 'boolean') {
    return atom(node.text, 'word', span, wanted, context);
  }
  if (!known && isCall(node.text) && (wanted.type === 'any' || wanted.type === 'text' || wanted.type === 'string')) {
    context.report((wanted.calls ?? []).includes(node.text) ? bareCall(node.text, span) : misplacedCall(node.text, span, wanted));
    return { kind: 'bad', span };
  }
  if (wanted.type === 'path' && node.segments.length === 1 && declaration?.kind !== 'param') return unquotedPath(node, span, wanted.word, context);
  if (!known && !mayBeQuoted(node, wanted, context)) return neither(node, span, wanted, context);
  const target = resolveReference(node, context, { type: wanted.type, quotable: quotable(node.text, wanted) });
  if (target === undefined || (target.kind === 'param' && paramType(target.declaration) === undefined)) return { kind: 'bad', span };
  const mistake = targetMistake(target, node.text, wanted, span);
  if (mistake === undefined) return { kind: 'reference', target, text: node.text, span };
  context.report(mistake);
  return { kind: 'bad', span };
}

/** Would the name be a value of the wanted type if it stood in quotes? */
function quotable(text: string, wanted: Wanted): boolean {
  return wanted.type === 'any' || TYPES[wanted.type].mistake(text, 'string') === undefined;
}

/** A name that is nothing is a text that lacks its quotes, unless it would be no better in quotes. */
function mayBeQuoted(node: NameNode, wanted: Wanted, context: CheckContext): boolean {
  return wanted.type === 'any' || node.segments.length > 1 || isUnclear(context.symbols, node.text) || (TYPES[wanted.type].forms.includes('string') && quotable(node.text, wanted));
}

function neither(node: NameNode, span: Span, wanted: Wanted, context: CheckContext): Expr {
  const row = wanted.type === 'any' ? TYPES.text : TYPES[wanted.type];
  const params = [...context.symbols.names.values()].filter((one) => one.kind === 'param').map((one) => one.name);
  context.report(report(codes.DEP3011, { found: `\`${node.text}\``, expected: row.title }, {
    span, label: `${row.title} looks like \`${row.example}\``, help: suggest(node.text, params).map((one) => changeTo(span, node.text, one)),
  }));
  return { kind: 'bad', span };
}

/** Words whose paths are folders of the project. */
const PROJECT_PATHS: readonly string[] = ['build', 'file'];

function unquotedPath(node: NameNode, span: Span, word: string, context: CheckContext): Expr {
  const starts = PROJECT_PATHS.includes(word) ? ['./'] : word === 'copy' ? ['./', '/'] : ['/'];
  context.report(report(codes.DEP3011, { found: `\`${node.text}\``, expected: 'a path' }, {
    span, label: `it starts with ${starts.map((start) => `\`${start}\``).join(' or ')}`,
    help: starts.map((start) => `${start}${node.text}`).map((better) => ({ text: `write \`${better}\``, edits: [{ span, text: better }], applicability: 'unsafe' })),
  }));
  return { kind: 'bad', span };
}

const PARAM_TYPES: Readonly<Record<string, readonly ValueType[]>> = {
  string: ['string', 'text', 'command', 'image', 'hostname', 'path', 'cron', 'timezone', 'cidr', 'shell', 'capability'],
  quantity: ['cpu', 'memory', 'size', 'text'],
  number: ['integer', 'number', 'text', 'port', 'user', 'amount'],
  port: ['port', 'integer', 'text'],
  duration: ['duration', 'text'],
  bool: ['boolean', 'text'],
};

/** Could what `target` yields ever be of the wanted type? */
function targetMistake(target: Target, text: string, wanted: Wanted, span: Span): Diagnostic | undefined {
  if (wanted.type === 'any') return undefined;
  const [kind, title] = yields(target);
  if ((PARAM_TYPES[kind] ?? []).includes(wanted.type)) return undefined;
  return report(codes.DEP3011, { found: `\`${text}\``, expected: TYPES[wanted.type].title }, { span, label: `it is ${title}` });
}

function yields(target: Target): readonly [string, string] {
  switch (target.kind) {
    case 'param': {
      const type = paramType(target.declaration) ?? 'string';
      return [type, `a parameter of type \`${type}\``];
    }
    case 'workload-output':
      return target.output === 'port' ? ['port', 'a port'] : ['string', 'a string'];
    case 'instance-output':
      return target.output === 'port' ? ['port', 'a port'] : ['string', 'a string'];
    case 'app':
    case 'key':
      return ['string', 'a string'];
  }
}

/** The declared type of a parameter: the second argument of its `param`; undefined if that is no type, which has been reported. */
export function paramType(declaration: { readonly statement: { readonly arguments: readonly { readonly kind: string }[] } }): string | undefined {
  const node = declaration.statement.arguments[1] as Value | undefined;
  return node?.kind === 'name' && Object.hasOwn(PARAM_TYPES, node.text) ? node.text : undefined;
}

function checkRange(node: RangeNode, wanted: Wanted, context: CheckContext): Expr {
  const span = spanIn(context, node);
  if (wanted.range !== true) {
    context.report(report(codes.DEP3022, { word: wanted.word }, { span, label: 'one value' }));
    return { kind: 'bad', span };
  }
  const single: Wanted = { ...wanted, range: false };
  const low = checkValue(node.low, single, context);
  const high = checkValue(node.high, single, context);
  if (low.kind === 'bad' || high.kind === 'bad') return { kind: 'bad', span };
  if (low.kind === 'atom' && high.kind === 'atom' && wanted.type !== 'any') {
    const compare = TYPES[wanted.type].compare;
    if (compare !== undefined && compare(low.text, high.text) > 0) {
      const better = `${high.text}..${low.text}`;
      context.report(report(codes.DEP3014, { low: low.text, high: high.text }, { span, label: 'the smaller end stands first', help: [{ text: `write \`${better}\``, edits: [{ span, text: better }], applicability: 'unsafe' }] }));
      return { kind: 'bad', span };
    }
  }
  return { kind: 'range', low, high, span };
}

function checkCall(node: CallNode, wanted: Wanted, context: CheckContext): Expr {
  const span = spanIn(context, node);
  const name = node.name.text;
  if (!isCall(name)) {
    context.report(unknownCall(name, spanIn(context, node.name)));
    return { kind: 'bad', span };
  }
  if (!(wanted.calls ?? []).includes(name)) {
    context.report(misplacedCall(name, span, wanted));
    return { kind: 'bad', span };
  }
  const [argument, surplus] = node.items;
  if (argument === undefined || surplus !== undefined) {
    context.report(report(codes.DEP3004, { word: `${name}(…)`, what: `one value: ${TYPES[CALLS[name]].title}` }, { span, label: `for example \`${callExample(name)}\`` }));
    return { kind: 'bad', span };
  }
  const expr = checkValue(argument, { type: CALLS[name], word: name }, context);
  return expr.kind === 'bad' ? expr : { kind: 'call', name, argument: expr, span };
}
