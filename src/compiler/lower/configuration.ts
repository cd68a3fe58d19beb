// Configs and secrets. A config's content is known and gives its object a hashed name; a secret is only where its values
// will come from.

import { codes, report, suggest } from '../../diagnostics/index.js';
import { evaluate, textParts, type TextPart, type Value } from '../configure/evaluate.js';
import { objectName, type Scope } from '../configure/scope.js';
import { normalize, type CompilerHost } from '../host.js';
import type { Config, Secret, SecretEntry, SecretSource } from '../model/app-model.js';
import { hashedName } from '../model/names.js';
import { byDefault, derived, spanOf, writtenAt, type Traced } from '../model/origin.js';
import { all, has, originAtScope, reportLeak, saidBy, spelling, wordAt, type LowerContext, type Property } from './context.js';

function propertiesOf(scope: Scope): readonly Property[] {
  return scope.body.statements.map((statement) => ({ statement, scope }));
}

/** The configs of a scope and of the instances below it. */
export function lowerConfigs(scope: Scope, context: LowerContext): readonly Config[] {
  const own = all(propertiesOf(scope), 'config').flatMap((property) => lowerConfig(property, context) ?? []);
  return [...own, ...[...scope.children.values()].flatMap((child) => lowerConfigs(child, context))];
}

function lowerConfig(property: Property, context: LowerContext): Config | undefined {
  const said = wordAt(property, 'NAME');
  if (said === undefined) return undefined;
  const name: Traced<string> = { value: objectName(said.value, property.scope), origin: said.origin };
  const data: Record<string, Traced<string>> = {};
  for (const entry of property.statement.block?.entries ?? []) {
    const text = configText(evaluate(entry.value, property.scope, context.world), property, context);
    if (text !== undefined) data[entry.key] = text;
  }
  const stable = has(property, 'stable') ? saidBy(true, property, 'stable') : byDefault(false, 'hashed-name', 'pods that read it start anew when it changes, and old pods keep what they started with', property.statement.span);
  const plain = Object.fromEntries(Object.entries(data).map(([key, text]) => [key, text.value]));
  const objectTitle = stable.value ? name : derived(hashedName(name.value, plain), 'the name and a hash of the content', name);
  return { name, objectName: objectTitle, stable, data, declared: property.statement.span };
}

function configText(value: Value, property: Property, context: LowerContext): Traced<string> | undefined {
  if (value.kind === 'call') return value.name === 'file' ? fileText(value, context) : undefined;
  const parts = textParts(value);
  const secret = parts?.find((part) => part.kind === 'secret');
  if (secret?.kind === 'secret') {
    reportLeak(secret, value.span, `the config \`${wordAt(property, 'NAME')?.value ?? ''}\``, context);
    return undefined;
  }
  return spelling(value, 'text', '`config`', context);
}

function fileText(value: Extract<Value, { kind: 'call' }>, context: LowerContext): Traced<string> | undefined {
  const path = spelling(value.argument, 'path', '`file`', context);
  if (path === undefined || !insideProject(path, value, context)) return undefined;
  const text = context.host.readFile(normalize(path.value));
  if (text !== undefined) return { value: text, origin: { kind: 'derived', rule: `the file ${normalize(path.value)}`, from: [value.origin] } };
  reportMissing(path.value, value, context.host, context);
  return undefined;
}

function insideProject(path: Traced<string>, value: Value, context: LowerContext): boolean {
  const plain = normalize(path.value);
  if (!path.value.startsWith('/') && plain !== '..' && !plain.startsWith('../')) return true;
  context.report(report(codes.DEP4021, { path: path.value }, { span: value.kind === 'call' ? value.argument.span : value.span, label: 'outside', notes: ['the project is the folder of the .dep file, and everything below it'] }));
  return false;
}

function reportMissing(path: string, value: Value, host: CompilerHost, context: LowerContext): void {
  const plain = normalize(path);
  const folder = plain.includes('/') ? plain.slice(0, plain.lastIndexOf('/')) : '.';
  const names = host.list(folder) ?? [];
  const span = value.kind === 'call' ? value.argument.span : value.span;
  const files = names.filter((name) => !name.endsWith('/')).map((name) => (folder === '.' ? `./${name}` : `./${folder}/${name}`));
  context.report(report(codes.DEP4020, { path }, {
    span, label: 'not there', help: suggest(path, files).map((better) => ({ text: `change \`${path}\` to \`${better}\``, edits: [{ span, text: better }], applicability: 'unsafe' as const })), notes: names.length === 0 ? [`there is no folder \`${folder}\` either, or it is empty`] : [`\`${folder}\` holds ${names.slice(0, 12).map((name) => `\`${name}\``).join(', ')}`],
  }));
}

/** The secrets of a scope and of the instances below it. */
export function lowerSecrets(scope: Scope, context: LowerContext): readonly Secret[] {
  const own = all(propertiesOf(scope), 'secret').flatMap((property) => lowerSecret(property, context) ?? []);
  return [...own, ...[...scope.children.values()].flatMap((child) => lowerSecrets(child, context))];
}

function lowerSecret(property: Property, context: LowerContext): Secret | undefined {
  const said = wordAt(property, 'NAME');
  if (said === undefined) return undefined;
  const entries = (property.statement.block?.entries ?? []).flatMap((entry): readonly SecretEntry[] => {
    const source = secretSource(evaluate(entry.value, property.scope, context.world), context);
    return source === undefined ? [] : [{ key: { value: entry.key, origin: originAtScope(entry.keySpan, property.scope) }, source }];
  });
  return { name: { value: objectName(said.value, property.scope), origin: said.origin }, entries, declared: property.statement.span };
}

function secretSource(value: Value, context: LowerContext): SecretSource | undefined {
  switch (value.kind) {
    case 'call':
      return callSource(value, context);
    case 'atom':
    case 'config-key':
      context.report(report(codes.DEP4027, {}, {
        span: spanOf(value.origin) ?? value.span, label: 'no secret any more', hides: [value.span, ...writtenAt(value.origin)], notes: ['the file is read by everybody who works on the app, and its history keeps it'],
        help: [{ text: 'write `generate(32)` for one that is made in the cluster, or `env("NAME")` for one that is read when the app is applied', applicability: 'unsafe' }],
      }));
      return { kind: 'text', parts: (textParts(value) ?? []).map(secretPart) };
    case 'secret-text':
      return { kind: 'text', parts: (textParts(value) ?? []).map(secretPart) };
    case 'list': case 'range':
      context.report(report(codes.DEP3011, { found: value.kind === 'list' ? 'a list' : 'a range', expected: 'the source of a secret' }, { span: value.span, label: '`generate(32)`, `env("NAME")`, `file(./path)` or a text' }));
      return undefined;
    case 'bad':
      return undefined;
  }
}

function callSource(value: Extract<Value, { kind: 'call' }>, context: LowerContext): SecretSource | undefined {
  switch (value.name) {
    case 'generate': {
      const length = spelling(value.argument, 'integer', '`generate`', context);
      if (length === undefined) return undefined;
      if (Number(length.value) >= 8 && Number(length.value) <= 1024) return { kind: 'generate', length: { value: Number(length.value), origin: length.origin } };
      context.report(report(codes.DEP3013, { found: `\`${length.value}\``, expected: 'the length of a generated secret' }, { span: value.argument.span, label: 'between 8 and 1024 characters', help: [{ text: 'write `32`', edits: [{ span: value.argument.span, text: '32' }], applicability: 'unsafe' }] }));
      return undefined;
    }
    case 'env': {
      const variable = spelling(value.argument, 'string', '`env`', context);
      return variable && { kind: 'env', variable };
    }
    case 'file': {
      const path = spelling(value.argument, 'path', '`file`', context);
      return path === undefined || !insideProject(path, value, context) ? undefined : { kind: 'file', path };
    }
  }
}

function secretPart(part: TextPart): Extract<SecretSource, { kind: 'text' }>['parts'][number] {
  return part.kind === 'text'
    ? { kind: 'text', value: { value: part.text, origin: part.origin } }
    : { kind: 'secret', secret: { value: part.secret, origin: part.origin }, key: { value: part.key, origin: part.origin } };
}
