// The checks inside one written stage: paths, and files that are copied.

import type { Span } from '../../diagnostics/index.js';
import { codes, report } from '../../diagnostics/index.js';
import { normalize } from '../host.js';
import type { Instruction } from '../model/image.js';
import { derived, spanOf } from '../model/origin.js';
import type { Traced } from '../model/origin.js';
import { exists, inFolder, leaves, nearPath } from './folder.js';
import { globToRegExp } from './glob.js';
import type { WrittenBuild, WrittenContext, WrittenStage } from './written.js';

type Copy = Extract<Instruction, { kind: 'copy' }>;

export function checkInstructions(stage: WrittenStage, index: number, context: WrittenContext): void {
  let workdir = inheritsWorkdir(stage, context.build);
  for (const instruction of stage.instructions) {
    switch (instruction.kind) {
      case 'workdir':
        if (!instruction.path.value.startsWith('/') && !workdir) context.report(report(codes.DEP5060, { path: instruction.path.value }, { span: spanOf(instruction.path.origin) ?? stage.span, label: 'relative to nothing', help: fixPath(instruction.path, `/${normalize(instruction.path.value)}`) }));
        workdir = true;
        break;
      case 'copy':
        checkCopy(instruction, stage, workdir, context);
        break;
      case 'run':
        for (const mount of instruction.mounts) {
          const { target } = mount;
          if (target !== undefined && !target.value.startsWith('/')) context.report(report(codes.DEP5064, { path: target.value }, { span: spanOf(target.origin) ?? stage.span, label: 'relative to nothing', help: fixPath(target, `/${normalize(target.value)}`) }));
        }
        break;
      case 'env':
      case 'label':
        checkOneLine(instruction, stage, context);
        break;
      case 'user':
      case 'expose':
      case 'entrypoint':
      case 'command':
        break;
    }
  }
  if (index === context.build.stages.length - 1) checkRoot(stage, context);
}

/** A Dockerfile has no spelling for a line break in a value. */
function checkOneLine({ kind, values }: Extract<Instruction, { kind: 'env' | 'label' }>, stage: WrittenStage, context: WrittenContext): void {
  for (const [key, value] of Object.entries(values)) {
    if (!/[\n\r]/.test(value.value)) continue;
    context.report(report(codes.DEP5066, { key, word: kind }, {
      span: spanOf(value.origin) ?? stage.span,
      label: 'has a line break',
      notes: ['a Dockerfile has no spelling for a line break in a value'],
      help: [{ text: kind === 'env' ? 'set it on the service with `env`, where a value may have several lines, or copy a file that holds it' : 'write it in one line', applicability: 'unsafe' }],
    }));
  }
}

function fixPath(path: Traced<string>, text: string): { text: string; applicability: 'unsafe'; edits?: { span: Span; text: string }[] }[] {
  const span = spanOf(path.origin);
  return [{ text: `write \`${text}\``, applicability: 'unsafe', ...(span !== undefined && { edits: [{ span, text }] }) }];
}

/** True if the stage starts in a folder that an earlier stage of this build has set. What an image says is not known here. */
function inheritsWorkdir(stage: WrittenStage, build: WrittenBuild, trail: readonly string[] = []): boolean {
  const { from } = stage;
  if (from.kind !== 'stage' || trail.includes(from.stage.value)) return false;
  const below = build.stages.find((one) => one.name.value === from.stage.value);
  if (below === undefined) return true; // reported already
  return below.instructions.some((one) => one.kind === 'workdir') || inheritsWorkdir(below, build, [...trail, from.stage.value]);
}

function checkCopy(copy: Copy, stage: WrittenStage, workdir: boolean, context: WrittenContext): void {
  const { to } = copy;
  if (!to.value.startsWith('/') && !workdir) {
    context.report(report(codes.DEP5055, { to: to.value }, { span: spanOf(to.origin) ?? stage.span, label: 'relative to nothing', help: [{ text: 'add `workdir /app` above, or write a path that starts with `/`', applicability: 'unsafe' }] }));
  }
  if (copy.from !== undefined) return;
  for (const source of copy.sources) checkSource(source, stage, context);
}

function checkSource(source: Traced<string>, stage: WrittenStage, { folder, ignored, report: say }: WrittenContext): void {
  const span = spanOf(source.origin) ?? stage.span;
  // A leading slash means the context folder, as in a Dockerfile.
  const path = normalize(source.value.replace(/^\/+/, './'));
  if (leaves(path)) {
    say(report(codes.DEP5003, { path: source.value, of: folder.path === '.' ? 'project' : 'build' }, { span, label: 'leaves the folder', notes: ['a build sees only the files of its own folder'], help: [{ text: folder.path === '.' ? 'move the file into the project, or the `.dep` file to a folder that holds both' : 'build a folder that holds both: `build .`', applicability: 'unsafe' }] }));
    return;
  }
  if (path === '.') return;
  if (/[*?[]/.test(path)) {
    const valid = globToRegExp(path, false) !== undefined;
    const help = valid ? [] : [{ text: 'close the `[`, or write `\\\\[` for the character itself', applicability: 'unsafe' as const }];
    if (!valid || !globMatches(path, folder.path, folder.host.list.bind(folder.host))) say(report(codes.DEP5056, { path: source.value, folder: folder.path }, { span, label: valid ? 'matches nothing' : 'not a pattern', help }));
    return;
  }
  if (!exists(folder.host, inFolder(folder.path, path))) {
    const near = nearPath(path, { readFile: (one) => folder.host.readFile(inFolder(folder.path, one)), list: (one) => folder.host.list(inFolder(folder.path, one)), readBytes: (one) => folder.host.readBytes(one) }, span, false, (one) => (source.value.startsWith('./') ? `./${one}` : source.value.startsWith('/') ? `/${one}` : one));
    say(report(codes.DEP5056, { path: source.value, folder: folder.path }, { span, label: 'not found', help: near }));
    return;
  }
  const pattern = ignored.ignoredBy(path);
  if (pattern !== undefined) say(report(codes.DEP5057, { path: source.value, pattern }, { span, label: 'left out', help: [{ text: `if it belongs into the image, add a line \`!${path}\` to \`${folder.path === '.' ? '' : `${folder.path}/`}.dockerignore\``, applicability: 'unsafe' }] }));
}

/** True if some path below `folder` matches the pattern, part by part. */
function globMatches(pattern: string, folder: string, list: (path: string) => readonly string[] | undefined): boolean {
  const [first = '', ...rest] = pattern.split('/');
  const test = globToRegExp(first, false);
  return (list(folder) ?? []).some((name) => {
    const plain = name.replace(/\/$/, '');
    return test?.test(plain) === true && (rest.length === 0 || (name.endsWith('/') && globMatches(rest.join('/'), inFolder(folder, plain), list)));
  });
}

function checkRoot(stage: WrittenStage, context: WrittenContext): void {
  const last = stage.instructions.filter((one) => one.kind === 'user').at(-1);
  if (last?.kind !== 'user' || !/^(root|0)(:|$)/.test(last.user.value)) return;
  context.report(report(codes.DEP5059, { stage: stage.name.value }, { span: spanOf(last.user.origin) ?? stage.span, label: 'the last user of the image', help: [{ text: 'end the stage with a user of its own, by number: `user 1000`', applicability: 'unsafe' }] }));
}

/** `1000:1000` -> both numbers; a name says nothing that Kubernetes could check. A user without a group has group 0. */
export function numericUser(user: Traced<string>): { readonly user?: Traced<number>; readonly group?: Traced<number> } | undefined {
  const match = /^(\d+)(?::(\d+))?$/.exec(user.value);
  if (match === null) return undefined;
  return { user: derived(Number(match[1]), 'the user of the image', user), ...(match[2] !== undefined && { group: derived(Number(match[2]), 'the group of the image', user) }) };
}
