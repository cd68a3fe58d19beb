// PersistentVolumeClaims, alone and as templates of a StatefulSet. (Older servers accept any claim template; the pods then wait
// for ever.)
// Source: pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimSpec (1.35).

import { codes } from '../../../diagnostics/index.js';
import { DNS_LABEL, DNS_SUBDOMAIN, nameProblem } from '../../model/names.js';
import type { Plain } from '../../emit/tree.js';
import { at, listAt, textAt } from '../plain.js';
import { eachItem } from './rule.js';
import type { Fail, ObjectRule } from './rule.js';
import { quantityOf } from './resources.js';
import { checkSelector } from './selectors.js';

export const claims: ObjectRule = {
  code: codes.DEP6212,
  kinds: ['PersistentVolumeClaim', 'StatefulSet'],
  check: (object, fail, { kind }) => {
    if (kind === 'PersistentVolumeClaim') return checkClaim(at(object, 'spec'), '/spec', fail);
    eachItem(at(object, 'spec'), '/spec', 'volumeClaimTemplates', (claim, place) => {
      const problem = nameProblem(textAt(claim, 'metadata', 'name') ?? '', DNS_LABEL);
      if (problem !== undefined) fail(`${place}/metadata/name`, `is no name for a volume: ${problem}`);
      checkClaim(at(claim, 'spec'), `${place}/spec`, fail);
    });
  },
};

function checkClaim(spec: Plain | undefined, pointer: string, fail: Fail): void {
  const modes = listAt(spec, 'accessModes');
  if (modes.length === 0) fail(pointer, 'needs at least one of `accessModes`');
  if (modes.includes('ReadWriteOncePod') && modes.length > 1) fail(`${pointer}/accessModes`, 'must not hold another mode beside `ReadWriteOncePod`');
  const size = at(spec, 'resources', 'requests', 'storage');
  const amount = quantityOf(size);
  if (size === undefined) fail(pointer, 'needs `resources.requests.storage`');
  else if (amount !== undefined && amount.milli <= 0n) fail(`${pointer}/resources/requests/storage`, 'must be greater than 0');
  const storageClass = textAt(spec, 'storageClassName') ?? '';
  const problem = storageClass === '' ? undefined : nameProblem(storageClass, DNS_SUBDOMAIN);
  if (problem !== undefined) fail(`${pointer}/storageClassName`, `is no name of a storage class: ${problem}`);
  checkSelector(at(spec, 'selector'), `${pointer}/selector`, fail);
}
