import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { documentOfBytes, scenarioBytes } from '../../../electron/services/scenario-files/scenario-file.ts';
import { snapshotBytes, snapshotHash } from '../../../electron/services/scenario-files/snapshot-bytes.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';
import type { ScenarioDocument } from '../../../shared/scenario-file/document.ts';
import { encodeScenario } from '../../support/encode-scenario.ts';
import { about, smallDocument } from '../scenario-file/small-document.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A document with two registers large enough to stand on their own in the file: one in a piece, one in two. */
function largeDocument(): ScenarioDocument {
  const document = smallDocument();
  const { snapshot } = document;
  snapshot.placements = Array.from({ length: 12_500 }, (_, id) => ({
    id: id + 1,
    reference: `P${id}–é`,
    childKey: `ck1-${id}`,
    birthMonth: '2010-04-01',
    birthDate: null,
    uasc: 0,
    groupCode: 'IFA',
    provider: null,
    route: 'spot',
    start: '2023-04-01',
    end: null,
    expectedEnd: null,
    area: null,
    unitCode: null,
    shortBreak: 0,
    endReason: null,
  }));
  snapshot.placementPrices = Array.from({ length: 6000 }, (_, id) => ({
    id: id + 1,
    placementReference: `P${id}–é`,
    from: '2023-04-01',
    weeklyPence: id,
    educationPence: 0,
    healthPence: 0,
  }));
  return document;
}

describe('a file in pieces', () => {
  test('is an ordinary gzip of the canonical text, and reads back', async () => {
    const document = largeDocument();
    const bytes = await scenarioBytes(document, about);
    expect(gunzipSync(bytes).toString()).toBe(encodeScenario(document, about, sha256));
    expect((await documentOfBytes(bytes, null)).document).toEqual(document);
    expect(snapshotHash(document.snapshot)).toBe(sha256(canonicalJson(document.snapshot)));
  });

  test('is the same whether its rows were at hand or written anew, and after an edit only what changed is anew', async () => {
    const document = largeDocument();
    const anew = await scenarioBytes(document, about);
    const known = new WeakMap();
    const first = await snapshotBytes(document.snapshot, known);
    const again = await snapshotBytes(document.snapshot, known);
    expect(Buffer.from(await scenarioBytes(document, about, null, first)).equals(anew)).toBe(true);
    expect(Buffer.from(await scenarioBytes(document, about, null, again)).equals(anew)).toBe(true);
    expect([first.sha256, again.sha256]).toEqual(Array(2).fill(snapshotHash(document.snapshot)));

    const placements = document.snapshot.placements.map((row) => (row.id === 9 ? { ...row, area: 'North' } : row));
    const edited = { ...document, snapshot: { ...document.snapshot, placements } };
    const data = await snapshotBytes(edited.snapshot, known);
    const packedIn = ({ pieces }: typeof data) => pieces.flatMap(({ packed }) => packed ?? []);
    const [before, after] = [packedIn(first), packedIn(data)];
    // Prices, and placements in pieces of 10,000: the first of these is written anew, whichever row of it was changed.
    expect([before.length, after.length]).toEqual([3, 3]);
    expect(before.map((packed) => after.includes(packed))).toEqual([true, false, true]);
    const bytes = await scenarioBytes(edited, about, null, data);
    expect((await documentOfBytes(bytes, null)).document).toEqual(edited);
    expect(Buffer.from(bytes).equals(await scenarioBytes(edited, about))).toBe(true);
  });

  test('rows at hand that no longer read back as they were written are written anew', async () => {
    const document = largeDocument();
    const known = new WeakMap();
    await snapshotBytes(document.snapshot, known);
    const [row] = document.snapshot.placements;
    const cached = known.get(row as object);
    known.set(row as object, { ...cached, crc: cached.crc ^ 1 });
    const data = await snapshotBytes(document.snapshot, known);
    expect(data.sha256).toBe(snapshotHash(document.snapshot));
    expect(known.get(row as object).crc).toBe(cached.crc);
  });

  test('a row that is not as it must be is refused by its place, in a large register and in a small one', async () => {
    for (const [name, at] of [
      ['placements', 11_500],
      ['funders', 0],
    ] as const) {
      const document = largeDocument();
      Object.assign(document.snapshot[name][at] ?? {}, { id: -1 });
      await expect(scenarioBytes(document, about)).rejects.toMatchObject({
        code: 'scenario-invalid',
        details: { path: `snapshot.${name}[${at}].id` },
      });
    }
  });
});
