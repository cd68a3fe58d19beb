// The terminal form: every rule of its layout, as the whole text that a user sees.

import { describe, expect, it } from '@jest/globals';

import type { Diagnostic, SourceFile } from '../../src/diagnostics/index.js';
import { renderPretty } from '../../src/diagnostics/render/index.js';
import type { PrettyOptions } from '../../src/diagnostics/render/index.js';

const shop = `app shop

postgres db { storage 10Gi }

# the API
service api {
  build .
  port 3000
}

service web {
  build web
  port 8080
  after apii
}
`;

/** A diagnostic at the places of `texts` in the source: the first is its own span, the others are related. */
function at(source: string, texts: readonly (readonly [string, string])[], more: Partial<Diagnostic> = {}): Diagnostic {
  const spans = texts.map(([text]) => {
    const start = source.indexOf(text);
    if (start < 0) throw new Error(`the source has no ${text}`);
    return { file: 'shop.dep', start, end: start + text.length };
  });
  const [span] = spans;
  return {
    code: 'DEP2001',
    severity: 'error',
    message: 'no service is called `apii`',
    ...(span && { span }),
    label: texts[0]?.[1] ?? '',
    related: spans.slice(1).map((one, index) => ({ span: one, text: texts[index + 1]?.[1] ?? '' })),
    notes: [],
    help: [],
    ...more,
  };
}

const bare: PrettyOptions = { docs: false, summary: false };

function show(source: string, diagnostics: readonly Diagnostic[], options: PrettyOptions = bare, others: readonly SourceFile[] = []): string {
  const files = [{ path: 'shop.dep', text: source }, ...others];
  return renderPretty(diagnostics, new Map(files.map((file) => [file.path, file])), options);
}

/** Drops the first line break and the indentation of the first line. */
function block(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  return lines.map((line) => line.slice(indent)).join('\n');
}

describe('a whole report', () => {
  it('has header, place, frame, notes, help, docs and a summary', () => {
    const one = at(shop, [['apii', 'not defined in app `shop`'], ['api {\n', '']], {
      related: [{ span: { file: 'shop.dep', start: shop.indexOf('api {'), end: shop.indexOf('api {') + 3 }, text: 'did you mean this one?' }],
      notes: ['a note'],
      help: [{ text: 'change `apii` to `api`', applicability: 'unsafe' }],
    });
    expect(show(shop, [one], {})).toBe(
      block(`
      error[DEP2001]: no service is called \`apii\`
        --> shop.dep:14:9
         |
       6 | service api {
         |         --- did you mean this one?
      ...
      14 |   after apii
         |         ^^^^ not defined in app \`shop\`
         |
         = note: a note
         = help: change \`apii\` to \`api\`
         = docs: deployc explain DEP2001

      1 error in 1 file
      `),
    );
  });

  it('says nothing when there is nothing to say', () => {
    expect(show(shop, [], {})).toBe('');
  });

  it('names the docs of a code once', () => {
    const text = show(shop, [at(shop, [['apii', '']]), at(shop, [['8080', '']])], {});
    expect(text.match(/= docs:/g)).toHaveLength(1);
    expect(text.endsWith('\n\n2 errors in 1 file\n')).toBe(true);
  });

  it('counts by severity and file, and what --fix would mend if there is such an option', () => {
    const span = { file: 'other.dep', start: 0, end: 1 };
    const edit = { span, text: 'b' };
    const all = [
      at(shop, [['apii', '']]),
      at(shop, [['8080', '']], { help: [{ text: 'h', applicability: 'safe', edits: [edit] }] }),
      at(shop, [['build', '']], { severity: 'warning', help: [{ text: 'h', applicability: 'unsafe', edits: [edit] }] }),
      at(shop, [], { severity: 'info', help: [{ text: 'h', applicability: 'safe', edits: [] }] }),
      at(shop, [], { severity: 'info', span }),
    ];
    const last = (options: PrettyOptions): string | undefined => show(shop, all, options).trimEnd().split('\n').pop();
    expect(last({})).toBe('2 errors, 1 warning, 2 infos in 2 files');
    expect(last({ fix: true })).toBe('2 errors, 1 warning, 2 infos in 2 files, 1 fixable with --fix');
  });

  it('shows 50, errors before warnings but in order, and says how many more', () => {
    const lines = Array.from({ length: 70 }, (_, index) => `line${String(index).padStart(2, '0')}`);
    const source = lines.join('\n');
    const all = lines.map((line, index) => at(source, [[line, '']], { severity: index < 60 ? 'warning' : 'error', message: `about ${line}` }));
    const text = show(source, all, {});
    const shown = [...text.matchAll(/about line(\d\d)/g)].map(([, number]) => Number(number));
    expect(shown).toEqual([...Array(40).keys(), 60, 61, 62, 63, 64, 65, 66, 67, 68, 69]);
    expect(text.endsWith('\n\n... and 20 more: 20 warnings\n\n10 errors, 60 warnings in 1 file\n')).toBe(true);
    expect(show(source, all, { limit: 100 })).not.toContain('more:');
  });
});

describe('places', () => {
  it('without a span has no frame', () => {
    expect(show(shop, [at(shop, [], { message: 'no such file', help: [{ text: 'one\ntwo', applicability: 'unsafe' }] })])).toBe(
      block(`
      error[DEP2001]: no such file
        = help: one
                two
      `),
    );
  });

  it('in a file that nobody has is named, and nothing is lost', () => {
    const one = at(shop, [['apii', 'here']], { span: { file: 'lost.dep', start: 3, end: 9 } });
    expect(show(shop, [one])).toBe(
      block(`
      error[DEP2001]: no service is called \`apii\`
       --> lost.dep
        = here: here
      `),
    );
  });

  it('in another file stand in a second block, with one gutter for both', () => {
    const lib = { path: '<stdlib>/postgres.dep', text: 'component postgres {\n  port 5432\n}\n' };
    const start = lib.text.indexOf('5432');
    const one = at(shop, [['apii', 'here']], { related: [{ span: { file: lib.path, start, end: start + 4 }, text: 'first used here' }] });
    expect(show(shop, [one], bare, [lib])).toBe(
      block(`
      error[DEP2001]: no service is called \`apii\`
        --> shop.dep:14:9
         |
      14 |   after apii
         |         ^^^^ here
        --> <stdlib>/postgres.dep:2:8
         |
       2 |   port 5432
         |        ---- first used here
      `),
    );
  });

  it('outside the text are moved to its end', () => {
    expect(show('app x', [at('app x', [], { span: { file: 'shop.dep', start: 90, end: 95 }, label: 'end' })])).toBe(
      block(`
      error[DEP2001]: no service is called \`apii\`
       --> shop.dep:1:6
        |
      1 | app x
        |      ^ end
      `),
    );
  });

  it('name the object and its path, and the chain of causes', () => {
    const cause = at(shop, [['8080', '']], { code: 'DEP6001', message: 'must be a string', cause: at(shop, [], { code: 'DEP7001', message: 'refused' }) });
    const one = at(shop, [], { object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', path: '/spec/replicas' }, cause });
    expect(show(shop, [one])).toBe(
      block(`
      error[DEP2001]: no service is called \`apii\`
        = in: Deployment/web at /spec/replicas
        = cause: shop.dep:13:8: must be a string [DEP6001]
        = cause: refused [DEP7001]
      `),
    );
  });
});

/** name, source, marked texts with labels, the frame below the `-->` line. */
const frames: readonly (readonly [string, string, readonly (readonly [string, string])[], string])[] = [
  ['a zero-width span takes one column', 'app shop\n', [['', 'here']], '1 | app shop\n  | ^ here'],
  ['a span at the end of a line', 'app \nx', [['\n', 'a name is missing']], '1 | app\n  |     ^ a name is missing'],
  ['a primary mark without a label', 'app shop', [['shop', '']], '1 | app shop\n  |     ^^^^'],
  ['a line between two marked lines is shown', 'a 1\nb 2\nc 3', [['3', 'x'], ['1', 'y']], '1 | a 1\n  |   - y\n2 | b 2\n3 | c 3\n  |   ^ x'],
  ['more lines are left out', 'a 1\nb 2\nc 3\nd 4', [['4', 'x'], ['1', 'y']], '1 | a 1\n  |   - y\n...\n4 | d 4\n  |   ^ x'],
  ['neighbouring lines', 'a 1\nb 2', [['1', 'x'], ['2', 'y']], '1 | a 1\n  |   ^ x\n2 | b 2\n  |   - y'],
  [
    'two labels on a line: the last stands right, the first hangs',
    'port 80 host 90',
    [['80', 'this one'], ['90', 'and this one']],
    '1 | port 80 host 90\n  |      ^^      -- and this one\n  |      |\n  |      this one',
  ],
  [
    'three labels on a line',
    'port 80 host 90 95',
    [['90', 'main'], ['80', 'first'], ['95', 'last']],
    '1 | port 80 host 90 95\n  |      --      ^^ -- last\n  |      |       |\n  |      |       main\n  |      first',
  ],
  ['a mark inside another', 'env FROM', [['env FROM', 'outer'], ['FROM', 'inner']], '1 | env FROM\n  | ^^^^^^^^ inner\n  | |\n  | outer'],
  [
    'a mark inside another that ends later',
    'env FROM x',
    [['env FROM x', 'outer'], ['FROM', 'inner']],
    '1 | env FROM x\n  | ^^^^^^^^^^\n  | |   |\n  | |   inner\n  | outer',
  ],
  ['tabs are four spaces', '\tport\t80', [['80', 'x']], '1 |     port    80\n  |             ^^ x'],
  ['wide characters take two columns', 'x "日本" 80', [['80', 'x']], '1 | x "日本" 80\n  |          ^^ x'],
  ['a mark under wide characters', 'x "日本" 80', [['日本', 'x']], '1 | x "日本" 80\n  |    ^^^^ x'],
  ['an emoji of several code points is one thing', 'x 👩‍👩‍👧 80', [['80', 'x']], '1 | x 👩‍👩‍👧 80\n  |      ^^ x'],
  ['a combining accent takes no column', 'x e\u0301 80', [['80', 'x']], '1 | x e\u0301 80\n  |     ^^ x'],
  ['half of a surrogate pair marks the whole character', 'x 😀 80', [['\ud83d', 'x']], '1 | x 😀 80\n  |   ^^ x'],
  ['what cannot be seen is spelt', 'x\u200b\u001b[31m 80', [['80', 'x']], '1 | x<U+200B><U+001B>[31m 80\n  |                       ^^ x'],
  ['a byte order mark is not shown', '\ufeffapp shop', [['shop', 'x']], '1 | app shop\n  |     ^^^^ x'],
  ['CRLF ends a line', 'a 1\r\nb 2\r\n', [['2', 'x']], '2 | b 2\n  |   ^ x'],
  ['a span that ends behind the line break is on one line', 'a 1\nb', [['1\n', 'x']], '1 | a 1\n  |   ^ x'],
  ['several lines: first and last', 'web {\n  a\n  b\n  c\n}\n', [['web {\n  a\n  b\n  c\n}', 'all of it']], '1 | / web {\n...\n5 | | }\n  | |_^ all of it'],
  ['several lines, all next to each other', 'web {\n  a\n}', [['web {\n  a\n}', 'x']], '1 | / web {\n2 | |   a\n3 | | }\n  | |_^ x'],
  ['several lines that start inside one', 'web {\n}', [['{\n}', 'x']], '1 | / web {\n  | |     ^ from here\n2 | | }\n  | |_^ x'],
  [
    'several lines with another label between',
    'app {\n  a\n  b\n  c\n}',
    [['app {\n  a\n  b\n  c\n}', 'x'], ['b', 'y']],
    '1 | / app {\n2 | |   a\n3 | |   b\n  | |   - y\n4 | |   c\n5 | | }\n  | |_^ x',
  ],
  ['a secondary mark of several lines shows its first', 'web {\n  a\n}\nx', [['x', 'p'], ['web {\n  a\n}', 's']], '1 | web {\n  | ----- s\n...\n4 | x\n  | ^ p'],
];

describe('frames', () => {
  it.each(frames)('%s', (_, source, marks, expected) => {
    const [, ...rows] = show(source, [at(source, marks, { message: 'm' })]).trimEnd().split('\n');
    expect(rows.slice(2).join('\n')).toBe(expected);
  });

  it('counts columns in code points', () => {
    expect(show('"😀é" 80', [at('"😀é" 80', [['80', '']])])).toContain('--> shop.dep:1:6\n');
  });

  it('folds a long label under itself', () => {
    const text = show('a { b', [at('a { b', [['b', 'a new service starts here, at the indentation of `service api`'], ['{', 'open']])], { ...bare, width: 44 });
    expect(text).toContain(
      block(`
      1 | a { b
        |   - ^ a new service starts here, at the
        |   |   indentation of \`service api\`
        |   |
        |   open
      `),
    );
  });

  it('keeps escape sequences in messages from the terminal', () => {
    const text = show('a', [at('a', [['a', '\u001b[2J']], { message: '`\u001b]0;x\u0007`', notes: ['\u202e'] })]);
    expect(text).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(text).toContain('`<U+001B>]0;x<U+0007>`');
  });
});

describe('long lines', () => {
  const long = `env ${Array.from({ length: 40 }, (_, index) => `NAME${String(index).padStart(2, '0')}=x`).join(' ')}`;
  /** The source row and the marker row. */
  const rows = (text: string): readonly (string | undefined)[] => text.split('\n').slice(3, 5);

  it.each([
    ['at the start', 'NAME00', '1 | env NAME00=x NAME01=x NAME02=x NAME…', '  |     ^^^^^^ x'],
    ['in the middle', 'NAME20', '1 | …18=x NAME19=x NAME20=x NAME21=x NA…', '  |                ^^^^^^ x'],
    ['at the end', 'NAME39', '1 | …NAME36=x NAME37=x NAME38=x NAME39=x', '  |                             ^^^^^^ x'],
  ])('are cut around a mark %s', (_, mark, line, marker) => {
    const [first = '', second = ''] = rows(show(long, [at(long, [[mark, 'x']])], { ...bare, width: 40 }));
    expect(first.length).toBeLessThanOrEqual(40);
    // The marker stands under what it marks, whatever was cut.
    expect(first.slice(second.indexOf('^'), second.lastIndexOf('^') + 1)).toBe(mark);
    expect([first, second]).toEqual([line, marker]);
  });

  it('show the start of a mark that is longer than the terminal', () => {
    const [first, second] = rows(show(long, [at(long, [[long.slice(13, 200), 'x']])], { ...bare, width: 40 }));
    expect(first).toBe('1 | …NAME01=x NAME02=x NAME03=x NAME04=…');
    expect(second?.startsWith('  |  ^^^^')).toBe(true);
  });

  it('follow the primary mark when two are too far apart', () => {
    const [first = '', second = ''] = rows(show(long, [at(long, [['NAME30', 'x'], ['NAME01', 'y']])], { ...bare, width: 40 }));
    expect(first).toContain('NAME30');
    expect(first.slice(second.indexOf('^'), second.lastIndexOf('^') + 1)).toBe('NAME30');
  });

  it('are never cut inside a wide character', () => {
    const wide = `"${'日本'.repeat(30)}" 80`;
    const [first = '', second = ''] = rows(show(wide, [at(wide, [['80', 'x']])], { ...bare, width: 40 }));
    expect(first).toMatch(/^1 \| … ?[日本]+" 80$/);
    expect(second).toMatch(/\^\^ x$/);
  });
});

describe('colour', () => {
  const paint = (number: string, text: string): string => `\u001b[${number}m${text}\u001b[0m`;
  const colour: PrettyOptions = { ...bare, color: true };

  it.each([
    ['error', '1;31'],
    ['warning', '1;33'],
    ['info', '1;36'],
  ] as const)('%s', (severity, number) => {
    const text = show('port 80', [at('port 80', [['80', 'here'], ['port', 'there']], { severity, message: 'm' })], colour);
    expect(text.split('\n')[0]).toBe(`${paint(number, `${severity}[DEP2001]`)}${paint('1', ': m')}`);
    expect(text).toContain(`${paint('2', '1 |')} port 80\n`);
    expect(text).toContain('\u001b[34m----');
    expect(text).toContain(paint(number, '^^ here'));
  });

  it('is the only difference', () => {
    const one = at(shop, [['apii', 'label'], ['after', 'other'], ['service api {\n  build .\n}'.slice(0, 11), 'third']], {
      notes: ['n'],
      help: [{ text: 'h', applicability: 'safe' }],
    });
    const text = show(shop, [one], { color: true });
    expect(text).toContain('\u001b[');
    expect(text.replaceAll(/\u001b\[[\d;]*m/g, '')).toBe(show(shop, [one], {}));
  });
});
