import { formatDate } from '../format/format.ts';
import { ageInMonths } from '../model/calendar.ts';
import { type Check, finding } from './finding.ts';

/** Nineteenth birthday in months: the birth month alone leaves a month’s doubt about the eighteenth. */
const surelyAdult = 18 * 12 + 1;

/**
 * A placement still open though the child turned 18 before the data end. It counts no child and costs nothing in the
 * forecast (docs/model.md §2), so a register that was not closed reads as a fall in cost.
 */
export const checkGrownUp: Check = ({ placements, dataDate }) => {
  const open = placements.filter(
    (row) =>
      (row.end === null || row.end > dataDate) &&
      // One that began at 18 is said as what it is (dates.ts).
      ageInMonths(row.birthDate ?? row.birthMonth, row.start) < 18 * 12 &&
      ageInMonths(row.birthDate ?? row.birthMonth, dataDate) >= surelyAdult,
  );
  if (open.length === 0) return [];
  const named = open.slice(0, 5).map((row) => row.reference);
  return [
    finding(
      'placement-after-18',
      'warn',
      'placements',
      open.map((row) => row.id),
      `${open.length === 1 ? 'One placement is' : `${open.length} placements are`} still open on ${formatDate(dataDate)} though the young person is over 18: ${named.join(', ')}${open.length > 5 ? ' …' : ''}. The forecast counts none of them.`,
      { placements: open.length },
      'Enter the end of the placement, or correct the birth month',
    ),
  ];
};
