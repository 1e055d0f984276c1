import { describe, expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Lever, LeverKind } from '../../../shared/model/lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { noteTexts, row, rows, smallCouncil, steadyDemand } from './small-council.ts';

const year = '2023/24';
const scenario = (levers: Lever[] = [], period = 9) => ({ ...newScenario('Base', year, period), levers });
const lever = (kind: LeverKind, value: number, more: Partial<Lever> = {}): Lever => ({
  ...newLever(kind, `${kind}-1`, '2024-01-01'),
  value,
  ...more,
});
const run = (levers: Lever[] = [], period = 9) => forecast(smallCouncil(), scenario(levers, period), steadyDemand());
const line = (result: ReturnType<typeof run>, code: string) => {
  const found = result.lines.find((each) => each.code === code);
  if (!found) throw new Error(code);
  return found;
};

describe('forecast', () => {
  const base = run();

  test('feet and cross-feet to the penny', () => {
    for (const each of [...base.lines, base.total]) {
      expect(each.months.reduce((a, b) => a + b, 0)).toBe(each.outturn);
      expect(each.budgetMonths.reduce((a, b) => a + b, 0)).toBe(each.currentBudget);
      expect(each.actualToPeriod + each.committed + each.projected + each.adjustments).toBe(each.outturn);
      expect(each.expenditureForecast + each.incomeForecast).toBe(each.outturn);
      expect(each.outturn - each.currentBudget - each.agreedInvestment).toBe(each.netVariance);
    }
    expect(base.total.outturn).toBe(base.lines.reduce((total, each) => total + each.outturn, 0));
    expect(
      base.months.reduce((total, each) => total + each.actual + each.committed + each.projected + each.adjustments, 0),
    ).toBe(base.total.outturn);
    expect(base.bridge.reduce((total, step) => total + step.amount, 0)).toBe(base.total.variance);
    expect(base.bridge.at(-1)?.key).toBe('unexplained');
    expect(base.bridge.at(-1)?.amount).toBe(0);
  });

  test('costs placements: stayers at their own dated price, the rest at the starter price after free places', () => {
    const place = line(base, 'PLACE');
    // 91 days of Jan–Mar 2024: 700 and 800 a week; 5,000 then 5,200 from 15 Feb (46 days); 6,000.
    const stayers = (91 * (70_000 + 80_000 + 600_000) + 45 * 500_000 + 46 * 520_000) / 7;
    const block = (36_600_000 * 91) / 366;
    const contributions = -(91 * (7_000 + 60_000)) / 7;
    // One more child in residential care fills the one free block place at no cost; its group's contribution comes in.
    const starterContribution = -(91 * 60_000) / 7;
    expect(place.committed).toBe(Math.round(stayers + block) + Math.round(contributions));
    expect(place.projected).toBe(Math.round(starterContribution));
    expect(base.placements.blockCost).toBe(block);
    expect(base.placements.voids).toBe(0);
    const two = forecast(smallCouncil(), scenario(), steadyDemand(2));
    const starter = (91 * 600_000) / 7;
    expect(line(two, 'PLACE').projected).toBe(Math.round(starter) + Math.round(2 * starterContribution));
  });

  test('a line by profile keeps the rest of its current budget; a change falls from its date', () => {
    const staff = line(base, 'STAFF');
    expect(staff.currentBudget).toBe(111_000_000);
    expect(staff.agreedInvestment).toBe(500_000);
    expect(staff.committed).toBe(staff.budgetMonths.slice(9).reduce((a, b) => a + b, 0));
    expect(line(base, 'LEGAL').agreedChanges).toBe(0);
    expect(noteTexts(base.notes).join(' ')).toContain('LEGAL: 1 budget change is not approved');
  });

  test('run-rate goes on at the mean; stated takes only actuals and entries', () => {
    expect(line(base, 'LEGAL').projected).toBe(3 * 555_555);
    expect(line(base, 'GRANT').outturn).toBe(0);
    expect(line(base, 'GRANT').expenditureForecast).toBe(5_000_000);
  });

  test('slippage enters once: the months after the period on a budget line, the change of delivery on a cost line', () => {
    const [first, second] = base.savings.rows;
    // Rated (300 + 0.75 × 400)/900 = 2/3 of 900 a year's part; 3 of 9 months are ahead.
    expect(first?.slippage).toBe(300_000);
    expect(first?.inForecast).toBe(100_000);
    expect(line(base, 'STAFF').adjustments).toBe(100_000);
    expect(second?.slippage).toBe(300_000);
    expect(second?.inForecast).toBe(0);
    expect(line(base, 'PLACE').adjustments).toBe(0);
    expect(base.savings.mitigation).toBe(240_000);
    expect(base.savings.target).toBe(1_500_000);
    const none = run([lever('saving-delivery', 0, { reference: 'S2' })]);
    expect(none.total.outturn - base.total.outturn).toBe(150_000);
    expect(none.savings.slippage - base.savings.slippage).toBe(300_000);
  });

  test('a counted pressure adds only its months ahead', () => {
    // 0.5 × 600,000 − 0.5 × 0.4 × 100,000 = 280,000 over six months, three of them ahead.
    expect(base.pressures.rows[0]?.expected).toBe(280_000);
    expect(base.pressures.worst).toBe(900_400);
    expect(base.pressures.counted).toBe(140_000);
    expect(line(base, 'LEGAL').adjustments).toBe(140_000 - 300_000);
    expect(run([lever('pressure-probability', 100, { reference: 'R1' })]).pressures.counted).toBe(280_000);
  });

  test('the closed year is its actuals and entries', () => {
    const whole = smallCouncil();
    // Actuals of P10–P12 are those of P9.
    const ninth = whole.actuals.filter((each) => each.period === 9);
    whole.actuals.push(
      ...[10, 11, 12].flatMap((period) => ninth.map((each) => ({ ...each, id: each.id + period, period }))),
    );
    const closed = forecast(whole, scenario([], 12), steadyDemand());
    expect(closed.total.committed).toBe(0);
    expect(closed.total.projected).toBe(0);
    expect(closed.gaps).toEqual([]);
    expect(closed.total.adjustments).toBe(-300_000);
    expect(closed.savings.rows[0]?.slippage).toBe(300_000);
  });

  test('splits shared lines by funder to the penny', () => {
    const shared = base.lines.filter((each) => each.code !== 'GRANT');
    const net = shared.reduce((total, each) => total + each.netVariance, 0);
    expect(base.funders.reduce((total, each) => total + each.netVariance, 0)).toBe(net);
    expect(base.funders[0]?.netVariance).toBe(Math.round(net * 0.4416));
    const moved = run([lever('share', 1.5, { reference: 'N', from: '2023-04-01' })]);
    expect(moved.funders.map((each) => each.shareBasisPoints)).toEqual([4566, 5434]);
  });

  test('shares that do not total refuse the split and say what is too much', () => {
    const snapshot = smallCouncil();
    snapshot.funderShares = rows('funderShares', [
      { funderCode: 'N', from: '2021-04-01', shareBasisPoints: 4416 },
      { funderCode: 'W', from: '2021-04-01', shareBasisPoints: 5684 },
    ]);
    const result = forecast(snapshot, scenario(), steadyDemand());
    expect(result.funders).toEqual([]);
    expect(noteTexts(result.notes).join(' ')).toContain('total 101.00 %; 1.00 % is too much');
  });

  test('each finance lever moves what it names and nothing else', () => {
    const uplift = run([lever('price-uplift', 10, { groups: ['FOS'] })]);
    expect(uplift.total.outturn - base.total.outturn).toBe(Math.round((91 * 150_000 * 0.1) / 7));
    const cut = run([lever('price-reduction', 10, { groups: ['FOS'], to: '2024-02-01' })]);
    expect(cut.total.outturn - base.total.outturn).toBe(-Math.round((31 * 150_000 * 0.1) / 7));
    const partner = run([lever('contribution', 5, { groups: ['FOS'], from: '2024-03-01' })]);
    expect(partner.total.incomeForecast - base.total.incomeForecast).toBeCloseTo(-(31 * 150_000 * 0.05) / 7, -1);
    const funded = run([lever('funding', 1000, { reference: 'STAFF' })]);
    expect(funded.total.netVariance - base.total.netVariance).toBe(-100_000);
    expect(funded.total.outturn).toBe(base.total.outturn);
    const once = run([lever('one-off', -50, { reference: 'LEGAL', from: '2024-02-10' })]);
    expect(once.total.outturn - base.total.outturn).toBe(-5_000);
    expect((once.total.months[10] ?? 0) - (base.total.months[10] ?? 0)).toBe(-5_000);
    const beds = run([lever('block-beds', 1, { groups: ['RES'] })]);
    expect(beds.placements.blockCost - base.placements.blockCost).toBeCloseTo((18_300_000 * 91) / 366, 0);
  });

  test('a lever that names what is not held is refused by name; one that names no line yet says so', () => {
    expect(() => run([lever('saving-delay', 3, { reference: 'S9' })])).toThrow('S9');
    expect(() => run([lever('one-off', 3, { reference: 'NOWHERE' })])).toThrow('NOWHERE');
    expect(noteTexts(run([lever('one-off', 3)]).notes).join(' ')).toContain('names no budget line');
  });

  test.each([
    ['saving-delay', 3, 'saving'],
    ['saving-delivery', 80, 'saving'],
    ['pressure-probability', 90, 'pressure'],
    ['pressure-impact', 50, 'pressure'],
    ['share', 5, 'funder'],
    ['funding', 9, 'budget line'],
    ['moves', 2, 'group to move to'],
  ] as const)('“%s” does nothing until its target is chosen, and says so', (kind, value, what) => {
    const made = forecast(smallCouncil(), { ...scenario(), levers: [lever(kind, value)] });
    const plain = forecast(smallCouncil(), scenario());
    expect(noteTexts(made.notes)).toContainEqual(expect.stringContaining(`names no ${what} and has no effect`));
    expect({ ...made, notes: [] }).toEqual({ ...plain, notes: [] });
  });

  test('an off or neutral lever changes nothing at all', () => {
    const off = run([
      lever('price-uplift', 10, { on: false }),
      lever('price-uplift', 0),
      lever('one-off', 0, { reference: 'STAFF' }),
    ]);
    expect(off).toEqual(base);
  });

  test('a pressure on a line the year does not have is refused, never lost', () => {
    const snapshot = smallCouncil();
    snapshot.pressures = [row('pressures', 1, { ...snapshot.pressures[0], lineCode: 'GONE' })];
    expect(() => forecast(snapshot, scenario(), steadyDemand())).toThrow('GONE');
  });

  test('days between the period and the data date are costed from the register', () => {
    // P8 closed, data to December: December is own spans at own prices, all committed.
    const earlier = run([], 8);
    const december = (31 * (70_000 + 80_000 + 500_000 + 600_000)) / 7 + (36_600_000 * 31) / 366;
    const income = -(31 * 67_000) / 7;
    const gap = line(earlier, 'PLACE').committed - line(base, 'PLACE').committed;
    expect(Math.abs(gap - december - income)).toBeLessThan(2);
  });
});
