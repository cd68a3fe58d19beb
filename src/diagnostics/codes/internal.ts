// DEP9xxx: internal errors.

import { defineCodes } from './define.js';

export const internalCodes = defineCodes({
  DEP9000: {
    name: 'internal-error',
    severity: 'error',
    since: '0.1',
    message: ({ phase, problem }: { phase: string; problem: string }) => `deployc has a bug in ${phase}: ${problem}`,
  },
});
