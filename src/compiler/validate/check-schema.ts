// Runs the generated validator of a kind and says each of its errors in our words: unknown fields with did-you-mean, wrong
// types with what was found, missing fields, closed sets, malformed quantities. Knows no rule beyond the schema.

import { codes, suggest } from '../../diagnostics/index.js';
import { pointerSteps } from '../emit/tree.js';
import type { Plain } from '../emit/tree.js';
import { definitionAt, fieldsOf } from './fields.js';
import { at, pointerStep } from './plain.js';
import type { Sink } from './report.js';
import type { SchemaError, Validator } from './schema-error.js';

/** Reports what `validator` finds in `value`, one finding per place. True if there was nothing. */
export function checkSchema(value: Plain, definition: string, validator: Validator, sink: Sink): boolean {
  if (validator(value)) return true;
  for (const error of validator.errors ?? []) say(error, value, definition, sink);
  return false;
}

function say(error: SchemaError, value: Plain, definition: string, sink: Sink): void {
  const { instancePath: pointer, params } = error;
  const found = valueAt(value, pointer);
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(String(params['additionalProperty']), definition, pointer, sink);
    case 'required':
      return sink(codes.DEP6103, { missing: String(params['missingProperty']) }, pointer);
    case 'type':
      return wrongType(params['type'], found, pointer, sink);
    case 'enum':
      return notAllowed((params['allowedValues'] as readonly unknown[]).map(String), found, pointer, sink);
    case 'const':
      return notAllowed([String(params['allowedValue'])], found, pointer, sink);
    case 'pattern':
      return malformed(String(params['pattern']), found, pointer, sink);
    default:
      throw new Error(`the validators use the keyword ${error.keyword}, which has no message`);
  }
}

function valueAt(value: Plain, pointer: string): Plain | undefined {
  let here: Plain | undefined = value;
  for (const step of pointerSteps(pointer)) here = Array.isArray(here) ? (here as readonly Plain[])[Number(step)] : at(here, step);
  return here;
}

function unknownField(field: string, root: string, pointer: string, sink: Sink): void {
  const steps = pointerSteps(pointer);
  const owner = definitionAt(root, steps) ?? root;
  const here = `${pointer}/${pointerStep(field)}`;
  const near = suggest(field, fieldsOf(owner))[0];
  sink(codes.DEP6101, { type: owner }, here, near === undefined ? belongs(field, root, owner, steps) : `did you mean \`${near}\`?`);
}

/** Where the field would be right: above on the way to the root, or at most three steps below. */
function belongs(field: string, root: string, owner: string, steps: readonly string[]): string | undefined {
  for (let length = steps.length - 1; length >= 0; length -= 1) {
    const above = definitionAt(root, steps.slice(0, length));
    if (above !== undefined && fieldsOf(above).includes(field)) return `\`${field}\` belongs ${length === 0 ? 'at the top of the object' : `under \`${steps.slice(0, length).join('.')}\``}`;
  }
  const queue: { readonly definition: string; readonly path: readonly string[] }[] = [{ definition: owner, path: [] }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { definition, path } = next;
    if (path.length > 0 && fieldsOf(definition).includes(field)) return `\`${field}\` belongs under \`${[...steps, ...path].join('.')}\``;
    if (path.length === 3) continue;
    for (const child of fieldsOf(definition)) {
      const inner = definitionAt(definition, [child]);
      if (inner !== undefined && child !== 'metadata') queue.push({ definition: inner, path: [...path, child] });
    }
  }
  return undefined;
}

const typeWords: Readonly<Record<string, string>> = { string: 'text', integer: 'a whole number', number: 'a number', boolean: '`true` or `false`', array: 'a list', object: 'an object' };

function wrongType(type: unknown, found: Plain | undefined, pointer: string, sink: Sink): void {
  const wanted = (Array.isArray(type) ? type : String(type).split(',')).map(String);
  const expected = wanted.map((one) => typeWords[one] ?? one).join(' or ');
  sink(codes.DEP6102, { expected, found: describe(found) }, pointer, quotingHint(wanted, found));
}

/** A number where text is wanted, or the reverse: the usual slip of YAML. */
function quotingHint(wanted: readonly string[], found: Plain | undefined): string | undefined {
  if (wanted.includes('string') && (typeof found === 'number' || typeof found === 'boolean')) return `write it as text: \`"${String(found)}"\``;
  if (typeof found === 'string' && wanted.includes('integer') && /^[+-]?[0-9]+$/.test(found)) return `write it without quotes: \`${found}\``;
  if (typeof found === 'string' && wanted.includes('boolean') && /^(true|false)$/.test(found)) return `write it without quotes: \`${found}\``;
  return undefined;
}

function notAllowed(allowed: readonly string[], found: Plain | undefined, pointer: string, sink: Sink): void {
  const near = typeof found === 'string' ? suggest(found, allowed, 'closed')[0] : undefined;
  sink(codes.DEP6104, { allowed, found: describe(found) }, pointer, near === undefined ? undefined : `did you mean \`${near}\`?`);
}

function malformed(pattern: string, found: Plain | undefined, pointer: string, sink: Sink): void {
  if (pattern.includes('A-Za-z0-9+/')) return sink(codes.DEP6105, { expected: 'base64', found: describe(found) }, pointer);
  const unit = typeof found === 'string' ? /^([0-9.]+)\s*([kmgtp])i?b?$/i.exec(found) : null;
  const help = unit === null ? undefined : `did you mean \`${unit[1] ?? ''}${(unit[2] ?? '').toUpperCase()}i\`?`;
  return sink(codes.DEP6105, { expected: 'a quantity (`250m`, `0.5`, `128Mi`)', found: describe(found) }, pointer, help);
}

/** A value in a message: short, with its type visible. */
function describe(value: Plain | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return `the text \`${value.length > 40 ? `${value.slice(0, 37)}...` : value}\``;
  return `\`${String(value)}\``;
}
