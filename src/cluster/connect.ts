// The door to a cluster: chooses it, checks that it answers and knows us, and keeps the connection until it is closed.

import { codes, report, type Diagnostic } from '../diagnostics/index.js';
import { Client } from './client.js';
import { ApiError, ConnectionError, CredentialError } from './errors.js';
import type { OnEvent } from './events.js';
import { textAt } from './json.js';
import { chooseTarget } from './kubeconfig.js';
import { unreachable } from './report.js';
import { Transport } from './transport.js';

export interface OpenOptions {
  /** A context of the kubeconfig; the current one by default. */
  readonly context?: string | undefined;
  /** Where KUBECONFIG and HOME are read from. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Of deployc: it stands in the record of the app and in the requests. */
  readonly version: string;
  /** Ends every request and every wait. */
  readonly signal?: AbortSignal;
  readonly onEvent?: OnEvent;
}

/** An open connection. `close` it, or the process does not end. */
export interface Cluster {
  readonly context: string;
  readonly server: string;
  /** The server's, as `v1.36.3`. */
  readonly serverVersion: string;
  /** Of deployc. */
  readonly version: string;
  readonly signal: AbortSignal | undefined;
  /** For the other files of this folder. */
  readonly client: Client;
  close(): Promise<void>;
}

export type Opened = { readonly ok: true; readonly cluster: Cluster } | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Connects to the chosen cluster; every reason why it cannot is a diagnostic. @throws InterruptedError */
export async function openCluster({ context, env = process.env, version, signal, onEvent }: OpenOptions): Promise<Opened> {
  const chosen = await chooseTarget({ context, env });
  if ('diagnostic' in chosen) return { ok: false, diagnostics: [chosen.diagnostic] };
  const { target } = chosen;
  const transport = new Transport(target, `deployc/${version}`);
  const client = new Client(transport, signal);
  try {
    const answer = await client.send('GET', '/version', undefined, undefined, { retries: 1, timeout: 10_000 });
    // Some clusters tell anybody their version: ask something that needs to know us.
    await client.send('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }).catch(ignoreUnknown);
    const serverVersion = textAt(JSON.parse(answer.body), 'gitVersion') ?? '';
    onEvent?.({ kind: 'connected', context: target.context, server: target.server, version: serverVersion });
    return { ok: true, cluster: { context: target.context, server: target.server, serverVersion, version, signal, client, close: () => transport.close() } };
  } catch (error) {
    await transport.close();
    return { ok: false, diagnostics: [explain(target.server, error)] };
  }
}

/** Servers before 1.28 have no such API, and roles may forbid it: what follows will tell. */
function ignoreUnknown(error: unknown): void {
  if (!(error instanceof ApiError) || error.code === 401) throw error;
}

function explain(server: string, error: unknown): Diagnostic {
  if (error instanceof ConnectionError) return unreachable(error);
  const problem = error instanceof ApiError ? error.message : error instanceof CredentialError ? error.message : undefined;
  if (problem === undefined) throw error;
  if (error instanceof ApiError && error.code !== 401 && error.code !== 403) return report(codes.DEP7004, { server, problem: `HTTP ${error.code}: ${problem}` });
  const help = { text: 'log in again with the tool that made the kubeconfig', applicability: 'unsafe' as const };
  return report(codes.DEP7005, { server, problem }, { help: [help] });
}
