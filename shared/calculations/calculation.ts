import { formatNumber } from '../format/format.ts';
import { OutturnError } from '../model/problem.ts';

/** A figure a calculation is given; several where `many`. Without `otherwise` it must be given. */
export type CalculationInput = { key: string; label: string; unit: string; many?: true; otherwise?: number };
/** A figure it answers with; null where it has no answer, such as a per cent of nothing. */
export type CalculationResult = { key: string; label: string; unit: string; value: number | null };
/** What it is given, each input a list; those that are not `many` have one number. */
export type GivenNumbers = Readonly<Record<string, readonly number[]>>;

/**
 * A figure worked out from a few that a paper states, declared once: the command line and the Data screen are made from it.
 * Money is in pounds, or in any one unit that the paper uses; per cents are 0…100.
 */
export type Calculation = {
  key: string;
  title: string;
  /** What it is for, in a sentence. */
  about: string;
  formula: string;
  /** The section, case or paper that fixes it. */
  source: string;
  inputs: readonly CalculationInput[];
  /** Called with every input, and numbers that are finite; throws `invalid-input` where they cannot be. */
  run: (one: (key: string) => number, all: (key: string) => readonly number[]) => CalculationResult[];
};

/** Works a calculation out. Throws `invalid-input` naming what is missing, unknown or no number. */
export function calculate(calculation: Calculation, given: GivenNumbers): CalculationResult[] {
  const known = new Map(calculation.inputs.map((input) => [input.key, input]));
  for (const key of Object.keys(given))
    if (!known.has(key))
      throw refused(`“${calculation.title}” takes no “${key}”. It takes ${[...known.keys()].join(', ')}.`);
  const all = (key: string): readonly number[] => {
    const input = known.get(key);
    const numbers = given[key] ?? [];
    if (input?.otherwise !== undefined && numbers.length === 0) return [input.otherwise];
    if (!input || numbers.length === 0) throw refused(`“${input?.label ?? key}” (${key}) is missing.`);
    if (!input.many && numbers.length > 1)
      throw refused(`“${input.label}” (${key}) is one number, not ${numbers.length}.`);
    if (!numbers.every(Number.isFinite)) throw refused(`“${input.label}” (${key}) is not a number.`);
    return numbers;
  };
  for (const key of known.keys()) all(key);
  return calculation.run((key) => all(key)[0] ?? 0, all);
}

/** A result as it is told: to the penny where it is money, else as far as it says something. */
export function resultText({ value, unit }: CalculationResult): string {
  if (value === null) return 'no answer';
  const places = unit === '£' || unit === '%' ? 2 : Number.isInteger(value) ? 0 : unit === 'children' ? 1 : 3;
  const shown = formatNumber(value, places);
  return unit === '£' ? shown.replace(/^(−?)/, '$1£') : `${shown}${unit ? ` ${unit}` : ''}`;
}

/** Refuses figures a calculation cannot be made from. */
export function refused(message: string): OutturnError {
  return new OutturnError('invalid-input', message);
}
