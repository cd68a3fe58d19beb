// The few lines after a successful compile: what was written, which images and objects, which secrets will be made, what
// to do next. Text only; it reads the result and the plan.

import type { CompileResult } from '../compiler/program.js';
import type { AppModel, SecretSource } from '../compiler/model/app-model.js';
import { shellQuote } from '../compiler/values/shell-words.js';
import { printableLine } from '../diagnostics/index.js';
import type { WritePlan } from './write.js';

export interface SummaryOptions {
  /** The output folder as shown from the current folder, with a final `/`. */
  readonly out: string;
  /** The same seen from the project folder: builds run there. */
  readonly outInProject: string;
  /** The project folder as shown, with a final `/`; '' when it is the current one. */
  readonly prefix: string;
  /** The .dep file as it was named; undefined when it was found. */
  readonly file: string | undefined;
  /** What -o said. */
  readonly flag: string | undefined;
}

/** The summary, ending in a line break. */
export function summaryOf(result: CompileResult, plan: WritePlan, options: SummaryOptions): string {
  const { out } = options;
  const { model } = result;
  const lines = [headline(model?.name.value ?? '', plan, out)];
  if (model !== undefined) {
    lines.push(...section('images', model.images.map((image) => `${image.reference.value}  from ${out}docker/${image.name.value}.Dockerfile`)));
    lines.push(...section('objects', objectsOf(result)));
    lines.push(...section('secrets', secretsOf(model)));
    lines.push(...section('next', nextSteps(model, options)));
  }
  for (const path of plan.kept) lines.push(`kept ${out}${path}: nothing generates it any more, but it was changed by hand`);
  // Names of files and variables are foreign text.
  return `${lines.map(printableLine).join('\n')}\n`;
}

function headline(app: string, plan: WritePlan, out: string): string {
  const written = plan.create.length + plan.update.length;
  if (written === 0 && plan.remove.length === 0) return `${app}: ${out} is up to date (${count(plan.unchanged.length, 'file')})`;
  const parts = [
    [plan.create.length, 'new'],
    [plan.update.length, 'changed'],
    [plan.unchanged.length, 'unchanged'],
    [plan.remove.length, 'removed'],
  ] as const;
  const detail = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return `${app}: wrote ${count(written, 'file')} to ${out} (${detail.join(', ')})`;
}

function section(title: string, rows: readonly string[]): readonly string[] {
  return rows.map((row, index) => `  ${(index === 0 ? title : '').padEnd(8)} ${row}`);
}

/** One row per workload or other owner: `web: Deployment, Service, Ingress`. */
function objectsOf(result: CompileResult): readonly string[] {
  const byOwner = new Map<string, string[]>();
  for (const artifact of result.artifacts) {
    for (const object of artifact.objects) byOwner.set(object.owner, [...(byOwner.get(object.owner) ?? []), object.kind]);
  }
  return [...byOwner].map(([owner, kinds]) => `${owner}: ${[...new Set(kinds)].join(', ')}`);
}

function secretsOf(model: AppModel): readonly string[] {
  return model.secrets.flatMap((secret) => secret.entries.map((entry) => `${secret.name.value}.${entry.key.value}: ${sourceOf(entry.source)}`));
}

function sourceOf(source: SecretSource): string {
  switch (source.kind) {
    case 'generate':
      return `generated once, when the app is first applied (${source.length.value} characters)`;
    case 'env':
      return `from the environment variable ${source.variable.value}, when the app is applied`;
    case 'file':
      return `from the file ${source.path.value}, when the app is applied`;
    case 'text':
      return source.parts.some((part) => part.kind === 'secret') ? 'composed of other secrets, when the app is applied' : 'as it is written in the file';
  }
}

function nextSteps(model: AppModel, { outInProject, prefix, file, flag }: SummaryOptions): readonly string[] {
  const build = `${prefix === '' ? '' : `(cd ${operand(prefix)} && `}docker buildx bake -f ${operand(`${outInProject}docker-bake.json`)} --push${prefix === '' ? '' : ')'}`;
  // A part of a component is nobody's own work; their own workload is what people ask about first.
  const workload = model.workloads.find((one) => one.component === undefined) ?? model.workloads[0];
  const explain = workload === undefined ? [] : [`see where its values are from: deployc explain ${workload.name.value}${file === undefined ? '' : ` --file ${operand(file)}`}`];
  return [
    ...(model.images.length === 0 ? [] : [`build and push the images:     ${build}`]),
    `bring it to the cluster:       deployc apply${file === undefined ? '' : ` ${operand(file)}`}${flag === undefined ? '' : ` -o ${operand(flag)}`}`,
    ...explain,
  ];
}

/** A path in a command: quoted, and no option. */
function operand(path: string): string {
  return shellQuote(path.startsWith('-') && path !== '-' ? `./${path}` : path);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
