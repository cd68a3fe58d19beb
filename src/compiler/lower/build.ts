// `build …`: the request for a stack, or the stages as they are written, handed to compiler/stacks.

import { codes, report } from '../../diagnostics/index.js';
import { evaluate } from '../configure/evaluate.js';
import { normalize } from '../host.js';
import type { Port } from '../model/app-model.js';
import type { BuildSecret, Instruction, RunMount, StageBase } from '../model/image.js';
import { derived, type Traced } from '../model/origin.js';
import { planImage, planWritten, type BuildRequest, type PlannedImage, type WrittenStage } from '../stacks/index.js';
import { commandAt } from './command.js';
import { all, has, one, originAtScope, read, readAll, spelling, wordAt, type LowerContext, type Property } from './context.js';

/** The stages of the image; `started`: some container runs it without a `command` of its own. Undefined after the reasons have been reported. */
export function lowerBuild(property: Property, name: Traced<string>, ports: readonly Port[], started: boolean, context: LowerContext): PlannedImage | undefined {
  const folder = read(property, 'FOLDER', 'path', context);
  if (folder === undefined) return undefined;
  const inner = blockOf(property);
  const secrets = all(inner, 'secret').flatMap((secret) => buildSecret(secret, context) ?? []);
  const targetSaid = one(inner, 'target');
  const target = targetSaid === undefined ? undefined : wordAt(targetSaid, 'STAGE');
  const shared = { name, context: derived(normalize(folder.value), 'relative to the project', folder), secrets, span: property.statement.span, ...(target && { target }) };
  const stages = all(inner, 'stage');
  if (stages.some((stage) => wordAt(stage, 'NAME') === undefined)) return undefined;
  if (stages.length > 0) reportStackWords(property, inner, context);
  const planned = stages.length > 0
    ? planWritten({ ...shared, stages: stages.map((stage) => lowerStage(stage, context)) }, context.host)
    : planImage({ ...shared, ports, started, ...stackWords(property, inner, context) }, context.host);
  planned.diagnostics.forEach(context.report);
  return planned.image;
}

function stackWords(property: Property, inner: readonly Property[], context: LowerContext): Pick<BuildRequest, 'using' | 'start'> {
  const stack = wordAt(property, 'using STACK');
  const version = read(property, 'using VERSION', 'version', context);
  const said = one(inner, 'start');
  const start = said === undefined ? undefined : commandAt(said, 'COMMAND', context);
  return { ...(stack && { using: { stack, ...(version && { version }) } }), ...(start && { start }) };
}

/** Stages say everything: a stack and a start command beside them would have no effect. */
function reportStackWords(property: Property, inner: readonly Property[], context: LowerContext): void {
  const using = property.statement.args.get('using')?.[0];
  const start = one(inner, 'start');
  if (using?.kind === 'word') context.report(report(codes.DEP3018, { one: 'using', other: 'stage' }, { span: using.span, label: 'the stages say it all' }));
  if (start !== undefined) context.report(report(codes.DEP3018, { one: 'start', other: 'stage' }, { span: start.statement.span, label: 'the last stage says it with `command`' }));
}

function blockOf(property: Property): readonly Property[] {
  return (property.statement.block?.statements ?? []).map((statement) => ({ statement, scope: property.scope }));
}

function buildSecret(property: Property, context: LowerContext): BuildSecret | undefined {
  const id = wordAt(property, 'NAME');
  const expr = property.statement.value;
  if (id === undefined || expr === undefined) return undefined;
  const value = evaluate(expr, property.scope, context.world);
  const variable = value.kind === 'call' && value.name === 'env' ? spelling(value.argument, 'string', '`env`', context) : undefined;
  if (variable !== undefined) return { id, variable };
  if (value.kind !== 'bad') context.report(report(codes.DEP3011, { found: 'this', expected: 'a source for a secret of the build' }, { span: expr.span, label: 'write `env("NAME")`' }));
  return undefined;
}

function lowerStage(property: Property, context: LowerContext): WrittenStage {
  const name = wordAt(property, 'NAME') ?? derived('', 'missing');
  const instructions = blockOf(property).flatMap((step) => lowerStep(step, context) ?? []);
  return { name, from: baseOf(property, 'from BASE', context) ?? { kind: 'scratch', word: name }, instructions, span: property.statement.span };
}

function baseOf(property: Property, key: string, context: LowerContext): StageBase | undefined {
  const argument = property.statement.args.get(key)?.[0];
  if (argument === undefined) return undefined;
  if (argument.kind === 'stage') {
    const word: Traced<string> = { value: argument.text, origin: originAtScope(argument.span, property.scope) };
    return argument.text === 'scratch' ? { kind: 'scratch', word } : { kind: 'stage', stage: word };
  }
  const image = read(property, key, 'image', context);
  return image === undefined ? undefined : { kind: 'image', image };
}

function lowerStep(property: Property, context: LowerContext): Instruction | undefined {
  switch (property.statement.row.word) {
    case 'workdir':
    {
      const path = read(property, 'PATH', 'path', context);
      return path && { kind: 'workdir', path };
    }
    case 'copy': {
      const to = read(property, '-> TO', 'path', context);
      const from = baseOf(property, 'from BASE', context);
      return to && { kind: 'copy', sources: readAll(property, 'SOURCE', 'path', context), to, ...(from && { from }) };
    }
    case 'run':
      return lowerRun(property, context);
    case 'env':
      return { kind: 'env', values: entriesOf(property, context) };
    case 'label':
      return { kind: 'label', values: entriesOf(property, context) };
    case 'user': {
      const user = read(property, 'USER', 'user', context);
      const group = read(property, 'group GROUP', 'user', context) ?? user;
      return user && group && { kind: 'user', user: derived(`${user.value}:${group.value}`, 'user and group', user, group) };
    }
    case 'expose': {
      const port = read(property, 'PORT', 'port', context);
      const protocol = has(property, 'udp') ? 'UDP' as const : 'TCP' as const;
      return port && { kind: 'expose', port: { value: Number(port.value), origin: port.origin }, protocol: derived(protocol, 'protocol', port) };
    }
    case 'entrypoint':
    case 'command': {
      const argv = commandAt(property, 'COMMAND', context);
      return argv && { kind: property.statement.row.word, argv };
    }
    default:
      throw new Error(`no lowering for ${property.statement.row.word} in a stage`);
  }
}

function lowerRun(property: Property, context: LowerContext): Instruction | undefined {
  const command = read(property, 'LINE', 'shell', context);
  if (command === undefined) return undefined;
  const inner = blockOf(property);
  const caches = all(inner, 'cache').flatMap((cache) => readAll(cache, 'PATH', 'path', context).map((target): RunMount => ({ kind: 'cache', id: derived(`deployc${target.value.replaceAll(/[^A-Za-z0-9]+/g, '-')}`, 'named after the folder', target), target })));
  const secrets = all(inner, 'secret').flatMap((secret): readonly RunMount[] => {
    const id = wordAt(secret, 'NAME');
    const target = read(secret, 'at PATH', 'path', context);
    return id === undefined ? [] : [{ kind: 'secret', id, ...(target ? { target } : { env: id }) }];
  });
  const env = Object.assign({}, ...all(inner, 'env').map((one) => entriesOf(one, context))) as Readonly<Record<string, Traced<string>>>;
  return { kind: 'run', command, mounts: [...caches, ...secrets], env };
}

/** A block of `KEY = text`, as plain texts. */
export function entriesOf(property: Property, context: LowerContext): Readonly<Record<string, Traced<string>>> {
  const out: Record<string, Traced<string>> = {};
  const inImage = property.statement.context === 'stage' || property.statement.context === 'run';
  const place = inImage ? 'a layer of the image' : `\`${property.statement.row.word}\``;
  for (const entry of property.statement.block?.entries ?? []) {
    const text = spelling(evaluate(entry.value, property.scope, context.world), 'text', place, context);
    if (text !== undefined) out[entry.key] = text;
  }
  return out;
}
