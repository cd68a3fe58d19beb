// Words of the top level of a file: the application as a whole.

import { name, option, value, type Row } from './row.js';

export const topLevelRows: readonly Row[] = [
  {
    word: 'app', in: ['file'], places: [name('NAME'), value('VERSION', 'string', { optional: true })], repeat: 'once',
    doc: 'Names the application, and its version if it has one. Exactly one in the program.',
    example: 'app shop "1.4.0"',
  },
  {
    word: 'namespace', in: ['file'], places: [name('NAME')], options: [option('existing')], repeat: 'once',
    default: { rule: 'namespace', value: 'the name of the app', reason: 'one application, one namespace: names cannot clash and rights can be given to it as a whole' },
    doc: 'The namespace that everything lies in. It is created, with the strictest Pod Security level its pods meet, unless it is `existing`.',
    example: 'namespace shop-test existing',
  },
  {
    word: 'registry', in: ['file'], places: [value('PREFIX', 'string')], repeat: 'once',
    doc: 'Where built images are pushed to and pulled from: PREFIX/NAME:TAG.',
    example: 'registry "ghcr.io/acme"',
  },
  {
    word: 'kubernetes', in: ['file'], places: [value('VERSIONS', 'version', { range: true })], repeat: 'once',
    default: { rule: 'kubernetes', value: '1.30..1.36', reason: 'the releases whose fields the output uses; each is checked' },
    doc: 'The Kubernetes versions that the output must be valid for: one, or a range.',
    example: 'kubernetes 1.30..1.36',
  },
  {
    word: 'allow', in: ['file'], places: [value('CODE', 'string')], options: [option('because', value('REASON', 'string'))], repeat: 'many',
    oneOf: [{ of: ['because'], required: true }],
    doc: 'Silences one warning, here for the whole file, with the reason for it.',
    example: 'allow "DEP4007" because "the demo follows the newest release"',
  },
];
