// What is declared where: one table for the file, one for each component. A table knows only its own names and the roots;
// nothing shadows. Knows the tree and the vocabulary's words for declarations, not what they mean.

import { codes, report, type Diagnostic, type Span } from '../../diagnostics/index.js';
import type { NameNode, Statement } from '../../grammar/index.js';
import { isLibrary } from '../model/origin.js';
import { rowOf, type Thing } from '../vocabulary/index.js';

export interface Declaration {
  readonly kind: Thing;
  /** '' for the nameless workload of a component. */
  readonly name: string;
  /** The word it was declared with: `service`, or the component of an instance. */
  readonly word: string;
  /** Of the name (of the head, if it has none). */
  readonly span: Span;
  readonly statement: Statement;
  readonly file: string;
  /** The component whose body it stands in. */
  readonly owner?: Declaration;
  /** Of an instance: what it is one of. */
  readonly component?: Declaration;
}

export interface Symbols {
  /** Declarations by name. */
  readonly names: ReadonlyMap<string, Declaration>;
  /** In source order, nameless ones and later ones of a taken name included. */
  readonly all: readonly Declaration[];
  /** What misspelt statements seem to declare (they are reported, who reads the name is not); '' if one lacks its name. */
  readonly unclear: ReadonlySet<string>;
  /** The component these belong to. */
  readonly owner?: Declaration;
}

const KINDS: ReadonlyMap<string, Thing> = new Map(Object.entries({
  service: 'workload', worker: 'workload', stateful: 'workload', daemon: 'workload', job: 'workload', cron: 'workload',
  secret: 'secret', config: 'config', volume: 'volume', component: 'component', param: 'param', output: 'output',
} as const));

/** The roots of references; no declaration may take their names. */
export const ROOTS = ['app', 'self', 'param', 'pod', 'node', 'peer', 'target', 'environment'] as const;

export function firstName(statement: Statement): NameNode | undefined {
  const first = statement.arguments[0];
  return first?.kind === 'name' ? first : undefined;
}

/** The declarations of one body. `components`: the words that make an instance. */
export function collectSymbols(
  statements: readonly Statement[], file: string, components: ReadonlyMap<string, Declaration>, owner?: Declaration,
): { readonly symbols: Symbols; readonly diagnostics: readonly Diagnostic[] } {
  const names = new Map<string, Declaration>();
  const all: Declaration[] = [];
  const diagnostics: Diagnostic[] = [];
  const outputs = new Map<string, Declaration>();
  const unclear = new Set<string>();
  for (const statement of statements) {
    const declaration = declarationOf(statement, file, components, owner);
    if (declaration === undefined ? lacksName(statement, components) : declaration.name === '' && owner === undefined) unclear.add('');
    if (declaration !== undefined && lacksType(declaration)) unclear.add('');
    if (declaration === undefined ? !isKnown(statement, owner) || isDeclaring(statement) : declaration.name === '') unclearNames(statement).forEach((name) => unclear.add(name));
    if (declaration === undefined) continue;
    all.push(declaration);
    if (declaration.name === '') continue;
    // Outputs are read from outside only: they may be called like what is declared inside.
    const taken = declaration.kind === 'output' ? outputs : names;
    const first = taken.get(declaration.name);
    if (first === undefined) taken.set(declaration.name, declaration);
    else diagnostics.push(duplicate(first, declaration));
    if (declaration.kind !== 'output' && isReserved(declaration.name) && file !== '' && !isLibrary(file)) diagnostics.push(reserved(declaration));
  }
  return { symbols: { names, all, unclear, ...(owner && { owner }) }, diagnostics };
}

function declarationOf(statement: Statement, file: string, components: ReadonlyMap<string, Declaration>, owner: Declaration | undefined): Declaration | undefined {
  if (statement.head.kind !== 'name') return undefined;
  const word = statement.head.text;
  const component = components.get(word);
  const kind = KINDS.get(word) ?? (component === undefined ? undefined : 'instance');
  if (kind === undefined) return undefined;
  if (kind !== 'instance' && rowOf(word, owner === undefined ? 'file' : 'component') === undefined) return undefined;
  const name = firstName(statement);
  if (name === undefined && kind !== 'workload') return undefined;
  const at = name ?? statement.head;
  return {
    kind, name: name?.text ?? '', word, span: { file, start: at.start, end: at.end }, statement, file,
    ...(owner && { owner }), ...(kind === 'instance' && component && { component }),
  };
}

/** `secret { … }`, `postgres { … }` */
function lacksName({ head, arguments: nodes }: Statement, components: ReadonlyMap<string, Declaration>): boolean {
  return head.kind === 'name' && nodes.length === 0 && (KINDS.has(head.text) || components.has(head.text));
}

/** `param quantity = 8Gi`, `param quantity size`: what looks like its name may be its type. */
function lacksType({ kind, name, statement }: Declaration): boolean {
  const place = kind === 'param' ? rowOf('param', 'component')?.places[1] : undefined;
  const types = place?.kind === 'word' ? place.words : [];
  const type = statement.arguments[1];
  return types.includes(name) && !(type?.kind === 'name' && types.includes(type.text));
}

/** May it be that a misspelt statement declares `name`? */
export function isUnclear({ unclear }: Symbols, name: string): boolean {
  return unclear.has(name) || unclear.has('');
}

function isKnown({ head }: Statement, owner: Declaration | undefined): boolean {
  return head.kind === 'name' && rowOf(head.text, owner === undefined ? 'file' : 'component') !== undefined;
}

/** `secret "api" { }` */
function isDeclaring({ head }: Statement): boolean {
  return head.kind === 'name' && KINDS.has(head.text);
}

/** `servce web { }`, `service "web" { }`, `resource "service" "web" { }` */
function unclearNames(statement: Statement): readonly string[] {
  const head = statement.head.kind === 'name' ? [statement.head.text] : [];
  const names = statement.arguments.flatMap((one) => {
    if (one.kind === 'name') return [one.text];
    const [part, more] = one.kind === 'string' ? one.parts : [];
    return part?.kind === 'literal' && more === undefined ? [part.text] : [];
  });
  return [...head, ...names];
}

function isReserved(name: string): boolean {
  return (ROOTS as readonly string[]).includes(name) || rowOf(name, 'file') !== undefined;
}

function duplicate(first: Declaration, second: Declaration): Diagnostic {
  return report(codes.DEP2002, { name: second.name }, {
    span: second.span, label: `a second \`${second.name}\``,
    related: [{ span: first.span, text: 'first declared here' }],
    help: [{ text: `give one of them another name, for example \`${second.name}-2\``, applicability: 'unsafe' }],
  });
}

function reserved(declaration: Declaration): Diagnostic {
  const other = `${declaration.name}-${declaration.word === declaration.name ? '1' : declaration.word}`;
  return report(codes.DEP2003, { name: declaration.name }, {
    span: declaration.span, label: 'a word of the language',
    help: [{ text: `write \`${other}\`, or any other name`, edits: [{ span: declaration.span, text: other }], applicability: 'unsafe' }],
  });
}
