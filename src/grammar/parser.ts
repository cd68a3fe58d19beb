// The rules of the language and the tree they build. Total: it accepts every sequence of tokens whose brackets balance,
// notes each mistake once, and goes on at the next separator. LL(1), no gates, no words but `when`. The passes before it
// (glue.ts, brackets.ts) have already taken the mistakes of single characters and of brackets away.

import { EmbeddedActionsParser } from 'chevrotain';
import type { IOrAlt } from 'chevrotain';
import type { Argument, Block, ListNode, NameNode, Statement, Value } from './ast.js';
import { at, bad, Findings } from './statements.js';
import type { Before, Draft } from './statements.js';
import { nameNode } from './strings.js';
import * as T from './tokens.js';
import { endOf } from './tokens.js';
import type { IToken } from './tokens.js';

const name = (token: IToken): NameNode => nameNode(token.image, token.startOffset);

export class DepParser extends EmbeddedActionsParser {
  /** What this parse finds: set it before each parse. */
  found = new Findings();

  /** With `validate`, chevrotain examines the grammar (for tests: it costs start-up time). */
  constructor(validate: boolean) {
    super([...T.parserTokens], { maxLookahead: 1, recoveryEnabled: false, skipValidations: !validate });
    this.performSelfAnalysis();
  }

  /** file = body */
  readonly file = this.RULE('file', (): readonly Statement[] => this.SUBRULE(this.body));

  /** body = NEWLINE* [ statement ( sep statement )* [ sep ] ]; sep = NEWLINE+ | NEWLINE* "," NEWLINE* */
  private readonly body = this.RULE('body', (): readonly Statement[] => {
    const statements: Statement[] = [];
    let before: Before = 'start';
    const alternatives: IOrAlt<void>[] = [
      { ALT: () => {
        this.CONSUME(T.Newline);
        if (before === 'item') before = 'newline';
      } },
      { ALT: () => {
        const comma = this.CONSUME(T.Comma);
        this.ACTION(() => { before = this.found.comma(before, comma); });
      } },
      { ALT: () => {
        const block = this.SUBRULE(this.block);
        this.ACTION(() => this.found.strayBlock(block, statements, before));
        before = 'item';
      } },
      { ALT: () => {
        const { count } = this.found;
        const statement = this.SUBRULE(this.statement);
        this.ACTION(() => statements.push(this.found.separated(statement, statements, before, count)));
        before = 'item';
      } },
    ];
    this.MANY(() => this.OR(alternatives));
    return statements;
  });

  /** statement = head argument* [ op value ] [ condition ] [ block ], then what does not belong there */
  private readonly statement = this.RULE('statement', (): Statement => {
    const { count } = this.found;
    const draft: Draft = { head: this.SUBRULE(this.head), args: [], condition: [] };
    this.MANY1(() => draft.args.push(this.SUBRULE1(this.argument)));
    this.OPTION1(() => {
      const op = this.CONSUME(T.Op);
      this.OPTION2(() => { draft.value = this.SUBRULE(this.value); });
      this.ACTION(() => {
        draft.op = { start: op.startOffset, end: endOf(op), op: op.image === '+=' || op.image === '-=' ? op.image : '=' };
        if (draft.value === undefined && this.found.count === count) this.found.note('missing-value', at(op), { other: draft.head });
      });
    });
    this.OPTION3(() => this.SUBRULE(this.condition, { ARGS: [draft, count] }));
    let broken = this.found.count > count;
    this.OPTION4(() => { draft.block = this.SUBRULE(this.block); });
    const last = this.LA(0);
    this.MANY2(() => {
      const stray = this.SUBRULE(this.stray);
      this.ACTION(() => { if (!broken) this.found.strayToken(draft, stray); });
      broken = true;
    });
    return this.ACTION(() => this.found.finish(draft, endOf(last), broken));
  });

  /** condition = "when" argument+ */
  private readonly condition = this.RULE('condition', (draft: Draft, count: number): void => {
    const when = this.CONSUME(T.When);
    this.MANY(() => {
      const argument = this.SUBRULE(this.argument);
      this.ACTION(() => draft.condition.push(argument));
    });
    this.ACTION(() => {
      draft.when = at(when);
      if (draft.condition.length === 0 && this.found.count === count) this.found.note('missing-condition', at(when));
    });
  });

  // Alternatives that use nothing of their rule's call are made once, not at each call; no rule makes them at each turn of a loop.

  /** head = NAME | STRING | "when"; anything else is a mistake and a bad head */
  private readonly head = this.RULE('head', (): Statement['head'] => this.OR(this.headAlternatives));
  private readonly headAlternatives: IOrAlt<Statement['head']>[] = [
    { ALT: () => name(this.CONSUME(T.Name)) },
    { ALT: () => name(this.CONSUME(T.When)) },
    { ALT: () => this.found.string('string', this.CONSUME(T.Str)) },
    { ALT: () => bad(this.CONSUME(T.Bad)) },
    { ALT: () => this.found.strayHead(this.CONSUME(T.Num)) },
    { ALT: () => this.found.strayHead(this.CONSUME(T.Path)) },
    { ALT: () => this.found.strayHead(this.CONSUME(T.Text)) },
    { ALT: () => this.found.strayHead(this.CONSUME(T.Range)) },
    { ALT: () => this.found.strayHead(this.CONSUME(T.Sign)) },
    { ALT: () => this.found.strayHead(this.CONSUME(T.Op)) },
    { ALT: () => {
      const open = this.SUBRULE(this.group);
      return this.ACTION(() => this.found.strayHead(open));
    } },
  ];

  /** argument = range | SIGN */
  private readonly argument = this.RULE('argument', (): Argument => this.OR(this.argumentAlternatives));
  private readonly argumentAlternatives: IOrAlt<Argument>[] = [
    { ALT: () => this.SUBRULE(this.range) },
    { ALT: () => {
      const sign = this.CONSUME(T.Sign);
      return { kind: 'sign', start: sign.startOffset, end: endOf(sign), sign: sign.image };
    } },
  ];

  /** block = "{" body "}" */
  private readonly block = this.RULE('block', (): Block => {
    const open = this.CONSUME(T.LBrace);
    const statements = this.SUBRULE(this.body);
    const close = this.CONSUME(T.RBrace);
    return { kind: 'block', start: open.startOffset, end: endOf(close), statements };
  });

  /** value = range | map; map = "{" body "}", each statement a binding */
  private readonly value = this.RULE('value', (): Value => this.OR(this.valueAlternatives));
  private readonly valueAlternatives: IOrAlt<Value>[] = [
    { ALT: () => this.SUBRULE(this.range) },
    { ALT: () => {
      const before = this.LA(0);
      const block = this.SUBRULE(this.block);
      return this.ACTION(() => this.found.map(block, before));
    } },
  ];

  /** range = simple [ ".." simple ] */
  private readonly range = this.RULE('range', (): Value => {
    let value = this.SUBRULE1(this.simple);
    this.OPTION1(() => {
      const low = value;
      const dots = this.CONSUME(T.Range);
      let high: Value | undefined;
      this.OPTION2(() => { high = this.SUBRULE2(this.simple); });
      this.ACTION(() => {
        if (high === undefined) this.found.note('open-range', at(dots), { other: low });
        value = high === undefined ? { kind: 'bad', start: low.start, end: endOf(dots), text: '..' } : { kind: 'range', start: low.start, end: high.end, low, high };
      });
    });
    return value;
  });

  /** simple = NAME [ call ] | NUMBER | PATH | STRING | TEXT | list */
  private readonly simple = this.RULE('simple', (): Value => this.OR(this.simpleAlternatives));
  private readonly simpleAlternatives: IOrAlt<Value>[] = [
    { ALT: () => {
      const called = name(this.CONSUME(T.Name));
      let value: Value = called;
      this.OPTION(() => {
        this.CONSUME(T.LParen);
        const items = this.SUBRULE(this.items);
        const close = this.CONSUME(T.RParen);
        value = { kind: 'call', start: called.start, end: endOf(close), name: called, items };
      });
      return value;
    } },
    { ALT: () => {
      const token = this.CONSUME(T.Num);
      return { kind: 'number', start: token.startOffset, end: endOf(token), text: token.image };
    } },
    { ALT: () => {
      const token = this.CONSUME(T.Path);
      return { kind: 'path', start: token.startOffset, end: endOf(token), text: token.image };
    } },
    { ALT: () => this.found.string('string', this.CONSUME(T.Str)) },
    { ALT: () => this.found.string('text', this.CONSUME(T.Text)) },
    { ALT: () => bad(this.CONSUME(T.Bad)) },
    { ALT: () => this.SUBRULE(this.list) },
  ];

  /** list = "[" items "]" */
  private readonly list = this.RULE('list', (): ListNode => {
    const open = this.CONSUME(T.LBracket);
    const items = this.SUBRULE(this.items);
    const close = this.CONSUME(T.RBracket);
    return { kind: 'list', start: open.startOffset, end: endOf(close), items };
  });

  /** items = NEWLINE* [ value ( sep value )* [ sep ] ] */
  readonly items = this.RULE('items', (): readonly Value[] => {
    const items: Value[] = [];
    let before: Before = 'start';
    let silent = false;
    const alternatives: IOrAlt<void>[] = [
      { ALT: () => {
        this.CONSUME(T.Newline);
        silent = false;
        if (before === 'item') before = 'newline';
      } },
      { ALT: () => {
        const comma = this.CONSUME(T.Comma);
        silent = false;
        this.ACTION(() => { before = this.found.comma(before, comma); });
      } },
      { ALT: () => {
        const value = this.SUBRULE(this.value);
        this.ACTION(() => { if (before === 'item' && !silent) this.found.note('missing-separator', value); });
        silent ||= before === 'item';
        items.push(value);
        before = 'item';
      } },
      { ALT: () => {
        const stray = this.SUBRULE(this.strayItem);
        this.ACTION(() => {
          if (!silent) this.found.note('unexpected-token', at(stray));
          items.push(bad(stray));
        });
        silent = true;
        before = 'item';
      } },
    ];
    this.MANY(() => this.OR(alternatives));
    return items;
  });

  /** what cannot continue a statement */
  private readonly stray = this.RULE('stray', (): IToken => this.OR<IToken>([
    { ALT: () => this.CONSUME(T.When) },
    { ALT: () => this.CONSUME(T.Op) },
    { ALT: () => this.CONSUME(T.Num) },
    { ALT: () => this.CONSUME(T.Path) },
    { ALT: () => this.CONSUME(T.Text) },
    { ALT: () => this.CONSUME(T.Bad) },
    { ALT: () => this.CONSUME(T.Range) },
    { ALT: () => this.CONSUME(T.Sign) },
    { ALT: () => this.SUBRULE(this.group) },
    { ALT: () => {
      const open = this.LA(1);
      this.SUBRULE(this.block);
      return open;
    } },
  ]));

  /** what is no item of a list or call */
  private readonly strayItem = this.RULE('strayItem', (): IToken => this.OR<IToken>([
    { ALT: () => this.CONSUME(T.When) },
    { ALT: () => this.CONSUME(T.Op) },
    { ALT: () => this.CONSUME(T.Sign) },
    { ALT: () => this.CONSUME(T.Range) },
    { ALT: () => this.SUBRULE(this.parenthesis) },
  ]));

  /** a list or a parenthesis where none may stand */
  private readonly group = this.RULE('group', (): IToken => this.OR<IToken>([
    { ALT: () => this.SUBRULE(this.parenthesis) },
    { ALT: () => {
      const { count } = this.found;
      const open = this.LA(1);
      this.SUBRULE(this.list);
      this.ACTION(() => this.found.forget(count));
      return open;
    } },
  ]));

  /** a parenthesis that follows no name; what is wrong inside is part of that mistake */
  private readonly parenthesis = this.RULE('parenthesis', (): IToken => {
    const { count } = this.found;
    const open = this.CONSUME(T.LParen);
    this.SUBRULE(this.items);
    this.CONSUME(T.RParen);
    this.ACTION(() => this.found.forget(count));
    return open;
  });
}

let parser: DepParser | undefined;

/** The one parser of the process: it costs milliseconds to construct, so it is made when first needed. */
export const getParser = (): DepParser => (parser ??= new DepParser(false));
