// Probes and the actions they share with lifecycle hooks.
// Source: pkg/apis/core/validation/validation.go, validateProbe, validateLivenessProbe, validateHandler (1.35).

import { codes } from '../../../diagnostics/index.js';
import { portNameProblem } from '../../model/names.js';
import type { Plain } from '../../emit/tree.js';
import { at, listAt, numberAt, objectAt, textAt } from '../plain.js';
import { eachItem, notBelow, present } from './rule.js';
import type { Fail, PodRule } from './rule.js';

const counts = ['failureThreshold', 'initialDelaySeconds', 'periodSeconds', 'successThreshold', 'timeoutSeconds'];
const kinds = ['livenessProbe', 'readinessProbe', 'startupProbe'];

export const probes: PodRule = {
  code: codes.DEP6203,
  check: (pod, fail) => {
    for (const { value, pointer } of pod.containers) {
      const ports = new Set(listAt(value, 'ports').map((port) => textAt(port, 'name')));
      for (const kind of kinds) {
        const probe = objectAt(value, kind);
        if (probe !== undefined) checkProbe(probe, `${pointer}/${kind}`, kind, ports, fail);
      }
    }
  },
};

function checkProbe(probe: Plain, pointer: string, kind: string, ports: ReadonlySet<string | undefined>, fail: Fail): void {
  checkHandler(probe, pointer, ['exec', 'grpc', 'httpGet', 'tcpSocket'], fail);
  notBelow(probe, pointer, counts, fail);
  const success = numberAt(probe, 'successThreshold') ?? 1;
  if (kind !== 'readinessProbe' && success > 1) fail(`${pointer}/successThreshold`, 'must be 1 for liveness and startup probes');
  const grace = numberAt(probe, 'terminationGracePeriodSeconds');
  if (grace !== undefined && kind === 'readinessProbe') fail(`${pointer}/terminationGracePeriodSeconds`, 'is not for readiness probes');
  else if (grace !== undefined && grace <= 0) fail(`${pointer}/terminationGracePeriodSeconds`, 'must be greater than 0');
  // The server takes any name; the kubelet then finds no such port, and the probe fails for ever.
  for (const action of ['httpGet', 'tcpSocket']) {
    const port = at(probe, action, 'port');
    if (typeof port === 'string' && portNameProblem(port) === undefined && !ports.has(port)) fail(`${pointer}/${action}/port`, `names no port of its container, found \`${port}\``);
  }
}

/** Exactly one of `actions`, and that one complete. */
export function checkHandler(handler: Plain, pointer: string, actions: readonly string[], fail: Fail): void {
  const found = present(handler, actions);
  if (found.length !== 1) fail(pointer, `must have exactly one of ${actions.map((one) => `\`${one}\``).join(', ')}`);
  if (objectAt(handler, 'exec') !== undefined && listAt(handler, 'exec', 'command').length === 0) fail(`${pointer}/exec`, 'needs a `command`');
  for (const action of ['httpGet', 'tcpSocket']) checkPort(at(handler, action, 'port'), `${pointer}/${action}/port`, fail);
  const grpc = numberAt(handler, 'grpc', 'port');
  if (grpc !== undefined) checkPort(grpc, `${pointer}/grpc/port`, fail);
  const scheme = textAt(handler, 'httpGet', 'scheme') ?? '';
  if (scheme !== '' && scheme !== 'HTTP' && scheme !== 'HTTPS') fail(`${pointer}/httpGet/scheme`, 'must be `HTTP` or `HTTPS`');
  eachItem(objectAt(handler, 'httpGet'), `${pointer}/httpGet`, 'httpHeaders', (header, place) => {
    if (!/^[-A-Za-z0-9]+$/.test(textAt(header, 'name') ?? '')) fail(`${place}/name`, 'must consist of letters, digits and `-`');
  });
}

/** A port number or the name of a port (ValidatePortNumOrName). */
export function checkPort(port: Plain | undefined, pointer: string, fail: Fail): void {
  if (typeof port === 'number' && (port < 1 || port > 65535)) fail(pointer, 'must be between 1 and 65535');
  const problem = typeof port === 'string' ? portNameProblem(port) : undefined;
  if (problem !== undefined) fail(pointer, `is no name for a port: ${problem}`);
}
