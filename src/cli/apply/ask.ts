// Asks a yes-or-no question on the terminal. The only interactive place of the program.

import { createInterface } from 'node:readline/promises';

/** yes for `y` or `yes`; interrupted for Ctrl-C; no for everything else, the end of the input included. */
export async function ask(question: string, signal: AbortSignal): Promise<'yes' | 'no' | 'interrupted'> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // While it reads, the terminal is in raw mode: Ctrl-C is a key, not a signal.
  const interrupted = new Promise<'interrupted'>((resolve) => terminal.once('SIGINT', () => resolve('interrupted')));
  // Ctrl-D ends the input without an answer.
  const closed = new Promise<'no'>((resolve) => terminal.once('close', () => resolve('no')));
  try {
    const answer = terminal.question(question, { signal }).then((text) => (/^y(es)?$/i.test(text.trim()) ? 'yes' : 'no'));
    return await Promise.race([answer, interrupted, closed]);
  } catch (error) {
    if (signal.aborted) return 'interrupted';
    throw error;
  } finally {
    terminal.close();
  }
}

/**
 * Runs `work` with a signal that the first Ctrl-C aborts (what is under way is then finished and reported); the second one
 * ends the process at once.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>, say: (text: string) => void): Promise<T> {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(130);
    say('\ninterrupted: finishing what is under way (press Ctrl-C again to stop at once)\n');
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
