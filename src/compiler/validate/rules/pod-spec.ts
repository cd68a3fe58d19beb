// The rest of a pod spec: restart and DNS policy, names it refers to, host aliases, what containers' rules do not cover.
// Source: pkg/apis/core/validation/validation.go, ValidatePodSpec, validatePodDNSConfig, ValidateHostAliases, validateHostUsers (1.35).

import { codes } from '../../../diagnostics/index.js';
import { DNS_LABEL, DNS_SUBDOMAIN, nameProblem, qualifiedNameProblem } from '../../model/names.js';
import { isIpAddress } from '../address.js';
import { at, isTrue, listAt, numberAt, objectAt, textAt } from '../plain.js';
import { eachItem } from './rule.js';
import type { Fail, PodRule, PodView } from './rule.js';

const names = [
  ['hostname', DNS_LABEL], ['nodeName', DNS_SUBDOMAIN], ['priorityClassName', DNS_SUBDOMAIN], ['runtimeClassName', DNS_SUBDOMAIN],
  ['schedulerName', DNS_SUBDOMAIN], ['serviceAccountName', DNS_SUBDOMAIN], ['subdomain', DNS_LABEL],
] as const;

export const podSpec: PodRule = {
  code: codes.DEP6214,
  check: (pod, fail) => {
    for (const [field, rule] of names) {
      const name = textAt(pod.spec, field) ?? '';
      const problem = name === '' ? undefined : nameProblem(name, rule);
      if (problem !== undefined) fail(`${pod.pointer}/${field}`, `is no valid name: ${problem}`);
    }
    const seconds = numberAt(pod.spec, 'activeDeadlineSeconds');
    if (seconds !== undefined && (seconds < 1 || seconds > 2 ** 31 - 1)) fail(`${pod.pointer}/activeDeadlineSeconds`, 'must be between 1 and 2147483647');
    checkDns(pod, fail);
    checkLists(pod, fail);
    checkHostUsers(pod, fail);
  },
};

function checkDns({ spec, pointer }: PodView, fail: Fail): void {
  const servers = listAt(spec, 'dnsConfig', 'nameservers');
  const place = `${pointer}/dnsConfig`;
  if (textAt(spec, 'dnsPolicy') === 'None' && servers.length === 0) fail(`${pointer}/dnsPolicy`, 'must not be `None` without `dnsConfig.nameservers`');
  if (servers.length > 3) fail(`${place}/nameservers`, `must have at most 3 entries, found ${servers.length}`);
  for (const [index, server] of servers.entries()) {
    if (typeof server === 'string' && !isIpAddress(server)) fail(`${place}/nameservers/${index}`, 'must be an IP address');
  }
  const searches = listAt(spec, 'dnsConfig', 'searches');
  if (searches.length > 32) fail(`${place}/searches`, `must have at most 32 entries, found ${searches.length}`);
  else if (searches.join(' ').length > 2048) fail(`${place}/searches`, 'must not be longer than 2048 characters together');
  eachItem(at(spec, 'dnsConfig'), place, 'options', (option, here) => {
    if ((textAt(option, 'name') ?? '') === '') fail(here, 'needs a `name`');
  });
}

function checkLists({ spec, pointer }: PodView, fail: Fail): void {
  eachItem(spec, pointer, 'hostAliases', (alias, place) => {
    if (!isIpAddress(textAt(alias, 'ip') ?? '')) fail(`${place}/ip`, 'must be an IP address');
    for (const [index, host] of listAt(alias, 'hostnames').entries()) {
      if (typeof host === 'string' && nameProblem(host, DNS_SUBDOMAIN) !== undefined) fail(`${place}/hostnames/${index}`, 'must be a host name');
    }
  });
  eachItem(spec, pointer, 'readinessGates', (gate, place) => {
    if (qualifiedNameProblem(textAt(gate, 'conditionType') ?? '') !== undefined) fail(`${place}/conditionType`, 'must be a qualified name');
  });
  eachItem(spec, pointer, 'schedulingGates', (gate, place) => {
    if (qualifiedNameProblem(textAt(gate, 'name') ?? '') !== undefined) fail(`${place}/name`, 'must be a qualified name');
  });
  const system = textAt(spec, 'os', 'name');
  if (objectAt(spec, 'os') !== undefined && system !== 'linux' && system !== 'windows') fail(`${pointer}/os/name`, 'must be `linux` or `windows`');
}

function checkHostUsers({ spec, pointer }: PodView, fail: Fail): void {
  if (at(spec, 'hostUsers') !== false) return;
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (isTrue(spec, field)) fail(`${pointer}/${field}`, 'is not possible with `hostUsers: false`');
  }
}
