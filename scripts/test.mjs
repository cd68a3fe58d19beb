// `npm test [-- JEST ARGUMENTS]`: installs what is missing, builds what the tests run, runs every test, and ends with the line
// `N passed, N failed`. With DEPLOYC_REQUIRE_SERVER=1 a skipped test counts as failed.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installIfNeeded, run } from './lib/run.mjs';

installIfNeeded();
if (run('npm', ['run', '--silent', 'build', '--', '--no-types']) !== 0) {
  process.stderr.write('the build failed, so no test was run\n');
  close({ passed: 0, failed: 1 });
}

const folder = mkdtempSync(join(tmpdir(), 'deployc-test-'));
const report = join(folder, 'report.json');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const status = run(process.execPath, [...flags, 'node_modules/jest/bin/jest.js', '--json', `--outputFile=${report}`, ...process.argv.slice(2)], {
  // The report also goes to standard output; people read what Jest writes to standard error.
  stdio: ['inherit', 'ignore', 'inherit'],
});
const counted = count(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined);
rmSync(folder, { recursive: true, force: true });
close(counted);

/** The closing line and the exit status. */
function close({ passed, failed }) {
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exit(failed > 0 ? 1 : 0);
}

/** A file that could not run is one failure; so is a run that Jest itself calls failed for another reason. */
function count(result) {
  if (result === undefined) return { passed: 0, failed: 1 };
  const strict = process.env['DEPLOYC_REQUIRE_SERVER'] === '1';
  const skipped = strict ? result.numPendingTests : 0;
  if (skipped > 0) process.stderr.write(`DEPLOYC_REQUIRE_SERVER=1: ${skipped} skipped tests count as failed\n`);
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites + skipped;
  return { passed: result.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}
