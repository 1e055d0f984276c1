import { ageInMonths } from '../model/calendar.ts';
import { type Check, finding } from './finding.ts';

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
export const checkHeldGroups: Check = ({ placementGroups }) => {
  const held = placementGroups.filter((row) => row.modelled === 0);
  if (held.length === 0) return [];
  return [
    finding(
      'T52',
      'inform',
      'placementGroups',
      held.map((row) => row.id),
      `${held.map((row) => row.name).join(', ')} ${held.length === 1 ? 'is' : 'are'} not modelled: held at the last level in every forecast.`,
      { groups: held.length },
    ),
  ];
};
