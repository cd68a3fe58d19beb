// The machine form: one JSON object, versioned, described by schemas/cli/diagnostics.schema.json. Lines and columns are
// 1-based (columns in code points), offsets are UTF-16. Fields are only ever added within version 1.

import { codes } from '../codes/index.js';
import type { Diagnostic, TextEdit } from '../diagnostic.js';
import { positionOf } from '../span.js';
import type { SourceFile, Span } from '../span.js';
import { renderPretty } from './pretty.js';

export interface JsonOptions {
  /** Which program wrote it. */
  readonly tool?: { readonly name: string; readonly version: string };
  /** What the run wrote (or would write), by path relative to the output folder. */
  readonly artifacts?: readonly { readonly path: string; readonly kind: string }[];
}

type Sources = ReadonlyMap<string, SourceFile>;
type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json | undefined };

/** `diagnostics` as one JSON object of format version 1, indented by two, ending in a line break. */
export function renderJson(diagnostics: readonly Diagnostic[], sources: Sources, options: JsonOptions = {}): string {
  const count = (severity: Diagnostic['severity']): number => diagnostics.filter((one) => one.severity === severity).length;
  const document: Json = {
    version: 1,
    tool: options.tool && { name: options.tool.name, version: options.tool.version },
    ok: count('error') === 0,
    summary: {
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      files: new Set(diagnostics.flatMap(({ span }) => (span === undefined ? [] : [span.file]))).size,
    },
    diagnostics: diagnostics.map((one) => ({ ...plain(one, sources), rendered: renderPretty([one], sources, { summary: false, docs: false }) })),
    artifacts: (options.artifacts ?? []).map(({ path, kind }) => ({ path, kind })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function plain(one: Diagnostic, sources: Sources): { readonly [key: string]: Json | undefined } {
  const { object } = one;
  return {
    code: one.code,
    name: nameOf(one.code),
    severity: one.severity,
    message: one.message,
    ...(one.span && located(one.span, sources)),
    label: one.label,
    related: one.related.map(({ span, text }) => ({ ...located(span, sources), text })),
    notes: one.notes,
    help: one.help.map(({ text, applicability, edits }) => ({ text, applicability, edits: (edits ?? []).map((edit) => plainEdit(edit, sources)) })),
    tags: one.tags,
    // Shipped with the package; `deployc explain CODE` prints it.
    docs: `docs/errors/${one.code}.md`,
    object: object && { apiVersion: object.apiVersion, kind: object.kind, name: object.name },
    path: object?.path,
    cause: one.cause && plain(one.cause, sources),
  };
}

function plainEdit({ span, text }: TextEdit, sources: Sources): Json {
  return { ...located(span, sources), text };
}

/** The file, and the range when its text is at hand: without it there are no lines to count. */
function located({ file, start, end }: Span, sources: Sources): { readonly [key: string]: Json } {
  const source = sources.get(file);
  return source === undefined ? { file } : { file, range: { start: position(source, start), end: position(source, end) } };
}

function position(file: SourceFile, offset: number): Json {
  const inside = Math.max(0, Math.min(offset, file.text.length));
  const { line, column } = positionOf(file, inside);
  return { line, column, offset: inside };
}

function nameOf(code: string): string | undefined {
  return new Map<string, { readonly name: string }>(Object.entries(codes)).get(code)?.name;
}
