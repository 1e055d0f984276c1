import type { FlowPeriod } from './flow-history.ts';

/**
 * Index of entrants by calendar month (January first, mean 1), as far as the history bears it out: the index seen is drawn to 1
 * by the share of its spread that chance would give, D ÷ (mean count × years) (empirical Bayes; James and Stein 1961). Null
 * under three whole years, or where chance explains half of it or more.
 */
export function provenSeason(periods: readonly FlowPeriod[]): number[] | null {
  const years = Math.floor(periods.length / 12);
  if (years < 3) return null;
  const used = periods.slice(-years * 12);
  const yearly = Array.from({ length: years }, (_, year) => used.slice(year * 12, year * 12 + 12));
  const rows = yearly.map((months) => {
    const mean =
      months.reduce((sum, { entrants }) => sum + entrants, 0) / months.reduce((sum, { days }) => sum + days, 0);
    return months.map(({ entrants, days }) => (mean > 0 ? entrants / days / mean : 1));
  });
  const raw = Array.from({ length: 12 }, (_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) / years);
  // Chance: the spread of the same month between years, over the number of years.
  let within = 0;
  rows.forEach((row) => {
    row.forEach((value, at) => {
      within += (value - raw[at]!) ** 2;
    });
  });
  const chance = within / ((years - 1) * 11) / years;
  const between = raw.reduce((sum, value) => sum + (value - 1) ** 2, 0) / 11;
  const kept = between > 0 ? 1 - chance / between : 0;
  if (!(kept > 0.5)) return null;
  const firstMonth = Number(used[0]!.start.slice(5, 7)) - 1;
  const index = new Array<number>(12).fill(1);
  raw.forEach((value, at) => {
    index[(firstMonth + at) % 12] = Math.max(0.05, 1 + kept * (value - 1));
  });
  const mean = index.reduce((sum, value) => sum + value, 0) / 12;
  return index.map((value) => value / mean);
}
