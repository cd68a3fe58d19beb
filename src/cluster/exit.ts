// The exit code of the process for each outcome, as data for the CLI.

import type { Diagnostic } from '../diagnostics/index.js';

/** 1 a failure, 3 refused (nothing was forced), 4 a rollout failed, 5 timed out, 7 cannot reach or authenticate, 130 interrupted. */
export const exitCodes: Readonly<Record<string, number>> = {
  DEP7001: 7, DEP7002: 7, DEP7003: 7, DEP7004: 7, DEP7005: 7, DEP7006: 1,
  DEP7010: 3, DEP7011: 3, DEP7012: 3, DEP7013: 3,
  DEP7014: 1, DEP7015: 1, DEP7016: 1, DEP7017: 1, DEP7018: 1,
  DEP7020: 5,
  DEP7021: 4, DEP7022: 4, DEP7023: 4, DEP7024: 4, DEP7025: 4, DEP7026: 4, DEP7027: 4,
  DEP7030: 1, DEP7031: 1,
  DEP7040: 130,
};

/** The first error decides: later ones are often its consequences. 0 when there is none. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): number {
  if (diagnostics.some((one) => one.code === 'DEP7040')) return 130;
  const first = diagnostics.find((one) => one.severity === 'error');
  return first === undefined ? 0 : (exitCodes[first.code] ?? 1);
}
