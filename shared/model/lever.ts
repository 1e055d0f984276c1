import { z } from 'zod';
import { isCivilDate } from './calendar.ts';
import { keptText } from './kept-text.ts';

/** The levers of docs/model.md §12. Each is one number a slider moves, with a target, dates, a ramp and a switch. */
export const leverKinds = [
  'entrants-percent',
  'entrants-number',
  'exits-percent',
  'exits-number',
  'moves',
  'duration-weeks',
  'carers',
  'block-beds',
  'utilisation',
  'price-uplift',
  'price-reduction',
  'contribution',
  'saving-delay',
  'saving-delivery',
  'saving-ramp',
  'pressure-probability',
  'pressure-impact',
  'funding',
  'share',
  'one-off',
  'recruitment',
  'capacity-delay',
  'line-volume',
  'line-price',
] as const;
export type LeverKind = (typeof leverKinds)[number];

export const leverSchema = z.strictObject({
  id: keptText(60).min(1),
  kind: z.enum(leverKinds),
  name: keptText(200),
  /** Off = kept in the list, no effect. */
  on: z.boolean(),
  /** The number the slider moves; its unit and range are those of the kind (shared/levers). */
  value: z.number().refine(Number.isFinite, 'Not a finite number'),
  /** Where its number may land instead, for the range of the outturn; null or left out = that side is not stated. */
  low: z.number().refine(Number.isFinite, 'Not a finite number').nullable().optional(),
  high: z.number().refine(Number.isFinite, 'Not a finite number').nullable().optional(),
  /** First day of effect. */
  from: z.string().refine(isCivilDate, 'Not a date'),
  /** First day without effect; null = to the end of the forecast. */
  to: z.string().refine(isCivilDate, 'Not a date').nullable(),
  /** Months over which the effect grows in a straight line from nothing to whole; 0 = at once. */
  rampMonths: z.number().int().min(0).max(120),
  /** Placement groups it acts on; empty = all. For `moves`: the groups moved from. */
  groups: z.array(keptText(80)).max(50),
  /** For `moves`: the group moved to. */
  toGroup: keptText(80).nullable(),
  /** Age bands it acts on; empty = all. */
  bands: z.array(keptText(20)).max(5),
  uasc: z.enum(['all', 'only', 'excluded']),
  /** Key of the saving, pressure, budget line or funder it acts on; for exits: reunification, sgo, adoption; for contributions: education, health. */
  reference: keptText(80).nullable(),
  /**
   * Of a lever on savings or pressures: the several it acts on, beside `reference`; empty = all of the year. Left out: only
   * the one that `reference` names.
   */
  references: z.array(keptText(80)).max(500).exactOptional(),
  note: keptText(4000),
});
export type Lever = z.infer<typeof leverSchema>;

/** How much of a lever is in force on a date: 0 before it or switched off, a straight line over its ramp, then 1. */
export function leverStrength(lever: Lever, monthsSinceStart: number): number {
  if (!lever.on || monthsSinceStart < 0) return 0;
  return lever.rampMonths === 0 ? 1 : Math.min(1, (monthsSinceStart + 1) / lever.rampMonths);
}
