import { z } from 'zod';
import { isCivilDate, isYearLabel } from './calendar.ts';
import { keptText } from './kept-text.ts';
import { leverSchema } from './lever.ts';

export const scenarioStatuses = ['draft', 'reviewed', 'approved'] as const;

/** One step of a scenario's sign-off: which state, given by which role, on which day. A role, never a name. */
export const signatureSchema = z.strictObject({
  status: z.enum(scenarioStatuses),
  role: keptText(200).min(1),
  at: z.string().refine(isCivilDate, 'Not a date'),
  note: keptText(2000),
  /** The account of the computer it was given under; left out by versions before it was kept. */
  person: keptText(200).optional(),
  /** SHA-256 of the data, levers, assumptions and results that were signed. */
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type Signature = z.infer<typeof signatureSchema>;

/** A scenario: what is assumed on top of a base. The base is a Snapshot; the same both give the same results to the last bit. */
export const scenarioSchema = z.strictObject({
  name: keptText(200).min(1),
  year: z.string().refine(isYearLabel, 'Not a financial year such as 2023/24'),
  /** Actuals are taken up to and including this period; 12 = the year is closed. */
  period: z.number().int().min(0).max(12),
  /** In order: later levers act on what earlier ones left. */
  levers: z.array(leverSchema).max(200),
  /** Values that replace the snapshot's assumptions, by key. */
  assumptions: z.record(keptText(80), z.number().refine(Number.isFinite, 'Not a finite number')),
  method: z.enum(['chain', 'duration', 'linear', 'holt', 'holt-damped', 'naive']),
  seed: z.number().int().min(0).max(0xffffffff),
  paths: z.number().int().min(0).max(100_000),
  notes: keptText(20_000),
  status: z.enum(scenarioStatuses),
  /** Oldest first; left out where nobody has signed. */
  signOff: z.array(signatureSchema).max(200).optional(),
  /** The account under which what it assumes was last changed. */
  preparedBy: keptText(200).optional(),
});
export type Scenario = z.infer<typeof scenarioSchema>;

/** A scenario with no levers. */
export function newScenario(name: string, year: string, period: number): Scenario {
  return {
    name,
    year,
    period,
    levers: [],
    assumptions: {},
    method: 'chain',
    seed: 7,
    paths: 2000,
    notes: '',
    status: 'draft',
  };
}
