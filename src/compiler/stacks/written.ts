// `build . { stage … }`: stages that the user wrote out, checked against each other and against the files of the folder.
// It gets plain values (no syntax tree) and must not know the Dockerfile's spelling.

import type { Diagnostic, Help, Span } from '../../diagnostics/index.js';
import { codes, report, suggest } from '../../diagnostics/index.js';
import type { CompilerHost } from '../host.js';
import type { BuildSecret, Instruction, Stage, StageBase } from '../model/image.js';
import { byDefault, spanOf } from '../model/origin.js';
import type { Traced } from '../model/origin.js';
import { openFolder } from './folder.js';
import { ignoreMistakes, ignorePatterns, matcher } from './ignore.js';
import type { Matcher } from './ignore.js';
import type { Folder, Planned } from './stack.js';
import { checkInstructions, numericUser } from './written-instructions.js';

export interface WrittenStage extends Stage {
  /** The `stage` statement's head. */
  readonly span: Span;
}

export interface WrittenBuild {
  readonly name: Traced<string>;
  readonly context: Traced<string>;
  readonly stages: readonly WrittenStage[];
  /** `target runtime`: the stage that is the image, the last one if absent. */
  readonly target?: Traced<string>;
  readonly secrets: readonly BuildSecret[];
  /** The `build` statement. */
  readonly span: Span;
}

/** What the checks of one build share. */
export interface WrittenContext {
  readonly build: WrittenBuild;
  readonly folder: Folder;
  readonly ignored: Matcher;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** Words that a Dockerfile or the builder uses for something else. */
const RESERVED = new Set(['scratch', 'context']);

/**
 * The image of a build that is written out. Stages and instructions are passed on as they are.
 * Every mistake is reported at the value it is in.
 */
export function planWritten(build: WrittenBuild, host: CompilerHost): Planned {
  const folder = openFolder(build.context, host, build.span);
  if ('code' in folder) return { diagnostics: [folder] };
  const diagnostics: Diagnostic[] = [];
  if (build.stages.length === 0) return { diagnostics: [report(codes.DEP5063, {}, { span: build.span, help: [{ text: 'add a stage: `stage app from "node:22-slim" { … }`', applicability: 'unsafe' }] })] };
  diagnostics.push(...ignoreMistakes(folder, spanOf(build.context.origin) ?? build.span));
  const ignore = ignorePatterns(folder, build.span);
  const context: WrittenContext = { build, folder, ignored: matcher(ignore.map((pattern) => pattern.value)), report: (one) => diagnostics.push(one) };
  checkNames(context);
  for (const [index, stage] of build.stages.entries()) {
    checkUse(stage.from, index, context, stage.span);
    for (const instruction of stage.instructions) if (instruction.kind === 'copy' && instruction.from !== undefined) checkUse(instruction.from, index, context, stage.span);
    checkInstructions(stage, index, context);
  }
  // A use that leads nowhere would make its stage look unused too.
  if (!diagnostics.some((one) => one.code === codes.DEP5052.code || one.code === codes.DEP5053.code)) checkNeeded(context);
  checkSecrets(context);
  if (diagnostics.some((one) => one.severity === 'error')) return { diagnostics };
  const final = finalStage(build);
  const owner = final === undefined ? undefined : ownerOf(final, build);
  return {
    image: {
      name: build.name,
      context: { value: folder.path, origin: build.context.origin },
      stages: build.stages.map(({ name, from, instructions }) => ({ name, from, instructions })),
      ignore,
      evidence: [byDefault('stages written out', 'found in the source', 'the build has `stage` blocks', build.span)],
      ...(owner?.user !== undefined && { user: owner.user }),
      ...(owner?.group !== undefined && { group: owner.group }),
      secrets: build.secrets,
      declared: build.span,
    },
    diagnostics,
  };
}

function checkNames({ build, report: say }: WrittenContext): void {
  for (const stage of build.stages) {
    const { value: name, origin } = stage.name;
    const span = spanOf(origin) ?? stage.span;
    const lower = name.toLowerCase();
    if (RESERVED.has(lower)) {
      say(report(codes.DEP5050, { name, reserved: true }, { span, label: 'a reserved word' }));
    } else if (!/^[a-z][a-z0-9_.-]*$/.test(name)) {
      const fixed = /^[a-z][a-z0-9_.-]*$/.test(lower) ? lower : undefined;
      say(report(codes.DEP5050, { name, reserved: false }, {
        span,
        label: fixed === undefined ? 'not allowed here' : 'has upper-case letters',
        notes: ['the name of a stage has lower-case letters, digits, `-`, `_` and `.`, and starts with a letter'],
        help: fixed === undefined ? [] : [{ text: `write \`${fixed}\``, applicability: 'unsafe', edits: [{ span, text: fixed }] }],
      }));
    }
  }
}

/** A use of a stage (`from builder`) in the stage at `index`: it must be declared above. */
function checkUse(base: StageBase, index: number, { build, report: say }: WrittenContext, near: Span): void {
  if (base.kind !== 'stage') return;
  const { value: name, origin } = base.stage;
  const span = spanOf(origin) ?? near;
  const at = build.stages.findIndex((stage) => stage.name.value === name);
  if (at >= 0 && at < index) return;
  if (at >= 0) {
    const declared = build.stages[at];
    say(report(codes.DEP5053, { name, own: at === index }, {
      span,
      label: at === index ? 'the stage itself' : 'used before it is declared',
      related: at === index || declared === undefined ? [] : [{ span: spanOf(declared.name.origin) ?? declared.span, text: 'declared here' }],
      help: at === index ? [] : [{ text: `move the stage \`${name}\` above this one`, applicability: 'unsafe' }],
    }));
    return;
  }
  const above = build.stages.slice(0, index).map((stage) => stage.name.value);
  const [nearest] = suggest(name, above);
  const help: Help[] = nearest === undefined ? [] : [{ text: `did you mean \`${nearest}\`?`, applicability: 'unsafe', edits: [{ span, text: nearest }] }];
  help.push({ text: `if \`${name}\` is an image, write it in quotes: \`"${name}:TAG"\``, applicability: 'unsafe' });
  say(report(codes.DEP5052, { name }, { span, label: 'not a stage', notes: above.length === 0 ? ['this is the first stage of the build'] : [`stages above: ${above.map((one) => `\`${one}\``).join(', ')}`], help }));
}

function finalStage(build: WrittenBuild): WrittenStage | undefined {
  return build.target === undefined ? build.stages.at(-1) : build.stages.find((stage) => stage.name.value === build.target?.value);
}

/** Every stage must be reachable from the one that is the image. */
function checkNeeded({ build, report: say }: WrittenContext): void {
  const final = finalStage(build);
  if (final === undefined) {
    const name = build.target?.value ?? '';
    const span = (build.target && spanOf(build.target.origin)) ?? build.span;
    const [near] = suggest(name, build.stages.map((stage) => stage.name.value));
    say(report(codes.DEP5052, { name }, { span, label: 'not a stage', help: near === undefined ? [] : [{ text: `did you mean \`${near}\`?`, applicability: 'unsafe', edits: [{ span, text: near }] }] }));
    return;
  }
  const needed = new Set<string>();
  const visit = (stage: WrittenStage): void => {
    if (needed.has(stage.name.value)) return;
    needed.add(stage.name.value);
    for (const base of [stage.from, ...stage.instructions.flatMap((one) => (one.kind === 'copy' && one.from !== undefined ? [one.from] : []))]) {
      const used = base.kind === 'stage' ? build.stages.find((one) => one.name.value === base.stage.value) : undefined;
      if (used !== undefined) visit(used);
    }
  };
  visit(final);
  for (const stage of build.stages) {
    if (needed.has(stage.name.value)) continue;
    say(report(codes.DEP5054, { name: stage.name.value }, {
      span: spanOf(stage.name.origin) ?? stage.span,
      label: 'not used',
      related: [{ span: spanOf(final.name.origin) ?? final.span, text: 'this stage is the image' }],
      tags: ['unused'],
      help: [{ text: `copy something from it (\`copy /path -> . from ${stage.name.value}\`), or remove it`, applicability: 'unsafe' }],
    }));
  }
}

function checkSecrets({ build, report: say }: WrittenContext): void {
  const used = new Set<string>();
  for (const stage of build.stages) {
    for (const instruction of stage.instructions) {
      if (instruction.kind !== 'run') continue;
      for (const mount of instruction.mounts) {
        if (mount.kind !== 'secret') continue;
        used.add(mount.id.value);
        if (build.secrets.some((secret) => secret.id.value === mount.id.value)) continue;
        const span = spanOf(mount.id.origin) ?? stage.span;
        const [near] = suggest(mount.id.value, build.secrets.map((secret) => secret.id.value));
        say(report(codes.DEP5061, { name: mount.id.value }, {
          span,
          label: 'not declared',
          help: [near === undefined ? { text: `add \`secret ${mount.id.value} = env("${mount.id.value}")\` to the block of \`build\``, applicability: 'unsafe' } : { text: `did you mean \`${near}\`?`, applicability: 'unsafe', edits: [{ span, text: near }] }],
        }));
      }
    }
  }
  for (const secret of build.secrets) {
    if (used.has(secret.id.value)) continue;
    say(report(codes.DEP5062, { name: secret.id.value }, { span: spanOf(secret.id.origin) ?? build.span, label: 'not read', tags: ['unused'], help: [{ text: `name it in the step that needs it: \`run "…" { secret ${secret.id.value} }\``, applicability: 'unsafe' }] }));
  }
}

/** The last `user` of the stage or of what it is based on. */
function ownerOf(stage: WrittenStage, build: WrittenBuild): ReturnType<typeof numericUser> {
  const last = stage.instructions.filter((one): one is Extract<Instruction, { kind: 'user' }> => one.kind === 'user').at(-1);
  if (last !== undefined) return numericUser(last.user);
  const { from } = stage;
  const below = from.kind === 'stage' ? build.stages.find((one) => one.name.value === from.stage.value) : undefined;
  return below === undefined ? undefined : ownerOf(below, build);
}
