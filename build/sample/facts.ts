import { readFileSync } from 'node:fs';

type Fact = {
  id: string;
  seed: string;
  line: number;
  section: string;
  statement: string;
  values: Record<string, number | string | null>;
  unit: string;
  period: string;
};

const text = readFileSync(new URL('../../tests/fixtures/reference/published-figures.json', import.meta.url), 'utf8');
const facts = new Map((JSON.parse(text) as { facts: Fact[] }).facts.map((fact) => [fact.id, fact]));

/** A published fact by its id. Throws when the reference holds none. */
export function fact(id: string): Fact {
  const found = facts.get(id);
  if (!found) throw new RangeError(`No published fact ${id}`);
  return found;
}

/** All facts whose id begins so, in id order. */
export function factsOf(prefix: string): Fact[] {
  return [...facts.values()].filter((each) => each.id.startsWith(`${prefix}-`));
}

/** A number of a fact. Throws when it is blank or text. */
export function figure(id: string, key: string): number {
  const value = fact(id).values[key];
  if (typeof value !== 'number') throw new RangeError(`No number ${key} in ${id}`);
  return value;
}

/** A number, or null where the paper prints a placeholder. */
export function figureOrBlank(id: string, key: string): number | null {
  const value = fact(id).values[key];
  return typeof value === 'number' ? value : null;
}

/** Where a fact was read, as a short citation: `paper 004 line 4422 (OUT-001)`. */
export function cite(id: string): string {
  const found = fact(id);
  return `paper ${found.seed.slice(0, 3)} line ${found.line} (${id})`;
}

/** £000 and £m to pence. */
export const thousands = (value: number) => Math.round(value * 1000) * 100;
export const millions = (value: number) => Math.round(value * 1e6) * 100;
