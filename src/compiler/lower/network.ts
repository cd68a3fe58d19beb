// Hosts (ingress) and published services.

import { codes, report } from '../../diagnostics/index.js';
import type { Host, Port, Publish } from '../model/app-model.js';
import { byDefault, derived } from '../model/origin.js';
import { all, argumentSpan, one, read, readAll, wordAt, type LowerContext, type Property } from './context.js';
import { choosePort } from './probes.js';

/** The hosts of a service, each with the port it leads to. */
export function lowerHosts(properties: readonly Property[], ports: readonly Port[], owner: string, context: LowerContext): readonly Host[] {
  return all(properties, 'host').flatMap((property): readonly Host[] => {
    const name = read(property, 'HOST', 'hostname', context);
    const port = choosePort('host', property, wordAt(property, 'on PORT'), ports, owner, context);
    if (name === undefined || port === undefined) return [];
    const path = read(property, 'PATH', 'path', context) ?? byDefault('/', 'host-path', 'the whole host', property.statement.span);
    if (!/^\/($|[^/])/.test(path.value) || /\/\/|\/\.\.?(\/|$)|%2f/i.test(path.value)) {
      context.report(report(codes.DEP3011, { found: `\`${path.value}\``, expected: 'a path prefix' }, { span: argumentSpan(property, 'PATH'), label: 'it starts with one `/` and holds no `//`, `/.` or `/..`', help: path.value.startsWith('/') ? [] : [{ text: 'each host is a line of its own', applicability: 'unsafe' }] }));
      return [];
    }
    const tls = read(property, 'tls SECRET', 'string', context);
    return [{ name, path, port: port.name, ...(tls && { tls }) }];
  });
}

/** `publish loadbalancer`, `publish nodeport 30080`. */
export function lowerPublish(properties: readonly Property[], ports: readonly Port[], owner: string, context: LowerContext): Publish | undefined {
  const property = one(properties, 'publish');
  const how = property === undefined ? undefined : wordAt(property, 'HOW');
  if (property === undefined || how === undefined) return undefined;
  if (choosePort('publish', property, undefined, ports, owner, context) === undefined) return undefined;
  const type = derived(how.value === 'nodeport' ? 'NodePort' as const : 'LoadBalancer' as const, 'the type of the service', how);
  const port = read(property, 'PORT', 'port', context);
  const from = readAll(property, 'from RANGE', 'cidr', context);
  if (port !== undefined && type.value === 'LoadBalancer') {
    context.report(report(codes.DEP3018, { one: 'loadbalancer', other: port.value }, { span: argumentSpan(property, 'PORT'), label: 'a load balancer uses the ports of the service', help: [{ text: 'take the number away; `port 80 -> 8080` sets the port of the service', applicability: 'unsafe' }] }));
  }
  // The API server's default --service-node-port-range.
  if (port !== undefined && type.value === 'NodePort' && (Number(port.value) < 30000 || Number(port.value) > 32767)) {
    context.report(report(codes.DEP3013, { found: `\`${port.value}\``, expected: 'a node port' }, { span: argumentSpan(property, 'PORT'), label: 'node ports are between 30000 and 32767' }));
  }
  if (from.length > 0 && type.value === 'NodePort') {
    context.report(report(codes.DEP3018, { one: 'nodeport', other: 'from' }, { span: argumentSpan(property, 'from'), label: 'only a load balancer can refuse addresses' }));
  }
  return { type, from, ...(port && type.value === 'NodePort' && { nodePort: { value: Number(port.value), origin: port.origin } }) };
}
