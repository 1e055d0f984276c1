import { lineBudget } from '../finance/budget.ts';
import { contractSum as contractSumOf } from '../finance/contract-sum.ts';
import { ratingAt } from '../finance/savings.ts';
import { formatDate, formatNumber, formatPeriod } from '../format/format.ts';
import { adultMonth } from '../model/bands.ts';
import { addMonths, ageInMonths, type CivilDate, periodOf, yearOf, yearStart } from '../model/calendar.ts';
import type { Placement, RegisterName } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { isElsewhere } from '../sufficiency/requests.ts';
import { groupBy } from './finding.ts';

/** A figure Outturn works out from the data to set beside what a paper states; money is pounds. */
export type WorkedOut = { value: number; money: boolean; register: RegisterName; rows: number[]; how: string };
type Work = (snapshot: Snapshot, asAt: CivilDate) => WorkedOut | null;

const total = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((sum, row) => sum + of(row), 0);
const ids = (rows: readonly { id: number }[]) => rows.map((row) => row.id);

/**
 * Children in care at the end of a day (docs/model.md §2): under 18, each once, in placements that contain it, without
 * short breaks.
 */
const inCare =
  (without: 'none' | 'uasc'): Work =>
  ({ placements, dataDate }, asAt) => {
    if (asAt > dataDate || placements.length === 0) return null;
    const children = new Map<string, Placement>();
    for (const row of placements) {
      const there = row.shortBreak !== 1 && row.start <= asAt && (row.end === null || row.end > asAt);
      if (!there || (without === 'uasc' && row.uasc === 1) || ageInMonths(row.birthMonth, asAt) >= adultMonth) continue;
      const latest = children.get(row.childKey);
      if (!latest || latest.start <= row.start) children.set(row.childKey, row);
    }
    const rows = [...children.values()];
    const how = `${formatNumber(rows.length)} children under 18 in placements that contain ${formatDate(asAt)}${without === 'uasc' ? ', unaccompanied children left out' : ''}`;
    return { value: rows.length, money: false, register: 'placements', rows: ids(rows), how };
  };

/**
 * Children who came into care, or left it, from 1 April to a day: a placement with none of the child's on the night
 * before it, or on the first night after it.
 */
const flows =
  (which: 'entrants' | 'leavers'): Work =>
  ({ placements, dataDate }, asAt) => {
    const from = yearStart(yearOf(asAt));
    const placed = placements.filter((row) => row.shortBreak !== 1 && row.end !== row.start);
    if (asAt > dataDate || placed.length === 0) return null;
    const byChild = groupBy(placed, (row) => row.childKey);
    const after = (row: Placement, day: string) => row.end === null || row.end > day;
    const rows = placed.filter((row, at) => {
      const day = which === 'entrants' ? row.start : row.end;
      if (day === null || day < from || day > asAt) return false;
      return !byChild.get(row.childKey)?.some((other) => {
        if (other === row) return false;
        if (which === 'leavers')
          return other.end === day ? placed.indexOf(other) < at : other.start <= day && after(other, day);
        return other.start === day
          ? placed.indexOf(other) < at
          : other.start < day && (other.end === day || after(other, day));
      });
    });
    const how = `placements that ${which === 'entrants' ? 'begin with none before' : 'end with none after'} them, ${formatDate(from)} to ${formatDate(asAt)}`;
    return { value: rows.length, money: false, register: 'placements', rows: ids(rows), how };
  };

/** Outturn less current budget of a whole year, once every period of it has actuals. */
const overspend: Work = ({ budgetLines, budgetChanges, actuals }, asAt) => {
  const year = yearOf(asAt);
  const rows = actuals.filter((row) => row.year === year);
  const lines = budgetLines.filter((row) => row.year === year);
  if (new Set(rows.map((row) => row.period)).size < 12 || lines.length === 0) return null;
  const shared = lines.filter((row) => row.funding !== 'passported');
  const codes = new Set(shared.map((row) => row.code));
  const own = rows.filter((row) => codes.has(row.lineCode));
  const spent = total(own, (row) => row.expenditurePence + row.incomePence);
  const budget = total(shared, (line) => {
    const { grossMonths, incomeMonths } = lineBudget(line, budgetChanges);
    return total(grossMonths, (month) => month) + total(incomeMonths, (month) => month);
  });
  const how = `actuals of the 12 periods of ${year} less the current budget, ${shared.length} lines`;
  return { value: (spent - budget) / 100, money: true, register: 'actuals', rows: ids(own), how };
};

const ragTotal: Work = ({ savings, savingRatings }, asAt) => {
  const [year, period] = [yearOf(asAt), periodOf(asAt)];
  const rated = savings
    .filter((row) => row.year === year && row.class === 'saving')
    .flatMap((row) => ratingAt(savingRatings, row, period) ?? []);
  if (rated.length === 0) return null;
  const value = total(rated, (row) => row.redPence + row.amberPence + row.greenPence) / 100;
  const how = `red, amber and green of ${rated.length} savings at ${formatPeriod(year, period)}`;
  return { value, money: true, register: 'savingRatings', rows: ids(rated), how };
};

const savingsTarget: Work = ({ savings }, asAt) => {
  const rows = savings.filter((row) => row.year === yearOf(asAt) && row.class === 'saving' && row.targetPence !== null);
  if (rows.length === 0) return null;
  const value = total(rows, (row) => row.targetPence ?? 0) / 100;
  return { value, money: true, register: 'savings', rows: ids(rows), how: `targets of ${rows.length} savings` };
};

const tranches: Work = (snapshot, asAt) => {
  const rows = snapshot.tranches.filter((row) => row.year === yearOf(asAt) && row.kind === 'cost');
  if (rows.length === 0) return null;
  const value = total(rows, (row) => row.amountPence) / 100;
  return {
    value,
    money: true,
    register: 'tranches',
    rows: ids(rows),
    how: `${rows.length} tranches of ${yearOf(asAt)}`,
  };
};

const contractSum: Work = ({ contractBlocks }, asAt) => {
  const rows = contractBlocks.filter((row) => row.year === yearOf(asAt) && (row.block < 3 || row.approved !== null));
  if (rows.length === 0) return null;
  const value = contractSumOf(contractBlocks, yearOf(asAt)).contractSum / 100;
  const how = `${rows.length} items of ${yearOf(asAt)} that count`;
  return { value, money: true, register: 'contractBlocks', rows: ids(rows), how };
};

/** Requests of the year to a day that were placed in another type than was asked for. */
const unmet =
  (type: 'fostering' | 'residential'): Work =>
  ({ placementRequests }, asAt) => {
    const asked = placementRequests.filter(
      (row) => row.askedType === type && row.requestedOn <= asAt && row.requestedOn > addMonths(asAt, -12),
    );
    if (asked.length === 0) return null;
    const rows = asked.filter(isElsewhere);
    const how = `requests for ${type} of the year to ${formatDate(asAt)} that were placed in another type`;
    return {
      value: total(rows, (row) => row.count),
      money: false,
      register: 'placementRequests',
      rows: ids(rows),
      how,
    };
  };

/** What Outturn works out by name, as at the date of the fact. */
const figures: Record<string, Work> = {
  'children in care': inCare('none'),
  'children in care without uasc': inCare('uasc'),
  entrants: flows('entrants'),
  leavers: flows('leavers'),
  overspend,
  'rag total of savings': ragTotal,
  'savings target': savingsTarget,
  'invest to save': tranches,
  'contract sum': contractSum,
  'unmet fostering requests': unmet('fostering'),
  'unmet residential requests': unmet('residential'),
};
const workedOutNames = Object.keys(figures);

/** A figure by its name; null where the data do not reach, a sentence where there is no such figure. */
export function workOut(snapshot: Snapshot, name: string, asAt: CivilDate | null): WorkedOut | string | null {
  const work = figures[name.trim().toLowerCase()];
  if (!work) return `Outturn works out no “${name}”: it works out ${workedOutNames.join(', ')}`;
  if (asAt === null) return `“${name}” is worked out as at a date, and the fact has none`;
  return work(snapshot, asAt);
}
