import type { BacktestMethod } from '../../../shared/demand/backtest/row.ts';

/** Each method of demand as people call it. */
export const methodNames: Record<BacktestMethod, string> = {
  chain: 'Chain',
  duration: 'Chain by time in care',
  naive: 'Last level',
  linear: 'Linear trend',
  holt: 'Holt',
  'holt-damped': 'Damped Holt',
  'd2i-core': 'Sector core model',
  'd2i-regional': 'Sector regional model',
};

/** The name of a method that may be of another version, or of a kind that has none here. */
export const methodName = (method: string): string => (methodNames as Record<string, string>)[method] ?? method;

/** A colour of its own for each method, the same in every chart. */
export const methodColours: Record<BacktestMethod, string> = {
  chain: '--series-1',
  duration: '--series-5',
  naive: '--base',
  linear: '--series-2',
  holt: '--series-3',
  'holt-damped': '--series-4',
  'd2i-core': '--series-6',
  'd2i-regional': '--ink-2',
};
