// `npm run bench`: whole-process wall time and memory of the built command, interleaved with an empty Node script (the floor) in
// one run; medians. Prints "floor + x" and the ratio, writes bench/results.json, fails when a target is missed.
// Arguments: --runs N (default 15), --quick (leaves the big cases out).

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { manyServices } from './bench-apps.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const work = join(root, 'bench', '.work');
const bin = join(root, 'bin', 'deployc.cjs');
const runs = Number(argument('--runs') ?? 15);
const quick = process.argv.includes('--quick');

// It costs Node 20 about 40 ms at every start and has nothing to do with us.
const { NODE_EXTRA_CA_CERTS: _, ...env } = { ...process.env, XDG_CACHE_HOME: join(work, 'cache'), NO_COLOR: '1' };

function argument(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** name, what is run, and the target: milliseconds over the floor, megabytes. */
function cases() {
  const shop = join(work, 'shop', 'app.dep');
  const list = [
    { name: 'check shop', argv: ['check', shop], over: 50 },
    { name: 'compile shop', argv: ['compile', shop], before: () => rmSync(join(work, 'shop', 'out'), { recursive: true, force: true }), over: 60 },
    { name: 'compile shop, no change', argv: ['compile', shop], over: 60 },
    { name: 'fmt shop', argv: ['fmt', '--check', shop] },
    { name: 'one mistake', argv: ['check', join(work, 'mistake', 'app.dep')], code: 1 },
    { name: '--version', argv: ['--version'] },
    { name: '--help', argv: ['--help'], over: 100 },
    { name: 'no code cache: check shop', argv: ['check', shop], env: { DEPLOYC_NO_CODE_CACHE: '1' } },
  ];
  if (quick) return list;
  return [
    ...list,
    { name: 'compile 147 services', argv: ['compile', join(work, 'many147', 'app.dep')], before: () => rmSync(join(work, 'many147', 'out'), { recursive: true, force: true }), over: 500, megabytes: 150, runs: Math.min(runs, 7), lines: 0 },
    { name: 'check 147 services', argv: ['check', join(work, 'many147', 'app.dep')], runs: Math.min(runs, 7) },
    { name: 'check 500 services', argv: ['check', join(work, 'many500', 'app.dep')], runs: Math.min(runs, 5) },
    { name: 'check 1000 services', argv: ['check', join(work, 'many1000', 'app.dep')], runs: Math.min(runs, 5) },
    { name: 'compile 1000 services', argv: ['compile', join(work, 'many1000', 'app.dep')], before: () => rmSync(join(work, 'many1000', 'out'), { recursive: true, force: true }), runs: Math.min(runs, 5) },
  ];
}

function prepare() {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  cpSync(join(root, 'samples', 'shop'), join(work, 'shop'), { recursive: true, filter: (path) => !/(node_modules|[\\/]out)$/.test(path) });
  mkdirSync(join(work, 'mistake'));
  writeFileSync(join(work, 'mistake', 'app.dep'), 'app demo\nservice web {\n  image "ghcr.io/acme/web:1.0"\n  porrt 3000\n}\n');
  writeFileSync(join(work, 'floor.cjs'), '');
  writeFileSync(join(work, 'rss.cjs'), "process.on('exit', () => require('node:fs').writeSync(9, String(process.resourceUsage().maxRSS)));\n");
  for (const count of [147, 500, 1000]) {
    mkdirSync(join(work, `many${count}`));
    writeFileSync(join(work, `many${count}`, 'app.dep'), manyServices(count));
  }
}

/** Milliseconds of one whole process. */
function time(argv, extra = {}, code = 0) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, argv, { env: { ...env, ...extra }, cwd: work, stdio: ['ignore', 'ignore', 'pipe'] });
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== code) throw new Error(`${argv.join(' ')} ended with ${status} instead of ${code}:\n${stderr}`);
  return took;
}

/** Peak memory in megabytes, in a run of its own: the hook that reports it costs time. */
function memory(one) {
  one.before?.();
  const { output } = spawnSync(process.execPath, ['--require', join(work, 'rss.cjs'), bin, ...one.argv], {
    env: { ...env, ...one.env }, cwd: work, stdio: ['ignore', 'ignore', 'ignore', 'ignore', 'ignore', 'ignore', 'ignore', 'ignore', 'ignore', 'pipe'],
  });
  return Math.round(Number(String(output[9])) / 1024);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function measure(list) {
  const floor = [];
  const times = new Map(list.map((one) => [one, []]));
  const differences = new Map(list.map((one) => [one, []]));
  for (let round = -1; round < runs; round++) {
    for (const one of list) {
      if (round >= (one.runs ?? runs)) continue;
      one.before?.();
      const empty = time([join(work, 'floor.cjs')]);
      const took = time([bin, ...one.argv], one.env, one.code);
      // The round before the first one warms the disk and writes the code caches.
      if (round < 0) continue;
      floor.push(empty);
      times.get(one).push(took);
      differences.get(one).push(took - empty);
    }
  }
  return { floor: median(floor), rows: list.map((one) => row(one, median(times.get(one)), median(differences.get(one)))) };
}

function row(one, milliseconds, over) {
  const megabytes = memory(one);
  const missed = [
    ...(one.over !== undefined && over > one.over ? [`${over.toFixed(1)} ms over the floor instead of ${one.over}`] : []),
    ...(one.megabytes !== undefined && megabytes > one.megabytes ? [`${megabytes} MB instead of ${one.megabytes}`] : []),
  ];
  return { name: one.name, milliseconds, over, target: one.over, megabytes, megabytesTarget: one.megabytes, missed };
}

function print({ floor, rows }) {
  const out = [`Node ${process.versions.node}, ${cpus().length} cores, medians; floor (an empty script): ${floor.toFixed(1)} ms`, ''];
  for (const { name, milliseconds, over, target, megabytes, missed } of rows) {
    const goal = target === undefined ? '' : `  (target: floor + ${target})`;
    out.push(`${name.padEnd(28)} floor + ${over.toFixed(1).padStart(6)} ms  ${(milliseconds / floor).toFixed(2).padStart(6)} x  ${String(megabytes).padStart(4)} MB${goal}${missed.length > 0 ? `  MISSED: ${missed.join(', ')}` : ''}`);
  }
  process.stdout.write(`${out.join('\n')}\n`);
}

/** Time for a thousand services against five hundred: 2 when it grows linearly. */
function growth(rows) {
  const of = (name) => rows.find((one) => one.name === name)?.over;
  const [half, whole] = [of('check 500 services'), of('check 1000 services')];
  return half === undefined || whole === undefined ? undefined : whole / half;
}

if (!existsSync(join(root, 'dist', 'build.json'))) throw new Error('dist/ is missing: run `npm run build` first');
prepare();
const result = measure(cases());
print(result);
const factor = growth(result.rows);
if (factor !== undefined) process.stdout.write(`\n1000 services take ${factor.toFixed(2)} times as long as 500 (linear: 2)\n`);
const lines = quick ? undefined : readFileSync(join(work, 'many147', 'app.dep'), 'utf8').split('\n').length - 1;
const report = { node: process.versions.node, platform: `${process.platform} ${process.arch}`, cpu: cpus()[0]?.model ?? '', runs, floor: result.floor, lines147: lines, growth: factor, cases: result.rows };
mkdirSync(join(root, 'bench'), { recursive: true });
if (!quick) writeFileSync(join(root, 'bench', 'results.json'), `${JSON.stringify(report, null, 2)}\n`);
rmSync(work, { recursive: true, force: true });
const missed = result.rows.some((one) => one.missed.length > 0) || (factor !== undefined && factor > 2.6);
process.exitCode = missed ? 1 : 0;
