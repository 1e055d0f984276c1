import { z } from 'zod';
import { keptText } from './kept-text.ts';
import { leverSchema } from './lever.ts';

/**
 * What a forecast needs of children where their rows are left out (docs/data.md §4): counts by age band and placement group,
 * rates, prices by group, and the months and paths that the rows gave. Nothing in it is of one child. Money in pence,
 * fractional where it is worked out; days and children expected.
 */
const code = keptText(80);
const number = z.number().refine(Number.isFinite, 'Not a number');
const numbers = (most: number) => z.array(number).max(most);
const byCode = z.record(code, number);
const [mostGroups, mostMonths, mostCells] = [400, 200, 2000];

const cellSchema = z.strictObject({
  opening: number,
  entrants: number,
  moversIn: number,
  moversOut: number,
  leavers: number,
  agedOut: number,
  stock: number,
  childDays: number,
});
const monthSchema = z.strictObject({
  start: z.iso.date(),
  end: z.iso.date(),
  total: cellSchema,
  groups: z.record(code, cellSchema),
  bands: byCode,
});
const spreadSchema = z.strictObject({
  mean: number,
  p10: number,
  p50: number,
  p90: number,
  low95: number,
  high95: number,
});
/** Cost of a group in a month before levers on prices and contributions. */
const costSchema = z.strictObject({
  committed: number,
  projected: number,
  committedContributions: number,
  projectedContributions: number,
  voids: number,
  stayed: number,
  free: number,
  level: number,
  meanWeekly: number,
});
/** Cost of a group in a month, or part of one, that the rows covered. */
const pastSchema = z.strictObject({
  period: z.number().int().min(1).max(12),
  group: code,
  committed: number,
  committedContributions: number,
  voids: number,
  fixed: z.array(z.strictObject({ unit: code, cost: number })).max(mostGroups),
});
const noteSchema = z.strictObject({
  code: keptText(80),
  severity: z.enum(['block', 'warn', 'inform']),
  about: z.null(),
  text: keptText(2000),
});

export const childTotalsSchema = z.strictObject({
  /** What they were worked out under: another year, method or levers on children, and they do not hold as they stand. */
  year: keptText(7),
  period: z.number().int().min(0).max(12),
  method: keptText(40),
  /** Levers on children, in order. */
  levers: z.array(leverSchema).max(500),
  /** Whatever else has rates measured, as one text to compare. */
  measured: keptText(20_000),
  groups: z
    .array(
      z.strictObject({
        code,
        children: number,
        fixed: number,
        unpriced: number,
        /** Sum of the weekly prices of its children. */
        weekly: number,
        /** Mean of those who have one: what partners pay of it a week stands beside. */
        meanWeekly: number,
        contribution: number,
        /** Part of its children bought by framework or spot. */
        bought: number,
        starter: z.strictObject({
          weekly: number,
          contribution: number,
          basis: z.enum(['window', 'current', 'none']),
        }),
      }),
    )
    .max(mostGroups),
  /** Children on the data date by band × all groups, and those whom the rates move by band × modelled group. */
  stock: numbers(mostCells),
  moved: numbers(mostCells),
  rates: z.strictObject({
    groups: z.array(code).max(mostGroups),
    window: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
    kappaDays: number,
    exposure: numbers(mostCells),
    events: numbers(mostCells * mostGroups),
    routeEvents: numbers(mostCells * 20),
    rates: numbers(mostCells * mostGroups),
    parents: numbers(mostCells * mostGroups),
    entrantEvents: numbers(mostCells),
    days: number,
    entrants: numbers(mostCells),
    uascExposure: numbers(mostCells),
    uascEntrants: numbers(mostCells),
    season: numbers(12).nullable(),
  }),
  opening: byCode,
  turned18: byCode,
  months: z.array(monthSchema).max(mostMonths),
  demandNotes: z.array(keptText(2000)).max(200),
  leverNotes: z.array(z.strictObject({ lever: keptText(80), text: keptText(2000) })).max(500),
  policyBreak: z
    .strictObject({ from: z.iso.date(), entry: number, exit: number, chance: number, stated: z.boolean() })
    .nullable(),
  /** Month by month, group by group in the order of `costGroups`. */
  costGroups: z.array(code).max(mostGroups),
  costs: z.array(z.array(costSchema).max(mostGroups)).max(mostMonths),
  past: z.array(pastSchema).max(12 * mostGroups),
  costNotes: z.array(noteSchema).max(200),
  /** Volatility of the council’s own prices; null where too few are held. */
  prices: z.strictObject({ yearPercent: number, changes: number }).nullable(),
  /** How often expected ends held, 0…1. */
  expectedEnds: number,
  /** Simulated paths: children by month, and cost less the central cost cumulative to each period to come. */
  paths: z
    .strictObject({
      paths: z.number().int().min(1).max(20_000),
      seed: z.number().int().min(0).max(0xffffffff),
      months: z.array(z.strictObject({ total: spreadSchema, groups: z.record(code, spreadSchema) })).max(mostMonths),
      deviations: z.array(numbers(20_000)).max(12),
    })
    .nullable(),
});
export type ChildTotals = z.infer<typeof childTotalsSchema>;
export type GroupCost = z.infer<typeof costSchema>;

/** What stands in for rows of children in some data; null where their rows are held or nothing stands in. */
export function totalsOf(data: { placements: readonly unknown[]; childTotals?: ChildTotals }): ChildTotals | null {
  return data.placements.length === 0 ? (data.childTotals ?? null) : null;
}
