// What Kubernetes accepts as a name, in one place, each rule with the reason that a message can quote; and the names that
// the compiler makes itself: of ports, of shortened and of hashed objects. It knows no statement and no object, only text.
// Sources: apimachinery util/validation (RFC 1123 and 1035 labels, qualified names, IANA service names), api/validation.

import { sha256Hex } from '../hash.js';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const DATA_KEY = /^[-._a-zA-Z0-9]+$/;

const LABEL_WORDS = 'lower-case letters, digits and `-`, starting and ending with a letter or digit';
const LABEL_1035_WORDS = 'lower-case letters, digits and `-`, starting with a letter and ending with a letter or digit';
const SUBDOMAIN_WORDS = 'lower-case letters, digits, `-` and `.`, starting and ending with a letter or digit';

/** A rule of names: how long, made of what, and why. */
export interface NameRule {
  readonly max: number;
  readonly pattern: RegExp;
  /** What it is made of, for a message: 'lower-case letters, …'. */
  readonly words: string;
  /** Why there is such a rule, as the end of a sentence: 'it becomes a DNS name'. */
  readonly why: string;
}

/** RFC 1123 label: namespaces, containers, volumes. */
export const DNS_LABEL: NameRule = { max: 63, pattern: LABEL, words: LABEL_WORDS, why: 'it becomes one part of a DNS name' };
/** RFC 1035 label: Services. */
export const DNS_LABEL_1035: NameRule = { max: 63, pattern: LABEL_1035, words: LABEL_1035_WORDS, why: 'it becomes the first part of a DNS name' };
/** RFC 1123 subdomain: most objects. */
export const DNS_SUBDOMAIN: NameRule = { max: 253, pattern: SUBDOMAIN, words: SUBDOMAIN_WORDS, why: 'Kubernetes keeps object names fit for DNS' };

/**
 * The rules per kind, stricter than the API server's where the server takes a name whose pods can then not be made.
 * A Deployment's, DaemonSet's or Job's name must be a label: it is the value of `app.kubernetes.io/name` (63) and starts
 * host names. A StatefulSet's pods carry a label `<name>-<hash of 10>`, a CronJob's Jobs are `<name>-<11 digits>`.
 */
const KIND_RULES: Readonly<Record<string, NameRule>> = {
  Namespace: DNS_LABEL,
  Service: DNS_LABEL_1035,
  Deployment: { ...DNS_LABEL, why: 'it becomes a label and the host name of its pods' },
  DaemonSet: { ...DNS_LABEL, why: 'it becomes a label and the host name of its pods' },
  Job: { ...DNS_LABEL, why: 'it becomes a label and the host name of its pods' },
  StatefulSet: { ...DNS_LABEL, max: 52, why: 'its pods carry a label of its name and a hash, and a label holds 63 characters' },
  CronJob: { ...DNS_LABEL, max: 52, why: 'the Jobs it makes add 11 characters to its name, and a Job has 63' },
};

/** The rule for the name of an object of `kind` (`Service`); the subdomain rule for kinds without one of their own. */
export function objectNameRule(kind: string): NameRule {
  return KIND_RULES[kind] ?? DNS_SUBDOMAIN;
}

/** What is wrong with `name` under `rule`, as a sentence for a message; undefined when it is fine. */
export function nameProblem(name: string, rule: NameRule): string | undefined {
  if (name === '') return 'a name cannot be empty';
  if (name.length > rule.max) return `\`${name}\` has ${name.length} characters, ${rule.max} are allowed: ${rule.why}`;
  if (!rule.pattern.test(name)) return `\`${name}\` must consist of ${rule.words}: ${rule.why}`;
  return undefined;
}

/** `name` changed as little as needed to satisfy `rule` (`front_End` -> `front-end`); undefined when nothing is left of it. */
export function suggestName(name: string, rule: NameRule): string | undefined {
  const dots = rule.pattern === SUBDOMAIN ? '.' : '';
  let text = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  text = text.replace(dots === '' ? /[^a-z0-9-]+/g : /[^a-z0-9.-]+/g, '-').replace(/-*\.-*/g, '.').replace(/-{2,}/g, '-').replace(/\.{2,}/g, '.');
  text = text.replace(rule.pattern === LABEL_1035 ? /^[^a-z]+/ : /^[^a-z0-9]+/, '').slice(0, rule.max).replace(/[^a-z0-9]+$/, '');
  return nameProblem(text, rule) === undefined ? text : undefined;
}

/** The name of a port: IANA_SVC_NAME, at most 15, a letter in it, no hyphen at the ends or doubled. */
export function portNameProblem(name: string): string | undefined {
  if (name.length > 15) return `\`${name}\` has ${name.length} characters, the name of a port has at most 15`;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return `\`${name}\` must consist of lower-case letters, digits and single \`-\` between them`;
  if (!/[a-z]/.test(name)) return `\`${name}\` needs a letter, a number alone is read as a port number`;
  return undefined;
}

/** A qualified name, as keys of labels and annotations are: `[prefix.example.com/]name`. */
export function qualifiedNameProblem(key: string): string | undefined {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = slash < 0 ? key : key.slice(slash + 1);
  if (prefix !== undefined && (prefix.length > 253 || !SUBDOMAIN.test(prefix))) return `the part before the \`/\` must be a domain: ${SUBDOMAIN_WORDS}`;
  if (name.length > 63) return `\`${name}\` has ${name.length} characters, 63 are allowed`;
  if (!QUALIFIED.test(name)) return `\`${name}\` must consist of letters, digits, \`-\`, \`_\` and \`.\`, starting and ending with a letter or digit`;
  return undefined;
}

/** The value of a label: empty or at most 63 characters. */
export function labelValueProblem(value: string): string | undefined {
  if (value === '') return undefined;
  if (value.length > 63) return `it has ${value.length} characters, the value of a label has at most 63`;
  if (!QUALIFIED.test(value)) return 'the value of a label consists of letters, digits, `-`, `_` and `.`, starting and ending with a letter or digit';
  return undefined;
}

/** The key of a ConfigMap or Secret: it becomes a file name. */
export function dataKeyProblem(key: string): string | undefined {
  if (key.length > 253) return `\`${key}\` has ${key.length} characters, a key has at most 253`;
  if (!DATA_KEY.test(key)) return `\`${key}\` must consist of letters, digits, \`-\`, \`_\` and \`.\`, because it becomes the name of a file`;
  if (key === '.' || key.startsWith('..')) return `\`${key}\` cannot be the name of a file`;
  return undefined;
}

/**
 * The name of an environment variable for servers from `fromMinor` (29 for 1.29) on: before 1.32 letters, digits, `-`, `_`
 * and `.` and no digit first; from 1.32 on any printable ASCII but `=`.
 */
export function envNameProblem(name: string, fromMinor: number): string | undefined {
  if (name === '') return 'a name cannot be empty';
  if (fromMinor >= 32) return /^[ -<>-~]+$/.test(name) ? undefined : `\`${name}\` must consist of printable ASCII characters without \`=\``;
  if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) return `\`${name}\` must consist of letters, digits, \`-\`, \`_\` and \`.\`, not starting with a digit (Kubernetes before 1.32)`;
  return name === '.' || name.startsWith('..') ? `\`${name}\` cannot start with \`..\` or be \`.\`` : undefined;
}

/** `name`, or its beginning and 8 hex digits of its hash when it is longer than `max`: stable, and different for different names. */
export function fitName(name: string, max: number): string {
  if (name.length <= max) return name;
  return `${name.slice(0, max - 9).replace(/[^a-z0-9]+$/, '')}-${sha256Hex(name).slice(0, 8)}`;
}

/** A valid DNS label made of any text, the same for the same text: for volumes and containers the compiler names. */
export function labelFor(text: string): string {
  const plain = text.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return plain === '' ? `x-${sha256Hex(text).slice(0, 8)}` : fitName(plain, 63);
}

/** What a port without a name is called: `http` for a web port, else the protocol and the number (`tcp-5432`, `udp-53`). */
export function derivePortName(port: number, protocol: 'TCP' | 'UDP' | 'SCTP', web: boolean, taken: ReadonlySet<string>): string {
  if (web && protocol === 'TCP' && !taken.has('http')) return 'http';
  const plain = `${protocol.toLowerCase()}-${port}`;
  if (!taken.has(plain)) return plain;
  for (let count = 2; ; count += 1) {
    const name = `${plain}-${count}`;
    if (!taken.has(name)) return name;
  }
}

/** The hash that stands for the content of a ConfigMap: 10 hex digits over the sorted keys and values. */
export function contentHash(data: Readonly<Record<string, string>>): string {
  const sorted = Object.keys(data).sort().map((key) => [key, data[key]]);
  return sha256Hex(JSON.stringify(sorted)).slice(0, 10);
}

/** `settings-4f1c02ab91`: the name of a ConfigMap that is made anew when its content changes. */
export function hashedName(name: string, data: Readonly<Record<string, string>>): string {
  return `${fitName(name, DNS_SUBDOMAIN.max - 11)}-${contentHash(data)}`;
}
