import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { keyMark, loadChildKey, pseudonymiser } from '../../../electron/services/import/child-key.ts';
import { holdsPostcode, isPersonalHeader } from '../../../electron/services/import/personal.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'outturn-key-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('the key is made once, kept, and readable by its owner only', () => {
  const path = join(folder(), 'child-key');
  const key = loadChildKey(path);
  expect(key).toHaveLength(32);
  expect(loadChildKey(path)).toEqual(key);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a damaged key is refused and not replaced', () => {
  const path = join(folder(), 'child-key');
  writeFileSync(path, 'short');
  expect(() => loadChildKey(path)).toThrow(expect.objectContaining({ code: 'file-unreadable' }));
});

test('the same child has one pseudonym whatever its case and spacing; ours are kept; another key gives another', () => {
  const one = pseudonymiser(Buffer.alloc(32, 1));
  const other = pseudonymiser(Buffer.alloc(32, 2));
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9]{1,20}$/), (child) => {
      const made = one(child);
      expect(made).toMatch(/^ck1-[0-9a-f]{32}$/);
      expect(one(` ${child.toLowerCase()} `)).toBe(one(child.toUpperCase()));
      expect(one(made)).toBe(made);
      expect(other(child)).not.toBe(made);
    }),
  );
  expect(keyMark(Buffer.alloc(32, 1))).not.toBe(keyMark(Buffer.alloc(32, 2)));
});

test('personal headers and postcodes are known; ours are not taken for them', () => {
  for (const header of [
    'name',
    'child name',
    "child's surname",
    'upn',
    'home post',
    'postcode',
    'ethnicity',
    'nhs number',
    'health need',
    'sex',
    'mother',
  ]) {
    expect([header, isPersonalHeader(header)]).toEqual([header, true]);
  }
  for (const header of ['group', 'area', 'provider', 'route', 'start', 'short break', 'unit', 'end reason']) {
    expect([header, isPersonalHeader(header)]).toEqual([header, false]);
  }
  expect(['NN1 1AA', 'lives at nn11aa', 'SW1A 2AA'].map(holdsPostcode)).toEqual([true, true, true]);
  expect(['NN1', 'Out of county 20+ miles', 'North', 'Fostering agency 10 (synthetic)'].map(holdsPostcode)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
