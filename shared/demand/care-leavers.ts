/** Care leavers by age; age 16 stands for the 16 and 17 year olds in care, who are eligible. */
export type LeaversByAge = Readonly<Record<number, number>>;

export type CareLeaverProjection = {
  /** Cohort progression ratio into each age, 18 to 25. */
  ratios: Record<number, number>;
  /** One year on, by age. */
  next: Record<number, number>;
  total: number;
  /** Ages that gain from the cohort before: more left than entered the year before, so the ratio is over 1. */
  ratioOverOne: number[];
  /** Ages with nobody the year before: no ratio can be taken, so the latest count is held. */
  constantAges: number[];
};

/**
 * Cohort progression a year on (case CL-01): ratio into an age = its count now ÷ the age below a year before (for 18,
 * all the 16 and 17 year olds); next = ratio × the age below now. 16–17 is held at the level given. The total is of
 * ages 16 to 25.
 */
export function ageCareLeavers(before: LeaversByAge, now: LeaversByAge, hold16and17: number): CareLeaverProjection {
  const result: CareLeaverProjection = { ratios: {}, next: {}, total: 0, ratioOverOne: [], constantAges: [] };
  for (let age = 18; age <= 25; age += 1) {
    const below = age === 18 ? 16 : age - 1;
    const source = before[below] ?? 0;
    if (!(source > 0)) {
      result.constantAges.push(age);
      result.next[age] = now[age] ?? 0;
      continue;
    }
    const ratio = (now[age] ?? 0) / source;
    result.ratios[age] = ratio;
    result.next[age] = ratio * (age === 18 ? hold16and17 : (now[below] ?? 0));
    if (ratio > 1) result.ratioOverOne.push(age);
  }
  result.total = hold16and17 + Object.values(result.next).reduce((sum, value) => sum + value, 0);
  return result;
}
