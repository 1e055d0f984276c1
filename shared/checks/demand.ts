import { formatMonth, formatNumber } from '../format/format.ts';
import { addMonths } from '../model/calendar.ts';
import type { Finding } from '../model/problem.ts';
import type { DemandCount } from '../model/registers.ts';
import { type Check, disputed, disputeKey, finding, groupBy } from './finding.ts';
import { inUseDispute } from './pair-dispute.ts';

/** A stock with what comes in and goes out of it. */
const kinds = [
  { stock: 'stock', came: 'entrants', went: 'leavers', counted: 'children' },
  { stock: 'households', came: 'households-approved', went: 'households-closed', counted: 'households' },
] as const;

/** A month whose opening, flows and closing are all known. Flows out are held with either sign. */
type Month = { rows: DemandCount[]; month: string; before: number; came: number; went: number; after: number };

/**
 * Opening + entrants − leavers = closing, month by month, for children and for foster households (docs/model.md §2; T37,
 * T38). Flows come from the stock's own source, or from the one source that has them. Blank counts are never nought. A
 * row that reconciles everywhere once it is moved by a month is said to be shifted (T56) and not month by month.
 */
export const checkStockIdentity: Check = ({ demandSeries }) =>
  kinds.flatMap((kind) => {
    const cells = groupBy(
      demandSeries.filter((row) => [kind.stock, kind.came, kind.went].includes(row.measure as never)),
      (row) => JSON.stringify([row.groupCode, row.band, row.uasc]),
    );
    return [...cells.values()].flatMap((rows) => {
      const stocks = groupBy(
        rows.filter((row) => row.measure === kind.stock),
        (row) => row.source,
      );
      return [...stocks].flatMap(([source, stock]) => {
        const came = flowsOf(rows, kind.came, source);
        const went = flowsOf(rows, kind.went, source);
        const months = monthsOf(stock, came, went, 0);
        const wrong = months.filter((month) => residual(month) !== 0);
        if (wrong.length === 0) return [];
        const shift = ([1, -1] as const).find((by) => {
          const moved = monthsOf(stock, came, went, by);
          return moved.length >= 4 && wrong.length >= 3 && moved.every((month) => residual(month) === 0);
        });
        return shift
          ? [shifted(stock, shift, kind.counted)]
          : wrong.map((month) => unreconciled(month, source, kind.counted));
      });
    });
  });

const residual = ({ before, came, went, after }: Month) =>
  Math.abs(after - before - came + went) > 1e-9 ? after - before - came + went : 0;

/** Flows by month: of the same source, else of the only other one. */
function flowsOf(rows: readonly DemandCount[], measure: string, source: string): ReadonlyMap<string, DemandCount> {
  const all = rows.filter((row) => row.measure === measure);
  const own = all.filter((row) => row.source === source);
  const sources = new Set(all.map((row) => row.source));
  const used = own.length > 0 ? own : sources.size === 1 ? all : [];
  return new Map(used.map((row) => [row.month, row]));
}

/** Months that can be tested when the stock printed for a month is that of `shift` months before. */
function monthsOf(
  stock: readonly DemandCount[],
  came: ReadonlyMap<string, DemandCount>,
  went: ReadonlyMap<string, DemandCount>,
  shift: number,
): Month[] {
  const by = new Map(stock.map((row) => [addMonths(row.month, -shift), row]));
  return [...came.keys()].sort().flatMap((month): Month[] => {
    const [opening, closing] = [by.get(addMonths(month, -1)), by.get(month)];
    const [entrants, leavers] = [came.get(month), went.get(month)];
    if (!opening || !closing || !entrants || !leavers) return [];
    const rows = [opening, entrants, leavers, closing];
    const [before, in_, out, after] = rows.map((row) => row.value);
    if (before == null || in_ == null || out == null || after == null) return [];
    return [{ rows, month, before, came: in_, went: Math.abs(out), after }];
  });
}

function whereOf(row: DemandCount | undefined): string {
  const parts = [
    row?.groupCode === '*' ? 'All' : (row?.groupCode ?? ''),
    row?.band === '*' ? null : row?.band,
    row?.uasc === 'all' ? null : `UASC ${row?.uasc}`,
  ];
  return parts.filter(Boolean).join(', ');
}

function unreconciled(month: Month, source: string, unit: string): Finding {
  const { before, came, went, after } = month;
  const closing = month.rows[3] as DemandCount;
  const where = whereOf(closing);
  const dispute = inUseDispute(
    {
      key: disputeKey('stock', where, month.month, source),
      title: `Stock of ${unit}: ${where}, ${formatMonth(month.month)}`,
      unit,
    },
    {
      register: 'demandSeries',
      row: closing,
      column: 'value',
      label: `In use: the stock as printed (${source})`,
      value: after,
    },
    {
      value: before + came - went,
      register: 'demandSeries',
      rows: month.rows.slice(0, 3).map((row) => row.id),
      how: 'opening + in − out',
    },
  );
  return disputed(
    finding(
      'stock-identity',
      'warn',
      'demandSeries',
      month.rows.map((row) => row.id),
      `${whereOf(month.rows[3])}, ${formatMonth(month.month)} (${source}): ${formatNumber(before)} + ${formatNumber(came)} in − ${formatNumber(went)} out is ${formatNumber(before + came - went)}, but the stock is ${formatNumber(after)}.`,
      { opening: before, entrants: came, leavers: went, closing: after, residual: residual(month) },
    ),
    dispute,
  );
}

function shifted(stock: readonly DemandCount[], shift: 1 | -1, what: string): Finding {
  const where = whereOf(stock[0]);
  return finding(
    'T56',
    'block',
    'demandSeries',
    stock.map((row) => row.id),
    `${where}: the counts of ${what} (${stock[0]?.source}) do not reconcile with what came and went, but every month does once the row is moved one month ${shift === 1 ? 'earlier' : 'later'}: the row has shifted.`,
    { months: stock.length, shift: -shift },
    `Move every count one month ${shift === 1 ? 'earlier' : 'later'}`,
  );
}
