// The values of the language as tables: what is one, what it means, and what is said about a spelling that is none.

import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';

import { cronMistake } from '../../src/compiler/values/cron.js';
import { readDuration } from '../../src/compiler/values/duration.js';
import { compareQuantities, readQuantity } from '../../src/compiler/values/quantity.js';
import { TIME_ZONES } from '../../src/compiler/values/time-zones.gen.js';
import { TYPES, type Form, type ValueType } from '../../src/compiler/values/types.js';
import { compareVersions, readVersion } from '../../src/compiler/values/version.js';
import { codesOf, checkText, frames } from '../helpers/dep.js';

describe('quantity', () => {
  it.each([
    ['1', 1000n], ['100m', 100n], ['1.5', 1500n], ['0.1', 100n], ['1k', 1_000_000n], ['1Ki', 1_024_000n], ['128Mi', 134_217_728_000n], ['128M', 128_000_000_000n],
    ['1Gi', 1_073_741_824_000n], ['2Ti', 2_199_023_255_552_000n], ['1Pi', 1_125_899_906_842_624_000n], ['1Ei', 1_152_921_504_606_846_976_000n], ['1E', 1_000_000_000_000_000_000_000n],
    ['-1', -1000n], ['0', 0n],
    // Rounded up to a thousandth, as the API server does.
    ['0.0001', 1n], ['1.0005', 1001n],
  ] as const)('%s is %d thousandths', (text, milli) => expect(readQuantity(text)?.milli).toBe(milli));

  it.each(['', 'x', '1 Gi', '1gi', '1KB', '1.', '.5', '1e3', '1,5', '0x10', '1Mi2', '∞', '5toString', '1constructor'])('%j is none', (text) => expect(readQuantity(text)).toBeUndefined());

  it.each([['100m', '0.1', 0], ['1Gi', '1G', 1], ['999Mi', '1Gi', -1], ['1024Mi', '1Gi', 0], ['0.3', '300m', 0]] as const)('%s against %s is %d', (a, b, sign) => {
    expect(Math.sign(compareQuantities(readQuantity(a)!, readQuantity(b)!))).toBe(sign);
  });

  it('orders as the numbers do, without floating point', () => {
    const unit = fc.constantFrom('', 'm', 'k', 'Ki', 'M', 'Mi', 'G', 'Gi');
    fc.assert(fc.property(fc.nat(), fc.nat(), unit, (a, b, suffix) => {
      const sign = compareQuantities(readQuantity(`${a}${suffix}`)!, readQuantity(`${b}${suffix}`)!);
      expect(Math.sign(sign)).toBe(Math.sign(a - b));
    }));
  });
});

describe('duration', () => {
  it.each([['30s', 30], ['5m', 300], ['1h30m', 5400], ['7d', 604_800], ['500ms', 0.5], ['1.5h', 5400], ['0s', 0], ['1m1m', 120]] as const)('%s is %d seconds', (text, seconds) => expect(readDuration(text)).toBe(seconds));
  it.each(['', '30', 's', '30 s', '-5s', '1w', '1h30', '30S', '1,5h'])('%j is none', (text) => expect(readDuration(text)).toBeUndefined());
});

describe('version', () => {
  it.each([['1', [1]], ['1.30', [1, 30]], ['22.11.0', [22, 11, 0]]] as const)('%s', (text, parts) => expect(readVersion(text)).toEqual(parts));
  it.each(['', '1.', '.1', '1.2.3.4', 'v1', '1.x', '1.30-rc1', 'latest'])('%j is none', (text) => expect(readVersion(text)).toBeUndefined());
  it.each([['1.30', '1.9', 1], ['1.3', '1.30', -1], ['1.30', '1.30.0', 0], ['22', '22.0.1', -1], ['2', '10', -1]] as const)('%s against %s is %d', (a, b, sign) => {
    expect(Math.sign(compareVersions(readVersion(a)!, readVersion(b)!))).toBe(sign);
  });
});

describe('cron', () => {
  it.each(['0 3 * * *', '*/5 * * * *', '0 0 1 jan sun', '0-30/5 1,2,3 ? * MON-FRI', '@daily', '@every 1h30m', '59 23 31 12 6', '0 0 1,15 * *', '  0 3 * * *  '])('%s', (text) => expect(cronMistake(text)).toBeUndefined());
  it.each([
    ['', '0 fields'], ['0 3 * *', '4 fields'], ['0 0 3 * * *', '6 fields'], ['60 * * * *', 'between 0 and 59'], ['* 24 * * *', 'between 0 and 23'], ['* * 0 * *', 'between 1 and 31'],
    ['* * * 13 *', 'between 1 and 12'], ['* * * * 7', 'between 0 and 6'], ['* * * * sonntag', 'is no day of the week'], ['5-1 * * * *', 'backwards'], ['*/0 * * * *', 'step'],
    ['*-3 * * * *', 'is no minute'], ['1,,2 * * * *', 'is no minute'], ['@dayly', '@daily'], ['TZ=UTC 0 3 * * *', 'after `in`'], ['CRON_TZ=UTC 0 3 * * *', 'after `in`'], ['a * * * *', 'is no minute'],
  ] as const)('%j: %s', (text, part) => expect(cronMistake(text)).toContain(part));
});

const good: Readonly<Record<ValueType, readonly (readonly [string, Form])[]>> = {
  string: [['', 'string'], ['x', 'string']],
  text: [['info', 'string'], ['012', 'number'], ['true', 'word'], ['/x', 'path']],
  shell: [['npm ci && npm test', 'string']],
  command: [['node server.js', 'string']],
  integer: [['0', 'number'], ['2147483647', 'number']],
  number: [['0.5', 'number'], ['-1', 'number'], ['3', 'number']],
  boolean: [['true', 'word'], ['false', 'word']],
  cpu: [['250m', 'number'], ['1', 'number'], ['0.5', 'number']],
  memory: [['128Mi', 'number'], ['1Gi', 'number'], ['512Ki', 'number'], ['1073741824', 'number']],
  size: [['10Gi', 'number'], ['1Ki', 'number'], ['5T', 'number']],
  percent: [['1%', 'number'], ['100%', 'number'], ['150%', 'number']],
  amount: [['0', 'number'], ['2', 'number'], ['25%', 'number'], ['100%', 'number']],
  duration: [['30s', 'number'], ['1h30m', 'number']],
  port: [['1', 'number'], ['65535', 'number']],
  version: [['1.30', 'number'], ['22', 'number']],
  path: [['./web', 'path'], ['a b', 'string']],
  mode: [['0400', 'number'], ['0644', 'number']],
  cron: [['0 3 * * *', 'string'], ['@daily', 'string']],
  image: [['nginx', 'string'], ['nginx:1.27', 'string'], ['ghcr.io/acme/web:1', 'string'], ['localhost:5000/a/b__c@sha256:'.concat('a'.repeat(64)), 'string']],
  hostname: [['example.com', 'string'], ['*.example.com', 'string'], ['a-b.c', 'string']],
  user: [['0', 'number'], ['65534', 'number']],
  timezone: [['UTC', 'string'], ['Asia/Taipei', 'string'], ['America/Argentina/Buenos_Aires', 'string'], ['Etc/GMT+3', 'string'], ['EST5EDT', 'string'], ['US/Pacific', 'string'], ['GMT', 'string']],
  capability: [['NET_BIND_SERVICE', 'word'], ['SYS_PTRACE', 'string']],
  cidr: [['10.0.0.0/8', 'string'], ['0.0.0.0/0', 'string'], ['fd00::/8', 'string']],
};

/** Spelling, kind of mistake, and the first spelling that is proposed where what was meant is clear. */
const bad: Partial<Record<ValueType, readonly (readonly [string, string, string?])[]>> = {
  shell: [['  ', 'type']],
  command: [['', 'type']],
  integer: [['1.5', 'type'], ['-1', 'range'], ['2147483648', 'range'], ['3x', 'type']],
  number: [['1.', 'type'], ['x', 'type']],
  boolean: [['yes', 'type'], ['True', 'type']],
  cpu: [['50%', 'unit', '500m'], ['2cores', 'unit', '2'], ['128Mi', 'unit'], ['0', 'range'], ['1k', 'unit']],
  memory: [['128', 'unit', '128Mi'], ['128m', 'unit', '128Mi'], ['128MB', 'unit', '128Mi'], ['1gb', 'unit', '1Gi'], ['1Ki', 'range', '1Mi'], ['x', 'type']],
  size: [['10', 'unit', '10Gi'], ['10GB', 'unit', '10Gi']],
  percent: [['70', 'unit', '70%'], ['0%', 'range'], ['2147483648%', 'range'], ['1.5%', 'type']],
  amount: [['2147483648', 'range'], ['2147483648%', 'range'], ['1.5', 'type']],
  duration: [['30', 'unit', '30s'], ['1w', 'type']],
  port: [['0', 'range'], ['65536', 'range'], ['80.5', 'type']],
  version: [['v1', 'type']],
  path: [['', 'type']],
  mode: [['400', 'type'], ['0888', 'type'], ['04000', 'type']],
  cron: [['every day', 'type']],
  image: [['Nginx:1', 'type', 'nginx:1'], ['a b', 'type'], ['nginx:', 'type'], ['http://x/y', 'type']],
  hostname: [['https://example.com/x', 'type', 'example.com'], ['example.com:80', 'type', 'example.com'], ['example.com/x', 'type'], ['10.0.0.1', 'type'], ['Example.com', 'type', 'example.com'], ['-a.b', 'type'], [`${'a'.repeat(64)}.b`, 'type']],
  user: [['-1', 'range'], ['www', 'type']],
  timezone: [['Local', 'type'], ['+02:00', 'type'], ['asia/taipei', 'type', 'Asia/Taipei'], ['Foo/Bar', 'type'], ['Factory', 'type'], ['New York', 'type', 'America/New_York'], ['taipei', 'type', 'Asia/Taipei'], ['Europe/Berln', 'type', 'Europe/Berlin']],
  capability: [['CAP_NET_ADMIN', 'type', 'NET_ADMIN'], ['net_admin', 'type', 'NET_ADMIN'], ['NET_ADMINS', 'type', 'NET_ADMIN'], ['EVERYTHING', 'type']],
  cidr: [['10.0.0.1', 'type'], ['300.0.0.0/8', 'type'], ['10.0.0.0/33', 'type'], ['fd00::/129', 'type']],
};

describe('time zones', () => {
  it('are those of the package that they are generated from', () => {
    const packed = JSON.parse(readFileSync('node_modules/moment-timezone/data/packed/latest.json', 'utf8')) as { readonly zones: readonly string[]; readonly links: readonly string[] };
    const names = new Set([...packed.zones.map((zone) => zone.split('|')[0] ?? ''), ...packed.links.map((link) => link.split('|')[1] ?? '')]);
    const shipped = TIME_ZONES.flatMap(([area, places]) => places.split(' ').map((place) => (area === '' ? place : `${area}/${place}`)));
    expect(shipped.length).toBe(names.size);
    expect(new Set(shipped)).toEqual(names);
  });
});

describe('types', () => {
  const types = Object.keys(TYPES) as readonly ValueType[];

  it.each(types)('%s takes what is one', (type) => {
    for (const [text, form] of good[type]) {
      expect({ text, mistake: TYPES[type].mistake(text, form) }).toEqual({ text, mistake: undefined });
      expect(TYPES[type].forms).toContain(form);
    }
  });

  it.each(types.filter((type) => bad[type] !== undefined))('%s refuses what is none, and proposes what is one', (type) => {
    for (const [text, kind, write] of bad[type] ?? []) {
      const [form = 'string'] = TYPES[type].forms;
      const mistake = TYPES[type].mistake(text, form);
      expect({ text, kind: mistake?.kind }).toEqual({ text, kind });
      if (write !== undefined) expect({ text, write: mistake?.write[0] }).toEqual({ text, write });
      // What is proposed is one.
      for (const better of mistake?.write ?? []) expect({ better, mistake: TYPES[type].mistake(better, form) }).toEqual({ better, mistake: undefined });
      expect(mistake?.label).toMatch(/^\S.*[^.]$/);
    }
  });

  it.each(types.filter((type) => TYPES[type].mistake('', 'string') === undefined))('%s takes anything', (type) => expect(['string', 'text']).toContain(type));

  it.each(types)('%s: its example is one', (type) => {
    const { example, mistake, forms, title } = TYPES[type];
    const [form, text]: readonly [Form, string] = example.startsWith('"') ? ['string', example.slice(1, -1)] : [/^[./]/.test(example) ? 'path' : /^[0-9]/.test(example) ? 'number' : 'word', example];
    expect(forms).toContain(form);
    expect(mistake(text, form)).toBeUndefined();
    expect(title).toMatch(/^(an? |true or false)/);
  });

  it('never throws, whatever is written', () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom(...types), (text, type) => {
      for (const form of TYPES[type].forms) TYPES[type].mistake(text, form);
    }), { numRuns: 500 });
  });
});

describe('a range', () => {
  it.each([
    ['replicas 2..6', []], ['replicas 6..2', ['DEP3014']], ['cpu 100m..1', []], ['cpu 1..500m', ['DEP3014']], ['memory 1Gi..512Mi', ['DEP3014']], ['memory 900Mi..1Gi', []],
    ['port 80..90', ['DEP3022']], ['stop grace 10s..20s', ['DEP3022']],
  ] as const)('%s', (line, expected) => {
    const cpu = line.startsWith('replicas') ? ' at cpu 50%\n  cpu 100m' : '';
    const port = line.startsWith('port') ? '' : '  port 8080\n';
    const result = checkText(`app demo\nservice web {\n  image "ghcr.io/acme/web:1"\n${port}  ${line}${cpu}\n}\n`);
    expect({ codes: codesOf(result), shown: expected.length === 0 ? frames(result) : '' }).toEqual({ codes: expected, shown: '' });
  });
});
