// Reads the closed sets of words out of an unpacked kubernetes-models (`"protocol"?: "SCTP" | "TCP" | "UDP"`): the published
// OpenAPI has had none since Kubernetes 1.24.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from './definition.js';

const groups: Readonly<Record<string, string>> = {
  core: '', rbac: 'rbac.authorization.k8s.io/', networking: 'networking.k8s.io/', storage: 'storage.k8s.io/', scheduling: 'scheduling.k8s.io/',
};

/** The enum of each field of the upstream definition `id` (`io.k8s.api.core.v1.Container`); empty when it has none. */
export function enumsOf(folder: string, id: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const parts = /^io\.k8s\.api\.(\w+)\.(\w+)\.(\w+)$/.exec(id);
  if (parts === null) return found;
  const [, group = '', version = '', name = ''] = parts;
  const file = join(folder, groups[group] ?? `${group}/`, version, `${name}.d.ts`);
  if (!existsSync(file)) return found;
  const body = new RegExp(`^export interface I${name} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  for (const match of body.matchAll(/^ {4}"(\w+)"\??: ((?:Array<)?\(?"[^;]*?);$/gm)) {
    const words = Array.from((match[2] ?? '').matchAll(/"([^"]*)"/g), (word) => word[1] ?? '').sort(byCodeUnit);
    found.set(match[1] ?? '', words);
  }
  return found;
}
