/**
 * The code sets of the return by collection year, and the default placement groups
 * (tests/fixtures/reference/ssda903-spec.json).
 */
import type { YearLabel } from '../model/calendar.ts';
import type { PlacementCode, PlacementGroup } from '../model/registers.ts';

/** A code and the collection years `[from, to]` in which it may be used; null = no limit. */
type Period = { from: YearLabel | null; to: YearLabel | null };
const always: Period = { from: null, to: null };

const placePeriods: ReadonlyMap<string, Period> = new Map([
  ...'A3 A4 A5 A6 K1 K2 P1 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6'
    .split(' ')
    .map((code) => [code, always] as const),
  ...['H5', 'P2', 'Z1'].map((code) => [code, { from: null, to: '2024/25' }] as const),
  ['K3', { from: '2024/25', to: null }],
  ...['Z11', 'Z12', 'Z13', 'Z14'].map((code) => [code, { from: '2025/26', to: null }] as const),
]);
const setOf = (codes: string): ReadonlySet<string> => new Set(codes.split(' '));
const legalStatuses = setOf('C1 C2 D1 E1 V2 V3 V4 J1 J2 J3 L1 L2 L3');
const reasonsNew = setOf('S L P T B U');
const providers = setOf('PR0 PR1 PR2 PR3 PR4 PR5');
const reasonsCeased = setOf('X1 E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E8 E9 E14 E15 E16 E17');

/** Legal statuses of short breaks: counted apart, never in the stock. */
export const isShortBreak = (legalStatus: string) => legalStatus === 'V3' || legalStatus === 'V4';
/** Temporary placements take the group of the placement before. */
export const isTemporary = (place: string) => /^T[0-4]$/.test(place);

/** `known` = a real code, but not one of this collection year. */
export function placeValidity(place: string, year: YearLabel): 'valid' | 'known' | 'unknown' {
  const period = placePeriods.get(place);
  if (!period) return 'unknown';
  return (period.from === null || period.from <= year) && (period.to === null || year <= period.to) ? 'valid' : 'known';
}

/** True for a code of the set, and for a blank: what is missing is a finding of its own, not a wrong code. */
export const isKnownCode = (column: 'LS' | 'RNE' | 'PLACE_PROVIDER' | 'REC', code: string): boolean => {
  if (code === '') return true;
  const sets = { LS: legalStatuses, RNE: reasonsNew, PLACE_PROVIDER: providers, REC: reasonsCeased };
  return sets[column].has(code);
};

/** SEX is 1 or 2 to 2023/24, then M, F or U; blank is allowed (the column is not needed). */
export function isSexOf(code: string, year: YearLabel): boolean {
  return code === '' || (year <= '2023/24' ? ['1', '2'] : ['M', 'F', 'U']).includes(code);
}

type GroupRow = Omit<PlacementGroup, 'id'>;
const group = (code: string, name: string, careType: GroupRow['careType'], position: number): GroupRow => ({
  code,
  name,
  careType,
  modelled: 1,
  lineName: null,
  position,
});

/** The default placement groups, in their order. The two "provider not stated" groups exist so that nothing is guessed. */
export const defaultGroups: readonly GroupRow[] = [
  group('foster-connected', 'Fostering – connected', 'fostering', 1),
  group('foster-in-house', 'Fostering – in-house', 'fostering', 2),
  group('foster-agency', 'Fostering – IFA', 'fostering', 3),
  group('foster-unstated', 'Fostering – provider not stated', 'fostering', 4),
  group('residential-in-house', 'Residential – in-house', 'residential', 5),
  group('residential-external', 'Residential – external', 'residential', 6),
  group('residential-unstated', 'Residential – provider not stated', 'residential', 7),
  group('residential-school', 'Residential school', 'residential', 8),
  group('secure', 'Secure and custody', 'residential', 9),
  group('family-centre', 'Family centre and NHS', 'other', 10),
  group('supported', 'Supported accommodation', 'supported', 11),
  group('with-parents', 'Placed with parents', 'other', 12),
  group('adoption', 'Placed for adoption', 'other', 13),
  group('other', 'Other', 'other', 14),
];

type CodeRow = Omit<PlacementCode, 'id'>;
/** First collection year a mapping without a stated first year applies to: before any return that can be imported. */
const firstYear: YearLabel = '1990/91';
const map = (codes: string, provided: string, groupCode: string): CodeRow[] =>
  codes.split(' ').flatMap((placeCode) =>
    provided.split(' ').map((provider) => {
      const period = placePeriods.get(placeCode) ?? always;
      return { placeCode, provider, groupCode, fromYear: period.from ?? firstYear, toYear: period.to };
    }),
  );

/** The default mapping of PLACE and PLACE_PROVIDER to groups; an exact provider goes before `*`. */
export const defaultCodes: readonly CodeRow[] = [
  ...map('U1 U2 U3', '*', 'foster-connected'),
  ...map('U4 U5 U6', 'PR1', 'foster-in-house'),
  ...map('U4 U5 U6', 'PR2 PR3 PR4 PR5', 'foster-agency'),
  ...map('U4 U5 U6', '*', 'foster-unstated'),
  ...map('K2', 'PR1', 'residential-in-house'),
  ...map('K2', 'PR2 PR3 PR4 PR5', 'residential-external'),
  ...map('K2', '*', 'residential-unstated'),
  ...map('R1', '*', 'residential-external'),
  ...map('S1', '*', 'residential-school'),
  ...map('K1 R5', '*', 'secure'),
  ...map('R2 R3', '*', 'family-centre'),
  ...map('H5 K3 P2', '*', 'supported'),
  ...map('P1', '*', 'with-parents'),
  ...map('A3 A4 A5 A6', '*', 'adoption'),
  ...map('T0 T1 T2 T3 T4', '*', '*'),
  ...map('P3 Z1 Z11 Z12 Z13 Z14', '*', 'other'),
];

/**
 * Finds the group of a code: `*` = inherit the group before; null = no mapping, the row is set aside. A code used
 * outside its collection years takes its mapping of other years: codes are never given a second meaning.
 */
export function groupFinder(
  codes: readonly CodeRow[],
): (place: string, provider: string, year: YearLabel) => string | null {
  const byKey = new Map<string, CodeRow[]>();
  for (const row of codes) {
    const key = `${row.placeCode} ${row.provider}`;
    const list = byKey.get(key);
    if (list) list.push(row);
    else byKey.set(key, [row]);
  }
  const inYear = (rows: readonly CodeRow[] | undefined, year: YearLabel) =>
    rows?.find((row) => row.fromYear <= year && (row.toYear === null || year <= row.toYear));
  return (place, provider, year) => {
    const exact = byKey.get(`${place} ${provider}`);
    const any = byKey.get(`${place} *`);
    return (inYear(exact, year) ?? inYear(any, year) ?? exact?.at(-1) ?? any?.at(-1))?.groupCode ?? null;
  };
}
