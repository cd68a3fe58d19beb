// One mistake, one diagnostic, and the rest of the file as if it were not there: the recovery table of docs/grammar.md.

import { describe, expect, it } from '@jest/globals';
import { parse } from '../../src/grammar/index.js';
import { codesOf, parseChecked, treeOf } from './invariants.js';

/** What stands behind each mistake, and has to be read as it stands. */
const REST = `
service rest {
  port 80
  env { A = db.host, B = "x" }
}
`;
const REST_TREE = 'service(rest){port(80); env{A = db.host; B = "x"}}';

/** text, its code, and (where it is telling) the tree of the broken part. */
const mistakes: readonly (readonly [string, string, string?])[] = [
  // brackets that are missing
  ['service web {\n  env {\n    A = 1\n  port 3000\n}', 'DEP1004', 'service(web){env{A = 1}!; port(3000)}!'],
  ['service web {\n  port 3000\n', 'DEP1004', 'service(web){port(3000)}!'],
  ['postgres db { storage 10Gi', 'DEP1004', 'postgres(db){storage(10Gi)}!'],
  ['service web {\n  env { A = 1\n  port 80\n}', 'DEP1004', 'service(web){env{A = 1}!; port(80)}!'],
  ['service web\n  port 80\n  host "x"\n}', 'DEP1023', 'service(web){port(80); host("x")}!'],
  ['service web {\n  env\n    A = 1\n  }\n  port 80\n}', 'DEP1023', 'service(web){env{A = 1}!; port(80)}!'],
  ['service web\n{\n  port 80\n}', 'DEP1105', 'service(web){port(80)}!'],
  ['service w {\n  args ["a", "b"\n  port 1\n}', 'DEP1004', 'service(w){args(["a", "b"])!; port(1)}!'],
  ['service w {\n  args [\n    "a"\n    "b"\n  port 1\n}', 'DEP1004', 'service(w){args(["a", "b"])!; port(1)}!'],
  ['secret s { a = generate(32 }', 'DEP1004', 'secret(s){a = generate(32)!}!'],
  ['secret s {\n  a = generate(32\n  b = 1\n}', 'DEP1004', 'secret(s){a = generate(32)!; b = 1}!'],
  ['secret s { a = generate(32\n  b = 1 }', 'DEP1004', 'secret(s){a = generate(32)!; b = 1}!'],
  // brackets that are too many or of the wrong kind
  ['service web {\n  port 80\n  }\n}', 'DEP1021', 'service(web){port(80)}'],
  ['service web {\n  port 80 }\n  host "x"\n}', 'DEP1021', 'service(web){port(80); host("x")}'],
  ['app x\n}', 'DEP1021', 'app(x)'],
  ['service w {\n  args "a"]\n  port 1\n}', 'DEP1021', 'service(w){args("a"); port(1)}'],
  ['service w {\n  port 1)\n}', 'DEP1021', 'service(w){port(1)}'],
  ['service w {\n  args ["a", "b"}\n  port 1\n}', 'DEP1022', 'service(w){args(["a", "b"])!; port(1)}!'],
  ['service w {\n  a = f(1]\n  port 1\n}', 'DEP1022', 'service(w){a = f(1)!; port(1)}!'],
  [`x = ${'['.repeat(70)}${']'.repeat(70)}`, 'DEP1024'],
  // strings and texts
  ['service w {\n  host "x\n  port 1\n}', 'DEP1003', 'service(w){host(⚠"x)!; port(1)}!'],
  ['service w {\n  args ["a", "b]\n  port 1\n}', 'DEP1003', 'service(w){args(["a", ⚠"b])!; port(1)}!'],
  ['host "x {\n  tls\n}', 'DEP1003', 'host(⚠"x){tls}!'],
  ['args ["a, "b"]', 'DEP1003', 'args([⚠"a, "b"])!'],
  ['env { A = "x \\(db.host y" }', 'DEP1009', 'env{A = ⚠"x \\(db.host y"!}!'],
  ['m """\n  a \\(b\n  """', 'DEP1009', 'm("""a \\\\(b\\n""")'],
  ['config c {\n  a = """\n    text\n    more\n}', 'DEP1005', 'config(c){a = ⚠"""\n    text\n    more!}!'],
  ['config c {\n  a = """\n    text\n}\nconfig d {\n  b = """\n    t\n    """\n}', 'DEP1005', 'config(c){a = ⚠"""\n    text!}!; config(d){b = """t\\n"""}'],
  ['config c {\n  a = """text"""\n}', 'DEP1006', 'config(c){a = ⚠"""text"""!}!'],
  ['config c {\n  a = """text\n    x\n    """\n}', 'DEP1006'],
  ['config c {\n  a = """\n    x\n   y\n    """\n}', 'DEP1011', 'config(c){a = """x\\ny\\n"""}'],
  ['env { A = "a\\qb" }', 'DEP1008', 'env{A = "a\\\\qb"}'],
  ['env { A = "\\u{d800}" }', 'DEP1008'],
  ['env { A = “x” }', 'DEP1007', 'env{A = ⚠“x”!}!'],
  ["env { A = 'x' }", 'DEP1007', "env{A = ⚠'x'!}!"],
  ['env { A = `x` }', 'DEP1007'],
  ["x don't", 'DEP1007'],
  // habits
  ['service w {\n  port: 80\n}', 'DEP1017', 'service(w){port = 80!}!'],
  ['env { A: b }', 'DEP1017', 'env{A = b!}!'],
  ['service w {\n  env: {\n    A = 1\n  }\n}', 'DEP1017', 'service(w){env{A = 1}!}!'],
  ['ports:\n', 'DEP1017', 'ports = ∅!'],
  ['service w {\n  port:80\n}', 'DEP1002', 'service(w){⚠port:80!}!'],
  ['service web = {\n  build .\n  port 3000\n}', 'DEP1109'],
  ['port 80;', 'DEP1018', 'port(80)'],
  ['a; b', 'DEP1018', 'a; b'],
  ['// x', 'DEP1012', ''],
  ['/* x */', 'DEP1012', ''],
  ['/* x\n  y */', 'DEP1012', ''],
  ['<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x', 'DEP1016', 'a; b'],
  ['image $X', 'DEP1026', 'image(⚠$X)!'],
  ['image ${X}', 'DEP1026', 'image(⚠${X})!'],
  ['image ${X:-a}/b', 'DEP1026'],
  ['image {{ .Values.image }}', 'DEP1026'],
  ['run a && b', 'DEP1001', 'run(a ⚠&& b)!'],
  ['args {\n  - item\n}', 'DEP1001'],
  ['copy src/*.ts', 'DEP1002', 'copy(⚠src/*.ts)!'],
  ['build .\\web', 'DEP1002', 'build(⚠.\\web)!'],
  ['port 80/tcp', 'DEP1002', 'port(⚠80/tcp)!'],
  ['image nginx:1.27', 'DEP1002', 'image(⚠nginx:1.27)!'],
  ['host *.example.com', 'DEP1002', 'host(⚠*.example.com)!'],
  ['x http://a.b/c', 'DEP1002', 'x(⚠http://a.b/c)!'],
  ['service küche { port 1 }', 'DEP1002', 'service(⚠küche){port(1)}!'],
  ['x é', 'DEP1001'],
  ['mount x at /data/\\(n)', 'DEP1002', 'mount(x at ⚠/data/\\(n))!'],
  ['port \\(p)', 'DEP1010', 'port(⚠\\(p))!'],
  ['port 80# x', 'DEP1013', 'port(80)'],
  ['copy ./a#b', 'DEP1013', 'copy(⟨./a⟩)'],
  ['a db.', 'DEP1020', 'a(⚠db.)!'],
  ['a Deployment/', 'DEP1020'],
  // ranges
  ['replicas 2..', 'DEP1019', 'replicas(⚠2..)!'],
  ['replicas 2...6', 'DEP1019', 'replicas(⚠2...6)!'],
  ['replicas 2 .. 6', 'DEP1019', 'replicas(2..6)!'],
  ['replicas 2 ..6 at cpu', 'DEP1019', 'replicas(2..6 at cpu)!'],
  ['replicas 2.. 6', 'DEP1019'],
  ['replicas 1..2..3', 'DEP1019'],
  // values that touch
  ['copy ./{a,b} x', 'DEP1025', 'copy(⚠./{a,b} x)!'],
  ['health /healthz{ every 5s }', 'DEP1025', 'health(⟨/healthz⟩){every(5s)}!'],
  ['x a[0]', 'DEP1025', 'x(⚠a[0])!'],
  ['x "a"(b)', 'DEP1025'],
  ['x ./"a b"', 'DEP1025'],
  ['x "a"b', 'DEP1025'],
  ['args["a"\n  "b"]', 'DEP1025', 'args(["a", "b"])!'],
  // characters that cannot be seen
  ['port\u00a080', 'DEP1014', 'port(80)'],
  ['port \u200b80', 'DEP1014', 'port(80)'],
  ['build\u00a0.', 'DEP1014', 'build(⟨.⟩)'],
  ['x "a\u202eb"', 'DEP1015'],
  ['# a\u2066b', 'DEP1015', ''],
  ['x \u202eb', 'DEP1015'],
  // statements
  ['host "x" { } env { }', 'DEP1102', 'host("x"){}; env{}!'],
  ['env { A = 1 B = 2 }', 'DEP1102', 'env{A = 1; B = 2!}!'],
  ['env { x = external "a" }', 'DEP1102', 'env{x = external; "a"!}!'],
  ['env { x = 1 2 }', 'DEP1102', 'env{x = 1!}!'],
  ['args ["a" "b"]', 'DEP1102', 'args(["a", "b"])!'],
  ['env { A = }', 'DEP1103', 'env{A = ∅!}!'],
  ['env { A =\n B = 1 }', 'DEP1103', 'env{A = ∅!; B = 1}!'],
  ['env { A = = b }', 'DEP1103'],
  ['env { A = 1,, B = 2 }', 'DEP1104', 'env{A = 1; B = 2}'],
  ['env { , A = 1 }', 'DEP1104', 'env{A = 1}'],
  ['args [, "a"]', 'DEP1104'],
  ['80 port', 'DEP1101', '⚠80(port)!'],
  ['= 80', 'DEP1101', '⚠=(80)!'],
  ['["a" = 1]', 'DEP1101'],
  ['{ port 80 }', 'DEP1101'],
  ['x [a = 1, b]', 'DEP1106'],
  ['x = y = z', 'DEP1106'],
  ['x = y = z = w = v', 'DEP1106'],
  ['x a { } { }', 'DEP1106'],
  ['port (80)', 'DEP1106'],
  ['x when a when b', 'DEP1106'],
  ['x when a = 2 {\n}', 'DEP1106'],
  ['redis c { } when x', 'DEP1107'],
  ['service w when {\n port 1\n}', 'DEP1108'],
  ['x = { a b }', 'DEP1109'],
  ['env { A = "\\(a b)" }', 'DEP1027', 'env{A = "\\(⚠a b)"}'],
  ['env { A = "\\()" }', 'DEP1027'],
  ['env { A = "\\(a = b)" }', 'DEP1027'],
  ['env { A = "\\(a[0])" }', 'DEP1025'],
];

const syntax = mistakes.map(([text, code, tree]) => [text, code, tree ?? null] as const);

describe('a mistake of syntax', () => {
  it.each(syntax)('%j is %s', (text, code, tree) => {
    expect(codesOf(`${text}\n${REST}`)).toEqual([code]);
    const whole = treeOf(`${text}\n${REST}`);
    expect(whole.endsWith(REST_TREE)).toBe(true);
    if (tree !== null) expect(whole.slice(0, -REST_TREE.length).replace(/; $/, '')).toBe(tree);
  });

  it.each(syntax)('%j is as well behaved at the end of the file', (text, code) => {
    expect(codesOf(text)).toEqual([code]);
  });

  it.each(syntax)('%j marks a place on one line, and its edits leave nothing of it', (text, code) => {
    const source = `${text}\n${REST}`;
    const [one] = parseChecked(source).diagnostics;
    const spanned = source.slice(one?.span?.start, one?.span?.end);
    if (!/^.*"""/.test(spanned)) expect(spanned).not.toMatch(/[\r\n]/);
    for (const { edits = [] } of one?.help ?? []) {
      const sorted = [...edits].sort((a, b) => b.span.start - a.span.start);
      const mended = sorted.reduce((mend, { span, text: by }) => mend.slice(0, span.start) + by + mend.slice(span.end), source);
      if (edits.length > 0) expect(codesOf(mended)).not.toContain(code);
    }
  });
});

describe('left to the vocabulary', () => {
  it.each([
    ['service w { port = 80 }', 'service(w){port = 80}'],
    ['service w { env = { A = 1 } }', 'service(w){env = {A = 1}}'],
    ['env { A b }', 'env{A(b)}'],
    ['service w { build . port 3000 }', 'service(w){build(⟨.⟩ port 3000)}'],
    ['port', 'port'],
    ['replicas 2-6', 'replicas(2-6)'],
    ['image ghcr.io/acme/web', 'image(ghcr.io/acme/web)'],
    ['platforms "a", "b"', 'platforms("a"); "b"'],
    ['A = info', 'A = info'],
    ['x 1e3 1_000 3x', 'x(1e3 1_000 3x)'],
  ])('%j has no diagnostic of the grammar', (text, tree) => {
    expect(codesOf(text)).toEqual([]);
    expect(treeOf(text)).toBe(tree);
  });

  it.each([['service w {\r\n\tport 80\r\n}\r\n'], ['\ufeffservice w {\n  port 80\n}\n'], ['service w {\r  port 80\r}\r'], ['service w {\nport 80\n    }']])('%j is fine', (text) => {
    expect(codesOf(text)).toEqual([]);
    expect(treeOf(text)).toBe('service(w){port(80)}');
  });
});

describe('several mistakes', () => {
  it('are all reported when they are independent', () => {
    const text = 'service a {\n  image nginx:1.27\n  port: 80\n  env { A = }\n  host "x\n}\nservice b {\n  replicas 2..\n';
    expect(codesOf(text)).toEqual(['DEP1002', 'DEP1017', 'DEP1103', 'DEP1003', 'DEP1004', 'DEP1019']);
  });

  it('on one line are left to the earliest pass', () => {
    expect(codesOf('a = = nginx:1.27\n')).toEqual(['DEP1002']);
    expect(codesOf('a [1 = \n')).toEqual(['DEP1004']);
    expect(codesOf('args ["a" "b" "c"]\n')).toEqual(['DEP1102']);
    expect(codesOf('a é é:1 ü\n')).toEqual(['DEP1001', 'DEP1002', 'DEP1001']);
  });

  it('inside the block of a broken statement are its own', () => {
    expect(codesOf('80 {\n  A = = 1\n}\n')).toEqual(['DEP1101', 'DEP1103']);
  });

  it('name the place that explains them', () => {
    const [one] = parse({ path: 'a.dep', text: 'service web {\n  env {\n    A = 1\n  port 80\n}\n' }).diagnostics;
    expect(one?.span).toEqual({ file: 'a.dep', start: 20, end: 21 });
    expect(one?.related.map(({ span }) => span.start)).toEqual([34]);
    expect(one?.help.map(({ text }) => text)).toEqual(['add `}` before line 4']);
  });
});
