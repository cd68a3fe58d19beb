// `npm run gen:schemas [-- FOLDER]`: fetches the npm packages of schema/sources.ts into FOLDER (default: a temporary one) and
// regenerates schemas/kubernetes/. The only script here that needs the network.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdk8sDefinitions } from './schema/cdk8s.js';
import { clientNodeDefinitions } from './schema/client-node.js';
import { kinds } from './schema/corrections.js';
import { enumsOf } from './schema/enums.js';
import { printUnion, unionSchema } from './schema/json-schema.js';
import { merge, unionName } from './schema/merge.js';
import type { Release, Root } from './schema/merge.js';
import { fetchSources } from './schema/sources.js';
import { sourcesPage } from './schema/sources-page.js';

const target = join(import.meta.dirname, '../schemas/kubernetes');
const folders = fetchSources(process.argv[2] ?? mkdtempSync(join(tmpdir(), 'deployc-schemas-')));

const releases: Release[] = [];
let helper = '';
let models = '';
for (const [source, folder] of folders) {
  const namesOnly = source.package.startsWith('cdk8s');
  if (source.package === 'kubernetes-models') models = folder;
  else if (source.kubernetes === undefined) helper = folder;
  else releases.push({ version: source.kubernetes, namesOnly, definitions: namesOnly ? cdk8sDefinitions(folder) : clientNodeDefinitions(folder) });
}
const roots: readonly Root[] = kinds.map((kind) => ({
  name: unionName(kind.node),
  in: new Map([...releases.map((one) => [one.version, one.namesOnly ? kind.cdk8s : kind.node] as const), ['helper', kind.cdk8s]]),
}));
const merged = merge(releases, cdk8sDefinitions(helper), roots, (id) => enumsOf(models, id));
const schema = unionSchema(merged, kinds.map((kind) => ({ ...kind, name: unionName(kind.node) })), { from: '1.29', to: '1.36' });
writeFileSync(join(target, 'union.json'), printUnion(schema));
writeFileSync(join(target, 'SOURCES.md'), sourcesPage());
process.stdout.write(`${Object.keys(schema.definitions).length} definitions, ${schema.history.length} fields with a history\n`);
