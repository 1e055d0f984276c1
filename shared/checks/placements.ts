import { ageInMonths } from '../model/calendar.ts';
import type { Placement } from '../model/registers.ts';
import { type Check, finding, groupBy } from './finding.ts';

const sixteenth = 192;

/** A child under 16 in supported accommodation: the code or the age is wrong, or the placement unlawful (T73). */
export const checkCodeAndAge: Check = ({ placements, placementGroups }) => {
  const supported = new Set(placementGroups.filter((row) => row.careType === 'supported').map((row) => row.code));
  const young = placements.filter(
    (row) => supported.has(row.groupCode) && ageInMonths(row.birthDate ?? row.birthMonth, row.start) < sixteenth - 1,
  );
  if (young.length === 0) return [];
  const named = young.slice(0, 5).map((row) => row.reference);
  return [
    finding(
      'T73',
      'warn',
      'placements',
      young.map((row) => row.id),
      `${young.length === 1 ? 'One placement is' : `${young.length} placements are`} in supported accommodation of a child who was under 16 when it began: ${named.join(', ')}${young.length > 5 ? ' …' : ''}.`,
      { placements: young.length },
      'Check the group and the birth month',
    ),
  ];
};

/** Groups outside the model are held at their last level: said, because it is an assumption (T52). */
export const checkUnmodelledGroups: Check = ({ placementGroups }) => {
  const unmodelled = placementGroups.filter((row) => row.modelled === 0);
  if (unmodelled.length === 0) return [];
  return [
    finding(
      'T52',
      'inform',
      'placementGroups',
      unmodelled.map((row) => row.id),
      `${unmodelled.map((row) => row.name).join(', ')} ${unmodelled.length === 1 ? 'is' : 'are'} not modelled: held at the last level in every forecast.`,
      { groups: unmodelled.length },
    ),
  ];
};

/**
 * A child in two placements at once: the earlier counts until the later begins (docs/model.md §2), so that one which
 * runs on after the later has ended leaves the child out of care from then on. Said, because only the register can put
 * it right.
 */
export const checkOverlaps: Check = ({ placements }) => {
  const stays = placements.filter((row) => row.shortBreak !== 1 && (row.end === null || row.end > row.start));
  const [cut, lost]: [Placement[], Placement[]] = [[], []];
  for (const rows of groupBy(stays, (row) => row.childKey).values()) {
    if (rows.length < 2) continue;
    const inOrder = [...rows].sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)));
    inOrder.forEach((row, at) => {
      const next = inOrder[at + 1];
      if (!next || (row.end !== null && row.end <= next.start)) return;
      cut.push(row);
      const last =
        inOrder
          .slice(at + 1)
          .map((other) => other.end ?? '9999')
          .sort()
          .at(-1) ?? '';
      if ((row.end ?? '9999') > last) lost.push(row);
    });
  }
  if (cut.length === 0) return [];
  const named = (lost.length > 0 ? lost : cut).slice(0, 5).map((row) => row.reference);
  return [
    finding(
      'placement-overlap',
      'warn',
      'placements',
      cut.map((row) => row.id),
      `${cut.length === 1 ? 'One placement runs' : `${cut.length} placements run`} past the start of the child’s next one and ${cut.length === 1 ? 'counts' : 'count'} until then${lost.length > 0 ? `; ${lost.length === 1 ? 'one goes' : `${lost.length} go`} on after the later has ended, and the child counts as out of care from there` : ''}: ${named.join(', ')}${(lost.length || cut.length) > 5 ? ' …' : ''}.`,
      { placements: cut.length, outOfCare: lost.length },
      'End the earlier placement, or enter the return to it as a placement of its own',
    ),
  ];
};
