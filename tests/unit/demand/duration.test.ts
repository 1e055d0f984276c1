import { expect, test } from 'vitest';
import { projectChain } from '../../../shared/demand/chain.ts';
import {
  durationClass,
  durationMultipliers,
  openingByDuration,
  projectDurationChain,
} from '../../../shared/demand/history/duration.ts';
import { basePlan, prepare } from '../../../shared/demand/prepare.ts';
import { projectDemand } from '../../../shared/demand/project.ts';
import { projectionSteps } from '../../../shared/demand/steps.ts';
import { dateOfDay, dayNumber } from '../../../shared/model/calendar.ts';
import { syntheticSnapshot } from './synthetic.ts';

const snapshot = syntheticSnapshot(300, 6);
const asked = { snapshot, reference: null, kappaDays: 1095 };

test('months in care fall into the classes of the model', () => {
  expect([0, 1, 2, 3, 5, 6, 11, 12, 23, 24, 90].map(durationClass)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
});

test('with all multipliers 1 it is the chain', () => {
  const prepared = prepare(asked);
  const size = prepared.rates.groups.length;
  const steps = projectionSteps(snapshot.dataDate, 30);
  const plan = ({ step }: { step: (typeof steps)[number] }) => basePlan(prepared, step);
  const layers = openingByDuration(prepared, snapshot.dataDate);
  const split = projectDurationChain(layers, size, steps, [1, 1, 1, 1, 1, 1], plan, prepared.cache);
  const whole = projectChain(prepared.opening, size, steps, plan, prepared.cache);
  whole.forEach((step, at) => {
    for (const key of ['stock', 'childDays', 'leavers', 'moves', 'agedOut', 'hazards'] as const) {
      step[key].forEach((value, cell) => {
        expect(Math.abs(split[at]![key][cell]! - value)).toBeLessThan(1e-9);
      });
    }
  });
});

test('few leavers move a class little: κ child-days of the mean rate stand on either side', () => {
  const own = (kappaDays: number) => durationMultipliers(prepare({ ...asked, kappaDays }), snapshot.dataDate);
  const [raw, pulled, heavy] = [own(0), own(1095), own(1e9)];
  raw.forEach((multiplier, at) => {
    expect(Math.abs(pulled[at]! - 1)).toBeLessThan(Math.abs(multiplier - 1) + 0.05);
    expect(heavy[at]).toBeCloseTo(1, 3);
  });
  expect(Math.max(...raw.map((multiplier) => Math.abs(multiplier - 1)))).toBeGreaterThan(0.02);
});

test('children who leave soon or stay long are told apart', () => {
  // Everyone who enters leaves after ten days or stays for good.
  const changed = {
    ...snapshot,
    placements: snapshot.placements.slice(0, 200).map((row, at) => ({
      ...row,
      childKey: `own-${at}`,
      start: dateOfDay(dayNumber('2022-06-01') + at * 3),
      birthMonth: '2012-01-01',
      groupCode: 'FOS',
      end: at % 2 === 0 ? dateOfDay(dayNumber('2022-06-01') + at * 3 + 10) : null,
    })),
  };
  const multipliers = durationMultipliers(prepare({ ...asked, snapshot: changed }), changed.dataDate);
  expect(multipliers[0]).toBeGreaterThan(3);
  expect(multipliers[4]).toBeLessThan(0.2);
  const input = { ...asked, snapshot: changed, levers: [], months: 24, method: 'duration' as const };
  const slow = projectDemand(input);
  const chain = projectDemand({ ...input, method: 'chain' });
  expect(slow.method).toBe('duration');
  // Those already long in care stay, which one rate for all cannot know.
  expect(slow.months[23]!.total.stock).toBeGreaterThan(chain.months[23]!.total.stock + 5);
  let opening = slow.months[0]!.total.opening;
  for (const { total } of slow.months) {
    expect(Math.abs(opening - total.opening)).toBeLessThan(1e-9);
    expect(Math.abs(opening + total.entrants - total.leavers - total.stock)).toBeLessThan(1e-9);
    opening = total.stock - total.agedOut;
  }
});

test('a steady stream of entrants is the exact integral of the time they stay, within 0.2 %', () => {
  const prepared = prepare(asked);
  const size = prepared.rates.groups.length;
  const hazard = 0.0011;
  const [multipliers, edges] = [
    [4.5, 2.4, 1.3, 0.9, 0.7, 0.5],
    [0, 1, 3, 6, 12, 24],
  ];
  // Nobody moves and all enter at 5 years, so that nobody ages out: only leaving is left.
  const rates = prepared.rates.rates.map((_, at) => (at % (size + 1) === size ? hazard : 0));
  const entrants = new Float64Array(prepared.rates.entrants.length);
  entrants[2 * size] = 1;
  const steps = projectionSteps('2023-03-31', 36);
  const none = Array.from({ length: 25 }, () => new Float64Array(216 * size));
  const made = projectDurationChain(
    none,
    size,
    steps,
    multipliers,
    () => ({ rates, entrants, forced: [] }),
    prepared.cache,
  );
  // S(t) = exp(−∫ hazard × multiplier) by its pieces; children after T days = ∫₀ᵀ S.
  const exact = (days: number) => {
    let [total, passed] = [0, 0];
    multipliers.forEach((multiplier, at) => {
      const from = (edges[at]! * 365.25) / 12;
      const to = Math.min(days, ((edges[at + 1] ?? 1e9) * 365.25) / 12);
      if (to <= from) return;
      const rate = hazard * multiplier;
      total += (Math.exp(-passed) * -Math.expm1(-rate * (to - from))) / rate;
      passed += rate * (to - from);
    });
    return total;
  };
  for (const months of [1, 2, 3, 6, 12, 24, 36]) {
    const days = steps.slice(0, months).reduce((sum, step) => sum + step.days, 0);
    const children = made[months - 1]!.stock.reduce((sum, count) => sum + count, 0);
    expect(Math.abs(children / exact(days) - 1), `${months} months`).toBeLessThan(0.002);
  }
});
