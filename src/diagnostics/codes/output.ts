// DEP6xxx: a manifest, Dockerfile or bake file breaks its schema or a server rule.
// 60xx: what is checked; 61xx: the schema and its versions; 62xx: the API server's own rules, one code a concern.

import { defineCodes } from './define.js';
import type { CodeRow } from './define.js';

/** `field`: the last step of the path, for reading; the whole path is a note. */
export interface FieldParams {
  readonly object: string;
  readonly field: string;
}

/** A rule of the server: `problem` continues the sentence that `field` starts. */
export interface RuleParams extends FieldParams {
  readonly problem: string;
}

/** The object itself has no path. */
function nameOf(field: string): string {
  return field === '' ? 'the object' : `\`${field}\``;
}

function serverRule(name: string, severity: 'error' | 'warning' = 'error'): CodeRow<RuleParams> {
  return { name, severity, since: '0.1', message: ({ object, field, problem }) => `${object}: ${nameOf(field)} ${problem}` };
}

export const outputCodes = defineCodes({
  DEP6001: {
    name: 'unchecked-kind',
    severity: 'warning',
    since: '0.1',
    message: ({ object, apiVersion }: { object: string; apiVersion: string }) => `${object} is not checked: there is no schema for its kind in \`${apiVersion}\``,
  },
  DEP6101: {
    name: 'unknown-field',
    severity: 'error',
    since: '0.1',
    message: ({ object, field, type }: FieldParams & { type: string }) => `${object}: there is no field \`${field}\` in \`${type}\``,
  },
  DEP6102: {
    name: 'wrong-field-type',
    severity: 'error',
    since: '0.1',
    message: ({ object, field, expected, found }: FieldParams & { expected: string; found: string }) => `${object}: \`${field}\` must be ${expected}, found ${found}`,
  },
  DEP6103: {
    name: 'missing-field',
    severity: 'error',
    since: '0.1',
    message: ({ object, field, missing }: FieldParams & { missing: string }) => `${object}: ${nameOf(field)} needs a \`${missing}\``,
  },
  DEP6104: {
    name: 'not-an-allowed-value',
    severity: 'error',
    since: '0.1',
    message: ({ object, field, allowed, found }: FieldParams & { allowed: readonly string[]; found: string }) =>
      `${object}: \`${field}\` must be ${allowed.map((one) => `\`${one}\``).join(' or ')}, found ${found}`,
  },
  DEP6105: {
    name: 'malformed-value',
    severity: 'error',
    since: '0.1',
    message: ({ object, field, expected, found }: FieldParams & { expected: string; found: string }) => `${object}: \`${field}\` must be ${expected}, found ${found}`,
  },
  DEP6106: {
    name: 'duplicate-entry',
    severity: 'error',
    since: '0.1',
    message: ({ object, field, key }: FieldParams & { key: string }) => `${object}: two entries of \`${field}\` have the same ${key}`,
  },
  DEP6107: {
    name: 'field-not-in-version',
    severity: 'error',
    since: '0.1',
    message: ({ object, field, range, from, to }: FieldParams & { range: string; from: string; to: string }) =>
      `${object}: \`${field}\` exists ${range}, and the target is ${from === to ? from : `${from} to ${to}`}`,
  },
  DEP6108: {
    name: 'field-dropped',
    severity: 'warning',
    since: '0.1',
    message: ({ object, field, gate, on, from }: FieldParams & { gate: string; on: string | undefined; from: string }) =>
      `${object}: Kubernetes ${from} drops \`${field}\` without a word: its feature gate \`${gate}\` is off by default ${on === undefined ? 'in every release up to 1.36' : `before ${on}`}`,
  },
  DEP6201: serverRule('invalid-metadata'),
  DEP6202: serverRule('invalid-container'),
  DEP6203: serverRule('invalid-probe'),
  DEP6204: serverRule('invalid-volume'),
  DEP6205: serverRule('invalid-resources'),
  DEP6206: serverRule('invalid-scheduling'),
  DEP6207: serverRule('invalid-workload'),
  DEP6208: serverRule('invalid-service'),
  DEP6209: serverRule('invalid-ingress'),
  DEP6210: serverRule('invalid-config-data'),
  DEP6211: serverRule('invalid-autoscaler'),
  DEP6212: serverRule('invalid-claim'),
  DEP6213: serverRule('invalid-security-context'),
  DEP6214: serverRule('invalid-pod-spec'),
  DEP6215: serverRule('invalid-disruption-budget'),
  DEP6216: serverRule('invalid-network-policy'),
  DEP6217: {
    name: 'pod-security-violation',
    severity: 'error',
    since: '0.1',
    message: ({ object, namespace, level, reasons }: { object: string; namespace: string; level: string; reasons: readonly string[] }) =>
      `${object}: its pods are refused in the namespace \`${namespace}\`, which enforces \`${level}\`: ${reasons.join('; ')}`,
  },
  DEP6218: serverRule('server-warning', 'warning'),
  DEP6219: {
    name: 'duplicate-object',
    severity: 'error',
    since: '0.1',
    message: ({ object, namespace }: { object: string; namespace: string | undefined }) =>
      `there are two objects ${object}${namespace === undefined ? '' : ` in the namespace \`${namespace}\``}`,
  },
});
