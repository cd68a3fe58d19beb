// A name in a value place is a reference: what does it lead to? Reports what it cannot find, with the nearest names.

import { codes, report, suggest, type Help, type Span } from '../../diagnostics/index.js';
import type { NameNode, Statement } from '../../grammar/index.js';
import { isUnclear, ROOTS, type Declaration, type Symbols } from '../resolve/symbols.js';
import type { ValueType } from '../values/types.js';
import { spanIn, thingTitle, type CheckContext } from './context.js';
import { WORKLOAD_OUTPUTS, type Target, type WorkloadOutput } from './checked.js';

/** Replaces one segment: the fix of a did-you-mean. */
export function changeTo(span: Span, found: string, better: string): Help {
  return { text: `change \`${found}\` to \`${better}\``, edits: [{ span, text: better }], applicability: 'unsafe' };
}

/** The declaration that the first segment names; undefined (unreported) if there is none. */
export function declarationOf(node: NameNode, context: CheckContext): Declaration | undefined {
  return context.symbols.names.get(node.segments[0]?.text ?? '');
}

/** The workload that `self` means in a component: the nameless one, else the only one. */
export function selfOf(symbols: Symbols): Declaration | undefined {
  const workloads = symbols.all.filter((one) => one.kind === 'workload');
  return workloads.find((one) => one.name === '') ?? (workloads.length === 1 ? workloads[0] : undefined);
}

/** The place that a name stands in. */
export interface Asked {
  readonly type: ValueType | 'any';
  /** In quotes it would be a value here. */
  readonly quotable: boolean;
}

/** Resolves a dotted name to a value; undefined after it has reported why not. */
export function resolveReference(node: NameNode, context: CheckContext, asked: Asked): Target | undefined {
  const [first, ...rest] = node.segments;
  if (first === undefined) return undefined;
  if (first.text === 'app') return appField(node, context);
  if (first.text === 'self') return selfTarget(node, asked, context);
  if (first.text === 'param') return paramTarget(node, context);
  const declaration = context.symbols.names.get(first.text);
  if (declaration === undefined) {
    if (!isUnclear(context.symbols, first.text)) unknownName(node, asked.quotable, context);
    return undefined;
  }
  switch (declaration.kind) {
    case 'param':
      return rest.length === 0 ? { kind: 'param', declaration } : noSuch(node, context, declaration, []);
    case 'workload':
      return workloadTarget(node, declaration, asked, context);
    case 'instance':
      return instanceTarget(node, declaration, asked, context);
    case 'secret':
    case 'config':
      return keyTarget(node, declaration, asked, context);
    case 'volume':
    case 'component':
    case 'output':
      incomplete(node, context, declaration, [], asked);
      return undefined;
  }
}

function appField(node: NameNode, context: CheckContext): Target | undefined {
  const field = node.segments[1]?.text;
  if ((field === 'name' || field === 'version') && node.segments.length === 2) return { kind: 'app', field };
  if (field === undefined) {
    context.report(report(codes.DEP2008, { name: 'app', found: 'the application' }, { span: spanIn(context, node), label: 'which of its values?', notes: ['it offers `name`, `version`'] }));
    return undefined;
  }
  const span = spanIn(context, node.segments[1] ?? node);
  context.report(report(codes.DEP2004, { thing: 'application', name: 'app', output: field }, {
    span, label: 'not known here', notes: ['it offers `name`, `version`'], help: suggest(field, ['name', 'version']).map((one) => changeTo(span, field, one)),
  }));
  return undefined;
}

function selfTarget(node: NameNode, asked: Asked, context: CheckContext): Target | undefined {
  const self = selfOf(context.symbols);
  if (context.symbols.owner !== undefined && self !== undefined) return workloadTarget(node, self, asked, context);
  // The workload may be what is misspelt.
  if (context.symbols.owner !== undefined && context.symbols.unclear.size > 0) return undefined;
  context.report(report(codes.DEP2001, { kind: 'workload', name: 'self' }, {
    span: spanIn(context, node), label: 'only inside a component with one workload',
    notes: ['`self` is the workload of the component it stands in'],
  }));
  return undefined;
}

function paramTarget(node: NameNode, context: CheckContext): Target | undefined {
  const name = node.segments[1];
  const declaration = name === undefined ? undefined : context.symbols.names.get(name.text);
  if (declaration?.kind === 'param' && node.segments.length === 2) return { kind: 'param', declaration };
  const params = [...context.symbols.names.values()].filter((one) => one.kind === 'param').map((one) => one.name);
  const span = spanIn(context, name ?? node);
  const found = name?.text ?? 'param';
  context.report(report(codes.DEP2001, { kind: 'parameter', name: found }, { span, label: 'not declared here', help: suggest(found, params).map((one) => changeTo(span, found, one)) }));
  return undefined;
}

function workloadTarget(node: NameNode, declaration: Declaration, asked: Asked, context: CheckContext): Target | undefined {
  const [, output, port, surplus] = node.segments;
  if (output === undefined) {
    incomplete(node, context, declaration, WORKLOAD_OUTPUTS, asked);
    return undefined;
  }
  if (!isWorkloadOutput(output.text) || surplus !== undefined || (port !== undefined && output.text !== 'port')) {
    return noSuch(node, context, declaration, WORKLOAD_OUTPUTS);
  }
  if (!hasService(declaration) && output.text !== 'image' && node.segments[0]?.text !== 'self') return unreachable(node, declaration, output.text, context);
  return { kind: 'workload-output', declaration, output: output.text, ...(port && { port: port.text }) };
}

/** Others can connect to it. */
export function hasService(workload: Declaration): boolean {
  return workload.word === 'service' || workload.word === 'stateful';
}

function unreachable(node: NameNode, workload: Declaration, output: string, context: CheckContext): undefined {
  context.report(report(codes.DEP2011, { kind: workload.word, name: workload.name, output }, {
    span: spanIn(context, node), label: 'it has no address', related: [{ span: spanIn(workload, workload.statement.head), text: `a \`${workload.word}\`` }],
    help: workload.word === 'worker' ? [{ text: `make it a service: \`service ${workload.name}\``, edits: [{ span: spanIn(workload, workload.statement.head), text: 'service' }], applicability: 'unsafe' }] : [],
  }));
  return undefined;
}

function isWorkloadOutput(text: string): text is WorkloadOutput {
  return (WORKLOAD_OUTPUTS as readonly string[]).includes(text);
}

function instanceTarget(node: NameNode, declaration: Declaration, asked: Asked, context: CheckContext): Target | undefined {
  const outputs = outputsOf(declaration, context);
  const output = node.segments[1];
  if (output === undefined) {
    incomplete(node, context, declaration, outputs, asked);
    return undefined;
  }
  if (!outputs.includes(output.text) || node.segments.length > 2) return noSuch(node, context, declaration, outputs);
  return { kind: 'instance-output', declaration, output: output.text };
}

/** The names of the outputs of an instance's component, in source order. */
export function outputsOf(instance: Declaration, context: Pick<CheckContext, 'symbolsOf'>): readonly string[] {
  const symbols = instance.component === undefined ? undefined : context.symbolsOf.get(instance.component);
  return (symbols?.all ?? []).filter((one) => one.kind === 'output').map((one) => one.name);
}

/** The keys that a config or secret declares, in source order. */
export function keysOf(declaration: Declaration): readonly string[] {
  const keys = (declaration.statement.block?.statements ?? []).flatMap((one) => keyText(one.head) || []);
  return [...new Set(keys)];
}

/** The text of a free key: a name as written, or a string without `\( )`. */
export function keyText(node: Statement['head']): string | undefined {
  if (node.kind === 'name') return node.segments.map((one) => one.separator + one.text).join('');
  if (node.kind !== 'string') return undefined;
  const parts = node.parts.map((part) => (part.kind === 'literal' ? part.text : undefined));
  return parts.includes(undefined) ? undefined : parts.join('');
}

function keyTarget(node: NameNode, declaration: Declaration, asked: Asked, context: CheckContext): Target | undefined {
  const keys = keysOf(declaration);
  if (node.segments.length === 1) {
    incomplete(node, context, declaration, keys, asked);
    return undefined;
  }
  const key = node.segments.slice(1).map((one, index) => (index === 0 ? '' : one.separator) + one.text).join('');
  return keys.includes(key) ? { kind: 'key', declaration, key } : noSuch(node, context, declaration, keys);
}

function noSuch(node: NameNode, context: CheckContext, declaration: Declaration, known: readonly string[]): undefined {
  if (lacksBlock(declaration)) return undefined;
  const at = node.segments[1] ?? node;
  const found = node.segments.slice(1).map((one, index) => (index === 0 ? '' : one.separator) + one.text).join('');
  const span = { file: context.file, start: at.start, end: node.end };
  const better = suggest(found, known).map((one) => changeTo(span, found, one));
  context.report(report(codes.DEP2004, { thing: declaration.kind === 'instance' || declaration.kind === 'workload' ? declaration.word : declaration.kind, name: declaration.name || 'self', output: found }, {
    span, label: known.length === 0 ? 'nothing can follow here' : 'not one of its values',
    related: declaration.file === context.file && declaration.name !== '' ? [{ span: declaration.span, text: 'declared here' }] : [],
    notes: known.length === 0 ? nothingOffered(declaration) : [`\`${declaration.name || 'self'}\` offers ${known.map((one) => `\`${one}\``).join(', ')}`],
    help: better,
  }));
  return undefined;
}

/** Its keys are missing: that has been said where it is declared. */
export function lacksBlock({ kind, statement }: Declaration): boolean {
  return (kind === 'secret' || kind === 'config') && statement.block === undefined;
}

function nothingOffered(declaration: Declaration): readonly string[] {
  if (declaration.kind === 'instance') return [`the component \`${declaration.word}\` declares no \`output\`, and nothing else of it can be read from outside`];
  return declaration.kind === 'param' ? ['a parameter is one value'] : [];
}

/** The one output that a place of a type is about. */
const OUTPUT_OF: Partial<Readonly<Record<ValueType | 'any', string>>> = { image: 'image', hostname: 'host', port: 'port' };

function incomplete(node: NameNode, context: CheckContext, declaration: Declaration, known: readonly string[], { type }: Asked): void {
  const fitting = known.filter((one) => one === OUTPUT_OF[type]);
  const span = spanIn(context, node);
  context.report(report(codes.DEP2008, { name: node.text, found: thingTitle(declaration) }, {
    span, label: 'which of its values?',
    help: (fitting.length > 0 ? fitting : known).slice(0, 3).map((one) => ({ text: `write \`${node.text}.${one}\``, edits: [{ span, text: `${node.text}.${one}` }], applicability: 'unsafe' as const })),
    notes: known.length === 0 ? [] : [`it offers ${known.map((one) => `\`${one}\``).join(', ')}`],
  }));
}

/** A component does not see the file around it: a name that is declared there is no typing mistake. */
function outside(context: CheckContext): readonly string[] {
  return context.symbols.owner === undefined ? [] : ['a component sees its own declarations only; what it needs from outside is a `param`'];
}

function unknownName(node: NameNode, quotable: boolean, context: CheckContext): void {
  const first = node.segments[0];
  if (first === undefined) return;
  const names = [...context.symbols.names.keys(), ...(/^(true|false)$/i.test(first.text) ? ['true', 'false'] : [])];
  const span = spanIn(context, first);
  const better = suggest(first.text, names).map((one) => changeTo(span, first.text, one));
  const whole = spanIn(context, node);
  if (node.segments.length > 1 && node.segments[1]?.separator === '.' && better.length > 0) {
    context.report(report(codes.DEP2001, { kind: 'declaration', name: first.text }, { span, label: 'not declared', help: better, notes: outside(context) }));
    return;
  }
  if (node.segments.length > 1 && node.segments[1]?.separator === '.' && !(ROOTS as readonly string[]).includes(first.text) && /^[a-z0-9-]+\.[a-z_]+$/.test(node.text)) {
    context.report(report(codes.DEP2001, { kind: 'declaration', name: first.text }, {
      span, label: 'not declared', notes: outside(context), help: [{ text: `declare \`${first.text}\`, or quote the text: \`"${node.text}"\``, applicability: 'unsafe' }],
    }));
    return;
  }
  context.report(report(codes.DEP3015, { text: node.text }, {
    span: whole, label: 'neither declared nor quoted', notes: outside(context),
    help: [...better, ...(!quotable ? [] : [{ text: `write \`"${node.text}"\``, edits: [{ span: whole, text: `"${node.text}"` }], applicability: 'unsafe' as const }])],
  }));
}
