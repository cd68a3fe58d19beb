// Services.
// Source: pkg/apis/core/validation/validation.go, ValidateService, validateServicePort, validateServiceExternalTrafficPolicy (1.35).

import { codes } from '../../../diagnostics/index.js';
import { DNS_LABEL, DNS_SUBDOMAIN, nameProblem, qualifiedNameProblem } from '../../model/names.js';
import type { Plain } from '../../emit/tree.js';
import { isCidr, isIpAddress } from '../address.js';
import { at, listAt, numberAt, objectAt, textAt } from '../plain.js';
import type { PlainObject } from '../plain.js';
import { checkLabels } from './metadata.js';
import { checkPort } from './probes.js';
import { eachItem, present, within } from './rule.js';
import type { Fail, ObjectRule } from './rule.js';

const trafficDistributions = ['PreferClose', 'PreferSameNode', 'PreferSameZone'];

export const service: ObjectRule = {
  code: codes.DEP6208,
  kinds: ['Service'],
  check: (object, fail) => {
    const spec = objectAt(object, 'spec');
    if (spec === undefined) return fail('', 'needs a `spec`');
    const type = textAt(spec, 'type') ?? 'ClusterIP';
    checkLabels(spec, '/spec', 'selector', fail);
    checkPorts(spec, type, fail);
    checkAddresses(spec, type, fail);
    checkTraffic(spec, type, fail);
  },
};

function checkPorts(spec: PlainObject, type: string, fail: Fail): void {
  const ports = listAt(spec, 'ports');
  if (ports.length === 0 && type !== 'ExternalName' && textAt(spec, 'clusterIP') !== 'None') fail('/spec', 'needs at least one of `ports`');
  const names = new Set<string>();
  const nodePorts = new Set<string>();
  eachItem(spec, '/spec', 'ports', (port, place) => {
    const name = textAt(port, 'name') ?? '';
    if (name === '' && ports.length > 1) fail(place, 'needs a `name`, because there are several ports');
    const problem = name === '' ? undefined : nameProblem(name, DNS_LABEL);
    if (problem !== undefined) fail(`${place}/name`, `is no name for a port: ${problem}`);
    else if (name !== '' && names.has(name)) fail(`${place}/name`, 'must be unique among the ports');
    names.add(name);
    within(port, place, 'port', 1, 65535, fail);
    checkPort(at(port, 'targetPort'), `${place}/targetPort`, fail);
    const protocol = textAt(port, 'appProtocol');
    if (protocol !== undefined && qualifiedNameProblem(protocol) !== undefined) fail(`${place}/appProtocol`, 'must be a qualified name');
    checkNodePort(port, place, type, nodePorts, fail);
  });
}

function checkNodePort(port: Plain, place: string, type: string, seen: Set<string>, fail: Fail): void {
  const nodePort = numberAt(port, 'nodePort') ?? 0;
  if (nodePort === 0) return;
  if (type !== 'NodePort' && type !== 'LoadBalancer') fail(`${place}/nodePort`, `must be absent for the type \`${type}\``);
  // The range is a flag of the server (--service-node-port-range); this is its default, and the port allocator refuses others.
  else within(port, place, 'nodePort', 30000, 32767, fail);
  const id = `${textAt(port, 'protocol') ?? 'TCP'} ${nodePort}`;
  if (seen.has(id)) fail(`${place}/nodePort`, 'is used twice');
  seen.add(id);
}

function checkAddresses(spec: PlainObject, type: string, fail: Fail): void {
  const address = textAt(spec, 'clusterIP') ?? '';
  if (address === 'None' && (type === 'NodePort' || type === 'LoadBalancer')) fail('/spec/clusterIP', `must not be \`None\` for the type \`${type}\``);
  if (address !== '' && address !== 'None' && !isIpAddress(address)) fail('/spec/clusterIP', 'must be an IP address, `None` or absent');
  if (type === 'ExternalName') {
    const name = (textAt(spec, 'externalName') ?? '').replace(/\.$/, '');
    const problem = nameProblem(name, DNS_SUBDOMAIN);
    if (problem !== undefined) fail(name === '' ? '/spec' : '/spec/externalName', name === '' ? 'needs an `externalName`' : `is no host name: ${problem}`);
    for (const field of present(spec, ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'])) fail(`/spec/${field}`, 'must be absent for the type `ExternalName`');
  }
  for (const [index, one] of listAt(spec, 'externalIPs').entries()) {
    if (typeof one === 'string' && (!isIpAddress(one) || /^(127\.|169\.254\.|0\.0\.0\.0$|::1$|fe80:)/.test(one))) fail(`/spec/externalIPs/${index}`, 'must be an IP address that is reachable from outside');
  }
  for (const [index, range] of listAt(spec, 'loadBalancerSourceRanges').entries()) {
    if (typeof range === 'string' && !isCidr(range.trim())) fail(`/spec/loadBalancerSourceRanges/${index}`, 'must be a range of addresses such as `10.0.0.0/8`');
  }
}

function checkTraffic(spec: PlainObject, type: string, fail: Fail): void {
  if (type !== 'LoadBalancer') {
    for (const field of present(spec, ['allocateLoadBalancerNodePorts', 'loadBalancerClass', 'loadBalancerSourceRanges'])) fail(`/spec/${field}`, `must be absent for the type \`${type}\``);
  }
  const isExternal = type === 'NodePort' || type === 'LoadBalancer' || listAt(spec, 'externalIPs').length > 0;
  const policy = textAt(spec, 'externalTrafficPolicy');
  if (policy !== undefined && !isExternal) fail('/spec/externalTrafficPolicy', `must be absent for the type \`${type}\``);
  const healthPort = numberAt(spec, 'healthCheckNodePort') ?? 0;
  if (healthPort !== 0 && (type !== 'LoadBalancer' || policy !== 'Local')) fail('/spec/healthCheckNodePort', 'needs the type `LoadBalancer` and `externalTrafficPolicy: Local`');
  if (textAt(spec, 'sessionAffinity') === 'ClientIP') within(at(spec, 'sessionAffinityConfig', 'clientIP'), '/spec/sessionAffinityConfig/clientIP', 'timeoutSeconds', 1, 86400, fail);
  const distribution = textAt(spec, 'trafficDistribution');
  if (distribution !== undefined && !trafficDistributions.includes(distribution)) fail('/spec/trafficDistribution', `must be one of ${trafficDistributions.map((one) => `\`${one}\``).join(', ')}`);
  const families = listAt(spec, 'ipFamilies');
  if (families.length > 2 || new Set(families).size !== families.length) fail('/spec/ipFamilies', 'must hold each family once');
}
