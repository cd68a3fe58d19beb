// Shared by the tests of images: a project in memory, a request for its folder, and the texts that come out.

import { InMemoryHost } from '../../src/compiler/host.js';
import { emitDocker } from '../../src/compiler/emit/docker/index.js';
import type { AppModel, Port } from '../../src/compiler/model/app-model.js';
import type { ImageBuild } from '../../src/compiler/model/image.js';
import { written } from '../../src/compiler/model/origin.js';
import type { Traced } from '../../src/compiler/model/origin.js';
import { outputsIn, planImage } from '../../src/compiler/stacks/index.js';
import type { BuildRequest, Planned, PlannedImage } from '../../src/compiler/stacks/index.js';
import type { Span } from '../../src/diagnostics/index.js';

export const span: Span = { file: 'app.dep', start: 0, end: 7 };

/** A value written at a place of its own, so that origins can be told apart. */
export function at<T>(value: T, start = 0): Traced<T> {
  return written(value, { file: 'app.dep', start, end: start + 1 });
}

export function port(number: number): Port {
  return { name: at('http'), port: at(number), container: at(number), protocol: at('TCP') };
}

/** package.json (an object is printed), and a lockfile that fits it when there are dependencies and none is given. */
export function nodeProject(manifest: Readonly<Record<string, unknown>>, files: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const { dependencies, devDependencies, optionalDependencies } = manifest as Record<string, Record<string, string> | undefined>;
  const root = { ...(dependencies && { dependencies }), ...(devDependencies && { devDependencies }), ...(optionalDependencies && { optionalDependencies }) };
  const lock = Object.keys(root).length === 0 ? {} : { 'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': root } }) };
  return { 'package.json': JSON.stringify(manifest, null, 2), ...lock, ...files };
}

export function plan(files: Readonly<Record<string, string>>, request: Partial<BuildRequest> = {}): Planned {
  return planImage({ name: at('web'), context: at('.'), ports: [], span, ...request }, new InMemoryHost(files));
}

/** The artifacts of one image: path -> text. */
export function emitted(image: PlannedImage, output?: string, more: Partial<AppModel> = {}): ReadonlyMap<string, string> {
  return new Map(artifactsOf(image, output, more).map((artifact) => [artifact.path, artifact.text]));
}

export function artifactsOf(image: PlannedImage, output?: string, more: Partial<AppModel> = {}): ReturnType<typeof emitDocker> {
  const build: ImageBuild = { ...image, reference: at('ghcr.io/acme/web:1') };
  return emitDocker({ ...more, images: [build] } as AppModel, 'app.dep', output, ({ context }) => outputsIn(new InMemoryHost({}), context.value, [], output ?? 'out'));
}

/** The Dockerfile from its first stage on. */
export function dockerfileOf(planned: Planned): string {
  if (planned.image === undefined) throw new Error(`no image: ${planned.diagnostics.map((one) => `${one.code} ${one.message}`).join('; ')}`);
  const text = emitted(planned.image).get('docker/web.Dockerfile') ?? '';
  return text.slice(text.indexOf('# base'));
}

export function codesOf(planned: Planned): readonly string[] {
  return planned.diagnostics.map((one) => one.code);
}
