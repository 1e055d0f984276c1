import type { Edit } from '../api.ts';
import { addYears, periodEnd, type YearLabel, yearStart } from '../model/calendar.ts';
import { roundHalfAway, sum } from '../model/money.ts';
import { OutturnError } from '../model/problem.ts';
import type { BudgetLine, Pressure } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { yearLines } from '../scenario/line-forecast.ts';

/** What opens the next year: edits to apply as one step, and what was there already and so left alone. */
export type NextYear = { year: YearLabel; edits: Edit[]; notes: string[] };

/**
 * The next year's opening from a closed year (docs/model.md §15): each line that recurs with its base budget (original +
 * approved changes that recur), the full-year effect of savings that began part way through as a budget change, recurring
 * pressures at their full-year value, and stated costs of placements lines at the rate of the last period. Rows that
 * the next year has already are left as they are, and said.
 * @param provisional true: before the year is closed, as budgets are set
 * @throws OutturnError `invalid-input` for a year without lines, or one that is not closed
 */
export function openNextYear(snapshot: Snapshot, year: YearLabel, provisional = false): NextYear {
  const lines = snapshot.budgetLines.filter((row) => row.year === year);
  if (lines.length === 0) throw refused(`There are no budget lines for ${year}: nothing to roll forward.`, year);
  const reached = Math.max(0, ...snapshot.actuals.filter((row) => row.year === year).map((row) => row.period));
  if (reached < 12 && !provisional)
    throw refused(
      `${year} is not closed: its actuals ${reached === 0 ? 'are not there' : `stop at period ${reached}`}. Import the rest, or roll it forward provisionally.`,
      year,
    );
  const next = addYears(year, 1);
  const notes: string[] = [];
  const make = (register: Edit['register'], rows: Row[], key: (row: Row) => string, label: string): Edit[] => {
    const known = new Set(
      (snapshot[register] as readonly unknown[] as Row[]).filter((row) => row.year === next).map(key),
    );
    const fresh = rows.filter((row) => !known.has(key(row)));
    const left = rows.length - fresh.length;
    if (left > 0) notes.push(`${next} has ${left} of ${rows.length} ${label} already: left as they are`);
    return fresh.map((values) => ({ op: 'insert', register, values }));
  };
  const byReference = (row: Row) => String(row.reference);
  const edits = [
    ...make('budgetLines', baseBudgets(snapshot, year, next), (row) => String(row.code), 'budget lines'),
    ...make('budgetChanges', savingsRest(snapshot, year, next), byReference, 'full-year effects of savings'),
    ...make('pressures', pressuresOn(snapshot, year, next), byReference, 'recurring pressures'),
    ...make('mitigations', mitigationsOn(snapshot, year, next), byReference, 'mitigations'),
    ...make('forecastEntries', statedCosts(snapshot, year, next), byReference, 'stated costs'),
  ];
  const ending = lines.filter((row) => row.recurring === 0);
  if (ending.length > 0)
    notes.push(`Not carried on, as they do not recur: ${ending.map((row) => row.name).join(', ')}`);
  if (reached < 12) notes.push(`${year} is not closed: rolled forward provisionally from its budget as it stands`);
  return { year: next, edits, notes };
}

type Row = Record<string, string | number | null>;

function baseBudgets(snapshot: Snapshot, year: YearLabel, next: YearLabel): Row[] {
  return yearLines(snapshot, year)
    .filter(({ row }) => row.recurring === 1)
    .map(({ row }) => {
      const { id, ...line }: BudgetLine = row;
      const agreed = snapshot.budgetChanges.filter(
        (change) =>
          change.year === year && change.lineCode === row.code && change.approved !== null && change.recurring === 1,
      );
      const changes = agreed.filter((change) => change.kind !== 'investment');
      return {
        ...line,
        year: next,
        grossBudgetPence: row.grossBudgetPence + sum(changes.map((change) => change.grossPence)),
        incomeBudgetPence: row.incomeBudgetPence + sum(changes.map((change) => change.incomePence)),
      };
    });
}

/** What a saving that began part way through brings in the year after, beyond what it brought in its own. */
function savingsRest(snapshot: Snapshot, year: YearLabel, next: YearLabel): Row[] {
  return snapshot.savings
    .filter((saving) => saving.year === year && saving.class === 'saving' && saving.recurring === 1)
    .map((saving) => ({ saving, rest: roundHalfAway((saving.fullYearEffectPence * (saving.startPeriod - 1)) / 12) }))
    .filter(({ rest }) => rest !== 0)
    .map(({ saving, rest }) => ({
      ...{ year: next, reference: saving.reference, lineCode: saving.lineCode, kind: 'saving', block: null },
      ...{ grossPence: -rest, incomePence: 0, effective: yearStart(next), approved: periodEnd(year, 12), recurring: 1 },
      note: `Full-year effect of ${saving.name}, begun in ${year}`,
    }));
}

const goesOn = (row: Pressure, year: YearLabel) => row.year === year && row.recurring === 1 && row.status !== 'closed';

/** Pressures that recur, at what twelve months of them come to; and what mitigates them. */
function pressuresOn(snapshot: Snapshot, year: YearLabel, next: YearLabel): Row[] {
  return snapshot.pressures
    .filter((row) => goesOn(row, year))
    .map((row) => {
      const { id, ...pressure } = row;
      const full = (pence: number) => roundHalfAway((pence * 12) / (13 - row.startPeriod));
      return {
        ...pressure,
        ...{ year: next, startPeriod: 1, arrears: null },
        minimumPence: full(row.minimumPence),
        likelyPence: full(row.likelyPence),
        maximumPence: full(row.maximumPence),
      };
    });
}

function mitigationsOn(snapshot: Snapshot, year: YearLabel, next: YearLabel): Row[] {
  return snapshot.mitigations
    .filter((row) => row.year === year)
    .flatMap(({ id, ...row }) => {
      const pressure = snapshot.pressures.find(
        (each) => each.reference === row.pressureReference && goesOn(each, year),
      );
      if (!pressure) return [];
      return [{ ...row, year: next, amountPence: roundHalfAway((row.amountPence * 12) / (13 - pressure.startPeriod)) }];
    });
}

/** Committed costs of placements lines beyond the register, as the last period states them, for each month. */
function statedCosts(snapshot: Snapshot, year: YearLabel, next: YearLabel): Row[] {
  const placements = new Set(
    snapshot.budgetLines
      .filter((row) => row.year === year && row.method === 'placements' && row.recurring === 1)
      .map((row) => row.code),
  );
  return snapshot.forecastEntries
    .filter((row) => row.year === year && row.kind === 'committed' && row.period === 12 && placements.has(row.lineCode))
    .flatMap(({ id, ...row }) =>
      Array.from({ length: 12 }, (_, at) => ({
        ...{ ...row, year: next, reference: `${row.reference}/${at + 1}`, period: at + 1 },
        note: `As in period 12 of ${year}${row.note ? `: ${row.note}` : ''}`,
      })),
    );
}

const refused = (message: string, year: YearLabel) => new OutturnError('invalid-input', message, { year });
