// Turns the merged definitions into one closed JSON Schema (draft 7 keywords) and prints it: one definition a line, sorted, so
// that a change of one field is a change of one line.

import { byCodeUnit } from './definition.js';
import type { ScalarName, TypeRef } from './definition.js';
import type { HistoryRow, Merged } from './merge.js';

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** The committed artefact, schemas/kubernetes/union.json. */
export interface UnionSchema {
  readonly versions: { readonly from: string; readonly to: string };
  /** `apps/v1/Deployment` -> name of its definition. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly history: readonly HistoryRow[];
  readonly definitions: Readonly<Record<string, Json>>;
}

// Kubernetes' own syntax: apimachinery pkg/api/resource/quantity.go and suffix.go.
const quantity = '^[+-]?([0-9]+|[0-9]+\\.[0-9]*|\\.[0-9]+)(([KMGTPE]i)|[numkMGTPE]|([eE][+-]?[0-9]+))?$';
const base64 = '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$';

const scalars: Readonly<Record<ScalarName, Json>> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  'int-or-string': { type: ['integer', 'string'] },
  quantity: { $ref: '#/definitions/Quantity' },
  byte: { $ref: '#/definitions/Base64' },
  time: { type: 'string' },
  object: { type: 'object' },
  any: {},
};

/** `kinds`: `apiVersion`, `kind` and the union name of each kind. */
export function unionSchema(merged: Merged, kinds: readonly { readonly apiVersion: string; readonly kind: string; readonly name: string }[], versions: UnionSchema['versions']): UnionSchema {
  const definitions: Record<string, Json> = {
    Base64: { type: 'string', pattern: base64 },
    Quantity: { type: ['string', 'number'], pattern: quantity },
  };
  const rootOf = new Map(kinds.map((one) => [one.name, one]));
  for (const [name, fields] of [...merged.definitions].sort(([a], [b]) => byCodeUnit(a, b))) {
    const properties: Record<string, Json> = {};
    const root = rootOf.get(name);
    for (const [field, { type, values }] of fields) properties[field] = schemaOf(type, values);
    if (root !== undefined) {
      properties['apiVersion'] = { const: root.apiVersion };
      properties['kind'] = { const: root.kind };
    }
    const required = [...fields].filter(([, field]) => field.required).map(([field]) => field);
    definitions[name] = { type: 'object', additionalProperties: false, properties, ...(required.length > 0 && { required: required.sort(byCodeUnit) }) };
  }
  const table = Object.fromEntries(kinds.map((one) => [`${one.apiVersion}/${one.kind}`, one.name] as const).sort(([a], [b]) => byCodeUnit(a, b)));
  const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => byCodeUnit(a, b)));
  return { versions, kinds: table, history: merged.history, definitions: sorted };
}

function schemaOf(type: TypeRef, values: readonly string[] | undefined): Json {
  switch (type.kind) {
    case 'scalar':
      return values === undefined ? scalars[type.name] : { enum: values };
    case 'ref':
      return { $ref: `#/definitions/${type.name}` };
    case 'array':
      return { type: 'array', items: schemaOf(type.of, values) };
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(type.of, values) };
  }
}

/** The artefact as text. */
export function printUnion(schema: UnionSchema): string {
  const line = (key: string, value: Json): string => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const block = (entries: readonly (readonly [string, Json])[]): string => entries.map(([key, value]) => line(key, value)).join(',\n');
  return [
    '{',
    `  "versions": ${JSON.stringify(schema.versions)},`,
    `  "kinds": {\n${block(Object.entries(schema.kinds))}\n  },`,
    `  "history": [\n${schema.history.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ],`,
    `  "definitions": {\n${block(Object.entries(schema.definitions))}\n  }`,
    '}',
    '',
  ].join('\n');
}
