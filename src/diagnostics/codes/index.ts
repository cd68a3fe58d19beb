// THE registry of codes: one file per range, merged here.
//
//   DEP0xxx cli.ts      command line, files       DEP5xxx target.ts   what a stack or target cannot express
//   DEP1xxx syntax.ts   characters, syntax        DEP6xxx output.ts   our output breaks a schema or a server's rule
//   DEP2xxx names.ts    unknown, duplicate, …     DEP7xxx cluster.ts  unreachable, refused, not ready in time
//   DEP3xxx words.ts    words, types, ranges      DEP9xxx internal.ts a bug of deployc
//   DEP4xxx meaning.ts  what the app means
//
// A new code is three things: one row in the file of its range (the next free number; a number is never used twice, a row that
// is no longer reported says `retired: true`), one page docs/errors/DEPnnnn.md, and one case in test/errors that shows it.
// The message says what is wrong, alone and in one sentence; facts go into notes, advice into help, places into labels.

import { cliCodes } from './cli.js';
import { clusterCodes } from './cluster.js';
import { internalCodes } from './internal.js';
import { meaningCodes } from './meaning.js';
import { namesCodes } from './names.js';
import { outputCodes } from './output.js';
import { syntaxCodes } from './syntax.js';
import { targetCodes } from './target.js';
import { wordsCodes } from './words.js';

export { report } from './define.js';
export type { Code, CodeRow } from './define.js';

export const codes = {
  ...cliCodes,
  ...syntaxCodes,
  ...namesCodes,
  ...wordsCodes,
  ...meaningCodes,
  ...targetCodes,
  ...outputCodes,
  ...clusterCodes,
  ...internalCodes,
} as const;
