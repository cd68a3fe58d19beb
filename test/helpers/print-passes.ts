// What each pass makes of a program, as text that can be read in a diff: one thing a line, places as `line:column`.

import type { CheckResult } from '../../src/compiler/check/program.js';
import type { AppModel } from '../../src/compiler/model/app-model.js';
import type { Origin, Traced } from '../../src/compiler/model/origin.js';
import type { Declaration } from '../../src/compiler/resolve/symbols.js';
import { positionOf } from '../../src/diagnostics/index.js';
import type { SourceFile, Span } from '../../src/diagnostics/index.js';
import type { FileNode, Token } from '../../src/grammar/index.js';

type Sources = ReadonlyMap<string, SourceFile>;

/** Every piece of the text, blanks too: `3:5 Number "3000"`. */
export function printTokens(tokens: readonly Token[], file: SourceFile): string {
  return lines(tokens.map(({ kind, start, text }) => `${place(file, start)} ${kind} ${JSON.stringify(text)}`));
}

/** The tree, children indented, each with its place and its own data. */
export function printAst(ast: FileNode, file: SourceFile): string {
  const out: string[] = [];
  const visit = (label: string, node: object, depth: number): void => {
    const entries = Object.entries(node).filter(([key]) => !['kind', 'start', 'end'].includes(key));
    const kind = 'kind' in node ? String(node.kind) : '';
    const own = entries.filter(([, value]) => typeof value !== 'object').map(([key, value]) => `${key}=${JSON.stringify(value)}`);
    const at = 'start' in node && 'end' in node ? `${place(file, Number(node.start))}-${place(file, Number(node.end))}` : '';
    out.push(`${'  '.repeat(depth)}${[label === '' ? '' : `${label}:`, kind, at, ...own].filter((part) => part !== '').join(' ')}`);
    for (const [key, value] of entries) {
      if (Array.isArray(value)) (value as object[]).forEach((child, index) => visit(`${key}[${index}]`, child, depth + 1));
      else if (typeof value === 'object' && value !== null) visit(key, value as object, depth + 1);
    }
  };
  visit('', ast, 0);
  return lines(out);
}

/** The declarations of the file, then every name that refers to one. */
export function printSymbols({ symbols, program }: CheckResult, sources: Sources): string {
  const declared = symbols.all.map((one) => `${spanPlace(one.span, sources)} ${describe(one)}${one.component === undefined ? '' : ` of ${describe(one.component)}`}`);
  const used = references(program.main).map(({ span, to }) => `${spanPlace(span, sources)} ${textOf(span, sources)} -> ${describe(to)} at ${spanPlace(to.span, sources)}`);
  return lines(['declared:', ...declared, '', 'referred to:', ...used]);
}

/** Each leaf of the model: `workloads[0].replicas.min = 2`. */
export function printModel(model: AppModel): string {
  return lines(leaves(model).map(({ path, value }) => `${path} = ${JSON.stringify(value)}`));
}

/** Where each leaf of the model comes from. */
export function printOrigins(model: AppModel, sources: Sources): string {
  return lines(leaves(model).flatMap(({ path, origin }) => (origin === undefined ? [] : [`${path} <- ${printOrigin(origin, sources)}`])));
}

function printOrigin(origin: Origin, sources: Sources): string {
  switch (origin.kind) {
    case 'source': {
      const via = (origin.via ?? []).map(({ what, span }) => ` via ${what} ${spanPlace(span, sources)}`);
      return `${spanPlace(origin.span, sources)} ${textOf(origin.span, sources)}${via.join('')}`;
    }
    case 'default':
      return `default ${origin.rule}: ${origin.reason}${origin.near === undefined ? '' : ` (near ${spanPlace(origin.near, sources)})`}`;
    case 'derived':
      return `${origin.rule} (${origin.from.map((one) => printOrigin(one, sources)).join('; ')})`;
  }
}

interface Leaf {
  readonly path: string;
  readonly value: unknown;
  readonly origin?: Origin;
}

function leaves(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [{ path, value }];
  if (isTraced(value)) return [{ path, value: value.value, origin: value.origin }];
  if (Array.isArray(value)) return value.length === 0 ? [{ path, value }] : value.flatMap((member, index) => leaves(member, `${path}[${index}]`));
  // Spans in the model are for diagnostics; the origins say where things are.
  if ('file' in value && 'start' in value && 'end' in value) return [];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, path === '' ? key : `${path}.${key}`));
}

function isTraced(value: object): value is Traced<unknown> {
  return 'origin' in value && 'value' in value;
}

interface Reference {
  readonly span: Span;
  readonly to: Declaration;
}

/** All references below `value`, in the order of their places. Declarations are ends: what is in them has its own. */
function references(value: unknown): readonly Reference[] {
  const found: Reference[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (node instanceof Map) return [...node.values()].forEach(visit);
    if (Array.isArray(node)) return node.forEach(visit);
    if ('declaration' in node && 'span' in node && 'kind' in node && isDeclaration(node.declaration)) found.push({ span: node.span as Span, to: node.declaration });
    if ('target' in node && 'span' in node && isTarget(node.target)) found.push({ span: node.span as Span, to: node.target.declaration });
    for (const [key, member] of Object.entries(node)) if (!['declaration', 'target', 'row', 'span', 'head'].includes(key)) visit(member);
  };
  visit(value);
  return found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function isDeclaration(value: unknown): value is Declaration {
  return typeof value === 'object' && value !== null && 'statement' in value && 'word' in value;
}

function isTarget(value: unknown): value is { readonly declaration: Declaration } {
  return typeof value === 'object' && value !== null && 'declaration' in value && isDeclaration(value.declaration);
}

function describe({ kind, word, name }: Declaration): string {
  return [kind === word ? kind : `${kind} (${word})`, name].filter((part) => part !== '').join(' ');
}

function textOf(span: Span, sources: Sources): string {
  return `\`${(sources.get(span.file)?.text.slice(span.start, span.end) ?? '?').replaceAll('\n', '\\n')}\``;
}

function spanPlace(span: Span, sources: Sources): string {
  const file = sources.get(span.file);
  const at = file === undefined ? '?' : place(file, span.start);
  return span.file === 'main.dep' ? at : `${span.file}:${at}`;
}

function place(file: SourceFile, offset: number): string {
  const { line, column } = positionOf(file, offset);
  return `${line}:${column}`;
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
