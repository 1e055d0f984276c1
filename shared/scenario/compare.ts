import { bridge } from '../finance/bridge.ts';
import { priceVolumeMix } from '../finance/price-volume-mix.ts';
import { roundToTotal } from '../finance/rounding.ts';
import { daysBetween, yearEnd, yearOf, yearStart } from '../model/calendar.ts';
import type { BridgeStep, Forecast, OutturnLine } from '../model/forecast.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { bridgeAcrossYears } from './compare-years.ts';
import { lineFinder, yearLines } from './line-forecast.ts';

/** Two figures side by side; null where a forecast has no such line. */
export type ComparedFigures = { a: Pence | null; b: Pence | null; difference: Pence };
export type ComparedLine = {
  code: string;
  name: string;
  service: string;
  outturn: ComparedFigures;
  variance: ComparedFigures;
  netVariance: ComparedFigures;
};

/** Two forecasts line by line, in the order of the first with lines of the second alone after; and in total. */
export function compareForecasts(a: Forecast, b: Forecast): { lines: ComparedLine[]; total: ComparedLine } {
  const codes = [...new Set([...a.lines, ...b.lines].map((line) => line.code))];
  return {
    lines: codes.map((code) =>
      comparedLine(
        a.lines.find((line) => line.code === code),
        b.lines.find((line) => line.code === code),
      ),
    ),
    total: comparedLine(a.total, b.total),
  };
}

function comparedLine(a: OutturnLine | undefined, b: OutturnLine | undefined): ComparedLine {
  const figures = (key: 'outturn' | 'variance' | 'netVariance'): ComparedFigures => ({
    a: a?.[key] ?? null,
    b: b?.[key] ?? null,
    difference: (b?.[key] ?? 0) - (a?.[key] ?? 0),
  });
  const { code, name, service } = a ?? b ?? { code: '', name: '', service: '' };
  return {
    code,
    name,
    service,
    outturn: figures('outturn'),
    variance: figures('variance'),
    netVariance: figures('netVariance'),
  };
}

/**
 * Child-years and gross cost of each group in the months of the forecast's year after its period. A group whose line is
 * forecast in another way is left out, as it is of the outturn.
 */
function groupVolumes(made: Forecast, data: Snapshot): Map<string, { years: number; cost: number }> {
  const lineOf = lineFinder(data, yearLines(data, made.year));
  const yearDays = daysBetween(yearStart(made.year), yearEnd(made.year));
  const groups = new Map<string, { years: number; cost: number }>();
  for (const { month, groups: cells } of made.placements.months) {
    if (yearOf(month) !== made.year || month < firstForecastMonth(made)) continue;
    for (const cell of cells) {
      if (lineOf(cell.group, null) === null) continue;
      const sum = groups.get(cell.group) ?? { years: 0, cost: 0 };
      sum.years += cell.childDays / yearDays;
      sum.cost += cell.committed + cell.projected;
      groups.set(cell.group, sum);
    }
  }
  return groups;
}

function firstForecastMonth(made: Forecast): string {
  return made.months[made.period]?.month ?? yearEnd(made.year);
}

/**
 * The difference between two forecasts (of one year; two years are compared by what moved between them) by price, volume and mix of placements, contributions, fixed places, what is
 * adjusted, and other lines (docs/model.md §13, case PVM-01). Always with an Unexplained step; steps sum to the
 * difference of the outturns to the penny. Volume is child-years in the forecast months of the year; price is gross
 * cost a child-year, so that filling a free place shows as a lower price. @param dataOfA the data each forecast was
 * made from: which lines and groups are forecast from placements
 */
export function bridgeByPriceVolumeMix(a: Forecast, b: Forecast, dataOfA: Snapshot, dataOfB = dataOfA): BridgeStep[] {
  if (a.year !== b.year) return bridgeAcrossYears(a, b, dataOfA, dataOfB);
  const [before, after] = [groupVolumes(a, dataOfA), groupVolumes(b, dataOfB)];
  const groups = [...new Set([...before.keys(), ...after.keys()])].map((group) => {
    const [old, now] = [before.get(group), after.get(group)];
    const price = (sum: { years: number; cost: number } | undefined) =>
      sum && sum.years > 0 ? sum.cost / sum.years : 0;
    return {
      group,
      volume0: old?.years ?? 0,
      volume1: now?.years ?? 0,
      price0: price(old),
      price1: price(now),
    };
  });
  const parts = priceVolumeMix(groups);
  const rounded = roundToTotal([parts.volume, parts.mix, parts.price], roundHalfAway(parts.total));
  const [volume = 0, mix = 0, price = 0] = rounded;
  const step = (key: string, label: string, amount: Pence): BridgeStep => ({ key, label, amount });
  const other = (made: Forecast, data: Snapshot) => {
    const placed = new Set(
      yearLines(data, made.year).flatMap(({ row }) => (row.method === 'placements' ? row.code : [])),
    );
    return sum(made.lines.filter(({ code }) => !placed.has(code)).map((line) => line.outturn - line.adjustments));
  };
  return bridge(b.total.outturn - a.total.outturn, [
    step('volume', 'Volume: number of children', volume),
    step('mix', 'Mix: where they are placed', mix),
    step('price', 'Price: weekly cost of a placement', price),
    step('contributions', 'Partner contributions', b.placements.contributions - a.placements.contributions),
    step('fixed-places', 'Block and in-house places', b.placements.blockCost - a.placements.blockCost),
    step('adjustments', 'Savings, pressures and one-offs', b.total.adjustments - a.total.adjustments),
    step('other-lines', 'Other lines', other(b, dataOfB) - other(a, dataOfA)),
  ]);
}
