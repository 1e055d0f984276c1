import { formatMonth, formatNumber } from '../format/format.ts';
import { bands } from '../model/bands.ts';
import { addMonths } from '../model/calendar.ts';
import type { Finding } from '../model/problem.ts';
import { type Check, finding, groupBy } from './finding.ts';

/** Young people who leave care do not grow in number as they grow a year older (T54): a ratio above one is asked about. */
export const checkCohorts: Check = ({ demandSeries }) => {
  const rows = demandSeries.filter((row) => row.measure === 'care-leavers' && /^\d{2}$/.test(row.band));
  const by = new Map(rows.map((row) => [`${row.month} ${row.band} ${row.uasc} ${row.groupCode}`, row]));
  return rows.flatMap((row): Finding[] => {
    const older = by.get(`${addMonths(row.month, 12)} ${Number(row.band) + 1} ${row.uasc} ${row.groupCode}`);
    if (row.value === null || row.value <= 0 || older?.value == null || older.value <= row.value) return [];
    const ratio = older.value / row.value;
    return [
      finding(
        'T54',
        'warn',
        'demandSeries',
        [row.id, older.id],
        `${formatNumber(row.value)} care leavers were ${row.band} in ${formatMonth(row.month)}, and ${formatNumber(older.value)} are ${older.band} a year later: a ratio of ${ratio.toFixed(3)}, above one.`,
        { before: row.value, after: older.value, ratio },
        'Check whether young people came back, or one of the counts',
      ),
    ];
  });
};

/** The child population behind a rate changes once a year: a jump within one is another edition (T39, T40). */
export const checkPopulations: Check = ({ demandSeries }) => {
  const rows = demandSeries.filter((row) => row.measure === 'population' && row.value !== null);
  const series = groupBy(rows, (row) => JSON.stringify([row.groupCode, row.band, row.uasc]));
  return [...series.values()].flatMap((own) => {
    const sorted = [...own].sort((a, b) => (a.month < b.month ? -1 : 1));
    return sorted.flatMap((row, at): Finding[] => {
      const before = sorted[at - 1];
      if (!before?.value || row.value === null || row.month > addMonths(before.month, 3)) return [];
      const change = (row.value / before.value - 1) * 100;
      if (Math.abs(change) <= 0.5) return [];
      return [
        finding(
          'T39',
          'warn',
          'demandSeries',
          [before.id, row.id],
          `The child population is ${formatNumber(before.value)} in ${formatMonth(before.month)} and ${formatNumber(row.value)} in ${formatMonth(row.month)} (${change.toFixed(1)} %): two editions, so that rates before and after do not compare.`,
          { before: before.value, after: row.value, percent: change },
          'Use one edition for the whole series',
        ),
      ];
    });
  });
};

/** Bands of counts are the model's own, or do not overlap (T72). */
export const checkBands: Check = ({ demandSeries }) => {
  const known = new Set<string>(['*', ...bands.map((band) => band.code)]);
  const counted = demandSeries.filter((row) => row.measure !== 'care-leavers' && /^\d+-\d+$/.test(row.band));
  return [
    ...groupBy(counted, (row) => JSON.stringify([row.measure, row.month, row.groupCode, row.source])).values(),
  ].flatMap((rows): Finding[] => {
    const edges = rows.map((row) => ({
      row,
      from: Number(row.band.split('-')[0]),
      to: Number(row.band.split('-')[1]),
    }));
    const clash = edges.find((a) => edges.some((b) => a.row.band !== b.row.band && a.from < b.from && a.to >= b.from));
    if (!clash || known.has(clash.row.band)) return [];
    const other = edges.find((b) => b.row.band !== clash.row.band && clash.from < b.from && clash.to >= b.from);
    const first = rows[0];
    return [
      finding(
        'T72',
        'warn',
        'demandSeries',
        rows.map((row) => row.id),
        `${formatMonth(first?.month ?? '')} (${first?.source}): the bands ${clash.row.band} and ${other?.row.band} overlap at ${other?.from}, so that a child could be in both.`,
        { age: other?.from ?? null },
        'Use the bands under 1, 1-4, 5-9, 10-15 and 16-17',
      ),
    ];
  });
};

const threshold = 5;

/** One count withheld beside its total gives the withheld one away (T70; case SUP-01). */
export const checkSuppression: Check = ({ demandSeries }) => {
  const tables = groupBy(demandSeries, (row) =>
    JSON.stringify([row.measure, row.month, row.band, row.uasc, row.source]),
  );
  return [...tables.values()].flatMap((rows): Finding[] => {
    const total = rows.find((row) => row.groupCode === '*')?.value ?? null;
    const parts = rows.filter((row) => row.groupCode !== '*');
    const withheld = parts.filter((row) => row.value === null);
    const one = withheld[0];
    if (total === null || withheld.length !== 1 || !one || parts.length < 2) return [];
    const given = total - parts.reduce((sum, row) => sum + (row.value ?? 0), 0);
    if (given <= 0 || given >= threshold) return [];
    return [
      finding(
        'T70',
        'block',
        'demandSeries',
        rows.map((row) => row.id),
        `${formatMonth(one.month)} (${one.source}): “${one.groupCode}” is withheld, but the total and the other counts give it away.`,
        { parts: parts.length, withheld: 1 },
        'Withhold a second count, or the total, as well',
      ),
    ];
  });
};
