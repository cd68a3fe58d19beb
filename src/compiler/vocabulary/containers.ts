// What a container runs and what it gets: image or build, command, resources.

import { CONTAINERS, option, thing, value, type Row } from './row.js';

export const containerRows: readonly Row[] = [
  {
    word: 'image', in: [...CONTAINERS], places: [value('IMAGE', 'image')], repeat: 'once',
    doc: 'The image it runs, built by somebody else (`"redis:8.2"`) or for another workload here (`web.image`).',
    example: 'image "nginxinc/nginx-unprivileged:1.27"',
  },
  {
    word: 'command', in: [...CONTAINERS], places: [value('COMMAND', 'command', { list: true })], repeat: 'once',
    doc: 'What the container runs instead of the entrypoint of the image. It is split into words; no shell is started.',
    example: 'command "node worker.js --queue mail"',
  },
  {
    word: 'args', in: [...CONTAINERS], places: [value('ARGUMENTS', 'command', { list: true })], repeat: 'once',
    doc: 'Arguments for the entrypoint of the image, or for `command`.',
    example: 'args "--port 80"',
  },
  {
    word: 'cpu', in: [...CONTAINERS], places: [value('AMOUNT', 'cpu', { range: true })], repeat: 'once',
    default: { rule: 'cpu', value: 'none', reason: 'only the author knows; a limit that nobody asked for slows a program down for no reason' },
    doc: 'Cores that are reserved (`100m` is a tenth), or reserved..most.',
    example: 'cpu 100m..1',
  },
  {
    word: 'memory', in: [...CONTAINERS], places: [value('SIZE', 'memory', { range: true })], repeat: 'once',
    default: { rule: 'memory', value: 'none', reason: 'only the author knows what the program needs' },
    doc: 'Memory that is reserved, or reserved..most. One size means both: a program is killed when it takes more.',
    example: 'memory 128Mi..256Mi',
  },
  {
    word: 'user', in: [...CONTAINERS], places: [value('USER', 'user', { optional: true })],
    options: [option('root'), option('group', value('GROUP', 'user'))], oneOf: [{ of: ['USER', 'root'], required: true }], repeat: 'once',
    default: { rule: 'user', value: 'the user of the image, never root', reason: 'a program that runs as root can do more harm when it is broken into' },
    doc: 'The numeric user (and group) it runs as. `user root` loosens the security of the pod.',
    example: 'user 1000 group 2000',
  },
  {
    word: 'writable', in: [...CONTAINERS], places: [value('PATH', 'path', { many: true })], repeat: 'many',
    default: { rule: 'read-only-root', value: '/tmp', reason: 'a program that cannot change its own files is harder to take over; /tmp is expected by nearly all' },
    doc: 'Folders the program may write to; the rest of a built or known image is read-only. What is written is gone when the pod is.',
    example: 'writable /app/.cache /app/tmp',
  },
  {
    word: 'allow', in: [...CONTAINERS], places: [value('CODE', 'string', { optional: true })],
    options: [
      option('capability', value('NAME', 'capability', { many: true })), option('privileged'), option('escalation'), option('because', value('REASON', 'string')),
    ],
    oneOf: [{ of: ['CODE', 'capability', 'privileged', 'escalation'], required: true }], repeat: 'many',
    doc: 'Loosens one security rule (`capability`, `privileged`, `escalation`), or silences one warning with a reason.',
    example: 'allow capability NET_BIND_SERVICE',
  },
  {
    word: 'mount', in: [...CONTAINERS], places: [thing('WHAT', ['config', 'secret', 'volume'], { key: true })],
    options: [option('at', value('PATH', 'path')), option('mode', value('MODE', 'mode')), option('readonly')], oneOf: [{ of: ['at'], required: true }], repeat: 'many',
    doc: 'Puts a config or secret (a folder of its keys, or one key as one file) or a volume into the file system.',
    example: 'mount settings at /etc/app',
  },
];
