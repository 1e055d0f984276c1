/** Unaccompanied children against a council's share of the National Transfer Scheme. */
export type UascPosition = {
  threshold: number;
  headroom: number;
  /** Months until the threshold at each pace of net arrivals a month; null = never at a pace of nought or less. */
  months: (number | null)[];
};

/**
 * Threshold = population under 18 × the scheme's share (0.1 % = 0.001); headroom = threshold − children; months to the
 * threshold at each net pace (children a month). Nought once the threshold is passed. Case DEM-03.
 */
export function uascPosition(
  population: number,
  share: number,
  children: number,
  netPerMonth: readonly number[],
): UascPosition {
  const threshold = population * share;
  const headroom = threshold - children;
  return {
    threshold,
    headroom,
    months: netPerMonth.map((pace) => (headroom <= 0 ? 0 : pace > 0 ? headroom / pace : null)),
  };
}
