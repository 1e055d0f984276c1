import { formatMonth, formatNumber } from '../format/format.ts';
import type { Finding } from '../model/problem.ts';
import { type Check, finding, groupBy } from './finding.ts';
import { decimalsOf } from './printed.ts';

const printed = (value: number) => formatNumber(value, decimalsOf(value));

const flatMonths = 6;

/** A measure that does not move for half a year is stale (T82): nought and a whole hundred are left alone. */
export const checkFlatLines: Check = ({ kpis, kpiValues }) => {
  const byMeasure = groupBy(kpiValues, (row) => row.kpiCode);
  return kpis.flatMap((kpi): Finding[] => {
    const sorted = [...(byMeasure.get(kpi.code) ?? [])].sort((a, b) => (a.month < b.month ? -1 : 1));
    let run: typeof sorted = [];
    let longest: typeof sorted = [];
    for (const row of sorted) {
      if (row.value === null) continue;
      run = run[0]?.value === row.value ? [...run, row] : [row];
      if (run.length > longest.length) longest = run;
    }
    const value = longest[0]?.value ?? null;
    // Counts of rare things repeat by nature: only a rate or a large count that stands still is asked about.
    const telling = value !== null && value !== 100 && (Math.abs(value) >= 20 || !Number.isInteger(value));
    if (longest.length < flatMonths || !telling) return [];
    return [
      finding(
        'T82',
        'warn',
        'kpiValues',
        longest.map((row) => row.id),
        `“${kpi.name}” is ${printed(value)} in each of ${longest.length} months from ${formatMonth(longest[0]?.month ?? '')}: the value may be stale.`,
        { value, months: longest.length },
        'Ask for the monthly figures, or leave the months blank',
      ),
    ];
  });
};

/** One month far from both its neighbours, which agree with each other (T85): asked about, never removed. */
export const checkOutliers: Check = ({ kpis, kpiValues }) => {
  const byMeasure = groupBy(kpiValues, (row) => row.kpiCode);
  return kpis.flatMap((kpi): Finding[] => {
    const sorted = [...(byMeasure.get(kpi.code) ?? [])]
      .filter((row) => row.value !== null)
      .sort((a, b) => (a.month < b.month ? -1 : 1));
    return sorted.flatMap((row, at): Finding[] => {
      const [before, after] = [sorted[at - 1]?.value, sorted[at + 1]?.value];
      if (before == null || after == null || row.value === null) return [];
      const middle = (before + after) / 2;
      const away = Math.abs(row.value - middle);
      const telling = away > 3 * Math.abs(before - after) && away > 0.6 * Math.abs(middle) && Math.abs(middle) >= 20;
      if (!telling) return [];
      return [
        finding(
          'T85',
          'warn',
          'kpiValues',
          [row.id],
          `“${kpi.name}” is ${printed(row.value)} in ${formatMonth(row.month)}, between ${printed(before)} and ${printed(after)}.`,
          { value: row.value, before, after },
          'Confirm the figure with who gave it',
        ),
      ];
    });
  });
};

/** A target on a measure for which neither high nor low is good is a threshold of something else (T81). */
export const checkTargetKind: Check = ({ kpis }) =>
  kpis
    .filter((kpi) => kpi.direction === 'neutral' && kpi.target !== null)
    .map((kpi) =>
      finding(
        'T81',
        'warn',
        'kpis',
        [kpi.id],
        `“${kpi.name}” has a target of ${kpi.target}, but neither a high nor a low value of it is good: it may be a threshold, not a target.`,
        { target: kpi.target },
        'Say whether high or low is good, or take the target off',
      ),
    );
