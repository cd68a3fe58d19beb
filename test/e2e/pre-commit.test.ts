// The hooks under the real pre-commit program: a commit with a mistake is refused with the frame, a good one passes.

import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { cacheFolder, copySources, mustRun, run, scratchFolder } from './scratch.js';
import type { Ran } from './scratch.js';

const version = '4.5.0';

/** The program, installed from PyPI into a virtual environment of its own; undefined when that is not possible here. */
function installPreCommit(): string | undefined {
  const folder = cacheFolder(`pre-commit-${version}`);
  const program = join(folder, 'bin', 'pre-commit');
  if (existsSync(program) && run(program, ['--version'], { cwd: folder }).code === 0) return program;
  try {
    mustRun('python3', ['-m', 'venv', folder], { cwd: folder });
    mustRun(join(folder, 'bin', 'pip'), ['install', '--quiet', `pre-commit==${version}`], { cwd: folder });
    return program;
  } catch (error) {
    process.stderr.write(`\nSKIPPED: the pre-commit tests need python3 and PyPI: ${String(error)}\n\n`);
    return undefined;
  }
}

const preCommit = installPreCommit();
const folder = scratchFolder();
const hooks = join(folder, 'hooks');
const project = join(folder, 'project');
const git = { GIT_AUTHOR_NAME: 't', GIT_AUTHOR_EMAIL: 't@example.com', GIT_COMMITTER_NAME: 't', GIT_COMMITTER_EMAIL: 't@example.com', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
const env = { ...git, PRE_COMMIT_HOME: join(folder, 'home'), PATH: `${preCommit === undefined ? '' : join(preCommit, '..')}:${process.env['PATH'] ?? ''}` };

function repository(path: string): void {
  mustRun('git', ['init', '--quiet', '--initial-branch=main', path], { cwd: folder, env });
}

function commit(files: Readonly<Record<string, string>>): Ran {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
  mustRun('git', ['add', '--all'], { cwd: project, env });
  return run('git', ['commit', '--message', 'change'], { cwd: project, env });
}

beforeAll(() => {
  if (preCommit === undefined) return;
  repository(hooks);
  copySources(hooks);
  mustRun('git', ['add', '--all'], { cwd: hooks, env });
  mustRun('git', ['commit', '--quiet', '--message', 'deployc'], { cwd: hooks, env });
  const rev = mustRun('git', ['rev-parse', 'HEAD'], { cwd: hooks, env }).trim();
  repository(project);
  writeFileSync(join(project, '.pre-commit-config.yaml'), `repos:\n  - repo: ${hooks}\n    rev: ${rev}\n    hooks:\n      - id: deployc-check\n        language_version: system\n      - id: deployc-fmt\n        language_version: system\n`);
  mustRun(preCommit, ['install', '--install-hooks'], { cwd: project, env });
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

(preCommit === undefined ? describe.skip : describe)('pre-commit', () => {
  const good = 'app demo\n\nservice web {\n  image "ghcr.io/acme/web:1.0"\n  port 8080\n}\n';

  it('lets a good file pass', () => {
    const { code, out, err } = commit({ 'app.dep': good });
    expect(`${out}${err}`).toMatch(/deployc check\.+Passed/);
    expect(`${out}${err}`).toMatch(/deployc fmt --check\.+Passed/);
    expect(code).toBe(0);
  }, 60_000);

  it('refuses a mistake and shows the frame', () => {
    const { code, out, err } = commit({ 'app.dep': good.replace('  port 8080', '  port 8080\n  replcas 2') });
    expect(code).not.toBe(0);
    expect(`${out}${err}`).toMatch(/deployc check\.+Failed/);
    expect(`${out}${err}`).toMatch(/error\[DEP\d{4}\]: .*replcas/);
    expect(`${out}${err}`).toContain('--> app.dep:6:3');
    expect(`${out}${err}`).toContain('6 |   replcas 2');
  }, 60_000);

  it('refuses a file that is not formatted', () => {
    const { code, out, err } = commit({ 'app.dep': good.replace('  port 8080', '      port    8080') });
    expect(code).not.toBe(0);
    expect(`${out}${err}`).toMatch(/deployc check\.+Passed/);
    expect(`${out}${err}`).toMatch(/deployc fmt --check\.+Failed/);
    expect(`${out}${err}`).toContain('`app.dep` is not formatted');
  }, 60_000);

  it('has nothing to say about other files', () => {
    const { code, out, err } = commit({ 'app.dep': good, 'notes.txt': 'hello\n' });
    expect(code).toBe(0);
    expect(`${out}${err}`).toContain('no files to check');
  }, 60_000);
});
