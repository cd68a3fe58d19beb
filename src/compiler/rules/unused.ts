// Secrets, configs and volumes of the file that nothing reads: most often a name that was misspelt elsewhere.

import { codes, report, type Diagnostic } from '../../diagnostics/index.js';
import type { Traced } from '../model/origin.js';
import type { Rule } from './rule.js';

const USES = {
  secret: (name: string) => `read it with \`env from ${name}\` or \`${name}.KEY\``,
  config: (name: string) => `read it with \`env from ${name}\`, or put it into a folder with \`mount ${name} at /PATH\``,
  volume: (name: string) => `mount it with \`volume ${name} at /PATH\``,
} as const;

export const unused: Rule = ({ model, used }) => {
  const check = (kind: keyof typeof USES, name: Traced<string>): readonly Diagnostic[] => {
    // What a component declares is the component's business.
    if (name.origin.kind !== 'source' || name.origin.via !== undefined || used.has(`${kind} ${name.value}`)) return [];
    return [report(codes.DEP2007, { kind, name: name.value }, { span: name.origin.span, label: 'not used', tags: ['unused'], help: [{ text: `${USES[kind](name.value)}, or take it away`, applicability: 'unsafe' }] })];
  };
  return [
    ...model.secrets.flatMap((one) => check('secret', one.name)), ...model.configs.flatMap((one) => check('config', one.name)),
    ...model.claims.flatMap((one) => check('volume', one.name)),
  ];
};
