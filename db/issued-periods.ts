import { formatPeriod } from '../shared/format/format.ts';
import type { Forecast, IssuedPeriod } from '../shared/model/forecast.ts';
import { OutturnError } from '../shared/model/problem.ts';
import type { Store } from './store.ts';
import type { Cells, Entity } from './tables.ts';

/** What is kept when a period is issued. Money inside the document is pence. */
export type NewIssue = {
  scenario: string;
  inputSha256: string;
  document: Forecast;
  /** What the checks that block say of the data; with any, `why` is required. */
  openChecks?: readonly string[];
  why?: string | null;
};

const columns = [
  'id',
  'year',
  'period',
  'at',
  'who',
  'scenario',
  'engine_version as engineVersion',
  'input_sha256 as inputSha256',
  'document',
  'why',
  'open_checks as openChecks',
  'reopened_at as reopenedAt',
  'reopened_who as reopenedWho',
  'reopened_why as reopenedWhy',
] as const;

/** Every issue, standing or reopened, oldest first. */
export function listIssuedPeriods(store: Store): IssuedPeriod[] {
  return store.rows(store.query.selectFrom('issued_periods').select(columns).orderBy('id')).map((row) => ({
    ...row,
    document: JSON.parse(row.document) as Forecast,
    openChecks: JSON.parse(row.openChecks ?? '[]') as string[],
  }));
}

/**
 * Issues a period: its forecast is kept for good, and actuals and entries up to it are frozen. Throws `period-issued`
 * when it, or a later one of its year, stands issued, `checks-open` when checks that block are open and no reason is given
 * (it stays on record with what they said), and `invalid-input` for period 0.
 */
export function issuePeriod(store: Store, issue: NewIssue): IssuedPeriod {
  return store.transaction('issue period', () => {
    const { year, period, engineVersion } = issue.document;
    const periodLabel = formatPeriod(year, period);
    if (period < 1) throw new OutturnError('invalid-input', 'There is no period to issue before the first actuals.');
    const frozen = frozenThrough(store, year);
    if (frozen >= period) {
      throw new OutturnError(
        'period-issued',
        `${formatPeriod(year, frozen)} has already been issued, so ${periodLabel} cannot be issued ${frozen === period ? 'again' : 'after it'}. Reopen it first, giving the reason.`,
        { year, period: frozen },
      );
    }
    const openChecks = issue.openChecks ?? [];
    const why = issue.why?.trim() || null;
    if (openChecks.length > 0 && why === null) throw checksOpen(periodLabel, openChecks);
    const at = store.now();
    const row = {
      ...{ year, period, at, who: store.who, scenario: issue.scenario, engine_version: engineVersion },
      ...{ input_sha256: issue.inputSha256, document: JSON.stringify(issue.document), created_at: at, updated_at: at },
      ...{
        why: openChecks.length > 0 ? why : null,
        open_checks: openChecks.length > 0 ? JSON.stringify(openChecks) : null,
      },
    };
    const { id } = store.run(store.query.insertInto('issued_periods').values(row));
    return listIssuedPeriods(store).find((each) => each.id === id) as IssuedPeriod;
  });
}

function checksOpen(periodLabel: string, open: readonly string[]): OutturnError {
  const others = open.length > 1 ? ` (and ${open.length - 1} more)` : '';
  return new OutturnError(
    'checks-open',
    `${periodLabel} was not issued: ${open.length === 1 ? 'a check that blocks is' : `${open.length} checks that block are`} open. ${open[0]}${others} Settle ${open.length === 1 ? 'it' : 'them'} first, or give the reason for issuing all the same.`,
    { open: open.length },
  );
}

/**
 * Reopens an issued period for a reason; what was issued stays on record. A later period of the year must be reopened
 * first. Throws `invalid-input` without a reason or an issue that stands, `period-issued` while a later one stands.
 */
export function reopenPeriod(store: Store, year: string, period: number, why: string): IssuedPeriod {
  return store.transaction('reopen period', () => {
    const periodLabel = formatPeriod(year, period);
    if (why.trim() === '') throw new OutturnError('invalid-input', `Give the reason for reopening ${periodLabel}.`);
    const standing = listIssuedPeriods(store).filter((row) => row.year === year && row.reopenedAt === null);
    const issue = standing.find((row) => row.period === period);
    if (!issue) throw new OutturnError('invalid-input', `${periodLabel} is not issued, so there is nothing to reopen.`);
    const later = standing.find((row) => row.period > period);
    if (later) {
      throw new OutturnError(
        'period-issued',
        `${formatPeriod(year, later.period)} has been issued on top of ${periodLabel}. Reopen it first.`,
        { year, period: later.period },
      );
    }
    const at = store.now();
    const reopened = { reopened_at: at, reopened_who: store.who, reopened_why: why.trim(), updated_at: at };
    store.run(store.query.updateTable('issued_periods').set(reopened).where('id', '=', issue.id));
    return { ...issue, reopenedAt: at, reopenedWho: store.who, reopenedWhy: why.trim() };
  });
}

/** The last period of a year that stands issued; 0 when none does. */
export function frozenThrough(store: Store, year: string): number {
  const row = store
    .prepare('select max("period") as period from "issued_periods" where "year" = ? and "reopened_at" is null')
    .get(year) as { period: number | null };
  return row.period ?? 0;
}

const frozenEntities: readonly Entity[] = ['actuals', 'forecastEntries'];

/** Refuses a change to an actual or entry of an issued period, whoever makes it: edit, import, undo or redo. */
export function refuseIssued(store: Store, entity: Entity, before: Cells | null, after: Cells | null): void {
  if (!frozenEntities.includes(entity)) return;
  for (const row of [before, after]) {
    if (!row) continue;
    const [year, period] = [String(row.year), Number(row.period)];
    const frozen = frozenThrough(store, year);
    if (period > frozen) continue;
    throw new OutturnError(
      'period-issued',
      `${formatPeriod(year, frozen)} has been issued, so ${entity === 'actuals' ? 'actuals' : 'entries'} of ${formatPeriod(year, period)} are frozen. Nothing was changed. Reopen the period first, giving the reason.`,
      { year, period, issued: frozen },
    );
  }
}
