// DEP0xxx: command line, files, imports.

import { defineCodes } from './define.js';

export const cliCodes = defineCodes({
  DEP0001: {
    name: 'unknown-command',
    severity: 'error',
    since: '0.1',
    message: ({ word }: { word: string }) => `deployc has no command \`${word}\``,
  },
  DEP0002: {
    name: 'unknown-flag',
    severity: 'error',
    since: '0.1',
    message: ({ program, flag }: { program: string; flag: string }) => `\`${program}\` has no flag \`${flag}\``,
  },
  DEP0003: {
    name: 'bad-flag-value',
    severity: 'error',
    since: '0.1',
    message: ({ flag, problem }: { flag: string; problem: string }) => `\`${flag}\` ${problem}`,
  },
  DEP0004: {
    name: 'bad-arguments',
    severity: 'error',
    since: '0.1',
    message: ({ program, problem }: { program: string; problem: string }) => `\`${program}\` ${problem}`,
  },
  DEP0005: {
    name: 'confirmation-needed',
    severity: 'error',
    since: '0.1',
    message: () => 'nobody can be asked here: the input is not a terminal',
  },
  DEP0010: {
    name: 'no-dep-file',
    severity: 'error',
    since: '0.1',
    message: ({ folder }: { folder: string }) => `there is no \`.dep\` file in \`${folder}\``,
  },
  DEP0011: {
    name: 'several-dep-files',
    severity: 'error',
    since: '0.1',
    message: ({ folder, count }: { folder: string; count: number }) => `there are ${count} \`.dep\` files in \`${folder}\``,
  },
  DEP0012: {
    name: 'file-not-found',
    severity: 'error',
    since: '0.1',
    message: ({ path }: { path: string }) => `there is no file \`${path}\``,
  },
  DEP0013: {
    name: 'not-utf8',
    severity: 'error',
    since: '0.1',
    message: ({ path, line }: { path: string; line: number }) => `\`${path}\` is not UTF-8 text: line ${line} holds bytes that are no character`,
  },
  DEP0014: {
    name: 'outside-project',
    severity: 'error',
    since: '0.1',
    message: ({ path }: { path: string }) => `\`${path}\` leads out of the project folder`,
  },
  DEP0015: {
    name: 'cannot-read',
    severity: 'error',
    since: '0.1',
    message: ({ path, problem }: { path: string; problem: string }) => `\`${path}\` cannot be read: ${problem}`,
  },
  DEP0020: {
    name: 'file-not-ours',
    severity: 'error',
    since: '0.1',
    message: ({ path }: { path: string }) => `\`${path}\` was not written by deployc`,
  },
  DEP0021: {
    name: 'changed-by-hand',
    severity: 'error',
    since: '0.1',
    message: ({ path }: { path: string }) => `\`${path}\` was changed after deployc wrote it`,
  },
  DEP0022: {
    name: 'cannot-write',
    severity: 'error',
    since: '0.1',
    message: ({ path, problem }: { path: string; problem: string }) => `\`${path}\` cannot be written: ${problem}`,
  },
  DEP0023: {
    name: 'output-out-of-date',
    severity: 'error',
    since: '0.1',
    message: ({ path, state }: { path: string; state: string }) => `\`${path}\` ${state}`,
  },
  DEP0024: {
    name: 'not-formatted',
    severity: 'error',
    since: '0.1',
    message: ({ path }: { path: string }) => `\`${path}\` is not formatted`,
  },
  DEP0025: {
    name: 'output-is-project',
    severity: 'error',
    since: '0.1',
    message: ({ path, holds }: { path: string; holds: boolean }) => `the output folder \`${path}\` ${holds ? 'holds' : 'is'} the project folder`,
  },
  DEP0026: {
    name: 'output-holds-sources',
    severity: 'error',
    since: '0.1',
    message: ({ path, first, more }: { path: string; first: string; more: number }) => `\`${path}\` cannot be the output folder: it holds \`${first}\`${more === 0 ? '' : ` and ${more} more`}, which deployc did not write`,
  },
  DEP0030: {
    name: 'unknown-code',
    severity: 'error',
    since: '0.1',
    message: ({ word }: { word: string }) => `no diagnostic is called \`${word}\``,
  },
  DEP0031: {
    name: 'unknown-model-path',
    severity: 'error',
    since: '0.1',
    message: ({ path, part, where }: { path: string; part: string; where: string }) => `\`${path}\` leads nowhere: ${where} has no \`${part}\``,
  },
  DEP0032: {
    name: 'unknown-output-line',
    severity: 'error',
    since: '0.1',
    message: ({ path, line, lines }: { path: string; line: number; lines: number }) => `\`${path}\` has ${lines} lines, so there is no line ${line}`,
  },
  DEP0033: {
    name: 'not-an-output-file',
    severity: 'error',
    since: '0.1',
    message: ({ path, app }: { path: string; app: string }) => `\`${path}\` is no file that deployc writes for \`${app}\``,
  },
  DEP0034: {
    name: 'line-number-missing',
    severity: 'error',
    since: '0.1',
    message: ({ path }: { path: string }) => `\`${path}\` is a generated file: it is explained line by line, and no line is named`,
  },
});
