import { bridge } from '../finance/bridge.ts';
import { earlierDate } from '../finance/placement-cost.ts';
import { roundToTotal } from '../finance/rounding.ts';
import { addDays, daysBetween, overlapDays, yearEnd, yearOf, yearStart } from '../model/calendar.ts';
import type { BridgeStep, Forecast } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { lineFinder, yearLines } from './line-forecast.ts';
import { prepareSnapshot } from './prepare.ts';

/**
 * The difference between the outturns of two years (docs/model.md §13): the movement of the base (lines beside placements),
 * of the number of children and of what a child-year costs (price and mix) on placements lines, of the savings expected,
 * of pressures counted and of one-offs. Base and placements are taken before savings, so that the savings of a year stand
 * apart. Steps sum to the difference to the penny; an Unexplained step is always there.
 */
export function bridgeAcrossYears(a: Forecast, b: Forecast, dataOfA: Snapshot, dataOfB = dataOfA): BridgeStep[] {
  const [before, after] = [partsOfYear(a, dataOfA), partsOfYear(b, dataOfB)];
  const price = ({ placements, children }: YearParts) => (children > 0 ? placements / children : 0);
  const moved = after.placements - before.placements;
  const volume = before.children > 0 ? (after.children - before.children) * price(before) : 0;
  const [children = 0, prices = 0] = roundToTotal([volume, moved - volume], moved);
  const step = (key: string, label: string, amount: Pence): BridgeStep => ({ key, label, amount });
  return bridge(b.total.outturn - a.total.outturn, [
    step('base', `Base: lines beside placements, ${a.year} to ${b.year}`, after.base - before.base),
    step('children', 'Children: how many are placed', children),
    step('prices', 'Prices: what a placement costs', prices),
    step('savings', 'Savings expected', before.savings - after.savings),
    step('pressures', 'Pressures counted', after.pressures - before.pressures),
    step('one-offs', 'Accruals and one-offs', after.oneOffs - before.oneOffs),
  ]);
}

type YearParts = {
  base: Pence;
  placements: Pence;
  /** Child-years of the groups on placements lines. */
  children: number;
  savings: Pence;
  pressures: Pence;
  oneOffs: Pence;
};

function partsOfYear(made: Forecast, data: Snapshot): YearParts {
  const placed = new Set(
    yearLines(data, made.year).flatMap(({ row }) => (row.method === 'placements' ? [row.code] : [])),
  );
  const own = (rows: readonly { lineCode: string; inForecast?: Pence }[], line: string) =>
    sum(rows.map((row) => (row.lineCode === line ? (row.inForecast ?? 0) : 0)));
  const lines = made.lines.map((line) => {
    const pressures = own(made.pressures.rows, line.code);
    const oneOffs = line.adjustments - pressures - own(made.savings.rows, line.code);
    const savings = sum(
      made.savings.rows.map((row) => (row.class === 'saving' && row.lineCode === line.code ? row.expected : 0)),
    );
    return { code: line.code, pressures, oneOffs, savings, underlying: line.outturn - pressures - oneOffs + savings };
  });
  return {
    base: sum(lines.map((line) => (placed.has(line.code) ? 0 : line.underlying))),
    placements: sum(lines.map((line) => (placed.has(line.code) ? line.underlying : 0))),
    children: childYears(made, data),
    savings: sum(lines.map(({ savings }) => savings)),
    pressures: sum(lines.map(({ pressures }) => pressures)),
    oneOffs: sum(lines.map(({ oneOffs }) => oneOffs)),
  };
}

/** Child-years of a year: from the register to the data date, from the projection after it. */
function childYears(made: Forecast, data: Snapshot): number {
  const lineOf = lineFinder(data, yearLines(data, made.year));
  const [start, end] = [yearStart(made.year), yearEnd(made.year)];
  const known = earlierDate(addDays(data.dataDate, 1), end);
  let nights = 0;
  if (known > start)
    for (const { row, start: from, end: to } of prepareSnapshot(data).placements)
      if (row.shortBreak === 0 && lineOf(row.groupCode, null) !== null) nights += overlapDays(from, to, start, known);
  for (const { month, groups } of made.placements.months) {
    if (yearOf(month) !== made.year) continue;
    nights += sum(groups.map((cell) => (lineOf(cell.group, null) === null ? 0 : cell.childDays)));
  }
  return nights / daysBetween(start, end);
}
