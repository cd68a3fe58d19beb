// What the compiler writes: files as text, and for manifests the objects they hold (with origins), for validation,
// `explain` and `apply`.

import type { Origin } from '../model/origin.js';
import type { Tree } from './tree.js';

export type ArtifactKind = 'dockerfile' | 'dockerignore' | 'bake' | 'manifest' | 'kustomization' | 'record';

export interface Artifact {
  /** Relative to the output folder: `kubernetes/web.yaml`. */
  readonly path: string;
  readonly kind: ArtifactKind;
  readonly text: string;
  /** The Kubernetes objects in it, in order. */
  readonly objects: readonly ManifestObject[];
  /** The origin of each line (index 0 = line 1), worked out when asked. */
  readonly lineOrigins: () => readonly (Origin | undefined)[];
}

export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Undefined for cluster-wide objects. */
  readonly namespace?: string;
  /** The workload, config or claim it was made for. */
  readonly owner: string;
  readonly tree: Tree;
}
