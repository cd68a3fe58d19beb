// One HTTP request to the API server and its answer: over one HTTP/2 session where the server speaks it, else over a
// keep-alive HTTP/1.1 pool. Knows nothing of Kubernetes but the `Warning:` header; tries nothing twice.

import * as http from 'node:http';
import * as http2 from 'node:http2';
import * as https from 'node:https';
import { TLSSocket } from 'node:tls';
import { ConnectionError, InterruptedError, messageOf } from './errors.js';
import { textAt } from './json.js';
import type { Credentials, Target } from './kubeconfig.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | number | undefined>>;
  readonly body: string;
  /** Texts of the `Warning: 299 - "…"` headers. */
  readonly warnings: readonly string[];
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: string | undefined;
  readonly contentType?: string | undefined;
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

const connectTimeout = 5_000;
const maxSockets = 16;

export class Transport {
  readonly #target: Target;
  readonly #base: URL;
  readonly #userAgent: string;
  #session: Promise<http2.ClientHttp2Session | undefined> | undefined;
  #agent: http.Agent | undefined;

  constructor(target: Target, userAgent: string) {
    this.#target = target;
    this.#base = new URL(target.server);
    this.#userAgent = userAgent;
  }

  /**
   * Sends one request; any status is an answer.
   * @throws ConnectionError when there is none, InterruptedError when `signal` ends it, CredentialError
   */
  async send(request: Request, freshCredentials = false): Promise<Answer> {
    if (isAborted(request)) throw new InterruptedError();
    const credentials = await this.#target.credentials(freshCredentials);
    const session = await this.#connect(credentials);
    const timeout = AbortSignal.timeout(request.timeout);
    const signal = request.signal === undefined ? timeout : AbortSignal.any([request.signal, timeout]);
    const headers = headersOf(request, credentials, this.#userAgent);
    const path = this.#base.pathname.replace(/\/$/, '') + request.path;
    try {
      return session === undefined || session.closed || session.destroyed
        ? await this.#sendHttp1(request, path, headers, credentials, signal)
        : await sendHttp2(session, request, path, headers, signal);
    } catch (error) {
      if (isAborted(request)) throw new InterruptedError();
      this.#session = undefined;
      throw connectionError(this.#target.server, error, timeout.aborted);
    }
  }

  /** Ends all connections, so that the process can end. */
  async close(): Promise<void> {
    this.#agent?.destroy();
    (await this.#session)?.destroy();
    this.#session = undefined;
  }

  #connect(credentials: Credentials): Promise<http2.ClientHttp2Session | undefined> {
    if (this.#base.protocol !== 'https:' || credentials.agent !== undefined) return Promise.resolve(undefined);
    this.#session ??= openSession(this.#base.origin, credentials, () => (this.#session = undefined));
    return this.#session;
  }

  #sendHttp1(request: Request, path: string, headers: Headers, credentials: Credentials, signal: AbortSignal): Promise<Answer> {
    const secure = this.#base.protocol === 'https:';
    const { ca, cert, key, servername, rejectUnauthorized } = credentials;
    this.#agent ??= secure ? new https.Agent({ keepAlive: true, maxSockets }) : new http.Agent({ keepAlive: true, maxSockets });
    const options: https.RequestOptions = {
      host: this.#base.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: this.#base.port === '' ? (secure ? 443 : 80) : this.#base.port,
      method: request.method,
      path,
      headers,
      agent: credentials.agent ?? this.#agent,
      signal,
      ...(secure && { ca, cert, key, rejectUnauthorized, ...(servername !== undefined && { servername }) }),
    };
    return new Promise((done, failed) => {
      const sent = (secure ? https : http).request(options, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (data: string) => (body += data));
        response.on('error', failed).on('end', () => (response.complete ? settle(done, failed, response.statusCode ?? 0, response.headers, body) : failed(lost())));
      });
      sent.on('error', failed).end(request.body);
    });
  }
}

/** A function, because the answer changes while we wait. */
function isAborted(request: Request): boolean {
  return request.signal?.aborted === true;
}

type Headers = Record<string, string>;

function headersOf(request: Request, credentials: Credentials, userAgent: string): Headers {
  const headers: Headers = { ...credentials.headers, accept: 'application/json', 'user-agent': userAgent };
  if (request.body !== undefined) {
    headers['content-type'] = request.contentType ?? 'application/json';
    headers['content-length'] = String(Buffer.byteLength(request.body));
  }
  return headers;
}

/** Undefined when the server does not speak HTTP/2, or not at all: the HTTP/1.1 request then says why. */
function openSession(origin: string, credentials: Credentials, lost: () => void): Promise<http2.ClientHttp2Session | undefined> {
  const { ca, cert, key, servername, rejectUnauthorized } = credentials;
  return new Promise((resolve) => {
    const options = { ca, cert, key, rejectUnauthorized, ALPNProtocols: ['h2', 'http/1.1'], ...(servername !== undefined && { servername }) };
    const session = http2.connect(origin, options as http2.SecureClientSessionOptions);
    const timer = setTimeout(() => session.destroy(), connectTimeout);
    session.once('connect', () => {
      clearTimeout(timer);
      if (session.socket instanceof TLSSocket && session.socket.alpnProtocol === 'h2') return resolve(session);
      session.destroy();
      resolve(undefined);
    });
    // `on`, not `once`: a second error without a listener would end the process.
    session.on('error', () => undefined);
    session.once('goaway', lost);
    session.once('close', () => {
      clearTimeout(timer);
      lost();
      resolve(undefined);
    });
  });
}

function sendHttp2(session: http2.ClientHttp2Session, request: Request, path: string, headers: Headers, signal: AbortSignal): Promise<Answer> {
  return new Promise((done, failed) => {
    // Node ends DELETE streams at once unless it is told that a body follows.
    const stream = session.request({ ':method': request.method, ':path': path, ...headers }, { signal, endStream: request.body === undefined });
    let head: http2.IncomingHttpHeaders & http2.IncomingHttpStatusHeader = {};
    let body = '';
    stream.setEncoding('utf8');
    stream.on('response', (got) => (head = got));
    stream.on('data', (data: string) => (body += data));
    stream.on('error', failed);
    // A lost connection closes the stream without an error, and ends it in the middle of a body.
    stream.on('end', () => (stream.aborted || (stream.rstCode ?? 0) !== 0 ? failed(lost()) : settle(done, failed, head[':status'] ?? 0, head, body)));
    stream.on('close', () => failed(lost()));
    if (request.body !== undefined) stream.end(request.body);
  });
}

function lost(): Error {
  return Object.assign(new Error('the connection was lost before the answer was complete'), { code: 'ECONNRESET' });
}

function settle(done: (answer: Answer) => void, failed: (error: Error) => void, status: number, headers: Answer['headers'], body: string): void {
  if (status === 0) failed(lost());
  else done(answerOf(status, headers, body));
}

function answerOf(status: number, headers: Answer['headers'], body: string): Answer {
  const warnings: string[] = [];
  for (const value of [headers['warning']].flat()) {
    if (typeof value !== 'string') continue;
    // Several warnings may stand in one header, separated by commas.
    for (const found of value.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)) warnings.push((found[1] ?? '').replace(/\\(.)/g, '$1'));
  }
  return { status, headers, body, warnings };
}

function connectionError(server: string, error: unknown, timedOut: boolean): ConnectionError {
  if (timedOut) return new ConnectionError(server, 'TIMEOUT', 'no answer in time', error);
  return new ConnectionError(server, textAt(error, 'code') ?? 'ECONNRESET', messageOf(error), error);
}
