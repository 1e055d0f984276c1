import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
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
