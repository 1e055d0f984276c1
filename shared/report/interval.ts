/** What the simulation said, where it was run: 80 % ranges in pence and children. */
export type ReportInterval = {
  /** The variance of the forecast with the range of the same items, and of the risk-weighted forecast with its own. */
  forecast: VarianceRange;
  riskWeighted: VarianceRange;
  /** Pressures not counted, still to come: what stands between the two. */
  notCounted: { expected: number; worst: number };
  stockLow: number;
  stockHigh: number;
  paths: number;
  seed: number;
  /** The same range of children month by month, where it is drawn. */
  months?: { low: number; high: number }[];
};
/** A variance and the range of the same items, pence: 80 % of the draws lie from P10 to P90, half below P50. */
export type VarianceRange = { figure: number; p10: number; p50: number; p90: number };
