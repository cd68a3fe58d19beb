// The image of a container: where built ones are pushed to, what they are tagged with, and what a container has to know of
// them. Mistakes about having none are reported here.

import { codes, report } from '../../diagnostics/index.js';
import type { Scope, ScopedWorkload } from '../configure/scope.js';
import type { CompilerHost } from '../host.js';
import { byDefault, untraced, type Traced } from '../model/origin.js';
import { contextFingerprint, type PlannedImage } from '../stacks/index.js';
import type { ContainerImage } from './container.js';
import { all, argumentSpan, one, read, type LowerContext, type Property } from './context.js';
import type { ContainerSaid } from './workload.js';

/** Where built images are pushed to, if the file says so. */
export function registryOf(scope: Scope, context: LowerContext): Traced<string> | undefined {
  const property = one(scope.body.statements.map((statement) => ({ statement, scope })), 'registry');
  const prefix = property === undefined ? undefined : read(property, 'PREFIX', 'string', context);
  if (prefix === undefined || property === undefined) return undefined;
  // The grammar of image references: github.com/distribution/reference.
  if (/^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*\/?$/.test(prefix.value)) return prefix;
  context.report(report(codes.DEP3011, { found: `\`"${prefix.value}"\``, expected: 'the place of a registry' }, {
    span: argumentSpan(property, 'PREFIX'), label: 'HOST/PATH', help: [{ text: `write for example \`"${prefix.value.replace(/^[a-z]+:\/\//, '').toLowerCase() || 'ghcr.io/acme'}"\``, applicability: 'unsafe' }],
  }));
  return undefined;
}

/** A container without an image. */
export function reportNoImage(workload: ScopedWorkload, container: ContainerSaid, context: LowerContext): void {
  const statement = container.property?.statement ?? workload.statement;
  context.report(report(codes.DEP3019, { kind: statement.row.word, name: container.name.value }, {
    span: statement.span, label: 'what does it run?',
    help: [{ text: 'add `image "NAME:TAG"`, or `build .` to build it from the files of a folder', applicability: 'unsafe' }],
  }));
}

/** Nobody could pull an image that is pushed nowhere. */
export function reportNoRegistry(name: string, property: Property, context: LowerContext): void {
  context.report(report(codes.DEP4012, { image: name }, {
    span: property.statement.span, label: 'pulled from where?', notes: ['without a registry the image has to be on every node already'],
    help: [{ text: 'say where images are pushed to, at the top of the file: `registry "ghcr.io/acme"`', applicability: 'unsafe' }],
  }));
}

/** What an instance says wins over what its component says; side by side they stay both. */
export function nearest(build: Property | undefined, image: Property | undefined): readonly [Property | undefined, Property | undefined] {
  if (build === undefined || image === undefined) return [build, image];
  const difference = build.scope.steps.length - image.scope.steps.length;
  return difference === 0 ? [build, image] : difference < 0 ? [build, undefined] : [undefined, image];
}

/** What a container has to know of an image that is built here: its user, and the init that a stack puts in front. */
export function builtContainerImage(planned: PlannedImage, reference: Traced<string>, build: string, property: Property): ContainerImage {
  const written = planned.stages.length > 0 && all((property.statement.block?.statements ?? []).map((statement) => ({ statement, scope: property.scope })), 'stage').length > 0;
  const last = planned.stages.at(-1)?.instructions ?? [];
  const argvOf = (kind: 'entrypoint' | 'command'): readonly Traced<string>[] => last.flatMap((step) => (step.kind === kind ? step.argv : []));
  const near = property.statement.span;
  const reason = 'the stages name no user, and a program has no need to be root';
  const user = planned.user ?? byDefault(65532, 'user', reason, near);
  const group = planned.group ?? (planned.user === undefined ? byDefault(65532, 'user', reason, near) : planned.user);
  return { reference, build, user, group, ...(!written && { init: argvOf('entrypoint'), start: argvOf('command') }) };
}

/** 12 hex digits over the build's files and steps: the same input, the same tag. */
export function fingerprint(planned: PlannedImage, host: CompilerHost, output: string): string {
  const recipe = JSON.stringify(untraced(planned.stages));
  return contextFingerprint(host, planned.context.value, planned.ignore.map((pattern) => pattern.value), recipe, output);
}
