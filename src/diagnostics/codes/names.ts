// DEP2xxx: names: unknown, duplicate, cycle, unused.

import { defineCodes } from './define.js';

/** `a` waits for `b`, which waits for `a`. The last one of `path` is its first. */
function chain(path: readonly string[], verb: string): string {
  const [first = '', ...rest] = path.map((one) => `\`${one}\``);
  return rest.length === 1 ? `${first} ${verb} itself` : `${first} ${verb} ${rest.join(`, which ${verb} `)}`;
}

export const namesCodes = defineCodes({
  DEP2001: {
    name: 'unknown-name', severity: 'error', since: '0.1',
    message: ({ kind, name }: { kind: string; name: string }) => `no ${kind} is called \`${name}\``,
  },
  DEP2002: {
    name: 'duplicate-name', severity: 'error', since: '0.1',
    message: ({ name }: { name: string }) => `\`${name}\` is declared twice`,
  },
  DEP2003: {
    name: 'reserved-name', severity: 'error', since: '0.1',
    message: ({ name }: { name: string }) => `\`${name}\` is a word of the language and cannot be a name`,
  },
  DEP2004: {
    name: 'unknown-output', severity: 'error', since: '0.1',
    message: ({ thing, name, output }: { thing: string; name: string; output: string }) => `the ${thing} \`${name}\` has no \`${output}\``,
  },
  DEP2005: {
    name: 'start-order-cycle', severity: 'error', since: '0.1',
    message: ({ path }: { path: readonly string[] }) => `${chain(path, 'waits for')}: ${path.length > 2 ? 'none of them can start first' : 'it can never start'}`,
  },
  DEP2006: {
    name: 'wrong-kind-of-thing', severity: 'error', since: '0.1',
    message: ({ name, found, expected }: { name: string; found: string; expected: string }) => `\`${name}\` is ${found}, and ${expected} is needed here`,
  },
  DEP2007: {
    name: 'unused-declaration', severity: 'warning', since: '0.1',
    message: ({ kind, name }: { kind: string; name: string }) => `${kind === 'component' ? 'nothing is made of' : 'nothing reads'} the ${kind} \`${name}\``,
  },
  DEP2008: {
    name: 'incomplete-reference', severity: 'error', since: '0.1',
    message: ({ name, found }: { name: string; found: string }) => `\`${name}\` is ${found}, not a value`,
  },
  DEP2009: {
    name: 'reference-cycle', severity: 'error', since: '0.1',
    message: ({ path }: { path: readonly string[] }) => `${chain(path, 'needs')}: ${path.length > 2 ? 'none of them has a value' : 'it has no value'}`,
  },
  DEP2010: {
    name: 'component-cycle', severity: 'error', since: '0.1',
    message: ({ path }: { path: readonly string[] }) => `${chain(path, 'contains')}: the app would have no end`,
  },
  DEP2011: {
    name: 'unreachable-workload', severity: 'error', since: '0.1',
    message: ({ kind, name, output }: { kind: string; name: string; output: string }) => `the ${kind} \`${name}\` has no \`${output}\`: nothing can connect to a ${kind}`,
  },
  DEP2090: {
    name: 'unused-allow', severity: 'warning', since: '0.1',
    message: ({ code }: { code: string }) => `this \`allow "${code}"\` silences nothing`,
  },
});
