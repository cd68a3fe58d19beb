// Who refers to a declaration: the places that have to change with its name. Knows the checked program only.

import type { Span } from '../../diagnostics/index.js';
import type { Declaration } from '../resolve/symbols.js';
import type { CheckedBody, CheckedProgram, CheckedStatement, Expr, Target } from './checked.js';

interface Reference {
  readonly to: Declaration;
  readonly span: Span;
}

/** The places of the name itself (`db` of `db.host`) that lead to the declaration whose name stands at `declared`. */
export function referencesTo(program: CheckedProgram, declared: Span): readonly Span[] {
  const bodies = [program.main, ...[...program.components.values()].map((one) => one.body)];
  return bodies.flatMap(inBody)
    .filter(({ to }) => to.span.file === declared.file && to.span.start === declared.start && to.span.end === declared.end)
    .map(({ to, span }) => ({ ...span, end: span.start + to.name.length }));
}

function inBody({ statements, instances }: CheckedBody): readonly Reference[] {
  return [...statements.flatMap(inStatement), ...instances.flatMap((one) => [...[...one.parameters.values()].flatMap(inExpr), ...one.overrides.flatMap(inStatement)])];
}

function inStatement({ args, value, block }: CheckedStatement): readonly Reference[] {
  const named = [...args.values()].flat().flatMap((argument): readonly Reference[] => {
    if (argument.kind === 'value') return inExpr(argument.expr);
    return argument.kind === 'thing' && argument.declaration !== undefined ? [{ to: argument.declaration, span: argument.span }] : [];
  });
  const inner = block === undefined ? [] : [...block.statements.flatMap(inStatement), ...block.entries.flatMap((entry) => inExpr(entry.value))];
  return [...named, ...(value === undefined ? [] : inExpr(value)), ...inner];
}

function inExpr(expr: Expr): readonly Reference[] {
  switch (expr.kind) {
    case 'template': return expr.parts.flatMap((part) => (typeof part === 'string' ? [] : inExpr(part)));
    case 'reference': return isDeclared(expr.target) && !/^(self|param)\b/.test(expr.text) ? [{ to: expr.target.declaration, span: expr.span }] : [];
    case 'range': return [...inExpr(expr.low), ...inExpr(expr.high)];
    case 'list': return expr.items.flatMap(inExpr);
    case 'call': return inExpr(expr.argument);
    case 'atom': case 'bad': return [];
  }
}

function isDeclared(target: Target): target is Extract<Target, { declaration: Declaration }> {
  return 'declaration' in target;
}
