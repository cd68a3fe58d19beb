// How many.

import { option, value, type Row } from './row.js';

export const scalingRows: readonly Row[] = [
  {
    word: 'replicas', in: ['service', 'worker', 'stateful'], places: [value('COUNT', 'integer', { range: true })],
    options: [option('at'), option('cpu', value('PERCENT', 'percent')), option('memory', value('PERCENT', 'percent')), option('evict', value('COUNT', 'integer'))], repeat: 'once',
    default: { rule: 'replicas', value: '1', reason: 'one is what a program with no further knowledge can stand' },
    doc: 'How many pods: a number, or a range that an autoscaler moves in, aiming at a share of the requested cpu or memory. From two on, maintenance takes one pod at a time (`evict 2`: two).',
    example: 'replicas 2..10 at cpu 70%',
  },
];
