// Environment variables, configuration, secrets, labels.

import { CONTAINERS, name, option, thing, WORKLOADS, type Row } from './row.js';

export const configurationRows: readonly Row[] = [
  {
    word: 'env', in: [...CONTAINERS], places: [], options: [option('from', thing('SOURCE', ['config', 'secret', 'instance', 'workload'])), option('prefix', { kind: 'name', label: 'PREFIX' })],
    block: { context: 'env' }, repeat: 'many',
    doc: 'Environment variables: a block of `NAME = value`, or every output or key of something (`env from db prefix DB_`), in capitals.',
    example: 'env { LOG_LEVEL = "info" }',
  },
  {
    word: 'config', in: ['file', 'component'], places: [name('NAME')], options: [option('stable')], block: { context: 'config', required: true }, repeat: 'named',
    doc: 'Configuration: keys with plain values or files. Pods that read it restart when it changes; `stable` keeps the object name and the pods as they are.',
    example: 'config settings { LOG_LEVEL = "info" }',
  },
  {
    word: 'secret', in: ['file', 'component'], places: [name('NAME')], block: { context: 'secret', required: true }, repeat: 'named',
    doc: 'Secret values: `generate(32)` (made once in the cluster), `env("TOKEN")` and `file(./x)` (read when the app is applied), or text composed of other secrets.',
    example: 'secret api { token = generate(32) }',
  },
  { word: 'labels', in: ['file', ...WORKLOADS], places: [], block: { context: 'labels', required: true }, repeat: 'many', doc: 'Labels on the objects.', example: 'labels { team = "shop" }' },
  { word: 'annotations', in: ['file', ...WORKLOADS], places: [], block: { context: 'annotations', required: true }, repeat: 'many', doc: 'Annotations on the objects.', example: 'annotations { contact = "shop@example.com" }' },
  {
    word: 'param', in: ['component'], places: [name('NAME'), { kind: 'word', label: 'TYPE', words: ['string', 'quantity', 'number', 'bool', 'port', 'duration'] }],
    value: { type: 'any' }, repeat: 'named',
    doc: 'A parameter of the component, set by its instances; without a default it must be set.',
    example: 'param storage quantity = 8Gi',
  },
  { word: 'output', in: ['component'], places: [name('NAME')], value: { type: 'any', required: true }, repeat: 'named', doc: 'A value that others read: `db.host`.', example: 'output host = "db"' },
  { word: 'component', in: ['file'], places: [name('NAME')], block: { context: 'component', required: true }, repeat: 'named', doc: 'A reusable piece with parameters and outputs; its name is then a word: `cache sessions { }`.', example: 'component cache { worker { image "redis:8.2" } }' },
];
