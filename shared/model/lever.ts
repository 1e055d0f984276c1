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
  /** The number the slider moves; its unit and range are those of the kind (lever-kinds.ts). */
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
  note: keptText(4000),
});
export type Lever = z.infer<typeof leverSchema>;

type LeverKindInformation = {
  label: string;
  /** Shown after the number. */
  unit: string;
  minimum: number;
  maximum: number;
  step: number;
  /** The value that changes nothing. */
  neutral: number;
  /** Which parts of the lever matter. */
  uses: readonly ('groups' | 'toGroup' | 'bands' | 'uasc' | 'reference' | 'dates' | 'ramp')[];
  /** What `reference` names. */
  referenceTo: 'saving' | 'pressure' | 'line' | 'funder' | 'exit' | 'partner' | null;
  /** True when it changes the number of children, so that the demand projection must run again. */
  demand: boolean;
  help: string;
};

const cell = ['groups', 'bands', 'uasc', 'dates', 'ramp'] as const;
const price = ['groups', 'dates', 'ramp'] as const;

export const leverKindInformation: Record<LeverKind, LeverKindInformation> = {
  'entrants-percent': {
    label: 'Children entering care',
    unit: '%',
    minimum: -60,
    maximum: 60,
    step: 1,
    neutral: 0,
    uses: cell,
    referenceTo: null,
    demand: true,
    help: 'Changes the rate of entry by this per cent',
  },
  'entrants-number': {
    label: 'Children entering care',
    unit: 'a month',
    minimum: -20,
    maximum: 20,
    step: 0.5,
    neutral: 0,
    uses: cell,
    referenceTo: null,
    demand: true,
    help: 'Adds this many entrants a month',
  },
  'exits-percent': {
    label: 'Children leaving care',
    unit: '%',
    minimum: -60,
    maximum: 100,
    step: 1,
    neutral: 0,
    uses: cell,
    referenceTo: null,
    demand: true,
    help: 'Changes every rate of leaving by this per cent',
  },
  'exits-number': {
    label: 'More leaving by one route',
    unit: 'a year',
    minimum: 0,
    maximum: 60,
    step: 1,
    neutral: 0,
    uses: [...cell, 'reference'],
    referenceTo: 'exit',
    demand: true,
    help: 'Reunification, special guardianship or adoption: this many more a year, from the groups and ages that leave by that route; by any route, from all in proportion to the children',
  },
  moves: {
    label: 'Step-down moves',
    unit: 'a month',
    minimum: 0,
    maximum: 10,
    step: 0.5,
    neutral: 0,
    uses: ['groups', 'toGroup', 'bands', 'dates', 'ramp'],
    referenceTo: null,
    demand: true,
    help: 'Moves this many children a month from the groups to another, as far as children and places allow',
  },
  'duration-weeks': {
    label: 'Shorter time to leaving',
    unit: 'weeks',
    minimum: 0,
    maximum: 26,
    step: 1,
    neutral: 0,
    uses: cell,
    referenceTo: null,
    demand: true,
    help: 'Takes this many weeks off the mean time to leaving',
  },
  carers: {
    label: 'Net additional foster carers',
    unit: 'a year',
    minimum: -20,
    maximum: 60,
    step: 1,
    neutral: 0,
    uses: ['dates', 'ramp', 'toGroup', 'groups'],
    referenceTo: null,
    demand: true,
    help: 'Each brings one in-house place that new fostering placements fill before agencies',
  },
  'block-beds': {
    label: 'Additional block beds',
    unit: 'beds',
    minimum: -20,
    maximum: 40,
    step: 1,
    neutral: 0,
    uses: ['dates', 'ramp', 'groups'],
    referenceTo: null,
    demand: true,
    help: 'Fixed cost, filled before spot purchase',
  },
  utilisation: {
    label: 'Use of block and in-house places',
    unit: '% points',
    minimum: -40,
    maximum: 40,
    step: 1,
    neutral: 0,
    uses: ['dates', 'ramp', 'groups'],
    referenceTo: null,
    demand: true,
    help: 'Fills more of the free places before spot purchase',
  },
  'price-uplift': {
    label: 'Price uplift',
    unit: '%',
    minimum: -20,
    maximum: 30,
    step: 0.1,
    neutral: 0,
    uses: price,
    referenceTo: null,
    demand: false,
    help: 'Raises weekly prices from a date; uplifts compound',
  },
  'price-reduction': {
    label: 'Negotiated reduction',
    unit: '%',
    minimum: 0,
    maximum: 30,
    step: 0.1,
    neutral: 0,
    uses: price,
    referenceTo: null,
    demand: false,
    help: 'Lowers weekly prices from a date',
  },
  contribution: {
    label: 'Partner contributions',
    unit: '% of cost',
    minimum: 0,
    maximum: 50,
    step: 0.5,
    neutral: 0,
    uses: [...price, 'reference'],
    referenceTo: 'partner',
    demand: false,
    help: 'Income from health or education as a share of gross cost, beside what is already agreed',
  },
  'saving-delay': {
    label: 'Saving starts later',
    unit: 'months',
    minimum: 0,
    maximum: 24,
    step: 1,
    neutral: 0,
    uses: ['reference'],
    referenceTo: 'saving',
    demand: false,
    help: 'Adds months to the delay of a saving',
  },
  'saving-delivery': {
    label: 'Saving delivery',
    unit: '%',
    minimum: 0,
    maximum: 150,
    step: 1,
    neutral: 100,
    uses: ['reference'],
    referenceTo: 'saving',
    demand: false,
    help: 'Replaces RAG weighting by an explicit delivery',
  },
  'saving-ramp': {
    label: 'Saving ramp',
    unit: 'months',
    minimum: 0,
    maximum: 24,
    step: 1,
    neutral: 0,
    uses: ['reference'],
    referenceTo: 'saving',
    demand: false,
    help: 'Months from nothing to full effect',
  },
  'pressure-probability': {
    label: 'Pressure probability',
    unit: '%',
    minimum: 0,
    maximum: 100,
    step: 5,
    neutral: 0,
    uses: ['reference'],
    referenceTo: 'pressure',
    demand: false,
    help: 'Replaces the probability of a pressure',
  },
  'pressure-impact': {
    label: 'Pressure impact',
    unit: '%',
    minimum: -100,
    maximum: 200,
    step: 5,
    neutral: 0,
    uses: ['reference'],
    referenceTo: 'pressure',
    demand: false,
    help: 'Changes the impact of a pressure by this per cent',
  },
  funding: {
    label: 'Additional funding',
    unit: '£',
    minimum: -20_000_000,
    maximum: 20_000_000,
    step: 10_000,
    neutral: 0,
    uses: ['reference', 'dates'],
    referenceTo: 'line',
    demand: false,
    help: 'Agreed additional investment on a line, in pounds',
  },
  share: {
    label: 'Share of the split',
    unit: '% points',
    minimum: -20,
    maximum: 20,
    step: 0.01,
    neutral: 0,
    uses: ['reference', 'dates'],
    referenceTo: 'funder',
    demand: false,
    help: 'Adds to one funder’s share; the others give way in proportion',
  },
  'one-off': {
    label: 'One-off',
    unit: '£',
    minimum: -20_000_000,
    maximum: 20_000_000,
    step: 10_000,
    neutral: 0,
    uses: ['reference', 'dates'],
    referenceTo: 'line',
    demand: false,
    help: 'Adds pounds to the forecast of a line in the month it starts',
  },
  recruitment: {
    label: 'Fostering enquiries',
    unit: '%',
    minimum: -50,
    maximum: 200,
    step: 5,
    neutral: 0,
    uses: ['dates', 'ramp', 'toGroup', 'groups'],
    referenceTo: null,
    demand: true,
    help: 'More enquiries become carers at the conversion and after the months the fostering pipeline shows; their places fill before agencies',
  },
  'capacity-delay': {
    label: 'Capacity programme later',
    unit: 'months',
    minimum: 0,
    maximum: 36,
    step: 1,
    neutral: 0,
    uses: [],
    referenceTo: null,
    demand: false,
    help: 'Every project of the capacity programme opens, and costs, this many months later',
  },
  'line-volume': {
    label: 'Activity on a line',
    unit: '%',
    minimum: -50,
    maximum: 100,
    step: 1,
    neutral: 0,
    uses: ['reference', 'dates', 'ramp'],
    referenceTo: 'line',
    demand: false,
    help: 'More or fewer matters, journeys, plans or posts: changes the budgeted gross of the months still open',
  },
  'line-price': {
    label: 'Price on a line',
    unit: '%',
    minimum: -50,
    maximum: 100,
    step: 0.5,
    neutral: 0,
    uses: ['reference', 'dates', 'ramp'],
    referenceTo: 'line',
    demand: false,
    help: 'What one matter, journey, plan or post costs: changes the budgeted gross of the months still open, on top of activity',
  },
};

/** A new lever of a kind, neutral, on, acting on everything it can from a date. */
export function newLever(kind: LeverKind, id: string, from: string): Lever {
  const information = leverKindInformation[kind];
  return {
    id,
    kind,
    name: information.label,
    on: true,
    value: information.neutral,
    from,
    to: null,
    rampMonths: 0,
    groups: [],
    toGroup: null,
    bands: [],
    uasc: 'all',
    reference: null,
    note: '',
  };
}

/** What is wrong with the low and the high of a lever, in a sentence without a stop; null where they can be drawn, or none is stated. */
export function leverRangeProblem({ kind, value, low = null, high = null }: Lever): string | null {
  if (low === null && high === null) return null;
  const { minimum, maximum } = leverKindInformation[kind];
  if (low === null || high === null)
    return `has a ${low === null ? 'high' : 'low'} and no ${low === null ? 'low' : 'high'}`;
  if (low > high) return 'has a low above its high';
  if (low < minimum || high > maximum) return `may go from ${minimum} to ${maximum} only`;
  if (value < low || value > high) return 'stands outside its own low and high';
  return low === high || value === low || value === high
    ? 'stands at an end of its range, so that nothing can be drawn about it'
    : null;
}

/** How much of a lever is in force on a date: 0 before it or switched off, a straight line over its ramp, then 1. */
export function leverStrength(lever: Lever, monthsSinceStart: number): number {
  if (!lever.on || monthsSinceStart < 0) return 0;
  return lever.rampMonths === 0 ? 1 : Math.min(1, (monthsSinceStart + 1) / lever.rampMonths);
}
