// The value types of the language: what a spelling must look like to be one, and what to say when it is not.
// One row per type. Knows no words of the vocabulary and no tree.

import { suggest } from '../../diagnostics/index.js';
import { CAPABILITIES } from './capabilities.js';
import { cronMistake } from './cron.js';
import { readDuration } from './duration.js';
import { compareQuantities, readQuantity } from './quantity.js';
import { isTimeZone, nearTimeZones } from './time-zones.js';
import { compareVersions, readVersion } from './version.js';

/** How a literal was written. */
export type Form = 'word' | 'number' | 'string' | 'path';

export type ValueType =
  | 'string' | 'text' | 'integer' | 'number' | 'boolean' | 'cpu' | 'memory' | 'size' | 'percent' | 'amount' | 'duration'
  | 'port' | 'version' | 'path' | 'mode' | 'cron' | 'command' | 'image' | 'hostname' | 'user' | 'timezone' | 'capability' | 'cidr' | 'shell';

/** Why a spelling is not of a type. */
export interface Mistake {
  readonly kind: 'type' | 'unit' | 'range';
  /** Terse, for under the `^^^`. */
  readonly label: string;
  /** Spellings that would do, best first. */
  readonly write: readonly string[];
  readonly notes?: readonly string[];
}

export interface TypeRow {
  /** With its article: 'a memory size'. */
  readonly title: string;
  /** Which forms of literal can be one. */
  readonly forms: readonly Form[];
  readonly example: string;
  /** May it be written as a range `A..B`, and how are the ends compared? */
  readonly compare?: (a: string, b: string) => number;
  /** undefined = fine. */
  readonly mistake: (text: string, form: Form) => Mistake | undefined;
}

/** The largest number that most fields of the API hold. */
export const INT32 = 2_147_483_647;

const wrong = (label: string, ...write: readonly string[]): Mistake => ({ kind: 'type', label, write });
const fine = (): undefined => undefined;

const integerIn = (low: number, high: number, what: string) => (text: string): Mistake | undefined => {
  if (!/^-?[0-9]+$/.test(text)) return wrong(`${what} is a whole number`);
  const value = Number(text);
  return value < low || value > high ? { kind: 'range', label: `${what} is between ${low} and ${high}`, write: [] } : undefined;
};

function compareSpelledQuantities(a: string, b: string): number {
  const [left, right] = [readQuantity(a), readQuantity(b)];
  return left === undefined || right === undefined ? 0 : compareQuantities(left, right);
}

function cpuMistake(text: string): Mistake | undefined {
  const quantity = readQuantity(text);
  if (quantity === undefined) {
    const percent = /^([0-9]+)%$/.exec(text);
    if (percent !== null) return { kind: 'unit', label: 'cpu is counted in cores, not in percent', write: [`${Number(percent[1]) * 10}m`] };
    const cores = /^([0-9.]+)(c|cores?|vcpus?|cpus?)$/i.exec(text);
    return { kind: 'unit', label: 'a cpu amount is a number of cores, or thousandths with `m`', write: cores === null ? [] : [cores[1] ?? '1'] };
  }
  if (quantity.suffix !== '' && quantity.suffix !== 'm') return { kind: 'unit', label: `\`${quantity.suffix}\` counts bytes, cpu is counted in cores`, write: [`${/^[0-9]+/.exec(text)?.[0] ?? '100'}m`] };
  return quantity.milli <= 0n ? { kind: 'range', label: 'more than 0', write: [] } : undefined;
}

const bytesMistake = (smallest: bigint, units: readonly string[]) => (text: string): Mistake | undefined => {
  const quantity = readQuantity(text);
  if (quantity === undefined) {
    const habit = /^([0-9.]+)\s*([kmgtp])(i?)b?$/i.exec(text);
    if (habit === null) return wrong('a number and a unit: `128Mi`, `1Gi`');
    const letter = (habit[2] ?? '').toUpperCase();
    const binary = `${habit[1] ?? ''}${letter}i`;
    return { kind: 'unit', label: `the units are ${letter}i (powers of 1024) and ${letter === 'K' ? 'k' : letter} (powers of 1000)`, write: [binary, `${habit[1] ?? ''}${letter === 'K' ? 'k' : letter}`] };
  }
  if (quantity.suffix === 'm') return { kind: 'unit', label: '`m` means thousandths', write: [text.replace('m', 'Mi'), text.replace('m', 'M')], notes: ['in Kubernetes a lower-case `m` is always thousandths, here of a byte'] };
  if (quantity.suffix === '' && quantity.milli < 1_000_000_000n) return { kind: 'unit', label: 'needs a unit', write: units.map((unit) => text + unit) };
  if (quantity.milli <= 0n) return { kind: 'range', label: 'more than 0', write: [] };
  return quantity.milli < smallest * 1000n ? { kind: 'range', label: 'too little for any program', write: [text.replace(/[A-Za-z]*$/, 'Mi')] } : undefined;
};

function durationMistake(text: string): Mistake | undefined {
  if (readDuration(text) !== undefined) return undefined;
  if (/^[0-9]+(\.[0-9]+)?$/.test(text)) return { kind: 'unit', label: 'needs a unit', write: [`${text}s`, `${text}m`] };
  return wrong('a number and ms, s, m, h or d: `30s`, `5m`');
}

function percentMistake(text: string): Mistake | undefined {
  if (!/^[0-9]+%$/.test(text)) return /^[0-9]+$/.test(text) ? { kind: 'unit', label: 'needs a `%`', write: [`${text}%`] } : wrong('a whole number and `%`: `70%`');
  // A share of what is requested may be more than all of it. Source: ValidateHorizontalPodAutoscaler, an int32 of 1 or more.
  const value = Number(text.slice(0, -1));
  return value < 1 || value > INT32 ? { kind: 'range', label: `between 1% and ${INT32}%`, write: [] } : undefined;
}

/** `3` or `25%`. */
function amountMistake(text: string): Mistake | undefined {
  if (!/^[0-9]+%?$/.test(text)) return wrong('a whole number or a percentage: `1`, `25%`');
  return Number(text.replace('%', '')) > INT32 ? { kind: 'range', label: `at most ${INT32}`, write: [] } : undefined;
}

function imageMistake(text: string): Mistake | undefined {
  const reference = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;
  if (reference.test(text)) return undefined;
  if (/\s/.test(text)) return wrong('an image name holds no blanks');
  if (/[A-Z]/.test(text.replace(/[:@].*$/, ''))) return wrong('an image name is lower case', ...(reference.test(text.toLowerCase()) ? [text.toLowerCase()] : []));
  const scheme = /^[a-z]+:\/\/(.+)$/.exec(text);
  if (scheme !== null) return wrong('an image has no `https://`', scheme[1] ?? '');
  return wrong('an image is REGISTRY/NAME:TAG, for example `nginx:1.27`');
}

function hostnameMistake(text: string): Mistake | undefined {
  const url = /^[a-z]+:\/\/([^/:]+)/.exec(text);
  if (url !== null) return wrong('a host name alone, without `http://`', url[1] ?? '');
  const port = /^([^:/]+):[0-9]+$/.exec(text);
  if (port !== null) return wrong('a host name has no port', port[1] ?? '');
  const path = /^([^/]+)(\/.*)$/.exec(text);
  if (path !== null) return { ...wrong('a host has no path'), notes: [`the path stands behind the host: \`host "${path[1] ?? ''}" ${path[2] ?? ''}\``] };
  if (/^[0-9.]+$/.test(text)) return wrong('a host is a name, not an address');
  if (text !== text.toLowerCase() && /^[A-Za-z0-9.*-]+$/.test(text)) return wrong('a host name is lower case', text.toLowerCase());
  const name = text.startsWith('*.') ? text.slice(2) : text;
  const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
  const good = name.length <= 253 && name.split('.').every((part) => part.length <= 63 && label.test(part));
  return good ? undefined : wrong('letters, digits and `-`, in parts separated by dots');
}

function cidrMistake(text: string): Mistake | undefined {
  const four = /^([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\/([0-9]{1,2})$/.exec(text);
  if (four !== null && four.slice(1, 5).every((part) => Number(part) <= 255) && Number(four[5]) <= 32) return undefined;
  if (/^[0-9a-fA-F:]*:[0-9a-fA-F:]*\/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$/.test(text)) return undefined;
  return wrong('an address range is ADDRESS/BITS, for example `10.0.0.0/8`', ...(/^[0-9.]+$/.test(text) ? [`${text}/32`] : []));
}

function capabilityMistake(text: string): Mistake | undefined {
  if (CAPABILITIES.includes(text)) return undefined;
  const plain = text.toUpperCase().replace(/^CAP_/, '');
  return CAPABILITIES.includes(plain) ? wrong('capitals, without `CAP_`', plain) : wrong('Linux has no capability of this name', ...suggest(plain, CAPABILITIES));
}

const integers = { forms: ['number'], compare: (a: string, b: string) => Number(a) - Number(b) } as const;
const strings = { forms: ['string'] } as const;

/** The table. */
export const TYPES: Readonly<Record<ValueType, TypeRow>> = {
  string: { ...strings, title: 'a string', example: '"text"', mistake: fine },
  text: { title: 'a string', forms: ['string', 'number', 'path', 'word'], example: '"info"', mistake: fine },
  shell: { ...strings, title: 'a shell line', example: '"npm ci"', mistake: (text) => (text.trim() === '' ? wrong('it is empty') : undefined) },
  command: { ...strings, title: 'a command', example: '"node server.js"', mistake: (text) => (text.trim() === '' ? wrong('it is empty') : undefined) },
  integer: { ...integers, title: 'a count', example: '3', mistake: integerIn(0, INT32, 'a count') },
  number: { ...integers, title: 'a number', example: '0.5', mistake: (text) => (/^-?[0-9]+(\.[0-9]+)?$/.test(text) ? undefined : wrong('digits, and a dot')) },
  boolean: { title: 'true or false', forms: ['word'], example: 'true', mistake: (text) => (text === 'true' || text === 'false' ? undefined : wrong('true or false', 'true', 'false')) },
  cpu: { title: 'a cpu amount', forms: ['number'], example: '250m', compare: compareSpelledQuantities, mistake: cpuMistake },
  memory: { title: 'a memory size', forms: ['number'], example: '128Mi', compare: compareSpelledQuantities, mistake: bytesMistake(512n * 1024n, ['Mi', 'M']) },
  size: { title: 'a storage size', forms: ['number'], example: '10Gi', compare: compareSpelledQuantities, mistake: bytesMistake(1024n, ['Gi', 'G']) },
  percent: { title: 'a percentage', forms: ['number'], example: '70%', mistake: percentMistake },
  amount: {
    title: 'a number or a percentage', forms: ['number'], example: '25%',
    mistake: amountMistake,
  },
  duration: { title: 'a duration', forms: ['number'], example: '30s', mistake: durationMistake },
  port: { ...integers, title: 'a port', example: '3000', mistake: integerIn(1, 65_535, 'a port') },
  version: {
    title: 'a version', forms: ['number'], example: '1.30', mistake: (text) => (readVersion(text) === undefined ? wrong('numbers separated by dots: `1.30`') : undefined),
    compare: (a, b) => compareVersions(readVersion(a) ?? [], readVersion(b) ?? []),
  },
  path: { title: 'a path', forms: ['path', 'string'], example: './web', mistake: (text) => (text === '' ? wrong('it is empty') : undefined) },
  mode: { title: 'a file mode', forms: ['number'], example: '0400', mistake: (text) => (/^0[0-7]{3}$/.test(text) ? undefined : wrong('0 and three octal digits', ...(/^[0-7]{3}$/.test(text) ? [`0${text}`] : []))) },
  cron: {
    ...strings, title: 'a schedule', example: '"0 3 * * *"',
    mistake: (text) => {
      const mistake = cronMistake(text);
      return mistake === undefined ? undefined : { ...wrong('minute, hour, day, month, weekday: `0 3 * * *`'), notes: [mistake] };
    },
  },
  image: { ...strings, title: 'an image', example: '"nginx:1.27"', mistake: imageMistake },
  hostname: { ...strings, title: 'a host name', example: '"shop.example.com"', mistake: hostnameMistake },
  user: { ...integers, title: 'a user id', example: '1000', mistake: integerIn(0, INT32, 'a user id') },
  timezone: {
    ...strings, title: 'a time zone', example: '"Asia/Taipei"',
    mistake: (text) => (isTimeZone(text) ? undefined : wrong('a name of the IANA list: `Europe/Berlin`, `UTC`', ...nearTimeZones(text))),
  },
  capability: {
    title: 'a Linux capability', forms: ['word', 'string'], example: 'NET_BIND_SERVICE',
    mistake: capabilityMistake,
  },
  cidr: { ...strings, title: 'an address range', example: '"10.0.0.0/8"', mistake: cidrMistake },
};
