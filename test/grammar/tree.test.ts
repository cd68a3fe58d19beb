// What valid texts become: names, numbers, paths, strings, text blocks, documentation, conditions. The traps of
// docs/grammar.md, walking over the tree, and the grammar under chevrotain's own examination.

import { describe, expect, it } from '@jest/globals';
import { nodeAt, nodesAt, parse, tokenize, walk } from '../../src/grammar/index.js';
import type { Statement } from '../../src/grammar/index.js';
import { DepParser, getParser } from '../../src/grammar/parser.js';
import { createLexer } from '../../src/grammar/tokens.js';
import { corpus } from './corpus.js';
import { codesOf, parseChecked, treeOf } from './invariants.js';

const valid: readonly (readonly [string, string])[] = [
  // statements
  ['app shop', 'app(shop)'],
  ['param domain string = "shop.test"', 'param(domain string) = "shop.test"'],
  ['port http 80 -> 8080', 'port(http 80 -> 8080)'],
  ['expect web.replicas >= 2', 'expect(web.replicas >= 2)'],
  ['redis cache when caching { a }', 'redis(cache) when caching{a}'],
  ['worker m like api when environment production { command "x" }', 'worker(m like api) when environment production{command("x")}'],
  ['env { DEBUG = "1" when debug, B = b }', 'env{DEBUG = "1" when debug; B = b}'],
  ['args += "--debug"', 'args += "--debug"'],
  ['when = 1', 'when = 1'],
  ['env { when = 1, whenever = when-x }', 'env{when = 1; whenever = when-x}'],
  ['"nginx.conf" = file(./nginx.conf)', '"nginx.conf" = file(⟨./nginx.conf⟩)'],
  ['a = { b = 1, c = { d = [1, { e = 2 }] } }', 'a = {b = 1; c = {d = [1, {e = 2}]}}'],
  ['a = f()', 'a = f()'],
  ['a [\n  "x",\n  "y"\n  , "z",\n]', 'a(["x", "y", "z"])'],
  ['a\n, b,\nc', 'a; b; c'],
  ['a { }', 'a{}'],
  ['', ''],
  ['\n\n# only a comment\n', ''],
  // names
  ['x certs."tls.crt" props."a b".c', 'x(certs."tls.crt" props."a b".c)'],
  ['x app.kubernetes.io/name Deployment/2048-game', 'x(app.kubernetes.io/name Deployment/2048-game)'],
  ['x a--b _c d_1', 'x(a--b _c d_1)'],
  ['x true false', 'x(true false)'],
  // numbers keep their spelling
  ['x 3 -1 0.5 250m 128Mi 70% 1h30m 1.30 22.11.0 0400 1e3', 'x(3 -1 0.5 250m 128Mi 70% 1h30m 1.30 22.11.0 0400 1e3)'],
  ['x 2..6 100m..1 1.29..1.36 min..max a.b..c.d', 'x(2..6 100m..1 1.29..1.36 min..max a.b..c.d)'],
  // paths
  ['build .', 'build(⟨.⟩)'],
  ['build . { }', 'build(⟨.⟩){}'],
  ['a { build . }', 'a{build(⟨.⟩)}'],
  ['x .. ../x .npmrc ./extra/*.yaml /a?b=c', 'x(⟨..⟩ ⟨../x⟩ ⟨.npmrc⟩ ⟨./extra/*.yaml⟩ ⟨/a?b=c⟩)'],
  ['copy ./app/[id]/(group)/+page.svelte -> ./x', 'copy(⟨./app/[id]/(group)/+page.svelte⟩ -> ⟨./x⟩)'],
  ['x [., ./b] y', 'x([⟨.⟩, ⟨./b⟩] y)'],
  ['x = file(./a(b))', 'x = file(⟨./a(b)⟩)'],
  ['x ./küche', 'x(⟨./küche⟩)'],
  // traps
  ['a-="b"', 'a -= "b"'],
  ['copy ./a->./b', 'copy(⟨./a⟩ -> ⟨./b⟩)'],
  ['health /a,b', 'health(⟨/a⟩); b'],
  ['kubernetes 1.30', 'kubernetes(1.30)'],
  // strings
  ['x "a\\n\\t\\"\\\\\\u{1F600}z"', 'x("a\\n\\t\\"\\\\😀z")'],
  ['x "${A} {b} %c #d $e"', 'x("${A} {b} %c #d $e")'],
  ['x "a\\(b.c)d\\(f("x\\(y)", 1))"', 'x("a\\(b.c)d\\(f("x\\(y)", 1))")'],
  ['x "\\(a)\\(b)"', 'x("\\(a)\\(b)")'],
  ['x ""', 'x("")'],
  // text blocks
  ['m """\n  """', 'm("""""")'],
  ['m """\n  a\n    b\n\n  c\\n "q" """ d\n  """', 'm("""a\\n  b\\n\\nc\\\\n \\"q\\" \\"\\"\\" d\\n""")'],
  ['m """ \r\n\ta\r\n\tb\r\n\t"""', 'm("""a\\nb\\n""")'],
  ['m """\n  x \\(db.host) y\\\\(z)\n  """', 'm("""x \\(db.host) y\\\\\\(z)\\n""")'],
  ['a { m """\n  x\n  """ }', 'a{m("""x\\n""")}'],
  ['m """\n    less\n  """', 'm("""  less\\n""")'],
  // documentation
  ['## one\n## two\napp x', '<one|two>app(x)'],
  ['## one\n\napp x', 'app(x)'],
  ['# one\napp x', 'app(x)'],
  ['a\n  ## in\n  b { ## behind\n    ##tight\n    c\n  }', 'a; <in>b{<tight>c}'],
  ['## lost\n# between\napp x', 'app(x)'],
  ['a ## behind\nb', 'a; b'],
];

describe('a valid text', () => {
  it.each(valid)('%j', (text, tree) => {
    expect(codesOf(text)).toEqual([]);
    expect(treeOf(text)).toBe(tree);
  });

  it.each(corpus)('of the corpus has no diagnostic and no broken statement: %j', (text) => {
    const { ast, diagnostics } = parseChecked(text);
    expect(diagnostics).toEqual([]);
    walk(ast, (node) => { if (node.kind === 'statement') expect(node.broken).toBe(false); });
  });
});

describe('spans', () => {
  it('are those of the text', () => {
    const text = 'x certs."tls.crt" = "a\\(b.c)\\n" when y';
    const [first] = parseChecked(text).ast.statements;
    const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    const statement = first as Statement;
    const [name] = statement.arguments;
    expect(at(statement)).toBe(text);
    expect(name?.kind === 'name' ? name.segments.map(at) : []).toEqual(['certs', '"tls.crt"']);
    expect(statement.op && at(statement.op)).toBe('=');
    expect(statement.when && at(statement.when)).toBe('when');
    expect(statement.value?.kind === 'string' ? statement.value.parts.map((part) => [at(part), part.kind === 'splice' ? at(part.value) : part.text]) : []).toEqual([
      ['a', 'a'], ['\\(b.c)', 'b.c'], ['\\n', '\n'],
    ]);
  });

  it('lead from an offset to the innermost node', () => {
    const text = 'service web {\n  env { A = "x\\(db.host)" }\n}\n';
    const { ast } = parse({ path: 'a.dep', text });
    const offset = text.indexOf('host');
    expect(nodesAt(ast, offset).map(({ kind }) => kind)).toEqual(['file', 'statement', 'block', 'statement', 'block', 'statement', 'string', 'name']);
    expect(nodeAt(ast, offset)).toMatchObject({ kind: 'name', text: 'db.host' });
    expect(nodeAt(ast, text.indexOf('web') + 3)).toMatchObject({ kind: 'name', text: 'web' });
    expect(nodeAt(ast, text.indexOf('  env'))).toMatchObject({ kind: 'block' });
    expect(nodeAt(ast, text.length)).toBe(ast);
  });

  it('let a visitor leave out what is inside', () => {
    const seen: string[] = [];
    walk(parse({ path: 'a.dep', text: 'a { b }\nc d' }).ast, (node, parents) => {
      seen.push(`${parents.length} ${node.kind}`);
      return node.kind !== 'block';
    });
    expect(seen).toEqual(['0 file', '1 statement', '2 name', '2 block', '1 statement', '2 name', '2 name']);
  });
});

describe('tokens', () => {
  it('have the names of the table and keep every character', () => {
    expect(tokenize('a = 1 # c\r\n').map(({ kind, text }) => `${kind} ${JSON.stringify(text)}`)).toEqual([
      'Name "a"', 'Blank " "', 'Op "="', 'Blank " "', 'Number "1"', 'Blank " "', 'Comment "# c"', 'Newline "\\r\\n"',
    ]);
  });
});

describe('the grammar', () => {
  it('passes the examination of chevrotain: LL(1), no ambiguity, no unreachable token', () => {
    expect(() => createLexer(true)).not.toThrow();
    expect(createLexer(true).lexerDefinitionErrors).toEqual([]);
    expect(() => new DepParser(true)).not.toThrow();
  });

  it('makes one parser, and only when one is needed', () => {
    expect(getParser()).toBe(getParser());
  });

  it('nests 64 deep', () => {
    const nested = (depth: number) => codesOf(`x = ${'['.repeat(depth)}1${']'.repeat(depth)}`);
    expect(nested(64)).toEqual([]);
    expect(nested(65)).toEqual(['DEP1024']);
    expect(nested(5_000)).toEqual(['DEP1024']);
    expect(() => parse({ path: 'a.dep', text: '{'.repeat(100_000) })).not.toThrow();
  });

  it('stays linear on long lines and deep strings', () => {
    const started = process.cpuUsage().user;
    for (const part of ['a ', '"', "'", '"""\n', '[', '{', '(', '\\(', '"\\(', '..', './a(', '/a{', '-', 'é', '\n', '} ', ']\n', '# ', '## x\n', 'a:', '$', '"x {', '${', '{{', 'a[', 'db. ', 'x{\n']) {
      parse({ path: 'a.dep', text: part.repeat(10_000) });
    }
    expect((process.cpuUsage().user - started) / 1_000_000).toBeLessThan(15);
  });
});
