// `npm run gen:validators`: makes the validators and the table of fields in src/compiler/validate/ out of the committed
// schemas/kubernetes/union.json. No network; under two seconds; the same bytes every time.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldsModule, readUnion, validatorsModule, validatorTypes } from './schema/standalone.js';

const target = join(import.meta.dirname, '../src/compiler/validate');
const union = readUnion();
writeFileSync(join(target, 'validators.gen.js'), await validatorsModule(union));
writeFileSync(join(target, 'validators.gen.d.ts'), validatorTypes());
writeFileSync(join(target, 'fields.gen.ts'), fieldsModule(union));
