import { z } from 'zod';
import type { Forecast } from '../../shared/model/forecast.ts';
import { scenarioSchema } from '../../shared/model/scenario.ts';

/** Whole pence; income is negative. */
const pence = z.number().int();
const figure = z.number();
const twelve = z.array(pence).length(12);
const yearLabel = z.string().regex(/^\d{4}\/\d{2}$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const outturnLine = z.strictObject({
  code: z.string(),
  name: z.string(),
  service: z.string(),
  grossBudget: pence,
  incomeBudget: pence,
  originalBudget: pence,
  agreedChanges: pence,
  currentBudget: pence,
  actualToPeriod: pence,
  committed: pence,
  projected: pence,
  estimated: pence.exactOptional(),
  estimatedPeriods: z.array(z.number().int()).exactOptional(),
  adjustments: pence,
  expenditureForecast: pence,
  incomeForecast: pence,
  outturn: pence,
  variance: pence,
  agreedInvestment: pence,
  netVariance: pence,
  months: twelve,
  budgetMonths: twelve,
  movement: pence.exactOptional(),
});

const placements = z.strictObject({
  months: z.array(
    z.strictObject({
      month: day,
      groups: z.array(
        z.strictObject({
          group: z.string(),
          stock: figure,
          entrants: figure,
          leavers: figure,
          childDays: figure,
          committed: pence,
          projected: pence,
          contributions: pence,
        }),
      ),
    }),
  ),
  committed: pence,
  projected: pence,
  contributions: pence,
  blockCost: pence,
  voids: pence,
  unitCosts: z.array(
    z.strictObject({ group: z.string(), children: z.number().int(), meanWeekly: pence, starterWeekly: pence }),
  ),
  policyBreak: z
    .strictObject({ from: z.string(), entry: figure, exit: figure, chance: figure, stated: z.boolean() })
    .exactOptional(),
});

const savingAmounts = {
  target: pence,
  red: pence,
  amber: pence,
  green: pence,
  unassessed: pence,
  mitigation: pence,
  planned: pence,
  expected: pence,
  slippage: pence,
  overDelivery: pence,
};
const savings = z.strictObject({
  rows: z.array(
    z.strictObject({
      reference: z.string(),
      name: z.string(),
      lineCode: z.string(),
      class: z.enum(['saving', 'mitigation']),
      ...savingAmounts,
      months: twelve,
      plannedNextYear: pence,
      expectedNextYear: pence,
      fullYearEffect: pence,
      inForecast: pence.exactOptional(),
    }),
  ),
  ...savingAmounts,
  ratedLessTarget: pence,
});

const pressures = z.strictObject({
  rows: z.array(
    z.strictObject({
      reference: z.string(),
      name: z.string(),
      lineCode: z.string(),
      expected: pence,
      worst: pence,
      counted: z.boolean(),
      mitigation: pence,
      inForecast: pence.exactOptional(),
      inActuals: pence.exactOptional(),
      toCome: pence.exactOptional(),
      worstToCome: pence.exactOptional(),
    }),
  ),
  expected: pence,
  worst: pence,
  counted: pence,
  notCounted: z.strictObject({ expected: pence, worst: pence }).exactOptional(),
});

const scheme = z.strictObject({
  reference: z.string(),
  name: z.string(),
  case: z.enum(['target', 'stretch', 'realised']),
  cost: pence,
  grant: pence,
  benefit: pence,
  roi: figure.nullable(),
  bcr: figure.nullable(),
  npv: pence,
  paybackMonth: z.number().int().nullable(),
  breakEvenPercent: figure.nullable(),
  years: z.array(
    z.strictObject({
      year: yearLabel,
      cost: pence,
      benefit: pence,
      net: pence,
      cumulative: pence,
      interpolated: z.boolean(),
    }),
  ),
  cumulativeMonths: z.array(pence),
});

/** A forecast field by field; its meaning is in forecast.ts. Strict, so that a field added there must be added here. */
export const forecastSchema = z.strictObject({
  council: z.string(),
  year: yearLabel,
  period: z.number().int().min(0).max(12),
  askedPeriod: z
    .number()
    .int()
    .min(0)
    .max(12)
    .exactOptional()
    .describe('The period asked for, where actuals do not reach it'),
  dataDate: day,
  synthetic: z.boolean(),
  engineVersion: z.string(),
  method: z.string(),
  lines: z.array(outturnLine),
  total: outturnLine,
  months: z
    .array(
      z.strictObject({
        period: z.number().int(),
        month: day,
        actual: pence,
        committed: pence,
        projected: pence,
        estimated: pence.exactOptional(),
        adjustments: pence,
        budget: pence,
      }),
    )
    .length(12),
  movementFrom: z
    .strictObject({ year: yearLabel, period: z.number().int(), issuedAt: z.string() })
    .exactOptional()
    .describe('The issued forecast that movements are against'),
  range: z
    .strictObject({ p10: pence, p50: pence, p90: pence })
    .exactOptional()
    .describe('Of an issued forecast: its 80 % range about the outturn'),
  placements,
  savings,
  pressures,
  investToSave: z.array(scheme),
  funders: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      shareBasisPoints: z.number().int(),
      variance: pence,
      netVariance: pence,
      outturn: pence,
      budget: pence,
    }),
  ),
  contractSum: z.strictObject({
    blocks: z.array(z.strictObject({ block: z.number().int(), amount: pence, recurring: pence })),
    contractSum: pence,
    maximum: pence,
    recurringBase: pence,
  }),
  bridge: z.array(z.strictObject({ key: z.string(), label: z.string(), amount: pence })),
  gaps: z
    .array(
      z.strictObject({
        line: z.string(),
        name: z.string(),
        period: z.number().int(),
        amount: pence,
        basis: z.enum(['register', 'profile', 'run-rate', 'entries']),
      }),
    )
    .describe('Months without actuals to the period, and what stands for each'),
  notes: z.array(
    z.strictObject({
      code: z.string(),
      severity: z.enum(['block', 'warn', 'inform']),
      about: z
        .strictObject({
          kind: z.enum(['line', 'saving', 'pressure', 'scheme', 'group', 'assumption', 'lever']),
          reference: z.string(),
        })
        .nullable(),
      text: z.string(),
    }),
  ),
  changedAssumptions: z.array(z.strictObject({ key: z.string(), base: figure.nullable(), value: figure })),
}) satisfies z.ZodType<Forecast>;

/** The exported document: a forecast with the scenario it is of. `docs/api/forecast.schema.json` is made from this. */
export const forecastDocumentSchema = z
  .strictObject({
    format: z.literal('outturn-forecast'),
    /** 2: notes are structured, and months without actuals are named. */
    version: z.literal(2),
    scenario: scenarioSchema,
    ...forecastSchema.shape,
  })
  .meta({
    title: 'Forecast of Outturn',
    description: 'Money in whole pence, income negative; dates YYYY-MM-DD; months from April, twelve of them.',
  });

/** JSON Schema (2020-12) of the exported document. */
export function forecastJsonSchema(): unknown {
  return z.toJSONSchema(forecastDocumentSchema, { target: 'draft-2020-12' });
}
