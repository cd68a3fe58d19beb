// How a row of the code registry is written, and how a row becomes a Diagnostic. The typed parameters of `message`
// make a wrong call a compile error.

import type { Diagnostic, Severity, Where } from '../diagnostic.js';

export interface CodeRow<P> {
  /** kebab-case, unique: `deployc explain unknown-name`. */
  readonly name: string;
  readonly severity: Severity;
  readonly since: string;
  /** A code is never used again: a retired row stays. */
  readonly retired?: true;
  /** Starts lower case, no final full stop, names in backticks, no advice (advice is a Help). */
  readonly message: (params: P) => string;
}

export interface Code<P> extends CodeRow<P> {
  readonly code: string;
}

type Codes<T> = { readonly [K in keyof T]: T[K] extends CodeRow<infer P> ? Code<P> : never };

/** Turns a table of rows into codes that know their own number. */
// The parameter type of each row is its own; `never` lets all of them in.
export function defineCodes<T extends Readonly<Record<string, CodeRow<never>>>>(rows: T): Codes<T> {
  return Object.fromEntries(Object.entries(rows).map(([code, row]) => [code, { ...row, code }])) as unknown as Codes<T>;
}

/** Builds the Diagnostic for one occurrence of `code`. */
export function report<P>(code: Code<P>, params: P, where: Where = {}): Diagnostic {
  const { span, label, related, notes, help, tags, cause, hides, object } = where;
  return {
    code: code.code,
    severity: code.severity,
    message: code.message(params),
    ...(span && { span }),
    ...(label !== undefined && { label }),
    related: related ?? [],
    notes: notes ?? [],
    help: help ?? [],
    ...(tags && { tags }),
    ...(cause && { cause }),
    ...(hides && { hides }),
    ...(object && { object }),
  };
}
