// THE vocabulary: every word of the language. Adding a word is one row in its group, its lowering and a golden.

import { buildRows } from './builds.js';
import { configurationRows } from './configuration.js';
import { containerRows } from './containers.js';
import { networkRows } from './network.js';
import { scalingRows } from './scaling.js';
import { storageRows } from './storage.js';
import { topLevelRows } from './top-level.js';
import { workloadRows } from './workloads.js';
import type { Context, Default, EntryContext, Row } from './row.js';

/** All rows, group by group. */
export const VOCABULARY: readonly Row[] = [
  ...topLevelRows, ...workloadRows, ...containerRows, ...networkRows, ...scalingRows, ...storageRows, ...configurationRows, ...buildRows,
];

const ENTRY_CONTEXTS: ReadonlySet<string> = new Set<EntryContext>(['env', 'config', 'secret', 'labels', 'annotations', 'stage-env', 'stage-label']);

/** Are the heads of such a block free keys? */
export function isEntryContext(context: Context): context is EntryContext {
  return ENTRY_CONTEXTS.has(context);
}

let byContext: Map<Context, Map<string, Row>> | undefined;

function tables(): Map<Context, Map<string, Row>> {
  if (byContext !== undefined) return byContext;
  byContext = new Map();
  for (const row of VOCABULARY) {
    for (const context of row.in) {
      const table = byContext.get(context) ?? new Map<string, Row>();
      table.set(row.word, row);
      byContext.set(context, table);
    }
  }
  return byContext;
}

/** The words of a block, in the order of the table. */
export function rowsIn(context: Context): ReadonlyMap<string, Row> {
  return tables().get(context) ?? new Map();
}

/** The row of `word` in a block of `context`. */
export function rowOf(word: string, context: Context): Row | undefined {
  return rowsIn(context).get(word);
}

/** The blocks in which `word` may stand. */
export function contextsOf(word: string): readonly Context[] {
  return VOCABULARY.filter((row) => row.word === word).flatMap((row) => row.in);
}

/** The default of a word's row (the one for blocks of `context`, if there are several); a bug if it has none. */
export function defaultOf(word: string, context?: Context): Default {
  const row = VOCABULARY.find((one) => one.word === word && one.default !== undefined && (context === undefined || one.in.includes(context)));
  if (row?.default === undefined) throw new Error(`the vocabulary has no default for ${word}`);
  return row.default;
}

/** What a block is called in messages: 'the top level', 'a service'. */
export function contextTitle(context: Context): string {
  switch (context) {
    case 'file': return 'the top level';
    case 'instance': return 'an instance';
    case 'init': return 'an init container';
    case 'probe': return 'a probe';
    case 'run': return 'a `run`';
    case 'stage-env': return 'an `env` block';
    case 'env': return 'an `env` block';
    case 'stage-label': return 'a `label` block';
    case 'labels': return 'a `labels` block';
    case 'annotations': return 'an `annotations` block';
    case 'component': case 'service': case 'worker': case 'stateful': case 'daemon': case 'job': case 'cron': case 'container': case 'sidecar':
    case 'stop': case 'volume': case 'build': case 'stage': case 'config': case 'secret':
      return `a \`${context}\``;
  }
}

export type { Context, Default, EntryContext, Option, Place, Row, Thing } from './row.js';
