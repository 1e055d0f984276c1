import { readFileSync } from 'node:fs';

type Case = { id: string; given: Record<string, unknown>; expect: Record<string, unknown>; tolerance: number };
const { cases } = JSON.parse(readFileSync(new URL('../../fixtures/cases/finance.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

/** A worked case by its id, with its given and expected values as the type the test reads them as. */
export function workedCase<G, E>(id: string): { given: G; expect: E; tolerance: number } {
  const found = cases.find((each) => each.id === id);
  if (!found) throw new Error(`No case ${id}`);
  return found as unknown as { given: G; expect: E; tolerance: number };
}

/** Pence of an amount in pounds, £'000 or £m. */
export const pence = (amount: number, unit: 1 | 1_000 | 1_000_000 = 1) => Math.round(amount * unit * 100);
