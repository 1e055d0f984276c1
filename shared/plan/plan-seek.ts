import { leverDefinitions } from '../levers/definitions.ts';
import { newLever } from '../levers/new-lever.ts';
import { addDays, type YearLabel } from '../model/calendar.ts';
import type { Lever, LeverKind } from '../model/lever.ts';
import type { Pence } from '../model/money.ts';
import { OutturnError } from '../model/problem.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type GoalSeekResult, goalSeek } from '../scenario/goal-seek.ts';
import { type TornadoBar, tornado } from '../scenario/tornado.ts';
import { plan } from './plan.ts';
import { inflationKey } from './plan-assumptions.ts';

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
  const { minimum, maximum } = leverDefinitions[goal.lever.kind];
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
export const planRange = { entrants: 10, exits: 10, prices: 2, inflation: 1, delivery: 10 } as const;

/** Each year of the plan with its gap and what each assumption turned alone does to it, widest first; whole pence. */
export type PlanSensitivity = { year: YearLabel; central: Pence; bars: TornadoBar[] }[];

type Turned = { key: string; label: string; size: number; of: (value: number) => [Snapshot, Scenario] };

/**
 * Sensitivity of every year's gap to each assumption, one at a time (docs/model.md §13): children entering and leaving,
 * placement prices, every inflation index a point up or down, and what savings and agreed proposals bring.
 */
export function planSensitivity(snapshot: Snapshot, scenario: Scenario, years: number): PlanSensitivity {
  const central = plan(snapshot, scenario, years).years;
  const gaps = (data: Snapshot, turned: Scenario) => plan(data, turned, years).years.map((year) => year.gap);
  const measured = assumptionsOf(snapshot, scenario).map(({ of, size, ...rest }) => ({
    ...{ ...rest, size, low: gaps(...of(-size)), high: gaps(...of(size)) },
  }));
  return central.map(({ year, gap }, at) => ({
    year,
    central: gap,
    bars: tornado(
      measured.map(({ key, label, size, low, high }) => ({
        ...{ key, label, low: -size, high: size },
        measure: (value) => (value < 0 ? low : high)[at] ?? gap,
      })),
      gap,
    ).filter((bar) => bar.swing > 0),
  }));
}

function assumptionsOf(snapshot: Snapshot, scenario: Scenario): Turned[] {
  const from = addDays(snapshot.dataDate, 1);
  const lever = (kind: LeverKind, label: string, size: number): Turned => ({
    ...{ key: kind, label, size },
    of: (value) => [
      snapshot,
      { ...scenario, levers: [...scenario.levers, { ...newLever(kind, `plan-${kind}`, from), value }] },
    ],
  });
  const used = new Set(snapshot.inflationLinks.map((link) => link.indexCode));
  const codes = [...new Map(snapshot.inflationIndices.map((row) => [row.code, row.name]))];
  const indices = codes
    .filter(([code]) => used.has(code))
    .map(([code, name]): Turned => {
      const point = (value: number) =>
        snapshot.inflationIndices
          .filter((row) => row.code === code)
          .map((row) => {
            const key = inflationKey(code, row.year);
            return [key, (scenario.assumptions[key] ?? row.increasePercent) + value] as const;
          });
      return {
        ...{ key: `index:${code}`, label: `${name} ±${planRange.inflation} point a year`, size: planRange.inflation },
        of: (value) => [
          snapshot,
          { ...scenario, assumptions: { ...scenario.assumptions, ...Object.fromEntries(point(value)) } },
        ],
      };
    });
  const share = (value: number) => 1 + value / 100;
  const savings = (value: number) =>
    snapshot.savings.map((row) => ({
      ...row,
      fullYearEffectPence: Math.round(row.fullYearEffectPence * share(value)),
    }));
  const agreed = new Set(snapshot.proposals.filter((row) => row.status === 'agreed').map((row) => row.reference));
  const amounts = (value: number) =>
    snapshot.proposalAmounts.map((row) =>
      agreed.has(row.proposalReference) ? { ...row, amountPence: Math.round(row.amountPence * share(value)) } : row,
    );
  return [
    lever('entrants-percent', `Children entering care ±${planRange.entrants} %`, planRange.entrants),
    lever('exits-percent', `Children leaving care ±${planRange.exits} %`, planRange.exits),
    lever('price-uplift', `Placement prices ±${planRange.prices} %`, planRange.prices),
    ...indices,
    {
      ...{ key: 'savings', label: `What savings bring ±${planRange.delivery} %`, size: planRange.delivery },
      of: (value) => [{ ...snapshot, savings: savings(value) }, scenario],
    },
    {
      ...{ key: 'proposals', label: `Agreed proposals ±${planRange.delivery} %`, size: planRange.delivery },
      of: (value) => [{ ...snapshot, proposalAmounts: amounts(value) }, scenario],
    },
  ];
}
