// What the parser does with a statement besides reading it: building its node, and noting the mistakes of statements,
// each once. Holds what one parse has found so far. Knows nothing of chevrotain's parser.

import type { Argument, BadNode, Block, MapNode, Node, OpNode, Statement, StringNode, TextNode, Value } from './ast.js';
import type { Mistake, MistakeKind } from './mistakes.js';
import * as T from './tokens.js';
import { endOf } from './tokens.js';
import type { IToken } from './tokens.js';

/** A string or text block whose parts are read after the file's own parse. */
export interface Pending {
  readonly node: StringNode | TextNode;
  /** The list that is `node.parts`, still to be filled. */
  readonly parts: StringNode['parts'][number][];
}

/** A statement while it is read. */
export interface Draft {
  readonly head: Statement['head'];
  readonly args: Argument[];
  op?: OpNode;
  value?: Value;
  when?: Node;
  readonly condition: Argument[];
  block?: Block;
}

/** What stands before the next item of a body, list or call. */
export type Before = 'start' | 'item' | 'newline' | 'comma';

export const at = (token: IToken): Node => ({ start: token.startOffset, end: endOf(token) });
export const bad = (token: IToken): BadNode => ({ kind: 'bad', start: token.startOffset, end: endOf(token), text: token.image });

type Writable<N> = { -readonly [K in keyof N]: N[K] };

/** The state of one parse. */
export class Findings {
  readonly mistakes: Mistake[] = [];
  readonly pending: Pending[] = [];
  /** Broken only by a statement of their block: what that one was to be, nobody can miss. */
  private readonly incomplete = new Set<Statement>();
  /** Offsets of the mistakes that earlier passes have found, ascending: their statements are broken. */
  private readonly earlier: readonly number[];
  /** Documentation by the offset of the statement below it. */
  private readonly docs: ReadonlyMap<number, string>;

  constructor(earlier: readonly number[] = [], docs: ReadonlyMap<number, string> = new Map()) {
    this.earlier = earlier;
    this.docs = docs;
  }

  get count(): number {
    return this.mistakes.length;
  }

  /** Forgets what was noted since there were `count` mistakes: one mistake, one diagnostic. */
  forget(count: number): void {
    this.mistakes.length = count;
  }

  note(kind: MistakeKind, where: Node, more: Partial<Mistake> = {}): void {
    this.mistakes.push({ pass: 'statements', kind, start: where.start, end: where.end, ...more });
  }

  string<K extends 'string' | 'text'>(kind: K, token: IToken): { readonly kind: K } & (StringNode | TextNode) {
    const parts: Pending['parts'] = [];
    const node = { kind, start: token.startOffset, end: endOf(token), parts } as { readonly kind: K } & (StringNode | TextNode);
    this.pending.push({ node, parts });
    return node;
  }

  comma(before: Before, token: IToken): Before {
    if (before === 'start' || before === 'comma') this.note('surplus-comma', at(token));
    return 'comma';
  }

  /** A statement right behind another one: the separator is missing, which is said once. `count`: mistakes before `statement`. */
  separated(statement: Statement, statements: readonly Statement[], before: Before, count: number): Statement {
    if (before !== 'item') return statement;
    const last = statements[statements.length - 1];
    if (last?.broken === true && !this.incomplete.has(last)) this.forget(count);
    else if (last !== undefined && this.count === count) {
      const lone = last.value !== undefined && statement.op === undefined;
      this.note('missing-separator', statement.head, { other: last, ...(lone && { text: 'value' }) });
    }
    return { ...statement, broken: true };
  }

  /** `{` where a statement may start: the block of the statement on the line above, or a block of nothing. */
  strayBlock(block: Block, statements: Statement[], before: Before): void {
    const last = statements[statements.length - 1];
    const open: Node = { start: block.start, end: block.start + 1 };
    if (last === undefined || last.block !== undefined || before !== 'newline') {
      this.note('statement-start', open);
      return;
    }
    if (!last.broken) this.note('brace-on-next-line', open, { other: last });
    statements[statements.length - 1] = { ...last, block, end: block.end, broken: true };
  }

  strayHead(token: IToken): BadNode {
    this.note('statement-start', at(token));
    return bad(token);
  }

  /** A token that cannot continue the statement. */
  strayToken(draft: Draft, stray: IToken): void {
    const behindValue = draft.value !== undefined && stray.tokenType !== T.Op && stray.tokenType !== T.When;
    if (stray.tokenType === T.When && draft.block !== undefined) this.note('late-condition', at(stray), { other: { start: draft.block.start, end: draft.block.start + 1 } });
    else if (behindValue) this.note('missing-separator', at(stray), { other: draft.head, text: 'value' });
    else this.note('unexpected-token', at(stray), { other: draft.head });
  }

  /** A map. What is no binding is broken, which is said once a map; where nothing is one, the `=` before it was too much. */
  map(block: Block, before: IToken): MapNode {
    const { start, end, statements } = block;
    const others = statements.filter(({ broken, op, arguments: args }) => !broken && (op === undefined || args.length > 0));
    const first = others[0];
    if (first === undefined) return { kind: 'map', start, end, statements };
    const head = others.length === statements.length && before.tokenType === T.Op;
    this.note('not-a-binding', { start: first.start, end: first.block ? first.block.start : first.end }, { head, ...(head && { other: at(before) }) });
    return { kind: 'map', start, end, statements: statements.map((each) => (others.includes(each) ? { ...each, broken: true } : each)) };
  }

  /** The node of a statement that ends at `end`. */
  finish(draft: Draft, end: number, broken: boolean): Statement {
    const { head, args, op, value, when, condition, block } = draft;
    const doc = this.docs.size > 0 ? this.docs.get(head.start) : undefined;
    const own = broken || head.kind === 'bad'
      || (this.earlier.length > 0 && (this.touched(head.start, block ? block.start + 1 : end) || (block !== undefined && this.touched(block.end - 1, block.end))));
    // Assigned one by one: this runs for every statement, and spreading costs.
    const statement: Writable<Statement> = { kind: 'statement', start: head.start, end, head, arguments: args, condition, broken: own };
    if (op) statement.op = op;
    if (value) statement.value = value;
    if (when) statement.when = when;
    if (block) statement.block = block;
    if (doc !== undefined) statement.doc = doc;
    if (!own && block?.statements.some((inner) => inner.broken && !this.incomplete.has(inner)) === true) {
      statement.broken = true;
      this.incomplete.add(statement);
    }
    return statement;
  }

  /** Whether an earlier pass has found a mistake in [start, end). */
  private touched(start: number, end: number): boolean {
    let low = 0;
    let high = this.earlier.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.earlier[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    const found = this.earlier[low];
    return found !== undefined && found < end;
  }
}
