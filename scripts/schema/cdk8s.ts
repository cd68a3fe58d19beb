// Reads the definitions out of an unpacked cdk8s-plus-NN: `lib/imports/k8s.d.ts`, where every property carries the upstream
// name of its definition. It tells which strings are quantities, and it has every release; it has no status and no formats.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Definition, Definitions, Field, ScalarName, TypeRef } from './definition.js';

const scalars: Readonly<Record<string, ScalarName>> = {
  string: 'string', boolean: 'boolean', number: 'integer', Date: 'time', IntOrString: 'int-or-string', Quantity: 'quantity', any: 'any',
};

/** The definitions of the package in `folder`, by the names of its interfaces (`ContainerPort`, `KubeDeploymentProps`). */
export function cdk8sDefinitions(folder: string): Definitions {
  const text = readFileSync(join(folder, 'lib/imports/k8s.d.ts'), 'utf8');
  const definitions = new Map<string, Definition>();
  for (const block of text.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const [, name = '', body = ''] = block;
    definitions.set(name, read(body));
  }
  return (name) => definitions.get(name);
}

function read(body: string): Definition {
  const fields = new Map<string, Field>();
  let id: string | undefined;
  for (const match of body.matchAll(/@schema ([\w.-]+)#(\S+)\n\s*\*\/\n {4}readonly \w+(\??): ([\s\S]*?);\n(?= {4}\/\*\*|$)/g)) {
    const [, owner = '', name = '', question = '', type = ''] = match;
    id = owner;
    fields.set(name, { type: typeOf(type), required: question !== '?' });
  }
  return { ...(id !== undefined && { id }), fields };
}

function typeOf(text: string): TypeRef {
  const map = /^\{\s*\[key: string\]: ([\s\S]*);\s*\}$/.exec(text);
  if (map?.[1] !== undefined) return { kind: 'map', of: typeOf(map[1]) };
  if (text.endsWith('[]')) return { kind: 'array', of: typeOf(text.slice(0, -2)) };
  const scalar = scalars[text];
  return scalar === undefined ? { kind: 'ref', name: text } : { kind: 'scalar', name: scalar };
}
