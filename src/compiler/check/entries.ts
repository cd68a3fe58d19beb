// Blocks of free keys (`env`, `config`, `secret`, labels): `KEY = value`, each key once, each key one that Kubernetes takes.

import { codes, report } from '../../diagnostics/index.js';
import type { Statement } from '../../grammar/index.js';
import { labelValueProblem } from '../model/names.js';
import { dataKeyProblem, envNameProblem, qualifiedNameProblem } from '../model/names.js';
import { contextTitle, type EntryContext } from '../vocabulary/index.js';
import type { CallName, CheckedEntry } from './checked.js';
import { spanIn, type CheckContext } from './context.js';
import { keyText } from './reference.js';
import { checkValue } from './value.js';

const CALLS: Readonly<Record<EntryContext, readonly CallName[]>> = {
  env: [], config: ['file'], secret: ['generate', 'env', 'file'], labels: [], annotations: [], 'stage-env': [], 'stage-label': [],
};

/** The entries of such a block, in source order. */
export function checkEntries(statements: readonly Statement[], inside: EntryContext, context: CheckContext): readonly CheckedEntry[] {
  const entries: CheckedEntry[] = [];
  for (const statement of statements) {
    const entry = checkEntry(statement, inside, context);
    if (entry === undefined) continue;
    const first = entries.find((one) => one.key === entry.key);
    if (first === undefined) {
      entries.push(entry);
      continue;
    }
    context.report(report(codes.DEP3017, { key: entry.key, where: contextTitle(inside) }, { span: entry.keySpan, label: 'the second time', related: [{ span: first.keySpan, text: 'first set here' }], help: [{ text: 'take one of them away', applicability: 'unsafe' }] }));
  }
  return entries;
}

function checkEntry(statement: Statement, inside: EntryContext, context: CheckContext): CheckedEntry | undefined {
  const key = keyText(statement.head);
  const keySpan = spanIn(context, statement.head);
  if (statement.head.kind === 'bad') return undefined;
  if (key === undefined) {
    context.report(report(codes.DEP3026, { key: 'this text', what: 'a key, because it holds `\\( )`' }, { span: keySpan, label: 'a key is fixed' }));
    return undefined;
  }
  const mistake = key === '__proto__' ? { what: 'a key', label: 'reserved' } : keyMistake(key, inside) ?? ownLabel(key, inside);
  if (mistake !== undefined && !statement.broken) {
    context.report(report(codes.DEP3026, { key: shown(key), what: mistake.what }, { span: keySpan, label: mistake.label, notes: mistake.notes ?? [] }));
  }
  const value = boundValue(statement, key, inside, context);
  if (value === undefined) return undefined;
  const checked = checkValue(value, { type: inside === 'secret' ? 'any' : 'text', word: key, calls: CALLS[inside] }, context);
  const label = inside === 'labels' && checked.kind === 'atom' ? labelValueProblem(checked.text) : undefined;
  if (label !== undefined) context.report(report(codes.DEP3011, { found: 'this text', expected: 'the value of a label' }, { span: checked.span, label: 'not possible', notes: [label], help: [{ text: 'say it as an annotation: `annotations { … }` takes any text', applicability: 'unsafe' }] }));
  return { key, keySpan, value: label === undefined ? checked : { kind: 'bad', span: checked.span } };
}

function shown(key: string): string {
  return key === '' ? '""' : key;
}

function boundValue(statement: Statement, key: string, inside: EntryContext, context: CheckContext): Statement['value'] {
  const { op, value, broken } = statement;
  const [argument] = statement.arguments;
  if (op !== undefined && op.op !== '=' && !broken) {
    context.report(report(codes.DEP3028, { op: op.op }, { span: spanIn(context, op), label: 'write `=`', help: [{ text: 'write `=`', edits: [{ span: spanIn(context, op), text: '=' }], applicability: 'safe' }] }));
    return undefined;
  }
  if (op !== undefined && argument === undefined) return value;
  if (broken) return undefined;
  const candidate = argument === undefined || argument.kind === 'sign' ? undefined : argument;
  const at = { start: statement.head.end, end: candidate?.start ?? statement.head.end };
  context.report(report(codes.DEP3008, { key: shown(key), context: contextTitle(inside) }, {
    span: spanIn(context, { start: statement.start, end: candidate?.end ?? statement.head.end }),
    label: candidate === undefined ? 'only a key' : 'the `=` is missing',
    help: candidate === undefined ? [] : [{ text: 'put `=` between key and value', edits: [{ span: spanIn(context, at), text: ' = ' }], applicability: 'safe' }],
  }));
  return candidate;
}

interface KeyMistake {
  readonly what: string;
  readonly label: string;
  readonly notes?: readonly string[];
}

/** Environment names are held to what the oldest known release (1.29) takes, whatever is targeted. */
const OLDEST_MINOR = 29;

/** What is wrong with a key of such a block. */
function keyMistake(key: string, inside: EntryContext): KeyMistake | undefined {
  switch (inside) {
    case 'env':
    case 'stage-env':
      return envNameProblem(key, OLDEST_MINOR) === undefined ? undefined
        : { what: 'the name of an environment variable', label: 'letters, digits and `_`, not starting with a digit' };
    case 'config':
    case 'secret':
      return dataKeyProblem(key) === undefined ? undefined
        : { what: 'a key', label: 'letters, digits, `-`, `_` and `.`', notes: ['each key becomes a file name when it is mounted'] };
    case 'labels':
    case 'annotations':
      // The server lower-cases an annotation before it looks.
      return qualifiedNameProblem(inside === 'annotations' ? key.toLowerCase() : key) === undefined ? undefined : { what: inside === 'labels' ? 'a label' : 'an annotation', label: 'up to 63 letters, digits, `-`, `_` and `.`, perhaps behind `example.com/`' };
    case 'stage-label':
      return /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/.test(key) ? undefined : { what: 'a label of an image', label: 'lower-case letters, digits, `.`, `-` and `_`' };
  }
}

/** Labels that selectors are made of, or that say who made the object. */
function ownLabel(key: string, inside: EntryContext): KeyMistake | undefined {
  if (inside !== 'labels' || !/^(app\.kubernetes\.io\/(name|instance|managed-by|part-of)|applyset\.kubernetes\.io\/.*)$/.test(key)) return undefined;
  return { what: 'a label of your own', label: 'set by deployc', notes: ['services find their pods by it'] };
}
