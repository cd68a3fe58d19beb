// Loads the parts of the program from the sources: for `npm run dev` and for tests. Never part of what ships.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ChunkTypes, Loader } from './chunks.js';

const parts = {
  diag: () => import('./chunks/diag.js'),
  oclif: () => import('./chunks/oclif.js'),
  explain: () => import('./chunks/explain.js'),
  graph: () => import('./chunks/graph.js'),
  apply: () => import('./chunks/apply.js'),
} as const;

/** A loader over the package folder `root`. */
export function sourceLoader(root: string): Loader {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  return {
    version,
    load: async <K extends keyof ChunkTypes>(name: K): Promise<ChunkTypes[K]> => (await parts[name]()) as ChunkTypes[K],
    asset: (path) => {
      try {
        return readFileSync(join(root, path), 'utf8');
      } catch {
        return undefined;
      }
    },
  };
}
