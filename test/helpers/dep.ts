// `.dep` text in, diagnostics or artifacts out, over an in-memory project. What most compiler tests need.

import { InMemoryHost } from '../../src/compiler/host.js';
import { check, compile } from '../../src/compiler/program.js';
import type { CompileOptions, CompileResult } from '../../src/compiler/program.js';
import type { Diagnostic } from '../../src/diagnostics/index.js';
import { renderPretty } from '../../src/diagnostics/render/index.js';

/** The files of a project besides its `app.dep`, by path. */
export type Files = Readonly<Record<string, string>>;

/** The options for a project whose `app.dep` is `text`. */
export function project(text: string, files: Files = {}): CompileOptions {
  return { entry: 'app.dep', host: new InMemoryHost({ ...files, 'app.dep': text }) };
}

/** Checks `text` as the `app.dep` of a project. */
export function checkText(text: string, files?: Files): CompileResult {
  return check(project(text, files));
}

/** Compiles `text` as the `app.dep` of a project. */
export function compileText(text: string, files?: Files): CompileResult {
  return compile(project(text, files));
}

/** The diagnostics as the user sees them, without colour, summary and the pointer to `explain`. */
export function frames({ diagnostics, sources }: Pick<CompileResult, 'diagnostics' | 'sources'>): string {
  return renderPretty(diagnostics, sources, { width: 100, summary: false, docs: false });
}

/** The codes in order, for tests that do not look at the text. */
export function codesOf({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

/** Template tag for `.dep` text: drops the first line break and the common indentation. */
export function dep(strings: TemplateStringsArray, ...values: readonly unknown[]): string {
  const text = String.raw({ raw: strings.raw }, ...values).replace(/^\n/, '');
  const indents = text.split('\n').filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  return text.split('\n').map((line) => line.slice(Number.isFinite(common) ? common : 0)).join('\n').replace(/[ ]+$/, '');
}
