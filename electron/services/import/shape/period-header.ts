import { monthOfPeriod, parsePeriod } from '../../../../shared/cells/period.ts';

/** A header that names a period: its month where it says the year, else its period of the financial year; what it measures. */
export type PeriodHeader = { period: number; month: string | null; measure: string };

function periodOf(text: string): Omit<PeriodHeader, 'measure'> | null {
  // A lone number over a column is no period.
  if (/^[\d.]+$/.test(text)) return null;
  const period = parsePeriod(text);
  return period > 0 ? { period, month: monthOfPeriod(text) } : null;
}

/** The period that a header names, alone or beside a measure: `Apr-23`, `P1`, `April`, `Apr-23 Actual`, `Actual P1`. */
export function periodHeader(header: string): PeriodHeader | null {
  const text = header.trim().replace(/\s+/g, ' ');
  if (text === '' || text.length > 60) return null;
  const alone = periodOf(text);
  if (alone) return { ...alone, measure: '' };
  const parts = text.split(' ');
  for (const size of [1, 2, 3]) {
    if (parts.length <= size) break;
    const start = periodOf(parts.slice(0, size).join(' '));
    if (start) return { ...start, measure: parts.slice(size).join(' ').toLowerCase() };
    const end = periodOf(parts.slice(-size).join(' '));
    if (end) return { ...end, measure: parts.slice(0, -size).join(' ').toLowerCase() };
  }
  return null;
}
