// Volumes: one sentence with name, source and place.

import { CONTAINERS, name, option, value, type Row } from './row.js';

const sources = [
  option('ephemeral', value('SIZE', 'size', { optional: true })),
  option('memory', value('SIZE', 'size', { optional: true })),
  option('host', value('PATH', 'path')),
  option('claim', value('CLAIM', 'string')),
  option('nfs', value('SERVER', 'string')),
];

export const storageRows: readonly Row[] = [
  {
    word: 'volume', in: [...CONTAINERS], places: [name('NAME'), value('SIZE', 'size', { optional: true })],
    options: [...sources, option('at', value('PATH', 'path')), option('readonly')],
    oneOf: [{ of: ['SIZE', 'ephemeral', 'memory', 'host', 'claim', 'nfs'] }, { of: ['at'], required: true }], block: { context: 'volume' }, repeat: 'many',
    doc: 'Storage and where it is mounted. A size is a claim that outlives the pod (in a stateful one per replica); without a source it is a volume declared in the pod or the file.',
    example: 'volume data 10Gi at /var/lib/data',
  },
  {
    word: 'volume', in: ['file', 'component'], places: [name('NAME'), value('SIZE', 'size', { optional: true })],
    options: sources, oneOf: [{ of: ['SIZE', 'ephemeral', 'memory', 'host', 'claim', 'nfs'], required: true }], block: { context: 'volume' }, repeat: 'named',
    doc: 'Storage that several workloads mount by its name.',
    example: 'volume uploads 20Gi { access many }',
  },
  { word: 'access', in: ['volume'], places: [{ kind: 'word', label: 'HOW', words: ['one', 'many'] }], repeat: 'once', default: { rule: 'access', value: 'one', reason: 'every storage class can do it' }, doc: 'Whether pods on one node or on many may mount the claim.', example: 'access many' },
  { word: 'class', in: ['volume'], places: [value('CLASS', 'string')], repeat: 'once', default: { rule: 'class', value: "the cluster's default storage class", reason: 'every cluster names its own' }, doc: 'The storage class of the claim.', example: 'class "fast"' },
];
