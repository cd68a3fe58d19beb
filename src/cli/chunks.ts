// The parts of the program that are loaded on demand. In the shipped package each is a file of its own that the launcher
// loads with its code cache; when the sources are run, each is a dynamic import. Types only.

import type * as apply from './chunks/apply.js';
import type * as diag from './chunks/diag.js';
import type * as explain from './chunks/explain.js';
import type * as graph from './chunks/graph.js';
import type * as oclif from './chunks/oclif.js';

export interface ChunkTypes {
  /** Renderers. */
  readonly diag: typeof diag;
  /** Help, version, mistakes on the command line, rare spellings. */
  readonly oclif: typeof oclif;
  readonly explain: typeof explain;
  readonly graph: typeof graph;
  /** The cluster client. */
  readonly apply: typeof apply;
}

/** What the entry of a run is given by whoever starts it: the launcher, `npm run dev`, a test. */
export interface Loader {
  readonly load: <K extends keyof ChunkTypes>(name: K) => ChunkTypes[K] | Promise<ChunkTypes[K]>;
  /** The text of a file of the package, e.g. `docs/errors/DEP2001.md`; undefined when there is none. */
  readonly asset: (path: string) => string | undefined;
  readonly version: string;
}
