// The content of ConfigMaps and Secrets.
// Source: pkg/apis/core/validation/validation.go, ValidateConfigMap, ValidateSecret (1.35).

import { codes } from '../../../diagnostics/index.js';
import { dataKeyProblem } from '../../model/names.js';
import { at, entriesAt, objectAt } from '../plain.js';
import type { PlainObject } from '../plain.js';
import { eachEntry } from './rule.js';
import type { Fail, ObjectRule } from './rule.js';

/** MaxSecretSize, the same for ConfigMaps: 1 MiB. */
const maxBytes = 1024 * 1024;

/** The keys that a type of Secret must have: `any` of the first list, `all` of the second. */
const typedKeys: Readonly<Record<string, { readonly all?: readonly string[]; readonly any?: readonly string[] }>> = {
  'kubernetes.io/basic-auth': { any: ['username', 'password'] },
  'kubernetes.io/dockercfg': { all: ['.dockercfg'] },
  'kubernetes.io/dockerconfigjson': { all: ['.dockerconfigjson'] },
  'kubernetes.io/ssh-auth': { all: ['ssh-privatekey'] },
  'kubernetes.io/tls': { all: ['tls.crt', 'tls.key'] },
};

export const configData: ObjectRule = {
  code: codes.DEP6210,
  kinds: ['ConfigMap', 'Secret'],
  check: (object, fail, { kind }) => {
    const fields = kind === 'ConfigMap' ? ['data', 'binaryData'] : ['data', 'stringData'];
    let bytes = 0;
    for (const field of fields) {
      eachEntry(object, '', field, (key, value, place) => {
        const problem = key === '' ? 'it is empty' : dataKeyProblem(key);
        if (problem !== undefined) fail(place, `is no key: ${problem}`);
        bytes += sizeOf(typeof value === 'string' ? value : '', kind === 'ConfigMap' ? field === 'binaryData' : field === 'data');
      });
    }
    if (bytes > maxBytes) fail('/data', `must not be larger than 1 MiB together, found ${bytes} bytes`);
    if (kind === 'ConfigMap') {
      for (const [key] of entriesAt(object, 'binaryData')) if (objectAt(object, 'data')?.[key] !== undefined) fail('/binaryData', `has the key \`${key}\`, and \`data\` has it, too`);
    } else checkType(object, fail);
  },
};

/** Bytes of UTF-8, or of what base64 stands for. Only text that might be too large is counted exactly. */
function sizeOf(text: string, isBase64: boolean): number {
  if (isBase64) return Math.floor((text.length * 3) / 4);
  return text.length * 3 < maxBytes / 64 ? text.length : new TextEncoder().encode(text).length;
}

function checkType(object: PlainObject, fail: Fail): void {
  const wanted = typedKeys[String(at(object, 'type') ?? '')];
  if (wanted === undefined) return;
  const has = (key: string): boolean => objectAt(object, 'data')?.[key] !== undefined || objectAt(object, 'stringData')?.[key] !== undefined;
  for (const key of wanted.all ?? []) if (!has(key)) fail('/type', `needs the key \`${key}\``);
  if (wanted.any !== undefined && !wanted.any.some(has)) fail('/type', `needs one of the keys ${wanted.any.map((key) => `\`${key}\``).join(', ')}`);
}
