// Asks a yes-or-no question on the terminal. The only interactive place of the program.

import { createInterface } from 'node:readline/promises';

/** True for `y` or `yes`. Everything else, the end of the input and an abort included, is no. */
export async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await Promise.race([
      terminal.question(question, { signal }),
      // Ctrl-D ends the input without an answer.
      new Promise<string>((resolve) => terminal.once('close', () => resolve(''))),
    ]);
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (signal.aborted) return false;
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
