import { dirname } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { redo, undo } from '../../../db/changes.ts';
import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import { openStore } from '../../../db/store.ts';
import { keysBeside } from '../../support/keys.ts';
import { fixedClock } from '../db/helpers.ts';
import { bytesOfData, csv, everything, funders, lineHeaders, lines, placementHeaders, service } from './helpers.ts';

describe('an import', () => {
  test('of several files resolves references whatever their order', async () => {
    const { store, imports } = await service();
    const preview = await imports.preview(everything);
    expect(preview.files.map((file) => [file.register, file.added, file.rejected, file.failure])).toEqual([
      ['placementPrices', 2, 0, null],
      ['placements', 2, 0, null],
      ['funderShares', 2, 0, null],
      ['placementGroups', 1, 0, null],
      ['budgetLines', 2, 0, null],
      ['funders', 2, 0, null],
    ]);
    expect(readSnapshot(store).funders).toEqual([]);
    const result = imports.commit(preview.token);
    expect(result).toEqual({ importId: 1, added: 11, changed: 0, unchanged: 0, rejected: 0, removed: 0 });
    const data = readSnapshot(store);
    expect(data.budgetLines.map((line) => [line.code, line.grossBudgetPence, line.incomeBudgetPence])).toEqual([
      ['PLC', 40_000_000_50, 0],
      ['STF', 90_000_000_00, -1_234_50],
    ]);
    expect(data.funderShares.map((share) => share.shareBasisPoints)).toEqual([4416, 5584]);
    expect(
      data.placements.map(({ start, end, birthMonth, birthDate, uasc }) => [start, end, birthMonth, birthDate, uasc]),
    ).toEqual([
      ['2023-05-04', null, '2012-05-01', null, 0],
      ['2022-01-09', '2023-02-28', '2009-11-01', null, 1],
    ]);
    expect(data.placementPrices.map((price) => price.weeklyPence)).toEqual([95_000, 110_025]);
  });

  test('of the same files twice changes nothing (PROP-01)', async () => {
    const { store, imports } = await service();
    imports.commit((await imports.preview(everything)).token);
    const before = bytesOfData(store);
    const again = await imports.preview(everything);
    expect(again.files.every((file) => file.added + file.changed + file.rejected + file.gone === 0)).toBe(true);
    expect(imports.commit(again.token)).toEqual({
      importId: null,
      added: 0,
      changed: 0,
      unchanged: 11,
      rejected: 0,
      removed: 0,
    });
    expect(bytesOfData(store)).toBe(before);
    expect(imports.list()).toHaveLength(1);
  });

  test('of a later extract updates by key, keeps what the extract does not speak of, and lists what is gone', async () => {
    const { store, imports } = await service();
    imports.commit((await imports.preview(everything)).token);
    const id = readSnapshot(store).budgetLines[0]?.id ?? 0;
    applyEdits(
      store,
      [{ op: 'update', register: 'budgetLines', id, values: { profile: '1 1 1 1 1 1 1 1 1 1 1 1' } }],
      null,
    );
    const later = csv('later.csv', lineHeaders, '2023/24,PLC,Placements,placements,41000000,0,placements,shared,yes,1');
    const preview = await imports.preview([later]);
    expect(preview.files[0]).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 0,
      gone: 1,
      goneRows: ['2023/24 · STF'],
    });
    imports.commit(preview.token);
    const lines = readSnapshot(store).budgetLines;
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ grossBudgetPence: 41_000_000_00, profile: '1 1 1 1 1 1 1 1 1 1 1 1' });
    imports.commit((await imports.preview([later])).token, { gone: 'remove' });
    expect(readSnapshot(store).budgetLines.map((line) => line.code)).toEqual(['PLC']);
  });

  test('is undone whole, and redone', async () => {
    const { store, imports } = await service();
    const empty = bytesOfData(store);
    const { importId } = imports.commit((await imports.preview(everything)).token);
    const full = bytesOfData(store);
    imports.undo(importId ?? 0);
    expect(bytesOfData(store)).toBe(empty);
    expect(imports.list()[0]).toMatchObject({ undone: true, files: everything.map((file) => file.name) });
    redo(store);
    expect(bytesOfData(store)).toBe(full);
    expect(undo(store).label).toBe('Import 6 files');
    expect(bytesOfData(store)).toBe(empty);
  });

  test('whose rows were changed since cannot be undone by itself', async () => {
    const { store, imports } = await service();
    const { importId } = imports.commit((await imports.preview(everything)).token);
    const id = readSnapshot(store).funders[0]?.id ?? 0;
    applyEdits(store, [{ op: 'update', register: 'funders', id, values: { name: 'North' } }], null);
    const before = bytesOfData(store);
    expect(() => imports.undo(importId ?? 0)).toThrow(expect.objectContaining({ code: 'import-not-latest' }));
    expect(bytesOfData(store)).toBe(before);
  });

  test('finds headers below a title, in any order and case, with their unit', async () => {
    const { store, imports } = await service();
    const file = csv(
      'ledger extract.csv',
      'Budget monitoring,,,,,,,,,',
      ',,,,,,,,,',
      'ORDER,line NAME,LINE,Year,service,forecast method,funding,recurring,Income budget (£000),Gross Budget (£000)',
      '1,Placements,PLC,2023-24,Placements,Placements,Shared,Y,-50,"40,000.5"',
    );
    const preview = await imports.preview([file]);
    expect(preview.files[0]).toMatchObject({ register: 'budgetLines', added: 1, failure: null });
    imports.commit(preview.token);
    expect(readSnapshot(store).budgetLines[0]).toMatchObject({
      year: '2023/24',
      grossBudgetPence: 40_000_500_00,
      incomeBudgetPence: -50_000_00,
    });
  });

  test('takes names that differ by a mapping, and remembers it', async () => {
    const { store, imports } = await service();
    const file = csv('f.csv', 'Council ref,Council', 'NNC,North');
    expect((await imports.preview([file])).files[0]?.failure?.code).toBe('unknown-kind');
    const mapping = { 'Council ref': 'code', Council: 'name' };
    const preview = await imports.preview([file], { register: 'funders', mapping });
    expect(preview.files[0]).toMatchObject({ added: 1, mapping });
    imports.commit(preview.token);
    const next = csv('f2.csv', 'Council,Council ref', 'South,SNC');
    const second = await imports.preview([next]);
    expect(second.files[0]).toMatchObject({ register: 'funders', added: 1, failure: null });
    imports.commit(second.token);
    expect(readSnapshot(store).funders.map((funder) => funder.name)).toEqual(['North', 'South']);
  });

  test.each([
    ['semicolons', 'Funder;Funder name\r\nA;Cañón – Ltd\r\n', 'utf8'],
    ['tabs', 'Funder\tFunder name\nA\tCañón – Ltd\n', 'utf8'],
    ['a byte-order mark', '\uFEFFFunder,Funder name\r\nA,Cañón – Ltd\r\n', 'utf8'],
    ['Windows-1252', 'Funder,Funder name\r\nA,Cañón \u0096 Ltd\r\n', 'latin1'],
    ['UTF-16', '\uFEFFFunder\tFunder name\r\nA\tCañón – Ltd\r\n', 'utf16le'],
  ] as const)('reads %s', async (_name, text, encoding) => {
    const { store, imports } = await service();
    imports.commit((await imports.preview([{ name: 'f.csv', bytes: Buffer.from(text, encoding) }])).token);
    expect(readSnapshot(store).funders).toMatchObject([{ code: 'A', name: 'Cañón – Ltd' }]);
  });

  test('blank tokens stay blank where they may and are refused where they may not', async () => {
    const { store, imports } = await service();
    const headers = 'Measure,Month,Group,Band,UASC,Source,Value';
    const row = (month: string, value: string) => `stock,${month},*,*,all,DfE,${value}`;
    const file = csv(
      'series.csv',
      headers,
      row('04/2023', 'tbc'),
      row('05/2023', '-'),
      row('06/2023', 'n/a'),
      row('07/2023', '0'),
      row('tb', '4'),
    );
    const preview = await imports.preview([file]);
    expect(preview.files[0]).toMatchObject({ added: 4, rejected: 1 });
    expect(preview.files[0]?.problems[0]).toMatchObject({ row: 6, column: 'Month', code: 'required' });
    imports.commit(preview.token);
    expect(readSnapshot(store).demandSeries.map((count) => count.value)).toEqual([null, null, null, 0]);
  });

  test('two rows of one key: alike counts once, unlike are both refused', async () => {
    const { imports } = await service();
    const file = csv('f.csv', 'Funder,Funder name', 'A,North', 'A,North', 'B,South', 'B,West');
    const [preview] = (await imports.preview([file])).files;
    expect(preview).toMatchObject({ rows: 4, added: 1, rejected: 2 });
    expect(preview?.problems.map((problem) => [problem.row, problem.code])).toEqual([
      [3, 'repeated'],
      [4, 'duplicate'],
      [5, 'duplicate'],
    ]);
  });

  test('settings say whose data it is and to what day', async () => {
    const { store, imports } = await service();
    const about = csv('about.csv', 'Setting,Value', 'Council,Northshire', 'Data date,31/12/2023', 'Synthetic,yes');
    const { importId } = imports.commit((await imports.preview([about])).token);
    expect(readSnapshot(store)).toMatchObject({ council: 'Northshire', dataDate: '2023-12-31', synthetic: true });
    imports.undo(importId ?? 0);
    expect(readSnapshot(store)).toMatchObject({ council: '', dataDate: '1970-01-01', synthetic: false });
  });

  test('a preview can be committed once', async () => {
    const { imports } = await service();
    const { token } = await imports.preview(everything);
    imports.commit(token);
    expect(() => imports.commit(token)).toThrow(expect.objectContaining({ code: 'import-missing' }));
  });

  test('a preview made before another change is compared again', async () => {
    const { store, imports } = await service();
    const { token } = await imports.preview([lines]);
    imports.commit((await imports.preview([lines])).token);
    expect(imports.commit(token)).toMatchObject({ importId: null, added: 0, unchanged: 2 });
    expect(readSnapshot(store).budgetLines).toHaveLength(2);
  });

  test('full birth dates are held only when asked for, and the preview says so', async () => {
    const { store, imports } = await service();
    imports.commit((await imports.preview(everything)).token);
    const file = csv('p.csv', placementHeaders, 'P1,C100,14/05/2012,no,IFA,framework,04/05/2023,,no');
    const preview = await imports.preview([file], { birthDate: 'day' });
    expect(preview.files[0]?.ignored.join()).toContain('full birth dates are held');
    imports.commit(preview.token);
    expect(readSnapshot(store).placements[0]).toMatchObject({ birthMonth: '2012-05-01', birthDate: '2012-05-14' });
  });
});

test('two programs that take in the same extract at one moment take it in once', async () => {
  const { store, imports } = await service();
  const other = await openStore(store.path, {
    keys: keysBeside(store.path),
    clock: fixedClock,
    backupFolder: dirname(store.path),
  });
  onTestFinished(() => other.close());
  other.prepare('pragma busy_timeout = 0').all();
  const second = await service(other);
  const [mine, theirs] = [await imports.preview([funders]), await second.imports.preview([funders])];
  // The other one commits in the very moment after this one has looked at what is held.
  const prepare = store.prepare;
  let tried: unknown = null;
  store.prepare = (text) => {
    const statement = prepare(text);
    if (tried !== null || !text.includes('issued_periods')) return statement;
    tried = 'committed';
    try {
      second.imports.commit(theirs.token);
    } catch (error) {
      tried = error;
    }
    return statement;
  };
  expect(imports.commit(mine.token)).toMatchObject({ added: 2 });
  expect(tried).toMatchObject({ code: 'store-locked' });
  expect(second.imports.commit(theirs.token)).toMatchObject({ added: 0, unchanged: 2 });
});
