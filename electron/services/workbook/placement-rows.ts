import { formatMonth } from '../../../shared/format/format.ts';
import { leversOn } from '../../../shared/levers/definitions.ts';
import { periodEnd, periodStart } from '../../../shared/model/calendar.ts';
import { roundHalfAway, sum } from '../../../shared/model/money.ts';
import { demandOf } from '../../../shared/scenario/demand-cache.ts';
import { leverSum } from '../../../shared/scenario/finance-levers.ts';
import { lineFinder, yearLines } from '../../../shared/scenario/line-forecast.ts';
import { placementsForecast } from '../../../shared/scenario/placement-forecast.ts';
import { prepareSnapshot, unpriced } from '../../../shared/scenario/prepare.ts';
import { type EntrantResponse, entrantResponse } from './entrant-response.ts';
import type { WorkbookInput } from './workbook-input.ts';

/** What one row of the year's placement cost is made of; fractional pence, so that the sheet rounds where Outturn does. */
export type CostRow = {
  month: string;
  what: string;
  /** Null for fixed costs and stated entries: prices do not move them. */
  group: string | null;
  line: string;
  /** Period of the year the month is. */
  period: number;
  /** Days that the register already covers: no input moves them. */
  known: boolean;
  childDays: number;
  committed: number;
  /** Child-days paid at the starter price, and projected cost that is not at it. */
  starterDays: number;
  otherProjected: number;
  committedIncome: number;
  projectedIncome: number;
  /** Part of cost that partners pay by lever, 0…1. */
  partners: number;
  /** What the rest of the children is worked out from; null for days that nothing moves. */
  rest: {
    /** Place of the month in the demand projection. */
    step: number;
    /** Days of those now placed, and free place-days that others fill at no cost. */
    placed: number;
    free: number;
    /** Price a week of a day that neither fills and the effect of price levers on it. */
    weekly: number;
    factor: number;
    /** What partners pay of such a week, the group's present mean price, and the cost of the data date's children. */
    contribution: number;
    mean: number;
    level: number;
  } | null;
};

export type PlacementRows = {
  rows: CostRow[];
  starters: ReadonlyMap<string, number>;
  /** Groups some of whose children have no price of their own, so that the starter price also moves what is committed. */
  unpriced: ReadonlySet<string>;
  /** What entrants change; null where they are no input of the workbook. */
  entrants: EntrantResponse | null;
  /** Lines whose committed and projected amounts these rows make up exactly. */
  lines: ReadonlySet<string>;
};

/** A workbook whose placement cost is not shown month by month. */
export const noPlacementRows: PlacementRows = {
  rows: [],
  starters: new Map(),
  unpriced: new Set(),
  entrants: null,
  lines: new Set(),
};

/** The year's placement cost after the period, by month and group, with the fixed costs and stated entries of its lines. */
export function placementRows(input: WorkbookInput): PlacementRows {
  const { forecast, scenario, snapshot } = input;
  if (snapshot.placements.length === 0 || forecast.period === 12) return noPlacementRows;
  const prepared = prepareSnapshot(snapshot);
  const lineOf = lineFinder(snapshot, yearLines(snapshot, forecast.year));
  const result = placementsForecast(
    prepared,
    scenario,
    demandOf(snapshot, scenario),
    (group, unit) => lineOf(group, unit) !== null,
  );
  const starters = new Map([...result.starters].map(([group, price]) => [group, price.weekly]));
  const names = new Map(snapshot.placementGroups.map((row) => [row.code, row.name]));
  const contribution = leversOn(scenario.levers, 'contribution');
  const rows: CostRow[] = [];
  for (const month of result.yearMonths) {
    const start = periodStart(forecast.year, month.period);
    const line = lineOf(month.group, null);
    const weekly = starters.get(month.group) ?? 0;
    if (line !== null) {
      rows.push({
        month: formatMonth(start),
        what: names.get(month.group) ?? month.group,
        group: month.group,
        line,
        period: month.period,
        known: month.known === true,
        childDays: month.childDays,
        committed: month.committed,
        starterDays: weekly > 0 ? (month.projected * 7) / weekly : 0,
        otherProjected: weekly > 0 ? 0 : month.projected,
        committedIncome: month.committedContributions,
        projectedIncome: month.projectedContributions,
        partners: leverSum(contribution, month.group, start, periodEnd(forecast.year, month.period)) / 100,
        rest:
          month.known === true
            ? null
            : {
                step: forecast.placements.months.findIndex((one) => one.month === start),
                ...{ placed: month.stayed, free: month.free, weekly: month.spotWeekly, factor: month.priceFactor },
                ...{ contribution: month.starterContribution, mean: month.meanWeekly, level: month.level },
              },
      });
    }
    for (const { unit, cost } of month.fixed) {
      const unitLine = lineOf(month.group, unit);
      if (unitLine !== null)
        rows.push({ ...plain(formatMonth(start), month.period, unit.code, unitLine), committed: cost });
    }
  }
  const own = new Set(
    snapshot.budgetLines
      .filter((row) => row.year === forecast.year && row.method === 'placements')
      .map((row) => row.code),
  );
  for (const entry of snapshot.forecastEntries) {
    if (entry.year !== forecast.year || !own.has(entry.lineCode) || entry.period <= forecast.period) continue;
    const row = plain(
      formatMonth(periodStart(forecast.year, entry.period)),
      entry.period,
      entry.reference,
      entry.lineCode,
    );
    if (entry.kind === 'committed')
      rows.push({ ...row, committed: entry.expenditurePence, committedIncome: entry.incomePence });
    if (entry.kind === 'projected')
      rows.push({ ...row, otherProjected: entry.expenditurePence, projectedIncome: entry.incomePence });
  }
  const ahead = periodEnd(forecast.year, forecast.period);
  const standIns = prepared.placements
    .filter((placement) => unpriced(placement) && (placement.end === null || placement.end > ahead))
    .map(({ row }) => row.groupCode);
  const lines = exactLines(forecast.lines, own, rows, starters);
  const all = rows.every((row) => row.rest === null || lines.has(row.line));
  return { rows, starters, unpriced: new Set(standIns), entrants: all ? entrantResponse(input) : null, lines };
}

const plain = (month: string, period: number, what: string, line: string): CostRow => ({
  ...{ month, period, what, group: null, line, known: true, childDays: 0, committed: 0, starterDays: 0 },
  ...{ otherProjected: 0, committedIncome: 0, projectedIncome: 0, partners: 0, rest: null },
});

/** Only lines that the rows make up to the penny are live in Summary; any other keeps Outturn's figures. */
function exactLines(
  lines: WorkbookInput['forecast']['lines'],
  own: ReadonlySet<string>,
  rows: readonly CostRow[],
  starters: ReadonlyMap<string, number>,
): Set<string> {
  const exact = lines.filter((line) => {
    const of = (pick: (row: CostRow) => number) =>
      roundHalfAway(sum(rows.filter((row) => row.line === line.code).map(pick)));
    const projected = of((row) => (row.starterDays * (starters.get(row.group ?? '') ?? 0)) / 7 + row.otherProjected);
    return (
      own.has(line.code) &&
      line.committed === of((row) => row.committed) + of((row) => row.committedIncome) &&
      line.projected === projected + of((row) => row.projectedIncome)
    );
  });
  return new Set(exact.map((line) => line.code));
}
