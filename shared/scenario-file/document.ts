import { z } from 'zod';
import type { Forecast } from '../model/forecast.ts';
import { keptText } from '../model/kept-text.ts';
import { scenarioSchema } from '../model/scenario.ts';
import { snapshotSchema } from '../model/snapshot.ts';

/** What a scenario file holds: one self-contained document a colleague can open with no other file (docs/data.md §4). */

const pence = z.number().int();
const figures = {
  currentBudget: pence,
  outturn: pence,
  variance: pence,
  agreedInvestment: pence,
  netVariance: pence,
};

/** The results as they stood when the file was saved, with what is needed to make them again. All money is pence. */
export const resultsSchema = z.strictObject({
  engineVersion: keptText(40),
  method: keptText(40),
  seed: z.number().int().min(0).max(0xffffffff),
  lines: z.array(z.strictObject({ code: keptText(80), name: keptText(500), ...figures })).max(2000),
  total: z.strictObject(figures),
  funders: z
    .array(z.strictObject({ code: keptText(80), shareBasisPoints: z.number().int(), netVariance: pence }))
    .max(100),
});
export type Results = z.infer<typeof resultsSchema>;

/** One save in the life of a scenario. */
export const historyEntrySchema = z.strictObject({
  savedAt: z.iso.datetime(),
  app: keptText(40),
  engineVersion: keptText(40),
  /** sha256 of the canonical snapshot, so that a change of data shows. */
  snapshotSha256: z.string().regex(/^[0-9a-f]{64}$/),
  levers: z.number().int().min(0),
  words: keptText(500),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** Most saves a file remembers; older ones fall off the front. */
export const mostHistory = 500;

/**
 * A version somebody has named: the scenario as it was, what it gave, and the fingerprint of the data it stood on. The
 * data themselves are the file's; when they have moved on since, going back says so.
 */
export const namedVersionSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  name: keptText(200).min(1),
  note: keptText(2000),
  madeAt: z.iso.datetime(),
  /** Made by Outturn itself, before going back or before new data. */
  automatic: z.boolean(),
  snapshotSha256: z.string().regex(/^[0-9a-f]{64}$/),
  dataDate: keptText(10),
  scenario: scenarioSchema,
  results: resultsSchema.nullable(),
});
export type NamedVersion = z.infer<typeof namedVersionSchema>;

/** Most named versions a file keeps. */
export const mostVersions = 100;

export const documentSchema = z.strictObject({
  snapshot: snapshotSchema,
  scenario: scenarioSchema,
  results: resultsSchema.nullable(),
  history: z.array(historyEntrySchema).max(mostHistory),
  /** Oldest first. */
  versions: z.array(namedVersionSchema).max(mostVersions),
});
export type ScenarioDocument = z.infer<typeof documentSchema>;

/** The results a file keeps, from a forecast of the scenario. */
export function summariseForecast(forecast: Forecast, seed: number): Results {
  const pick = (line: Forecast['total']) => ({
    currentBudget: line.currentBudget,
    outturn: line.outturn,
    variance: line.variance,
    agreedInvestment: line.agreedInvestment,
    netVariance: line.netVariance,
  });
  return {
    engineVersion: forecast.engineVersion,
    method: forecast.method,
    seed,
    lines: forecast.lines.map((line) => ({ code: line.code, name: line.name, ...pick(line) })),
    total: pick(forecast.total),
    funders: forecast.funders.map(({ code, shareBasisPoints, netVariance }) => ({
      code,
      shareBasisPoints,
      netVariance,
    })),
  };
}
