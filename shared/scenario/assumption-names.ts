import { formatMonth } from '../format/format.ts';
import { isCivilDate } from '../model/calendar.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** What an officer calls an assumption; its key is for files and commands alone. */
const names: Readonly<Record<string, string>> = {
  'rag-green': 'Delivery of green savings',
  'rag-amber': 'Delivery of amber savings',
  'rag-red': 'Delivery of red savings',
  'rag-unassessed': 'Delivery of savings not assessed',
  'discount-rate': 'Discount rate',
  'reference-months': 'Months that rates are measured on',
  'kappa-days': 'Weight of the wider group in a rate',
  'demand-price-correlation': 'How far prices follow the number of children',
  'pressure-correlation': 'How far pressures of one line move together',
  'seasonal-entrants': 'Entrants follow the seasons',
  'expected-ends': 'Trust in the expected ends of placements',
  'arrival-dispersion': 'Variability of arrivals',
  'entry-movement': 'Change of entry rates in a year',
  'exit-movement': 'Change of leaving rates in a year',
  'interval-adjustment': 'Ranges of children adjusted to past errors',
  'price-risk': 'Standard deviation of prices in a year',
  'line-risk': 'Uncertainty of budget lines',
  'inflation-risk': 'Uncertainty of inflation in a year of the plan',
  cpi: 'Inflation (CPI)',
  'price-inflation': 'Inflation of placement prices',
};

/** Names of keys that go on with what they are for: a group, a line, a month. */
const beginnings: readonly (readonly [start: string, name: string])[] = [
  ['starter-weekly:', 'Starter price a week'],
  ['contribution-percent:', 'Partner contributions'],
  ['line-risk:', 'Uncertainty of the line'],
  ['rate:', 'Rate set by hand'],
  ['break:', 'Change of policy from'],
  ['inflation:', 'Inflation'],
  ['proposal-confidence:', 'Confidence % in the proposal'],
];

/** The name of an assumption: of a key nobody has named, its words. `data` gives the names of groups and lines. */
export function assumptionTitle(key: string, data?: Pick<Snapshot, 'placementGroups' | 'budgetLines'>): string {
  const own = names[key];
  if (own !== undefined) return own;
  const found = beginnings.find(([start]) => key.startsWith(start));
  if (!found) return plain(key);
  const [start, name] = found;
  const about = key.slice(start.length);
  if (start === 'break:') {
    const day = `${about}-01`;
    return `${name} ${isCivilDate(day) ? formatMonth(day) : about}`;
  }
  const called =
    data?.placementGroups.find(({ code }) => code === about)?.name ??
    data?.budgetLines.find(({ code }) => code === about)?.name;
  return `${name}: ${called ?? plain(about)}`;
}

const plain = (key: string) => {
  const text = key.replace(/[-_:.]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** True of an assumption that is on or off. */
export const isYesOrNo = (key: string): boolean =>
  key === 'seasonal-entrants' || key === 'interval-adjustment' || key.startsWith('break:');
