// What the instances of components were given and what they offer, for those who ask about them. It reports nothing and reads
// for nobody: what is wrong with a parameter or an output is found where it is used.

import type { Expr } from '../check/checked.js';
import { evaluate, type Value, type World } from '../configure/evaluate.js';
import type { Scope } from '../configure/scope.js';
import type { Instance, Workload } from '../model/app-model.js';
import type { Traced } from '../model/origin.js';
import { originAtScope, type LowerContext } from './context.js';

/** The instances below `scope`. `workloads`: all of the app, lowered: they have the ports and images that outputs tell. */
export function lowerInstances(scope: Scope, workloads: readonly Workload[], context: LowerContext): readonly Instance[] {
  const world = silent(context.world, workloads);
  return [...scope.children.values()].flatMap((child) => [...lowerInstance(child, world), ...lowerInstances(child, workloads, context)]);
}

function lowerInstance(scope: Scope, world: World): readonly Instance[] {
  const { instance } = scope;
  if (instance === undefined) return [];
  const { declaration } = instance.checked;
  const origin = originAtScope(declaration.span, instance.parent);
  const parameters: Record<string, Traced<string>> = {};
  const outputs: Record<string, Traced<string>> = {};
  for (const statement of scope.body.statements) {
    const name = statement.args.get('NAME')?.[0];
    if (name?.kind !== 'name') continue;
    if (statement.row.word === 'output' && statement.value !== undefined) put(outputs, name.text, evaluate(statement.value, scope, world), scope);
  }
  for (const given of parametersOf(scope)) put(parameters, given.name, evaluate(given.expr, given.scope, world), given.scope);
  return [{ name: { value: instance.name, origin }, component: { value: instance.component, origin }, parameters, outputs }];
}

interface Given {
  readonly name: string;
  readonly expr: Expr;
  readonly scope: Scope;
}

/** The values of all parameters, each with the scope it was written in. */
function parametersOf(scope: Scope): readonly Given[] {
  return scope.body.statements.flatMap((statement) => {
    const name = statement.row.word === 'param' ? statement.args.get('NAME')?.[0] : undefined;
    if (name?.kind !== 'name') return [];
    const given = scope.instance?.checked.parameters.get(name.text);
    if (given !== undefined && scope.instance !== undefined) return [{ name: name.text, expr: given, scope: scope.instance.parent }];
    return statement.value === undefined ? [] : [{ name: name.text, expr: statement.value, scope }];
  });
}

function put(map: Record<string, Traced<string>>, name: string, value: Value, scope: Scope): void {
  const text = textOf(value);
  if (text !== undefined) map[name] = { value: text, origin: 'origin' in value ? value.origin : originAtScope(value.span, scope) };
}

/** The text of a value. A secret stays a reference: `secret db-admin.password`, inside of a text in `<` and `>`. */
function textOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'atom':
      return value.text;
    case 'secret-text': {
      const alone = value.parts.length === 1;
      return value.parts.map((part) => (part.kind === 'text' ? part.text : alone ? `secret ${part.secret}.${part.key}` : `<secret ${part.secret}.${part.key}>`)).join('');
    }
    case 'config-key':
      return textOf(value.text);
    case 'range':
      return `${textOf(value.low) ?? ''}..${textOf(value.high) ?? ''}`;
    case 'list':
      return value.items.map((item) => textOf(item) ?? '').join(', ');
    case 'call':
      return `${value.name}(${textOf(value.argument) ?? ''})`;
    case 'bad':
      return undefined;
  }
}

/** A world that answers from what is lowered, and writes nothing down. */
function silent(world: World, workloads: readonly Workload[]): World {
  const main = (name: string): Workload['containers'][number] | undefined => workloads.find((workload) => workload.name.value === name)?.containers[0];
  return {
    ...world,
    memory: new Map(),
    reads: () => undefined,
    readsKey: () => undefined,
    cycle: () => undefined,
    noVersion: () => undefined,
    imageOf: (name) => main(name)?.image,
    portOf: (name, wanted) => {
      const port = wanted === undefined ? main(name)?.ports[0] : main(name)?.ports.find((one) => one.name.value === wanted);
      return port && { value: String(port.port.value), origin: port.port.origin };
    },
  };
}
