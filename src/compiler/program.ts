// compile() and check(): run the passes in order. The one door into the compiler for the CLI, the library and tests.
// A pass is a function from its input to its output and diagnostics; errors of one pass stop the next.

import type { Diagnostic, SourceFile } from '../diagnostics/index.js';
import { earliestPerLine, normalise } from '../diagnostics/sort.js';
import { applyAllows } from './check/allow.js';
import { foreignFile } from './check/foreign-file.js';
import { checkProgram } from './check/program.js';
import { referencesTo } from './check/references.js';
import { runRules } from './rules/index.js';
import type { Artifact } from './emit/artifact.js';
import { emitDocker } from './emit/docker/index.js';
import { emitKubernetes } from './emit/kubernetes/index.js';
import { emitRecord } from './emit/record/index.js';
import type { CompilerHost } from './host.js';
import { load } from './load.js';
import { lowerApp } from './lower/app.js';
import type { AppModel } from './model/app-model.js';
import type { ImageBuild } from './model/image.js';
import { outputsIn } from './stacks/index.js';
import { validateObjects } from './validate/index.js';
import { VERSION } from './version.js';

export interface CompileOptions {
  /** The .dep file, relative to the project folder (which is what the host shows). */
  readonly entry: string;
  readonly host: CompilerHost;
  /** Where the files will be written, relative to the project folder: it is no part of any build. Default `out`. */
  readonly output?: string;
}

export interface CompileResult {
  /** Sorted by file and offset; no two of the same code at the same place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every text a span may point into, by path. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** There is no error among the diagnostics. */
  readonly ok: boolean;
  /** The complete model; undefined when an early pass found errors. */
  readonly model: AppModel | undefined;
  /** Empty when there are errors. */
  readonly artifacts: readonly Artifact[];
}

/** Compiles the application of `entry`. Never throws for a user's mistakes. */
export function compile(options: CompileOptions): CompileResult {
  return run(options, true);
}

/** Everything that compile() finds, without the files: no tags of images, no texts. */
export function check(options: CompileOptions): CompileResult {
  return run(options, false);
}

function run({ entry, host, output = 'out' }: CompileOptions, write: boolean): CompileResult {
  const loaded = load(entry, host);
  const { sources } = loaded;
  const foreign = foreignFile(loaded.main.file);
  if (foreign !== undefined) return { diagnostics: [foreign], sources, ok: false, model: undefined, artifacts: [] };
  const checked = checkProgram(loaded);
  const found: Diagnostic[] = [...loaded.diagnostics, ...checked.diagnostics];
  const finish = (model: AppModel | undefined, artifacts: readonly Artifact[]): CompileResult => {
    const diagnostics = normalise(earliestPerLine(applyAllows(checked.program, found), sources));
    const ok = !hasErrors(diagnostics);
    // A warning may have given way to an error of its line, but what it hides stays hidden.
    const hides = found.flatMap((diagnostic) => diagnostic.hides ?? []);
    const shown = hides.length === 0 ? diagnostics : diagnostics.map((diagnostic) => ({ ...diagnostic, hides }));
    return { diagnostics: shown, sources, ok, model, artifacts: ok ? artifacts : [] };
  };
  // Lowering runs on whatever could be checked: its mistakes are independent of misspelt words elsewhere.
  const lowered = lowerApp(checked.program, host, write ? output : undefined);
  if (lowered === undefined) return finish(undefined, []);
  found.push(...lowered.diagnostics);
  if (!hasErrors(found)) found.push(...runRules({ model: lowered.model, used: lowered.used, readers: (declared) => referencesTo(checked.program, declared) }));
  if (hasErrors(found)) return finish(undefined, []);
  const { model } = lowered;
  const manifests = emitKubernetes(model, entry);
  found.push(...validateObjects(manifests.flatMap((artifact) => artifact.objects), { from: model.kubernetes.from.value, to: model.kubernetes.to.value }));
  if (!write || hasErrors(found)) return finish(model, []);
  const outputsOf = (image: ImageBuild): readonly string[] => outputsIn(host, image.context.value, image.ignore.map((pattern) => pattern.value), output);
  const artifacts = [...emitDocker(model, entry, output, outputsOf), ...manifests];
  return finish(model, [...artifacts, emitRecord({ model, entry, version: VERSION, sources, artifacts })]);
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
