import { describe, expect, test } from 'vitest';
import { undo } from '../../../db/changes.ts';
import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import type { RefreshRules } from '../../../shared/refresh/decide-cell.ts';
import { bytesOfData, csv, everything, placementHeaders, service } from '../import/helpers.ts';

const headers =
  'Year,Reference,Pressure,Line,Impact low,Impact likely,Impact high,Probability %,Start period,Recurring,Funding,Status,In forecast';
const pressure = (reference: string, likely: number, high = 900, name = reference) =>
  `2023/24,${reference},${name},PLC,100,${likely},${high},50,4,yes,shared,open,yes`;
const extract = (...rows: string[]) => csv('pressures.csv', headers, ...rows);
const ask: RefreshRules = { rules: [], otherwise: 'ask' };
const of = (store: Store, reference: string) =>
  readSnapshot(store).pressures.find((row) => row.reference === reference);

async function filled() {
  const { store, imports } = await service();
  imports.commit((await imports.preview(everything)).token);
  imports.commit((await imports.preview([extract(pressure('A', 200), pressure('B', 300))])).token);
  const edit = (reference: string, values: Record<string, string | number>) =>
    applyEdits(store, [{ op: 'update', register: 'pressures', id: of(store, reference)?.id ?? 0, values }], null);
  const refresh = async (rules: RefreshRules, rows: string[], answers: Record<string, 'local' | 'source'> = {}) => {
    const preview = await imports.preview([extract(...rows)], { refresh: rules });
    return { preview, result: imports.commit(preview.token, { answers }) };
  };
  return { store, imports, edit, refresh };
}

describe('a refresh against edits made here', () => {
  test('a cell nobody edited follows the source; one that was edited stays while the source says nothing new', async () => {
    const { store, edit, refresh } = await filled();
    edit('A', { likelyPence: 55_500 });
    const { preview } = await refresh(ask, [pressure('A', 200, 950), pressure('B', 310)]);
    expect(preview.questions).toEqual([]);
    expect(of(store, 'A')).toMatchObject({ likelyPence: 55_500, maximumPence: 95_000 });
    expect(of(store, 'B')).toMatchObject({ likelyPence: 31_000 });
    expect(preview.files[0]?.problems).toContainEqual(
      expect.objectContaining({ code: 'keep', column: 'Impact likely', before: '200.00', after: '555.00', row: 2 }),
    );
  });

  test('both changed: asked, left alone until answered, and asked about again until then', async () => {
    const { store, edit, refresh } = await filled();
    edit('A', { likelyPence: 55_500 });
    const rows = [pressure('A', 250), pressure('B', 300)];
    const first = await refresh(ask, rows);
    expect(first.preview.questions).toEqual([
      expect.objectContaining({
        register: 'pressures',
        column: 'Impact likely',
        held: 55_500,
        incoming: 25_000,
        imported: 20_000,
      }),
    ]);
    expect(of(store, 'A')?.likelyPence).toBe(55_500);
    const id = first.preview.questions?.[0]?.id ?? '';
    const again = await refresh(ask, rows, { [id]: 'source' });
    expect(again.preview.questions).toHaveLength(1);
    expect(of(store, 'A')?.likelyPence).toBe(25_000);
    expect((await refresh(ask, rows)).preview.questions).toEqual([]);
  });

  test('an answer to keep is remembered until the source says something else, and undone with the import', async () => {
    const { store, imports, edit, refresh } = await filled();
    edit('A', { likelyPence: 55_500 });
    const rows = [pressure('A', 250), pressure('B', 300)];
    const preview = await imports.preview([extract(...rows)], { refresh: ask });
    const id = preview.questions?.[0]?.id ?? '';
    const { importId } = imports.commit(preview.token, { answers: { [id]: 'local' } });
    expect(of(store, 'A')?.likelyPence).toBe(55_500);
    expect((await refresh(ask, rows)).preview.questions).toEqual([]);
    expect((await refresh(ask, [pressure('A', 260), pressure('B', 300)])).preview.questions).toHaveLength(1);
    imports.undo(importId ?? 0);
    expect((await imports.preview([extract(...rows)], { refresh: ask })).questions).toHaveLength(1);
  });

  test('the rule of a column decides for it alone, and says so in the list', async () => {
    const { store, edit, refresh } = await filled();
    edit('A', { likelyPence: 55_500, maximumPence: 77_700, name: 'Ours' });
    const rules: RefreshRules = {
      rules: [
        { register: 'pressures', column: 'likelyPence', rule: 'source' },
        { register: 'pressures', column: 'maximumPence', rule: 'local' },
      ],
      otherwise: 'ask',
    };
    const { preview } = await refresh(rules, [pressure('A', 250, 960, 'Theirs'), pressure('B', 300)]);
    expect(of(store, 'A')).toMatchObject({ likelyPence: 25_000, maximumPence: 77_700, name: 'Ours' });
    expect(preview.questions?.map((one) => one.column)).toEqual(['Pressure']);
    const problems = preview.files[0]?.problems ?? [];
    expect(problems.map((one) => one.code).sort()).toEqual(['local-wins', 'question', 'source-wins']);
    // The edit that is lost is named: what the extract says and what the cell becomes are the same then.
    expect(problems.find((one) => one.code === 'source-wins')).toMatchObject({
      message: expect.stringContaining('the source is taken, by the rule for it, in place of 555.00'),
      before: '250.00',
      after: '250.00',
    });
  });

  test('a row deleted or renamed here does not come back unseen', async () => {
    const { store, edit, refresh } = await filled();
    applyEdits(store, [{ op: 'delete', register: 'pressures', id: of(store, 'B')?.id ?? 0 }], null);
    edit('A', { reference: 'A2' });
    const same = await refresh(ask, [pressure('A', 200), pressure('B', 300)]);
    expect(same.preview.questions).toEqual([]);
    expect(readSnapshot(store).pressures.map((row) => row.reference)).toEqual(['A2']);
    const changed = await refresh(ask, [pressure('A', 200), pressure('B', 333)]);
    expect(changed.preview.questions).toEqual([expect.objectContaining({ column: null, row: '2023/24 · B' })]);
    expect(readSnapshot(store).pressures.map((row) => row.reference)).toEqual(['A2']);
    await refresh({ rules: [{ register: 'pressures', column: '*', rule: 'source' }], otherwise: 'ask' }, [
      pressure('B', 333),
    ]);
    expect(of(store, 'B')?.likelyPence).toBe(33_300);
  });

  test('an edit that was undone is no edit', async () => {
    const { store, edit, refresh } = await filled();
    edit('A', { likelyPence: 55_500 });
    undo(store);
    const { preview } = await refresh(ask, [pressure('A', 250), pressure('B', 300)]);
    expect(preview.questions).toEqual([]);
    expect(of(store, 'A')?.likelyPence).toBe(25_000);
  });

  test('the same refresh twice changes nothing, and a refresh is undone whole', async () => {
    const { store, imports, edit, refresh } = await filled();
    edit('A', { likelyPence: 55_500 });
    const before = bytesOfData(store);
    const rules: RefreshRules = { rules: [], otherwise: 'local' };
    const { result } = await refresh(rules, [pressure('A', 250, 960), pressure('C', 1), pressure('B', 300)]);
    expect(result).toMatchObject({ added: 1, changed: 1 });
    const after = bytesOfData(store);
    expect(
      (await refresh(rules, [pressure('A', 250, 960), pressure('C', 1), pressure('B', 300)])).result,
    ).toMatchObject({ added: 0, changed: 0 });
    expect(bytesOfData(store)).toBe(after);
    imports.undo(result.importId ?? 0);
    expect(bytesOfData(store)).toBe(before);
  });

  test('a plain import of a file takes it as it is, as before', async () => {
    const { store, imports, edit } = await filled();
    edit('A', { likelyPence: 55_500 });
    const preview = await imports.preview([extract(pressure('A', 250), pressure('B', 300))]);
    expect(preview.questions).toBeUndefined();
    imports.commit(preview.token);
    expect(of(store, 'A')?.likelyPence).toBe(25_000);
  });

  test('shares are held to 100.00 as they will stand: edits kept and answers given included', async () => {
    const { store, imports } = await filled();
    const stored = () => readSnapshot(store).funderShares.map((row) => row.shareBasisPoints);
    const [first, second] = readSnapshot(store).funderShares.map((row) => row.id);
    applyEdits(
      store,
      [
        { op: 'update', register: 'funderShares', id: first ?? 0, values: { shareBasisPoints: 4500 } },
        { op: 'update', register: 'funderShares', id: second ?? 0, values: { shareBasisPoints: 5500 } },
      ],
      null,
    );
    const shares = csv('shares.csv', 'Funder,From,Share %', 'NNC,01/04/2021,50', 'WNC,01/04/2021,50');
    const half = await imports.preview([shares], { refresh: ask });
    const [north = '', south = ''] = half.questions?.map((one) => one.id) ?? [];
    const refused = imports.commit(half.token, { answers: { [north]: 'local', [south]: 'source' } });
    expect(refused).toMatchObject({ changed: 0, rejected: 2 });
    expect(imports.problems(refused.importId ?? 0)).toContainEqual(expect.objectContaining({ code: 'T01', row: 2 }));
    expect(stored()).toEqual([4500, 5500]);
    // Nothing was settled, so it is asked again, and a whole answer is taken.
    const whole = await imports.preview([shares], { refresh: ask });
    expect(whole.questions).toHaveLength(2);
    imports.commit(whole.token, { answers: { [north]: 'source', [south]: 'source' } });
    expect(stored()).toEqual([5000, 5000]);
  });

  test('shares of a source that do not total 100.00 are no matter while the edits made here win', async () => {
    const { store, imports } = await filled();
    const ids = readSnapshot(store).funderShares.map((row) => row.id);
    const values = [4500, 5500].map((shareBasisPoints) => ({ shareBasisPoints }));
    applyEdits(
      store,
      ids.map((id, at) => ({ op: 'update', register: 'funderShares', id, values: values[at] ?? {} })),
      null,
    );
    const wrong = csv('shares.csv', 'Funder,From,Share %', 'NNC,01/04/2021,50', 'WNC,01/04/2021,51');
    const preview = await imports.preview([wrong], { refresh: { rules: [], otherwise: 'local' } });
    expect(preview.files[0]?.problems.map((one) => one.code)).toEqual(['local-wins', 'local-wins']);
    expect(imports.commit(preview.token)).toMatchObject({ changed: 0, rejected: 0 });
  });

  test('an edit and a change at the source that cannot stand in one row leave it as it is, and say so', async () => {
    const { store, imports } = await filled();
    const of = () => readSnapshot(store).placements.find((row) => row.reference === 'P1');
    applyEdits(
      store,
      [{ op: 'update', register: 'placements', id: of()?.id ?? 0, values: { start: '2023-09-01' } }],
      null,
    );
    const later = csv(
      'placements.csv',
      placementHeaders,
      'P1,C100,14/05/2012,no,IFA,framework,04/05/2023,30/06/2023,no',
    );
    const preview = await imports.preview([later], { refresh: ask });
    expect(preview.files[0]).toMatchObject({ changed: 0, unchanged: 1 });
    expect(preview.files[0]?.problems).toContainEqual(
      expect.objectContaining({ code: 'dates', message: expect.stringMatching(/1 Sep 2023.*stays as it is/) }),
    );
    imports.commit(preview.token);
    expect(of()).toMatchObject({ start: '2023-09-01', end: null });
  });
});
