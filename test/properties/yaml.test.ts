// The YAML writer against three readers: `yaml` as 1.2, as 1.1, and with the scalar rules of Kubernetes' own reader (goyaml).
// Whatever is written as a value, a key or a list item is read back the same by all three.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAllDocuments, type DocumentOptions, type ParseOptions, type ScalarTag, type SchemaOptions } from 'yaml';
import { byDefault } from '../../src/compiler/model/origin.js';
import { unwrap, type Plain, type Tree } from '../../src/compiler/emit/tree.js';
import { writeYaml, yamlLines } from '../../src/compiler/emit/yaml.js';

type Options = ParseOptions & DocumentOptions & SchemaOptions;

// goyaml v2, resolve.go: what a plain scalar becomes. Integers go through ParseInt with base 0 after `_` is taken out.
const GOYAML: readonly ScalarTag[] = [
  { tag: 'tag:yaml.org,2002:null', default: true, test: /^(?:|~|null|Null|NULL)$/, resolve: () => null },
  { tag: 'tag:yaml.org,2002:bool', default: true, test: /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/, resolve: () => true },
  { tag: 'tag:yaml.org,2002:bool', default: true, test: /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/, resolve: () => false },
  { tag: 'tag:yaml.org,2002:int', default: true, test: /^[-+]?(?:0[0-7_]+|0o[0-7_]+)$/, resolve: (text) => Number.parseInt(text.replace(/[_o]/g, ''), 8) },
  { tag: 'tag:yaml.org,2002:int', default: true, test: /^[-+]?0b[01_]+$/, resolve: (text) => Number.parseInt(text.replace(/_|0b/g, ''), 2) },
  { tag: 'tag:yaml.org,2002:int', default: true, test: /^[-+]?0x[0-9a-fA-F_]+$/, resolve: (text) => Number.parseInt(text.replaceAll('_', ''), 16) },
  { tag: 'tag:yaml.org,2002:int', default: true, test: /^[-+]?[0-9][0-9_]*$/, resolve: (text) => Number(text.replaceAll('_', '')) },
  { tag: 'tag:yaml.org,2002:float', default: true, test: /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/, resolve: (text) => Number(text.replaceAll('_', '')) },
  { tag: 'tag:yaml.org,2002:float', default: true, test: /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/, resolve: () => Number.NaN },
];

const READERS: readonly (readonly [string, Options])[] = [
  ['YAML 1.2', { version: '1.2' }],
  ['YAML 1.1', { version: '1.1' }],
  ['goyaml', { schema: 'failsafe', customTags: (tags) => [...tags, ...GOYAML], merge: true }],
];

function expectReadBack(documents: readonly Tree[]): void {
  const text = writeYaml(documents);
  const meant = documents.map((tree) => unwrap(tree));
  for (const [name, options] of READERS) {
    const read = parseAllDocuments(text, { ...options, strict: true, uniqueKeys: true });
    const found = 'empty' in read ? [] : read.map((document) => {
      if (document.errors.length + document.warnings.length > 0) throw new Error(`${name}: ${String(document.errors[0] ?? document.warnings[0])}\n${text}`);
      return document.toJS() as unknown;
    });
    expect({ reader: name, text, found }).toEqual({ reader: name, text, found: meant });
  }
}

const around = (text: string): Tree => ({ value: text, list: [text, text], [text]: 'key', nested: { [text]: { [text]: [text] }, list: [{ [text]: text, z: text }, [text, [text]]] }, last: text });

const ADVERSARIAL: readonly string[] = [
  'yes', 'Yes', 'NO', 'y', 'n', 'N', 'on', 'Off', 'true', 'FALSE', 'null', 'Null', '~', '', ' ', '012', '0644', '0o7', '0o644', '08', '1_000', '0b11', '0x1F', '-0x1', '1e3', '1E3', '-1e-3', '+1', 'e0', 'E-0', '-e1', '.e0', '-.e0', '_1', '_',
  '1.', '.5', '-.5', '+.5', '1.2.3', '12:30', '12:30:45', '190:20:30.15', '.inf', '-.Inf', '+.INF', '.nan', '.NaN', '2024-01-01', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5', '=', '<<', '<', '12345678901234567890',
  ' leading', 'trailing ', '\ttab', 'tab\t', 'a\tb', 'a: b', 'a:', ':a', 'a #b', '#a', 'a#b', '- a', '-', '--', '---', '--- a', '...', '--port', '-p', '-1', '? a', '?', '! a', '!a', '&a', '*a', '*', '*/5 * * * *', '0 3 * * *', '%a', '@a', '`a`', '|', '>', "'", '"', '"a"', "it's",
  '{', '}', '[', ']', ',', '{a: b}', '[a]', 'a,b', 'a]', '\\', '\\n', '\0', '\u0001', '\u001b[0m', '\u007f', '\u0085', '\u00a0', '\u2028', 'a\u2028b', 'a\u2029\nb', '\ufeff', '\ufeffa', '\ufffe', '\uffff', '\ue000', '\u{1f600}', '\u{10ffff}', 'grün', '日本', 'é: ü',
  '\n', '\n\n', 'a\n', 'a\nb', 'a\nb\n', 'a\n\nb\n\n', 'a\n\n\n', '\na', ' a\nb', 'a\n b\n', 'a\n\tb\n', '\ta\nb', 'a \nb \n', 'a\n  ', 'a\n  \n', 'a\r\nb\r\n', 'a\rb', 'a\n---\nb\n', 'a\n...\nb', '# a\n# b\n', 'a: b\nc: d\n', '- a\n- b', 'a\n#', '{\n}\n', "key: 'x\n", 'a\u0085b\nc',
  '100m', '256Mi', '128M', '1k', '64E', '5e', '0x', '0xg', '1a', 'deadbeef', '1234e5', '$(VAR)', '$$(VAR)', '/healthz', './a', '../a', '.a', 'ghcr.io/acme/web:4f1c02ab91', 'nginx:1.27', 'a'.repeat(1100), 'constructor', 'toString', 'hasOwnProperty', 'origin',
];

describe('every reader sees what was meant', () => {
  it.each(ADVERSARIAL.map((text) => [text.length > 40 ? `${text.slice(0, 40)}…` : JSON.stringify(text), text]))('%s', (_title, text) => {
    expectReadBack([around(text), text, [text]]);
  });

  it('for any text', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme-ascii', maxLength: 12 }), fc.constantFrom(...ADVERSARIAL), fc.stringMatching(/^[-+.0-9a-fA-FxobnyNYT_: ]{1,8}$/));
    const texts = fc.oneof(piece, fc.array(fc.oneof(piece, fc.constantFrom('\n', ' ', '\t', '\n\n', ': ', ' #', '-')), { maxLength: 5 }).map((parts) => parts.join('')));
    fc.assert(fc.property(texts.filter((text) => text !== '__proto__'), (text) => expectReadBack([around(text)])), { numRuns: 1000 });
  });

  it('for any tree of any depth, in several documents', () => {
    const { tree } = fc.letrec<{ tree: Plain; leaf: Plain }>((tie) => ({
      leaf: fc.oneof(fc.constantFrom(...ADVERSARIAL), fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x)), fc.boolean(), fc.constant(null)),
      tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(fc.oneof(fc.constantFrom(...ADVERSARIAL), fc.string({ maxLength: 6 }).filter((key) => key !== '__proto__')), tie('tree'), { maxKeys: 3, noNullPrototype: true })),
    }));
    fc.assert(fc.property(fc.array(tree, { minLength: 1, maxLength: 3 }), (documents) => expectReadBack(documents)), { numRuns: 600 });
  });
});

describe('the text', () => {
  const traced = byDefault<number>(3, 'a rule', 'a reason');
  const tree: Tree = { kind: 'X', count: traced, none: undefined, empty: {}, list: [], items: [{ a: 1, b: [2, [3]] }, [], 'n'], text: 'one\n\ntwo\n', 'a/b': { '~': true }, half: 0.5, tiny: 1e-7, huge: 1e21 };

  it('keeps the order of keys and puts lists under their key', () => {
    expect(writeYaml([tree, { kind: 'Y' }])).toBe(`kind: X
count: 3
empty: {}
list: []
items:
- a: 1
  b:
  - 2
  - - 3
- []
- "n"
text: |
  one

  two
a/b:
  "~": true
half: 0.5
tiny: 1.0e-7
huge: 1.0e+21
---
kind: "Y"
`);
  });

  it('knows the pointer of every line', () => {
    const lines = yamlLines([tree, { kind: 'Y' }]).map((line) => `${line.document} ${line.pointer}`);
    expect(lines).toEqual([
      '0 /kind', '0 /count', '0 /empty', '0 /list', '0 /items', '0 /items/0/a', '0 /items/0/b', '0 /items/0/b/0', '0 /items/0/b/1/0', '0 /items/1', '0 /items/2',
      '0 /text', '0 /text', '0 /text', '0 /text', '0 /a~1b', '0 /a~1b/~0', '0 /half', '0 /tiny', '0 /huge', '1 ', '1 /kind',
    ]);
    expect(lines.length).toBe(writeYaml([tree, { kind: 'Y' }]).split('\n').length - 1);
  });

  it('has no place for numbers that JSON has not', () => {
    expect(() => writeYaml([{ a: Number.NaN }])).toThrow('cannot hold the number NaN');
    expect(() => writeYaml([{ a: Number.POSITIVE_INFINITY }])).toThrow('cannot hold the number Infinity');
  });

  it('turns half a character into U+FFFD, as UTF-8 does', () => {
    expect(writeYaml([{ a: 'x\ud800y', b: 'x\ud800\ny' }])).toBe('a: "x\ufffdy"\nb: "x\ufffd\\ny"\n');
  });
});
