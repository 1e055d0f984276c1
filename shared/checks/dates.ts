import { formatDate } from '../format/format.ts';
import { adultMonth } from '../model/bands.ts';
import { addMonths, ageInMonths } from '../model/calendar.ts';
import type { Finding } from '../model/problem.ts';
import { type Check, finding } from './finding.ts';

/** Dates inside their plausible window (T06): placements by the data date, budget changes by their year. */
export const checkPlacementDates: Check = ({ placements, dataDate }) => {
  const latest = addMonths(dataDate, 13);
  return placements.flatMap((row): Finding[] => {
    const say = (severity: Finding['severity'], what: string) =>
      finding('T06', severity, 'placements', [row.id], `Placement ${row.reference}: ${what}.`, {
        start: row.start,
        end: row.end,
      });
    if (row.end !== null && row.end < row.start) {
      return [say('block', `it ends on ${formatDate(row.end)}, before it starts on ${formatDate(row.start)}`)];
    }
    if (row.start >= latest) {
      return [
        say('block', `it starts on ${formatDate(row.start)}, over a year after the data end (${formatDate(dataDate)})`),
      ];
    }
    const birth = row.birthDate ?? row.birthMonth;
    if (birth > row.start) return [say('block', `it starts before the child is born (${formatDate(birth)})`)];
    if (ageInMonths(birth, row.start) >= adultMonth) {
      return [say('warn', `it starts on ${formatDate(row.start)}, when the child is already 18`)];
    }
    return [];
  });
};

export const checkBudgetChangeDates: Check = ({ budgetChanges }) =>
  budgetChanges.flatMap((row) => {
    const start = `${row.year.slice(0, 4)}-04-01`;
    const end = addMonths(start, 12);
    if (row.effective >= start && row.effective < end) return [];
    return [
      finding(
        'T06',
        'warn',
        'budgetChanges',
        [row.id],
        `Budget change ${row.reference} of ${row.year} takes effect on ${formatDate(row.effective)}, outside its year.`,
        { effective: row.effective, year: row.year },
      ),
    ];
  });
