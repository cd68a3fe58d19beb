// `postgres db { storage 10Gi }`: in the block a parameter of the component wins, any other word is a property of the
// component's workload.

import { codes, report } from '../../diagnostics/index.js';
import type { Statement } from '../../grammar/index.js';
import { isUnclear, type Declaration, type Symbols } from '../resolve/symbols.js';
import type { ValueType } from '../values/types.js';
import { rowOf, type Context } from '../vocabulary/index.js';
import type { CheckedInstance, CheckedStatement, Expr } from './checked.js';
import { describe } from './surplus.js';
import { spanIn, type CheckContext } from './context.js';
import { fillPlace } from './place.js';
import { selfOf } from './reference.js';
import { checkStatement, headLine, reportRepeats, unknownWord } from './statement.js';
import { checkValue, paramType } from './value.js';

/** Checks an instance; undefined if it has no name to be known by. */
export function checkInstance(statement: Statement, component: Declaration, context: CheckContext): CheckedInstance | undefined {
  const declaration = [...context.symbols.all].find((one) => one.statement === statement);
  if (declaration === undefined) {
    const [first] = statement.arguments;
    if (first !== undefined && first.kind !== 'name' && !statement.broken) fillPlace({ kind: 'name', label: 'NAME' }, first, component.name, context);
    else if (!statement.broken) context.report(report(codes.DEP3004, { word: component.name, what: 'a name' }, { span: headLine(statement, context), label: `for example \`${component.name} db\`` }));
    return undefined;
  }
  checkHead(statement, component, context);
  const symbols = context.symbolsOf.get(component);
  const parameters = new Map<string, Expr>();
  const overrides: CheckedStatement[] = [];
  let damaged = statement.broken;
  const within: CheckContext = { ...context, report: (diagnostic) => {
    damaged ||= diagnostic.severity === 'error';
    context.report(diagnostic);
  } };
  for (const inner of statement.block?.statements ?? []) {
    damaged ||= inner.broken;
    checkInner(inner, component.name, symbols, parameters, overrides, within);
  }
  reportRepeats(overrides, context);
  // A parameter that seems to be missing may be what has been misspelt.
  if (!damaged) checkRequired(component, symbols, parameters, declaration, context);
  return { declaration, span: headLine(statement, context), parameters, overrides };
}

function checkHead(statement: Statement, component: Declaration, context: CheckContext): void {
  if (statement.broken) return;
  if (statement.op !== undefined) context.report(report(codes.DEP3007, { word: component.name, op: statement.op.op }, { span: spanIn(context, statement.op), label: 'not needed' }));
  const surplus = statement.arguments[1];
  if (surplus !== undefined) {
    context.report(report(codes.DEP3005, { word: component.name, found: describe(surplus) }, {
      span: spanIn(context, surplus), label: 'surplus', notes: [`parameters stand in its block: \`${component.name} ${statement.arguments[0]?.kind === 'name' ? statement.arguments[0].text : 'db'} { … }\``],
    }));
  }
  if (statement.when !== undefined) context.report(report(codes.DEP3021, { word: component.name }, { span: spanIn(context, statement.when), label: 'not here' }));
}

function checkInner(inner: Statement, component: string, symbols: Symbols | undefined, parameters: Map<string, Expr>, overrides: CheckedStatement[], context: CheckContext): void {
  if (inner.head.kind !== 'name') return;
  const word = inner.head.text;
  const param = symbols?.names.get(word);
  if (param?.kind === 'param') {
    if (parameters.has(word)) context.report(report(codes.DEP3016, { word }, { span: spanIn(context, inner.head), label: 'the second time', help: [{ text: 'take one of them away', applicability: 'unsafe' }] }));
    const value = parameterValue(inner, param, context);
    if (value !== undefined) parameters.set(word, value);
    return;
  }
  const workload = symbols === undefined ? undefined : selfOf(symbols);
  const inside = workload?.word as Context | undefined;
  const row = inside === undefined ? undefined : rowOf(word, inside);
  if (row === undefined || inside === undefined) {
    // The parameter may be what is misspelt in the component.
    if (symbols !== undefined && isUnclear(symbols, word)) return;
    const params = [...(symbols?.names.values() ?? [])].filter((one) => one.kind === 'param').map((one) => one.name);
    unknownWord(word, spanIn(context, inner.head), inner, inside ?? 'instance', context, { title: `a \`${component}\``, params });
    return;
  }
  const checked = checkStatement(inner, inside, context);
  if (checked !== undefined) overrides.push(checked);
}

/** The value type of each parameter type; what a 'quantity' measures is known where the component uses it. */
const VALUE_TYPES: Readonly<Record<string, ValueType>> = { string: 'string', number: 'integer', bool: 'boolean', port: 'port', duration: 'duration', };

function parameterValue(inner: Statement, param: Declaration, context: CheckContext): Expr | undefined {
  const [argument, surplus] = inner.arguments;
  const node = inner.op !== undefined ? inner.value : argument === undefined || argument.kind === 'sign' ? undefined : argument;
  if (inner.op !== undefined && !inner.broken) {
    context.report(report(codes.DEP3007, { word: param.name, op: inner.op.op }, { span: spanIn(context, inner.op), label: 'not needed', help: [{ text: `take the \`${inner.op.op}\` away`, edits: [{ span: spanIn(context, { start: inner.head.end, end: inner.value?.start ?? inner.op.end }), text: ' ' }], applicability: 'safe' }] }));
  }
  const type = paramType(param);
  if (node === undefined || surplus !== undefined) {
    if (!inner.broken) context.report(report(codes.DEP3004, { word: param.name, what: type === undefined ? 'one value' : `one value of type \`${type}\`` }, { span: headLine(inner, context), label: `${type ?? 'one value'} stands here` }));
    return undefined;
  }
  return checkValue(node, { type: VALUE_TYPES[type ?? ''] ?? 'any', word: param.name }, context);
}

function checkRequired(component: Declaration, symbols: Symbols | undefined, parameters: ReadonlyMap<string, Expr>, instance: Declaration, context: CheckContext): void {
  for (const param of symbols?.all ?? []) {
    // `param size quantity 8Gi` lacks its `=` only.
    if (param.kind !== 'param' || param.statement.op !== undefined || param.statement.arguments.length > 2 || parameters.has(param.name) || (symbols !== undefined && isUnclear(symbols, param.name))) continue;
    context.report(report(codes.DEP3025, { component: component.name, param: param.name }, {
      span: instance.span, label: `\`${param.name}\` is not set`, related: param.file === context.file ? [{ span: param.span, text: 'declared without a default' }] : [],
    }));
  }
}
