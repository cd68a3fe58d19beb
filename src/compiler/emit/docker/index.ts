// The Dockerfiles and .dockerignore files of an app, and the bake file that builds them all. It knows how they lie to each
// other; their texts are made next door.

import type { AppModel } from '../../model/app-model.js';
import type { ImageBuild } from '../../model/image.js';
import type { Origin } from '../../model/origin.js';
import { normalize } from '../../host.js';
import type { Artifact } from '../artifact.js';
import { bakeFile } from '../bake/index.js';
import { sealed } from '../header.js';
import { dockerfileLines } from './dockerfile.js';
import type { Line } from './dockerfile.js';

/** Where `compile` writes when nobody says otherwise. */
export const DEFAULT_OUTPUT = 'out';

/**
 * `docker/<image>.Dockerfile`, its .dockerignore and `docker-bake.json`; nothing for an app that builds no image.
 * `entry`: the .dep file; `output`: the output folder relative to the project, for the paths between the files.
 */
export function emitDocker(model: AppModel, entry: string, output: string = DEFAULT_OUTPUT): readonly Artifact[] {
  if (model.images.length === 0) return [];
  const images = [...model.images].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
  const files = images.flatMap((image) => [dockerfile(image, entry), dockerignore(image, entry, output)]);
  return [...files, bakeFile(images, model, entry, output)];
}

/** The path of an image's Dockerfile below the output folder. */
export function dockerfilePath(image: Pick<ImageBuild, 'name'>): string {
  return `docker/${image.name.value}.Dockerfile`;
}

/** The text of an image's Dockerfile without its header: what a fingerprint of the image is made of. */
export function dockerfileBody(image: Pick<ImageBuild, 'stages'>): string {
  return textOf(dockerfileLines(image));
}

function dockerfile(image: ImageBuild, entry: string): Artifact {
  return artifact(dockerfilePath(image), 'dockerfile', [...pragmas(image), ...dockerfileLines(image)], entry);
}

/** hadolint wants Debian packages pinned; Debian removes the old version with each update, so a pin breaks the build. */
function pragmas(image: ImageBuild): readonly Line[] {
  const ours = image.stages.flatMap((stage) => stage.instructions).find((one) => one.kind === 'run' && one.command.origin.kind === 'default' && one.command.value.includes('apt-get install'));
  return ours?.kind === 'run' ? [{ text: '# hadolint global ignore=DL3008', origin: ours.command.origin }, { text: '', origin: undefined }] : [];
}

function dockerignore(image: ImageBuild, entry: string, output: string): Artifact {
  const lines: Line[] = image.ignore.map((pattern) => ({ text: pattern.value, origin: pattern.origin }));
  const own = outputIn(image.context.value, output);
  // First, so that a pattern of the user may still take it back.
  if (own !== undefined) lines.unshift({ text: own, origin: image.context.origin });
  return artifact(`${dockerfilePath(image)}.dockerignore`, 'dockerignore', lines, entry);
}

/** The output folder as a pattern, when it lies inside the context. */
function outputIn(context: string, output: string): string | undefined {
  const [inner, outer] = [normalize(output), normalize(context)];
  if (inner === '.' || inner.startsWith('../') || inner === outer) return undefined;
  if (outer === '.') return inner;
  return inner.startsWith(`${outer}/`) ? inner.slice(outer.length + 1) : undefined;
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
