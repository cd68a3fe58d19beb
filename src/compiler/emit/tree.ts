// What emitters return: JSON whose leaves may be Traced. Unwrapping gives the plain value; looking up a JSON pointer gives
// the origin of the nearest ancestor that has one. The tree itself is the source map: nothing is recorded on the side.

import type { Origin, Traced } from '../model/origin.js';

export type Scalar = string | number | boolean | null;
export type Plain = Scalar | readonly Plain[] | { readonly [key: string]: Plain };
/** `undefined` members are left out. */
export type Tree = Scalar | Traced<Scalar> | Traced<Plain> | readonly Tree[] | { readonly [key: string]: Tree | undefined };

/** True for a value with its origin. No object of ours has a member `origin` that is an object with a `kind`. */
export function isTraced(tree: Tree | undefined): tree is Traced<Plain> {
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree) || !('origin' in tree)) return false;
  const origin: unknown = tree.origin;
  return typeof origin === 'object' && origin !== null && 'kind' in origin && typeof origin.kind === 'string';
}

/** The plain value of `tree`, members that are undefined left out. */
export function unwrap(tree: Tree): Plain {
  if (typeof tree !== 'object' || tree === null) return tree;
  if (isTraced(tree)) return tree.value;
  if (Array.isArray(tree)) return (tree as readonly Tree[]).map(unwrap);
  const out: Record<string, Plain> = {};
  const members = tree as { readonly [key: string]: Tree | undefined };
  // Every value of every object passes here, and keys alone cost less than entries.
  for (const key of Object.keys(members)) {
    const member = members[key];
    if (member !== undefined) out[key] = unwrap(member);
  }
  return out;
}

/** Decodes a JSON pointer (`/spec/template/metadata~1x`) into its steps. */
export function pointerSteps(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer.slice(1).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The origin at `pointer`: its own, else its first leaf's, else the nearest ancestor's first leaf's. */
export function originAt(tree: Tree, pointer: string): Origin | undefined {
  const trail: Tree[] = [tree];
  let here: Tree | undefined = tree;
  for (const step of pointerSteps(pointer)) {
    if (typeof here !== 'object' || here === null || isTraced(here)) break;
    here = (here as { readonly [key: string]: Tree | undefined })[step];
    if (here === undefined) break;
    trail.push(here);
  }
  for (const node of trail.reverse()) {
    const origin = firstOrigin(node);
    if (origin !== undefined) return origin;
  }
  return undefined;
}

function firstOrigin(tree: Tree): Origin | undefined {
  if (typeof tree !== 'object' || tree === null) return undefined;
  if (isTraced(tree)) return tree.origin;
  for (const member of Object.values(tree)) {
    const origin = member === undefined ? undefined : firstOrigin(member as Tree);
    if (origin !== undefined) return origin;
  }
  return undefined;
}
