// The files of a Node folder read into one value: package.json, the lockfile, .npmrc. Owns JSON with positions of its mistakes
// and the shapes of the few fields that matter. It decides nothing about stages.

import type { Diagnostic, Span } from '../../../diagnostics/index.js';
import { codes, positionOf, report } from '../../../diagnostics/index.js';
import { inFolder } from '../folder.js';
import type { Folder } from '../stack.js';

/** Texts by name. Made without a prototype: a script may be called `toString`. */
export type Names = Readonly<Record<string, string>>;

export interface Manifest {
  readonly name?: string;
  readonly scripts: Names;
  readonly main?: string;
  readonly dependencies: Names;
  readonly devDependencies: Names;
  readonly optionalDependencies: Names;
  readonly peerDependencies: Names;
  /** `npm@11.4.0`. */
  readonly packageManager?: string;
  readonly engines: Names;
  readonly volta: Names;
  /** `devEngines.runtime` for node, if it is a single one. */
  readonly runtime?: string;
  readonly workspaces: boolean;
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject { readonly [key: string]: Json }

export function noNames(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}

/** What `json` holds under a name that comes from a file; what every object inherits is nothing. */
export function member(json: JsonObject | undefined, name: string): Json | undefined {
  return json !== undefined && Object.hasOwn(json, name) ? json[name] : undefined;
}

/** A result, or what is wrong. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly diagnostic: Diagnostic };

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The JSON in a file of the folder; the file is known to exist. */
export function readJson(folder: Folder, file: string, span: Span): Read<Json> {
  const text = (folder.host.readFile(inFolder(folder.path, file)) ?? '').replace(/^\uFEFF/, '');
  try {
    return { ok: true, value: JSON.parse(text) as Json };
  } catch {
    const { line, column } = positionOf({ path: file, text }, jsonMistake(text));
    return { ok: false, diagnostic: report(codes.DEP5010, { file, line, column }, { span, label: 'built from this folder', notes: near(text, line, jsonMistake(text)) }) };
  }
}

function near(text: string, line: number, offset: number): string[] {
  const shown = text.split(/\r\n|\n|\r/)[line - 1]?.trim();
  if (/[}\]]/.test(text[offset] ?? '') && text.slice(0, offset).trimEnd().endsWith(',')) return [`there is a comma before the \`${text[offset] ?? ''}\``];
  if (/^(?:<{7}|={7}|>{7})/m.test(text)) return ['the file has marks of a merge conflict'];
  return shown === undefined || shown === '' ? [] : [`line ${line} is \`${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}\``];
}

/** The offset at which `text` stops being JSON. JSON.parse's own message differs between versions of JavaScript engines. */
export function jsonMistake(text: string): number {
  const token = /[\s]*(?:([{}[\]:,])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)))/y;
  const open: string[] = [];
  let wanted: 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing' = 'value';
  let at = 0;
  for (;;) {
    const gap = /\s*/y;
    gap.lastIndex = at;
    gap.test(text);
    const start = gap.lastIndex;
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null || wanted === 'nothing') return start;
    at = token.lastIndex;
    const [, mark, string] = match;
    const value = mark === undefined;
    if (wanted === ':') {
      if (mark !== ':') return start;
      wanted = 'value';
    } else if (wanted === ', or end') {
      const closer = open.at(-1) === '{' ? '}' : ']';
      if (mark === ',') wanted = open.at(-1) === '{' ? 'key' : 'value';
      else if (mark === closer) wanted = closed(open);
      else return start;
    } else if (wanted === 'key' || wanted === 'key or }') {
      if (string !== undefined) wanted = ':';
      else if (mark === '}' && wanted === 'key or }') wanted = closed(open);
      else return start;
    } else if (value) wanted = open.length === 0 ? 'nothing' : ', or end';
    else if (mark === '{' || mark === '[') {
      open.push(mark);
      wanted = mark === '{' ? 'key or }' : 'value or ]';
    } else if (mark === ']' && wanted === 'value or ]') wanted = closed(open);
    else return start;
  }
}

function closed(open: string[]): ', or end' | 'nothing' {
  open.pop();
  return open.length === 0 ? 'nothing' : ', or end';
}

/** package.json with the fields checked that are used. */
export function readManifest(folder: Folder, span: Span): Read<Manifest> {
  const file = 'package.json';
  const json = readJson(folder, file, span);
  if (!json.ok) return json;
  const wrong = (field: string, wanted: string): Read<never> => ({ ok: false, diagnostic: report(codes.DEP5011, { file, field, wanted }, { span, label: 'built from this folder' }) });
  if (!isObject(json.value)) return wrong('', 'an object');
  const root = json.value;
  const tables: Record<string, Names> = {};
  for (const field of ['scripts', 'dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'engines', 'volta']) {
    const table = root[field];
    if (table !== undefined && table !== null && !isObject(table)) return wrong(field, 'an object');
    const texts = noNames();
    for (const [key, value] of Object.entries(table ?? {})) {
      if (typeof value === 'string') texts[key] = value;
      else if (field !== 'volta') return wrong(`${field}.${key}`, 'a text');
    }
    tables[field] = texts;
  }
  for (const field of ['name', 'main', 'packageManager']) if (root[field] !== undefined && typeof root[field] !== 'string') return wrong(field, 'a text');
  const table = (field: string): Names => tables[field] ?? noNames();
  const text = (field: 'name' | 'main' | 'packageManager'): { readonly [K in typeof field]?: string } => (typeof root[field] === 'string' ? { [field]: root[field] } : {});
  const runtime = runtimeOf(root['devEngines']);
  return {
    ok: true,
    value: {
      ...text('name'), ...text('main'), ...text('packageManager'), ...(runtime !== undefined && { runtime }),
      scripts: table('scripts'), dependencies: table('dependencies'), devDependencies: table('devDependencies'), optionalDependencies: table('optionalDependencies'),
      peerDependencies: table('peerDependencies'), engines: table('engines'), volta: table('volta'), workspaces: root['workspaces'] !== undefined,
    },
  };
}

function runtimeOf(devEngines: Json | undefined): string | undefined {
  const runtime = isObject(devEngines) ? devEngines['runtime'] : undefined;
  return isObject(runtime) && runtime['name'] === 'node' && typeof runtime['version'] === 'string' ? runtime['version'] : undefined;
}

/** What a lockfile says, as far as it matters: `packages` is undefined in npm 6's format (version 1). */
export interface Lock {
  readonly file: string;
  readonly root?: JsonObject;
  readonly packages?: JsonObject;
}

export function readLock(folder: Folder, file: string, span: Span): Read<Lock> {
  const json = readJson(folder, file, span);
  if (!json.ok) return json;
  if (!isObject(json.value)) return { ok: false, diagnostic: report(codes.DEP5011, { file, field: '', wanted: 'an object' }, { span, label: 'built from this folder' }) };
  const packages = json.value['packages'];
  if (!isObject(packages)) return { ok: true, value: { file } };
  const root = packages[''];
  return { ok: true, value: { file, packages, ...(isObject(root) && { root }) } };
}

/** Which dependencies package.json and the lockfile disagree about: npm ci refuses to install then. */
export function staleIn(manifest: Manifest, lock: Lock): readonly string[] {
  const { root } = lock;
  if (root === undefined) return [];
  const stale: string[] = [];
  for (const field of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const) {
    const there = isObject(root[field]) ? root[field] : {};
    const here = withoutRepeats(manifest, field);
    for (const [name, range] of Object.entries(here)) {
      const locked = member(there, name);
      if (locked === undefined) stale.push(`\`${name}\` is not in it`);
      else if (locked !== range) stale.push(`\`${name}\` is \`${range}\` in package.json and \`${String(locked)}\` in it`);
    }
    for (const name of Object.keys(there)) if (manifest[field][name] === undefined) stale.push(`\`${name}\` is in it, but not in package.json`);
  }
  return stale;
}

/** npm takes a package that is optional too out of `dependencies` when it writes the lockfile. */
function withoutRepeats(manifest: Manifest, field: 'dependencies' | 'devDependencies' | 'optionalDependencies' | 'peerDependencies'): Names {
  if (field !== 'dependencies') return manifest[field];
  return Object.fromEntries(Object.entries(manifest.dependencies).filter(([name]) => manifest.optionalDependencies[name] === undefined));
}
