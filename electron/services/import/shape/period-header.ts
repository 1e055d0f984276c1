import { monthNumber, monthOfPeriod } from '../../../../shared/cells/date.ts';

/** A header that names a period: its month where it says the year, else its period of the financial year; what it measures. */
export type PeriodHeader = { period: number; month: string | null; measure: string };

const periodOfMonth = (month: number): number => ((month + 8) % 12) + 1;

function periodOf(text: string): Omit<PeriodHeader, 'measure'> | null {
  const numbered = /^(?:p|m|pd|per|period|month|mth)[ .]*0?(\d{1,2})$/i.exec(text);
  if (numbered) {
    const period = Number(numbered[1]);
    return period >= 1 && period <= 12 ? { period, month: null } : null;
  }
  const month = monthOfPeriod(text);
  if (month !== null) return { period: periodOfMonth(Number(month.slice(5, 7))), month };
  const named = monthNumber(text);
  return named > 0 ? { period: periodOfMonth(named), month: null } : null;
}

/** The period that a header names, alone or beside a measure: `Apr-23`, `P1`, `April`, `Apr-23 Actual`, `Actual P1`. */
export function periodHeader(header: string): PeriodHeader | null {
  const text = header.trim().replace(/\s+/g, ' ');
  if (text === '' || text.length > 60) return null;
  const alone = periodOf(text);
  if (alone) return { ...alone, measure: '' };
  const parts = text.split(' ');
  for (const size of [1, 2]) {
    if (parts.length <= size) break;
    const start = periodOf(parts.slice(0, size).join(' '));
    if (start) return { ...start, measure: parts.slice(size).join(' ').toLowerCase() };
    const end = periodOf(parts.slice(-size).join(' '));
    if (end) return { ...end, measure: parts.slice(0, -size).join(' ').toLowerCase() };
  }
  return null;
}
