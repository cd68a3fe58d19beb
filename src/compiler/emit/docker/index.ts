// The Dockerfiles and .dockerignore files of an app, and the bake file that builds them all. It knows how they lie to each
// other; their texts are made next door.

import type { AppModel } from '../../model/app-model.js';
import type { ImageBuild } from '../../model/image.js';
import { byDefault } from '../../model/origin.js';
import type { Origin } from '../../model/origin.js';
import type { Artifact } from '../artifact.js';
import { bakeFile } from '../bake/index.js';
import { sealed } from '../header.js';
import { dockerfileLines } from './dockerfile.js';
import type { Line } from './dockerfile.js';

/** Where `compile` writes when nobody says otherwise. */
export const DEFAULT_OUTPUT = 'out';

/**
 * `docker/<image>.Dockerfile`, its .dockerignore and `docker-bake.json`; nothing for an app that builds no image.
 * `entry`: the .dep file; `output`: the output folder relative to the project, for the paths between the files;
 * `outputsOf`: the folders of an image's context that deployc writes, relative to the context.
 */
export function emitDocker(model: AppModel, entry: string, output: string = DEFAULT_OUTPUT, outputsOf: (image: ImageBuild) => readonly string[] = () => []): readonly Artifact[] {
  if (model.images.length === 0) return [];
  const images = [...model.images].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
  const files = images.flatMap((image) => [dockerfile(image, entry), dockerignore(image, entry, outputsOf(image))]);
  return [...files, bakeFile(images, model, entry, output)];
}

/** The path of an image's Dockerfile below the output folder. */
export function dockerfilePath(image: Pick<ImageBuild, 'name'>): string {
  return `docker/${image.name.value}.Dockerfile`;
}

function dockerfile(image: ImageBuild, entry: string): Artifact {
  return artifact(dockerfilePath(image), 'dockerfile', [...pragmas(image), ...dockerfileLines(image)], entry);
}

/** hadolint wants Debian packages pinned; Debian removes the old version with each update, so a pin breaks the build. */
function pragmas(image: ImageBuild): readonly Line[] {
  const ours = image.stages.flatMap((stage) => stage.instructions).find((one) => one.kind === 'run' && one.command.origin.kind === 'default' && one.command.value.includes('apt-get install'));
  return ours?.kind === 'run' ? [{ text: '# hadolint global ignore=DL3008', origin: ours.command.origin }, { text: '', origin: undefined }] : [];
}

function dockerignore(image: ImageBuild, entry: string, outputs: readonly string[]): Artifact {
  // First, so that a pattern of the user may still take one back.
  const own = outputs.map((folder): Line => ({ text: literal(folder), origin: byDefault(folder, 'not sent to the builder', 'deployc writes this folder, so it is not part of the program', image.declared).origin }));
  const lines = image.ignore.map((pattern): Line => ({ text: pattern.value, origin: pattern.origin }));
  return artifact(`${dockerfilePath(image)}.dockerignore`, 'dockerignore', [...own, ...lines], entry);
}

/** A path as a pattern that matches nothing else. */
function literal(path: string): string {
  const escaped = path.replace(/[\\*?[]/g, '\\$&');
  return /^[!#\s]/.test(escaped) ? `/${escaped}` : escaped;
}

function artifact(path: string, kind: Artifact['kind'], lines: readonly Line[], entry: string): Artifact {
  // An empty line keeps the header from being read as the description of the first stage.
  const body = `\n${textOf(lines)}`;
  const text = sealed(entry, '#', body);
  const above = text.split('\n').length - body.split('\n').length + 1;
  return {
    path,
    kind,
    text,
    objects: [],
    lineOrigins: (): readonly (Origin | undefined)[] => [...Array.from({ length: above }, () => undefined), ...lines.map((line) => line.origin)],
  };
}

function textOf(lines: readonly Line[]): string {
  return lines.map((line) => `${line.text}\n`).join('');
}
