import type { SimulationSummary, Spread } from '../../../shared/demand/simulation/summarise.ts';
import { formatDate, formatMonth, formatNumber } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { FanPoint } from '../../components/charts/fan-card.tsx';

export const one = (value: number) => formatNumber(value, 1);
export const whole = (value: number) => formatNumber(value);
export const seriesColours = ['--series-1', '--series-3', '--series-2', '--series-5', '--series-4', '--series-6'];
export const monthText = (month: string) => formatMonth(month.length === 7 ? `${month}-01` : month);

/** Children of a group (null = all) at the end of each month of a forecast. */
export function stockOf(made: Forecast, group: string | null): number[] {
  return made.placements.months.map((month) =>
    month.groups.reduce((sum, cell) => (group === null || cell.group === group ? sum + cell.stock : sum), 0),
  );
}

/** A flow of a group (null = all) in each month of a forecast. */
export function flowOf(made: Forecast, flow: 'entrants' | 'leavers', group: string | null): number[] {
  return made.placements.months.map((month) =>
    month.groups.reduce((sum, cell) => (group === null || cell.group === group ? sum + cell[flow] : sum), 0),
  );
}

/** The fan of a group (null = all) from a simulation, one point a month. */
export function fanOf(summary: SimulationSummary, group: string | null): (FanPoint | null)[] {
  return summary.months.map((month) => {
    const spread: Spread | undefined = group === null ? month.total : month.groups[group];
    return spread ?? null;
  });
}

/** The largest five groups apart and the rest as one, for a chart; all of them when there are six or fewer. */
export function foldGroups(made: Forecast): { drawn: string[]; folded: string[]; all: string[] } {
  const months = made.placements.months;
  const all = [...new Set(months.flatMap((month) => month.groups.map((cell) => cell.group)))];
  if (all.length <= 6) return { drawn: all, folded: [], all };
  const size = new Map(all.map((group) => [group, stockOf(made, group).reduce((sum, value) => sum + value, 0)]));
  const large = [...all].sort((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0)).slice(0, 5);
  return {
    drawn: all.filter((group) => large.includes(group)),
    folded: all.filter((group) => !large.includes(group)),
    all,
  };
}

/** Places a history before a forecast on one axis: labels of both, each series padded with nulls. */
export function joinMonths(history: readonly { month: string; value: number }[], ahead: readonly string[]) {
  const before = history.length;
  return {
    labels: [...history.map(({ month }) => monthText(month)), ...ahead.map(monthText)],
    past: [...history.map(({ value }) => value), ...ahead.map(() => null)],
    /** The forecast begins where the history ends, so that the lines meet. */
    future: (values: readonly number[]): (number | null)[] => [
      ...history.map(({ value }, index) => (index === before - 1 ? value : null)),
      ...values,
    ],
    points: (values: readonly (FanPoint | null)[]): (FanPoint | null)[] => [
      ...history.map(({ value }, index) =>
        index === before - 1 && values.length > 0
          ? { low95: value, p10: value, p50: value, p90: value, high95: value }
          : null,
      ),
      ...values,
    ],
  };
}

/** A change of policy as the chart marks it, where its month is drawn, and in words; null where there is none. */
export function policyBreakOn(
  { placements }: Forecast,
  history: readonly { month: string }[],
): { rule: { at: number; text: string } | undefined; text: string } | null {
  const found = placements.policyBreak;
  if (!found) return null;
  const moved = (log: number) => `${log >= 0 ? 'up' : 'down'} ${whole(Math.abs(100 * Math.expm1(log)))} %`;
  const at = history.findIndex(({ month }) => month.slice(0, 7) >= found.from.slice(0, 7));
  const first = history[0]?.month.slice(0, 7) ?? '';
  const drawn = at >= 0 && found.from.slice(0, 7) >= first;
  const sure = found.stated ? 'A change of policy is stated' : `A change is likely (${whole(found.chance * 100)} %)`;
  return {
    rule: drawn ? { at, text: found.stated ? 'stated change' : 'likely change' } : undefined,
    text: `${sure} from ${formatDate(found.from)}: entries ${moved(found.entry)}, leaving ${moved(found.exit)}. The forecast follows it and its interval is wider.`,
  };
}
