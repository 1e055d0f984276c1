import { newLever } from '../levers/new-lever.ts';
import { addYears, periodStart, type YearLabel } from '../model/calendar.ts';
import type { Lever } from '../model/lever.ts';
import type { InflationIndex, InflationLink } from '../model/registers.ts';

/**
 * Mean level of an index over the twelve months of each year, from `first` on, 1 before it: each increase compounds on
 * the one before from its period on. A year without a row stays at the level before it.
 * @returns one level a year, first year first
 */
export function yearLevels(rows: readonly InflationIndex[], code: string, first: YearLabel, years: number): number[] {
  let level = 1;
  return Array.from({ length: years }, (_, at) => {
    const year = addYears(first, at);
    const row = rows.find((each) => each.code === code && each.year === year);
    if (!row) return level;
    const before = row.fromPeriod - 1;
    const next = level * (1 + row.increasePercent / 100);
    const mean = (level * before + next * (12 - before)) / 12;
    level = next;
    return mean;
  });
}

const cached = new WeakMap<readonly InflationIndex[], Map<string, number[]>>();

/** The same, at least so many years, kept per table of indices: every line of a plan asks for them. */
function cachedLevels(rows: readonly InflationIndex[], code: string, first: YearLabel, years: number): number[] {
  const levels = cached.get(rows) ?? new Map<string, number[]>();
  cached.set(rows, levels);
  const key = `${code} ${first}`;
  const known = levels.get(key);
  if (known && known.length >= years) return known;
  const found = yearLevels(rows, code, first, Math.max(years, 10));
  levels.set(key, found);
  return found;
}

/** What inflation adds to a line in a year: share of the base × (mean level ÷ the year before's − 1), per index. */
export function lineInflation(
  links: readonly InflationLink[],
  rows: readonly InflationIndex[],
  line: string,
  first: YearLabel,
  at: number,
): { code: string; name: string; kind: InflationIndex['kind']; factor: number }[] {
  return links
    .filter((link) => link.appliesTo === 'line' && link.target === line)
    .flatMap((link) => {
      const levels = cachedLevels(rows, link.indexCode, first, at + 1);
      const index = rows.find((row) => row.code === link.indexCode);
      if (!index) return [];
      // 1.035 − 1 is not 0.035 to a computer: twelve places keep half pennies where they belong, here as in the workbook.
      const ratio = Number(((levels[at] ?? 1) / (levels[at - 1] ?? 1) - 1).toFixed(12));
      const factor = (link.sharePercent / 100) * ratio;
      return factor === 0 ? [] : [{ code: index.code, name: index.name, kind: index.kind, factor }];
    });
}

/**
 * Inflation of placement prices as price levers, from the year after the first: prices of the first year are those
 * of the data. They act before the scenario's own levers and compound with them.
 */
export function priceInflation(
  links: readonly InflationLink[],
  rows: readonly InflationIndex[],
  first: YearLabel,
): Lever[] {
  return links
    .filter((link) => link.appliesTo === 'placement group')
    .flatMap((link) =>
      rows
        .filter((row) => row.code === link.indexCode && row.year > first && row.increasePercent !== 0)
        .sort((a, b) => (a.year < b.year ? -1 : 1))
        .map((row) => ({
          ...newLever(
            'price-uplift',
            `inflation:${link.target}:${row.code}:${row.year}`,
            periodStart(row.year, row.fromPeriod),
          ),
          name: row.name,
          value: (row.increasePercent * link.sharePercent) / 100,
          groups: [link.target],
        })),
    );
}
