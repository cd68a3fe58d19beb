// Evaluates checked expressions in a scope: parameters, outputs and keys followed to what they stand for. Secrets stay
// references all the way: nothing here, or behind it, ever holds a secret's value.

import type { Span } from '../../diagnostics/index.js';
import type { CallName, Expr, Target } from '../check/checked.js';
import type { Origin, Traced } from '../model/origin.js';
import type { Declaration } from '../resolve/symbols.js';
import type { Form } from '../values/types.js';
import { objectName, parameterOf, statementOf, workloadsOf, type Scope } from './scope.js';

export type Value =
  | { readonly kind: 'atom'; readonly form: Form; readonly text: string; readonly origin: Origin; readonly span: Span }
  /** Text with secrets in it, or one secret alone. */
  | { readonly kind: 'secret-text'; readonly parts: readonly TextPart[]; readonly origin: Origin; readonly span: Span }
  /** A key of a config: its text is known, and in a container it may be read from the ConfigMap. */
  | { readonly kind: 'config-key'; readonly config: string; readonly key: string; readonly text: Value; readonly origin: Origin; readonly span: Span }
  | { readonly kind: 'range'; readonly low: Value; readonly high: Value; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly span: Span }
  | { readonly kind: 'call'; readonly name: CallName; readonly argument: Value; readonly origin: Origin; readonly span: Span }
  | { readonly kind: 'bad'; readonly span: Span };

export type TextPart =
  | { readonly kind: 'text'; readonly text: string; readonly origin: Origin }
  | { readonly kind: 'secret'; readonly secret: string; readonly key: string; readonly shown: string; readonly origin: Origin; readonly path: readonly Span[] };

/** Answers what only the lowering knows, and hears what is read. */
export interface World {
  /** The main port of a workload, or the port of that name. */
  readonly portOf: (workload: string, port: string | undefined, from: { readonly text: string; readonly span: Span }) => Traced<string> | undefined;
  /** The reference of the image that is built for (or pulled by) a workload. */
  readonly imageOf: (workload: string) => Traced<string> | undefined;
  /** The span is the place that reads. */
  readonly reads: (workload: string, kind: 'reference' | 'build', span: Span) => void;
  readonly readsKey: (kind: 'secret' | 'config', name: string, key: string | undefined, span: Span) => void;
  readonly cycle: (path: readonly string[], span: Span) => void;
  /** `app.version` of an app without one. */
  readonly noVersion: (span: Span) => void;
  /** Values of keys, outputs and parameters that this reader has met, by scope: each is worked out once. */
  readonly memory: Map<Scope, Map<string, Value>>;
}

/** Chains of references longer than this are nobody's intention, and the stack has an end. */
const DEEPEST = 200;

/** The value of `expr`. `within`: the references being followed, to stop at a cycle. */
export function evaluate(expr: Expr, scope: Scope, world: World, within: readonly string[] = []): Value {
  const { span } = expr;
  const origin: Origin = scope.steps.length === 0 ? { kind: 'source', span } : { kind: 'source', span, via: scope.steps };
  switch (expr.kind) {
    case 'atom':
      return { kind: 'atom', form: expr.form, text: expr.text, origin, span };
    case 'template':
      return compose(expr.parts.map((part) => (typeof part === 'string' ? part : evaluate(part, scope, world, within))), origin, span);
    case 'reference':
      return follow(expr.target, expr.text, span, origin, scope, world, within);
    case 'range':
      return { kind: 'range', low: evaluate(expr.low, scope, world, within), high: evaluate(expr.high, scope, world, within), span };
    case 'list':
      return { kind: 'list', items: expr.items.map((item) => evaluate(item, scope, world, within)), span };
    case 'call':
      return { kind: 'call', name: expr.name, argument: evaluate(expr.argument, scope, world, within), origin, span };
    case 'bad':
      return { kind: 'bad', span };
  }
}

/** Joins text and values; plain if all of it is. */
function compose(parts: readonly (string | Value)[], origin: Origin, span: Span): Value {
  const flat: TextPart[] = [];
  const from: Origin[] = [origin];
  for (const part of parts) {
    if (typeof part === 'string') {
      flat.push({ kind: 'text', text: part, origin });
      continue;
    }
    const inner = textParts(part);
    if (inner === undefined) return { kind: 'bad', span };
    for (const one of inner) {
      flat.push(one);
      if (one.origin !== origin) from.push(one.origin);
    }
  }
  const distinct = [...new Set(from)];
  const whole: Origin = distinct.length === 1 ? origin : { kind: 'derived', rule: 'composed text', from: distinct };
  if (flat.every((one) => one.kind === 'text')) {
    return { kind: 'atom', form: 'string', text: flat.map((one) => (one.kind === 'text' ? one.text : '')).join(''), origin: whole, span };
  }
  return { kind: 'secret-text', parts: flat, origin: whole, span };
}

/** A value as pieces of text; undefined if it is none. */
export function textParts(value: Value): readonly TextPart[] | undefined {
  switch (value.kind) {
    case 'atom': return [{ kind: 'text', text: value.text, origin: value.origin }];
    case 'secret-text': return value.parts;
    case 'config-key': return textParts(value.text);
    case 'range': case 'list': case 'call': case 'bad': return undefined;
  }
}

function follow(target: Target, text: string, span: Span, origin: Origin, scope: Scope, world: World, within: readonly string[]): Value {
  switch (target.kind) {
    case 'app': {
      const value = target.field === 'name' ? scope.app.name : scope.app.version;
      if (value !== undefined) return { kind: 'atom', form: 'string', text: value.value, origin: via(`app.${target.field}`, origin, value), span };
      world.noVersion(span);
      return { kind: 'bad', span };
    }
    case 'param': {
      const found = parameterOf(target.declaration, scope);
      if (found === undefined) return { kind: 'bad', span };
      const name = `param.${target.declaration.name}${scope.instance === undefined ? '' : ` of ${scope.instance.name}`}`;
      return at(remembered(found.expr, found.scope, name, span, world, within), span);
    }
    case 'workload-output':
      return workloadOutput(target, text, span, origin, scope, world);
    case 'instance-output':
      return instanceOutput(target.declaration, target.output, span, origin, scope, world, within);
    case 'key':
      return keyValue(target.declaration, target.key, text, span, origin, scope, world, within);
  }
}

/** The value of something that has a name, worked out once for each reader; a circle ends here. */
function remembered(expr: Expr, scope: Scope, name: string, span: Span, world: World, within: readonly string[]): Value {
  const values = world.memory.get(scope) ?? new Map<string, Value>();
  world.memory.set(scope, values);
  const known = values.get(name);
  if (known !== undefined) return known;
  if (within.includes(name) || within.length >= DEEPEST) return stopAt(name, within, span, world);
  const value = evaluate(expr, scope, world, [...within, name]);
  values.set(name, value);
  return value;
}

function stopAt(name: string, within: readonly string[], span: Span, world: World): Value {
  world.cycle([...within.slice(Math.max(0, within.indexOf(name))), name], span);
  return { kind: 'bad', span };
}

/** The same value, read at another place: later messages point there. */
function at(value: Value, span: Span): Value {
  return { ...value, span };
}

function via(rule: string, origin: Origin, value: { readonly origin: Origin } | undefined): Origin {
  return value === undefined ? origin : { kind: 'derived', rule, from: [origin, value.origin] };
}

function workloadOutput(target: Extract<Target, { kind: 'workload-output' }>, text: string, span: Span, origin: Origin, scope: Scope, world: World): Value {
  const name = objectName(target.declaration.name, scope);
  world.reads(name, target.output === 'image' ? 'build' : 'reference', span);
  const atom = (value: string, form: Form, from: { readonly origin: Origin } | undefined): Value => ({ kind: 'atom', form, text: value, origin: from === undefined ? { kind: 'derived', rule: text, from: [origin] } : via(text, origin, from), span });
  switch (target.output) {
    case 'host':
      return atom(name, 'string', undefined);
    case 'port': {
      const port = world.portOf(name, target.port, { text, span });
      return port === undefined ? { kind: 'bad', span } : atom(port.value, 'number', port);
    }
    case 'url': {
      const port = world.portOf(name, undefined, { text, span });
      return port === undefined ? { kind: 'bad', span } : atom(`http://${name}${port.value === '80' ? '' : `:${port.value}`}`, 'string', port);
    }
    case 'image': {
      const image = world.imageOf(name);
      return image === undefined ? { kind: 'bad', span } : atom(image.value, 'string', image);
    }
  }
}

function instanceOutput(declaration: Declaration, output: string, span: Span, origin: Origin, scope: Scope, world: World, within: readonly string[]): Value {
  const child = scope.children.get(declaration);
  const expr = child?.body.statements.find((one) => one.row.word === 'output' && one.args.get('NAME')?.some((name) => name.kind === 'name' && name.text === output))?.value;
  if (child === undefined || expr === undefined) return { kind: 'bad', span };
  const name = `${child.instance?.name ?? ''}.${output}`;
  for (const workload of workloadsOf(child)) world.reads(workload.name, 'reference', span);
  // What the component reads of itself is not read by whoever reads the output.
  const inner: World = { ...world, reads: () => undefined };
  return reread(remembered(expr, child, name, span, inner, within), span, origin, name);
}

/** A value read through an output: the place that reads comes first in its origin, and in the path of a secret. */
function reread(value: Value, span: Span, origin: Origin, rule: string): Value {
  switch (value.kind) {
    case 'atom':
    case 'config-key':
      return { ...value, span, origin: { kind: 'derived', rule, from: [origin, value.origin] } };
    case 'secret-text':
      return { ...value, span, origin: { kind: 'derived', rule, from: [origin, value.origin] }, parts: value.parts.map((part, index) => (part.kind === 'text' ? readPart(part, index, origin, rule) : { ...part, shown: rule, path: [...part.path, span] })) };
    case 'range': case 'list': case 'call': case 'bad':
      return { ...value, span };
  }
}

/** The first piece tells who read the whole. */
function readPart<T extends { readonly origin: Origin }>(part: T, index: number, origin: Origin, rule: string): T {
  return index > 0 ? part : { ...part, origin: { kind: 'derived', rule, from: [origin, part.origin] } };
}

function keyValue(declaration: Declaration, key: string, text: string, span: Span, origin: Origin, scope: Scope, world: World, within: readonly string[]): Value {
  const name = objectName(declaration.name, scope);
  const kind = declaration.kind === 'secret' ? 'secret' : 'config';
  world.readsKey(kind, name, key, span);
  const entry = statementOf(declaration, scope.body)?.block?.entries.find((one) => one.key === key);
  if (entry === undefined) return { kind: 'bad', span };
  const value = remembered(entry.value, scope, `${name}.${key}`, span, world, within);
  if (value.kind === 'bad') return at(value, span);
  // A secret is worked out for what it reads itself (order, circles); the reader gets a reference to it all the same.
  if (kind === 'secret') return { kind: 'secret-text', span, origin, parts: [{ kind: 'secret', secret: name, key, shown: text, origin, path: [span] }] };
  return { kind: 'config-key', config: name, key, text: value, origin: { kind: 'derived', rule: text, from: [origin] }, span };
}

/** What a config or secret that is mounted as files reads itself counts as read by whoever mounts it. */
export function readThrough(declaration: Declaration, scope: Scope, world: World): void {
  const name = objectName(declaration.name, scope);
  for (const entry of statementOf(declaration, scope.body)?.block?.entries ?? []) remembered(entry.value, scope, `${name}.${entry.key}`, entry.keySpan, world, []);
}
