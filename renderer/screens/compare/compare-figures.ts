import type { Forecast } from '../../../shared/model/forecast.ts';
import { type Lever, leverKindInformation } from '../../../shared/model/lever.ts';
import { registerNames } from '../../../shared/model/registers.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { valueText } from '../../components/levers/base-value.ts';

/** One of the scenarios side by side. The first is what the others differ from. */
export type Column = { key: string; name: string; scenario: Scenario; made: Forecast };

/** Headline figures of a forecast; money in pence, children as they are. */
export function headlines(made: Forecast): { key: string; label: string; value: number | null; money: boolean }[] {
  const ends = made.placements.months;
  const atYearEnd =
    ends.filter((month) => month.month.slice(0, 7) <= `${yearEndMonth(made.year)}`).at(-1) ?? ends.at(-1);
  return [
    { key: 'budget', label: 'Current budget', value: made.total.currentBudget, money: true },
    { key: 'outturn', label: 'Outturn', value: made.total.outturn, money: true },
    { key: 'variance', label: 'Variance', value: made.total.variance, money: true },
    { key: 'investment', label: 'Agreed investment', value: made.total.agreedInvestment, money: true },
    { key: 'net', label: 'Net variance', value: made.total.netVariance, money: true },
    { key: 'savings', label: 'Savings expected', value: made.savings.expected, money: true },
    { key: 'slippage', label: 'Savings slippage', value: made.savings.slippage, money: true },
    { key: 'pressures', label: 'Pressures expected', value: made.pressures.expected, money: true },
    {
      key: 'children',
      label: 'Children at the end of the year',
      value: atYearEnd ? atYearEnd.groups.reduce((sum, cell) => sum + cell.stock, 0) : null,
      money: false,
    },
  ];
}

const yearEndMonth = (year: string) => `${Number(year.slice(0, 4)) + 1}-03`;

/** Lever rows for the assumptions table: each lever that is in any scenario, with its value in each (null = not there or off). */
export function leversOf(columns: readonly Column[]): { key: string; label: string; values: (string | null)[] }[] {
  const all = new Map<string, Lever>();
  for (const { scenario } of columns)
    for (const lever of scenario.levers) if (!all.has(lever.id)) all.set(lever.id, lever);
  return [...all.values()].map((lever) => ({
    key: lever.id,
    label: lever.name || leverKindInformation[lever.kind].label,
    values: columns.map(({ scenario }) => {
      const own = scenario.levers.find((other) => other.id === lever.id);
      return own?.on ? valueText(own, own.value) : null;
    }),
  }));
}

/** True when two snapshots hold the same rows, whatever their numbers in their stores: then levers explain the difference. */
export function sameData(a: Snapshot, b: Snapshot): boolean {
  if (a === b) return true;
  if (a.dataDate !== b.dataDate || registerNames.some((name) => a[name].length !== b[name].length)) return false;
  const text = (rows: readonly object[]) => JSON.stringify(rows, (key, value) => (key === 'id' ? undefined : value));
  return registerNames.every((name) => text(a[name]) === text(b[name]));
}
