// What holds for the parse of every text, however broken: checked by each test of the grammar on each parse.
// And short forms for the tests: the codes of a text, its tree without offsets.

import { expect } from '@jest/globals';
import { parse, tokenize, walk } from '../../src/grammar/index.js';
import type { AnyNode, ParsedFile } from '../../src/grammar/index.js';

/** Parses `text` and checks: lossless tokens, spans inside the file and inside their parents, no overlapping siblings, every node reached. */
export function parseChecked(text: string): ParsedFile {
  const parsed = parse({ path: 'test.dep', text });
  expect(tokenize(text).map((token) => token.text).join('')).toBe(text);
  const problems: string[] = [];
  const reached = new Set<unknown>();
  const ends = new Map<AnyNode, number>();
  walk(parsed.ast, (node, parents) => {
    reached.add(node);
    const parent = parents.at(-1);
    const where = `${node.kind} ${node.start}..${node.end}`;
    if (!(node.start >= 0 && node.start <= node.end && node.end <= text.length)) problems.push(`${where} is not in the file`);
    if (parent && (node.start < parent.start || node.end > parent.end)) problems.push(`${where} is not inside ${parent.kind} ${parent.start}..${parent.end}`);
    if (parent && node.start < (ends.get(parent) ?? 0)) problems.push(`${where} overlaps its neighbour`);
    if (parent) ends.set(parent, node.end);
  });
  every(parsed.ast, (value) => {
    if ('kind' in value && value['kind'] !== 'literal' && value['kind'] !== 'splice' && !reached.has(value)) problems.push(`walk misses ${String(value['kind'])}`);
    if ('start' in value && !(Number(value['start']) <= Number(value['end']))) problems.push('a span ends before it starts');
  });
  for (const { span, code, message } of parsed.diagnostics) {
    if (!span || !(span.start >= 0 && span.start < span.end && span.end <= text.length)) problems.push(`${code} (${message}) has no place`);
  }
  expect(problems).toEqual([]);
  return parsed;
}

function every(value: unknown, visit: (value: Record<string, unknown>) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) visit(value as Record<string, unknown>);
  for (const inner of Object.values(value)) every(inner, visit);
}

export const codesOf = (text: string): readonly string[] => parseChecked(text).diagnostics.map((diagnostic) => diagnostic.code);

/** The tree in one line: `service(web){ port(80 -> 8080) }`, broken statements marked by `!`. */
export function treeOf(text: string): string {
  return show(parseChecked(text).ast);
}

function show(node: AnyNode): string {
  switch (node.kind) {
    case 'file': return node.statements.map(show).join('; ');
    case 'block':
    case 'map': return `{${node.statements.map(show).join('; ')}}`;
    case 'statement': {
      const args = node.arguments.length > 0 ? `(${node.arguments.map(show).join(' ')})` : '';
      const value = node.op ? ` ${node.op.op} ${node.value ? show(node.value) : '∅'}` : '';
      const when = node.when ? ` when ${node.condition.map(show).join(' ')}` : '';
      const doc = node.doc === undefined ? '' : `<${node.doc.replaceAll('\n', '|')}>`;
      return `${doc}${show(node.head)}${args}${value}${when}${node.block ? show(node.block) : ''}${node.broken ? '!' : ''}`;
    }
    case 'name': return node.segments.map(({ separator, text, quoted }) => `${separator}${quoted ? `"${text}"` : text}`).join('');
    case 'number': return node.text;
    case 'path': return `⟨${node.text}⟩`;
    case 'sign': return node.sign;
    case 'bad': return `⚠${node.text}`;
    case 'string':
    case 'text': {
      const inner = node.parts.map((part) => (part.kind === 'splice' ? `\\(${show(part.value)})` : JSON.stringify(part.text).slice(1, -1))).join('');
      return node.kind === 'text' ? `"""${inner}"""` : `"${inner}"`;
    }
    case 'list': return `[${node.items.map(show).join(', ')}]`;
    case 'call': return `${show(node.name)}(${node.items.map(show).join(', ')})`;
    case 'range': return `${show(node.low)}..${show(node.high)}`;
  }
}
