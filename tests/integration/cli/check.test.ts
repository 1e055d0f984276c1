import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCopy } from '../../support/keys.ts';
import { outturn, temporaryFolder } from './command-line.ts';

const fixtures = new URL('../../fixtures/versions', import.meta.url).pathname;
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

test('an older local copy is explained and left as it is', async () => {
  const path = join(temporaryFolder(), 'workspace.sqlite');
  copyFileSync(join(fixtures, 'workspace-5.sqlite'), path);
  const before = hashOf(path);
  const run = await outturn('check', path, '--json');
  expect(run.json()).toMatchObject({ kind: 'local copy', whole: true, faults: [], rows: { placements: 2 } });
  expect(run.out).toContain('at version 5');
  expect(run.out).toContain('brought up to date');
  expect(hashOf(path)).toBe(before);
  expect(readdirSync(join(path, '..'))).toEqual(['workspace.sqlite']);
});

test('a damaged local copy is told from a whole one, and is neither renamed nor changed', async () => {
  const path = join(temporaryFolder(), 'workspace.sqlite');
  const bytes = readFileSync(join(fixtures, 'workspace-5.sqlite'));
  bytes.fill(0xee, 8192, 60_000);
  writeFileSync(path, bytes);
  const before = hashOf(path);
  const run = await outturn('check', path, '--json');
  expect(run.code).toBe(1);
  expect(run.json()).toMatchObject({ kind: 'local copy', whole: false });
  expect(run.out).toContain('Bring back a backup');
  expect(hashOf(path)).toBe(before);
  expect(readdirSync(join(path, '..'))).toEqual(['workspace.sqlite']);
});

test('rows that name nothing, and missing tables, are said', async () => {
  const folder = temporaryFolder();
  for (const [name, statement, message] of [
    ['loose', "update placements set group_code = 'NONE'", 'name rows that are not there'],
    ['less', 'drop table kpis', 'damaged'],
  ] as const) {
    const path = join(folder, `${name}.sqlite`);
    copyFileSync(join(fixtures, 'workspace-7.sqlite'), path);
    const database = openCopy(path);
    database.pragma('foreign_keys = off');
    database.exec(statement);
    database.close();
    const run = await outturn('check', path);
    expect([name, run.code]).toEqual([name, 1]);
    expect(run.out).toContain(message);
  }
});
