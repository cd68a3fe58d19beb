#!/usr/bin/env node
// The launcher: loads the chunks of dist/ with V8's code cache (a fresh start takes half the time) and runs the command
// line. The cache lies in a folder that only the user can write; it is never trusted otherwise, and any trouble with it is
// no trouble: the chunk is then compiled as usual. Plain CommonJS without imports but fs, path and vm, because every
// start pays for what stands here.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const dist = path.join(__dirname, '..', 'dist');

/** {"version": "…", "chunks": {"core": "<hash of core.cjs>"}} */
function readBuild() {
  try {
    return JSON.parse(fs.readFileSync(path.join(dist, 'build.json'), 'utf8'));
  } catch {
    fs.writeSync(2, 'deployc is not built: run `npm run build` in its folder\n');
    process.exit(2);
  }
}

/** The user's cache folder, or undefined when there is none that is theirs alone. */
function openCache() {
  try {
    const { env } = process;
    if (env.DEPLOYC_NO_CODE_CACHE || typeof process.getuid !== 'function') return undefined;
    const home = env.XDG_CACHE_HOME || (env.HOME && path.join(env.HOME, '.cache'));
    if (!home || !path.isAbsolute(home)) return undefined;
    const folder = path.join(home, 'deployc', 'code');
    let stats = fs.lstatSync(folder, { throwIfNoEntry: false });
    if (stats === undefined) {
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      stats = fs.lstatSync(folder);
    }
    // A folder that somebody else owns or may write would let them run code as this user.
    return stats.isDirectory() && stats.uid === process.getuid() && (stats.mode & 0o077) === 0 ? folder : undefined;
  } catch {
    return undefined;
  }
}

const build = readBuild();
const cache = openCache();
/** One cache per command: the functions that `check` runs are not all that `compile` runs. */
const use = ['check', 'compile', 'fmt', 'apply', 'explain', 'graph'].includes(process.argv[2]) ? process.argv[2] : 'other';
const loaded = new Map();
const uncached = [];
/** A first run (of a file with a mistake, or a tiny one) uses few functions, so the first runs that succeed add to the cache. */
const GENERATIONS = 3;

function load(name) {
  let chunk = loaded.get(name);
  if (chunk === undefined) {
    chunk = evaluate(name);
    loaded.set(name, chunk);
  }
  return chunk;
}

function evaluate(name) {
  const filename = path.join(dist, `${name}.cjs`);
  // V8 compares lengths only, so the name carries the hash of the source.
  const base = cache && path.join(cache, `${build.version}-${build.chunks[name]}-${process.version}-${process.arch}-${use}`);
  // The chunks are ASCII, and reading them as such is quicker.
  const source = `(function (exports, require, module, __filename, __dirname) {${fs.readFileSync(filename, 'latin1')}\n})`;
  let generation = base ? GENERATIONS : 0;
  let cachedData;
  while (generation > 0 && cachedData === undefined) {
    cachedData = readOwn(`${base}.${generation}.bin`);
    if (cachedData === undefined) generation -= 1;
  }
  const script = new vm.Script(source, { filename, cachedData });
  if (script.cachedDataRejected) {
    drop(`${base}.${generation}.bin`);
    generation = 0;
  }
  if (base && generation < GENERATIONS) uncached.push({ base, generation: generation + 1, script });
  const module = { exports: {} };
  script.runInThisContext().call(module.exports, module.exports, require, module, filename, dist);
  return module.exports;
}

/** Removes a cache that V8 does not take (or that a better one replaces). */
function drop(place) {
  try {
    fs.unlinkSync(place);
  } catch {
    // Somebody else was faster.
  }
}

/** The bytes of a file of this user, or undefined (the first run). */
function readOwn(place) {
  let descriptor;
  try {
    descriptor = fs.openSync(place, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW);
    return fs.fstatSync(descriptor).uid === process.getuid() ? fs.readFileSync(descriptor) : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/** After the run, so that the cache holds the functions that were used: by this run and by the ones before it. */
function writeCache(code) {
  const wanted = uncached.filter(({ generation }) => generation === 1 || code === 0);
  for (const { base, generation, script } of wanted) {
    try {
      const temporary = `${base}.${process.pid}`;
      fs.writeFileSync(temporary, script.createCachedData(), { mode: 0o600, flag: 'wx' });
      fs.renameSync(temporary, `${base}.${generation}.bin`);
      if (generation > 1) drop(`${base}.${generation - 1}.bin`);
    } catch {
      // Next time.
    }
  }
  if (wanted.length > 0) forgetOld();
}

/** Drops what no build has used for a month. */
function forgetOld() {
  try {
    const limit = Date.now() - 30 * 24 * 3600 * 1000;
    for (const name of fs.readdirSync(cache)) {
      const place = path.join(cache, name);
      if (fs.statSync(place).mtimeMs < limit) fs.unlinkSync(place);
    }
  } catch {
    // Next time.
  }
}

function asset(name) {
  try {
    return fs.readFileSync(path.join(__dirname, '..', name), 'utf8');
  } catch {
    return undefined;
  }
}

load('core')
  .main(process.argv.slice(2), { load, asset, version: build.version })
  .then((code) => {
    writeCache(code);
    process.exit(code);
  });
