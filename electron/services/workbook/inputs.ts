import { addDays, type CivilDate, periodStart } from '../../../shared/model/calendar.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { fixed } from './cells.ts';

/** What a yellow cell of the Assumptions sheet means, and so what becomes of a changed one that is read back. */
export const inputKinds = [
  'assumption',
  'saving-delay',
  'saving-ramp',
  'saving-delivery',
  'pressure-probability',
  'pressure-impact',
  'starter-price',
  'price-uplift',
  'contribution',
  'entrants',
  'one-off',
  'funding',
  'share',
  'inflation',
  'proposal-confidence',
] as const;
export type InputKind = (typeof inputKinds)[number];

/** A yellow cell of the Assumptions sheet: the workbook follows it, and a changed one can be read back. */
export type Input = {
  kind: InputKind;
  /** Key of the assumption, or of the saving, pressure, group, line or funder it belongs to. */
  key: string;
  row: number;
  column: number;
  value: number | null;
};

/** The inputs of a workbook, found by what they mean. */
export type Inputs = {
  all: readonly Input[];
  /** The cell as other sheets name it, `Assumptions!$B$9`; null where the input is not live in this workbook. */
  cell(kind: InputKind, key: string): string | null;
};

export const inputsSheetName = 'Assumptions';

/** Inputs by kind and key. */
export function inputsOf(all: readonly Input[]): Inputs {
  const cells = new Map(all.map((each) => [`${each.kind} ${each.key}`, each]));
  return {
    all,
    cell(kind, key) {
      const found = cells.get(`${kind} ${key}`);
      return found ? `${inputsSheetName}!${fixed(found.column, found.row)}` : null;
    },
  };
}

/** Name of the cell that holds an input: `saving_delay_SAV_23_1`. An assumption keeps its older name. */
export function inputName({ kind, key }: Pick<Input, 'kind' | 'key'>): string {
  const word = (text: string) => text.replace(/[^A-Za-z0-9]+/g, '_');
  return `${word(kind)}_${word(key)}`.slice(0, 200);
}

/** First day that an input on prices or children acts on: after the closed period and after what the register knows. */
export function inputStart({ year, period }: Pick<Scenario, 'year' | 'period'>, dataDate: CivilDate): CivilDate {
  const ahead = periodStart(year, Math.min(12, period + 1));
  const unknown = addDays(dataDate, 1);
  return [ahead, unknown].sort().at(-1) ?? ahead;
}
