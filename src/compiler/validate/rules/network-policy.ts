// NetworkPolicies. Source: pkg/apis/networking/validation/validation.go, ValidateNetworkPolicySpec, ValidateIPBlock.

import { codes } from '../../../diagnostics/index.js';
import type { Plain } from '../../emit/tree.js';
import { isCidr } from '../address.js';
import { at, listAt, numberAt, objectAt, textAt } from '../plain.js';
import { checkPort } from './probes.js';
import { eachItem, present } from './rule.js';
import type { Fail, ObjectRule } from './rule.js';
import { checkSelector } from './selectors.js';

export const networkPolicy: ObjectRule = {
  code: codes.DEP6216,
  kinds: ['NetworkPolicy'],
  check: (object, fail) => {
    const spec = objectAt(object, 'spec');
    checkSelector(at(spec, 'podSelector'), '/spec/podSelector', fail);
    for (const [index, type] of listAt(spec, 'policyTypes').entries()) {
      if (type !== 'Ingress' && type !== 'Egress') fail(`/spec/policyTypes/${index}`, 'must be `Ingress` or `Egress`');
    }
    for (const [list, peers] of [['ingress', 'from'], ['egress', 'to']] as const) {
      eachItem(spec, '/spec', list, (rule, place) => {
        eachItem(rule, place, peers, (peer, here) => checkPeer(peer, here, fail));
        eachItem(rule, place, 'ports', (port, here) => checkPorts(port, here, fail));
      });
    }
  },
};

function checkPeer(peer: Plain, place: string, fail: Fail): void {
  const found = present(peer, ['ipBlock', 'namespaceSelector', 'podSelector']);
  if (found.length === 0) fail(place, 'must have `podSelector`, `namespaceSelector` or `ipBlock`');
  if (found.includes('ipBlock') && found.length > 1) fail(`${place}/ipBlock`, 'must stand alone');
  for (const field of ['namespaceSelector', 'podSelector']) checkSelector(at(peer, field), `${place}/${field}`, fail);
  if (!found.includes('ipBlock')) return;
  if (!isCidr(textAt(peer, 'ipBlock', 'cidr') ?? '')) fail(`${place}/ipBlock/cidr`, 'must be a range of addresses such as `10.0.0.0/8`');
  for (const [index, range] of listAt(peer, 'ipBlock', 'except').entries()) {
    if (typeof range === 'string' && !isCidr(range)) fail(`${place}/ipBlock/except/${index}`, 'must be a range of addresses such as `10.0.0.0/8`');
  }
}

function checkPorts(port: Plain, place: string, fail: Fail): void {
  checkPort(at(port, 'port'), `${place}/port`, fail);
  const end = numberAt(port, 'endPort');
  if (end === undefined) return;
  const start = numberAt(port, 'port');
  if (start === undefined) fail(`${place}/endPort`, 'needs a `port` that is a number');
  else if (end < start || end > 65535) fail(`${place}/endPort`, `must be between the port, ${start}, and 65535`);
}
