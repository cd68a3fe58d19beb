// The calls `generate(…)`, `env(…)` and `file(…)`: their names, what stands in their parentheses, and what to say where
// one is misspelt, lacks its parentheses or cannot stand. Knows no tree.

import { codes, report, suggest, type Diagnostic, type Help, type Span } from '../../diagnostics/index.js';
import type { ValueType } from '../values/types.js';
import type { CallName } from './checked.js';

/** The type of the one value in the parentheses. */
export const CALLS: Readonly<Record<CallName, ValueType>> = { generate: 'integer', env: 'string', file: 'path' };

const EXAMPLES: Readonly<Record<CallName, string>> = { generate: '32', env: '"NAME"', file: './path' };

/** What other tools call them. */
const HABITS: Readonly<Record<CallName, RegExp>> = {
  generate: /^(rand|uuid|guid|password|secret|token|gen)/i,
  env: /^(getenv|environ|var$|\$)/i,
  file: /^(read|load|include|from_?file|path)/i,
};

export function isCall(name: string): name is CallName {
  return Object.hasOwn(CALLS, name);
}

/** `generate(32)` */
export function callExample(name: CallName): string {
  return `${name}(${EXAMPLES[name]})`;
}

/** `password = generate` */
export function bareCall(name: CallName, span: Span): Diagnostic {
  const better = callExample(name);
  return report(codes.DEP3004, { word: name, what: 'parentheses with a value' }, { span, label: 'only its name', help: [{ text: `write \`${better}\``, edits: [{ span, text: better }], applicability: 'unsafe' }] });
}

/** `random(32)`. `span`: of the name. */
export function unknownCall(name: string, span: Span): Diagnostic {
  const all = Object.keys(CALLS).filter(isCall);
  const near = suggest(name, all);
  const meant = near.length > 0 ? near : all.filter((one) => HABITS[one].test(name));
  return report(codes.DEP2001, { kind: 'call', name }, {
    span, label: 'not known', notes: [`the calls are ${all.map((one) => `\`${one}(…)\``).join(', ')}`],
    help: meant.map((one): Help => ({ text: `change \`${name}\` to \`${one}\``, edits: [{ span, text: one }], applicability: 'unsafe' })),
  });
}

/** A call where none can stand. */
export function misplacedCall(name: CallName, span: Span, wanted: { readonly word: string; readonly inString?: boolean }): Diagnostic {
  const where = wanted.inString === true ? 'a string' : `\`${wanted.word}\``;
  const home = name === 'file' ? '`file(…)` stands in a `config` or a `secret`' : `\`${name}(…)\` stands in a \`secret\`, so that its value is treated as one`;
  return report(codes.DEP3027, { call: name, where }, {
    span, label: 'not here', notes: [wanted.inString === true ? 'a call is the whole value of a key; `\\( )` takes names' : home],
    help: [{ text: `declare \`${name === 'file' ? 'config' : 'secret'} NAME { key = ${name}(…) }\` and write ${wanted.inString === true ? '`\\(NAME.key)`' : '`NAME.key`'} here`, applicability: 'unsafe' }],
  });
}
