import type { Scenario } from '../model/scenario.ts';

const names: Readonly<Record<Scenario['method'], string>> = {
  chain: 'Markov chain',
  duration: 'time in care',
  linear: 'linear trend',
  holt: 'Holt',
  'holt-damped': 'damped Holt',
  naive: 'last level',
};

/** What people call a method of projection; one this version does not know keeps its own name. */
export const methodName = (method: string): string =>
  Object.hasOwn(names, method) ? names[method as Scenario['method']] : method;
