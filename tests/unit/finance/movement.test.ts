import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { issuedBefore, movementBetween, withMovement } from '../../../shared/finance/movement.ts';
import type { IssuedPeriod } from '../../../shared/model/forecast.ts';
import { sum } from '../../../shared/model/money.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { rollForward } from '../../../shared/scenario/roll-forward.ts';
import { smallCouncil } from '../scenario/small-council.ts';

const snapshot = smallCouncil();
const at = (period: number) => forecast(snapshot, newScenario('Base', '2023/24', period));
const issue = (period: number, more: Partial<IssuedPeriod> = {}): IssuedPeriod => ({
  ...{ id: period, year: '2023/24', period, at: '2024-01-01T00:00:00.000Z', who: 'tester', scenario: 'Base' },
  ...{
    engineVersion: '1',
    inputSha256: '',
    document: at(period),
    why: null,
    openChecks: [],
    reopenedAt: null,
    reopenedWho: null,
    reopenedWhy: null,
  },
  ...more,
});

describe('movement since the period before', () => {
  test('lines and total move by the difference of their outturns; parts foot and cross-foot', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), (from, to) => {
        const [before, now] = [at(from), at(to)];
        const { lines, total } = movementBetween(before, now);
        expect(total.change).toBe(now.total.outturn - before.total.outturn);
        for (const key of ['change', 'restated', 'closed', 'ahead'] as const) {
          expect(sum(lines.map((line) => line[key]))).toBe(total[key]);
        }
        for (const line of [...lines, total]) expect(line.restated + line.closed + line.ahead).toBe(line.change);
      }),
      { numRuns: 25 },
    );
  });

  test('P6 rolls forward to P7, and the forecast carries the movement of each line and of the total', () => {
    const issued = issue(6);
    const rolled = rollForward(snapshot, newScenario('Base', '2023/24', 6));
    expect(rolled).toMatchObject({ scenario: { period: 7, status: 'draft' }, ready: true, withoutActuals: [] });
    const plain = forecast(snapshot, rolled.scenario);
    const made = withMovement(plain, issuedBefore([issue(3), issued], '2023/24', 7));
    expect(made.movementFrom).toEqual({ year: '2023/24', period: 6, issuedAt: issued.at });
    expect(made.total.movement).toBe(made.total.outturn - issued.document.total.outturn);
    expect(sum(made.lines.map((line) => line.movement ?? Number.NaN))).toBe(made.total.movement);
    const { movementFrom, ...rest } = made;
    expect({
      ...rest,
      lines: rest.lines.map(({ movement, ...line }) => line),
      total: { ...rest.total, movement: undefined },
    }).toEqual({
      ...plain,
      total: { ...plain.total, movement: undefined },
    });
  });

  test('a reopened issue and one of another year are not measured against', () => {
    expect(issuedBefore([issue(6, { reopenedAt: 'then' }), issue(8, { year: '2022/23' })], '2023/24', 9)).toBeNull();
    expect(withMovement(at(7), null)).toEqual(at(7));
  });

  test('the month after the last actuals is not ready, and period 12 has no next', () => {
    const rolled = rollForward(snapshot, newScenario('Base', '2023/24', 9));
    expect([rolled.ready, rolled.begun]).toEqual([false, false]);
    expect(rolled.withoutActuals).toEqual(['STAFF', 'PLACE', 'LEGAL', 'GRANT']);
    expect(() => rollForward(snapshot, newScenario('Base', '2023/24', 12))).toThrow('closed at period 12');
  });
});
