// Components that contain themselves, directly or through others: there is no end to what such an app would hold.

import { codes, report, type Diagnostic } from '../../diagnostics/index.js';
import type { Declaration } from '../resolve/symbols.js';
import type { CheckedComponent } from './checked.js';

/** One diagnostic for each circle, at the instance that closes it. */
export function componentCycles(components: ReadonlyMap<Declaration, CheckedComponent>): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  const done = new Set<Declaration>();
  const visit = (component: Declaration, within: readonly Declaration[]): void => {
    if (done.has(component)) return;
    for (const { declaration } of components.get(component)?.body.instances ?? []) {
      const inner = declaration.component;
      const from = inner === undefined ? -1 : [...within, component].indexOf(inner);
      if (inner === undefined) continue;
      if (from < 0) visit(inner, [...within, component]);
      else out.push(circle(declaration, [...within, component].slice(from)));
    }
    done.add(component);
  };
  for (const component of components.keys()) visit(component, []);
  return out;
}

function circle(closing: Declaration, components: readonly Declaration[]): Diagnostic {
  const names = components.map((one) => one.name);
  return report(codes.DEP2010, { path: [...names, names[0] ?? ''] }, {
    span: closing.span, label: `one more \`${names[0] ?? ''}\``,
    related: components.slice(1).map((one) => ({ span: one.span, text: 'declared here' })),
  });
}
