// What the checker carries along: where it is, what is declared, and where diagnostics go.

import type { Diagnostic, Span } from '../../diagnostics/index.js';
import type { Declaration, Symbols } from '../resolve/symbols.js';

export interface CheckContext {
  readonly file: string;
  readonly symbols: Symbols;
  /** By name: the standard library's that are used, and the file's own. */
  readonly components: ReadonlyMap<string, Declaration>;
  /** All component names a user may write, used or not, for did-you-mean. */
  readonly componentNames: readonly string[];
  readonly symbolsOf: ReadonlyMap<Declaration, Symbols>;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** The span of a node of the file that is being checked. */
export function spanIn(context: { readonly file: string }, node: { readonly start: number; readonly end: number }): Span {
  return { file: context.file, start: node.start, end: node.end };
}

/** How a kind of thing is called in messages, with its article. */
export function thingTitle(declaration: Declaration): string {
  switch (declaration.kind) {
    case 'instance':
      return `${/^[aeiou]/.test(declaration.word) ? 'an' : 'a'} \`${declaration.word}\``;
    case 'workload':
      return `a ${declaration.word}`;
    case 'output':
      return 'an output';
    case 'secret': case 'config': case 'volume': case 'component': case 'param':
      return `a ${declaration.kind}`;
  }
}
