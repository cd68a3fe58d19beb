// From what the API server answered to what the user reads: each failure becomes a diagnostic at the .dep line that the
// refused field came from. Must not send anything.

import { spanOf } from '../compiler/model/origin.js';
import { advice, codes, report, type Diagnostic, type Span } from '../diagnostics/index.js';
import { ApiError, ConnectionError, CredentialError, type Cause } from './errors.js';
import { nameOf } from './json.js';
import { declaredAt, homeOf, spanOfField, type App, type Member } from './members.js';

/** What an object is called and where its fields came from; a Secret or the record has no compiled member. */
export interface Subject {
  readonly object: string;
  readonly member?: Member;
  readonly span?: Span | undefined;
}

export function subjectOf(app: App, member: Member): Subject {
  return { object: nameOf(member.ref), member, span: declaredAt(app, member) };
}

const immutable = /field is immutable|may not be (changed|updated)|updates to .* (are|is) forbidden|is immutable/i;

/** The diagnostics for a failed request about `subject`; one for each field that the server names. Other errors are thrown on. */
export function explainFailure(app: App, subject: Subject, server: string, error: unknown): readonly Diagnostic[] {
  if (error instanceof ConnectionError) return [unreachable(error)];
  if (error instanceof CredentialError) return [report(codes.DEP7005, { server, problem: error.message })];
  if (!(error instanceof ApiError)) throw error;
  const { object, member, span } = subject;
  const where = { span, object: member && { apiVersion: member.ref.apiVersion, kind: member.ref.kind, name: member.ref.name } };
  if (error.code === 401) return [report(codes.DEP7005, { server, problem: error.message })];
  if (error.code === 403) return [forbidden(app, subject, error)];
  if (error.reason === 'NoKindMatch') {
    const kind = member?.ref.kind ?? object;
    return [report(codes.DEP7015, { object, kind, version: member?.ref.apiVersion ?? 'v1' }, { ...where, help: [advice('install the operator or the Kubernetes version that brings this kind')] })];
  }
  const namespace = /namespaces "([^"]*)" not found/.exec(error.message)?.[1];
  if (error.code === 404 && namespace !== undefined) return [missingNamespace(app, namespace)];
  if (error.isFieldConflict) return error.causes.map((cause) => conflict(app, subject, cause));
  if (error.code === 422 && error.causes.length > 0) return distinct(error.causes).map((cause) => refusedField(app, subject, cause));
  const field = /unknown field "([^"]+)"/.exec(error.message)?.[1] ?? /: (\.[^:]+): field not declared in schema/.exec(error.message)?.[1];
  if (error.code === 400 || error.code === 422 || field !== undefined) return [refused(app, subject, error.message, field ?? '')];
  return [report(codes.DEP7018, { object, status: error.code, problem: error.message }, where)];
}

export function unreachable(error: ConnectionError): Diagnostic {
  const help = [advice('check that the cluster runs and that this machine can reach it; `--context` chooses another')];
  return report(codes.DEP7004, { server: error.server, problem: error.message }, { help });
}

export function missingNamespace(app: App, namespace: string): Diagnostic {
  const { name, existing } = app.model.namespace;
  const help = existing.value ? [advice('leave out `existing`, and apply creates the namespace; or create it first')] : [];
  return report(codes.DEP7016, { namespace }, { span: spanOf(name.origin), help });
}

/** Warnings of the server are findings, never lost. */
export function warned(app: App, member: Member, warning: string): Diagnostic {
  const field = /^((?:spec|metadata)[^\s:,]*)/.exec(warning)?.[1] ?? '';
  return report(codes.DEP7019, { object: nameOf(member.ref), warning }, place(app, member, field));
}

function forbidden(app: App, { object, member, span }: Subject, error: ApiError): Diagnostic {
  const denied = /User "([^"]*)" cannot (\w+) resource "([^"]*)"(?: in API group "([^"]*)")?/.exec(error.message);
  if (denied !== null) {
    const [, user = '', verb = '', resource = '', group = ''] = denied;
    const help = [advice('ask whoever runs the cluster for a role with this verb; server-side apply needs `patch`, and `create` for new objects')];
    return report(codes.DEP7006, { object, user, verb, resource: group === '' ? resource : `${resource}.${group}` }, { span, notes: [error.message], help });
  }
  if (/is being terminated/.test(error.message)) {
    return report(codes.DEP7017, { namespace: homeOf(app.model) }, { span: spanOf(app.model.namespace.name.origin), help: [advice('wait until it is gone, then apply again')] });
  }
  return report(codes.DEP7014, { object, problem: error.message }, { span, ...(member && { object: member.ref }) });
}

function conflict(app: App, { object, member, span }: Subject, cause: Cause): Diagnostic {
  const manager = /conflict with "((?:[^"\\]|\\.)*)"/.exec(cause.message)?.[1] ?? 'another program';
  const subresource = /with subresource "([^"]*)"/.exec(cause.message)?.[1];
  const field = cause.field.replace(/^\./, '');
  const notes = [`the cluster says: ${cause.message}`, 'nothing was changed'];
  const help = [advice(`leave the field to \`${manager}\` by not setting it here, or undo the change that was made with it`)];
  return report(codes.DEP7010, { object, field, manager: subresource === undefined ? manager : `${manager} (${subresource})` }, { span, ...(member && place(app, member, field)), notes, help });
}

function refusedField(app: App, subject: Subject, cause: Cause): Diagnostic {
  const { object, member, span } = subject;
  if (!immutable.test(cause.message)) return refused(app, subject, cause.field === '' ? cause.message : `${cause.field}: ${cause.message}`, cause.field);
  const help = [advice(`give it a new name, or delete \`${object}\` yourself and apply again; apply never deletes`)];
  // The server repeats the whole value after the first colon; the reason stands behind the last one.
  const notes = [`the cluster says: ${cause.message.slice(cause.message.lastIndexOf(': ') + 1).trim()}`];
  return report(codes.DEP7013, { object, field: cause.field }, { span, ...(member && place(app, member, cause.field)), notes, help });
}

function refused(app: App, { object, member, span }: Subject, problem: string, field: string): Diagnostic {
  return report(codes.DEP7014, { object, problem }, { span, ...(member && place(app, member, field)) });
}

function place(app: App, member: Member, field: string): { span?: Span | undefined; object: NonNullable<Diagnostic['object']> } {
  const { apiVersion, kind, name } = member.ref;
  const { span, pointer } = spanOfField(app, member, field);
  return { span, object: { apiVersion, kind, name, ...(pointer !== '' && { path: pointer }) } };
}

function distinct(causes: readonly Cause[]): readonly Cause[] {
  return causes.filter((cause, index) => causes.findIndex((other) => other.field === cause.field && other.message === cause.message) === index);
}
