// Runs in every test file before its tests: a plain console and a clean exit code.

import nodeConsole from 'node:console';

import { afterEach } from '@jest/globals';

// oclif prints through console.log; the console of Jest would decorate every line.
globalThis.console = nodeConsole;

// A command that fails sets process.exitCode; left alone, a green suite would exit 1.
afterEach(() => {
  process.exitCode = undefined;
});
