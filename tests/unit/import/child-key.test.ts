import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { keyMark, keyOfCopy, loadChildKey, pseudonymiser } from '../../../electron/services/import/child-key.ts';
import { holdsPostcode, isPersonalHeader } from '../../../electron/services/import/personal.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'outturn-key-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('the key is made once, kept, and readable by its owner only', () => {
  const path = join(folder(), 'child-key');
  const key = loadChildKey(path);
  expect(key.map((one) => one.length)).toEqual([32]);
  expect(loadChildKey(path)).toEqual(key);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test.skipIf(process.platform === 'win32')('a key that others may read is closed to them', () => {
  const path = join(folder(), 'child-key');
  const key = loadChildKey(path);
  chmodSync(path, 0o644);
  expect(loadChildKey(path)).toEqual(key);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a damaged key is refused and not replaced', () => {
  const path = join(folder(), 'child-key');
  writeFileSync(path, 'short');
  expect(() => loadChildKey(path)).toThrow(expect.objectContaining({ code: 'file-unreadable' }));
});

test('the same child has one pseudonym whatever its case and spacing; ours are kept; another key gives another', () => {
  const one = pseudonymiser([Buffer.alloc(32, 1)]);
  const other = pseudonymiser([Buffer.alloc(32, 2)]);
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9]{1,20}$/), (child) => {
      const made = one(child);
      expect(made).toMatch(/^ck1-[0-9a-f]{32}$/);
      expect(one(` ${child.toLowerCase()} `)).toBe(one(child.toUpperCase()));
      expect(one(made)).toBe(made);
      expect(other(child)).not.toBe(made);
    }),
  );
  expect(keyMark([Buffer.alloc(32, 1)])).not.toBe(keyMark([Buffer.alloc(32, 2)]));
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

/** Stands for the system's own store: what it protects cannot be read without it. */
const system = (mark: number) => ({
  protect: (text: string) => Buffer.from(text).map((byte) => byte ^ mark),
  reveal: (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ mark)).toString(),
});

test('where the system protects secrets the key is protected, also one written before; without it the key is refused', () => {
  const path = join(folder(), 'child-key');
  const key = loadChildKey(path);
  const plain = readFileSync(path, 'utf8').trim();
  expect(loadChildKey(path, () => system(0x55))).toEqual(key);
  expect(readFileSync(path, 'utf8')).not.toContain(plain);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(loadChildKey(path, () => system(0x55))).toEqual(key);
  for (const other of [() => null, () => system(0x77)]) {
    expect(() => loadChildKey(path, other)).toThrow(expect.objectContaining({ code: 'file-unreadable' }));
  }
  expect(readdirSync(dirname(path))).toEqual(['child-key']);
});

test('after a change of key the same child still has one pseudonym, from its identifier or from any earlier one', () => {
  const keys = [1, 2, 3].map((byte) => Buffer.alloc(32, byte));
  const [first, second, third] = [1, 2, 3].map((count) => pseudonymiser(keys.slice(0, count)));
  const made = [first?.('C100') ?? '', second?.('C100') ?? '', third?.('C100') ?? ''];
  expect(made.map((one) => one.slice(0, 4))).toEqual(['ck1-', 'ck2-', 'ck3-']);
  expect(new Set(made.map((one) => one.slice(4))).size).toBe(3);
  expect(made.map((one) => third?.(one))).toEqual([made[2], made[2], made[2]]);
  // One made with more keys than are known is kept as it is.
  expect(second?.(made[2] ?? '')).toBe(made[2]);
  const marks = [1, 2, 3].map((count) => keyMark(keys.slice(0, count)));
  expect(new Set(marks).size).toBe(3);
  expect(keyOfCopy(keys, marks[1] ?? '')).toEqual(keys.slice(0, 2));
  expect(keyOfCopy(keys, 'another')).toBeNull();
});
