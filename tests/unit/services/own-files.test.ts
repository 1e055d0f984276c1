import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileSystem } from '../../../electron/services/files/file-system.ts';
import { writeWhole } from '../../../electron/services/files/write-whole.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'outturn-own-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}
const mode = (path: string) => statSync(path).mode & 0o777;

test('a file of our own that cannot be written leaves nothing of itself', () => {
  const place = folder();
  expect(() => writeWhole(join(place, 'secrets.json'), 7 as unknown as string)).toThrow();
  expect(readdirSync(place)).toEqual([]);
});

test.skipIf(process.platform === 'win32')('what is being written is readable by its owner only', async () => {
  const place = folder();
  const file = await fileSystem.create(join(place, 'saving.tmp'));
  await file.close();
  writeWhole(join(place, 'below', 'own.json'), '{}');
  expect(mode(join(place, 'saving.tmp'))).toBe(0o600);
  expect(mode(join(place, 'below', 'own.json'))).toBe(0o600);
  expect(mode(join(place, 'below'))).toBe(0o700);
});

test('what a killed process has left of a key is removed by the next writing; what another is writing is not', () => {
  const place = folder();
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  const left = (by: number) => join(place, `database-key.${by}-0123456789ab.new`);
  for (const by of [gone, process.pid, process.ppid]) writeFileSync(left(by), 'a key');
  writeFileSync(join(place, 'plan.new'), 'of a person');
  // From before the computer started: whoever has the number now did not write it.
  utimesSync(left(process.ppid), new Date(0), new Date(0));
  writeWhole(join(place, 'secrets.json'), '{}');
  expect(readdirSync(place).sort()).toEqual([
    `database-key.${process.pid}-0123456789ab.new`,
    'plan.new',
    'secrets.json',
  ]);
});
