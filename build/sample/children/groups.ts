import type { NewRow } from '../extract.ts';

/** Placement groups of the sample: the default groups of the SSDA903 mapping, in its order. */
export const groups = [
  ['FOSTER-CONNECTED', 'Fostering - connected', 'fostering', 1],
  ['FOSTER-INHOUSE', 'Fostering - in-house', 'fostering', 1],
  ['FOSTER-IFA', 'Fostering - IFA', 'fostering', 1],
  ['RESI-INHOUSE', 'Residential - in-house', 'residential', 1],
  ['RESI-EXTERNAL', 'Residential - external', 'residential', 1],
  ['RESI-SCHOOL', 'Residential school', 'residential', 1],
  ['SUPPORTED', 'Supported accommodation', 'supported', 1],
  ['PARENTS', 'Placed with parents', 'other', 1],
  ['ADOPTION', 'Placed for adoption', 'other', 1],
  ['OTHER', 'Other', 'other', 1],
] as const;
export type Group = (typeof groups)[number][0];

/** The register of groups. In-house homes fall on their own budget line. */
export function placementGroups(): NewRow<'placementGroups'>[] {
  const own = groups.map(([code, name, careType, modelled], index) => ({
    code,
    name,
    careType,
    modelled,
    lineName: code === 'RESI-INHOUSE' ? 'HOMES' : null,
    position: index + 1,
  }));
  // The training flats are for care leavers: their places are none of a child in care.
  const flats = { code: 'CARE-LEAVERS', name: 'Care leavers, 18 and over', careType: 'other', modelled: 0 } as const;
  return [...own, { ...flats, lineName: null, position: own.length + 1 }];
}

/** The default mapping of SSDA903 placement codes, current from the 2015/16 collection. */
export function placementCodes(): NewRow<'placementCodes'>[] {
  const agencies = ['PR2', 'PR3', 'PR4', 'PR5'];
  const map: [Group | '*', string[], string[]][] = [
    ['FOSTER-CONNECTED', ['U1', 'U2', 'U3'], ['*']],
    ['FOSTER-INHOUSE', ['U4', 'U5', 'U6'], ['PR1']],
    ['FOSTER-IFA', ['U4', 'U5', 'U6'], agencies],
    ['RESI-INHOUSE', ['K2'], ['PR1']],
    ['RESI-EXTERNAL', ['K2'], agencies],
    ['RESI-EXTERNAL', ['R1'], ['*']],
    ['RESI-SCHOOL', ['S1'], ['*']],
    ['SUPPORTED', ['H5', 'K3', 'P2'], ['*']],
    ['PARENTS', ['P1'], ['*']],
    ['ADOPTION', ['A3', 'A4', 'A5', 'A6'], ['*']],
    ['OTHER', ['K1', 'R5', 'R2', 'R3', 'P3', 'Z1', 'Z11', 'Z12', 'Z13', 'Z14'], ['*']],
    ['*', ['T0', 'T1', 'T2', 'T3', 'T4'], ['*']],
  ];
  return map.flatMap(([groupCode, codes, providers]) =>
    codes.flatMap((placeCode) =>
      providers.map((provider) => ({ placeCode, provider, groupCode, fromYear: '2015/16', toYear: null })),
    ),
  );
}

/** Where a child of a group may have been before, or go next, by weight (synthetic). */
export const neighbours: Record<Group, Partial<Record<Group, number>>> = {
  'FOSTER-CONNECTED': { 'FOSTER-CONNECTED': 5, 'FOSTER-INHOUSE': 3, 'FOSTER-IFA': 3, PARENTS: 1 },
  'FOSTER-INHOUSE': { 'FOSTER-INHOUSE': 7, 'FOSTER-IFA': 2.5, 'FOSTER-CONNECTED': 1, PARENTS: 0.6 },
  'FOSTER-IFA': { 'FOSTER-IFA': 8, 'FOSTER-INHOUSE': 2.5, 'RESI-EXTERNAL': 1.3, 'FOSTER-CONNECTED': 0.5, PARENTS: 0.5 },
  'RESI-INHOUSE': { 'RESI-EXTERNAL': 4, 'FOSTER-IFA': 2, 'FOSTER-INHOUSE': 1 },
  'RESI-EXTERNAL': { 'RESI-EXTERNAL': 8, 'FOSTER-IFA': 2, 'FOSTER-INHOUSE': 0.8, 'RESI-INHOUSE': 0.5, SUPPORTED: 0.6 },
  'RESI-SCHOOL': { 'RESI-SCHOOL': 2, 'RESI-EXTERNAL': 2 },
  SUPPORTED: { SUPPORTED: 7, 'FOSTER-IFA': 1.5, 'RESI-EXTERNAL': 1, 'FOSTER-INHOUSE': 0.5 },
  PARENTS: { PARENTS: 4, 'FOSTER-INHOUSE': 2, 'FOSTER-IFA': 1, 'FOSTER-CONNECTED': 1 },
  ADOPTION: { 'FOSTER-INHOUSE': 2, 'FOSTER-IFA': 1 },
  OTHER: { 'RESI-EXTERNAL': 2, 'FOSTER-IFA': 2, OTHER: 2 },
};

/** Ages, in months, at which a group takes children in this sample. */
export function takes(group: Group, ageMonths: number): boolean {
  if (group === 'SUPPORTED') return ageMonths >= 192;
  if (group.startsWith('RESI')) return ageMonths >= 84;
  if (group === 'ADOPTION') return ageMonths >= 3 && ageMonths < 108;
  return true;
}

/** First placement of a child who comes into care now, by age (synthetic shares). */
export function entryGroup(ageMonths: number): Partial<Record<Group, number>> {
  if (ageMonths >= 192)
    return {
      SUPPORTED: 52,
      'FOSTER-IFA': 18,
      'RESI-EXTERNAL': 17,
      'FOSTER-INHOUSE': 6,
      'FOSTER-CONNECTED': 4,
      OTHER: 3,
    };
  if (ageMonths >= 120)
    return {
      'FOSTER-IFA': 36,
      'FOSTER-INHOUSE': 23,
      'RESI-EXTERNAL': 19,
      'FOSTER-CONNECTED': 14,
      PARENTS: 5,
      'RESI-INHOUSE': 2,
      OTHER: 1,
    };
  if (ageMonths >= 84)
    return { 'FOSTER-IFA': 32, 'FOSTER-INHOUSE': 32, 'FOSTER-CONNECTED': 25, PARENTS: 8, 'RESI-EXTERNAL': 3 };
  return { 'FOSTER-INHOUSE': 44, 'FOSTER-IFA': 21, 'FOSTER-CONNECTED': 23, PARENTS: 11, OTHER: 1 };
}
