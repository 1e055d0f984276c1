import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { prepareMachine } from './prepare-machine.mjs';

/**
 * `npm test`: everything that must hold before a change lands, in one command that does its own set-up.
 * `--only a,b` runs some steps. The last line sums the reports the runners themselves wrote.
 */
const root = new URL('..', import.meta.url).pathname.replace(/^\/([A-Za-z]:)/, '$1');
process.chdir(root);
const onlyAt = process.argv.indexOf('--only');
const only = onlyAt > 0 ? (process.argv[onlyAt + 1] ?? '').split(',') : null;
const artefacts = join(root, 'tests', 'artefacts');
mkdirSync(artefacts, { recursive: true });

const node = process.execPath;
const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config'];
const totals = { passed: 0, failed: 0, skipped: 0 };
/** What failed and why, told again at the end: a log is often read from its end only. */
const failures = [];

/** Runs one command; true when it exits 0. */
function run(args, environment = {}) {
  const result = spawnSync(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
  return result.status === 0;
}

/** Runs vitest projects once and counts what their own report says; true when all passed. */
function tests(name, projects, config = 'build/vitest.config.ts') {
  const report = join(artefacts, `${name}-report.json`);
  rmSync(report, { force: true });
  const ok = run([
    ...vitest,
    config,
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  count({ ok, read: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null });
  return ok;
}

function count({ ok, read }) {
  if (read === null) {
    totals.failed += 1;
    return;
  }
  totals.passed += read.numPassedTests;
  totals.failed += read.numFailedTests;
  totals.skipped += read.numPendingTests + (read.numTodoTests ?? 0);
  failures.push(...read.testResults.flatMap(failuresOf));
  // A file that could not be loaded has no tests to count, but it has failed.
  if (!ok && read.numFailedTests === 0) totals.failed += Math.max(1, read.numFailedTestSuites ?? 1);
}

/** One text per failed test of a file, or one for a file that could not be loaded. */
function failuresOf({ name, message, status, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${file}\n${beginning(message)}`] : [];
  return failed.map((test) => `${file} > ${test.fullName}\n${beginning(test.failureMessages.join('\n'))}`);
}

const beginning = (text) =>
  String(text ?? '')
    .split('\n')
    .slice(0, 12)
    .map((line) => `    ${line.slice(0, 300)}`)
    .join('\n');

const folders = ['shared', 'db', 'electron', 'renderer', 'build', 'tests'];
const incremental = (folder) => [
  '--incremental',
  '--tsBuildInfoFile',
  join(root, 'node_modules/.cache/types', `${folder}.json`),
];
const typescript = join(root, 'node_modules/typescript7/bin/tsc');
const steps = {
  // Incremental: what did not change is not checked again; a fresh clone checks everything.
  types: () => folders.map((folder) => run([typescript, '-p', folder, ...incremental(folder)])).every(Boolean),
  lint: () => run([join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']),
  layers: () => run(['build/layers.mjs']),
  // As it is worked on, and as it ships: what only tests use is dead too.
  'dead-code': () =>
    [[], ['--production']]
      .map((how) => run([join(root, 'node_modules/knip/bin/knip.js'), '--config', '.knip.json', ...how]))
      .every(Boolean),
  duplicates: () => run([join(root, 'node_modules/jscpd/run-jscpd.js'), '--config', '.jscpd.json']),
  bundle: () => run(['build/bundle.mjs']),
  // One run of both, so that neither processor waits at the end of the first.
  integration: () => tests('unit-and-integration', ['unit', 'integration']),
  components: () => tests('components', [], 'build/vitest.components.config.ts'),
  // A spec that fails has failed: what it leaves behind (tests/artefacts/failures) says why.
  e2e: () => tests('e2e', ['e2e']),
};

await prepareMachine({
  browser: !only || only.includes('e2e') || only.includes('components'),
  office: !only || only.includes('integration'),
});
const failedSteps = [];
for (const [name, step] of Object.entries(steps)) {
  if (only && !only.includes(name)) continue;
  const start = Date.now();
  console.log(`\n— ${name}`);
  const before = totals.failed;
  if (!step()) {
    failedSteps.push(name);
    if (totals.failed === before) totals.failed += 1;
  }
  console.log(`  ${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
for (const failure of failures) console.log(`\n${failure}`);
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(', ')}`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 ? 1 : 0);
