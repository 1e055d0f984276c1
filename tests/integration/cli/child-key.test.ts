import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outturn, temporaryFolder } from './command-line.ts';

const placements = [
  'Placement,Child,Date of birth,UASC,Group,Route,Start,End,Short break',
  'P1,C100,14/05/2012,no,IFA,framework,04/05/2023,,no',
];
const groups = ['Group,Group name,Care type,Modelled,Order', 'IFA,Agency fostering,fostering,1,1'];

test('a key that the system protects is explained; a copy of its own imports with a key that is named', async () => {
  const folder = temporaryFolder();
  const files = [join(folder, 'groups.csv'), join(folder, 'placements.csv')] as const;
  writeFileSync(files[0], groups.join('\r\n'));
  writeFileSync(files[1], placements.join('\r\n'));
  const workspace = join(folder, 'workspace.sqlite');
  const key = join(folder, 'child-key');
  writeFileSync(key, `protected:${Buffer.from('sealed elsewhere').toString('base64')}\n`);
  const refused = await outturn('import', ...files, '--workspace', workspace);
  expect(refused.code).toBe(3);
  expect(refused.err).toContain('--child-key FILE');

  const named = join(folder, 'unattended-key');
  const missing = await outturn('import', ...files, '--workspace', workspace, '--child-key', named);
  expect([missing.code, missing.err]).toEqual([3, expect.stringContaining('openssl rand -hex 32')]);
  expect(existsSync(named)).toBe(false);
  writeFileSync(named, `${'ab'.repeat(32)}\n`);
  const done = await outturn('import', ...files, '--workspace', workspace, '--child-key', named, '--json');
  expect([done.code, done.json().rejected ?? 0]).toEqual([0, 0]);
  // Another key for the same copy would make two of every child.
  writeFileSync(named, `${'cd'.repeat(32)}\n`);
  const other = await outturn('import', ...files, '--workspace', workspace, '--child-key', named);
  expect([other.code, other.out]).toEqual([1, expect.stringContaining('not the one this copy was filled with')]);
});
