import { periodsText } from '../finance/completeness.ts';
import { formatPeriod } from '../format/format.ts';
import type { Forecast, IssuedPeriod } from '../model/forecast.ts';
import type { Finding } from '../model/problem.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { standingSignature } from './approval.ts';
import { ledgerFor } from './ledger.ts';

export type MonthEndStepKey =
  | 'import'
  | 'reconcile'
  | 'check'
  | 'movement'
  | 'comment'
  | 'sign-off'
  | 'issue'
  | 'roll-forward'
  | 'publish';

/** `done`: the record shows it. `open`: to do. `look`: only a person can say; nothing records it. `later`: waits for another. */
export type MonthEndStep = {
  key: MonthEndStepKey;
  label: string;
  state: 'done' | 'open' | 'look' | 'later';
  /** What the record says of it, or what is missing: no full stop. */
  about: string;
  /** Who, and when (ISO 8601), where the record holds them. */
  who: string | null;
  at: string | null;
};

type Records = {
  snapshot: Snapshot;
  scenario: Scenario;
  result: Forecast;
  findings: readonly Finding[];
  /** Issues of the scenario’s year. */
  issued: readonly IssuedPeriod[];
  /** Moment of the last import that stands, and of the last export of this scenario. */
  lastImport: string | null;
  lastExport: string | null;
};

/**
 * The month-end of a scenario’s period, step by step, from what is on record: nobody ticks anything, so a step that is
 * reopened or undone is open again by itself, and one that would misstate a figure cannot be passed over.
 */
export function monthEnd(records: Records): MonthEndStep[] {
  const { snapshot, scenario, result, findings, issued, lastImport, lastExport } = records;
  const { year, period } = scenario;
  const own = formatPeriod(year, period);
  const ledger = ledgerFor(snapshot, scenario);
  const reaches = period > 0 && ledger.closed >= period;
  const gaps = result.gaps;
  const blocks = findings.filter(({ severity }) => severity === 'block').length;
  const warnings = findings.filter(({ severity }) => severity === 'warn').length;
  const standing = issued.find((row) => row.period === period && row.reopenedAt === null) ?? null;
  const reopened = issued.filter((row) => row.period === period && row.reopenedAt !== null).at(-1) ?? null;
  const before = issued.some((row) => row.period < period && row.reopenedAt === null);
  const signature = standingSignature(scenario);
  const next = ledgerFor(snapshot, { year, period: Math.min(12, period + 1) }).closed > period;
  const step = (
    key: MonthEndStepKey,
    label: string,
    state: MonthEndStep['state'],
    about: string,
    who: string | null = null,
    at: string | null = null,
  ): MonthEndStep => ({ key, label, state, about, who, at });
  const published = standing !== null && lastExport !== null && lastExport >= standing.at;
  return [
    step(
      'import',
      'Import the ledger',
      reaches ? 'done' : 'open',
      reaches ? `the ledger reaches ${own}` : `no line has actuals for ${own}`,
      null,
      reaches ? lastImport : null,
    ),
    step(
      'reconcile',
      'Reconcile the lines',
      !reaches ? 'later' : gaps.length === 0 ? 'done' : 'open',
      gaps.length === 0
        ? 'every line has its actuals'
        : `${new Set(gaps.map(({ line }) => line)).size} lines lack ${periodsText([...new Set(gaps.map((gap) => gap.period))])}`,
    ),
    step(
      'check',
      'Correct what the checks find',
      blocks === 0 && warnings === 0 ? 'done' : blocks > 0 ? 'open' : 'look',
      blocks + warnings === 0 ? 'nothing is open' : `${blocks} must be corrected, ${warnings} to look at`,
    ),
    step(
      'movement',
      'Review the movement',
      before ? 'look' : 'later',
      before ? 'since the period issued before' : 'from the second period issued on',
    ),
    step(
      'comment',
      'Comment',
      scenario.notes.trim() === '' ? 'open' : 'done',
      scenario.notes.trim() === '' ? 'the scenario has no notes' : 'the scenario’s notes are written',
    ),
    step(
      'sign-off',
      'Sign off',
      scenario.status === 'approved' ? 'done' : 'open',
      signature ? `${signature.status} by ${signature.role}` : 'neither reviewed nor approved',
      signature?.person ?? null,
      signature?.at ?? null,
    ),
    step(
      'issue',
      `Issue P${period}`,
      standing ? 'done' : reaches && gaps.length === 0 ? 'open' : 'later',
      standing
        ? 'its forecast is kept and its actuals are frozen'
        : reopened
          ? `reopened: ${reopened.reopenedWhy ?? ''}`
          : 'not issued yet',
      standing?.who ?? reopened?.reopenedWho ?? null,
      standing?.at ?? reopened?.reopenedAt ?? null,
    ),
    step(
      'publish',
      'Publish',
      published ? 'done' : standing ? 'open' : 'later',
      published ? 'workbook or pack written since the issue' : 'workbook and pack of what was issued',
      null,
      published ? lastExport : null,
    ),
    step(
      'roll-forward',
      period >= 12 ? 'Close the year' : `Roll forward to P${period + 1}`,
      period >= 12 ? (standing ? 'done' : 'later') : standing && next ? 'open' : 'later',
      period >= 12
        ? 'P12 is the last period'
        : next
          ? `P${period + 1} has actuals`
          : `waits for the actuals of P${period + 1}`,
    ),
  ];
}
