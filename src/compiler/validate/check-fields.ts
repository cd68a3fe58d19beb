// One walk over an object along its definitions: fields that a target version does not have or drops, and lists with two
// entries of the same key. Knows the tables (history, gates, list keys) and no rule about values.

import { codes } from '../../diagnostics/index.js';
import type { Plain } from '../emit/tree.js';
import { compareVersions, readVersion } from '../values/version.js';
import { historyOf, planner, walkMarked } from './fields.js';
import type { History } from './fields.js';
import { gates } from './gates.js';
import type { Gate } from './gates.js';
import { keyDefaults, listKeys } from './list-keys.js';
import { at, pointerStep } from './plain.js';
import type { Sink } from './report.js';

/** The versions of Kubernetes the output is for, both ends included. */
export interface VersionRange {
  readonly from: string;
  readonly to: string;
}

/** What the tables know of one field. */
interface Mark {
  readonly history: History | undefined;
  readonly gate: Gate | undefined;
  readonly keys: readonly string[] | undefined;
}

const planOf = planner((definition, field): Mark | undefined => {
  const name = `${definition}.${field}`;
  const mark = { history: historyOf(name), gate: gates[name], keys: listKeys[name] };
  return mark.history === undefined && mark.gate === undefined && mark.keys === undefined ? undefined : mark;
});

/** Reports fields unknown to or dropped by a version in `versions`, and double keys. */
export function checkFields(value: Plain, definition: string, versions: VersionRange, sink: Sink): void {
  walkMarked(value, planOf(definition), ({ history, gate, keys }, member, way) => {
    if (keys !== undefined && Array.isArray(member)) checkKeys(member as readonly Plain[], keys, way, sink);
    if (history !== undefined && isMissing(history, versions)) sink(codes.DEP6107, { range: rangeWords(history), ...versions }, pointerOf(way));
    else if (gate !== undefined && (gate.on === undefined || isBefore(versions.from, gate.on))) {
      sink(codes.DEP6108, { gate: gate.gate, on: gate.on, from: versions.from }, pointerOf(way));
    }
  });
}

function pointerOf(way: readonly (string | number)[]): string {
  return way.map((step) => `/${pointerStep(step)}`).join('');
}

function isBefore(a: string, b: string): boolean {
  return compareVersions(readVersion(a) ?? [], readVersion(b) ?? []) < 0;
}

function isMissing(history: History, { from, to }: VersionRange): boolean {
  return (history.since !== undefined && isBefore(from, history.since)) || (history.until !== undefined && isBefore(history.until, to));
}

function rangeWords({ since, until }: History): string {
  if (since === until) return `in ${since ?? ''} only`;
  return [since === undefined ? '' : `since ${since}`, until === undefined ? '' : `up to ${until}`].filter((part) => part !== '').join(' ');
}

function checkKeys(list: readonly Plain[], keys: readonly string[], way: readonly (string | number)[], sink: Sink): void {
  if (list.length < 2) return;
  const seen = new Set<string>();
  for (const [index, item] of list.entries()) {
    const parts = keys.map((key) => at(item, key) ?? keyDefaults[key]);
    const id = parts.length === 1 ? String(parts[0]) : JSON.stringify(parts);
    if (seen.has(id)) sink(codes.DEP6106, { key: keys.map((key, place) => `${key} \`${String(parts[place])}\``).join(' and ') }, `${pointerOf(way)}/${index}`);
    seen.add(id);
  }
}
