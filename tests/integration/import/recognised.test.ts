import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSnapshot } from '../../../db/snapshot.ts';
import { withoutStated } from '../../../shared/import-mapping/stated.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { csv, service } from './helpers.ts';

/** Two councils in their own columns: what each file holds was counted in a spreadsheet, not by Outturn. */
const fixtures = join(import.meta.dirname, '../../fixtures');
const filesOf = (council: string) =>
  readdirSync(join(fixtures, council)).map((name) => ({ name, path: join(fixtures, council, name) }));

async function imported(
  council: string,
  change: Parameters<Awaited<ReturnType<typeof service>>['imports']['again']>[1] = {},
) {
  const { store, imports } = await service();
  const first = await imports.preview(filesOf(council));
  const preview = imports.again(first.token, change) ?? first;
  const result = imports.commit(preview.token);
  return { store, imports, first, preview, result, data: readSnapshot(store) };
}
const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);

describe('a council’s own files', () => {
  test('the nine extracts come in without a word, to the penny, as one step that is undone whole', async () => {
    const { data, imports, result, store } = await imported('council');
    expect(sum(data.budgetLines, (line) => line.grossBudgetPence)).toBe(2_030_000_000);
    expect(sum(data.budgetLines, (line) => line.incomeBudgetPence)).toBe(-75_000_000);
    expect(sum(data.actuals, (row) => row.expenditurePence)).toBe(1_097_556_141);
    expect([...new Set(data.actuals.map((row) => row.period))]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(data.funderShares.map((row) => row.shareBasisPoints)).toEqual([9200, 800]);
    expect(sum(data.savings, (row) => row.targetPence ?? 0)).toBe(131_500_000);
    expect(sum(data.savingRatings, (row) => row.redPence)).toBe(37_500_000);
    expect(data.savings.find((row) => row.reference === 'S05')?.recurring).toBe(0);
    expect(data.pressures.map((row) => row.startPeriod)).toEqual([1, 8, 7]);
    expect(sum(data.tranches, (row) => row.amountPence)).toBe(53_000_000);
    expect(sum(data.benefits, (row) => row.amountPence)).toBe(209_000_000);
    // Four of forty placements have a cell that cannot be what it is, and are set aside with their prices.
    expect([data.placements.length, data.placementPrices.length, result.rejected]).toEqual([37, 36, 7]);
    expect(data.placementGroups.map(({ code, lineName }) => [code, lineName])).toContainEqual([
      'foster-agency',
      'CS220',
    ]);
    if (result.importId !== null) imports.undo(result.importId);
    expect(readSnapshot(store).budgetLines).toEqual([]);
    expect(readSnapshot(store).placements).toEqual([]);
  });

  test('a second council’s columns, of other systems, are recognised without any choice', async () => {
    const { data, first, result } = await imported('council-second');
    expect(first.files.filter((file) => file.failure)).toEqual([]);
    expect(result.rejected).toBe(0);
    expect(sum(data.budgetLines, (line) => line.grossBudgetPence)).toBe(2_374_000_000);
    expect(sum(data.budgetLines, (line) => line.incomeBudgetPence)).toBe(-91_000_000);
    expect([data.actuals.length, data.placements.length, data.placementPrices.length]).toEqual([48, 60, 60]);
    expect(data.risks.map((risk) => [risk.currentProbability, risk.currentImpact])).toEqual([
      [4, 4],
      [4, 3],
    ]);
    expect(sum(data.savings, (row) => row.targetPence ?? 0)).toBe(78_000_000);
    expect(sum(data.savingRatings, (row) => row.amberPence)).toBe(41_000_000);
    expect(data.funderShares.map((row) => row.shareBasisPoints)).toEqual([8850, 900, 250]);
    expect(data.jointFunding.map((row) => row.partner)).toEqual(['health', 'education']);
    expect(sum(data.placementPrices, (row) => row.healthPence)).toBe(628_840);
  });

  test('the written mappings read the same in a fresh copy; what each year states is not among them', async () => {
    const { first, data } = await imported('council');
    const tables = first.files.flatMap(({ table }) => (table ? [withoutStated(table)] : []));
    expect(tables.flatMap(({ constants }) => Object.keys(constants ?? {}))).not.toContain('year');
    const again = await imported('council', { tables });
    const bare = (rows: readonly object[]) => rows.map((row) => ({ ...row, id: 0 }));
    for (const register of [
      'budgetLines',
      'actuals',
      'savings',
      'savingRatings',
      'pressures',
      'placementPrices',
    ] as const)
      expect(bare(again.data[register]), register).toEqual(bare(data[register]));
    // Remembered: the same files once more are read by them, into each of their registers.
    const third = await again.imports.preview(filesOf('council'));
    expect(third.files.filter((file) => file.added + file.changed > 0)).toEqual([]);
  });

  test('a corrected row is taken in, in both registers it is read into; the file is not read again', async () => {
    const { imports } = await service();
    const { token } = await imports.preview(filesOf('council'));
    const table = 'LCS placements with cost 30-09-2025.csv';
    const corrections = [
      { table, row: 6, cells: { DoB: '14/05/2012' } },
      { table, row: 10, cells: { 'Net weekly cost': '£4,900.00' } },
    ];
    const again = imports.again(token, { corrections });
    const rejected = again?.files.filter((file) => file.of === table).map((file) => file.rejected);
    expect(rejected).toEqual([2, 2]);
    expect(again?.token).toBe(token);
  });

  test('a table left out, or said to be another, is so', async () => {
    const { imports } = await service();
    const { token } = await imports.preview(filesOf('council'));
    const left = imports.again(token, { skipped: ['Funders.csv', 'Savings tracker.csv (Savings RAG)'] });
    const kinds = new Map(left?.files.map((file) => [file.file, file.kind]));
    expect([kinds.get('Funders.csv'), kinds.get('Savings tracker.csv (Savings RAG)')]).toEqual(['skipped', 'skipped']);
    const other = imports.again(token, { registerOf: { 'Pressures log.csv': 'savings' } });
    const said = other?.files.find((file) => file.file === 'Pressures log.csv');
    expect(said?.failure).not.toBeNull();
    expect(said?.table).toMatchObject({
      register: 'savings',
      columns: { Ref: 'reference', 'Cost centre': 'lineCode' },
    });
  });

  test('nothing of a child is shown that is not needed to match its columns', async () => {
    const { imports } = await service();
    const { files } = await imports.preview([
      csv(
        'LCS placements.csv',
        'Child LCS ID,Child name,DoB,Placement no,Category of placement,Date placed,How purchased,Ethnicity,Note',
        '500037,Ada Lovelace,10/08/2011,P1,Residential - external,28/08/2022,Spot,WBRI,Ada Byron asked',
        '500038,Ada Byron,10/08/2012,P2,Independent Fostering Agency,31/02/2022,Spot,WBRI,AB1 2CD',
      ),
    ]);
    const shown = JSON.stringify(files);
    for (const secret of ['Lovelace', 'Byron', '500037', '10/08/2011', 'WBRI', 'AB1 2CD'])
      expect(shown).not.toContain(secret);
    expect(shown).toContain('Residential - external');
  });

  test('reading many files tells how far it is, and stops when it is told to', async () => {
    const { imports } = await service();
    const told: string[] = [];
    const stop = imports.preview(filesOf('council'), {}, (done, total, file) => {
      told.push(`${done} of ${total} ${file}`);
      if (done === 2) throw new OutturnError('cancelled', 'Stopped.');
    });
    await expect(stop).rejects.toMatchObject({ code: 'cancelled' });
    expect(told).toEqual(['0 of 9 Budget book 2025-26.csv', '1 of 9 Funders.csv', '2 of 9 GL actuals P01-P06.csv']);
  });
});
