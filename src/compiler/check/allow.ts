// `allow "DEP4007" because "…"`: silences a warning in the file, or in the workload it stands in. Errors cannot be
// silenced; an `allow` that silences nothing is reported.

import { codes, report, type Diagnostic, type Span } from '../../diagnostics/index.js';
import { isLibrary } from '../model/origin.js';
import type { Declaration } from '../resolve/symbols.js';
import type { CheckedProgram, CheckedStatement } from './checked.js';

interface Allow {
  readonly code: string;
  readonly span: Span;
  /** The block it holds for; undefined = the whole file. */
  readonly within?: Span;
}

/** The diagnostics that are left, and what is wrong with the `allow`s themselves. */
export function applyAllows(program: CheckedProgram, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  // The innermost one that covers a warning silences it.
  const allows = allowsOf(program).sort((a, b) => Number(a.within === undefined) - Number(b.within === undefined));
  if (allows.length === 0) return diagnostics;
  const hits = new Set<Allow>();
  const kept = diagnostics.filter((diagnostic) => {
    const allow = diagnostic.severity === 'error' ? undefined : allows.find((one) => one.code === diagnostic.code && covers(one, diagnostic.span));
    if (allow === undefined) return true;
    hits.add(allow);
    return false;
  });
  return [...kept, ...allows.filter((allow) => !hits.has(allow)).map(unusedAllow)];
}

/** In the file, its workloads, its own components and its instances; the library has none. */
function allowsOf(program: CheckedProgram): Allow[] {
  const bodies = [...program.components.values()].filter(({ declaration }) => !isLibrary(declaration.file));
  const instances = [program.main, ...bodies.map(({ body }) => body)].flatMap((body) => body.instances);
  return [
    ...allowsIn(program.main.statements, undefined),
    ...bodies.flatMap(({ declaration, body }) => allowsIn(body.statements, whole(declaration))),
    ...instances.flatMap(({ declaration, overrides }) => allowsIn(overrides, whole(declaration))),
  ];
}

function whole({ file, statement }: Declaration): Span {
  return { file, start: statement.start, end: statement.end };
}

function allowsIn(statements: readonly CheckedStatement[], within: Span | undefined): readonly Allow[] {
  return statements.flatMap((statement): readonly Allow[] => {
    // From the head on: warnings about a workload as a whole point there.
    const inner = statement.block === undefined ? [] : allowsIn(statement.block.statements, within ?? { ...statement.block.span, start: statement.head.start });
    const code = statement.row.word === 'allow' ? statement.args.get('CODE')?.[0] : undefined;
    if (code?.kind !== 'value' || code.expr.kind !== 'atom') return inner;
    return [...inner, { code: code.expr.text, span: code.expr.span, ...(within && { within }) }];
  });
}

function covers(allow: Allow, span: Span | undefined): boolean {
  if (allow.within === undefined) return true;
  return span !== undefined && span.file === allow.within.file && span.end <= allow.within.end && span.start >= allow.within.start;
}

function unusedAllow(allow: Allow): Diagnostic {
  const all = codes as Readonly<Record<string, { readonly severity: string } | undefined>>;
  const row = all[allow.code];
  const notes = row === undefined ? ['there is no such code; `deployc explain` lists them'] : row.severity === 'error' ? ['an error cannot be silenced'] : [];
  return report(codes.DEP2090, { code: allow.code }, { span: allow.span, label: 'nothing to silence here', notes, tags: ['unused'] });
}
