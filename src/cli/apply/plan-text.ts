// The plan of an apply as text: what would be created, what would change field by field, which secrets will be made.

import type { Change, FieldChange, Plan, SecretPlan, Shown } from '../../cluster/index.js';
import { printableLine } from '../../diagnostics/index.js';

const signs: Readonly<Record<Change['action'], string>> = { create: '+', update: '~', adopt: '~', unchanged: '=', refused: '!' };
const words: Readonly<Record<Change['action'], string>> = { create: 'create', update: 'change', adopt: 'take over', unchanged: 'unchanged', refused: 'refused' };

/** Lines of text, ending in a line break. Unchanged objects are only counted. */
export function planText(plan: Plan): string {
  const lines = [`plan for namespace ${plan.namespace}`];
  for (const change of plan.changes) if (change.action !== 'unchanged') lines.push(...changeLines(change));
  for (const secret of plan.secrets) if (secret.added.length > 0) lines.push(...secretLines(secret));
  lines.push(totals(plan));
  return `${lines.map(printableLine).join('\n')}\n`;
}

function changeLines({ object, action, fields, dryRun }: Change): readonly string[] {
  const untried = action === 'create' && !dryRun ? '  (the namespace is new, so the cluster could not try it)' : '';
  return [`  ${signs[action]} ${words[action]} ${object.kind} ${object.name}${untried}`, ...fields.map((field) => `      ${fieldText(field)}`)];
}

function fieldText({ path, before, after }: FieldChange): string {
  return `${path}: ${shown(before)} -> ${shown(after)}`;
}

function shown(value: Shown): string {
  switch (value.kind) {
    case 'absent':
      return '(none)';
    case 'value':
      return JSON.stringify(value.value);
    case 'secret':
      return `(secret, ${value.bytes} bytes)`;
  }
}

function secretLines({ name, exists, added }: SecretPlan): readonly string[] {
  const how = { generate: 'generated', env: 'from the environment', file: 'from a file', text: 'composed' } as const;
  return [`  ${exists ? '~ add to' : '+ create'} Secret ${name}: ${added.map(({ key, from }) => `${key} (${how[from]})`).join(', ')}`];
}

function totals(plan: Plan): string {
  const count = (...actions: readonly Change['action'][]): number => plan.changes.filter((one) => actions.includes(one.action)).length;
  const secrets = plan.secrets.filter((one) => one.added.length > 0).length;
  const parts = [
    [count('create') + plan.secrets.filter((one) => !one.exists && one.added.length > 0).length, 'to create'],
    [count('update', 'adopt') + plan.secrets.filter((one) => one.exists && one.added.length > 0).length, 'to change'],
    [count('unchanged') + plan.secrets.length - secrets, 'unchanged'],
    [count('refused'), 'refused'],
  ] as const;
  return parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`).join(', ') || 'nothing to apply';
}
