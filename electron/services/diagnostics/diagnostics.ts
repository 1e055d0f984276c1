import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newestVersion } from '../../../db/migrate.ts';
import type { Store } from '../../../db/store.ts';
import { runChecks } from '../../../shared/checks/run-checks.ts';
import { engineVersion } from '../../../shared/model/engine.ts';
import { registerNames } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { currentVersion } from '../../../shared/scenario-file/migrations.ts';
import { scenarioBackups } from '../documents/backups.ts';
import { workspaceBackups } from '../documents/workspace-backups.ts';
import { slowStatements } from './slow-log.ts';

/**
 * What a person who helps needs to know, and nothing about anybody: versions, sizes, counts, what the checks found by
 * code, slow statements by name. No names, no figures of the council, no paths, no addresses, no secrets.
 */
export function diagnostics(
  profile: string,
  store: Store,
  snapshot: Snapshot,
  about: { version: string; now: Date; keyProtected: boolean; base: string },
) {
  const count = (table: string) =>
    (store.prepare(`select count(*) as count from "${table}"`).get() as { count: number }).count;
  const findings: Record<string, number> = {};
  for (const { code, severity } of runChecks(snapshot)) {
    findings[`${severity} ${code}`] = (findings[`${severity} ${code}`] ?? 0) + 1;
  }
  const problems = store
    .prepare('select code, count(*) as count from "import_problems" group by code order by code')
    .all() as { code: string; count: number }[];
  const working = join(profile, 'working');
  return {
    format: 'outturn-diagnostics',
    version: 1,
    made: about.now.toISOString(),
    program: {
      app: about.version,
      engine: engineVersion,
      node: process.versions.node,
      electron: process.versions.electron ?? null,
      platform: process.platform,
      architecture: process.arch,
      sqlite: (store.prepare('select sqlite_version() as version').get() as { version: string }).version,
    },
    files: { schema: newestVersion, scenarioFile: currentVersion },
    open: { base: about.base },
    localCopy: {
      // What was changed lately lies in the log beside it.
      bytes: ['', '-wal'].reduce(
        (sum, end) => sum + (statSync(store.path + end, { throwIfNoEntry: false })?.size ?? 0),
        0,
      ),
      quickCheck: (store.prepare('pragma quick_check(5)').all() as { quick_check: string }[]).map((row) =>
        row.quick_check === 'ok' ? 'ok' : 'not ok',
      ),
      rows: Object.fromEntries(registerNames.map((name) => [name, snapshot[name].length])),
      episodes: count('episodes'),
      changes: count('changes'),
      imports: count('imports'),
      exports: count('exports'),
      deliveries: Object.fromEntries(
        (
          store.prepare('select state, count(*) as count from "deliveries" group by state').all() as {
            state: string;
            count: number;
          }[]
        ).map((row) => [row.state, row.count]),
      ),
      years: [...new Set(snapshot.budgetLines.map((line) => line.year))].sort(),
      dataDate: snapshot.dataDate,
      synthetic: snapshot.synthetic,
    },
    settings: { childKey: about.keyProtected ? 'protected by the system' : 'file of the owner only' },
    checks: findings,
    importProblems: Object.fromEntries(problems.map((row) => [row.code, row.count])),
    backups: {
      scenario: scenarioBackups(profile).length,
      workspace: workspaceBackups(profile).map(({ reason, madeAt, bytes }) => ({ reason, madeAt, bytes })),
      setAside: readdirSync(profile).filter((name) => /\.(damaged|replaced)-/.test(name)).length,
      working: existsSync(working) ? readdirSync(working).length : 0,
    },
    slow: slowStatements(profile),
  };
}
