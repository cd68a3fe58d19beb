// How a workload can fail to become ready, and the diagnostic for each way, at the line that has to do with it: the image,
// the container, or the workload's head.

import { originAt } from '../compiler/emit/tree.js';
import { spanOf } from '../compiler/model/origin.js';
import { codes, report, type Diagnostic, type Help } from '../diagnostics/index.js';
import { nameOf } from './json.js';
import { containerPointer, declaredAt, type App, type Member } from './members.js';

export type FailureKind =
  | { readonly kind: 'rollout'; readonly problem: string }
  | { readonly kind: 'job-failed'; readonly problem: string }
  | { readonly kind: 'pods-refused'; readonly problem: string }
  | { readonly kind: 'fits-nowhere'; readonly problem: string }
  | { readonly kind: 'crash'; readonly container: string; readonly how: string; readonly oom: boolean }
  | { readonly kind: 'image'; readonly container: string; readonly image: string; readonly problem: string }
  | { readonly kind: 'not-created'; readonly container: string; readonly problem: string }
  | { readonly kind: 'too-late'; readonly seconds: number; readonly state: string };

/** `blocked`: the objects that were not applied because of it. */
export function explainRollout(app: App, member: Member, failure: FailureKind, blocked: readonly string[]): Diagnostic {
  const object = nameOf(member.ref);
  const { apiVersion, kind, name } = member.ref;
  const notes = blocked.length === 0 ? [] : [`not applied because of it: ${blocked.map((one) => `\`${one}\``).join(', ')}`];
  const at = (pointer: string | undefined, ...help: readonly string[]) => {
    const origin = pointer === undefined ? undefined : originAt(member.source.tree, pointer);
    const helps: readonly Help[] = help.map((text) => ({ text, applicability: 'unsafe' }));
    return {
      span: (origin === undefined ? undefined : spanOf(origin)) ?? declaredAt(app, member),
      notes,
      help: helps,
      object: { apiVersion, kind, name, ...(pointer !== undefined && { path: pointer }) },
    };
  };
  const look = (what: string): string => `\`kubectl --namespace ${member.ref.namespace ?? 'default'} ${what}\``;
  const logs = (container: string): string => `read what it wrote with ${look(`logs ${kind.toLowerCase()}/${name} --container ${container} --previous`)}`;
  const describe = `see ${look(`describe ${kind.toLowerCase()} ${name}`)}`;
  switch (failure.kind) {
    case 'rollout':
      return report(codes.DEP7021, { object, problem: failure.problem }, at(undefined, describe));
    case 'job-failed':
      return report(codes.DEP7025, { object, problem: failure.problem }, at(undefined, `read what it wrote with ${look(`logs job/${name}`)}`, 'a job that failed is not run again: delete it, then apply'));
    case 'pods-refused':
      return report(codes.DEP7026, { object, problem: failure.problem }, at(undefined, describe));
    case 'fits-nowhere':
      return report(codes.DEP7027, { object, problem: failure.problem }, at(undefined, 'ask for less `cpu` and `memory`, or add a node'));
    case 'crash': {
      const pointer = containerPointer(member, failure.container);
      const help = failure.oom ? 'raise the upper end of its `memory`' : logs(failure.container);
      return report(codes.DEP7022, { object, container: failure.container, how: failure.how }, at(failure.oom && pointer !== undefined ? `${pointer}/resources/limits/memory` : imageOf(pointer), help));
    }
    case 'image':
      return report(codes.DEP7023, { object, image: failure.image, problem: failure.problem }, at(imageOf(containerPointer(member, failure.container)), 'check that the image was pushed and that the cluster may pull it'));
    case 'not-created':
      return report(codes.DEP7024, { object, container: failure.container, problem: failure.problem }, at(imageOf(containerPointer(member, failure.container)), describe));
    case 'too-late':
      return report(codes.DEP7020, { object, seconds: failure.seconds, state: failure.state }, at(undefined, describe, 'wait longer with `--timeout`'));
  }
}

function imageOf(container: string | undefined): string | undefined {
  return container === undefined ? undefined : `${container}/image`;
}
