// Names, labels and annotations of every object, and of pod templates.
// Source: apimachinery pkg/api/validation/objectmeta.go (ValidateObjectMetaAccessor, ValidateAnnotations), util/validation.

import { codes } from '../../../diagnostics/index.js';
import { DNS_LABEL, labelValueProblem, nameProblem, objectNameRule, qualifiedNameProblem } from '../../model/names.js';
import type { Plain } from '../../emit/tree.js';
import { objectAt, textAt } from '../plain.js';
import { eachEntry } from './rule.js';
import type { Fail, ObjectRule, PodRule } from './rule.js';

const clusterWide = new Set(['Namespace']);
/** TotalAnnotationSizeLimitB. */
const annotationBytes = 256 * 1024;

export const metadata: ObjectRule = {
  code: codes.DEP6201,
  check: (object, fail, { kind }) => {
    const name = textAt(object, 'metadata', 'name');
    if (name === undefined) {
      // Ours always have names: generateName makes a new object at every apply.
      fail('/metadata', 'needs a `name`');
    } else {
      const problem = nameProblem(name, objectNameRule(kind));
      if (problem !== undefined) fail('/metadata/name', `is no name for a ${kind}: ${problem}`);
    }
    const namespace = textAt(object, 'metadata', 'namespace');
    if (namespace !== undefined && clusterWide.has(kind)) fail('/metadata/namespace', `is not allowed: a ${kind} belongs to no namespace`);
    else if (namespace !== undefined) {
      const problem = nameProblem(namespace, DNS_LABEL);
      if (problem !== undefined) fail('/metadata/namespace', `is no namespace: ${problem}`);
    }
    checkMaps(object['metadata'], '/metadata', fail);
  },
};

export const templateMetadata: PodRule = {
  code: codes.DEP6201,
  check: (pod, fail, { kind }) => {
    if (kind !== 'Pod') checkMaps(pod.template['metadata'], `${pod.templatePointer}/metadata`, fail);
  },
};

function checkMaps(meta: Plain | undefined, pointer: string, fail: Fail): void {
  checkLabels(meta, pointer, 'labels', fail);
  let bytes = 0;
  eachEntry(meta, pointer, 'annotations', (key, value, place) => {
    // The server lower-cases the key before its test, so an upper-case domain is accepted.
    const problem = qualifiedNameProblem(key.toLowerCase());
    if (problem !== undefined) fail(place, `is no key of an annotation: ${problem}`);
    bytes += key.length + (typeof value === 'string' ? value.length : 0);
  });
  if (bytes > annotationBytes) fail(`${pointer}/annotations`, `must not be larger than ${annotationBytes} bytes together, found ${bytes}`);
  const finalizers = objectAt(meta)?.['finalizers'];
  if (!Array.isArray(finalizers)) return;
  for (const [index, one] of (finalizers as readonly Plain[]).entries()) {
    if (typeof one === 'string' && (qualifiedNameProblem(one) !== undefined || !one.includes('/'))) fail(`${pointer}/finalizers/${index}`, 'must be a name with a domain, `example.com/name`');
  }
}

/** Every key a qualified name, every value a label value. */
export function checkLabels(value: Plain | undefined, pointer: string, field: string, fail: Fail): void {
  eachEntry(value, pointer, field, (key, text, place) => {
    const problem = qualifiedNameProblem(key);
    if (problem !== undefined) fail(place, `is no key of a label: ${problem}`);
    const wrong = typeof text === 'string' ? labelValueProblem(text) : undefined;
    if (wrong !== undefined) fail(place, `has no label value: ${wrong}`);
  });
}
