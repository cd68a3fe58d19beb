// Volumes, claims and mounts of the AppModel: where data lies and where a container finds it.

import type { Span } from '../../diagnostics/span.js';
import type { Traced } from './origin.js';

export interface PodVolume {
  /** Unique in the pod, a DNS label. */
  readonly name: Traced<string>;
  readonly source: VolumeSource;
}

export type VolumeSource =
  /** A claim of its own; in a stateful workload one per replica (a claim template). */
  | { readonly kind: 'claim'; readonly claim: Claim; readonly perReplica: boolean }
  /** A claim that is declared in the app (`of`, one of `AppModel.claims`) or lies in the cluster: by its object name. */
  | { readonly kind: 'existing-claim'; readonly claim: Traced<string>; readonly of?: Claim }
  | { readonly kind: 'ephemeral'; readonly size?: Traced<string> }
  | { readonly kind: 'memory'; readonly size?: Traced<string> }
  | { readonly kind: 'host'; readonly path: Traced<string> }
  | { readonly kind: 'nfs'; readonly server: Traced<string>; readonly path: Traced<string> }
  | { readonly kind: 'config'; readonly config: Traced<string>; readonly items?: readonly FileItem[] }
  | { readonly kind: 'secret'; readonly secret: Traced<string>; readonly items?: readonly FileItem[] };

/** One key as one file. `mode` as a number (0o400 = 256). */
export interface FileItem {
  readonly key: Traced<string>;
  readonly path: Traced<string>;
  readonly mode?: Traced<number>;
}

export interface Claim {
  /** The object name of the PersistentVolumeClaim, or the template's name where it is per replica. */
  readonly name: Traced<string>;
  readonly size: Traced<string>;
  readonly access: Traced<'ReadWriteOnce' | 'ReadWriteMany'>;
  readonly class?: Traced<string>;
  readonly declared: Span;
}

export interface Mount {
  readonly volume: Traced<string>;
  readonly path: Traced<string>;
  readonly readOnly: Traced<boolean>;
  /** One file of the volume instead of the whole. */
  readonly subPath?: Traced<string>;
}
