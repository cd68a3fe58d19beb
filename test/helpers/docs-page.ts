// Reads a page docs/errors/DEPnnnn.md: its headings and the examples in it.

import type { Files } from './dep.js';

/** The headings of every page, in order. */
export const headings = ['What it means', 'An example that fails', 'How to fix it', 'Why this is an error'] as const;

export interface Example {
  /** `dep` or `console` (for codes that no .dep file causes). */
  readonly language: string;
  readonly text: string;
  /** The files of the project: fences in the same section that name a path, as in ```json package.json. */
  readonly files: Files;
}

export interface DocsPage {
  readonly title: string;
  readonly headings: readonly string[];
  /** Heading -> its text without fences. */
  readonly prose: ReadonlyMap<string, string>;
  /** Heading -> the `dep` and `console` fences in it. */
  readonly examples: ReadonlyMap<string, readonly Example[]>;
}

const fence = /^```(\w+)(?: ([^\s`]+))?\n([\s\S]*?)^```$/gm;

/** The parts of a page. */
export function readDocsPage(markdown: string): DocsPage {
  const [head = '', ...sections] = markdown.split(/^## /m);
  const parts = sections.map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n') + 1)] as const);
  return {
    title: head.trim(),
    headings: parts.map(([heading]) => heading.trim()),
    prose: new Map(parts.map(([heading, text]) => [heading.trim(), text.replace(fence, '').trim()])),
    examples: new Map(parts.map(([heading, text]) => [heading.trim(), examples(text)])),
  };
}

function examples(section: string): readonly Example[] {
  const found = [...section.matchAll(fence)].map(([, language = '', path, text = '']) => ({ language, path, text }));
  const files = Object.fromEntries(found.flatMap(({ path, text }) => (path === undefined ? [] : [[path, text] as const])));
  return found.filter(({ path, language }) => path === undefined && (language === 'dep' || language === 'console')).map(({ language, text }) => ({ language, text, files }));
}
