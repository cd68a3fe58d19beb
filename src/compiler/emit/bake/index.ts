// docker-bake.json: one target per image, built from the project folder (`docker buildx bake -f out/docker-bake.json`). Only
// attributes that every buildx and every driver takes, all of them texts or lists of texts: bake drops unknown ones in silence.

import type { AppModel } from '../../model/app-model.js';
import type { ImageBuild } from '../../model/image.js';
import { derived } from '../../model/origin.js';
import type { Origin } from '../../model/origin.js';
import { normalize } from '../../host.js';
import type { Artifact } from '../artifact.js';
import { sealedJson } from '../header.js';
import { originAt, unwrap } from '../tree.js';
import type { Tree } from '../tree.js';

/** The bake file of the images, sorted by name. */
export function bakeFile(images: readonly ImageBuild[], model: AppModel, entry: string, output: string): Artifact {
  const names = targetNames(images.map((image) => image.name.value));
  const targets: Record<string, Tree> = {};
  for (const [index, image] of images.entries()) targets[names[index] ?? ''] = target(image, model, output);
  const tree: Tree = { group: { default: { targets: images.map((image, index) => ({ value: names[index] ?? '', origin: image.name.origin })) } }, target: targets };
  const text = sealedJson(entry, unwrap(tree) as Readonly<Record<string, unknown>>);
  return { path: 'docker-bake.json', kind: 'bake', text, objects: [], lineOrigins: () => jsonLineOrigins(text, tree) };
}

function target(image: ImageBuild, model: AppModel, output: string): Tree {
  const context = image.context.value;
  return {
    context: image.context,
    dockerfile: derived(relative(context, `${output}/docker/${image.name.value}.Dockerfile`), 'the Dockerfile, seen from the context', image.name),
    tags: [literal(image.reference)],
    // Here and not in the Dockerfile: a new version must not build anything again.
    labels: model.version === undefined ? undefined : { 'org.opencontainers.image.version': literal(model.version) },
    secret: image.secrets.length === 0 ? undefined : image.secrets.map((secret) => derived(`type=env,id=${secret.id.value},env=${secret.variable.value}`, 'a secret of the build', secret.variable)),
  };
}

/** `${` starts an expression in bake's JSON, `%{` a directive. */
function literal(text: { readonly value: string; readonly origin: Origin }): { readonly value: string; readonly origin: Origin } {
  return { value: text.value.replace(/[$%](?=\{)/g, '$&$&'), origin: text.origin };
}

/** `path`, relative to the project, as seen from the folder `from`: bake reads `dockerfile` relative to the context. */
export function relative(from: string, path: string): string {
  if (path.startsWith('/')) return path;
  const [base, goal] = [from, path].map((one) => normalize(one).split('/').filter((part) => part !== '.')) as [string[], string[]];
  let same = 0;
  while (same < base.length && same < goal.length && base[same] === goal[same] && base[same] !== '..') same += 1;
  return [...base.slice(same).map(() => '..'), ...goal.slice(same)].join('/');
}

/** Names that bake takes ([a-zA-Z0-9_-]), unique, none of them the name of the group. */
export function targetNames(names: readonly string[]): readonly string[] {
  const taken = new Set(['default']);
  return names.map((name) => {
    const plain = name.replace(/[^a-zA-Z0-9_-]/g, '-');
    let unique = plain;
    for (let count = 2; taken.has(unique); count += 1) unique = `${plain}-${count}`;
    taken.add(unique);
    return unique;
  });
}

/** The origin of each line of indented JSON: followed by its indentation, two spaces a level. */
function jsonLineOrigins(text: string, tree: Tree): readonly (Origin | undefined)[] {
  const path: { readonly key: string; count: number }[] = [];
  return text.split('\n').slice(0, -1).map((line) => {
    const depth = (/^ */.exec(line)?.[0].length ?? 0) / 2;
    if (depth === 0 || /^\s*[\]}]/.test(line)) return undefined;
    path.length = depth - 1;
    const parent = path.at(-1);
    const named = /^\s*"((?:[^"\\]|\\.)*)": /.exec(line);
    const key = named === null ? String(parent?.count ?? 0) : (JSON.parse(`"${named[1] ?? ''}"`) as string);
    if (parent !== undefined) parent.count += 1;
    path.push({ key, count: 0 });
    if (depth === 1 && key === '//') return undefined;
    return originAt(tree, path.map((step) => `/${step.key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
  });
}
