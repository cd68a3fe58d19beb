// The folder's .npmrc: which secrets the install needs, and passwords that must not stand in it. npm replaces `${NAME}` by
// an environment variable.

import type { Diagnostic, Span } from '../../../diagnostics/index.js';
import { codes, report } from '../../../diagnostics/index.js';
import type { BuildSecret } from '../../model/image.js';
import { inFolder } from '../folder.js';
import type { Folder } from '../stack.js';

/** Variables that every build step has. */
const ALWAYS_SET = new Set(['HOME', 'PATH', 'PWD']);
const PASSWORD = /(?:^|:)(_authToken|_auth|_password|password)$/;

export interface Npmrc {
  readonly present: boolean;
  /** The secrets of the build that it reads. */
  readonly secrets: readonly BuildSecret[];
  readonly diagnostics: readonly Diagnostic[];
}

export function readNpmrc(folder: Folder, secrets: readonly BuildSecret[], span: Span): Npmrc {
  if (!folder.names.includes('.npmrc')) return { present: false, secrets: [], diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const used = new Set<BuildSecret>();
  const missing = new Set<string>();
  const lines = (folder.host.readFile(inFolder(folder.path, '.npmrc')) ?? '').split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    const entry = /^\s*([^#;=][^=]*?)\s*=\s*(.*?)\s*$/.exec(line);
    if (entry === null) continue;
    const [, key = '', value = ''] = entry;
    const variables = [...`${key}${value}`.matchAll(/\$\{(\w+)\??\}/g)].map((match) => match[1] ?? '').filter((name) => !ALWAYS_SET.has(name));
    if (PASSWORD.test(key) && value !== '' && variables.length === 0) {
      diagnostics.push(report(codes.DEP5040, { key, line: index + 1 }, { span, label: 'built from this folder', notes: ['the file becomes part of the image'], help: [{ text: 'write `${NPM_TOKEN}` there, and `secret NPM_TOKEN = env("NPM_TOKEN")` in the block of `build`', applicability: 'unsafe' }] }));
    }
    for (const name of variables) {
      const secret = secrets.find((one) => one.id.value === name);
      if (secret !== undefined) used.add(secret);
      else missing.add(name);
    }
  }
  for (const variable of missing) diagnostics.push(report(codes.DEP5041, { variable }, { span, label: 'built from this folder', help: [{ text: `add \`secret ${variable} = env("${variable}")\` to the block of \`build\``, applicability: 'unsafe' }] }));
  return { present: true, secrets: [...used], diagnostics };
}
