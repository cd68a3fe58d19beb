// When a failed request is worth another try. Every request we send is idempotent (GET, LIST, server-side apply, create of
// a named object, compare-and-swap), so the question is only whether a second try can end differently.

import { ApiError, ConnectionError } from './errors.js';

const transient = new Set([
  'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'TIMEOUT',
  'ERR_HTTP2_STREAM_ERROR', 'ERR_HTTP2_SESSION_ERROR', 'ERR_HTTP2_GOAWAY_SESSION', 'ERR_HTTP2_INVALID_SESSION', 'ERR_HTTP2_STREAM_CANCEL',
]);

/** Milliseconds to wait before try number `attempt + 1` (the first is 0), or undefined when `error` is final. */
export function retryDelay(error: unknown, attempt: number): number | undefined {
  if (error instanceof ConnectionError) return transient.has(error.code) ? backoff(attempt) : undefined;
  if (!(error instanceof ApiError) || !isTransient(error, attempt)) return undefined;
  return Math.max(backoff(attempt), (error.retryAfter ?? 0) * 1000);
}

/** 0.2 s to 8 s, with jitter so that several clients do not come back together. */
function backoff(attempt: number): number {
  return Math.min(8000, 200 * 2 ** attempt) * (0.5 + Math.random());
}

function isTransient(error: ApiError, attempt: number): boolean {
  const { code, reason, message } = error;
  // Many server versions answer a typo in a server-side apply with a bare 500.
  if (/field not declared in schema/.test(message)) return false;
  if (code === 429 || code === 502 || code === 503 || code === 504) return true;
  if (code === 500) return reason === 'InternalError' || reason === 'ServerTimeout' || error.retryAfter !== undefined;
  if (/etcdserver:.*(leader changed|timed out)/.test(message)) return true;
  if (code === 409) return /Operation cannot be fulfilled on resourcequota/.test(message);
  // The service account controller is a moment behind a new namespace.
  return code === 403 && attempt < 3 && /error looking up service account/.test(message);
}
