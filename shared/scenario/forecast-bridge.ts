import { bridge } from '../finance/bridge.ts';
import type { BridgeStep, OutturnLine } from '../model/forecast.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import type { YearLine } from './line-forecast.ts';
import type { PlacementMonth } from './placement-forecast.ts';

/** A line with what is known of its variance, pence. */
export type BridgeLine = {
  year: YearLine;
  line: OutturnLine;
  /** The year's savings slippage: the budget is net of the plan, so it is in the variance, in actuals or ahead. */
  slippage: Pence;
  pressures: Pence;
  /** Accruals, one-offs and one-off levers. */
  oneOffs: Pence;
};

/**
 * Current budget → forecast outturn (docs/model.md §11). Placements lines are taken apart into the level of the data date
 * against the budget, the change in children (volume, at each group's present mean price) and in price; slippage,
 * pressures and one-offs are taken out of the lines that carry them. Steps sum exactly to the variance.
 * @param placements months of the year that feed placements lines
 */
export function forecastBridge(lines: readonly BridgeLine[], placements: readonly PlacementMonth[]): BridgeStep[] {
  let [volume, price] = [0, 0];
  for (const month of placements) {
    if (month.childDays === 0) continue;
    const present = (month.childDays * month.meanWeekly) / 7;
    volume += present - month.level;
    price += month.committed + month.projected - present;
  }
  const moved = { volume: roundHalfAway(volume), price: roundHalfAway(price) };
  const kindOf = ({ row }: YearLine) =>
    row.method === 'placements' ? 'placements' : row.service === 'staffing' ? 'staffing' : 'other';
  const rest = lines.map(({ year, line, slippage, pressures, oneOffs }) => ({
    kind: kindOf(year),
    line,
    amount: line.variance - slippage - pressures - oneOffs,
  }));
  const of = (kind: ReturnType<typeof kindOf>) =>
    sum(rest.filter((each) => each.kind === kind).map(({ amount }) => amount));
  const step = (key: string, label: string, amount: Pence): BridgeStep => ({ key, label, amount });
  const placed = lines.some(({ year }) => kindOf(year) === 'placements')
    ? [
        step(
          'placements-level',
          'Placements as they stand, against budget',
          of('placements') - moved.volume - moved.price,
        ),
        step('placements-volume', 'Placements: change in children', moved.volume),
        step('placements-price', 'Placements: change in price', moved.price),
      ]
    : [];
  // A line that moves a twentieth of all there is to explain is named; the others are one step.
  const least = sum(rest.map(({ amount }) => Math.abs(amount))) / 20;
  const named = rest.filter(({ kind, amount }) => kind === 'other' && amount !== 0 && Math.abs(amount) >= least);
  const others = [
    ...named.map(({ line, amount }) => step(`line:${line.code}`, line.name, amount)),
    step('other-lines', 'Other lines', of('other') - sum(named.map(({ amount }) => amount))),
  ];
  return bridge(sum(lines.map(({ line }) => line.variance)), [
    ...placed,
    step('staffing', 'Staffing', of('staffing')),
    ...others,
    step('savings-slippage', 'Savings slippage', sum(lines.map(({ slippage }) => slippage))),
    step('pressures', 'Pressures counted', sum(lines.map(({ pressures }) => pressures))),
    step('one-offs', 'Accruals and one-offs', sum(lines.map(({ oneOffs }) => oneOffs))),
  ]);
}
