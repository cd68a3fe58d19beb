// Which Node images there are, and which of them a folder asks for. The table is data: releases with their end of life,
// so that a compile needs no network and no clock. Source: the Node release schedule (github.com/nodejs/Release); the newest row is what `lts/*` means.

import { Range, satisfies } from 'semver';
import type { Diagnostic, Span } from '../../../diagnostics/index.js';
import { codes, report } from '../../../diagnostics/index.js';

export interface Release {
  readonly major: number;
  /** `lts/iron` in an .nvmrc. */
  readonly codename: string;
  /** The day of the last security fix. */
  readonly end: string;
}

/** The day the table was checked; a release that had ended by then gets a warning. */
export const CHECKED = '2026-11-01';

/** Long-term support releases that have an official `-slim` image, newest first. */
export const releases: readonly Release[] = [
  { major: 26, codename: '', end: '2029-04-30' },
  { major: 24, codename: 'krypton', end: '2028-04-30' },
  { major: 22, codename: 'jod', end: '2027-04-30' },
  { major: 20, codename: 'iron', end: '2026-04-30' },
];

/** What a folder without any word about versions gets: pinned here, changed only by a release of deployc. */
export const DEFAULT_MAJOR = 26;

/** A version that something asks for: `>=20` by '`engines.node` in `package.json`'. */
export interface Wish {
  readonly text: string;
  readonly source: string;
  /** A range leaves the choice to us; an exact file or word does not. */
  readonly range: boolean;
  /** Where it is written, when it is the `.dep` file. */
  readonly span?: Span;
}

export interface NodeVersion {
  /** The tag without its variant: `22`, `22.11`, `22.11.0`. */
  readonly tag: string;
  readonly source: string;
  readonly ended?: string;
}

/** A number that no minor or patch release reaches: `22.HUGE.HUGE` is the newest 22. */
const HUGE = 9999;

/**
 * The Node version out of what was asked for, most binding first: the first wish decides, the others are compared with it.
 * Returns the problems too; `version` is undefined when the deciding wish cannot be met.
 */
export function chooseNode(wishes: readonly Wish[], at: Span): { readonly version?: NodeVersion; readonly diagnostics: readonly Diagnostic[] } {
  const [first, ...others] = wishes;
  if (first === undefined) return { version: { tag: String(DEFAULT_MAJOR), source: 'the default of deployc' }, diagnostics: [] };
  const span = first.span ?? at;
  const tag = tagFor(first);
  if (tag === 'unreadable') {
    if (first.span !== undefined) return { diagnostics: [report(codes.DEP5005, { stack: 'node', version: first.text }, { span, label: 'not a version', notes: [known()] })] };
    return { diagnostics: [report(codes.DEP5020, first, { span, label: 'built from this folder', help: [{ text: `write a version such as \`${DEFAULT_MAJOR}\` there`, applicability: 'unsafe' }] })] };
  }
  if (tag === undefined) {
    const where = { span, label: first.span === undefined ? 'built from this folder' : 'no image for it', notes: [known()] };
    return { diagnostics: [first.span === undefined ? report(codes.DEP5021, first, where) : report(codes.DEP5005, { stack: 'node', version: first.text }, where)] };
  }
  const diagnostics: Diagnostic[] = [];
  for (const other of others) if (!agrees(tag, other)) diagnostics.push(report(codes.DEP5023, { chosen: tag, by: first.source, other: other.source, text: other.text }, { span, help: [{ text: 'let both say the same', applicability: 'unsafe' }] }));
  const ended = releases.find((release) => release.major === majorOf(tag) && release.end < CHECKED)?.end;
  if (ended !== undefined) {
    const newest = releases.find((release) => release.major === DEFAULT_MAJOR);
    diagnostics.push(report(codes.DEP5022, { version: tag, ended }, { span, label: `Node ${tag}, from ${first.source}`, help: [{ text: `use Node ${DEFAULT_MAJOR}, which is maintained until ${newest?.end ?? 'later'}`, applicability: 'unsafe' }] }));
  }
  return { version: { tag, source: first.source, ...(ended !== undefined && { ended }) }, diagnostics };
}

function known(): string {
  return `Node images: ${releases.map((release) => release.major).reverse().join(', ')}`;
}

function majorOf(tag: string): number {
  return Number(tag.split('.')[0]);
}

/** The tag for a wish: 'unreadable' when it is no version, undefined when no image fits. */
function tagFor(wish: Wish): string | undefined {
  const text = wish.text.trim();
  if (!wish.range) {
    const exact = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(text);
    if (exact !== null) return releases.some((release) => release.major === Number(exact[1])) ? exact.slice(1).filter((part) => part !== undefined).join('.') : undefined;
    const alias = aliasOf(text);
    if (alias !== undefined) return alias === 'none' ? undefined : String(alias);
  }
  const range = readRange(text);
  if (range === undefined) return 'unreadable';
  const maintained = releases.filter((release) => release.end >= CHECKED);
  const ended = releases.filter((release) => release.end < CHECKED);
  for (const { major } of [...maintained, ...ended]) {
    const tag = newestIn(major, range);
    if (tag !== undefined) return tag;
  }
  return undefined;
}

/** nvm's aliases: `lts/*`, `lts/iron`, `lts/-1`, `node`, `stable`. */
function aliasOf(text: string): number | 'none' | undefined {
  const word = text.toLowerCase();
  if (word === 'lts' || word === 'lts/*' || word === '--lts' || word === 'node' || word === 'stable' || word === 'latest' || word === 'current') return DEFAULT_MAJOR;
  if (!word.startsWith('lts/') && !word.startsWith('lts-')) return undefined;
  const name = word.slice(4);
  return releases.find((release) => release.codename === name && name !== '')?.major ?? (/^[a-z]+$/.test(name) ? 'none' : undefined);
}

function readRange(text: string): Range | undefined {
  try {
    return new Range(text === '' ? 'nothing' : text);
  } catch {
    return undefined; // semver throws on what is no range
  }
}

/** The tag of the newest release of `major` that every image with this tag satisfies `range`: `22`, `22.11`, `22.11.0`. */
function newestIn(major: number, range: Range): string | undefined {
  if (satisfies(`${major}.${HUGE}.${HUGE}`, range)) return String(major);
  const tags: { readonly tag: string; readonly order: readonly [number, number] }[] = [];
  for (const { semver: bound, operator } of range.set.flat()) {
    // The comparator that stands for "anything" carries a symbol instead of a version.
    if (bound.major !== major) continue;
    const { minor, patch } = bound;
    if (operator === '<' && patch > 0) tags.push({ tag: `${major}.${minor}.${patch - 1}`, order: [minor, patch - 1] });
    if (operator === '<' && patch === 0 && minor > 0) tags.push({ tag: `${major}.${minor - 1}`, order: [minor - 1, HUGE] });
    if (operator === '' || operator === '<=') tags.push({ tag: `${major}.${minor}.${patch}`, order: [minor, patch] });
  }
  const fitting = tags.filter(({ order: [minor, patch] }) => satisfies(`${major}.${minor}.${patch}`, range));
  return fitting.sort((a, b) => b.order[0] - a.order[0] || b.order[1] - a.order[1])[0]?.tag;
}

/** True if the chosen tag may be what `other` asks for. */
function agrees(tag: string, other: Wish): boolean {
  const text = other.text.trim();
  const [major = '0', minor = String(HUGE), patch = String(HUGE)] = tag.split('.');
  const range = other.range || aliasOf(text) === undefined ? readRange(text) : undefined;
  if (range !== undefined) return satisfies(`${major}.${minor}.${patch}`, range) || (!other.range && text.replace(/^v/, '').startsWith(`${tag}.`));
  const alias = aliasOf(text);
  return alias === undefined || alias === majorOf(tag);
}
