import { describe, expect, test } from 'vitest';
import { editLabel, plural } from '../../../db/edit-label.ts';
import { snakeCase, statementsOf, tableOf, tables, updateOf } from '../../../db/tables.ts';
import type { Edit } from '../../../shared/api.ts';

const update = (register: 'savings' | 'risks', id: number): Edit => ({ op: 'update', register, id, values: {} });

describe('words of an undo step', () => {
  test.each<[Edit[], string]>([
    [[update('savings', 1)], 'Change 1 saving'],
    [[update('savings', 1), update('savings', 1)], 'Change 1 saving'],
    [[update('savings', 1), update('savings', 2), update('savings', 3)], 'Change 3 savings'],
    [
      [
        { op: 'delete', register: 'forecastEntries', id: 1 },
        { op: 'delete', register: 'forecastEntries', id: 2 },
      ],
      'Delete 2 forecast entries',
    ],
    [
      [
        { op: 'insert', register: 'pressures', values: {} },
        { op: 'insert', register: 'pressures', values: {} },
      ],
      'Add 2 pressures',
    ],
    [[update('savings', 1), update('risks', 1)], 'Change 2 rows in 2 registers'],
  ])('%j', (edits, label) => expect(editLabel(edits)).toBe(label));

  test('plurals', () => expect(['entry', 'saving', 'key'].map(plural)).toEqual(['entries', 'savings', 'keys']));
});

describe('tables', () => {
  test('names are snake case and only ours are known', () => {
    expect(snakeCase('shareBasisPoints')).toBe('share_basis_points');
    expect(tables.budgetLines.name).toBe('budget_lines');
    for (const name of ['sqlite_master', 'constructor', '__proto__', 'changes; drop table x']) {
      expect(() => tableOf(name)).toThrow(RangeError);
    }
  });

  test('every value of every statement is bound', () => {
    for (const table of Object.values(tables)) {
      expect(statementsOf(table).insert.match(/\?/g)).toHaveLength(table.columns.length + 2);
      expect(updateOf(table, table.columns).match(/\?/g)).toHaveLength(table.columns.length + 2);
      const [column = ''] = table.columns;
      expect(updateOf(table, [column])).toContain(`"${snakeCase(column)}" = ?`);
    }
  });
});
