// `deployc explain`: a code, a value of the app, or a line of the output. Output is data: stdout.

import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

import { describeOrigin, explainLine, explainPath, secretPlaces } from '../../compiler/explain/index.js';
import type { Leaf } from '../../compiler/explain/index.js';
import type { Artifact } from '../../compiler/emit/artifact.js';
import type { CompileResult } from '../../compiler/program.js';
import { advice, codes, hideText, printableLine, report, suggest } from '../../diagnostics/index.js';
import type { Diagnostic, Help } from '../../diagnostics/index.js';
import type { Invocation } from '../commands-table.js';
import { exitCodes, hasFlag, textFlag } from '../context.js';
import type { Context } from '../context.js';
import { codeWords, findCode, listCodes, looksLikeCode, renderPage } from '../explain-page.js';
import { FileProblem, isFileProblem } from '../file-problem.js';
import { printFindings, shownFindings } from '../findings.js';
import { wantsColor } from '../io.js';
import { openProject, outputInProject } from '../project.js';
import type { Project } from '../project.js';

export async function runExplain(invocation: Invocation, context: Context): Promise<number> {
  const { io } = context;
  const color = wantsColor(io, hasFlag(invocation, 'no-color'), 'stdout');
  const [word] = invocation.args;
  if (word === undefined) {
    io.out(listCodes(color));
    return exitCodes.ok;
  }
  const code = findCode(word);
  if (code !== undefined) {
    const page = context.loader.asset(`docs/errors/${code}.md`);
    if (page === undefined) throw new Error(`the page docs/errors/${code}.md is missing`);
    io.out(renderPage(page, color));
    return exitCodes.ok;
  }
  if (looksLikeCode(word)) throw new FileProblem(unknownCode(word));
  const line = /^(.+):(\d+)$/.exec(word);
  return line === null ? explainValue(word, invocation, context) : explainOutput(line[1] ?? '', Number(line[2]), invocation, context);
}

async function explainValue(path: string, invocation: Invocation, context: Context): Promise<number> {
  const opened = await compiled(path, invocation, context);
  if (typeof opened === 'number') return opened;
  const { project, result } = opened;
  const { model } = result;
  if (model === undefined) throw new Error('a compilation without errors has a model');
  const found = explainPath(model, path);
  if (found.kind === 'missing') {
    if (isFile(path)) throw new FileProblem(fileWithoutLine(path, project, result, context));
    const where = found.where === '' ? `the app \`${model.name.value}\`` : `\`${found.where}\``;
    const listed = found.close.length > 0 || found.names.length === 0 ? [] : [advice(`there ${found.names.length === 1 ? 'is' : 'are'} ${found.names.slice(0, 20).map((name) => `\`${name}\``).join(', ')}`)];
    const before = found.where === '' ? '' : `${found.where}.`;
    throw new FileProblem(report(codes.DEP0031, { path, part: found.part, where }, {
      help: [...(path === 'app.version' ? [advice(`the version stands behind the name: \`app ${model.name.value} "1.4.0"\``)] : []), ...found.close.map((name) => advice(`did you mean \`${before}${name}\`?`)), ...listed, ...similarCodes(path)],
    }));
  }
  context.io.out(found.leaves.map((leaf) => leafText(leaf, result, project)).join('\n'));
  return exitCodes.ok;
}

function leafText({ path, secret, traced }: Leaf, result: CompileResult, project: Project): string {
  const show = (file: string): string => (file.startsWith('<') ? file : project.prefix + file);
  const lines = describeOrigin(traced.origin, shownSources(result), show);
  return linesText([`${path} = ${secret === true ? 'a secret, not shown' : JSON.stringify(traced.value)}`, ...lines.map((line) => `  ${line}`)]);
}

/** The sources without the secrets that are written out in them. */
function shownSources({ model, sources }: CompileResult): CompileResult['sources'] {
  return model === undefined ? sources : hideText(sources, secretPlaces(model));
}

/** Lines that may hold foreign text, each with its end. */
function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${printableLine(line)}\n`).join('');
}

/** Whether `word` is spelled like a file of the output: no value of an app is. */
function isFile(word: string): boolean {
  return /\.(yaml|json|Dockerfile|dockerignore)$/.test(word);
}

function fileWithoutLine(path: string, project: Project, result: CompileResult, context: Context): Diagnostic {
  if (artifactAt(path, result.artifacts, context.io.cwd) === undefined) return notOurs(path, '', project, result, context);
  return report(codes.DEP0034, { path }, { help: [advice(`name a line: \`deployc explain ${path}:1\``)] });
}

/** `line`: what stands behind the path in the help: `:31`, or nothing. */
function notOurs(path: string, line: string, project: Project, result: CompileResult, context: Context): Diagnostic {
  const app = project.prefix + project.entry;
  const close = suggest(path.split('/').at(-1) ?? '', result.artifacts.map((one) => one.path.split('/').at(-1) ?? ''));
  const paths = result.artifacts.map((one) => shownOut(project, one.path, context));
  const help = close.length > 0 ? paths.filter((one) => close.some((name) => one.endsWith(`/${name}`))).map((one) => advice(`did you mean \`${one}${line}\`?`)) : [advice(`it writes ${paths.map((one) => `\`${one}\``).join(', ')}`)];
  return report(codes.DEP0033, { path, app }, { help });
}

/** What is to be said of a line that no value of the app is in. */
function withoutOrigin(artifact: Artifact, text: string): string {
  if (/deployc:sha256=|Generated by deployc from /.test(text)) return 'the header of every generated file: what it was made from, and a checksum of it that shows changes by hand';
  if (artifact.kind === 'record') return 'the record of the compilation: it holds checksums and the origins of all values in the manifests, and no values of its own; ask about a line of another file';
  return 'the same for every app: it depends on nothing in the .dep file';
}

async function explainOutput(path: string, number: number, invocation: Invocation, context: Context): Promise<number> {
  const opened = await compiled(path, invocation, context, path);
  if (typeof opened === 'number') return opened;
  const { project, result } = opened;
  const artifact = artifactAt(path, result.artifacts, context.io.cwd);
  if (artifact === undefined) throw new FileProblem(notOurs(path, `:${number}`, project, result, context));
  const answer = explainLine(artifact, number);
  if (answer.kind === 'past-end') throw new FileProblem(report(codes.DEP0032, { path, line: number, lines: answer.lines }));
  if (isOutOfDate(path, artifact, context.io.cwd)) context.io.err(`note: ${printableLine(path)} on disk is not what the .dep file gives now; the answer is for the new text\n`);
  const show = (file: string): string => (file.startsWith('<') ? file : project.prefix + file);
  const origin = answer.origin === undefined ? [withoutOrigin(artifact, answer.text)] : describeOrigin(answer.origin, shownSources(result), show);
  context.io.out(linesText([`${path}:${number} | ${answer.text}`, ...origin.map((line) => `  ${line}`)]));
  return exitCodes.ok;
}

/** The output folder that the generated `file` lies in, relative to the project: paths in some files depend on it. */
function outputOf(file: string, project: Project, cwd: string): string {
  const folder = dirname(resolve(cwd, file));
  const out = /^(docker|kubernetes)$/.test(basename(folder)) ? dirname(folder) : folder;
  return outputInProject(project, out);
}

/** The artifact whose path is the end of `path`, whatever the output folder is called. */
function artifactAt(path: string, artifacts: readonly Artifact[], cwd: string): Artifact | undefined {
  const absolute = resolve(cwd, path).split(sep).join('/');
  const fits = artifacts.filter((one) => absolute.endsWith(`/${one.path}`));
  // `deployc.json` also ends other paths; the longest path is the one meant.
  return fits.sort((a, b) => b.path.length - a.path.length)[0];
}

function shownOut(project: Project, path: string, context: Context): string {
  return relative(context.io.cwd, join(project.folder, 'out', path)).split(sep).join('/');
}

function isOutOfDate(path: string, artifact: Artifact, cwd: string): boolean {
  try {
    return readFileSync(resolve(cwd, path), 'utf8').replaceAll('\r\n', '\n') !== artifact.text;
  } catch {
    // Not written yet: nothing to compare.
    return false;
  }
}

/** The compiled project, or the exit code after its mistakes were shown. */
async function compiled(word: string, invocation: Invocation, context: Context, file?: string): Promise<{ readonly project: Project; readonly result: CompileResult } | number> {
  const project = openFor(word, invocation, context);
  context.phase.now = 'compile';
  const output = file === undefined ? 'out' : outputOf(file, project, context.io.cwd);
  const result = context.compile({ entry: project.entry, host: project.host, output });
  if (result.ok) return { project, result };
  await printFindings(shownFindings(result, project.prefix), invocation, context);
  return exitCodes.findings;
}

function openFor(word: string, invocation: Invocation, context: Context): Project {
  try {
    return openProject(context.io, textFlag(invocation, 'file'), invocation);
  } catch (error) {
    // Without a project the word can only have been meant as a code.
    const none = isFileProblem(error) && error.diagnostics.some((one) => one.code === 'DEP0010');
    if (none && !word.includes('.') && !word.includes('/')) throw new FileProblem(unknownCode(word));
    throw error;
  }
}

function unknownCode(word: string): Diagnostic {
  const close = similarCodes(word);
  return report(codes.DEP0030, { word }, { help: [...close, advice('`deployc explain` lists all of them')] });
}

function similarCodes(word: string): readonly Help[] {
  return suggest(word, codeWords()).map((name) => advice(`did you mean \`deployc explain ${name}\`?`));
}
