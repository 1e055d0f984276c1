import { lineBudget } from '../finance/budget.ts';
import { ratingAt } from '../finance/savings.ts';
import { formatDate, formatNumber, formatPeriod } from '../format/format.ts';
import { type CivilDate, periodOf, yearOf, yearStart } from '../model/calendar.ts';
import type { RegisterName } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** A figure Outturn works out from the data to set beside what a paper states; money is pounds. */
export type WorkedOut = { value: number; money: boolean; register: RegisterName; rows: number[]; how: string };
type Work = (snapshot: Snapshot, asAt: CivilDate) => WorkedOut | null;

const total = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((sum, row) => sum + of(row), 0);
const ids = (rows: readonly { id: number }[]) => rows.map((row) => row.id);

/** Children in care at the end of a day (MODEL.md §2): placements that contain it, without short breaks. */
const inCare =
  (without: 'none' | 'uasc'): Work =>
  ({ placements, dataDate }, asAt) => {
    if (asAt > dataDate || placements.length === 0) return null;
    const rows = placements.filter(
      (row) =>
        row.shortBreak !== 1 &&
        row.start <= asAt &&
        (row.end === null || row.end > asAt) &&
        (without === 'none' || row.uasc !== 1),
    );
    const how = `${formatNumber(rows.length)} placements that contain ${formatDate(asAt)}${without === 'uasc' ? ', unaccompanied children left out' : ''}`;
    return { value: rows.length, money: false, register: 'placements', rows: ids(rows), how };
  };

/** Children who came into care, or left it, from 1 April to a day: a span that nothing precedes, or follows. */
const flows =
  (which: 'entrants' | 'leavers'): Work =>
  ({ placements, dataDate }, asAt) => {
    const from = yearStart(yearOf(asAt));
    const held = placements.filter((row) => row.shortBreak !== 1);
    if (asAt > dataDate || held.length === 0) return null;
    const [own, other] = which === 'entrants' ? (['start', 'end'] as const) : (['end', 'start'] as const);
    const others = new Set(held.map((row) => `${row.childKey} ${row[other]}`));
    const rows = held.filter((row) => {
      const day = row[own];
      return day !== null && day >= from && day <= asAt && !others.has(`${row.childKey} ${day}`);
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
  const rows = contractBlocks.filter((row) => row.year === yearOf(asAt));
  if (rows.length === 0) return null;
  const value = total(rows, (row) => row.amountPence) / 100;
  return {
    value,
    money: true,
    register: 'contractBlocks',
    rows: ids(rows),
    how: `${rows.length} items of ${yearOf(asAt)}`,
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
};
const workedOutNames = Object.keys(figures);

/** A figure by its name; null where the data do not reach, a sentence where there is no such figure. */
export function workOut(snapshot: Snapshot, name: string, asAt: CivilDate | null): WorkedOut | string | null {
  const work = figures[name.trim().toLowerCase()];
  if (!work) return `Outturn works out no “${name}”: it works out ${workedOutNames.join(', ')}`;
  if (asAt === null) return `“${name}” is worked out as at a date, and the fact has none`;
  return work(snapshot, asAt);
}
