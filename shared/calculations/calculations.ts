import type { Calculation } from './calculation.ts';
import { childrenCalculations } from './children-calculations.ts';
import { moneyCalculations } from './money-calculations.ts';

/** Every calculation, in the order in which it is offered. */
export const calculations: readonly Calculation[] = [...moneyCalculations, ...childrenCalculations];
