// Which cluster, and as whom: reads kubeconfig files as kubectl does (missing files of the list ignored, the first word
// wins) and never falls back to localhost:8080. The only file that knows @kubernetes/client-node, which is loaded when
// first needed and used for credentials alone.

import type { KubeConfig } from '@kubernetes/client-node';
import { existsSync } from 'node:fs';
import type { RequestOptions } from 'node:https';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { codes, report, suggest, type Diagnostic } from '../diagnostics/index.js';
import { CredentialError, messageOf } from './errors.js';

/** What a TLS connection and its requests need. */
export interface Credentials {
  readonly ca?: RequestOptions['ca'];
  readonly cert?: RequestOptions['cert'];
  readonly key?: RequestOptions['key'];
  readonly servername?: string | undefined;
  readonly rejectUnauthorized: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** Set when the kubeconfig names a proxy. */
  readonly agent?: RequestOptions['agent'];
}

export interface Target {
  readonly context: string;
  readonly server: string;
  /** Runs credential helpers at most once in five minutes; `fresh` runs them again (after a 401). */
  credentials(fresh?: boolean): Promise<Credentials>;
}

export interface ChooseOptions {
  readonly context?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Chosen = { readonly target: Target } | { readonly diagnostic: Diagnostic };

/** The cluster that the kubeconfig and `context` name. Talks to nobody. */
export async function chooseTarget({ context, env }: ChooseOptions): Promise<Chosen> {
  const loaded = await load(env);
  if ('diagnostic' in loaded) return loaded;
  const { config, files } = loaded;
  const name = context ?? config.currentContext;
  const names = config.getContexts().map((one) => one.name);
  if (name === undefined || name === '') return { diagnostic: report(codes.DEP7001, { looked: files }, { help: chooseHelp(names) }) };
  if (!names.includes(name)) {
    const near = suggest(name, names);
    const help = near.length > 0 ? near.map((one) => ({ text: `did you mean \`${one}\`?`, applicability: 'unsafe' as const })) : chooseHelp(names);
    return { diagnostic: report(codes.DEP7002, { context: name }, { notes: [`looked in ${files.join(', ')}`], help }) };
  }
  config.setCurrentContext(name);
  const cluster = config.getCurrentCluster();
  if (cluster === null) return unreadable(files, `context \`${name}\` names a cluster that is not described`);
  if (!URL.canParse(cluster.server)) return unreadable(files, `the server of context \`${name}\` is not a URL`);
  return { target: { context: name, server: cluster.server.replace(/\/+$/, ''), credentials: rememberCredentials(config) } };
}

function chooseHelp(names: readonly string[]) {
  const text = names.length === 0 ? 'set `KUBECONFIG` to the file that your cluster gave you' : `choose one with \`--context\`: ${names.join(', ')}`;
  return [{ text, applicability: 'unsafe' as const }];
}

function unreadable(files: readonly string[], problem: string): { readonly diagnostic: Diagnostic } {
  return { diagnostic: report(codes.DEP7003, { file: files.join(', '), problem }) };
}

async function load(env: ChooseOptions['env']): Promise<{ readonly config: KubeConfig; readonly files: readonly string[] } | { readonly diagnostic: Diagnostic }> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  const files = listed.length > 0 ? listed : [join(env['HOME'] ?? homedir(), '.kube', 'config')];
  const present = files.filter((path) => existsSync(path));
  const merged = new KubeConfig();
  if (present.length === 0 && listed.length === 0 && env['KUBERNETES_SERVICE_HOST'] !== undefined) {
    try {
      merged.loadFromCluster();
      return { config: merged, files: ['the pod\'s service account'] };
    } catch (error) {
      return unreadable(['the pod\'s service account'], messageOf(error));
    }
  }
  const found: KubeConfig[] = [];
  for (const file of present) {
    const one = new KubeConfig();
    try {
      one.loadFromFile(file);
    } catch (error) {
      return unreadable([file], messageOf(error));
    }
    found.push(one);
  }
  merged.loadFromOptions({
    clusters: firstOfEachName(found.flatMap((one) => one.clusters ?? [])),
    users: firstOfEachName(found.flatMap((one) => one.users ?? [])),
    contexts: firstOfEachName(found.flatMap((one) => one.contexts ?? [])),
    currentContext: found.map((one) => one.currentContext).find((name) => typeof name === 'string' && name !== '') ?? '',
  });
  return { config: merged, files };
}

function firstOfEachName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return items.filter((item, index) => items.findIndex((other) => other.name === item.name) === index);
}

const lifetime = 5 * 60_000;

/** Credential helpers are processes; without this every request would start one. */
function rememberCredentials(config: KubeConfig): Target['credentials'] {
  let known: { readonly at: number; readonly value: Promise<Credentials> } | undefined;
  return (fresh = false) => {
    if (known === undefined || fresh || Date.now() - known.at > lifetime) {
      const value = readCredentials(config);
      known = { at: Date.now(), value };
      value.catch(() => (known = undefined));
    }
    return known.value;
  };
}

async function readCredentials(config: KubeConfig): Promise<Credentials> {
  const options: RequestOptions & { servername?: string } = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch (error) {
    throw new CredentialError(messageOf(error), error);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) if (value !== undefined && value !== null) headers[name.toLowerCase()] = String(value);
  if (typeof options.auth === 'string') headers['authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`;
  const proxied = config.getCurrentCluster()?.proxyUrl !== undefined;
  return {
    ca: options.ca,
    cert: options.cert,
    key: options.key,
    servername: options.servername,
    rejectUnauthorized: options.rejectUnauthorized ?? true,
    headers,
    ...(proxied && { agent: options.agent }),
  };
}
