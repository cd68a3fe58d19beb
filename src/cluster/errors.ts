// What can go wrong between us and the API server, as errors that only src/cluster sees: report.ts turns them into
// diagnostics.

import { isRecord, listAt, numberAt, textAt } from './json.js';

/** One entry of `details.causes` of a Status. */
export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

/** The API server answered, and not with what was asked for. */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly causes: readonly Cause[];
  readonly method: string;
  readonly path: string;
  /** Seconds the server asks us to wait. */
  readonly retryAfter: number | undefined;

  constructor(code: number, status: unknown, method: string, path: string, retryAfterHeader?: string) {
    super(textAt(status, 'message') ?? (typeof status === 'string' && status !== '' ? status.slice(0, 500) : `HTTP ${code}`));
    this.name = 'ApiError';
    this.code = code;
    this.reason = textAt(status, 'reason') ?? '';
    this.causes = listAt(status, 'details', 'causes').filter(isRecord).map((cause) => ({
      reason: textAt(cause, 'reason') ?? '',
      message: textAt(cause, 'message') ?? '',
      field: textAt(cause, 'field') ?? '',
    }));
    this.method = method;
    this.path = path;
    const seconds = retryAfterHeader === undefined ? numberAt(status, 'details', 'retryAfterSeconds') : Number(retryAfterHeader);
    this.retryAfter = seconds === undefined || Number.isNaN(seconds) ? undefined : seconds;
  }

  /** Another field manager owns the field; not an optimistic-lock or quota conflict, which share the number 409. */
  get isFieldConflict(): boolean {
    return this.code === 409 && this.causes.some((cause) => cause.reason === 'FieldManagerConflict');
  }
}

/** No answer at all: the network, TLS, or a credential helper. */
export class ConnectionError extends Error {
  /** `ECONNREFUSED`, `TIMEOUT`, `CERT_HAS_EXPIRED`, … */
  readonly code: string;
  readonly server: string;

  constructor(server: string, code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ConnectionError';
    this.server = server;
    this.code = code;
  }
}

/** The credentials of the kubeconfig could not be made ready (an exec helper or an identity provider failed). */
export class CredentialError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CredentialError';
  }
}

/** The user stopped the run. */
export class InterruptedError extends Error {
  constructor() {
    super('interrupted');
    this.name = 'InterruptedError';
  }
}

/** The text of anything thrown. Not by `instanceof`: an error may come from another realm. */
export function messageOf(error: unknown): string {
  // A host with several addresses fails with an AggregateError that has no message of its own.
  const all = listAt(error, 'errors').map(messageOf);
  const own = textAt(error, 'message') ?? '';
  return own !== '' ? own : all.length > 0 ? all.join('; ') : String(error);
}
