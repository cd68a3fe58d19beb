// Which npm packages the Kubernetes schemas are made from, and how they are fetched: `npm pack` into a temporary folder, so
// that `npm ci` stays small. 1.35 has no package of its own; merge.ts derives it.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Source {
  readonly package: string;
  readonly version: string;
  /** The release of Kubernetes it describes; undefined for helpers. */
  readonly kubernetes?: string;
  readonly licence: string;
  readonly use: string;
}

const types = 'names, types, formats, required fields';

export const sources: readonly Source[] = [
  { package: '@kubernetes/client-node', version: '0.21.0', kubernetes: '1.29', licence: 'Apache-2.0', use: types },
  { package: '@kubernetes/client-node', version: '0.22.3', kubernetes: '1.30', licence: 'Apache-2.0', use: types },
  { package: 'cdk8s-plus-31', version: '2.6.43', kubernetes: '1.31', licence: 'Apache-2.0', use: 'names, required fields' },
  { package: '@kubernetes/client-node', version: '1.1.2', kubernetes: '1.32', licence: 'Apache-2.0', use: types },
  { package: '@kubernetes/client-node', version: '1.3.0', kubernetes: '1.33', licence: 'Apache-2.0', use: types },
  { package: '@kubernetes/client-node', version: '1.4.0', kubernetes: '1.34', licence: 'Apache-2.0', use: types },
  { package: '@kubernetes/client-node', version: '2.0.1', kubernetes: '1.36', licence: 'Apache-2.0', use: types },
  { package: 'cdk8s-plus-34', version: '2.0.54', licence: 'Apache-2.0', use: 'which strings are quantities, upstream definition names' },
  { package: 'kubernetes-models', version: '5.1.0', licence: 'MIT', use: 'enums' },
];

/** Downloads and unpacks all sources below `folder` (what is there already is kept); gives the folder of each package. */
export function fetchSources(folder: string): ReadonlyMap<Source, string> {
  const folders = new Map<Source, string>();
  for (const source of sources) {
    const target = join(folder, `${source.package}-${source.version}`.replaceAll(/[@/]/g, '_'));
    if (!existsSync(join(target, 'package/package.json'))) unpack(source, target);
    folders.set(source, join(target, 'package'));
  }
  return folders;
}

function unpack(source: Source, target: string): void {
  mkdirSync(target, { recursive: true });
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', `${source.package}@${source.version}`], { cwd: target, stdio: ['ignore', 'ignore', 'inherit'] });
  const archive = readdirSync(target).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`npm pack made no archive for ${source.package}@${source.version}`);
  execFileSync('tar', ['xzf', archive], { cwd: target });
}
