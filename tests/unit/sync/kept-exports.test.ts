import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { exportsToPrune, keptExports } from '../../../electron/services/sync/kept-exports.ts';

const now = new Date('2024-06-01T00:00:00Z');
const day = 86_400_000;

test('what still waits is never thrown away, however old, many or large', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ bytes: fc.nat(2 ** 31), age: fc.nat(2000), waits: fc.boolean() }), { maxLength: 400 }),
      (list) => {
        const exports = list.map((one, index) => ({
          sha256: String(index),
          bytes: one.bytes,
          keptAt: now.getTime() - one.age * day,
        }));
        const needed = new Set(exports.filter((_, index) => list[index]?.waits).map((one) => one.sha256));
        const leaving = exportsToPrune(exports, needed, now);
        expect(leaving.filter((hash) => needed.has(hash))).toEqual([]);
        const staying = exports.filter((one) => !leaving.includes(one.sha256) && !needed.has(one.sha256));
        expect(staying.length).toBeLessThanOrEqual(200);
        expect(staying.every((one) => now.getTime() - one.keptAt <= 400 * day)).toBe(true);
        expect(staying.reduce((sum, one) => sum + one.bytes, 0)).toBeLessThanOrEqual(1024 ** 3);
      },
    ),
    { seed: 8 },
  );
});

test('an old copy leaves the disk with what was kept beside it; a needed and a new one stay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const kept = keptExports(folder);
  const hashes = ['old', 'needed', 'new'].map((text) => {
    const bytes = Buffer.from(text);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    kept.keep(sha256, bytes, { forecast: null, fields: {} }, null);
    return sha256;
  });
  for (const sha256 of hashes.slice(0, 2)) utimesSync(join(folder, 'exports', sha256), 0, 0);
  utimesSync(join(folder, 'exports', hashes[2] ?? ''), now, now);
  expect(kept.prune(new Set([hashes[1] ?? '']), now)).toBe(1);
  expect(hashes.map((sha256) => kept.has(sha256))).toEqual([false, true, true]);
  expect(readdirSync(join(folder, 'exports'))).toHaveLength(4);
});
