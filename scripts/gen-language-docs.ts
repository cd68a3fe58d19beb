// Writes the generated parts of docs/language.md (between `<!-- generated NAME -->` and `<!-- end NAME -->`) from the tables
// of the compiler: words, types, outputs, standard components, known images, words of other tools. `npm run gen:docs`;
// test/docs.test.ts fails when the page is not up to date.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { WORKLOAD_OUTPUTS } from '../src/compiler/check/checked.js';
import { KNOWN_IMAGES } from '../src/compiler/complete/images/index.js';
import { TYPES, type ValueType } from '../src/compiler/values/types.js';
import { buildRows } from '../src/compiler/vocabulary/builds.js';
import { configurationRows } from '../src/compiler/vocabulary/configuration.js';
import { containerRows } from '../src/compiler/vocabulary/containers.js';
import { FOREIGN_WORDS } from '../src/compiler/vocabulary/foreign.js';
import { rowsIn, VOCABULARY, type Context, type Place, type Row } from '../src/compiler/vocabulary/index.js';
import { networkRows } from '../src/compiler/vocabulary/network.js';
import { CONTAINERS, LONG_RUNNING, WORKLOADS } from '../src/compiler/vocabulary/row.js';
import { scalingRows } from '../src/compiler/vocabulary/scaling.js';
import { storageRows } from '../src/compiler/vocabulary/storage.js';
import { topLevelRows } from '../src/compiler/vocabulary/top-level.js';
import { workloadRows } from '../src/compiler/vocabulary/workloads.js';
import { parse, type Node, type Statement } from '../src/grammar/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
export const page = join(root, 'docs/language.md');

const groups: readonly (readonly [string, readonly Row[]])[] = [
  ['The application', topLevelRows],
  ['Workloads', workloadRows],
  ['Containers', containerRows],
  ['Ports, hosts and probes', networkRows],
  ['How many', scalingRows],
  ['Storage', storageRows],
  ['Configuration, secrets, components', configurationRows],
  ['Builds', buildRows],
];

// ── forms ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Part {
  readonly label: string;
  readonly text: string;
  readonly optional: boolean;
}

function placeText(place: Place): string {
  const one = place.kind === 'word' ? place.words.join(' | ') : place.label;
  const ranged = place.kind === 'value' && place.range === true ? `${one} | ${one}..${one}` : one;
  return place.many === true ? `${ranged} …` : ranged;
}

/** The form of a row as a user reads it: `port [NAME] PORT [-> CONTAINER] [udp | tcp | sctp]`. */
export function formOf(row: Row): string {
  const parts: Part[] = row.places.map((place) => ({ label: place.label, text: placeText(place), optional: place.optional === true }));
  for (const option of row.options ?? []) {
    const text = [option.word, ...option.places.map((place) => (place.optional === true ? `[${placeText(place)}]` : bare(placeText(place))))].join(' ');
    parts.push({ label: option.word, text, optional: true });
  }
  const groupsOf = (label: string): number => (row.oneOf ?? []).filter(({ of }) => of.includes(label)).length;
  // Groups that overlap cannot be drawn in brackets; the sentence under the form says them.
  const drawn = (row.oneOf ?? []).filter(({ of }) => of.every((label) => groupsOf(label) === 1));
  const out: string[] = [];
  const done = new Set<string>();
  for (const part of parts) {
    const group = drawn.find(({ of }) => of.includes(part.label));
    if (group === undefined) {
      out.push(part.optional ? `[${part.text}]` : bare(part.text));
    } else if (!done.has(group.of.join())) {
      done.add(group.of.join());
      const choices = group.of.map((label) => parts.find((one) => one.label === label)?.text ?? label).join(' | ');
      out.push(group.required === true ? bare(choices) : `[${choices}]`);
    }
  }
  if (row.value !== undefined) out.push(row.value.required === true ? '= VALUE' : '[= VALUE]');
  if (row.block !== undefined) out.push(row.block.required === true ? '{ … }' : '[{ … }]');
  return [row.word, ...out].join(' ');
}

/** Alternatives stand in parentheses. */
function bare(text: string): string {
  return text.includes(' | ') ? `(${text})` : text;
}

function exclusions(row: Row): string {
  const overlapping = (row.oneOf ?? []).filter(({ of }) => of.some((label) => (row.oneOf ?? []).filter((other) => other.of.includes(label)).length > 1));
  return overlapping.length === 0 ? '' : `Not together: ${overlapping.map(({ of }) => of.map((label) => `\`${label}\``).join(' and ')).join(', ')}.`;
}

function placesOf(row: Row): readonly Place[] {
  return [...row.places, ...(row.options ?? []).flatMap(({ places }) => places)];
}

function typeText(place: Place): string | undefined {
  switch (place.kind) {
    case 'name': return `\`${place.label}\` is a name`;
    case 'word': return undefined;
    case 'base': return `\`${place.label}\` is an image in quotes, a stage above, or \`scratch\``;
    case 'thing': return `\`${place.label}\` is the name of a ${place.things.join(', ').replace(/, ([^,]*)$/, ' or $1')}${place.key === true ? ', or `NAME.KEY`' : ''}`;
    case 'value': return `\`${place.label}\` is ${TYPES[place.type].title}${place.list === true ? ', or a list of strings' : ''}`;
  }
}

// ── words ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

const blockNames: Readonly<Record<Context, string>> = {
  file: 'the top level', component: '`component`', instance: 'an instance', service: '`service`', worker: '`worker`', stateful: '`stateful`', daemon: '`daemon`',
  job: '`job`', cron: '`cron`', container: '`container`', sidecar: '`sidecar`', init: '`init`', probe: 'a probe (`health`, `startup`, `ready`, `live`)', stop: '`stop`', volume: '`volume`',
  build: '`build`', stage: '`stage`', run: '`run`', env: '`env`', config: '`config`', secret: '`secret`', labels: '`labels`', annotations: '`annotations`',
  'stage-env': '`env` of a stage or `run`', 'stage-label': '`label` of a stage',
};

function whereOf(row: Row): string {
  const rest = new Set<Context>(row.in);
  const out: string[] = [];
  const take = (set: readonly Context[], title: string): void => {
    if (!set.every((one) => rest.has(one))) return;
    out.push(title);
    for (const one of set) rest.delete(one);
  };
  take(CONTAINERS, 'any workload or container');
  take(WORKLOADS, 'any workload');
  take(LONG_RUNNING, '`service`, `worker`, `stateful`, `daemon`');
  return [...out, ...row.in.filter((one) => rest.has(one)).map((one) => blockNames[one])].join(', ');
}

const repeats = { once: 'Once.', named: 'Each name once.', many: 'As often as needed.' } as const;

function wordSection(row: Row): string {
  const twice = VOCABULARY.filter((one) => one.word === row.word).length > 1;
  const types = placesOf(row).map(typeText).filter((one) => one !== undefined);
  const lines = [
    `#### \`${row.word}\`${twice ? ` in ${whereOf(row)}` : ''}`,
    '',
    row.doc,
    '',
    `- Form: \`${formOf(row)}\``,
    `- Stands in: ${whereOf(row)}. ${repeats[row.repeat]}${exclusions(row) === '' ? '' : ` ${exclusions(row)}`}`,
  ];
  if (types.length > 0) lines.push(`- ${[...new Set(types)].join('; ')}.`);
  if (row.default !== undefined) lines.push(`- Default: ${row.default.value} (rule \`${row.default.rule}\`: ${row.default.reason}).`);
  return [...lines, '', `\`\`\`dep in=${row.in[0] ?? 'file'}`, row.example, '```'].join('\n');
}

function words(): string {
  return groups.map(([title, rows]) => `### ${title}\n\n${rows.map(wordSection).join('\n\n')}`).join('\n\n');
}

function blocks(): string {
  const contexts = (Object.keys(blockNames) as Context[]).filter((context) => rowsIn(context).size > 0);
  const rows = contexts.map((context) => `| ${blockNames[context]} | ${[...rowsIn(context).keys()].map((word) => `\`${word}\``).join(' ')} |`);
  const free = (Object.keys(blockNames) as Context[]).filter((context) => rowsIn(context).size === 0 && context !== 'instance');
  return [
    '| block | words |', '| --- | --- |', ...rows,
    `| an instance (\`postgres db { … }\`) | the parameters of its component, and the words of its component's workload |`,
    `| ${free.map((context) => blockNames[context]).join(', ')} | \`KEY = value\`, any key |`,
  ].join('\n');
}

// ── tables ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

const formNames = { word: 'word', number: 'number', string: '"string"', path: 'path' } as const;

function types(): string {
  const used = (type: ValueType): string => [...new Set(VOCABULARY.filter((row) => placesOf(row).some((place) => place.kind === 'value' && place.type === type)).map(({ word }) => `\`${word}\``))].join(' ');
  const rows = (Object.keys(TYPES) as ValueType[]).map((type) => {
    const { title, forms, example, compare } = TYPES[type];
    return `| \`${type}\` | ${title} | ${forms.map((form) => formNames[form]).join(', ')} | \`${example}\` | ${compare === undefined ? '' : 'yes'} | ${used(type)} |`;
  });
  return ['| type | what it is | written as a | example | ranges `A..B` | words that take one |', '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n');
}

const outputTexts: Readonly<Record<(typeof WORKLOAD_OUTPUTS)[number], string>> = {
  host: 'its DNS name inside the namespace',
  port: 'the port of its Service: the main one, or `web.port.metrics` the one of that name',
  url: '`http://HOST:PORT` of the main port',
  image: 'the image of its main container, pulled or built here; a build edge, no order',
};

function outputs(): string {
  return ['| output | what it is |', '| --- | --- |', ...WORKLOAD_OUTPUTS.map((output) => `| \`web.${output}\` | ${outputTexts[output]} |`)].join('\n');
}

function components(): string {
  const folder = join(root, 'src/stdlib');
  return readdirSync(folder).filter((file) => file.endsWith('.dep')).sort().map((file) => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    return parse({ path, text }).ast.statements.filter((one) => textOf(one.head, text) === 'component').map((one) => componentSection(one, text)).join('\n\n');
  }).join('\n\n');
}

function textOf(node: Node | undefined, text: string): string {
  return node === undefined ? '' : text.slice(node.start, node.end);
}

function componentSection(component: Statement, text: string): string {
  const source = (node: Node | undefined): string => textOf(node, text);
  const inner = component.block?.statements ?? [];
  const of = (word: string): readonly Statement[] => inner.filter((one) => source(one.head) === word);
  return [
    `### \`${source(component.arguments[0])}\``, '', component.doc ?? '', '',
    '| parameter | type | default |', '| --- | --- | --- |',
    ...of('param').map((one) => `| \`${source(one.arguments[0])}\` | ${source(one.arguments[1])} | ${one.value === undefined ? 'must be set' : `\`${source(one.value)}\``} |`),
    '', '| output | value |', '| --- | --- |',
    ...of('output').map((one) => `| \`${source(one.arguments[0])}\` | \`${source(one.value)}\` |`),
  ].join('\n');
}

function images(): string {
  const rows = KNOWN_IMAGES.map(({ repository, user, group, alpine, writable, demands }) => {
    const owner = `${user}:${group}`;
    const other = alpine === undefined || `${alpine.user}:${alpine.group}` === owner ? '' : `, alpine ${alpine.user}:${alpine.group}`;
    const needed = (demands ?? []).map((names) => names.map((variable) => `\`${variable}\``).join(' or ')).join('; ');
    return `| \`${repository}\` | ${owner}${other} | ${writable.map((path) => `\`${path}\``).join(' ')} | ${needed} |`;
  });
  return ['| image | user:group | writable folders | must be set |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function foreign(): string {
  return ['| instead of | write |', '| --- | --- |', ...FOREIGN_WORDS.map(({ word, say }) => `| \`${word}\` | ${say} |`)].join('\n');
}

// ── the page ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const parts: Readonly<Record<string, () => string>> = { blocks, words, types, outputs, components, images, foreign };

/** `text` with its generated parts made anew. */
export function regenerate(text: string): string {
  const seen = new Set<string>();
  const out = text.replace(/(<!-- generated (\w+)[^>]*-->\n)[\s\S]*?(<!-- end \2 -->)/g, (_, open: string, name: string, close: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`docs/language.md: no generated part is called ${name}`);
    seen.add(name);
    return `${open}\n${part()}\n\n${close}`;
  });
  for (const name of Object.keys(parts)) if (!seen.has(name)) throw new Error(`docs/language.md has no part <!-- generated ${name} -->`);
  return out;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, regenerate(readFileSync(page, 'utf8')));
