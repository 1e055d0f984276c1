/** Age bands (docs/model.md §2): under 1, 1–4, 5–9, 10–15, 16–17, as months of age `[from, to)`. */
export const bands = [
  { code: 'under 1', label: 'Under 1', fromMonth: 0, toMonth: 12 },
  { code: '1-4', label: '1–4', fromMonth: 12, toMonth: 60 },
  { code: '5-9', label: '5–9', fromMonth: 60, toMonth: 120 },
  { code: '10-15', label: '10–15', fromMonth: 120, toMonth: 192 },
  { code: '16-17', label: '16–17', fromMonth: 192, toMonth: 216 },
] as const;
export type BandCode = (typeof bands)[number]['code'];
/** Age in months at which a child leaves: the 18th birthday. */
export const adultMonth = 216;

/** Index of the band of an age in whole months; −1 below 0 or from the 18th birthday. */
export function bandOf(ageMonths: number): number {
  return bands.findIndex((band) => ageMonths >= band.fromMonth && ageMonths < band.toMonth);
}

/** Index of the band that a child in care counts in: in the month of the 18th birthday still the oldest. */
export function bandInCare(ageMonths: number): number {
  return bandOf(Math.max(0, Math.min(adultMonth - 1, ageMonths)));
}
