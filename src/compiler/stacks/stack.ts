// What a stack is: the recipe that turns the files of a folder into the stages of an image. The types that the stacks, the
// written stages and their callers share. It must not know Dockerfile syntax: stages are instructions, printed by emit/docker.

import type { Diagnostic, Span } from '../../diagnostics/index.js';
import type { CompilerHost } from '../host.js';
import type { Port } from '../model/app-model.js';
import type { BuildSecret, ImageBuild } from '../model/image.js';
import type { Traced } from '../model/origin.js';

/** An image that has no reference yet: the tag may be worked out from the content. */
export type PlannedImage = Omit<ImageBuild, 'reference'>;

/** `image` is undefined exactly when there is an error among the diagnostics. */
export interface Planned {
  readonly image?: PlannedImage;
  readonly diagnostics: readonly Diagnostic[];
}

/** A `build PATH` statement. */
export interface BuildRequest {
  /** The name of the workload or image; the bake target and the Dockerfile are called after it. */
  readonly name: Traced<string>;
  /** The folder, relative to the project. */
  readonly context: Traced<string>;
  /** What the container listens on; the first one is told to the program as `PORT`. */
  readonly ports: readonly Port[];
  /** `using node 22`. */
  readonly using?: { readonly stack: Traced<string>; readonly version?: Traced<string> };
  /** Replaces the start command that the stack finds. */
  readonly start?: readonly Traced<string>[];
  /** False: every container that uses the image has a `command`, so that none is looked for. */
  readonly started?: boolean;
  /** `target` without stages: a mistake. */
  readonly target?: Traced<string>;
  /** Values that steps of the build may read. */
  readonly secrets?: readonly BuildSecret[];
  /** The build statement. */
  readonly span: Span;
}

/** A folder that was found and lies in the project. */
export interface Folder {
  /** Normalized, relative to the project; `.` is the project folder. */
  readonly path: string;
  /** The names in it, sorted; folders end with `/`. */
  readonly names: readonly string[];
  readonly host: CompilerHost;
}

export interface Stack {
  /** The word after `using`. */
  readonly name: string;
  readonly title: string;
  /** The file that makes a folder one of this stack. */
  readonly manifest: string;
  /** What may stand after the name, newest first. */
  readonly versions: readonly string[];
  /** The stages for the request; the folder holds the manifest. */
  plan(request: BuildRequest, folder: Folder): Planned;
}
