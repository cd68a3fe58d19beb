// `npm start`: installs what is missing, builds deployc, compiles the shop sample into scratch/shop and shows what came out.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { installIfNeeded, mustRun, root } from './lib/run.mjs';

const source = 'samples/shop/app.dep';
const out = 'scratch/shop';
/** Shown in full: the files that everybody wants to see first. */
const excerpts = [/(^|\/)(\w+\.)?Dockerfile$/, /^kubernetes\/web\.yaml$/];

installIfNeeded();
mustRun('npm', ['run', '--silent', 'build', '--', '--no-types']);

title(source);
process.stdout.write(readFileSync(join(root, source), 'utf8'));
title(`deployc compile ${source} -o ${out}`);
mustRun(process.execPath, ['bin/deployc.cjs', 'compile', source, '-o', out]);

const files = readdirSync(join(root, out), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(join(root, out).length + 1).replaceAll('\\', '/'))
  .sort();
const lines = (path) => readFileSync(join(root, out, path), 'utf8').split('\n').length - 1;
title(`${out}: ${files.length} files`);
for (const path of files) process.stdout.write(`${String(lines(path)).padStart(5)} lines  ${path}\n`);
for (const path of files.filter((one) => excerpts.some((pattern) => pattern.test(one)))) {
  title(`${out}/${path}`);
  process.stdout.write(readFileSync(join(root, out, path), 'utf8'));
}
title('next');
process.stdout.write('(cd samples/shop && node ../../bin/deployc.cjs explain web.replicas)   where a value comes from\n');
process.stdout.write('npm run dev -- check scratch/my.dep                                  the sources on a file of your own\n');

function title(text) {
  process.stdout.write(`\n── ${text} ${'─'.repeat(Math.max(3, 76 - text.length))}\n`);
}
