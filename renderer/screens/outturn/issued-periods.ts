import { useEffect } from 'react';
import { create } from 'zustand';
import { issuedBefore } from '../../../shared/finance/movement.ts';
import type { IssuedPeriod } from '../../../shared/model/forecast.ts';
import { ask } from '../../state/ask.ts';
import { refreshStatus } from '../../state/edits.ts';
import { keepNow } from '../../state/scenario.ts';
import { notify, useStore } from '../../state/store.ts';

/** What has been issued, read once and again after each issue. */
const useIssued = create<{ issued: IssuedPeriod[] | null }>()(() => ({ issued: null }));

async function read(): Promise<void> {
  useIssued.setState({ issued: (await ask('issuedPeriods', {})) ?? [] });
}

/** Issues the period on the screen; `why` is required while checks that block are open. True when it was issued. */
export async function issuePeriod(why: string | null): Promise<boolean> {
  // What is issued is what is on the screen: the last change goes to main first.
  await keepNow();
  const made = await ask('periodIssue', { why });
  if (!made) return false;
  notify(`P${made.period} ${made.year} is issued: its forecast is kept and its actuals are frozen.`, 'good');
  await Promise.all([read(), refreshStatus()]);
  return true;
}

export async function reopenPeriod(year: string, period: number, why: string): Promise<boolean> {
  const made = await ask('periodReopen', { year, period, why });
  if (!made) return false;
  notify(`P${period} ${year} is open again. What was issued stays on record.`, 'good');
  await Promise.all([read(), refreshStatus()]);
  return true;
}

/** Every issue, of any year, as it was made. */
export function useAllIssues(): IssuedPeriod[] {
  useIssuedPeriods();
  return useIssued((state) => state.issued) ?? [];
}

/** Issues of the scenario's year, and the one its forecast is compared with. */
export function useIssuedPeriods(): {
  year: IssuedPeriod[];
  before: IssuedPeriod | null;
  standing: IssuedPeriod | null;
} {
  const issued = useIssued((state) => state.issued);
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another copy has other issues
  useEffect(() => void read(), [snapshot?.council, snapshot?.dataDate]);
  const all = issued ?? [];
  if (!scenario) return { year: [], before: null, standing: null };
  return {
    year: all.filter((row) => row.year === scenario.year),
    before: issuedBefore(all, scenario.year, scenario.period),
    standing:
      all.find((row) => row.year === scenario.year && row.period === scenario.period && row.reopenedAt === null) ??
      null,
  };
}
