import { formatDate } from '../format/format.ts';
/** The forecast table of the sector's tool, whole (docs/model.md §19): each column with its own interval from the same paths. */
import { type BandCode, bands } from '../model/bands.ts';
import { addDays, addMonths, type CivilDate, monthsBetween } from '../model/calendar.ts';
import { OutturnError } from '../model/problem.ts';
import type { PlacementGroup } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { forecastSeries, intervalOf } from './benchmarks.ts';
import { stockOn, type UascChoice } from './history/stock.ts';
import type { DemandInput } from './input.ts';
import { spansOf } from './prepare.ts';
import type { PathRange } from './simulation/microsimulation.ts';
import { type SimulationPlan, simulationPlan } from './simulation/plan.ts';
import { spreadOf } from './simulation/summarise.ts';

/** The care types the tool models; what is in no type of these is held at its last level. */
export const tableTypes = ['fostering', 'residential', 'supported'] as const satisfies PlacementGroup['careType'][];
export const tableColumns = ['all', 'modelled', ...tableTypes, ...bands.map(({ code }) => code)] as const;
export type TableColumn = (typeof tableColumns)[number];

/** One column: children a year before and on the data date, forecast with 95 % bounds of its own, the linear trend and per cent change. */
export type TableCell = {
  before: number;
  now: number;
  forecast: number;
  low: number;
  high: number;
  linear: { value: number; low: number; high: number };
  /** Forecast on the data date's count, per cent; null where there was nobody. */
  changePercent: number | null;
};
export type ForecastTable = {
  uasc: UascChoice;
  /** Months of the window the rates and the trend are taken from. */
  windowMonths: number;
  before: CivilDate;
  dataDate: CivilDate;
  on: CivilDate;
  paths: number;
  seed: number;
  columns: Record<TableColumn, TableCell>;
};

export type TableAsked = { on: CivilDate; uasc: UascChoice; windowMonths: number; seed: number };

/**
 * What the paths of a table are run from: the children wanted, groups of other care types held at their last level, and
 * rates that stand still over the window, as the tool takes them. `on` is the last day of a month after the data date.
 * Throws `invalid-input` otherwise, and `no-data` without placements.
 */
export function tablePlan(snapshot: Snapshot, asked: TableAsked): { plan: SimulationPlan; snapshot: Snapshot } {
  const next = addDays(snapshot.dataDate, 1);
  const months = monthsBetween(next, asked.on) + 1;
  if (asked.on <= snapshot.dataDate || !addDays(asked.on, 1).endsWith('-01') || months > 120) {
    throw new OutturnError(
      'invalid-input',
      `A forecast table is for the last day of a month after ${formatDate(snapshot.dataDate)}, within ten years.`,
    );
  }
  const own = tableSnapshot(snapshot, asked.uasc);
  const input: DemandInput = {
    snapshot: own,
    levers: [],
    months,
    method: 'chain',
    reference: { from: addMonths(next, -asked.windowMonths), to: snapshot.dataDate },
    kappaDays: 1095,
  };
  return { plan: simulationPlan(input, { seed: asked.seed, drawRates: true }), snapshot: own };
}

/** The snapshot the tool sees: with or without unaccompanied children, and only its care types modelled. */
function tableSnapshot(snapshot: Snapshot, uasc: UascChoice): Snapshot {
  const typed = (group: PlacementGroup) => tableTypes.some((type) => type === group.careType);
  return {
    ...snapshot,
    placements:
      uasc === 'all'
        ? snapshot.placements
        : snapshot.placements.filter((row) => (row.uasc === 1) === (uasc === 'only')),
    placementGroups: snapshot.placementGroups.map((group) => ({
      ...group,
      modelled: typed(group) ? group.modelled : 0,
    })),
  };
}

/** Counts of every column at the end of a day. */
function countsOn(snapshot: Snapshot, on: CivilDate): Record<TableColumn, number> {
  const { spans, ordered } = spansOf(snapshot.placements, snapshot.placementGroups);
  const cells = stockOn(spans, ordered.length, on);
  const counts = Object.fromEntries(tableColumns.map((column) => [column, 0])) as Record<TableColumn, number>;
  cells.forEach((count, cell) => {
    const group = ordered[cell % ordered.length]!;
    counts.all += count;
    if (group.modelled === 0) return;
    counts.modelled += count;
    counts[group.careType as (typeof tableTypes)[number]] += count;
    counts[bands[Math.floor(cell / ordered.length)]!.code] += count;
  });
  return counts;
}

/**
 * The table from the paths of its plan. A column's bounds are the 2.5th and 97.5th percentile of that column over the
 * paths: bounds of parts do not add up to those of their sum. The linear trend has its own prediction interval, from
 * the month ends of the window.
 */
export function forecastTable(
  snapshot: Snapshot,
  asked: TableAsked,
  made: ReturnType<typeof tablePlan>,
  range: PathRange,
): ForecastTable {
  const { plan, snapshot: own } = made;
  const next = addDays(snapshot.dataDate, 1);
  const ends = Array.from({ length: asked.windowMonths + 1 }, (_, at) =>
    addDays(addMonths(next, at - asked.windowMonths), -1),
  );
  const history = ends.map((on) => countsOn(own, on));
  const before = addDays(addMonths(next, -12), -1);
  const earlier = countsOn(own, before);
  const now = history.at(-1) as Record<TableColumn, number>;
  const constant = Math.round(plan.constant.reduce((sum, { children }) => sum + (children.at(-1) ?? 0), 0));
  const typeOf = new Map(own.placementGroups.map(({ code, careType }) => [code, careType]));
  const paths = range.to - range.from;
  const last = (path: number) => path * range.months + range.months - 1;
  const drawn = (column: TableColumn): Int32Array =>
    Int32Array.from({ length: paths }, (_, path) => {
      const band = bands.findIndex(({ code }) => code === column);
      if (band >= 0) return range.bands[last(path) * bands.length + band]!;
      let total = column === 'all' ? constant : 0;
      plan.groups.forEach((code, group) => {
        if (column === 'all' || column === 'modelled' || typeOf.get(code) === column)
          total += range.stock[last(path) * range.groups + group]!;
      });
      return total;
    });
  const cells = tableColumns.map((column): [TableColumn, TableCell] => {
    const spread = spreadOf(drawn(column));
    const trend = forecastSeries(
      'linear',
      history.map((counts) => counts[column]),
      range.months,
    );
    const bounds = intervalOf(trend, range.months, 0.95);
    return [
      column,
      {
        ...{ before: earlier[column], now: now[column], forecast: spread.mean, low: spread.low95, high: spread.high95 },
        linear: { value: trend.points.at(-1)!.mean, low: Math.max(0, bounds.low), high: bounds.high },
        changePercent: now[column] > 0 ? (spread.mean / now[column] - 1) * 100 : null,
      },
    ];
  });
  return {
    ...{ uasc: asked.uasc, windowMonths: asked.windowMonths, before, dataDate: snapshot.dataDate, on: asked.on },
    ...{ paths, seed: plan.seed, columns: Object.fromEntries(cells) as Record<TableColumn, TableCell> },
  };
}

/** Children of a column at the end of a day as the placements say; null where the data do not reach that day. */
export function columnOn(snapshot: Snapshot, column: TableColumn | BandCode, on: CivilDate, uasc: UascChoice) {
  if (on > snapshot.dataDate || snapshot.placements.length === 0) return null;
  return countsOn(tableSnapshot(snapshot, uasc), on)[column];
}
