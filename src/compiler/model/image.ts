// An image that is built from source, as stages and instructions: what the Dockerfile, the bake file and the build plan
// share. Made by compiler/stacks (from the files of a folder) or by compiler/lower (`build . { stage … }`).

import type { Span } from '../../diagnostics/span.js';
import type { Traced } from './origin.js';

export interface ImageBuild {
  /** The name of the workload or `image` it was declared for; also the bake target and the Dockerfile's name. */
  readonly name: Traced<string>;
  /** What it is pushed as: `ghcr.io/acme/web:4f1c02ab91`. */
  readonly reference: Traced<string>;
  /** The folder it is built from, relative to the project (`.`, `apps/web`). */
  readonly context: Traced<string>;
  readonly stages: readonly Stage[];
  /** Patterns of the .dockerignore, in order. */
  readonly ignore: readonly Traced<string>[];
  /** What the stack found out, for `explain`: 'node 22 from .nvmrc'. */
  readonly evidence: readonly Traced<string>[];
  /** The user and group the image runs as, if the stages say so or the stack knows. */
  readonly user?: Traced<number>;
  readonly group?: Traced<number>;
  /** Secrets that steps of the build read, by id. */
  readonly secrets: readonly BuildSecret[];
  readonly declared: Span;
}

export interface BuildSecret {
  readonly id: Traced<string>;
  /** The environment variable of the build it is read from. */
  readonly variable: Traced<string>;
}

export interface Stage {
  readonly name: Traced<string>;
  readonly from: StageBase;
  readonly instructions: readonly Instruction[];
}

export type StageBase =
  | { readonly kind: 'image'; readonly image: Traced<string> }
  | { readonly kind: 'stage'; readonly stage: Traced<string> }
  | { readonly kind: 'scratch'; readonly word: Traced<string> };

export type Instruction =
  | { readonly kind: 'workdir'; readonly path: Traced<string> }
  | { readonly kind: 'copy'; readonly sources: readonly Traced<string>[]; readonly to: Traced<string>; readonly from?: StageBase; readonly chown?: Traced<string> }
  | { readonly kind: 'run'; readonly command: Traced<string>; readonly mounts: readonly RunMount[]; readonly env: Readonly<Record<string, Traced<string>>> }
  | { readonly kind: 'env'; readonly values: Readonly<Record<string, Traced<string>>> }
  | { readonly kind: 'user'; readonly user: Traced<string> }
  | { readonly kind: 'label'; readonly values: Readonly<Record<string, Traced<string>>> }
  | { readonly kind: 'expose'; readonly port: Traced<number>; readonly protocol: Traced<'TCP' | 'UDP' | 'SCTP'> }
  | { readonly kind: 'entrypoint'; readonly argv: readonly Traced<string>[] }
  | { readonly kind: 'command'; readonly argv: readonly Traced<string>[] };

export type RunMount =
  | { readonly kind: 'cache'; readonly id: Traced<string>; readonly target: Traced<string> }
  | { readonly kind: 'bind'; readonly source: Traced<string>; readonly target: Traced<string> }
  | { readonly kind: 'secret'; readonly id: Traced<string>; readonly env?: Traced<string>; readonly target?: Traced<string> };
