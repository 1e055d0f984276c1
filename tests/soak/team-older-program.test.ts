import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { teamSchemaScript } from '../../electron/services/team/team-schema.ts';
import { temporaryFolder as serverFolder, startPostgresql } from '../integration/sync/servers.ts';

/** The first commit whose program shares a copy as a whole: its own code is run, not a likeness of it. */
const older = 'd565d90';
const root = new URL('../..', import.meta.url).pathname;
const child = join(root, 'tests/support/program-child.ts');
const known = spawnSync('git', ['cat-file', '-e', older], { cwd: root }).status === 0;

test.runIf(known)(
  'the program as it was, and as it is, on one shared copy: each reads and writes what it knows, nothing is lost',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outturn-older-'));
    const tree = join(folder, 'older');
    execFileSync('git', ['worktree', 'add', '--detach', '--quiet', tree, older], { cwd: root });
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    const place = await serverFolder();
    chmodSync(place.path, 0o777);
    const server = await startPostgresql(place.path, 'dba', 'secret', undefined, 'scram-sha-256');
    try {
      const client = new pg.Client({
        ...{ host: '127.0.0.1', port: server.port, user: 'dba', password: 'secret', database: 'postgres' },
      });
      await client.connect();
      await client.query(teamSchemaScript());
      for (const name of ['old', 'new'])
        await client.query(`create role ${name} login password 'secret' in role outturn_team`);
      const run = (which: 'old' | 'new', ...given: string[]) => {
        const copy = join(folder, which, 'workspace.sqlite');
        const made = spawnSync(
          process.execPath,
          [child, which === 'old' ? tree : root, ...given, '--workspace', copy, '--json'],
          { env: { ...process.env, OUTTURN_DATABASE_PASSWORD: 'secret' }, encoding: 'utf8' },
        );
        expect({ given, code: made.status, err: made.status === 0 ? '' : made.stderr }).toEqual({
          given,
          code: 0,
          err: '',
        });
        return JSON.parse(made.stdout) as Record<string, unknown>;
      };
      const where = (user: string) => [
        ...[
          '--server',
          '127.0.0.1',
          '--port',
          String(server.port),
          '--database',
          'postgres',
          '--user',
          user,
          '--plain',
        ],
      ];
      const sample = join(root, 'electron/sample-council');
      run('new', 'import', sample, '--council', 'Anyshire', '--data-date', '2023-12-31');
      run('new', 'team', 'create', '--name', 'Anyshire', ...where('new'));
      run('new', 'team', 'who', '--add', 'old', '--role', 'preparer', '--person', 'Olive');
      // Registers that came after the older program travel through it; what it knows it has to the penny.
      run('old', 'team', 'join', ...where('old'));
      const rows = async () =>
        (
          await client.query(
            'select register, count(*)::int as count from outturn_team.changes group by register order by register',
          )
        ).rows as { register: string; count: number }[];
      const before = await rows();
      const extract = join(folder, 'funders.csv');
      writeFileSync(extract, 'Funder,Funder name\r\nZZ,Added by the older program\r\n');
      run('old', 'import', extract);
      const sent = run('old', 'team', 'push');
      expect(sent).toMatchObject({ groups: 1, changes: 1 });
      const after = await rows();
      expect(
        after
          .map(({ register, count }) => [
            register,
            count - (before.find((one) => one.register === register)?.count ?? 0),
          ])
          .filter(([, count]) => count !== 0),
      ).toEqual([['funders', 1]]);
      run('new', 'team', 'pull');
      expect(run('new', 'team', 'status')).toMatchObject({ groups: 0, behind: 0, conflicts: [] });
      expect(run('old', 'team', 'status')).toMatchObject({ groups: 0, behind: 0, conflicts: [] });
      writeFileSync(extract, 'Funder,Funder name\r\nYY,Added by the newer program\r\n');
      run('new', 'import', extract);
      run('new', 'team', 'push');
      run('old', 'team', 'pull');
      expect(run('old', 'team', 'status')).toMatchObject({ groups: 0, behind: 0, conflicts: [] });

      // A copy that needs more than the older program knows is refused by it before it reads or writes anything.
      await client.query('update outturn_team.copies set format = 2');
      const copy = join(folder, 'old', 'workspace.sqlite');
      const refused = spawnSync(process.execPath, [child, tree, 'team', 'push', '--workspace', copy], {
        env: { ...process.env, OUTTURN_DATABASE_PASSWORD: 'secret' },
        encoding: 'utf8',
      });
      expect([refused.status === 0, refused.stderr]).toEqual([false, expect.stringContaining('newer Outturn')]);
      await client.end();
    } finally {
      await server.stop();
      await place.remove();
      execFileSync('git', ['worktree', 'remove', '--force', tree], { cwd: root });
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
