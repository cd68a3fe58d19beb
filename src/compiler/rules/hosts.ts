// One host and path leads to one service, and one host has one certificate.

import { codes, report, type Diagnostic } from '../../diagnostics/index.js';
import type { Host } from '../model/app-model.js';
import { spanOf, type Traced } from '../model/origin.js';
import type { Rule } from './rule.js';

interface Led {
  readonly host: Host;
  readonly workload: string;
}

export const hosts: Rule = ({ model }) => {
  const seen = new Map<string, Led>();
  const certificates = new Map<string, Traced<string>>();
  const all = model.workloads.flatMap((workload) => workload.hosts.map((host): Led => ({ host, workload: workload.name.value })));
  // In source order, so that `the second one` is.
  return all.sort((a, b) => start(a) - start(b)).flatMap((one): readonly Diagnostic[] => {
    const { name, path, tls } = one.host;
    const key = `${name.value}${prefixOf(path.value)}`;
    const first = seen.get(key);
    if (first !== undefined) return [clash(one, first)];
    seen.set(key, one);
    if (tls === undefined) return [];
    const certificate = certificates.get(name.value);
    certificates.set(name.value, certificate ?? tls);
    return certificate === undefined || certificate.value === tls.value ? [] : [twoCertificates(name.value, tls, certificate)];
  });
};

/** Prefixes are compared element by element: a `/` at the end says nothing (Ingress, pathType `Prefix`). */
function prefixOf(path: string): string {
  return path.replace(/\/+$/, '');
}

function twoCertificates(host: string, tls: Traced<string>, first: Traced<string>): Diagnostic {
  const before = spanOf(first.origin);
  return report(codes.DEP4030, { host }, {
    span: spanOf(tls.origin), label: 'the second one', related: before === undefined ? [] : [{ span: before, text: 'the first one' }],
    notes: ['a connection is encrypted before its path is known: there is one certificate for all paths of a host'],
    help: [{ text: `write \`tls "${first.value}"\` in both lines`, applicability: 'unsafe' }],
  });
}

function start({ host }: Led): number {
  return spanOf(host.name.origin)?.start ?? 0;
}

function clash({ host, workload }: Led, first: Led): Diagnostic {
  const shown = host.path.value === '/' ? host.name.value : `${host.name.value}${host.path.value}`;
  const before = spanOf(first.host.name.origin);
  const where = { span: spanOf(host.name.origin), label: 'the second one', related: before === undefined ? [] : [{ span: before, text: 'the first one' }] };
  if (workload === first.workload) return report(codes.DEP3016, { word: `host "${shown}"` }, where);
  const other = host.path.value === '/' ? '/api' : `${prefixOf(host.path.value)}/v2`;
  return report(codes.DEP4009, { host: shown }, { ...where, help: [{ text: `give one of them another path, for example \`host "${host.name.value}" ${other}\``, applicability: 'unsafe' }] });
}
