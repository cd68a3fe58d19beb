// The namespace that the app makes is the app's own: with it come labels that the cluster enforces on every pod in it.
// Source: `default` and `kube-system`, `kube-public`, `kube-node-lease` are made by the API server, names with `kube-` are kept
// for Kubernetes (kubernetes.io, Namespaces).

import { codes, report } from '../../diagnostics/index.js';
import { spanOf } from '../model/origin.js';
import type { Rule } from './rule.js';

export const namespace: Rule = ({ model }) => {
  const { name, existing } = model.namespace;
  if (existing.value || !/^(default$|kube-)/.test(name.value)) return [];
  const span = spanOf(name.origin);
  const line = `namespace ${name.value} existing`;
  // A name that nobody wrote is the app's: there is no line to add the word to.
  const said = name.origin.kind === 'source';
  return [report(codes.DEP4028, { namespace: name.value }, {
    span, label: said ? 'not made by an app' : 'the app gives its name to its namespace',
    notes: ['a namespace that is made with the app gets labels that hold for every pod in it, also those of others'],
    help: [
      said && span !== undefined
        ? { text: `to use it as it is: \`${line}\``, edits: [{ span, text: `${name.value} existing` }], applicability: 'unsafe' }
        : { text: `to use it as it is, add a line \`${line}\``, applicability: 'unsafe' },
      { text: `to have one of its own: ${said ? `\`namespace ${model.name.value === name.value ? 'shop' : model.name.value}\`` : 'a line such as `namespace shop`, or another name for the app'}`, applicability: 'unsafe' },
    ],
  })];
};
