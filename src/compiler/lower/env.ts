// Environment variables: from blocks, from every output or key of something, and composed of secrets in the pod.

import { codes, report } from '../../diagnostics/index.js';
import { keysOf } from '../check/reference.js';
import { evaluate, type TextPart, type Value } from '../configure/evaluate.js';
import type { Scope } from '../configure/scope.js';
import type { ComposedPart, EnvValue, EnvVar } from '../model/app-model.js';
import type { Origin, Traced } from '../model/origin.js';
import type { Target } from '../check/checked.js';
import type { Declaration } from '../resolve/symbols.js';
import { all, one, originAtScope, wordAt, type LowerContext, type Property } from './context.js';

interface Said {
  readonly name: Traced<string>;
  readonly value: Value;
  /** Written in a block of this file, not inherited from a component. */
  readonly depth: number;
}

/** The variables of one container, in source order; an instance's own values win over its component's. */
export function lowerEnv(properties: readonly Property[], context: LowerContext): readonly EnvVar[] {
  // A program that is built here is told its own port in PORT.
  const ports = one(properties, 'port') !== undefined && one(properties, 'build') !== undefined;
  const said: Said[] = [];
  for (const property of all(properties, 'env')) {
    for (const one of [...fromSource(property, ports, context), ...fromBlock(property, context)]) add(said, one, context);
  }
  return arrange(said, context);
}

function add(said: Said[], one: Said, context: LowerContext): void {
  const index = said.findIndex((other) => other.name.value === one.name.value);
  const first = said[index];
  if (first === undefined) {
    said.push(one);
  } else if (one.depth < first.depth) {
    said[index] = one;
  } else {
    const related = first.name.origin.kind === 'source' ? [{ span: first.name.origin.span, text: 'first set here' }] : [];
    const span = one.name.origin.kind === 'source' ? one.name.origin.span : one.value.span;
    context.report(report(codes.DEP3017, { key: one.name.value, where: 'the environment' }, { span, label: 'the second time', related }));
  }
}

function fromBlock(property: Property, context: LowerContext): readonly Said[] {
  const depth = property.scope.steps.length;
  return (property.statement.block?.entries ?? []).map((entry) => ({
    name: { value: entry.key, origin: originAtScope(entry.keySpan, property.scope) }, value: evaluate(entry.value, property.scope, context.world), depth,
  }));
}

/** `env from db prefix DB_`: upper case, `-` becomes `_`. */
function fromSource(property: Property, ports: boolean, context: LowerContext): readonly Said[] {
  const source = property.statement.args.get('from SOURCE')?.[0];
  if (source?.kind !== 'thing' || source.declaration === undefined) return [];
  const { declaration } = source;
  const prefix = wordAt(property, 'prefix PREFIX')?.value ?? '';
  const origin = originAtScope(source.span, property.scope);
  const members = membersOf(declaration, property.scope);
  const outputs = declaration.kind === 'instance' || declaration.kind === 'workload';
  if (prefix === '' && ports && outputs && members.some(({ key }) => key.toUpperCase() === 'PORT')) {
    context.report(report(codes.DEP3017, { key: 'PORT', where: 'the environment' }, {
      span: source.span, label: `the port of \`${declaration.name}\` would hide the container's own`,
      help: [{ text: `put something in front of the names: \`env from ${declaration.name} prefix ${declaration.name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_\``, applicability: 'unsafe' }],
    }));
  }
  return members.map(({ key, target }) => ({
    name: { value: prefix + key.toUpperCase().replaceAll(/[^A-Za-z0-9_]/g, '_'), origin },
    value: evaluate({ kind: 'reference', target, text: `${declaration.name}.${key}`, span: source.span }, property.scope, context.world),
    depth: property.scope.steps.length,
  }));
}

function membersOf(declaration: Declaration, scope: Scope): readonly { readonly key: string; readonly target: Target }[] {
  if (declaration.kind === 'workload') return (['host', 'port', 'url'] as const).map((output) => ({ key: output, target: { kind: 'workload-output', declaration, output } }));
  if (declaration.kind === 'instance') {
    const outputs = scope.children.get(declaration)?.body.statements.filter((one) => one.row.word === 'output') ?? [];
    return outputs.flatMap((one) => {
      const name = one.args.get('NAME')?.[0];
      return name?.kind === 'name' ? [{ key: name.text, target: { kind: 'instance-output' as const, declaration, output: name.text } }] : [];
    });
  }
  return keysOf(declaration).map((key) => ({ key, target: { kind: 'key', declaration, key } }));
}

/** Turns values into sources; a composed variable gets the secrets it needs as variables in front of it. */
function arrange(said: readonly Said[], context: LowerContext): readonly EnvVar[] {
  const out: EnvVar[] = [];
  const direct = new Map<string, string>();
  for (const { name, value } of said) {
    const secret = singleSecret(value);
    if (secret !== undefined) direct.set(`${secret.secret} ${secret.key}`, name.value);
  }
  const later: EnvVar[] = [];
  for (const { name, value } of said) {
    if (value.kind === 'secret-text' && singleSecret(value) === undefined) {
      later.push(...composed(name, value.parts, direct, said));
      continue;
    }
    const source = sourceOf(value, context);
    if (source !== undefined) out.push({ name, value: source });
  }
  return [...out, ...later];
}

function singleSecret(value: Value): Extract<TextPart, { kind: 'secret' }> | undefined {
  const [only, more] = value.kind === 'secret-text' ? value.parts : [];
  return more === undefined && only?.kind === 'secret' ? only : undefined;
}

function sourceOf(value: Value, context: LowerContext): EnvValue | undefined {
  const secret = singleSecret(value);
  if (secret !== undefined) return { kind: 'secret', secret: { value: secret.secret, origin: secret.origin }, key: { value: secret.key, origin: secret.origin } };
  switch (value.kind) {
    case 'atom': return { kind: 'plain', value: { value: value.text, origin: value.origin } };
    case 'config-key': return { kind: 'config', config: { value: value.config, origin: value.origin }, key: { value: value.key, origin: value.origin } };
    case 'list': case 'range': case 'call':
      context.report(report(codes.DEP3011, { found: value.kind === 'list' ? 'a list' : 'this', expected: 'a text' }, { span: value.span, label: 'an environment variable is one text' }));
      return undefined;
    case 'secret-text': case 'bad': return undefined;
  }
}

/** `postgres://app:$(DB_PASSWORD)@…`: the kubelet puts the variable in when the container starts. */
function composed(name: Traced<string>, parts: readonly TextPart[], direct: Map<string, string>, said: readonly Said[]): readonly EnvVar[] {
  const helpers: EnvVar[] = [];
  const out: ComposedPart[] = parts.map((part) => {
    if (part.kind === 'text') return { kind: 'text', value: { value: part.text, origin: part.origin } };
    const id = `${part.secret} ${part.key}`;
    let variable = direct.get(id);
    if (variable === undefined) {
      variable = freeName(`${part.secret}_${part.key}`.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_'), said, direct);
      direct.set(id, variable);
      const traced: Origin = { kind: 'derived', rule: `the secret that \`${name.value}\` is composed of`, from: [part.origin] };
      helpers.push({ name: { value: variable, origin: traced }, value: { kind: 'secret', secret: { value: part.secret, origin: part.origin }, key: { value: part.key, origin: part.origin } } });
    }
    return { kind: 'variable', name: { value: variable, origin: part.origin } };
  });
  return [...helpers, { name, value: { kind: 'composed', parts: out } }];
}

function freeName(wanted: string, said: readonly Said[], direct: ReadonlyMap<string, string>): string {
  const taken = new Set([...said.map((one) => one.name.value), ...direct.values()]);
  let name = /^[0-9]/.test(wanted) ? `_${wanted}` : wanted;
  while (taken.has(name)) name += '_';
  return name;
}
