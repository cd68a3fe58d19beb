// The documentation of diagnostics on the terminal: finds a code by number or name, lays its Markdown page out, lists all
// codes. Text only; the pages come through the loader.

import { codes } from '../diagnostics/index.js';
import type { CodeRow } from '../diagnostics/index.js';

const rows: readonly (readonly [string, CodeRow<never>])[] = Object.entries(codes as Readonly<Record<string, CodeRow<never>>>).sort((a, b) => (a[0] < b[0] ? -1 : 1));

const areas: readonly (readonly [string, string])[] = [
  ['0', 'the command line, files and folders'],
  ['1', 'characters, words and syntax'],
  ['2', 'names'],
  ['3', 'words and values'],
  ['4', 'the meaning of the app'],
  ['5', 'what a stack or a target cannot express'],
  ['6', 'the generated output'],
  ['7', 'the cluster'],
  ['9', 'deployc itself'],
];

/** `DEP2001`, `dep2001`, `2001`, `unknown-name` in any case -> `DEP2001`; undefined when there is no such code. */
export function findCode(word: string): string | undefined {
  const wanted = word.toLowerCase();
  const number = /^(?:dep)?(\d{1,4})$/.exec(wanted)?.[1];
  const code = number === undefined ? undefined : `DEP${number.padStart(4, '0')}`;
  return rows.find(([one, row]) => one === code || row.name === wanted)?.[0];
}

/** All codes and names, for did-you-mean. */
export function codeWords(): readonly string[] {
  return rows.flatMap(([code, row]) => [code, row.name]);
}

/** Whether `word` is spelled like a code: `DEP` and digits, or digits alone. */
export function looksLikeCode(word: string): boolean {
  return /^(dep\d*|\d{1,4})$/i.test(word);
}

/** Every code with its name, by area. */
export function listCodes(color: boolean): string {
  const bold = painter(color);
  const blocks = areas.map(([digit, title]) => {
    const own = rows.filter(([code]) => code[3] === digit).map(([code, row]) => `  ${code}  ${row.name}${row.severity === 'error' ? '' : ` (${row.severity})`}`);
    return own.length === 0 ? '' : `${bold(title)}\n${own.join('\n')}\n`;
  });
  return `${blocks.filter((block) => block !== '').join('\n')}\ndeployc explain CODE prints the page of one.\n`;
}

/** A Markdown page (headings, paragraphs, lists, fences) as terminal text: nothing but its marks is lost. */
export function renderPage(markdown: string, color: boolean): string {
  const bold = painter(color);
  const out: string[] = [];
  let fenced = false;
  for (const line of markdown.trimEnd().split('\n')) {
    if (/^```/.test(line)) fenced = !fenced;
    else if (fenced) out.push(line === '' ? '' : `    ${line}`);
    else if (/^#+ /.test(line)) out.push(bold(line.replace(/^#+ /, '')));
    else out.push(line.replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)'));
  }
  return `${out.join('\n')}\n`;
}

function painter(color: boolean): (text: string) => string {
  return (text) => (color ? `\u001b[1m${text}\u001b[22m` : text);
}
