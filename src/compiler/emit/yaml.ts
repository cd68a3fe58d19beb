// The YAML writer. Text comes out the same for the same tree, and a reader of YAML 1.1, of YAML 1.2 and Kubernetes' own
// (goyaml, a dialect between the two) all see the same values: what one of them would take for something else is quoted.
// It must not know what the trees mean. Keys keep the order of the tree.

import { isTraced, type Plain, type Scalar, type Tree } from './tree.js';

/** Where a line of YAML comes from: the index of its document and a JSON pointer into it. */
export interface YamlLine {
  readonly document: number;
  readonly pointer: string;
}

interface Sink {
  text: string;
  readonly lines: YamlLine[] | undefined;
  document: number;
}

type Members = { readonly [key: string]: Tree | undefined };

/** The documents as one YAML text with `---` between them. Ends with a line end. Throws on NaN and infinite numbers. */
export function writeYaml(documents: readonly Tree[]): string {
  return run(documents, undefined).text;
}

/** For each line of `writeYaml(documents)`, index 0 = line 1, where it comes from (a `---` belongs to the document below). */
export function yamlLines(documents: readonly Tree[]): readonly YamlLine[] {
  return run(documents, []).lines ?? [];
}

function run(documents: readonly Tree[], lines: YamlLine[] | undefined): Sink {
  const sink: Sink = { text: '', lines, document: 0 };
  documents.forEach((tree, index) => {
    sink.document = index;
    if (index > 0) push(sink, '---', '');
    writeDocument(sink, tree);
  });
  return sink;
}

function push(sink: Sink, line: string, pointer: string): void {
  sink.text += `${line}\n`;
  sink.lines?.push({ document: sink.document, pointer });
}

function writeDocument(sink: Sink, tree: Tree): void {
  const node = plainly(tree);
  if (isList(node) && node.length > 0) writeItems(sink, node, '', undefined, '');
  else if (isMap(node) && hasMembers(node)) writeMembers(sink, node, '', undefined, '');
  else writeNode(sink, node, '', '', '');
}

/** `node` behind `head`, which is the begun line: `  name:` or `  -`. `indent` is the indentation of that line. */
function writeNode(sink: Sink, node: Exclude<Tree, { origin: unknown }> | Plain, indent: string, head: string, pointer: string): void {
  const space = head === '' ? '' : `${head} `;
  if (typeof node === 'string' && node.includes('\n') && head !== '' && isBlockSafe(node)) {
    writeBlock(sink, node, `${indent}  `, head, pointer);
  } else if (typeof node !== 'object' || node === null) {
    push(sink, space + writeScalar(node), pointer);
  } else if (isList(node)) {
    if (node.length === 0) push(sink, `${space}[]`, pointer);
    else if (head.endsWith('-')) writeItems(sink, node, `${indent}  `, head, pointer);
    else {
      push(sink, head, pointer);
      writeItems(sink, node, indent, undefined, pointer);
    }
  } else if (!hasMembers(node)) {
    push(sink, `${space}{}`, pointer);
  } else if (head.endsWith('-')) {
    writeMembers(sink, node, `${indent}  `, head, pointer);
  } else {
    push(sink, head, pointer);
    writeMembers(sink, node, `${indent}  `, undefined, pointer);
  }
}

/** The members of a mapping at `indent`; the first one continues the line `lead` (`  -`) if there is one. */
function writeMembers(sink: Sink, node: Members, indent: string, lead: string | undefined, pointer: string): void {
  let start = lead === undefined ? indent : `${lead} `;
  for (const key in node) {
    const member = node[key];
    if (member === undefined) continue;
    const name = writeScalar(key);
    const at = sink.lines === undefined ? '' : `${pointer}/${escapeStep(key)}`;
    if (name.length < LONGEST_IMPLICIT_KEY) {
      writeNode(sink, plainly(member), indent, `${start}${name}:`, at);
    } else {
      push(sink, `${start}? ${name}`, at);
      writeNode(sink, plainly(member), indent, `${indent}:`, at);
    }
    start = indent;
  }
}

/** The items of a list at `indent`; the first one continues the line `lead` if there is one. */
function writeItems(sink: Sink, node: readonly Tree[], indent: string, lead: string | undefined, pointer: string): void {
  node.forEach((item, index) => {
    const start = index === 0 && lead !== undefined ? `${lead} ` : indent;
    writeNode(sink, plainly(item), indent, `${start}-`, sink.lines === undefined ? '' : `${pointer}/${index}`);
  });
}

/** Multi-line text as a literal block. */
function writeBlock(sink: Sink, text: string, indent: string, head: string, pointer: string): void {
  const lines = text.split('\n');
  const ended = lines.at(-1) === '';
  if (ended) lines.pop();
  const chomping = !ended ? '|-' : lines.at(-1) === '' ? '|+' : '|';
  push(sink, `${head} ${chomping}`, pointer);
  for (const line of lines) push(sink, line === '' ? '' : indent + line, pointer);
}

/** One JSON pointer step. */
export function escapeStep(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** A scalar as it stands in the text. Public for other printers of single values. */
export function writeScalar(value: Scalar): string {
  if (typeof value === 'string') return value.length > LONGEST_REMEMBERED ? writeString(value) : writeShort(value);
  if (typeof value === 'number') return writeNumber(value);
  return String(value);
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`YAML for Kubernetes cannot hold the number ${value}`);
  const text = String(value === 0 ? 0 : value);
  // YAML 1.1 takes `1e+21` for text: its numbers with an exponent have a point.
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

const written = new Map<string, string>();
const LONGEST_REMEMBERED = 64;
const MOST_REMEMBERED = 4000;

/** Keys and short values repeat a lot in manifests, so what they are written as is remembered. */
function writeShort(text: string): string {
  const known = written.get(text);
  if (known !== undefined) return known;
  const out = writeString(text);
  if (written.size < MOST_REMEMBERED) written.set(text, out);
  return out;
}

function writeString(text: string): string {
  return isPlainSafe(text) ? text : quote(text);
}

/** The YAML specification ends an implicit key after 1024 characters. */
const LONGEST_IMPLICIT_KEY = 1000;

/** Printable ASCII that starts with none of the indicators; a `-` only before a letter or in `--letter`, a `.` before a letter or `/`. */
const PLAIN = /^(?:[A-Za-z0-9_/$(]|--?(?=[A-Za-z])|\.(?=[A-Za-z/]))[!-~ ]*$/;
/** Ends a plain scalar, or starts a comment in it. */
const BREAKS_PLAIN = /: |:$| #| $/;
/** null, booleans and special floats in any of the dialects and any case. */
const RESERVED = /^(?:null|true|false|yes|no|on|off|y|n|-?\.?(?:inf|nan))$/i;
/** Anything a dialect might read as a number or a time: 012, 0o7, 0x1F, 0b1, 1_000, 1e3, e0, 12:30:45, 1.2.3. */
const NUMBER_LIKE = /^(?:[0-9][0-9a-fA-FxXob_,.:+-]*|-?\.?[eE][-+]?[0-9_]+)$/;
const DATE_LIKE = /^[0-9]{4}-/;

function isPlainSafe(text: string): boolean {
  if (!PLAIN.test(text) || BREAKS_PLAIN.test(text) || RESERVED.test(text)) return false;
  return !NUMBER_LIKE.test(text) && !DATE_LIKE.test(text);
}

/** No blank start (its indentation would be guessed wrong), and nothing but printable characters, tabs and LF. */
function isBlockSafe(text: string): boolean {
  return /^[^\s]/.test(text) && !UNPRINTABLE_IN_BLOCK.test(text);
}

// What YAML calls unprintable, and the line ends it knows beside LF.
const UNPRINTABLE_IN_BLOCK = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udfff]/u;
const UNPRINTABLE_IN_QUOTES = /[\u007f-\u009f\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Double-quoted. A lone surrogate is no character: it becomes U+FFFD, which writing the file as UTF-8 would make of it anyway. */
function quote(text: string): string {
  const wellFormed = text.replace(/[\ud800-\udfff]/gu, '\ufffd');
  return JSON.stringify(wellFormed).replace(UNPRINTABLE_IN_QUOTES, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function plainly(tree: Tree): Exclude<Tree, { origin: unknown }> | Plain {
  return isTraced(tree) ? tree.value : tree;
}

function isList(node: Tree): node is readonly Tree[] {
  return Array.isArray(node);
}

function isMap(node: Tree): node is Members {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function hasMembers(node: Tree): boolean {
  if (!isMap(node)) return false;
  for (const key in node) if (node[key] !== undefined) return true;
  return false;
}
