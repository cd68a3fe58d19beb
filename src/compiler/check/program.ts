// The check pass over a whole program: collects what is declared, then checks each body with its own table of names.

import { codes, report, suggest, type Diagnostic } from '../../diagnostics/index.js';
import type { Statement } from '../../grammar/index.js';
import { libraryNames, type LoadedProgram } from '../load.js';
import { collectSymbols, firstName, type Declaration, type Symbols } from '../resolve/symbols.js';
import { rowOf } from '../vocabulary/index.js';
import type { CheckedBody, CheckedComponent, CheckedInstance, CheckedProgram, CheckedStatement } from './checked.js';
import type { CheckContext } from './context.js';
import { componentCycles } from './component-cycles.js';
import { checkInstance } from './instance.js';
import { checkStatement, reportRepeats } from './statement.js';

export interface CheckResult {
  readonly program: CheckedProgram;
  readonly symbols: Symbols;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks everything that was loaded. */
export function checkProgram(loaded: LoadedProgram): CheckResult {
  const diagnostics: Diagnostic[] = [];
  const components = new Map<string, Declaration>();
  for (const file of loaded.library.values()) declareComponents(file.ast.statements, file.file.path, components);
  declareComponents(loaded.main.ast.statements, loaded.main.file.path, components);
  const symbolsOf = new Map<Declaration, Symbols>();
  for (const component of components.values()) {
    const collected = collectSymbols(component.statement.block?.statements ?? [], component.file, components, component);
    symbolsOf.set(component, collected.symbols);
    diagnostics.push(...collected.diagnostics);
  }
  const main = collectSymbols(loaded.main.ast.statements, loaded.main.file.path, components);
  diagnostics.push(...main.diagnostics);
  const shared = {
    components, symbolsOf, componentNames: [...new Set([...libraryNames(), ...components.keys()])],
    report: (diagnostic: Diagnostic) => diagnostics.push(diagnostic),
  };
  const checked = new Map<Declaration, CheckedComponent>();
  for (const [component, symbols] of symbolsOf) {
    const context: CheckContext = { ...shared, file: component.file, symbols };
    checked.set(component, { declaration: component, body: checkBody(component.statement.block?.statements ?? [], 'component', context) });
  }
  diagnostics.push(...componentCycles(checked));
  const context: CheckContext = { ...shared, file: loaded.main.file.path, symbols: main.symbols };
  const body = checkBody(loaded.main.ast.statements, 'file', context);
  checkApp(body, loaded, context);
  // Beside a mistake it would be one more thing that only seems so.
  if (![...loaded.diagnostics, ...diagnostics].some((one) => one.severity === 'error')) diagnostics.push(...unusedComponents(main.symbols, components, [body, ...[...checked.values()].map((one) => one.body)]));
  return { program: { main: body, components: checked }, symbols: main.symbols, diagnostics };
}

function declareComponents(statements: readonly Statement[], file: string, components: Map<string, Declaration>): void {
  const found = collectSymbols(statements.filter((one) => one.head.kind === 'name' && one.head.text === 'component'), file, new Map());
  for (const component of found.symbols.names.values()) components.set(component.name, component);
}

function checkBody(statements: readonly Statement[], inside: 'file' | 'component', context: CheckContext): CheckedBody {
  const checked: CheckedStatement[] = [];
  const instances: CheckedInstance[] = [];
  const unread = inside === 'file' ? misspeltComponents(statements, context) : new Set<string>();
  for (const statement of statements) {
    const word = statement.head.kind === 'name' ? statement.head.text : '';
    const component = context.components.get(word);
    if (component !== undefined && rowOf(word, inside) === undefined) {
      const instance = checkInstance(statement, component, context);
      if (instance !== undefined) instances.push(instance);
      continue;
    }
    // Its component has a misspelt word, which is reported there.
    if (unread.has(word) && rowOf(word, inside) === undefined) continue;
    const one = checkStatement(statement, inside, context);
    if (one === undefined) continue;
    checked.push(one);
    if (inside === 'file') checkNamed(one, statement, context);
  }
  // Two declarations of one name have been reported with the symbols.
  reportRepeats(checked.filter((one) => one.row.repeat === 'once'), context);
  if (inside === 'component') checkNameless(context);
  return { statements: checked, instances };
}

/** The components of the file that nothing is made of. */
function unusedComponents(symbols: Symbols, components: ReadonlyMap<string, Declaration>, bodies: readonly CheckedBody[]): readonly Diagnostic[] {
  const used = new Set(bodies.flatMap((body) => body.instances.map((one) => one.declaration.component)));
  return symbols.all.filter((one) => one.kind === 'component' && !used.has(components.get(one.name))).map((one) => report(codes.DEP2007, { kind: 'component', name: one.name }, {
    span: one.span, label: 'not used', tags: ['unused'], help: [{ text: `use it with \`${one.name} NAME { … }\`, or take it away`, applicability: 'unsafe' }],
  }));
}

/** The names of what `componnt c { … }` would declare. */
function misspeltComponents(statements: readonly Statement[], { components }: CheckContext): ReadonlySet<string> {
  return new Set(statements.flatMap((statement) => {
    const { head } = statement;
    const name = firstName(statement);
    if (name === undefined || head.kind !== 'name' || rowOf(head.text, 'file') !== undefined || components.has(head.text)) return [];
    return suggest(head.text, ['component']).length > 0 ? [name.text] : [];
  }));
}

/** One workload of a component may stand without a name: it is called like the instance. */
function checkNameless(context: CheckContext): void {
  const [first, ...others] = context.symbols.all.filter((one) => one.kind === 'workload' && one.name === '' && !one.statement.broken && one.statement.arguments.length === 0);
  for (const other of first === undefined ? [] : others) {
    context.report(report(codes.DEP3004, { word: other.word, what: 'a name' }, {
      span: other.span, label: 'a second workload without a name', related: first === undefined ? [] : [{ span: first.span, text: 'the first one' }],
      notes: ['one workload of a component may stand without a name: it is called like the instance'],
      help: [{ text: `give it one: \`${other.word} NAME { … }\``, applicability: 'unsafe' }],
    }));
  }
}

/** A workload without a name makes sense in a component only. */
function checkNamed(checked: CheckedStatement, statement: Statement, context: CheckContext): void {
  const place = checked.row.places[0];
  if (place?.kind !== 'name' || place.optional !== true || checked.args.has(place.label) || statement.broken) return;
  context.report(report(codes.DEP3004, { word: checked.row.word, what: 'a name' }, { span: checked.head, label: `for example \`${checked.row.example}\`` }));
}

function checkApp(body: CheckedBody, loaded: LoadedProgram, context: CheckContext): void {
  if (body.statements.some((one) => one.row.word === 'app') || loaded.diagnostics.some((one) => one.code === 'DEP4020')) return;
  // A broken or misspelt `app` line has been reported already.
  if (loaded.main.ast.statements.some((one) => one.broken || one.head.kind !== 'name')) return;
  const file = loaded.main.file.path;
  context.report(report(codes.DEP4001, { file }, {
    span: { file, start: 0, end: 0 }, label: '`app NAME` is missing',
    help: [{ text: 'begin the file with `app NAME`', edits: [{ span: { file, start: 0, end: 0 }, text: 'app my-app\n\n' }], applicability: 'unsafe' }],
  }));
}
