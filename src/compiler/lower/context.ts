// What the lowering of one block carries along: its properties with the scope each was written in, the world that answers
// references, and where diagnostics go. Reading an argument evaluates it and checks what a reference yielded.

import { codes, report, suggest, type Diagnostic, type Help, type Span } from '../../diagnostics/index.js';
import type { Argument, CheckedStatement } from '../check/checked.js';
import { spellingMistake } from '../check/value.js';
import { evaluate, textParts, type Value, type World } from '../configure/evaluate.js';
import type { Scope } from '../configure/scope.js';
import type { CompilerHost } from '../host.js';
import { isLibrary, type Origin, type Traced } from '../model/origin.js';
import type { ValueType } from '../values/types.js';

/** A statement and where it was written: an override of an instance stands in another scope than the component's own. */
export interface Property {
  readonly statement: CheckedStatement;
  readonly scope: Scope;
}

export interface LowerContext {
  readonly host: CompilerHost;
  readonly world: World;
  readonly report: (diagnostic: Diagnostic) => void;
  /** There was a mistake in the block that is lowered: what seems to be missing may stand in it. */
  readonly damaged: boolean;
  /** It is a service that says no port: that is reported once, not for each property that needs one. */
  readonly portless: boolean;
}

/** The last property of a word (an override stands behind what it replaces). */
export function one(properties: readonly Property[], word: string): Property | undefined {
  return properties.filter((property) => property.statement.row.word === word).at(-1);
}

export function all(properties: readonly Property[], word: string): readonly Property[] {
  return properties.filter((property) => property.statement.row.word === word);
}

/** Is the keyword there? */
export function has(property: Property, key: string): boolean {
  return property.statement.args.has(key);
}

/** The name or word in a place. */
export function wordAt(property: Property, key: string): Traced<string> | undefined {
  const argument = property.statement.args.get(key)?.[0];
  if (argument === undefined || argument.kind === 'value' || argument.kind === 'thing') return undefined;
  return { value: argument.text, origin: originAtScope(argument.span, property.scope) };
}

/** The origin of something written at `span` in `scope`. */
export function originAtScope(span: Span, scope: Scope): Origin {
  return scope.steps.length === 0 ? { kind: 'source', span } : { kind: 'source', span, via: scope.steps };
}

/** A value that stands for the whole statement (a keyword such as `recreate`). */
export function saidBy<T>(value: T, property: Property, key?: string): Traced<T> {
  const argument = key === undefined ? undefined : property.statement.args.get(key)?.[0];
  const span = argument === undefined ? property.statement.span : argument.kind === 'value' ? argument.expr.span : argument.span;
  return { value, origin: originAtScope(span, property.scope) };
}

/** Where the argument in a place stands; the whole line if there is none. */
export function argumentSpan(property: Property, key: string): Span {
  const argument = property.statement.args.get(key)?.[0];
  return argument === undefined ? property.statement.span : argument.kind === 'value' ? argument.expr.span : argument.span;
}

/** The fixes of a did-you-mean; `span` is that of the whole dotted name, of which the last part is wrong. */
export function nearNames(found: string, known: readonly string[], span: Span): readonly Help[] {
  const at = { ...span, start: span.end - found.length };
  return suggest(found, known).map((better) => ({ text: `change \`${found}\` to \`${better}\``, edits: [{ span: at, text: better }], applicability: 'unsafe' }));
}

/** The evaluated values in a place. */
export function valuesAt(property: Property, key: string, context: LowerContext): readonly Value[] {
  return (property.statement.args.get(key) ?? []).flatMap((argument: Argument) => (argument.kind === 'value' ? [evaluate(argument.expr, property.scope, context.world)] : []));
}

/** The value in a place, as the spelling of `type`; undefined if it is not there or was refused. */
export function read(property: Property, key: string, type: ValueType, context: LowerContext): Traced<string> | undefined {
  const [value] = valuesAt(property, key, context);
  return value === undefined ? undefined : spelling(value, type, `\`${property.statement.row.word}\``, context);
}

/** All values in a place that takes several. */
export function readAll(property: Property, key: string, type: ValueType, context: LowerContext): readonly Traced<string>[] {
  return valuesAt(property, key, context).flatMap((value) => spelling(value, type, `\`${property.statement.row.word}\``, context) ?? []);
}

/** Both ends of a range, or one value alone as `low`. */
export function readRange(property: Property, key: string, type: ValueType, context: LowerContext): { readonly low: Traced<string>; readonly high?: Traced<string> } | undefined {
  const [value] = valuesAt(property, key, context);
  if (value === undefined) return undefined;
  const place = `\`${property.statement.row.word}\``;
  if (value.kind !== 'range') {
    const low = spelling(value, type, place, context);
    return low === undefined ? undefined : { low };
  }
  const low = spelling(value.low, type, place, context);
  const high = spelling(value.high, type, place, context);
  return low === undefined || high === undefined ? undefined : { low, high };
}

/** The text of a value; a secret is refused because `place` can be read by everybody who may read the app's objects. */
export function spelling(value: Value, type: ValueType, place: string, context: LowerContext): Traced<string> | undefined {
  const parts = textParts(value);
  if (parts === undefined) return undefined;
  const secret = parts.find((part) => part.kind === 'secret');
  if (secret?.kind === 'secret') {
    reportLeak(secret, value.span, place, context);
    return undefined;
  }
  const text = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
  const atom = value.kind === 'atom' ? value : undefined;
  const blame = blamed(value);
  const mistake = spellingMistake(text, atom?.form ?? 'string', type, blame);
  if (mistake === undefined || readsAsText(atom?.form, type, text, value.span)) {
    const origin = value.kind === 'atom' || value.kind === 'config-key' ? value.origin : undefined;
    return origin === undefined ? undefined : { value: text, origin };
  }
  const reads = blame === value.span || isLibrary(value.span.file) ? [] : [{ span: value.span, text: `${place} reads it here` }];
  context.report({ ...mistake, related: [...mistake.related, ...reads] });
  return undefined;
}

/** Where the text of a value was written: a parameter's value stands in the instance, not where the component reads it. */
function blamed(value: Value): Span {
  const own: Span[] = [];
  const visit = (origin: Origin): void => {
    if (origin.kind === 'derived') origin.from.forEach(visit);
    if (origin.kind === 'source' && !isLibrary(origin.span.file)) own.push(origin.span);
  };
  if (value.kind !== 'atom') return value.span;
  visit(value.origin);
  const inside = own.some((span) => span.file === value.span.file && span.start >= value.span.start && span.end <= value.span.end);
  return inside ? value.span : (own[0] ?? value.span);
}

/** A number or word that a reference yields is text where text is wanted (`"\(port)"`). */
function readsAsText(form: string | undefined, type: ValueType, text: string, span: Span): boolean {
  return form !== undefined && form !== 'string' && spellingMistake(text, 'string', type, span) === undefined;
}

/** Reports a secret on its way into a place that is not secret, with the way it took. */
export function reportLeak(secret: { readonly shown: string; readonly secret: string; readonly key: string; readonly path: readonly Span[] }, span: Span, place: string, context: LowerContext): void {
  const related = secret.path.filter((one) => !isLibrary(one.file) && (one.start !== span.start || one.end !== span.end)).map((one) => ({ span: one, text: 'it comes through here' }));
  context.report(report(codes.DEP4008, { secret: secret.shown, place }, {
    span, label: 'a secret', related,
    notes: ['a secret may flow into `env`, into another `secret` and into a `mount`; everything else can be read by everybody who may look at the app'],
  }));
}
