// Ports of a container, with a name for each.

import { codes, report } from '../../diagnostics/index.js';
import type { Port } from '../model/app-model.js';
import { derivePortName, portNameProblem } from '../model/names.js';
import { byDefault, derived, spanOf, type Traced } from '../model/origin.js';
import { all, has, one, read, saidBy, wordAt, type LowerContext, type Property } from './context.js';

/** The ports of one container, in source order; `taken`: names and numbers of the pod's other containers. */
export function lowerPorts(properties: readonly Property[], workload: string, context: LowerContext, others: readonly Port[] = []): readonly Port[] {
  const said = all(properties, 'port');
  const named = new Set(said.flatMap((property) => wordAt(property, 'NAME')?.value ?? []));
  const found: { readonly port: Port; readonly depth: number }[] = [];
  for (const property of said) {
    const before = [...others, ...found.map((one) => one.port)];
    const port = lowerPort(property, found.length === 0 && isWeb(properties), before, named, context);
    if (port === undefined) continue;
    const depth = property.scope.steps.length;
    // What an instance says about a port of its component's stands nearer to the file.
    const replaced = found.findIndex((one) => one.port.name.value === port.name.value && depth < one.depth);
    if (replaced >= 0) found[replaced] = { port, depth };
    else {
      reportClash(before, port, workload, property, context);
      found.push({ port, depth });
    }
  }
  return found.map((one) => one.port);
}

function isWeb(properties: readonly Property[]): boolean {
  const health = one(properties, 'health') ?? one(properties, 'ready');
  return one(properties, 'host') !== undefined || (health !== undefined && has(health, 'PATH'));
}

function lowerPort(property: Property, web: boolean, before: readonly Port[], named: ReadonlySet<string>, context: LowerContext): Port | undefined {
  const service = read(property, 'PORT', 'port', context);
  if (service === undefined) return undefined;
  const container = read(property, '-> CONTAINER', 'port', context);
  const word = ['udp', 'tcp', 'sctp'].find((one) => has(property, one));
  const protocol: Port['protocol'] = word === undefined
    ? byDefault('TCP' as const, 'protocol', 'nearly everything speaks TCP', property.statement.span)
    : saidBy(word.toUpperCase() as 'TCP' | 'UDP' | 'SCTP', property, word);
  const number = (text: Traced<string>): Traced<number> => ({ value: Number(text.value), origin: text.origin });
  return {
    name: portName(property, web, number(service), protocol, before, named, context),
    port: number(service),
    container: container === undefined ? derived(Number(service.value), 'the same as the port of the service', service) : number(container),
    protocol,
  };
}

function portName(property: Property, web: boolean, port: Traced<number>, protocol: Port['protocol'], before: readonly Port[], named: ReadonlySet<string>, context: LowerContext): Traced<string> {
  const name = wordAt(property, 'NAME');
  if (name !== undefined) {
    const problem = portNameProblem(name.value);
    if (problem !== undefined) context.report(report(codes.DEP3023, { name: name.value, what: 'the name of a port' }, { span: spanOf(name.origin) ?? property.statement.span, label: 'not possible', notes: [problem] }));
    return name;
  }
  const taken = new Set([...named, ...before.map((other) => other.name.value)]);
  return derived(derivePortName(port.value, protocol.value, web || port.value === 80, taken), web ? 'the main port of a web service' : 'named after its number', port);
}

function reportClash(before: readonly Port[], port: Port, workload: string, property: Property, context: LowerContext): void {
  const clash = before.find((other) => other.protocol.value === port.protocol.value && (other.container.value === port.container.value || other.port.value === port.port.value));
  const named = before.find((other) => other.name.value === port.name.value);
  const other = clash ?? named;
  if (other === undefined) return;
  const first = other.port.origin.kind === 'source' ? [{ span: other.port.origin.span, text: 'first taken here' }] : [];
  const shown = clash === undefined ? `\`${port.name.value}\`` : clash.container.value === port.container.value ? String(port.container.value) : String(port.port.value);
  context.report(report(codes.DEP4002, { port: shown, workload }, { span: property.statement.span, label: 'taken already', related: first }));
}
