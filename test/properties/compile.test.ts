// Properties of the compiler for any text: it never throws, every place it points at exists, and what it writes depends on
// nothing but the text: not on the order of the declarations, the clock, the locale, the time zone or the working directory.

import { tmpdir } from 'node:os';

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';

import type { CompileResult } from '../../src/compiler/program.js';
import { VOCABULARY } from '../../src/compiler/vocabulary/index.js';
import { parse, tokenize } from '../../src/grammar/index.js';
import { checkText, codesOf, compileText, dep } from '../helpers/dep.js';
import type { Files } from '../helpers/dep.js';

const files: Files = {
  'web/package.json': '{ "name": "web", "version": "1.0.0", "scripts": { "start": "node server.js" }, "engines": { "node": "22" } }\n',
  'web/package-lock.json': '{ "name": "web", "version": "1.0.0", "lockfileVersion": 3, "packages": { "": { "name": "web", "version": "1.0.0" } } }\n',
  'web/server.js': 'console.log(1);\n',
  'nginx.conf': 'events {}\n',
};

const shop = dep`
  app shop "1.0.0"
  registry "ghcr.io/acme"
  labels { team = "shop" }
  ## The sessions are signed with it.
  secret session { key = generate(48), url = "https://\(db.host)/\(db.password)" }
  config site stable { "nginx.conf" = file(./nginx.conf), LEVEL = "info", HOST = web.host }
  volume uploads 20Gi { access many, class "fast" }
  postgres db { storage 10Gi, memory 512Mi }
  service web {
    build ./web using node 22
    port http 80 -> 3000
    port metrics 9090
    host "shop.example.com" /api on http
    health /healthz { every 5s, failures 3, on metrics }
    replicas 2..6 at cpu 70%
    cpu 100m..1
    memory 128Mi..256Mi
    env from db prefix DB_
    env { KEY = session.key, DATABASE_URL = "postgres://\(db.user):\(db.password)@\(db.host):\(db.port)/\(db.name)", NAME = app.name }
    mount site."nginx.conf" at /etc/nginx/nginx.conf mode 0444
    volume uploads at /uploads
    sidecar proxy { image "ghcr.io/acme/proxy:1", cpu 50m, command ["serve", "--port", "9000"] }
    stop grace 40s { first "/bin/drain" }
    rollout surge 1 unavailable 0
    writable /app/cache
  }
  daemon logs { image "ghcr.io/acme/logs:2", volume logs host /var/log at /var/log readonly, user root }
  cron nightly {
    image web.image
    command "node nightly.js"
    schedule "0 3 * * *" in "Asia/Taipei"
    after db
    env { URL = session.url, LEVEL = site.LEVEL }
  }
`;

const queue = dep`
  app queue
  registry "ghcr.io/acme"
  component broker {
    param storage quantity = 1Gi
    param version string = "3"
    param debug bool = false
    param limit port
    secret admin { password = generate(32), dsn = "amqp://\(admin.password)@\(self.host):\(limit)" }
    config conf { "broker.conf" = "level=\(version) \(debug)" }
    stateful {
      image "ghcr.io/acme/broker:\(version)"
      port amqp limit
      volume data storage at /data
      mount conf at /etc/broker
      env { PASSWORD = admin.password, PEER = self.host }
    }
    output host = self.host
    output dsn = admin.dsn
  }
  broker a { storage 2Gi, limit 5672 }
  broker b { version "4", limit 5673, replicas 3 }
  worker consumer {
    build ./web {
      stage build from "node:22-alpine" { workdir /src, copy ./package.json -> ./, run "npm ci" { cache /root/.npm } }
      stage runtime from "node:22-alpine" { workdir /app, copy /src -> ./ from build, user 1000, command ["node", "server.js"] }
    }
    env { A = a.dsn, B = b.host }
    init migrate { image "ghcr.io/acme/migrate:1", args "--all" }
  }
`;

const programs = [shop, queue] as const;
const runs = (numRuns: number) => ({ numRuns });

const words = [...new Set([...VOCABULARY.flatMap((row) => [row.word, ...(row.options ?? []).map((one) => one.word)]), 'postgres', 'self', 'app', 'param'])];
const values = [
  'a', 'b', 'web', 'db.host', 'web.port', 'a.b.c', 'self.url', 'app.name', 'param.x', '"text"', '"a b"', '"\\(a)"', '"\\(db.password)"', '"\\(env("X"))"', '""', '"""\n  t\n  """', '0', '3', '-1', '70%', '250m', '128Mi', '2..6',
  '6..2', '10s', '1.30', './web', '/data', '../x', '->', '=', '+=', '{', '}', '{', '}', '[', ']', '(', ')', ',', '\n', '\n', '\n', 'generate(32)', 'file(./nginx.conf)', 'env("A")', 'true', 'when x', 'component c {', 'service web {', 'c d {',
];
const soup = fc.array(fc.constantFrom(...words, ...values), { maxLength: 60 }).map((parts) => `app x\n${parts.join(' ')}`);

type Mutation = readonly [at: number, how: 'delete' | 'insert' | 'swap' | 'rename', other: number, word: string];
const mutation: fc.Arbitrary<Mutation> = fc.tuple(fc.nat(), fc.constantFrom('delete', 'insert', 'swap', 'rename'), fc.nat(), fc.constantFrom(...words, ...values));

function mutate(text: string, mutations: readonly Mutation[]): string {
  const tokens = tokenize(text).map((token) => token.text);
  for (const [at, how, other, word] of mutations) {
    const index = at % Math.max(1, tokens.length);
    const second = other % Math.max(1, tokens.length);
    if (how === 'delete') tokens.splice(index, 1);
    else if (how === 'insert') tokens.splice(index, 0, ` ${word} `);
    else if (how === 'rename') tokens[index] = word;
    else [tokens[index], tokens[second]] = [tokens[second] ?? '', tokens[index] ?? ''];
  }
  return tokens.join('');
}

/** What holds for every result. */
function expectSound({ diagnostics, sources, ok, artifacts }: CompileResult): void {
  expect(ok).toBe(!diagnostics.some((one) => one.severity === 'error'));
  if (!ok) expect(artifacts).toEqual([]);
  for (const { span, related, help, message } of diagnostics) {
    const spans = [span, ...related.map((one) => one.span), ...help.flatMap(({ edits }) => (edits ?? []).map((edit) => edit.span))];
    for (const one of spans) {
      if (one === undefined) continue;
      const length = sources.get(one.file)?.text.length ?? -1;
      expect({ message, inside: one.start >= 0 && one.start <= one.end && one.end <= length }).toEqual({ message, inside: true });
    }
  }
}

describe('the programs of these tests', () => {
  it.each(programs.map((text) => [text.split('\n')[0] ?? '', text] as const))('%s compiles', (_, text) => {
    const result = compileText(text, files);
    expect(result.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    expect(result.artifacts.length).toBeGreaterThan(4);
  });
});

describe('compiling', () => {
  it('survives any text', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 80 })), (text) => { expectSound(checkText(text)); }), runs(500));
  });

  it('survives every heap of its own words', () => {
    fc.assert(fc.property(soup, (text) => { expectSound(compileText(text, files)); }), runs(800));
  });

  it('survives every change to a program', () => {
    fc.assert(fc.property(fc.constantFrom(...programs), fc.array(mutation, { minLength: 1, maxLength: 4 }), (text, mutations) => { expectSound(compileText(mutate(text, mutations), files)); }), runs(400));
  });

  it('says the same with and without writing', () => {
    fc.assert(fc.property(fc.constantFrom(...programs), fc.array(mutation, { minLength: 1, maxLength: 2 }), (text, mutations) => {
      const changed = mutate(text, mutations);
      expect(codesOf(checkText(changed, files))).toEqual(codesOf(compileText(changed, files)));
    }), runs(100));
  });
});

describe('what is written', () => {
  afterEach(() => { jest.restoreAllMocks(); });

  /** The files but the record, which says where in the source each value stands. */
  const written = (text: string): readonly string[] => compileText(text, files).artifacts.filter((one) => one.kind !== 'record').map((one) => `${one.path}\n${one.text}`);

  it('does not depend on the order of the declarations', () => {
    for (const program of programs) {
      const expected = written(program);
      const parts = parse({ path: 'app.dep', text: program }).ast.statements.map((one, index, all) => program.slice(index === 0 ? 0 : all[index - 1]?.end, one.end).trim());
      fc.assert(fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (shuffled) => { expect(written(shuffled.join('\n'))).toEqual(expected); }), runs(20));
    }
  });

  it('does not depend on locale, clock or chance', () => {
    const expected = programs.map(written);
    const forbidden = (): never => { throw new Error('it asked'); };
    for (const name of ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase'] as const) jest.spyOn(String.prototype, name).mockImplementation(forbidden);
    jest.spyOn(Number.prototype, 'toLocaleString').mockImplementation(forbidden);
    jest.spyOn(Date, 'now').mockImplementation(forbidden);
    jest.spyOn(Math, 'random').mockImplementation(forbidden);
    expect(programs.map(written)).toEqual(expected);
  });

  it('does not depend on the working directory or the time zone', () => {
    const expected = programs.map(written);
    const [folder, zone] = [process.cwd(), process.env['TZ']];
    try {
      process.chdir(tmpdir());
      process.env['TZ'] = 'Pacific/Kiritimati';
      expect(programs.map(written)).toEqual(expected);
    } finally {
      process.chdir(folder);
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});
