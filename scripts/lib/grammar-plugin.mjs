// The plugin of esbuild that puts src/grammar/runtime in the place of chevrotain: what ships runs on the tables that
// chevrotain has filled at build time, and holds none of its code.

import { join } from 'node:path';

export const grammarPlugin = {
  name: 'grammar-runtime',
  setup(bundler) {
    const runtime = join(import.meta.dirname, '../../src/grammar/runtime/index.ts');
    bundler.onResolve({ filter: /^chevrotain$/ }, () => ({ path: runtime, sideEffects: false }));
  },
};
