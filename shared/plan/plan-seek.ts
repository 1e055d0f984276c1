import { addDays, type YearLabel } from '../model/calendar.ts';
import { type Lever, type LeverKind, leverKindInformation, newLever } from '../model/lever.ts';
import type { Pence } from '../model/money.ts';
import { OutturnError } from '../model/problem.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type GoalSeekResult, goalSeek } from '../scenario/goal-seek.ts';
import { type TornadoBar, type TornadoInput, tornado } from '../scenario/tornado.ts';
import { plan } from './plan.ts';

/** The gap of one year of the plan with some levers; throws `invalid-input` for a year outside it. */
export function gapOf(snapshot: Snapshot, scenario: Scenario, years: number, year: YearLabel): Pence {
  const found = plan(snapshot, scenario, years).years.find((each) => each.year === year);
  if (!found) throw new OutturnError('invalid-input', `The plan does not reach ${year}. Create longer.`, { year });
  return found.gap;
}

/**
 * The value of a lever at which the gap of a year meets a target (docs/model.md §13), such as the growth in entrants at
 * which 2026/27 balances: within the range of its kind, the other levers as they are. Where none does, the nearest and
 * how far the lever reaches.
 * @param tolerance pence within which the target counts as met
 */
export function planSeek(
  snapshot: Snapshot,
  scenario: Scenario,
  years: number,
  goal: { lever: Lever; year: YearLabel; gap: Pence },
  tolerance: Pence = 100_000,
): GoalSeekResult {
  const { minimum, maximum } = leverKindInformation[goal.lever.kind];
  const others = scenario.levers.filter((lever) => lever.id !== goal.lever.id);
  return goalSeek(
    (value) =>
      gapOf(snapshot, { ...scenario, levers: [...others, { ...goal.lever, value, on: true }] }, years, goal.year),
    goal.gap,
    { minimum, maximum },
    tolerance,
    9,
  );
}

/** How far each assumption is turned for the sensitivity of a year's gap, per cent either way (points for pay and prices). */
export const planRange = { entrants: 10, exits: 10, prices: 2, inflation: 1 } as const;

/**
 * Sensitivity of a year's gap to each assumption, one at a time, widest first: children entering and leaving, placement
 * prices, and every inflation index a point up or down. Whole pence against the central gap.
 */
export function planSensitivity(
  snapshot: Snapshot,
  scenario: Scenario,
  years: number,
  year: YearLabel,
): { central: Pence; bars: TornadoBar[] } {
  const central = gapOf(snapshot, scenario, years, year);
  const from = addDays(snapshot.dataDate, 1);
  const turned = (kind: LeverKind, label: string, size: number): TornadoInput => ({
    ...{ key: kind, label, low: -size, high: size },
    measure: (value) =>
      gapOf(
        snapshot,
        { ...scenario, levers: [...scenario.levers, { ...newLever(kind, `plan-${kind}`, from), value }] },
        years,
        year,
      ),
  });
  const codes = [...new Map(snapshot.inflationIndices.map((row) => [row.code, row.name]))];
  const indices = codes.map(
    ([code, name]): TornadoInput => ({
      ...{ key: `index:${code}`, label: `${name} ±${planRange.inflation} point`, low: -1, high: 1 },
      measure: (value) =>
        gapOf(
          {
            ...snapshot,
            inflationIndices: snapshot.inflationIndices.map((row) =>
              row.code === code ? { ...row, increasePercent: row.increasePercent + value * planRange.inflation } : row,
            ),
          },
          scenario,
          years,
          year,
        ),
    }),
  );
  const inputs = [
    turned('entrants-percent', `Children entering care ±${planRange.entrants} %`, planRange.entrants),
    turned('exits-percent', `Children leaving care ±${planRange.exits} %`, planRange.exits),
    turned('price-uplift', `Placement prices ±${planRange.prices} %`, planRange.prices),
    ...indices,
  ];
  return { central, bars: tornado(inputs, central) };
}
