import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSnapshot } from '../../../db/snapshot.ts';
import { sum } from '../../../shared/model/money.ts';
import { registerNames } from '../../../shared/model/registers.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { service } from '../import/helpers.ts';

const folder = new URL('../../../electron/sample-council/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => !name.endsWith('.txt'))
  .map((name) => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, folder))) }));

describe('the shipped extracts through the ordinary importer', () => {
  test('come in whole, are what the generator makes, and forecast the published totals', async () => {
    const { store, imports } = await service();
    const made = sampleSnapshot();
    const preview = await imports.preview(files);
    expect(preview.files.flatMap((file) => (file.failure ? [`${file.file}: ${file.failure.message}`] : []))).toEqual(
      [],
    );
    expect(preview.files.flatMap((file) => file.problems)).toEqual([]);
    const result = imports.commit(preview.token);
    expect([result.rejected, result.added]).toEqual([0, sum(registerNames.map((name) => made[name].length))]);

    const snapshot = readSnapshot(store);
    for (const name of registerNames) {
      const plain = (rows: readonly object[]) =>
        rows
          .map((row) => ({ ...row, id: 0, ...(name === 'placements' ? { childKey: '' } : {}) }))
          .map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).sort())))
          .sort();
      expect(plain(snapshot[name]), name).toEqual(plain(made[name]));
    }
    expect([snapshot.council, snapshot.dataDate, snapshot.synthetic]).toEqual([made.council, made.dataDate, true]);

    const thousands = (pence: number) => pence / 100_000;
    const closed = forecast(snapshot, newScenario('Base', '2022/23', 12)).total;
    expect(
      [closed.currentBudget, closed.outturn, closed.variance, closed.agreedInvestment, closed.netVariance].map(
        thousands,
      ),
    ).toEqual([128_631, 150_066, 21_435, 11_891, 9544]);
    const open = forecast(snapshot, newScenario('Base', '2023/24', 9)).total;
    expect([open.currentBudget, open.variance].map(thousands)).toEqual([150_938, 29_670]);

    const again = await imports.preview(files);
    expect(sum(again.files.map((file) => file.added + file.changed + file.rejected + file.gone))).toBe(0);
  });
});
