// Which folders may be written to: not the project itself, and no folder of sources that belongs to a build, because what
// deployc writes is left out of every image. Looks at the disk; must not know how files are written.

import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import { isIntact, sealIn } from '../compiler/emit/header.js';
import type { AppModel } from '../compiler/model/app-model.js';
import { codes, report } from '../diagnostics/index.js';
import { FileProblem, systemProblem } from './file-problem.js';
import { errorCode } from './io.js';
import type { Io } from './io.js';
import type { Project } from './project.js';

/** What is in nobody's way: marks for git, a file of the desktop. */
const HARMLESS: ReadonlySet<string> = new Set(['.gitignore', '.gitkeep', '.DS_Store']);

/** Throws a `FileProblem` when `folder` (absolute) is the project folder or one that holds it. */
export function refuseProjectFolder(folder: string, project: Project, io: Io): void {
  const path = relative(realOf(folder), realOf(project.folder));
  if (path.split(sep)[0] === '..' || /^[A-Za-z]:/.test(path)) return;
  throw new FileProblem(report(codes.DEP0025, { path: shown(folder, io), holds: path !== '' }, {
    notes: ['what deployc writes is no part of any image, and here it would lie among the files that images are built from'],
    help: [{ text: `name a folder of its own: \`-o ${shown(join(project.folder, 'out'), io).slice(0, -1)}\``, applicability: 'unsafe' }],
  }));
}

/**
 * Throws a `FileProblem` when `folder` (absolute; `output` relative to the project) touches the context of an image and
 * holds files that deployc did not write: they would be left out of the image.
 */
export function refuseSources(folder: string, output: string, model: AppModel, project: Project, io: Io): void {
  const image = model.images.find((one) => inside(output, one.context.value) || inside(one.context.value, output));
  if (image === undefined || hasRecord(folder)) return;
  const found = foreignNames(folder);
  const [first] = found;
  if (first === undefined) return;
  const free = ['out', 'deploy', 'generated'].find((name) => !existsSync(join(project.folder, name)) || hasRecord(join(project.folder, name))) ?? 'deploy-output';
  throw new FileProblem(report(codes.DEP0026, { path: shown(folder, io), first, more: found.length - 1 }, {
    notes: [`the folder belongs to the build of \`${image.name.value}\`: what is in the output folder is left out of the image`],
    help: [{ text: `choose an empty or new folder: \`-o ${shown(join(project.folder, free), io).slice(0, -1)}\``, applicability: 'unsafe' }],
  }));
}

/** Whether `path` is `folder` or lies below it; both relative to the project. */
function inside(path: string, folder: string): boolean {
  return folder === '.' ? !(path === '..' || path.startsWith('../')) : path === folder || path.startsWith(`${folder}/`);
}

/** A record that was changed by hand is reported when it is to be written; the folder is output all the same. */
function hasRecord(folder: string): boolean {
  const text = textOf(join(folder, 'deployc.json'));
  return text !== undefined && isIntact(text) !== 'foreign';
}

/** Names in `folder` that are not of our making: a first writing that was cut off leaves generated files without a record. */
function foreignNames(folder: string, deeper = true): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly string[] => {
      if (HARMLESS.has(entry.name) || /^\..+\.deployc-\d+\.tmp$/.test(entry.name)) return [];
      const place = join(folder, entry.name);
      if (entry.isDirectory()) return deeper && /^(docker|kubernetes)$/.test(entry.name) ? foreignNames(place, false).map((name) => `${entry.name}/${name}`) : [`${entry.name}/`];
      const text = entry.isFile() ? textOf(place) : undefined;
      return text !== undefined && sealIn(text) !== undefined ? [] : [entry.name];
    }).sort();
  } catch (error) {
    const code = errorCode(error);
    // A file in the way is reported when it is written to.
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new FileProblem(report(codes.DEP0015, { path: folder, problem: systemProblem(error) }));
  }
}

function textOf(place: string): string | undefined {
  try {
    return readFileSync(place, 'utf8');
  } catch {
    // What cannot be read was not written by us.
    return undefined;
  }
}

/** The place behind links; the path itself while nothing is there. */
function realOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function shown(folder: string, io: Io): string {
  const path = relative(io.cwd, folder).split(sep).join('/');
  return path === '' ? './' : `${path}/`;
}
