// The library: what other programs may use of deployc. Two thin functions and re-exports; everything else is internal.
// Nothing here throws for a mistake of the user, and nothing touches the disk.

import { compile as runCompile, check as runCheck } from './compiler/program.js';
import type { CompileOptions, CompileResult } from './compiler/program.js';
import type { Diagnostic } from './diagnostics/index.js';
import type { FileNode } from './grammar/ast.js';
import { parse as parseFile, format as formatText } from './grammar/index.js';

export { InMemoryHost } from './compiler/host.js';
export type { CompilerHost } from './compiler/host.js';
export type { CompileOptions, CompileResult } from './compiler/program.js';
export type { Artifact, ArtifactKind, ManifestObject } from './compiler/emit/artifact.js';
export type * from './compiler/model/app-model.js';
export type { Origin, Step, Traced } from './compiler/model/origin.js';
export type { Diagnostic, Help, Label, Severity, TextEdit } from './diagnostics/index.js';
export type { Position, SourceFile, Span } from './diagnostics/index.js';
export { positionOf } from './diagnostics/index.js';
export type * from './grammar/ast.js';

/** The tree of a text and its syntax mistakes. */
export interface ParsedText {
  readonly ast: FileNode;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles a .dep file to Dockerfiles, a build plan and Kubernetes manifests, as texts; nothing is written.
 * Mistakes are in `diagnostics`, and `artifacts` is empty when one of them is an error.
 *
 * @example
 * import { compile, InMemoryHost } from 'deployc';
 *
 * const host = new InMemoryHost({ 'app.dep': 'app demo\nservice web { image "nginxinc/nginx-unprivileged:1.27", port 8080 }\n' });
 * const { ok, artifacts } = compile({ entry: 'app.dep', host });
 * console.log(ok, artifacts.some((file) => file.path === 'kubernetes/web.yaml')); // true true
 */
export function compile(options: CompileOptions): CompileResult {
  return runCompile(options);
}

/**
 * Finds the mistakes that `compile` would find, those of the generated output included.
 *
 * @example
 * import { check, InMemoryHost } from 'deployc';
 *
 * const host = new InMemoryHost({ 'app.dep': 'app demo\nservice web { imge "nginx:1.27" }\n' });
 * const { ok, diagnostics } = check({ entry: 'app.dep', host });
 * console.log(ok, diagnostics[0]?.severity); // false error
 */
export function check(options: CompileOptions): CompileResult {
  return runCheck(options);
}

/**
 * The text in the one layout. Only blanks and line breaks between words change, so a file with mistakes is formatted too.
 *
 * @example
 * import { format } from 'deployc';
 *
 * console.log(format('app   demo\n')); // app demo
 */
export function format(text: string): string {
  return formatText(text);
}

/**
 * The tree of a .dep file, with a span on every node, and its syntax mistakes. `path` is the name that spans carry.
 *
 * @example
 * import { parse } from 'deployc';
 *
 * const { ast, diagnostics } = parse('app demo\n', 'app.dep');
 * console.log(ast.statements.length, diagnostics.length); // 1 0
 */
export function parse(text: string, path = '<input>'): ParsedText {
  const { ast, diagnostics } = parseFile({ path, text });
  return { ast, diagnostics };
}
