// The tree of a .dep file: plain immutable data, every node with its offsets. Knows no vocabulary: what a head or an
// argument means is decided in src/compiler. Shapes follow docs/grammar.md §3.

/** Offsets are UTF-16, half open. */
export interface Node {
  readonly start: number;
  readonly end: number;
}

export interface FileNode extends Node {
  readonly kind: 'file';
  readonly statements: readonly Statement[];
}

/** `head argument* [ op value ] [ when condition ] [ block ]` */
export interface Statement extends Node {
  readonly kind: 'statement';
  readonly head: NameNode | StringNode | BadNode;
  readonly arguments: readonly Argument[];
  readonly op?: OpNode;
  readonly value?: Value;
  /** The arguments after `when`; empty when there is none. */
  readonly condition: readonly Argument[];
  /** Offsets of the word `when`, if it stands there. */
  readonly when?: Node;
  readonly block?: Block;
  /** The text of the `##` lines directly above, joined by LF, without the marks. */
  readonly doc?: string;
  /** It, or a statement directly in its block, has had its syntax mistake: be silent about what is missing or surplus in it. */
  readonly broken: boolean;
}

export interface Block extends Node {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
}

export interface OpNode extends Node {
  readonly op: '=' | '+=' | '-=';
}

export type Argument = Value | SignNode;

export type Value = NameNode | NumberNode | PathNode | StringNode | TextNode | ListNode | MapNode | CallNode | RangeNode | BadNode;

/** `->`, `==`, `!=`, `<`, `<=`, `>`, `>=` */
export interface SignNode extends Node {
  readonly kind: 'sign';
  readonly sign: string;
}

export interface Segment extends Node {
  readonly text: string;
  /** It was written `"…"`: `certs."tls.crt"`. */
  readonly quoted: boolean;
  /** What stands in front of it: nothing for the first one. */
  readonly separator: '' | '.' | '/';
}

/** `web`, `web.port.metrics`, `Deployment/web`, `certs."tls.crt"`. `text` is the spelling. */
export interface NameNode extends Node {
  readonly kind: 'name';
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** Any bare literal that starts with a digit (or `-` and a digit); the spelling is kept, no unit is read. */
export interface NumberNode extends Node {
  readonly kind: 'number';
  readonly text: string;
}

export interface PathNode extends Node {
  readonly kind: 'path';
  readonly text: string;
}

/** A piece of a string: literal text (escapes decoded) or `\(value)`. */
export type StringPart =
  | (Node & { readonly kind: 'literal'; readonly text: string })
  | (Node & { readonly kind: 'splice'; readonly value: Value });

export interface StringNode extends Node {
  readonly kind: 'string';
  readonly parts: readonly StringPart[];
}

/** A text block `"""`: indentation removed, line ends LF. */
export interface TextNode extends Node {
  readonly kind: 'text';
  readonly parts: readonly StringPart[];
}

export interface ListNode extends Node {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

/** Each statement of a map is a binding. */
export interface MapNode extends Node {
  readonly kind: 'map';
  readonly statements: readonly Statement[];
}

export interface CallNode extends Node {
  readonly kind: 'call';
  readonly name: NameNode;
  readonly items: readonly Value[];
}

export interface RangeNode extends Node {
  readonly kind: 'range';
  readonly low: Value;
  readonly high: Value;
}

/** Something that could not be read; it has been reported, and it satisfies every type silently. */
export interface BadNode extends Node {
  readonly kind: 'bad';
  readonly text: string;
}
