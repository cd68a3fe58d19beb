// Ingresses.
// Source: pkg/apis/networking/validation/validation.go, ValidateIngressSpec, validateHTTPIngressRuleValue, validateIngressBackend.

import { codes } from '../../../diagnostics/index.js';
import { DNS_LABEL_1035, DNS_SUBDOMAIN, nameProblem, portNameProblem } from '../../model/names.js';
import type { Plain } from '../../emit/tree.js';
import { isIpAddress } from '../address.js';
import { at, listAt, numberAt, objectAt, textAt } from '../plain.js';
import { eachItem, within } from './rule.js';
import type { Fail, ObjectRule } from './rule.js';

const classAnnotation = 'kubernetes.io/ingress.class';
const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];
const badSequences = ['//', '/./', '/../', '%2f', '%2F'];

export const ingress: ObjectRule = {
  code: codes.DEP6209,
  kinds: ['Ingress'],
  check: (object, fail) => {
    const spec = objectAt(object, 'spec');
    const fallback = at(spec, 'defaultBackend');
    if (listAt(spec, 'rules').length === 0 && fallback === undefined) fail('/spec', 'needs `rules` or a `defaultBackend`');
    if (fallback !== undefined) checkBackend(fallback, '/spec/defaultBackend', fail);
    eachItem(spec, '/spec', 'rules', (rule, place) => {
      checkHost(textAt(rule, 'host') ?? '', `${place}/host`, fail);
      const http = objectAt(rule, 'http');
      if (http !== undefined && listAt(http, 'paths').length === 0) fail(`${place}/http`, 'needs at least one of `paths`');
      eachItem(http, `${place}/http`, 'paths', (path, here) => checkPath(path, here, fail));
    });
    eachItem(spec, '/spec', 'tls', (tls, place) => {
      for (const [index, host] of listAt(tls, 'hosts').entries()) {
        if (host === '') fail(`${place}/hosts/${index}`, 'must not be empty');
        else if (typeof host === 'string') checkHost(host, `${place}/hosts/${index}`, fail);
      }
      const secret = textAt(tls, 'secretName') ?? '';
      if (secret !== '' && nameProblem(secret, DNS_SUBDOMAIN) !== undefined) fail(`${place}/secretName`, 'is no name of a Secret');
    });
    const name = textAt(spec, 'ingressClassName');
    if (name !== undefined && nameProblem(name, DNS_SUBDOMAIN) !== undefined) fail('/spec/ingressClassName', 'is no name of an ingress class');
    const annotated = textAt(object, 'metadata', 'annotations', classAnnotation);
    if (name !== undefined && annotated !== undefined && annotated !== name) fail('/spec/ingressClassName', `must be the class of the annotation \`${classAnnotation}\``);
  },
};

function checkHost(host: string, pointer: string, fail: Fail): void {
  if (host === '') return;
  if (isIpAddress(host)) return fail(pointer, 'must be a host name, not an address');
  const problem = nameProblem(host.startsWith('*.') ? host.slice(2) : host, DNS_SUBDOMAIN);
  if (problem !== undefined) fail(pointer, `is no host name: ${problem}`);
}

function checkPath(path: Plain, place: string, fail: Fail): void {
  const type = textAt(path, 'pathType');
  const text = textAt(path, 'path') ?? '';
  if (type === undefined) fail(place, `needs a \`pathType\`: ${pathTypes.map((one) => `\`${one}\``).join(', ')}`);
  else if (type === 'Exact' || type === 'Prefix') {
    if (!text.startsWith('/')) fail(`${place}/path`, 'must begin with `/`');
    const bad = badSequences.find((sequence) => text.includes(sequence));
    if (bad !== undefined) fail(`${place}/path`, `must not contain \`${bad}\``);
    if (text.endsWith('/..') || text.endsWith('/.')) fail(`${place}/path`, 'must not end with `.` or `..`');
  } else if (text !== '' && !text.startsWith('/')) fail(`${place}/path`, 'must begin with `/`');
  const backend = at(path, 'backend');
  if (backend !== undefined) checkBackend(backend, `${place}/backend`, fail);
}

function checkBackend(backend: Plain, place: string, fail: Fail): void {
  const service = objectAt(backend, 'service');
  const resource = objectAt(backend, 'resource');
  if ((service === undefined) === (resource === undefined)) return fail(place, 'must have exactly one of `service` and `resource`');
  if (service === undefined) return;
  const problem = nameProblem(textAt(service, 'name') ?? '', DNS_LABEL_1035);
  if (problem !== undefined) fail(`${place}/service/name`, `is no name of a Service: ${problem}`);
  const name = textAt(service, 'port', 'name') ?? '';
  const number = numberAt(service, 'port', 'number') ?? 0;
  if ((name === '') === (number === 0)) fail(`${place}/service${objectAt(service, 'port') === undefined ? '' : '/port'}`, 'must name its port by `name` or `number`');
  else if (name !== '' && portNameProblem(name) !== undefined) fail(`${place}/service/port/name`, `is no name of a port: ${portNameProblem(name) ?? ''}`);
  else if (name === '') within(at(service, 'port'), `${place}/service/port`, 'number', 1, 65535, fail);
}
