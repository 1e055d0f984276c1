import type { SheetSpec } from './cells.ts';

/** Where Summary finds what pressures add to each line. */
export type PressuresSheet = {
  sheet: SheetSpec;
  lineRange: string;
  forecastRange: string;
  /** Start period, and what it adds in each month from then on. */
  startRange: string;
  monthRange: string;
  /** What a pressure adds in a period as exported, fractional pence. */
  monthOf: (reference: string, period: number) => number;
};
/** Where Summary finds what savings add to each line. */
export type SavingsSheet = {
  sheet: SheetSpec;
  lineRange: string;
  classRange: string;
  forecastRange: string;
  slippageRange: string;
  /** What is expected in a period, 1 to 12. */
  monthRange: (period: number) => string;
};
