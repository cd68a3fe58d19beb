// Reads the definitions out of an unpacked @kubernetes/client-node: types from `attributeTypeMap`, `required` from the
// declarations (a field without `?`). Quantities are plain strings there; cdk8s.ts knows which they are.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Definition, Definitions, Field, ScalarName, TypeRef } from './definition.js';

interface Attribute {
  readonly baseName: string;
  readonly type: string;
  /** Absent before 1.32. */
  readonly format?: string;
}

const scalars: Readonly<Record<string, ScalarName>> = {
  string: 'string', boolean: 'boolean', Date: 'time', V1MicroTime: 'time', IntOrString: 'int-or-string', any: 'any', object: 'any',
};

/** The definitions of the package in `folder` (where its package.json lies), read as they are asked for. */
export function clientNodeDefinitions(folder: string): Definitions {
  const old = join(folder, 'dist/gen/model');
  const isOld = existsSync(old);
  const models = isOld ? old : join(folder, 'dist/gen/models');
  const cache = new Map<string, Definition | undefined>();
  return (name) => {
    if (!cache.has(name)) {
      const file = join(models, isOld ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name);
      cache.set(name, existsSync(`${file}.js`) ? read(`${file}.js`, `${file}.d.ts`) : undefined);
    }
    return cache.get(name);
  };
}

function read(code: string, declarations: string): Definition {
  const map = /attributeTypeMap = (\[[\s\S]*?\n\]);/.exec(readFileSync(code, 'utf8'));
  if (map?.[1] === undefined) throw new Error(`no attributeTypeMap in ${code}`);
  const types = readFileSync(declarations, 'utf8');
  const optional = new Set(Array.from(types.matchAll(/^ {4}'(.+?)'(\??):/gm), (match) => (match[2] === '?' ? attributeName(match[1] ?? '') : '')));
  const fields = new Map<string, Field>();
  for (const attribute of JSON.parse(map[1]) as readonly (Attribute & { readonly name: string })[]) {
    fields.set(attribute.baseName, { type: typeOf(attribute.type, attribute.format ?? ''), required: !optional.has(attributeName(attribute.name)) });
  }
  return { fields };
}

// `_default` in a declaration is `_default` in the map too; the quotes differ between releases.
function attributeName(name: string): string {
  return name.replace(/^["']|["']$/g, '');
}

function typeOf(text: string, format: string): TypeRef {
  const array = /^Array<(.*)>$/.exec(text);
  if (array?.[1] !== undefined) return { kind: 'array', of: typeOf(array[1], format) };
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(text);
  if (map?.[1] !== undefined) return { kind: 'map', of: typeOf(map[1], format) };
  if (text === 'number') return { kind: 'scalar', name: format === 'double' ? 'number' : 'integer' };
  if (text === 'string' && format === 'byte') return { kind: 'scalar', name: 'byte' };
  const scalar = scalars[text];
  return scalar === undefined ? { kind: 'ref', name: text } : { kind: 'scalar', name: scalar };
}
