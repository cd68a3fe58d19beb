// Commands: a string is split into words like a shell would, a list is taken as it is. No shell is ever started.

import { codes, report } from '../../diagnostics/index.js';
import type { Value } from '../configure/evaluate.js';
import { derived, type Traced } from '../model/origin.js';
import { splitWords } from '../values/shell-words.js';
import { spelling, valuesAt, type LowerContext, type Property } from './context.js';

/** The argv in a place; undefined if there is none or it was refused. */
export function commandAt(property: Property, key: string, context: LowerContext): readonly Traced<string>[] | undefined {
  const [value] = valuesAt(property, key, context);
  return value === undefined ? undefined : argvOf(value, `\`${property.statement.row.word}\``, context);
}

function argvOf(value: Value, place: string, context: LowerContext): readonly Traced<string>[] | undefined {
  if (value.kind === 'list' && value.items.length === 0) {
    const notes = place === '`command`' || place === '`args`' ? ['to Kubernetes an empty list says nothing: the image\'s own would be used'] : [];
    context.report(report(codes.DEP3011, { found: 'an empty list', expected: place === '`args`' ? 'a list of arguments' : 'a command' }, { span: value.span, label: 'nothing in it', notes, help: [{ text: 'write what is to be run, or take the line away', applicability: 'unsafe' }] }));
    return undefined;
  }
  if (value.kind === 'list') return value.items.flatMap((item) => spelling(item, 'text', place, context) ?? []);
  const text = spelling(value, 'command', place, context);
  if (text === undefined) return undefined;
  const words = splitWords(text.value)?.words;
  if (words === undefined) {
    context.report(report(codes.DEP3011, { found: 'this text', expected: 'a command' }, { span: value.span, label: 'a quote in it is never closed' }));
    return undefined;
  }
  const shell = words.find((word) => !word.quoted && /^(&&|\|\||\||;|>|>>|<|&)$/.test(word.text))?.text;
  if (shell !== undefined) {
    context.report(report(codes.DEP3011, { found: `\`${shell}\` in this text`, expected: 'part of a command' }, {
      span: value.span, label: 'no shell is started',
      help: [{ text: `start one yourself: \`["sh", "-c", "${text.value.replaceAll('"', '\\"')}"]\``, applicability: 'unsafe' }],
    }));
    return undefined;
  }
  return words.map((word) => derived(word.text, 'split into words', text));
}
