// Ports, hosts and probes.

import { CONTAINERS, LONG_RUNNING, option, optionalName, value, type Row } from './row.js';

const timing = (which: string): string => `How often and how long ${which} is asked is set in its block.`;

export const networkRows: readonly Row[] = [
  {
    word: 'port', in: [...CONTAINERS], places: [optionalName('NAME'), value('PORT', 'port')],
    options: [option('->', value('CONTAINER', 'port')), option('udp'), option('tcp'), option('sctp')], oneOf: [{ of: ['udp', 'tcp', 'sctp'] }], repeat: 'many',
    doc: 'A port it listens on; with `->` the port of the Service and the one of the container. The first one is the main port: probes, hosts and `PORT` follow it.',
    example: 'port http 80 -> 8080',
  },
  {
    word: 'host', in: ['service'], places: [value('HOST', 'hostname'), value('PATH', 'path', { optional: true })],
    options: [option('on', { kind: 'name', label: 'PORT' }), option('tls', value('SECRET', 'string'))], repeat: 'many',
    doc: 'A public host name (and path prefix) that leads here: an Ingress. `tls` names the Secret with the certificate.',
    example: 'host "shop.example.com" /api',
  },
  {
    word: 'health', in: [...LONG_RUNNING, 'container', 'sidecar'], places: [value('PATH', 'path', { optional: true })],
    options: [option('tcp'), option('grpc'), option('exec', value('COMMAND', 'command', { list: true }))],
    oneOf: [{ of: ['PATH', 'tcp', 'grpc', 'exec'], required: true }], block: { context: 'probe' }, repeat: 'once',
    doc: `How to tell that it works: the startup, readiness and liveness probes, each with its own patience. ${timing('it')}`,
    example: 'health /healthz { every 5s }',
  },
  ...(['startup', 'ready', 'live'] as const).map((probe): Row => ({
    word: probe, in: [...LONG_RUNNING, 'container', 'sidecar'], places: [value('PATH', 'path', { optional: true })],
    options: [option('tcp'), option('grpc'), option('exec', value('COMMAND', 'command', { list: true }))],
    oneOf: [{ of: ['PATH', 'tcp', 'grpc', 'exec'], required: true }], block: { context: 'probe' }, repeat: 'once',
    doc: {
      startup: 'The probe that must succeed once before the others begin; beside `health` it replaces that one.',
      ready: 'The probe that decides whether requests are sent to the pod; beside `health` it replaces that one.',
      live: 'The probe that decides whether the container is restarted; beside `health` it replaces that one.',
    }[probe],
    example: `${probe} /up { every 10s, failures 6 }`,
  })),
  { word: 'every', in: ['probe'], places: [value('TIME', 'duration')], repeat: 'once', doc: 'The time between two probes, in whole seconds.', example: 'every 5s' },
  { word: 'timeout', in: ['probe'], places: [value('TIME', 'duration')], repeat: 'once', doc: 'How long one answer may take, in whole seconds.', example: 'timeout 2s' },
  { word: 'failures', in: ['probe'], places: [value('COUNT', 'integer')], repeat: 'once', doc: 'How many failures in a row count.', example: 'failures 6' },
  { word: 'after', in: ['probe'], places: [value('TIME', 'duration')], repeat: 'once', doc: 'The time before the first probe, in whole seconds.', example: 'after 10s' },
  { word: 'on', in: ['probe'], places: [{ kind: 'name', label: 'PORT' }], repeat: 'once', doc: 'The name of the port that is asked, if not the main one.', example: 'on http' },
  { word: 'header', in: ['probe'], places: [{ kind: 'name', label: 'NAME' }, value('VALUE', 'string')], repeat: 'many', doc: 'A header of the HTTP request.', example: 'header X-Probe "1"' },
];
