// The lowering of the whole application: the head of the file, the world that answers references, then everything that is
// declared. The result is the AppModel; rules about the app as a whole are in rules.

import { codes, report, type Diagnostic, type Span } from '../../diagnostics/index.js';
import type { CheckedProgram, CheckedStatement, Expr } from '../check/checked.js';
import { podSecurityOf } from '../complete/pod-security.js';
import { buildScope, workloadsOf } from '../configure/scope.js';
import type { CompilerHost } from '../host.js';
import type { AppModel, Edge, TextMap } from '../model/app-model.js';
import { byDefault, derived, written, type Traced } from '../model/origin.js';
import { compareVersions, readVersion } from '../values/version.js';
import { defaultOf } from '../vocabulary/index.js';
import { entriesOf } from './build.js';
import { lowerConfigs, lowerSecrets } from './configuration.js';
import { all, has, one, saidBy, wordAt, type LowerContext, type Property } from './context.js';
import { lowerInstances } from './instances.js';
import { lowerWorkload } from './workload.js';
import { AppWorld } from './world.js';

export interface Lowered {
  readonly model: AppModel;
  readonly diagnostics: readonly Diagnostic[];
  /** Secrets, configs and volumes that something reads, as `secret NAME`. */
  readonly used: ReadonlySet<string>;
}

/** The oldest and newest release whose fields are known. */
export const KNOWN_VERSIONS = { from: '1.29', to: '1.36' } as const;

/**
 * The AppModel of a checked program; undefined if it does not say which app it is. `output`: the folder that is
 * written to; without one nothing is, and the tags of built images need not be worked out.
 */
export function lowerApp(program: CheckedProgram, host: CompilerHost, output: string | undefined): Lowered | undefined {
  const diagnostics: Diagnostic[] = [];
  const name = nameOf(program.main.statements);
  if (name === undefined) return undefined;
  const version = versionOf(program.main.statements);
  const scope = buildScope(program, { name, ...(version && { version }) });
  const statements = scope.body.statements.map((statement): Property => ({ statement, scope }));
  const hear = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const kubernetes = lowerVersions(statements, hear);
  const world = new AppWorld({ scope, host, output, report: hear, sleeps: kubernetes.from.value !== '1.29' });
  const configs = lowerConfigs(scope, world.file);
  const secrets = lowerSecrets(scope, world.file);
  const workloads = workloadsOf(scope).map((scoped) => lowerWorkload(scoped, world.reader(scoped.name)));
  const claims = world.claims();
  const registry = world.registry;
  const model: AppModel = {
    name, ...(version && { version }), ...(registry && { registry }),
    namespace: lowerNamespace(statements, name, podSecurityOf(workloads)),
    kubernetes,
    labels: textMap(statements, 'labels', world.file), annotations: textMap(statements, 'annotations', world.file),
    workloads: sorted(workloads), configs: sorted(configs), secrets: sorted(secrets), claims: sorted(claims),
    components: sorted(lowerInstances(scope, workloads, world.file)),
    images: sorted(world.images()), edges: sortedEdges([...world.edges, ...afterEdges(workloads)]),
  };
  return { model, diagnostics, used: world.used };
}

function nameOf(statements: readonly CheckedStatement[]): Traced<string> | undefined {
  const argument = statements.find((statement) => statement.row.word === 'app')?.args.get('NAME')?.[0];
  return argument?.kind === 'name' ? written(argument.text, argument.span) : undefined;
}

function versionOf(statements: readonly CheckedStatement[]): Traced<string> | undefined {
  const argument = statements.find((statement) => statement.row.word === 'app')?.args.get('VERSION')?.[0];
  return argument?.kind === 'value' && argument.expr.kind === 'atom' ? written(argument.expr.text, argument.expr.span) : undefined;
}

function lowerNamespace(statements: readonly Property[], app: Traced<string>, podSecurity: AppModel['namespace']['podSecurity']): AppModel['namespace'] {
  const property = one(statements, 'namespace');
  const said = property === undefined ? undefined : wordAt(property, 'NAME');
  const { reason } = defaultOf('namespace');
  const existing = property !== undefined && has(property, 'existing') ? saidBy(true, property, 'existing') : byDefault(false, 'namespace', 'it is made with the app, and its rules with it');
  return { name: said ?? derived(app.value, `the name of the app: ${reason}`, app), existing, podSecurity };
}

function lowerVersions(statements: readonly Property[], hear: (diagnostic: Diagnostic) => void): AppModel['kubernetes'] {
  const property = one(statements, 'kubernetes');
  const { rule, value, reason } = defaultOf('kubernetes');
  const [from = '', to = ''] = value.split('..');
  const fallback = { from: byDefault(from, rule, reason), to: byDefault(to, rule, reason) };
  const argument = property?.statement.args.get('VERSIONS')?.[0];
  // At the top level nothing but a literal can stand here, so there is nothing to evaluate.
  const said = argument?.kind === 'value' ? ends(argument.expr) : undefined;
  if (said === undefined || property === undefined) return fallback;
  if (known(said.low.value) && known(said.high.value)) return { from: short(said.low), to: short(said.high) };
  const versions = said.low.value === said.high.value ? said.low.value : `${said.low.value}..${said.high.value}`;
  hear(report(codes.DEP4022, { versions, known: `${KNOWN_VERSIONS.from} to ${KNOWN_VERSIONS.to}` }, {
    span: argument?.kind === 'value' ? argument.expr.span : property.statement.span, label: 'not known here',
  }));
  return fallback;
}

function ends(expr: Expr): { readonly low: Traced<string>; readonly high: Traced<string> } | undefined {
  if (expr.kind === 'atom') return { low: written(expr.text, expr.span), high: written(expr.text, expr.span) };
  if (expr.kind !== 'range' || expr.low.kind !== 'atom' || expr.high.kind !== 'atom') return undefined;
  return { low: written(expr.low.text, expr.low.span), high: written(expr.high.text, expr.high.span) };
}

function known(version: string): boolean {
  const parts = readVersion(version);
  const [from, to] = [readVersion(KNOWN_VERSIONS.from), readVersion(KNOWN_VERSIONS.to)];
  if (parts === undefined || from === undefined || to === undefined || parts.length < 2) return false;
  return compareVersions(parts.slice(0, 2), from) >= 0 && compareVersions(parts.slice(0, 2), to) <= 0;
}

/** Patch releases add no fields. */
function short(version: Traced<string>): Traced<string> {
  return { value: version.value.split('.').slice(0, 2).join('.'), origin: version.origin };
}

function textMap(statements: readonly Property[], word: string, context: LowerContext): TextMap {
  return Object.assign({}, ...all(statements, word).map((property) => entriesOf(property, context))) as TextMap;
}

function sorted<T extends { readonly name: Traced<string> }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => (a.name.value < b.name.value ? -1 : a.name.value > b.name.value ? 1 : 0));
}

function afterEdges(workloads: AppModel['workloads']): readonly Edge[] {
  return workloads.flatMap((workload) => workload.after.map((after): Edge => ({ from: workload.name.value, to: after.value, kind: 'after', span: originSpan(after, workload.declared) })));
}

function originSpan(value: Traced<unknown>, fallback: Span): Span {
  return value.origin.kind === 'source' ? value.origin.span : fallback;
}

function sortedEdges(edges: readonly Edge[]): readonly Edge[] {
  const unique = new Map<string, Edge>();
  for (const edge of edges) {
    const key = `${edge.from} ${edge.to} ${edge.kind}`;
    if (!unique.has(key)) unique.set(key, edge);
  }
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}
