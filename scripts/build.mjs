// Builds dist/: the CommonJS chunks of the command (one file each, loaded by bin/deployc.cjs), the ESM library with its
// types, build.json (version and chunk hashes: the names of the code caches) and THIRD-PARTY-LICENSES.md.
// `--no-types` leaves the declarations out (a quick build while developing).

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { grammarPlugin } from './lib/grammar-plugin.mjs';
import { licenses } from './licenses.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Packages that @oclif/core imports for things deployc never does: globbing for plugins, debug output, spinners. */
const stubs = {
  debug: 'module.exports = () => Object.assign(() => {}, { enabled: false, extend: () => module.exports() }); module.exports.enable = () => {};',
  // On a terminal oclif looks its spinner up at load time.
  'cli-spinners': 'module.exports = new Proxy({}, { get: (_, name) => (name === "__esModule" ? undefined : { interval: 80, frames: ["-"] }) });',
  lilconfig: 'module.exports = { lilconfig() { throw new Error("no rc files"); } };',
  minimatch: 'module.exports = { minimatch() { throw new Error("no plugin patterns"); } };',
  tinyglobby: 'module.exports = { glob() { throw new Error("no command files"); } };',
  'wsl-utils': 'module.exports = { isWsl: false, powerShellPath: async () => "powershell" };',
  typescript: 'throw new Error("no TypeScript in the shipped program");',
  semver: 'module.exports = { satisfies: () => true };',
};

const stubPlugin = {
  name: 'stubs',
  setup(bundler) {
    const names = new RegExp(`^(${Object.keys(stubs).join('|')})$`);
    bundler.onResolve({ filter: names }, ({ path, importer }) => (/@oclif[\\/]core/.test(importer) ? { path, namespace: 'stub' } : undefined));
    bundler.onLoad({ filter: /.*/, namespace: 'stub' }, ({ path }) => ({ contents: stubs[path], loader: 'js' }));
  },
};

/** The one class that src/cluster uses of the Kubernetes client; its index brings 5 MB of generated types along. */
const clientPlugin = {
  name: 'kubernetes-client',
  setup(bundler) {
    bundler.onResolve({ filter: /^@kubernetes\/client-node$/ }, ({ path, importer }) => (/[\\/]src[\\/]cluster[\\/]/.test(importer) ? { path, namespace: 'client' } : undefined));
    bundler.onLoad({ filter: /.*/, namespace: 'client' }, () => ({ contents: "export { KubeConfig } from './dist/config.js';", resolveDir: join(root, 'node_modules/@kubernetes/client-node') }));
  },
};

/** semver's index evaluates all of its forty files at every start; these are what the compiler uses, evaluated when first used. */
const semverPlugin = {
  name: 'semver',
  setup(bundler) {
    bundler.onResolve({ filter: /^semver$/ }, ({ path, importer }) => (/[\\/]src[\\/]compiler[\\/]/.test(importer) ? { path, namespace: 'semver' } : undefined));
    bundler.onLoad({ filter: /.*/, namespace: 'semver' }, () => ({
      contents: "module.exports = { get Range() { return require('semver/classes/range.js'); }, get satisfies() { return require('semver/functions/satisfies.js'); } };",
      resolveDir: root,
    }));
  },
};

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  metafile: true,
  legalComments: 'none',
  // One-byte texts: the launcher reads them as such.
  charset: 'ascii',
  minifySyntax: true,
  minifyWhitespace: true,
  // Names stay: stacks of internal errors should be readable.
  minifyIdentifiers: false,
  logLevel: 'warning',
};

/** Name of the chunk -> entry. See src/cli/chunks.ts. */
const chunks = {
  core: 'src/cli/main.ts',
  diag: 'src/cli/chunks/diag.ts',
  oclif: 'src/cli/chunks/oclif.ts',
  explain: 'src/cli/chunks/explain.ts',
  graph: 'src/cli/chunks/graph.ts',
  apply: 'src/cli/chunks/apply.ts',
};

const libraries = { index: 'src/index.ts', node: 'src/cli/node-host.ts' };

const fresh = `${dist}.${process.pid}`;
// A build that fails leaves the old dist and nothing else.
process.on('exit', () => rmSync(fresh, { recursive: true, force: true }));

async function main() {
  mkdirSync(fresh, { recursive: true });
  const commonjs = await build({
    ...shared,
    entryPoints: chunks,
    outdir: fresh,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    alias: existsSync(join(root, 'node_modules/punycode/package.json')) ? { punycode: join(root, 'node_modules/punycode/punycode.js') } : {},
    plugins: [stubPlugin, clientPlugin, semverPlugin, grammarPlugin],
  });
  const esm = await build({ ...shared, entryPoints: libraries, outdir: fresh, format: 'esm', splitting: true, plugins: [semverPlugin, grammarPlugin], chunkNames: 'shared-[hash]' });
  const hashes = {};
  for (const name of Object.keys(chunks)) {
    hashes[name] = createHash('sha256').update(readFileSync(join(fresh, `${name}.cjs`))).digest('hex').slice(0, 16);
  }
  writeFileSync(join(fresh, 'build.json'), `${JSON.stringify({ version: packageJson.version, chunks: hashes })}\n`);
  writeFileSync(join(root, 'THIRD-PARTY-LICENSES.md'), licenses(root, [commonjs.metafile, esm.metafile]));
  if (!process.argv.includes('--no-types')) {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', join(fresh, 'types')], { cwd: root, stdio: 'inherit' });
  }
  // A command that starts meanwhile finds the old dist or the new one, never half of each.
  const old = `${dist}.old.${process.pid}`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}

await main();
