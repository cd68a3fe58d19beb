// The table of stacks, and the way from a `build` statement to the stages of its image. Adding a stack is one file and
// one row here. It must not know what any stack does.

import type { Diagnostic, Help } from '../../diagnostics/index.js';
import { codes, report } from '../../diagnostics/index.js';
import type { CompilerHost } from '../host.js';
import { spanOf } from '../model/origin.js';
import { openFolder } from './folder.js';
import { ignoreMistakes } from './ignore.js';
import { node } from './node/index.js';
import type { BuildRequest, Folder, Planned, Stack } from './stack.js';

export type { BuildRequest, Planned, PlannedImage, Stack } from './stack.js';
export { planWritten } from './written.js';
export type { WrittenBuild, WrittenStage } from './written.js';
export { contextFingerprint } from './fingerprint.js';
export { outputsIn } from './outputs.js';

/** All stacks, in the order in which a folder is tried. */
export const stacks: readonly Stack[] = [node];

/** Files by which a reader recognizes a stack that deployc does not have. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map(Object.entries({
  'pyproject.toml': 'Python', 'requirements.txt': 'Python', 'Pipfile': 'Python', 'uv.lock': 'Python', 'go.mod': 'Go', 'Cargo.toml': 'Rust',
  'pom.xml': 'Java', 'build.gradle': 'Java', 'build.gradle.kts': 'Java', 'Gemfile': 'Ruby', 'composer.json': 'PHP', 'mix.exs': 'Elixir', 'deno.json': 'Deno', 'index.html': 'a static site',
}));

/**
 * The stages of the image that `build PATH` asks for, worked out from the folder's own files. Deterministic: the host's
 * files and the request decide, nothing else. Every problem is reported at the build statement.
 */
export function planImage(request: BuildRequest, host: CompilerHost): Planned {
  const folder = openFolder(request.context, host, request.span);
  if ('code' in folder) return { diagnostics: [folder] };
  const mistakes = ignoreMistakes(folder, spanOf(request.context.origin) ?? request.span);
  if (mistakes.length > 0) return { diagnostics: mistakes };
  const { using, target } = request;
  if (target !== undefined) return { diagnostics: [report(codes.DEP5063, {}, { span: spanOf(target.origin) ?? request.span, label: 'no stage to choose from', help: [{ text: 'remove `target`, or write the stages: `stage app from "…" { … }`', applicability: 'unsafe' }] })] };
  const chosen = using === undefined ? stacks.find((stack) => folder.names.includes(stack.manifest)) : stacks.find((stack) => stack.name === using.stack.value);
  if (chosen !== undefined && folder.names.includes(chosen.manifest)) return chosen.plan(request, folder);
  // The vocabulary lets no other word stand after `using`; a test compares both lists.
  if (using !== undefined && chosen === undefined) throw new RangeError(`no stack ${using.stack.value}`);
  return { diagnostics: [noStack(request, folder, chosen)] };
}

function noStack(request: BuildRequest, folder: Folder, wanted: Stack | undefined): Diagnostic {
  const other = folder.names.map((name) => ELSEWHERE.get(name)).find((stack) => stack !== undefined);
  const below = folder.names.filter((name) => name.endsWith('/') && stacks.some((stack) => folder.host.list(`${folder.path}/${name}`.replace(/\/$/, ''))?.includes(stack.manifest)));
  const shown = folder.names.slice(0, 8);
  const found = shown.length === 0 ? 'the folder is empty' : `found in it: ${shown.map((name) => `\`${name}\``).join(', ')}${folder.names.length > shown.length ? ` and ${folder.names.length - shown.length} more` : ''}`;
  const tried = wanted === undefined ? stacks : [wanted];
  const help: Help[] = below.map((name) => ({ text: `build the folder below: \`build ./${folder.path === '.' ? '' : `${folder.path}/`}${name.slice(0, -1)}\``, applicability: 'unsafe' }));
  if (help.length === 0) help.push({ text: 'write the image stage by stage: `build . { stage app from "…" { … } }`', applicability: 'unsafe' });
  return report(codes.DEP5001, { folder: folder.path }, {
    span: spanOf(request.context.origin) ?? request.span,
    label: `no ${tried.map((stack) => `\`${stack.manifest}\``).join(' or ')} here`,
    notes: [found, `stacks of this version: ${stacks.map((stack) => `\`${stack.name}\` (a folder with \`${stack.manifest}\`)`).join(', ')}`, ...(other === undefined ? [] : [`the files look like ${other}, which has no stack yet`])],
    help,
  });
}
