// Scopes: the file, and one for each component instance. A scope gives declarations their object names and parameters
// their values. Built from the checked program; each instance gets a scope of its own below the one it is written in.

import type { Span } from '../../diagnostics/index.js';
import type { CheckedBody, CheckedInstance, CheckedProgram, CheckedStatement, Expr } from '../check/checked.js';
import type { Step, Traced } from '../model/origin.js';
import type { Declaration } from '../resolve/symbols.js';

export interface Scope {
  readonly body: CheckedBody;
  readonly app: { readonly name: Traced<string>; readonly version?: Traced<string> };
  /** Of an instance; undefined for the file. */
  readonly instance?: { readonly name: string; readonly checked: CheckedInstance; readonly component: string; readonly parent: Scope };
  /** How values written here got into the app, outermost first. */
  readonly steps: readonly Step[];
  /** The scopes of the instances written here. */
  readonly children: ReadonlyMap<Declaration, Scope>;
}

/** A workload with where its properties come from; overrides of an instance stand behind the component's own. */
export interface ScopedWorkload {
  readonly statement: CheckedStatement;
  readonly scope: Scope;
  readonly name: string;
  readonly nameSpan: Span;
  readonly overrides: readonly CheckedStatement[];
}

/** The scope of the file with all instances below it. A component that contains itself is cut (reported elsewhere). */
export function buildScope(program: CheckedProgram, app: Scope['app']): Scope {
  return scopeOf(program.main, program, app, undefined, [], []);
}

function scopeOf(body: CheckedBody, program: CheckedProgram, app: Scope['app'], instance: Scope['instance'], steps: readonly Step[], within: readonly Declaration[]): Scope {
  const children = new Map<Declaration, Scope>();
  const scope: Scope = { body, app, steps, children, ...(instance && { instance }) };
  for (const checked of body.instances) {
    const declaration = checked.declaration.component;
    const component = declaration === undefined ? undefined : program.components.get(declaration);
    if (declaration === undefined || component === undefined || within.includes(declaration)) continue;
    const name = objectName(checked.declaration.name, scope);
    const step: Step = { what: `instance \`${checked.declaration.name}\` of \`${declaration.name}\``, span: checked.span };
    const below = { name, checked, component: declaration.name, parent: scope };
    children.set(checked.declaration, scopeOf(component.body, program, app, below, [...steps, step], [...within, declaration]));
  }
  return scope;
}

/** `db-admin` for `secret admin` of the instance `db`; the instance's own name for its nameless workload. */
export function objectName(name: string, scope: Scope): string {
  if (scope.instance === undefined) return name;
  return name === '' ? scope.instance.name : `${scope.instance.name}-${name}`;
}

const WORKLOAD_WORDS: ReadonlySet<string> = new Set(['service', 'worker', 'stateful', 'daemon', 'job', 'cron']);

/** All workloads of a scope and of the instances below it. */
export function workloadsOf(scope: Scope): readonly ScopedWorkload[] {
  // A nameless one of the file has been reported.
  const own = scope.body.statements.filter((one) => WORKLOAD_WORDS.has(one.row.word) && (scope.instance !== undefined || ownName(one) !== undefined));
  const self = own.find((one) => ownName(one) === undefined) ?? (own.length === 1 ? own[0] : undefined);
  const here = own.map((statement): ScopedWorkload => {
    const name = ownName(statement);
    const nameSpan = scope.instance?.checked.declaration.span ?? name?.span ?? statement.head;
    return { statement, scope, name: objectName(name?.text ?? '', scope), nameSpan, overrides: statement === self ? (scope.instance?.checked.overrides ?? []) : [] };
  });
  return [...here, ...[...scope.children.values()].flatMap(workloadsOf)];
}

function ownName(statement: CheckedStatement): { readonly text: string; readonly span: Span } | undefined {
  const argument = statement.args.get('NAME')?.[0];
  return argument?.kind === 'name' ? argument : undefined;
}

/** The statement in `body` that declares `declaration`. */
export function statementOf(declaration: Declaration, body: CheckedBody): CheckedStatement | undefined {
  return body.statements.find((one) => one.head.file === declaration.file && one.head.start === declaration.statement.head.start);
}

/** The expression a parameter stands for, and the scope it is to be evaluated in. */
export function parameterOf(declaration: Declaration, scope: Scope): { readonly expr: Expr; readonly scope: Scope } | undefined {
  const given = scope.instance?.checked.parameters.get(declaration.name);
  if (given !== undefined && scope.instance !== undefined) return { expr: given, scope: scope.instance.parent };
  const own = statementOf(declaration, scope.body)?.value;
  return own === undefined ? undefined : { expr: own, scope };
}
