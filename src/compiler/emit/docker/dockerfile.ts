// Prints the stages of an image as a Dockerfile, and remembers for each line which value it was made of. Only what every
// builder reads (no `# syntax`, no here-documents, no COPY --link, absolute mount targets), so no frontend image is pulled.

import { normalize } from '../../host.js';
import type { ImageBuild, Instruction, RunMount, Stage, StageBase } from '../../model/image.js';
import type { Origin, Traced } from '../../model/origin.js';
import { shellQuote } from '../../values/shell-words.js';
import { fitsOneLine, jsonArray, quoteValue, quoteWord } from './quote.js';

export interface Line {
  readonly text: string;
  readonly origin: Origin | undefined;
}

/** The lines of the Dockerfile, without a header. Same image, same lines. */
export function dockerfileLines(image: Pick<ImageBuild, 'stages'>): readonly Line[] {
  return image.stages.flatMap((stage, index) => [...(index === 0 ? [] : [{ text: '', origin: undefined }]), ...stageLines(stage)]);
}

function stageLines(stage: Stage): Line[] {
  const { name, from } = stage;
  const out: Line[] = [];
  // BuildKit takes a comment right above FROM for the description of the stage, and wants the stage's name first.
  if (name.origin.kind === 'default') out.push({ text: `# ${name.value} ${name.origin.reason.replace(/\s+/g, ' ')}`, origin: name.origin });
  out.push({ text: `FROM ${quoteWord(baseName(from))} AS ${name.value}`, origin: baseValue(from).origin });
  for (const instruction of stage.instructions) out.push(...instructionLines(instruction));
  return out;
}

function baseValue(base: StageBase): Traced<string> {
  switch (base.kind) {
    case 'image':
      return base.image;
    case 'stage':
      return base.stage;
    case 'scratch':
      return base.word;
  }
}

function baseName(base: StageBase): string {
  return base.kind === 'scratch' ? 'scratch' : baseValue(base).value;
}

function instructionLines(instruction: Instruction): Line[] {
  switch (instruction.kind) {
    case 'workdir':
      return [{ text: `WORKDIR ${quoteWord(instruction.path.value)}`, origin: instruction.path.origin }];
    case 'copy':
      return [{ text: copyText(instruction), origin: (instruction.sources[0] ?? instruction.to).origin }];
    case 'run':
      return runLines(instruction);
    case 'env':
      return pairLines('ENV', instruction.values);
    case 'label':
      return pairLines('LABEL', instruction.values);
    case 'user':
      return [{ text: `USER ${quoteWord(instruction.user.value)}`, origin: instruction.user.origin }];
    case 'expose':
      return [{ text: exposeText(instruction.port.value, instruction.protocol.value), origin: instruction.port.origin }];
    case 'entrypoint':
      return [{ text: `ENTRYPOINT ${jsonArray(instruction.argv.map((word) => word.value))}`, origin: instruction.argv[0]?.origin }];
    case 'command':
      return [{ text: `CMD ${jsonArray(instruction.argv.map((word) => word.value))}`, origin: instruction.argv[0]?.origin }];
  }
}

function exposeText(port: number, protocol: 'TCP' | 'UDP' | 'SCTP'): string {
  return protocol === 'TCP' ? `EXPOSE ${port}` : `EXPOSE ${port}/${protocol.toLowerCase()}`;
}

/** One instruction per pair: each line has its own origin, and no value may refer to another one of its statement. */
function pairLines(word: string, values: Readonly<Record<string, Traced<string>>>): Line[] {
  return Object.entries(values).map(([key, value]) => ({ text: `${word} ${word === 'LABEL' ? quoteValue(key) : key}=${quoteValue(value.value)}`, origin: value.origin }));
}

function copyText(copy: Extract<Instruction, { kind: 'copy' }>): string {
  const flags: string[] = [];
  if (copy.from !== undefined) flags.push(`--from=${baseName(copy.from)}`);
  if (copy.chown !== undefined) flags.push(`--chown=${copy.chown.value}`);
  const sources = copy.sources.map((source) => (copy.from === undefined ? contextPath(source.value) : source.value));
  // With several sources the destination must say that it is a folder.
  const to = copy.sources.length > 1 && !copy.to.value.endsWith('/') ? `${copy.to.value}/` : copy.to.value;
  const words = [...sources, to];
  const plain = words.every((word) => /^[^\s"'\\$[\]#<]+$/.test(word) && !word.startsWith('--'));
  // Variables are expanded in the JSON form too.
  const operands = plain ? words.join(' ') : jsonArray(words.map((word) => word.replace(/[\\$]/g, '\\$&')));
  return ['COPY', ...flags, operands].join(' ');
}

/** `./src/` -> `src/`: as short as a hand would write it. */
function contextPath(path: string): string {
  const plain = normalize(path);
  return plain !== '.' && path.endsWith('/') ? `${plain}/` : plain;
}

function runLines(run: Extract<Instruction, { kind: 'run' }>): Line[] {
  const mounts = run.mounts.map((mount): Line => ({ text: `--mount=${mountText(mount)}`, origin: mountOrigin(mount) }));
  const prefix = [...run.mounts.flatMap(secretVariable), ...Object.entries(run.env).map(([name, value]) => `export ${name}=${shellQuote(value.value)}`)];
  const text = runText(prefix, run.command.value);
  const parts: readonly Line[] = [...mounts, { text, origin: run.command.origin }];
  return parts.map((part, index) => ({ text: `${index === 0 ? 'RUN ' : '    '}${part.text}${index === parts.length - 1 ? '' : ' \\'}`, origin: part.origin }));
}

/**
 * The command behind RUN; `prefix`: what its shell does first. A command that is no plain chain of `&&` is a line of its own
 * for a shell: put into braces, an `&` or a comment at its end would take the closing one with it.
 */
function runText(prefix: readonly string[], command: string): string {
  const lines = [...prefix, command];
  const chained = prefix.length === 0 || !/\|\||[;&#]/.test(command.replaceAll('&&', ''));
  if (fitsOneLine(command) && chained && !lines.some((line) => /[\n\r]/.test(line))) return lines.join(' && ');
  // In a script of several lines, one that fails fails the build; a single line means what it means behind RUN.
  return jsonArray(['/bin/sh', /[\n\r]/.test(command) ? '-ec' : '-c', lines.join('\n')]);
}

/**
 * Secrets are files to a builder; a step that wants a variable reads it (the `env=` of newer builders is not known to all).
 * bake makes an empty file of a variable that is not set, in spite of `required`: the step stops there with a message.
 */
function secretVariable(mount: RunMount): string[] {
  if (mount.kind !== 'secret' || mount.env === undefined) return [];
  return [`${mount.env.value}="$(cat ${shellQuote(mount.target?.value ?? `/run/secrets/${mount.id.value}`)})"`, `export ${mount.env.value}="\${${mount.env.value}:?is not set where the image is built}"`];
}

function mountText(mount: RunMount): string {
  switch (mount.kind) {
    case 'cache':
      return csv([['type', 'cache'], ['id', mount.id.value], ['target', mount.target.value]]);
    case 'bind':
      return csv([['type', 'bind'], ['source', mount.source.value], ['target', mount.target.value]]);
    case 'secret':
      return csv([['type', 'secret'], ['id', mount.id.value], ...(mount.target === undefined ? [] : [['target', mount.target.value] as const]), ['required', 'true']]);
  }
}

/** Mount options are one CSV record; a field with a comma, a quote or a space is quoted. */
function csv(fields: readonly (readonly [string, string])[]): string {
  return fields.map(([key, value]) => `${key}=${value.replaceAll('$', '\\$')}`).map((field) => (/[",\s]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}

function mountOrigin(mount: RunMount): Origin {
  switch (mount.kind) {
    case 'cache':
    case 'bind':
      return mount.target.origin;
    case 'secret':
      return mount.id.origin;
  }
}
