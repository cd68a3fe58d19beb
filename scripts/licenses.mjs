// THIRD-PARTY-LICENSES.md: the licence texts of every package whose code is in the bundles, from esbuild's metafiles.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The document for the packages that stand among the inputs of `metafiles`, sorted by name. */
export function licenses(root, metafiles) {
  const folders = new Set();
  for (const { inputs } of metafiles) {
    for (const path of Object.keys(inputs)) {
      const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
      if (found !== null) folders.add(found[1]);
    }
  }
  const packages = [...folders].map((folder) => describe(join(root, folder)));
  packages.sort((a, b) => (a.id < b.id ? -1 : 1));
  const unique = packages.filter((one, index) => index === 0 || packages[index - 1].id !== one.id);
  return `# Licences of bundled packages\n\nThe files in \`dist/\` contain code of these packages.\n\n${unique.map(section).join('\n')}`;
}

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  const notice = join(folder, 'NOTICE');
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  return { id: `${name} ${version}`, license: license ?? 'see the text', text: existsSync(notice) ? `${text}\n\n${readFileSync(notice, 'utf8').trim()}` : text };
}

function section({ id, license, text }) {
  const body = text === '' ? `The package names the licence ${license} and ships no text of it.` : `\`\`\`text\n${text.replaceAll('```', "'''")}\n\`\`\``;
  return `## ${id} (${license})\n\n${body}\n`;
}
