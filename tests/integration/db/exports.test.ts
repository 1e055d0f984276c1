import { expect, test } from 'vitest';
import { listExports, recordExport } from '../../../db/exports.ts';
import { yearsOf } from '../../../db/years.ts';
import { smallSnapshot, temporaryStore } from './helpers.ts';

test('exports are noted and listed newest first', async () => {
  const store = await temporaryStore();
  const made = { kind: 'workbook', sha256: 'a'.repeat(64), scenario: 'Base', bytes: 10 };
  recordExport(store, { ...made, name: 'one.xlsx' });
  recordExport(store, { ...made, name: 'two.xlsx' });
  expect(listExports(store)).toEqual([
    { ...made, id: 2, name: 'two.xlsx', when: '2024-02-10T09:00:00.000Z' },
    { ...made, id: 1, name: 'one.xlsx', when: '2024-02-10T09:00:00.000Z' },
  ]);
});

test('years come from budget lines and actuals, with the periods that have actuals', () => {
  const snapshot = smallSnapshot();
  const actual = { lineCode: 'PLC', expenditurePence: 1, incomePence: 0, source: 'ledger' };
  snapshot.actuals = [
    { id: 1, year: '2022/23', period: 12, ...actual },
    { id: 2, year: '2023/24', period: 2, ...actual },
    { id: 3, year: '2023/24', period: 1, ...actual },
  ];
  expect(yearsOf(snapshot)).toEqual([
    { year: '2022/23', periods: [12] },
    { year: '2023/24', periods: [1, 2] },
  ]);
});
