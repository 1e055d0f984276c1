import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listChanges } from '../../../db/changes.ts';
import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot, writeSnapshot } from '../../../db/snapshot.ts';
import type { Edit } from '../../../shared/api.ts';
import { changedByPacked, packEdits, packResult, unpackEdits } from '../../../shared/model/packed-edits.ts';
import { rowSchema } from '../../../shared/model/registers.ts';
import { smallSnapshot, temporaryStore } from './helpers.ts';

async function filled() {
  const store = await temporaryStore();
  writeSnapshot(store, smallSnapshot());
  return store;
}

const code = fc.integer({ min: 0, max: 400 }).map((number) => `N${number}`);
const funder = fc.record({ code, name: fc.constantFrom('North', 'South', 'Somewhere else') });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: funder.map((values) => ({ op: 'insert' as const, register: 'funders' as const, values })) },
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant('update' as const),
      register: fc.constant('funders' as const),
      id: fc.integer({ min: 1, max: 2 }),
      values: fc.record({ name: fc.constantFrom('North', 'South', 'Northshire') }),
    }),
  },
);

/** Runs `work` on a store and takes back all it did. */
function tried<T>(store: Awaited<ReturnType<typeof filled>>, work: () => T): T {
  let result: { value: T } | null = null;
  try {
    store.transaction('try', () => {
      result = { value: work() };
      throw new Error('taken back');
    });
  } catch (error) {
    if (!result) throw error;
  }
  return (result as unknown as { value: T }).value;
}

test('edits sent packed keep the same rows and log as edits sent plain, and the window patches to what is held', async () => {
  const store = await filled();
  const outcome = (edits: readonly Edit[]) =>
    tried(store, () => {
      let result: ReturnType<typeof applyEdits> | string;
      try {
        result = applyEdits(store, edits, null);
      } catch (error) {
        result = String(error);
      }
      return { result, rows: readSnapshot(store), log: listChanges(store, null, 100) };
    });
  let kept = 0;
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30, minLength: 1 }), (edits) => {
      const plain = outcome(edits);
      const carried = packEdits(edits);
      if (!carried) throw new Error('not packed');
      const packed = outcome(unpackEdits(structuredClone(carried)));
      expect(packed).toEqual(plain);
      if (typeof packed.result === 'string') return;
      kept += 1;
      const told = changedByPacked(edits, structuredClone(packResult(edits, packed.result)));
      const shown = new Map(smallSnapshot().funders.map((row) => [row.id, row]));
      for (const { id, row } of told)
        shown.set(id, { ...shown.get(id), ...row, id } as (typeof plain.rows.funders)[number]);
      expect([...shown.values()].sort((a, b) => a.id - b.id)).toEqual(packed.rows.funders);
    }),
    { numRuns: 150 },
  );
  expect(kept).toBeGreaterThan(20);
});

test('a long paste answers with row numbers alone', async () => {
  const store = await filled();
  const edits: Edit[] = Array.from({ length: 300 }, (_, at) => ({
    op: 'insert',
    register: 'funders',
    values: { code: `Z${at}`, name: 'Made' },
  }));
  const result = packResult(edits, applyEdits(store, edits, null));
  expect(result.changed).toEqual([]);
  expect(result.ids.every((id) => id > 0)).toBe(true);
  // An unnamed blank is given: the window is told the whole row.
  const [saving] = smallSnapshot().savings;
  const { id: _, reference: __, ...rest } = saving ?? ({} as never);
  const values = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  const some: Edit[] = [{ op: 'insert', register: 'savings', values: { ...values, reference: 'SAV-99' } }];
  expect(packResult(some, applyEdits(store, some, null))).toMatchObject({
    ids: [0],
    changed: [{ register: 'savings' }],
  });
});

test('a value is taken or refused exactly as the whole row’s schema would', async () => {
  const store = await filled();
  const saving = readSnapshot(store).savings[0];
  if (!saving) throw new Error('no saving');
  const columns = Object.keys(saving).filter((name) => name !== 'id');
  const value = fc.oneof(
    fc.constantFrom<string | number | null>(
      null,
      '',
      0,
      1,
      -1,
      1.5,
      '2024-04-01',
      '2024-13-01',
      '2024/25',
      'x'.repeat(600),
    ),
    fc.string(),
    fc.integer(),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...columns, 'nothing'), value), { minLength: 1, maxLength: 4 }),
      (changes) => {
        const edits: Edit[] = changes.map(([name, given]) => ({
          op: 'update',
          register: 'savings',
          id: saving.id,
          values: { [name]: given },
        }));
        let row: Record<string, unknown> = { ...saving };
        const fits = changes.every(([name, given]) => {
          row = { ...row, [name]: given };
          return rowSchema('savings').safeParse(row).success;
        });
        const refusal = tried(store, () => {
          try {
            applyEdits(store, edits, null);
            return 'fits';
          } catch (error) {
            return (error as { code?: string }).code ?? String(error);
          }
        });
        // A reference or a key may still be refused once the values fit.
        if (fits) expect(['fits', 'row-invalid']).toContain(refusal);
        else expect(refusal).toBe('row-invalid');
      },
    ),
    { numRuns: 300 },
  );
  expect(readSnapshot(store)).toEqual(smallSnapshot());
});
