// Dependencies that are files: `file:./lib`, `link:../x`. npm needs them when it installs, so they are copied with the
// manifests; what lies outside the folder cannot be.

import type { Diagnostic, Span } from '../../../diagnostics/index.js';
import { codes, report } from '../../../diagnostics/index.js';
import { normalize } from '../../host.js';
import { exists, inFolder, leaves } from '../folder.js';
import type { Folder } from '../stack.js';
import type { Manifest } from './manifest.js';

export interface LocalDependencies {
  /** Relative to the folder, sorted; folders end with `/`. */
  readonly paths: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export function checkLocalDependencies(manifest: Manifest, folder: Folder, span: Span): LocalDependencies {
  const paths = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  for (const [name, spec] of Object.entries(all)) {
    const path = /^(?:file:|link:)(.*)$/.exec(spec)?.[1] ?? (/^\.{0,2}\//.test(spec) ? spec : undefined);
    if (path === undefined) continue;
    if (leaves(path)) {
      diagnostics.push(report(codes.DEP5017, { name, path }, { span, label: 'built from this folder', help: [{ text: 'publish the package, or move it into the folder', applicability: 'unsafe' }] }));
    } else if (!exists(folder.host, inFolder(folder.path, path))) {
      diagnostics.push(report(codes.DEP5018, { name, path }, { span, label: 'built from this folder' }));
    } else paths.add(folder.host.list(inFolder(folder.path, path)) === undefined ? normalize(path) : `${normalize(path)}/`);
  }
  return { paths: [...paths].sort(), diagnostics };
}
