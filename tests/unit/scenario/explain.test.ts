import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Lever, LeverKind } from '../../../shared/model/lever.ts';
import { sum } from '../../../shared/model/money.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import { bridgeByPriceVolumeMix, compareForecasts } from '../../../shared/scenario/compare.ts';
import { bridgeByLever } from '../../../shared/scenario/compare-scenarios.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { smallCouncil } from './small-council.ts';

// One snapshot for all: what it prepares and projects is kept by its identity. The demand engine is the real one.
const snapshot = smallCouncil();
const base: Scenario = newScenario('Base', '2023/24', 9);
const lever = (kind: LeverKind, value: number, more: Partial<Lever> = {}): Lever => ({
  ...newLever(kind, `${kind} ${value}`, '2024-01-01'),
  value,
  ...more,
});
const levers = [
  lever('price-uplift', 5),
  lever('entrants-percent', -20),
  lever('saving-delivery', 40, { reference: 'S1' }),
  lever('price-reduction', 3, { groups: ['RES'] }),
  lever('one-off', 1234.56, { reference: 'STAFF' }),
  lever('price-uplift', 0),
];
const scenario: Scenario = { ...base, levers };
const [before, after] = [forecast(snapshot, base), forecast(snapshot, scenario)];
const difference = after.total.outturn - before.total.outturn;

describe('effect of each lever', () => {
  const alone = { ...scenario, levers: [] };
  test('sequential and Shapley both sum to the difference to the penny', () => {
    expect(difference).not.toBe(0);
    for (const method of ['sequential', 'shapley'] as const) {
      const made = bridgeByLever(snapshot, alone, scenario, method);
      expect(sum(made.map((step) => step.amount))).toBe(difference);
      expect(made.find((step) => step.key === `lever:${levers[4]?.id}`)?.amount).toBe(123_456);
      // A lever at the value that changes nothing is no step.
      expect(made.some((step) => step.key === `lever:${levers[5]?.id}`)).toBe(false);
      expect(made.at(-1)).toMatchObject({ key: 'unexplained', amount: 0 });
    }
  });

  test('Shapley does not depend on the order of independent levers; sequential shows its own', () => {
    const turned = { ...scenario, levers: [...levers].reverse() };
    const reversed = bridgeByLever(snapshot, alone, turned, 'shapley');
    for (const step of bridgeByLever(snapshot, alone, scenario, 'shapley')) {
      const other = reversed.find((each) => each.key === step.key);
      expect(Math.abs((other?.amount ?? 0) - step.amount)).toBeLessThanOrEqual(1);
    }
  });

  test('a measure of the position sees funding', () => {
    const funded = { ...base, levers: [lever('funding', 1000, { reference: 'STAFF' })] };
    const net = bridgeByLever(snapshot, base, funded, 'sequential', (each) => each.total.netVariance);
    expect(sum(net.map((step) => step.amount))).toBe(-100_000);
    expect(sum(bridgeByLever(snapshot, base, funded).map((step) => step.amount))).toBe(0);
  });
});

describe('comparing', () => {
  test('line by line, side by side', () => {
    const made = compareForecasts(before, after);
    expect(made.total.outturn.difference).toBe(difference);
    expect(sum(made.lines.map((line) => line.outturn.difference))).toBe(difference);
    expect(made.lines.find((line) => line.code === 'GRANT')?.outturn.difference).toBe(0);
    const short = compareForecasts({ ...before, lines: before.lines.slice(1) }, after);
    expect(short.lines.at(-1)).toMatchObject({ code: 'STAFF', outturn: { a: null } });
  });

  test('bridges sum to the difference and always show what is unexplained', () => {
    for (const steps of [
      bridgeByPriceVolumeMix(before, after, snapshot),
      bridgeByLever(snapshot, base, scenario),
      bridgeByLever(snapshot, base, scenario, 'sequential'),
    ]) {
      expect(sum(steps.map((step) => step.amount))).toBe(difference);
      expect(steps.at(-1)?.key).toBe('unexplained');
      expect(Math.abs(steps.at(-1)?.amount ?? Number.NaN)).toBeLessThanOrEqual(10);
    }
  });

  test('price, volume and mix leave nothing unexplained of placements, whatever their lines are called or hold', () => {
    const uplift = { ...newLever('price-uplift', 'p', '2024-01-01'), value: 10 };
    const fewer = { ...newLever('entrants-percent', 'e', '2024-01-01'), value: -40 };
    const more = { ...newLever('entrants-number', 'n', '2024-01-01'), value: 3 };
    const elsewhere = snapshot.placementGroups.map((group) => ({
      ...group,
      lineName: group.code === 'FOS' ? 'LEGAL' : null,
    }));
    const asOther = snapshot.budgetLines.map((line) => ({ ...line, service: 'other' as const }));
    for (const data of [
      { ...snapshot, placementGroups: elsewhere },
      { ...snapshot, budgetLines: asOther },
    ]) {
      const levered = { ...base, levers: [uplift, fewer, more] };
      const steps = bridgeByPriceVolumeMix(forecast(data, base), forecast(data, levered), data);
      expect(steps.find(({ key }) => key === 'price')?.amount).not.toBe(0);
      expect(steps.at(-1)).toEqual({ key: 'unexplained', label: 'Unexplained', amount: 0 });
    }
  });

  test('a bridge between two scenarios names what is changed, taken away and set otherwise', () => {
    const other: Scenario = {
      ...base,
      assumptions: { 'rag-amber': 0.5 },
      levers: [lever('price-uplift', 7, { id: 'price-uplift 5' }), ...levers.slice(2)],
    };
    const steps = bridgeByLever(snapshot, scenario, other, 'sequential');
    expect(steps.map((step) => step.key)).toEqual([
      'settings',
      'lever:price-uplift 5',
      'lever:entrants-percent -20',
      'unexplained',
    ]);
    expect(sum(steps.map((step) => step.amount))).toBe(forecast(snapshot, other).total.outturn - after.total.outturn);
    expect(steps.at(-1)?.amount).toBe(0);
    expect(bridgeByLever(snapshot, scenario, scenario)).toEqual([
      { key: 'unexplained', label: 'Unexplained', amount: 0 },
    ]);
  });
});

describe('any scenario', () => {
  const anyLever = fc
    .tuple(
      fc.constantFrom<LeverKind>(
        ...([
          'price-uplift',
          'price-reduction',
          'contribution',
          'saving-delay',
          'saving-delivery',
          'saving-ramp',
        ] as const),
        ...(['pressure-probability', 'pressure-impact', 'funding', 'share', 'one-off', 'exits-percent'] as const),
      ),
      fc.integer({ min: 0, max: 25 }),
      fc.boolean(),
      fc.integer({ min: 0, max: 6 }),
      fc.constantFrom('2023-04-01', '2024-01-01', '2024-02-10', '2024-06-01'),
    )
    .map(([kind, value, on, rampMonths, from]): Lever => {
      const named = { 'one-off': 'LEGAL', funding: 'STAFF', share: 'N' } as Partial<Record<LeverKind, string>>;
      return { ...lever(kind, value), on, rampMonths, from, reference: named[kind] ?? null };
    });
  const any = fc.record({ list: fc.array(anyLever, { maxLength: 5 }), period: fc.integer({ min: 0, max: 12 }) });

  test('foots, splits and bridges to the penny, and is the same twice', () => {
    fc.assert(
      fc.property(any, ({ list, period }) => {
        const chosen = { ...base, period, levers: list.map((each, at) => ({ ...each, id: `${at}` })) };
        const made = forecast(snapshot, chosen);
        expect(sum(made.lines.map((line) => line.outturn))).toBe(made.total.outturn);
        expect(sum(made.total.months)).toBe(made.total.outturn);
        expect(sum(made.bridge.map((step) => step.amount))).toBe(made.total.variance);
        const shared = made.lines.filter((line) => line.code !== 'GRANT');
        expect(sum(made.funders.map((funder) => funder.netVariance))).toBe(sum(shared.map((line) => line.netVariance)));
        // What the registers say they add is what the lines hold: nothing twice, nothing lost.
        const entered = [...made.savings.rows, ...made.pressures.rows].map((row) => row.inForecast ?? 0);
        const oneOffs = list.filter((each) => each.kind === 'one-off' && each.on && each.from < '2024-04-01');
        expect(made.total.adjustments).toBe(sum(entered) - 300_000 + sum(oneOffs.map((each) => each.value * 100)));
        expect(forecast(smallCouncil(), chosen)).toEqual(made);
      }),
      { numRuns: 40 },
    );
  });

  test('slippage is never counted twice: a month of delivery moves the outturn by that month and no more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 24 }),
        fc.integer({ min: 0, max: 150 }),
        fc.constantFrom('STAFF', 'PLACE', 'LEGAL', 'GRANT'),
        (period, delay, delivered, lineCode) => {
          const moved = smallCouncil();
          moved.savings = moved.savings.map((row) => ({ ...row, lineCode }));
          const set = (list: Lever[]) => forecast(moved, { ...base, period, levers: list });
          const [plain, changed] = [set([]), set([lever('saving-delay', delay), lever('saving-delivery', delivered)])];
          const ahead = (made: typeof plain) =>
            sum(made.savings.rows.filter((row) => row.class === 'saving').flatMap((row) => row.months.slice(period)));
          const shift = plain.total.outturn - changed.total.outturn;
          // Each saving is rounded on its own: a penny each.
          expect(Math.abs(shift - (ahead(changed) - ahead(plain)))).toBeLessThanOrEqual(4);
          if (period === 12) expect(shift).toBe(0);
        },
      ),
      { numRuns: 40 },
    );
  });
});
