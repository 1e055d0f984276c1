import { describe, expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { scenarioDifferences, snapshotDifferences } from '../../../shared/scenario-file/differences.ts';
import { smallDocument } from './small-document.ts';

describe('what differs between two scenarios', () => {
  const lever = { ...newLever('price-uplift', 'l1', '2024-01-01'), name: 'Uplift', value: 3 };
  const base = { ...newScenario('Base', '2023/24', 9), levers: [lever], assumptions: { a: 1 } };

  test('the same scenario differs in nothing', () => {
    expect(scenarioDifferences(base, structuredClone(base))).toEqual([]);
  });
  test('settings, assumptions and levers are each named with both values', () => {
    const other = { ...base, period: 10, assumptions: { b: 2 }, levers: [{ ...lever, value: 4, on: false }] };
    expect(scenarioDifferences(base, other)).toEqual([
      { what: 'Period', before: '9', after: '10' },
      { what: 'Assumption a', before: '1', after: null },
      { what: 'Assumption b', before: null, after: '2' },
      { what: 'Lever Uplift, on', before: 'true', after: 'false' },
      { what: 'Lever Uplift, value', before: '3', after: '4' },
    ]);
  });
  test('a lever put in, taken out, or moved', () => {
    const second = { ...lever, id: 'l2', name: 'Second' };
    expect(scenarioDifferences(base, { ...base, levers: [] })).toEqual([
      { what: 'Lever Uplift', before: 'price-uplift 3', after: null },
    ]);
    expect(scenarioDifferences({ ...base, levers: [lever, second] }, { ...base, levers: [second, lever] })).toEqual([
      { what: 'Order of levers', before: 'l1, l2', after: 'l2, l1' },
    ]);
  });
});

describe('what differs between two sets of data', () => {
  test('rows are matched by key, whatever their number', () => {
    const { snapshot } = smallDocument();
    const other = structuredClone(snapshot);
    other.funders = other.funders.map((row) => ({ ...row, id: row.id + 50 })).reverse();
    expect(snapshotDifferences(snapshot, other)).toEqual([]);
  });
  test('added, removed and changed rows are counted and named with the columns that changed', () => {
    const { snapshot } = smallDocument();
    const other = structuredClone(snapshot);
    other.funders = [
      { id: 1, code: 'NNC', name: 'Renamed' },
      { id: 3, code: 'ENC', name: 'East' },
    ];
    expect(snapshotDifferences(snapshot, other)).toEqual([
      {
        register: 'funders',
        label: 'Funders',
        added: 1,
        removed: 1,
        changed: 1,
        rows: [
          { key: 'NNC', change: 'changed', columns: ['Funder name'] },
          { key: 'ENC', change: 'added', columns: [] },
          { key: 'WNC', change: 'removed', columns: [] },
        ],
      },
    ]);
  });
});
