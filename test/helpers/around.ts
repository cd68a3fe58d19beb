// The smallest app around a piece of `.dep` text: used for the examples of the vocabulary and for fragments in the docs.
// A fragment says in which block it stands (a Context); what it refers to (`db`, `settings`, …) is declared beside it.

import type { Context } from '../../src/compiler/vocabulary/index.js';
import type { Files } from './dep.js';

const manifest = '{ "name": "demo", "version": "1.0.0", "private": true, "engines": { "node": ">=22" }, "scripts": { "start": "node server.js" } }\n';

/** A small Node project in the folders that examples build or read. */
export const projectFiles: Files = {
  ...Object.fromEntries(['', 'web/', 'worker/'].flatMap((folder) => [[`${folder}package.json`, manifest], [`${folder}server.js`, '\n']])),
  'src/server.js': '\n',
  'fluent-bit.conf': '[SERVICE]\n',
  'nginx.conf': 'events {}\n',
};

/** What examples refer to without declaring it: the name, as it is found in the text, and its declaration. */
const companions: readonly (readonly [RegExp, string])[] = [
  [/\bdb\b/, 'postgres db { storage 10Gi }'],
  [/\bweb\b(?!")/, 'service web { image "nginxinc/nginx-unprivileged:1.27", port 8080 }'],
  [/\bsettings\b/, 'config settings { LOG_LEVEL = "info", "app.conf" = "a = 1" }'],
  [/\bapi\.(token|session)\b|\bfrom api\b/, 'secret api { token = generate(32), session = generate(48) }'],
  [/\buploads\b/, 'volume uploads 20Gi { access many }'],
];

const image = 'image "nginxinc/nginx-unprivileged:1.27"';
const says = (text: string, word: string): boolean => new RegExp(`^\\s*${word}\\b`, 'm').test(text);
const declares = (text: string, declaration: string): boolean => new RegExp(`^${declaration.split(' ').slice(0, 2).join(' ')}\\b`, 'm').test(text);
const lines = (...parts: readonly (string | false)[]): string => parts.filter((part) => part !== false && part !== '').join('\n');

/** What a container needs besides `text` to be one: an image, a port for probes, a request for an autoscaler. */
function containerBody(text: string, port: string): string {
  const probed = /^\s*(health|ready|live|startup|host|publish)\b/m.test(text);
  return lines(
    !says(text, 'image') && !says(text, 'build') && image,
    !says(text, 'port') && (probed || port === 'port http 3000') && port,
    says(text, 'replicas') && !says(text, 'cpu') && 'cpu 100m',
    says(text, 'replicas') && /memory [0-9]+%/.test(text) && !says(text, 'memory') && 'memory 128Mi',
    text,
  );
}

function stages(context: 'build' | 'stage' | 'run', text: string): string {
  const secret = /\bsecret NPM_TOKEN\b/.test(text) && !/NPM_TOKEN =/.test(text) ? 'secret NPM_TOKEN = env("NPM_TOKEN")' : '';
  const stage = (body: string): string => `stage runtime from "node:22-alpine" {\n${lines(!says(body, 'workdir') && 'workdir /app', body, !says(body, 'command') && !says(body, 'entrypoint') && 'command ["node", "server.js"]')}\n}`;
  switch (context) {
    case 'build':
      return says(text, 'start') || says(text, 'stage') ? text : lines(text, stage(says(text, 'secret') ? 'run "npm ci" { secret NPM_TOKEN }' : ''));
    case 'stage':
      return lines(secret, /\bfrom builder\b/.test(text) && 'stage builder from "node:22-alpine" { workdir /src }', stage(text));
    case 'run':
      return lines(secret, stage(`run "npm ci" {\n${text}\n}`));
  }
}

/** `text` as statements of the file: the block of `context` around it. */
function statements(context: Context, text: string): string {
  switch (context) {
    case 'file': return text;
    case 'component': return `component piece {\n${lines(!/^\s*(service|worker|stateful|daemon|job|cron)\b/m.test(text) && `worker { ${image} }`, text)}\n}\npiece one`;
    case 'instance': return `postgres main {\n${text}\n}`;
    case 'service': return `service main {\n${containerBody(text, 'port http 3000')}\n}`;
    case 'worker': case 'stateful': case 'daemon': case 'job':
      return `${context} main {\n${containerBody(text, 'port http 3001')}\n}`;
    case 'cron': return `cron main {\n${lines(!says(text, 'schedule') && 'schedule "0 3 * * *"', containerBody(text, 'port http 3001'))}\n}`;
    case 'container': case 'sidecar': case 'init':
      return `service main {\n${image}\nport main 3000\n${context} beside {\n${containerBody(text, 'port http 3001')}\n}\n}`;
    case 'probe': return `service main {\n${image}\nport http 3000\nhealth /healthz {\n${text}\n}\n}`;
    case 'stop': return statements('service', `stop grace 60s {\n${text}\n}`);
    case 'volume': return `worker main {\n${image}\nvolume data 1Gi at /data {\n${text}\n}\n}`;
    case 'build': case 'stage': case 'run': return statements('service', `build . {\n${stages(context, text)}\n}`);
    case 'env': return statements('worker', `env {\n${text}\n}`);
    case 'labels': case 'annotations': return `${context} {\n${text}\n}`;
    case 'config': case 'secret': return lines(`${context} main {\n${text}\n}`, statements('worker', 'env from main'));
    case 'stage-env': return statements('stage', `env {\n${text}\n}`);
    case 'stage-label': return statements('stage', `label {\n${text}\n}`);
  }
}

/** The smallest app in which `text` stands in a block of `context`. */
export function around(context: Context, text: string): string {
  const body = statements(context, text);
  const beside = companions.filter(([name, declaration]) => name.test(text) && !declares(body, declaration)).map(([, declaration]) => declaration);
  return `${lines(!says(body, 'app') && 'app demo', !says(body, 'registry') && says(body, 'build') && 'registry "ghcr.io/acme"', ...beside, body)}\n`;
}
