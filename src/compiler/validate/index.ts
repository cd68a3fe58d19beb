// Pass 11: the objects deployc made, checked as the API server would: schema, versions, the server's own rules. A finding here
// is a mistake that an earlier pass let through; it names the place in the source all the same.

import type { Diagnostic } from '../../diagnostics/index.js';
import { codes } from '../../diagnostics/index.js';
import type { ManifestObject } from '../emit/artifact.js';
import { unwrap } from '../emit/tree.js';
import type { Plain } from '../emit/tree.js';
import { checkFields } from './check-fields.js';
import type { VersionRange } from './check-fields.js';
import { checkSchema } from './check-schema.js';
import { definitionOfKind } from './fields.js';
import { at } from './plain.js';
import { diagnosticAt, sinkFor, titleOf } from './report.js';
import type { Sink } from './report.js';
import { checkIdentities, checkNamespaces, checkRules } from './rules/index.js';
import type { SchemaError, Validator } from './schema-error.js';
import * as validators from './validators.gen.js';

export type { VersionRange } from './check-fields.js';
export type { SchemaError };

const byDefinition: Readonly<Record<string, Validator | undefined>> = validators;

/** The schema leaves these open: a claim template of a StatefulSet has the same definition as a claim, and none of them. */
function checkHead(value: Plain, sink: Sink): void {
  for (const missing of ['apiVersion', 'kind', 'metadata']) if (at(value, missing) === undefined) sink(codes.DEP6103, { missing }, '');
}

/**
 * Everything the API servers of `versions` would refuse, drop or warn about in `objects`, in the order of the objects.
 * An object that breaks its schema is not looked at by the rules: they would only repeat it.
 */
export function validateObjects(objects: readonly ManifestObject[], versions: VersionRange): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  const plain = objects.map((object) => ({ object, value: unwrap(object.tree) }));
  const sound = plain.filter(({ object, value }) => {
    const definition = definitionOfKind(object.apiVersion, object.kind);
    const validator = definition === undefined ? undefined : byDefinition[definition];
    if (definition === undefined || validator === undefined) {
      out.push(diagnosticAt(object, value, codes.DEP6001, { object: titleOf(object), apiVersion: object.apiVersion }, '/kind'));
      return false;
    }
    const sink = sinkFor(object, value, out);
    checkHead(value, sink);
    const valid = checkSchema(value, definition, validator, sink);
    checkFields(value, definition, versions, sink);
    if (valid) checkRules(object.kind, value, versions, sink);
    return valid;
  });
  checkIdentities(plain, out);
  checkNamespaces(sound, versions, out);
  return out;
}
