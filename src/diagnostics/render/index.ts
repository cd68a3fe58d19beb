// The report formats by name. A new one is a file beside this and a row here; every row is a pure function of the
// diagnostics, the texts they point into, and options.

import type { Diagnostic } from '../diagnostic.js';
import type { SourceFile } from '../span.js';
import { renderJson } from './json.js';
import type { JsonOptions } from './json.js';
import { renderPretty } from './pretty.js';
import type { PrettyOptions } from './pretty.js';

export { renderJson } from './json.js';
export type { JsonOptions } from './json.js';
export { isFixable, renderPretty, summary } from './pretty.js';
export type { PrettyOptions } from './pretty.js';
export { painter } from './style.js';
export type { Paint, Style } from './style.js';

/** The options of all formats; each reads its own. */
export type RenderOptions = PrettyOptions & JsonOptions;

export type Renderer = (diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, SourceFile>, options?: RenderOptions) => string;

/** What `--format` takes. */
export const renderers = {
  pretty: renderPretty,
  json: renderJson,
} as const satisfies Readonly<Record<string, Renderer>>;

export type Format = keyof typeof renderers;
