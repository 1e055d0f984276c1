import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCell, plainCell, showCell } from '../../../renderer/components/grid/cell-text.ts';
import { parseDate } from '../../../shared/cells/date.ts';
import { dateOfDay } from '../../../shared/model/calendar.ts';
import type { Column } from '../../../shared/model/column.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';

const column = (register: keyof typeof registers, key: string): Column => {
  const found = (registers[register].columns as Columns)[key];
  if (!found) throw new Error(`No column ${register}.${key}`);
  return found;
};
const target = column('savings', 'targetPence');

describe('amounts as officers type them', () => {
  test.each([
    ['£1,234.50', 1234.5],
    ['(1,234.50)', -1234.5],
    ['−12', -12],
    ['-12', -12],
    ['1.2m', 1_200_000],
    ['365k', 365_000],
    ['.5', 0.5],
  ])('%s', (text, value) => expect(parseCell(target, text)).toEqual({ ok: true, value: Math.round(value * 100) }));
  test.each(['n/k', '1,2x', '--3', '(−3)', '12 pounds', '950,00', '1.234,56'])('%s is refused', (text) =>
    expect(parseCell(target, text)).toMatchObject({ ok: false }),
  );
  test('pence are whole, half away from zero', () => {
    expect(parseCell(target, '10.005')).toEqual({ ok: true, value: 1001 });
    expect(parseCell(target, '(0.50)')).toEqual({ ok: true, value: -50 });
  });
});

describe('dates', () => {
  test.each([
    ['31/03/2024', '2024-03-31'],
    ['2024-03-31', '2024-03-31'],
    ['1 Mar 2024', '2024-03-01'],
    ['01-March-2024', '2024-03-01'],
  ])('%s', (text, date) => expect(parseDate(text)).toBe(date));
  test.each(['31/02/2024', '03/31/2024', '31/03/24', 'yesterday', '1 Foo 2024'])('%s is refused', (text) =>
    expect(parseDate(text)).toBeNull(),
  );
});

describe('cells', () => {
  test('blank is null where it may be, and asked for where it may not', () => {
    expect(parseCell(target, '  ')).toEqual({ ok: true, value: null });
    expect(parseCell(column('savings', 'fullYearEffectPence'), '')).toEqual({
      ok: false,
      reason: 'Full-year effect is needed',
    });
  });
  test('a choice is taken by its beginning only when one begins so', () => {
    expect(parseCell(column('placements', 'route'), 'FRAME')).toEqual({ ok: true, value: 'framework' });
    expect(parseCell(column('savings', 'basis'), '')).toMatchObject({ ok: false });
    expect(parseCell(column('schemes', 'approval'), 'x')).toMatchObject({ ok: false });
  });
  test('a share beyond the whole is refused', () => {
    expect(parseCell(column('funderShares', 'shareBasisPoints'), '101')).toMatchObject({ ok: false });
    expect(parseCell(column('funderShares', 'shareBasisPoints'), '44.16 %')).toEqual({ ok: true, value: 4416 });
  });
  test('a year must be one', () => {
    expect(parseCell(column('savings', 'year'), '2023-24')).toEqual({ ok: true, value: '2023/24' });
    expect(parseCell(column('savings', 'year'), '2023/25')).toMatchObject({ ok: false });
  });
  test('yes and no', () => {
    expect(parseCell(column('savings', 'recurring'), 'y')).toEqual({ ok: true, value: 1 });
    expect(showCell(column('savings', 'recurring'), 0)).toBe('No');
    expect(parseCell(column('savings', 'recurring'), 'perhaps')).toMatchObject({ ok: false });
  });
});

describe('what is copied or edited reads back to what is held', () => {
  test('money', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (pence) => {
        expect(parseCell(target, plainCell(target, pence))).toEqual({ ok: true, value: pence === 0 ? 0 : pence });
        expect(parseCell(target, showCell(target, pence))).toEqual({ ok: true, value: pence === 0 ? 0 : pence });
      }),
    );
  });
  test('dates', () => {
    const start = column('placements', 'start');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), (day) => {
        const date = dateOfDay(day);
        expect(parseCell(start, plainCell(start, date))).toEqual({ ok: true, value: date });
        expect(parseCell(start, showCell(start, date))).toEqual({ ok: true, value: date });
      }),
    );
  });
  test('choices of every register', () => {
    for (const register of Object.values(registers)) {
      for (const found of Object.values(register.columns as Columns)) {
        for (const choice of found.choices)
          expect(parseCell(found, plainCell(found, choice))).toEqual({ ok: true, value: choice });
      }
    }
  });
});

describe('a sum typed into a cell', () => {
  const integer = column('savings', 'delayMonths');
  test.each([
    ['=1200*52/12', 520_000],
    ['=(840+160)*1.5', 150_000],
    ['= £1,250.50 - £80', 117_050],
    ['=-(2+3)*10%', -50],
    ['=2^3^2', 51_200],
    ['=10/3', 333],
    ['=1−3', -200],
  ])('%s', (text, pence) => expect(parseCell(target, text)).toEqual({ ok: true, value: pence }));
  test.each(['=', '=A1*2', '=1/0', '=(1+2', '=1+', '=2 apples', '=SUM(1)', '=1..2'])(
    '%s is refused, and kept as typed',
    (text) => expect(parseCell(target, text)).toMatchObject({ ok: false }),
  );
  test('a whole number must come out whole, and words stay words', () => {
    expect(parseCell(integer, '=12/4')).toEqual({ ok: true, value: 3 });
    expect(parseCell(integer, '=1/2')).toMatchObject({ ok: false });
    expect(parseCell(column('savings', 'name'), '=1+1')).toEqual({ ok: true, value: '=1+1' });
  });
});
