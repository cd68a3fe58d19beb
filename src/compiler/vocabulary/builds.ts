// How an image is built: from the files of a folder, or stage by stage.

import { base, CONTAINERS, name, option, value, type Row } from './row.js';

export const buildRows: readonly Row[] = [
  {
    word: 'build', in: [...CONTAINERS], places: [value('FOLDER', 'path')],
    options: [option('using', { kind: 'word', label: 'STACK', words: ['node'] }, value('VERSION', 'version', { optional: true }))], block: { context: 'build' }, repeat: 'once',
    doc: 'Builds the image from the files of a folder: stack, version, package manager and start command are found there. Or the block says it stage by stage.',
    example: 'build ./web using node 22',
  },
  { word: 'start', in: ['build'], places: [value('COMMAND', 'command', { list: true })], repeat: 'once', doc: 'What the image runs, instead of what the folder says.', example: 'start "node server.js"' },
  { word: 'target', in: ['build'], places: [{ kind: 'name', label: 'STAGE' }], repeat: 'once', doc: 'The stage that is the image, if not the last one.', example: 'target runtime' },
  { word: 'secret', in: ['build'], places: [name('NAME')], value: { type: 'any', required: true }, repeat: 'named', doc: 'A secret that steps of the build may read; it is in no layer of the image.', example: 'secret NPM_TOKEN = env("NPM_TOKEN")' },
  {
    word: 'stage', in: ['build'], places: [name('NAME')], options: [option('from', base('BASE'))], oneOf: [{ of: ['from'], required: true }], block: { context: 'stage' }, repeat: 'named',
    doc: 'One stage of the build, on an image (`"node:22-alpine"`), another stage, or `scratch`.',
    example: 'stage builder from "node:22-alpine" { workdir /src }',
  },
  { word: 'workdir', in: ['stage'], places: [value('PATH', 'path')], repeat: 'many', doc: 'The folder the next steps work in.', example: 'workdir /app' },
  {
    word: 'copy', in: ['stage'], places: [value('SOURCE', 'path', { many: true })], options: [option('->', value('TO', 'path')), option('from', base('BASE'))], oneOf: [{ of: ['->'], required: true }], repeat: 'many',
    doc: 'Copies files of the folder, or (`from`) of another stage or image.',
    example: 'copy ./src -> .',
  },
  { word: 'run', in: ['stage'], places: [value('LINE', 'shell')], block: { context: 'run' }, repeat: 'many', doc: 'Runs a shell line.', example: 'run "npm ci" { cache /root/.npm }' },
  { word: 'cache', in: ['run'], places: [value('PATH', 'path', { many: true })], repeat: 'many', doc: 'A folder that is kept between builds and is not in the image.', example: 'cache /root/.npm' },
  { word: 'secret', in: ['run'], places: [name('NAME')], options: [option('at', value('PATH', 'path'))], repeat: 'many', doc: 'A secret of the build, as a variable or (`at`) a file, for this step only.', example: 'secret NPM_TOKEN' },
  { word: 'env', in: ['stage'], places: [], block: { context: 'stage-env', required: true }, repeat: 'many', doc: 'Environment variables of the image.', example: 'env { NODE_ENV = "production" }' },
  { word: 'env', in: ['run'], places: [], block: { context: 'stage-env', required: true }, repeat: 'many', doc: 'Environment variables of this step only.', example: 'env { CI = "true" }' },
  { word: 'label', in: ['stage'], places: [], block: { context: 'stage-label', required: true }, repeat: 'many', doc: 'Labels of the image.', example: 'label { vendor = "acme" }' },
  { word: 'user', in: ['stage'], places: [value('USER', 'user')], options: [option('group', value('GROUP', 'user'))], repeat: 'many', doc: 'The numeric user of the next steps and of the image.', example: 'user 1000 group 1000' },
  { word: 'expose', in: ['stage'], places: [value('PORT', 'port')], options: [option('udp')], repeat: 'many', doc: 'A port the image listens on, for people who read the image.', example: 'expose 3000' },
  { word: 'entrypoint', in: ['stage'], places: [value('COMMAND', 'command', { list: true })], repeat: 'once', doc: 'The program of the image.', example: 'entrypoint ["node"]' },
  { word: 'command', in: ['stage'], places: [value('COMMAND', 'command', { list: true })], repeat: 'once', doc: 'What the image runs, or the arguments of its entrypoint.', example: 'command ["node", "server.js"]' },
];
