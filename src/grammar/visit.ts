// Walking over the tree: every node in the order of the text, and the innermost node at an offset.
// Knows the shapes of ast.ts and nothing of what they mean.

import type { Argument, Block, FileNode, Node, Statement, Value } from './ast.js';

/** What `walk` visits: every node with a `kind`. Operators, segments and the literal parts of strings belong to their node. */
export type AnyNode = FileNode | Block | Statement | Argument | Value;

/** The nodes directly inside `node`, in the order of the text. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  switch (node.kind) {
    case 'file':
    case 'block':
    case 'map':
      return node.statements;
    case 'statement':
      return [node.head, ...node.arguments, ...(node.value ? [node.value] : []), ...node.condition, ...(node.block ? [node.block] : [])];
    case 'list':
      return node.items;
    case 'call':
      return [node.name, ...node.items];
    case 'range':
      return [node.low, node.high];
    case 'string':
    case 'text':
      return node.parts.flatMap((part) => (part.kind === 'splice' ? [part.value] : []));
    case 'name':
    case 'number':
    case 'path':
    case 'sign':
    case 'bad':
      return [];
  }
}

/** Visits `node` and everything inside it, parents first. A visitor that answers `false` leaves out what is inside. */
export function walk(node: AnyNode, visit: (node: AnyNode, parents: readonly AnyNode[]) => boolean | void): void {
  const parents: AnyNode[] = [];
  const go = (current: AnyNode): void => {
    if (visit(current, parents) === false) return;
    parents.push(current);
    for (const child of childrenOf(current)) go(child);
    parents.pop();
  };
  go(node);
}

const holds = ({ start, end }: Node, offset: number): boolean => start <= offset && offset <= end;

/** The nodes around `offset`, outermost (`root`) first; a node also holds the offset behind its last character. Of two that touch, the later one. */
export function nodesAt(root: AnyNode, offset: number): readonly AnyNode[] {
  const found: AnyNode[] = [root];
  for (let node: AnyNode | undefined = root; node !== undefined;) {
    node = childrenOf(node).findLast((child) => holds(child, offset));
    if (node !== undefined) found.push(node);
  }
  return found;
}

/** The innermost node at `offset`. */
export function nodeAt(root: AnyNode, offset: number): AnyNode {
  return nodesAt(root, offset).at(-1) ?? root;
}
