import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listChanges, redo, undo, undoLabel } from '../../../db/changes.ts';
import { applyEdits } from '../../../db/edits.ts';
import { changeSettings, readSetting } from '../../../db/settings.ts';
import { readSnapshot, writeSnapshot } from '../../../db/snapshot.ts';
import type { Edit } from '../../../shared/api.ts';
import { patchSnapshot } from '../../../shared/model/patch-snapshot.ts';
import { smallSnapshot, temporaryStore } from './helpers.ts';

async function filled() {
  const store = await temporaryStore();
  writeSnapshot(store, smallSnapshot());
  return store;
}
const target = (targetPence: number | null): Edit => ({
  op: 'update',
  register: 'savings',
  id: 1,
  values: { targetPence },
});
const newFunder: Edit = { op: 'insert', register: 'funders', values: { code: 'C', name: 'Eastshire' } };

describe('edits', () => {
  test('an update, an undo and a redo change the row, the version and the log', async () => {
    const store = await filled();
    const result = applyEdits(store, [target(5)], 'agreed at board');
    expect(result.label).toBe('Change 1 saving');
    expect(result.changed[0]?.row).toMatchObject({ id: 1, targetPence: 5, fullYearEffectPence: 120_000_00 });
    expect(readSnapshot(store).savings[0]?.targetPence).toBe(5);
    expect(store.prepare('select version from savings').get()).toEqual({ version: 2 });
    expect(undoLabel(store)).toEqual({ undo: 'Change 1 saving', redo: null });
    const [logged] = listChanges(store, null, 10);
    expect(logged).toMatchObject({
      register: 'savings',
      rowId: 1,
      who: 'tester',
      why: 'agreed at board',
      when: '2024-02-10T09:00:00.000Z',
      undone: false,
    });
    expect(JSON.parse(logged?.before ?? '')).toMatchObject({ targetPence: 100_000_00 });
    expect(JSON.parse(logged?.after ?? '')).toMatchObject({ targetPence: 5 });

    undo(store);
    expect(readSnapshot(store)).toEqual(smallSnapshot());
    expect(undoLabel(store)).toEqual({ undo: null, redo: 'Change 1 saving' });
    redo(store);
    expect(readSnapshot(store).savings[0]?.targetPence).toBe(5);
    expect(() => redo(store)).toThrow(expect.objectContaining({ code: 'nothing-to-redo' }));
  });

  test('a blank stays blank and is not zero', async () => {
    const store = await filled();
    applyEdits(store, [target(null)], null);
    expect(readSnapshot(store).savings[0]?.targetPence).toBeNull();
  });

  test('inserts and deletes go and come back with the same ids', async () => {
    const store = await filled();
    const added = applyEdits(store, [newFunder], null);
    const id = added.changed[0]?.id ?? 0;
    expect(added.label).toBe('Add 1 funder');
    undo(store);
    expect(readSnapshot(store).funders).toHaveLength(2);
    redo(store);
    expect(readSnapshot(store).funders.at(-1)).toEqual({ id, code: 'C', name: 'Eastshire' });
    applyEdits(store, [{ op: 'delete', register: 'funders', id }], null);
    expect(readSnapshot(store).funders).toHaveLength(2);
    undo(store);
    expect(readSnapshot(store).funders.at(-1)).toEqual({ id, code: 'C', name: 'Eastshire' });
  });

  test('a parent and its child may come in one set, in any order', async () => {
    const store = await filled();
    const share: Edit = {
      op: 'insert',
      register: 'funderShares',
      values: { funderCode: 'C', from: '2025-04-01', shareBasisPoints: 10_000 },
    };
    applyEdits(store, [share, newFunder], null);
    expect(readSnapshot(store).funderShares).toHaveLength(3);
  });

  test('an edit that changes nothing leaves no trace', async () => {
    const store = await filled();
    expect(applyEdits(store, [target(100_000_00)], null)).toEqual({ group: 0, label: '', changed: [] });
    expect(listChanges(store, null, 10)).toEqual([]);
  });

  const refused: [string, Edit, string][] = [
    [
      'a column that does not exist',
      { op: 'update', register: 'savings', id: 1, values: { colour: 'red' } },
      'no such column',
    ],
    ['text where pence belong', { op: 'update', register: 'savings', id: 1, values: { targetPence: '5' } }, 'Target'],
    ['half a penny', target(0.5), 'Target'],
    [
      'a blank in a required column',
      { op: 'update', register: 'savings', id: 1, values: { name: null } },
      'may not be blank',
    ],
    ['a line that does not exist', { op: 'update', register: 'savings', id: 1, values: { lineCode: 'NOPE' } }, 'NOPE'],
    ['deleting a line that is used', { op: 'delete', register: 'budgetLines', id: 1 }, 'PLC'],
    [
      'a second row of the same key',
      { op: 'insert', register: 'funders', values: { code: 'A', name: 'x' } },
      'already holds',
    ],
  ];
  test.each(refused)('%s is refused by name and nothing in the set is kept', async (_name, edit, message) => {
    const store = await filled();
    expect(() => applyEdits(store, [newFunder, edit], null)).toThrow(
      expect.objectContaining({ code: 'row-invalid', message: expect.stringContaining(message) }),
    );
    expect(readSnapshot(store)).toEqual(smallSnapshot());
    expect(listChanges(store, null, 10)).toEqual([]);
  });

  test('a row that has gone is refused', async () => {
    const store = await filled();
    expect(() => applyEdits(store, [{ op: 'delete', register: 'risks', id: 9 }], null)).toThrow(
      expect.objectContaining({ code: 'row-missing' }),
    );
  });

  test('words may be given, and a new edit ends what could be redone', async () => {
    const store = await filled();
    applyEdits(store, [target(1)], null, 'Paste 1 cell into Savings');
    expect(undoLabel(store).undo).toBe('Paste 1 cell into Savings');
    undo(store);
    applyEdits(store, [target(2)], null);
    expect(undoLabel(store).redo).toBeNull();
    undo(store);
    expect(undoLabel(store)).toEqual({ undo: null, redo: 'Change 1 saving' });
  });

  test('settings are logged and undone like rows', async () => {
    const store = await filled();
    changeSettings(store, { data_date: '2024-01-31' }, 'month end');
    expect(readSnapshot(store).dataDate).toBe('2024-01-31');
    undo(store);
    expect(readSetting(store, 'data_date')).toBe('2023-12-31');
  });

  test('the log cannot be altered', async () => {
    const store = await filled();
    applyEdits(store, [target(5)], null);
    for (const text of [
      `update changes set "before" = '{}'`,
      `update changes set "after" = null`,
      'delete from changes',
      'delete from change_groups',
      `update change_groups set words = 'nothing'`,
    ]) {
      expect(() => store.prepare(text).run()).toThrow('cannot be altered');
    }
  });

  test('any run of edits, undone to the start, gives back the same data; redone, the same end; changes told are all there are', async () => {
    const store = await filled();
    const start = readSnapshot(store);
    const edit = fc.oneof(
      fc.integer({ min: -1e9, max: 1e9 }).map((pence) => target(pence)),
      fc
        .constantFrom('C', 'D', 'E', 'F')
        .map((code): Edit => ({ op: 'insert', register: 'funders', values: { code, name: code } })),
      fc.integer({ min: 3, max: 40 }).map((id): Edit => ({ op: 'delete', register: 'funders', id })),
    );
    fc.assert(
      fc.property(fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (sets) => {
        let kept = 0;
        let shown = start;
        for (const set of sets) {
          try {
            const { group, changed } = applyEdits(store, set, null);
            if (group) kept += 1;
            shown = patchSnapshot(shown, changed);
          } catch (error) {
            expect(['row-invalid', 'row-missing']).toContain((error as { code: string }).code);
          }
        }
        const end = readSnapshot(store);
        expect(shown).toEqual(end);
        const turned = (turn: typeof undo) => {
          shown = patchSnapshot(shown, turn(store).changed);
          expect(shown).toEqual(readSnapshot(store));
        };
        for (let step = 0; step < kept; step += 1) turned(undo);
        expect(readSnapshot(store)).toEqual(start);
        for (let step = 0; step < kept; step += 1) turned(redo);
        expect(readSnapshot(store)).toEqual(end);
        for (let step = 0; step < kept; step += 1) undo(store);
      }),
      { numRuns: 40 },
    );
  });
});
