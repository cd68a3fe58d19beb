// Who runs the image of a workload: the containers that build it or name it (`image web.image`). It looks at what is written
// and evaluates nothing.

import { objectName, type ScopedWorkload } from '../configure/scope.js';
import { all, one, type Property } from './context.js';
import { propertiesOf } from './workload.js';

/** Whether a container runs the image of `workload` as it is, without a `command`; the one that builds it is not asked. */
export function runsAsItIs(workload: string, workloads: readonly ScopedWorkload[], seen: ReadonlySet<string> = new Set([workload])): boolean {
  return workloads.some((other) => {
    const properties = propertiesOf(other);
    const main = takesFrom(workload, properties);
    const containers = [...(main ? [properties] : []), ...blocksOf(properties).filter((block) => takesFrom(workload, block))];
    if (containers.some((container) => one(container, 'command') === undefined)) return true;
    // `image worker.image` hands the image on.
    return main && !seen.has(other.name) && runsAsItIs(other.name, workloads, new Set([...seen, other.name]));
  });
}

function blocksOf(properties: readonly Property[]): readonly (readonly Property[])[] {
  return ['container', 'sidecar', 'init'].flatMap((word) => all(properties, word)).map(({ statement, scope }) => (statement.block?.statements ?? []).map((inner) => ({ statement: inner, scope })));
}

function takesFrom(workload: string, properties: readonly Property[]): boolean {
  const image = one(properties, 'image');
  const argument = image?.statement.args.get('IMAGE')?.[0];
  if (image === undefined || argument?.kind !== 'value' || argument.expr.kind !== 'reference') return false;
  const { target } = argument.expr;
  return target.kind === 'workload-output' && target.output === 'image' && objectName(target.declaration.name, image.scope) === workload;
}
