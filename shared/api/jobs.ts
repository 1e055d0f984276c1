import { z } from 'zod';
import type { KeptForecasts } from '../demand/backtest/kept-forecasts.ts';
import type { Failure } from '../model/problem.ts';
import { scenarioSchema } from '../model/scenario.ts';
import { planLength } from '../plan/plan-types.ts';
import { method, nothing, out } from './method.ts';

/** Progress of long work, polled by the window so that no event object crosses the bridge. */
export type JobProgress = {
  id: string;
  label: string;
  done: number;
  total: number | null;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  error: Failure | null;
};

/** Long calculations, asked after while they run. */
export const jobsMethods = {
  /** Starts the interval simulation of the open scenario in worker threads; poll with `job`. */
  simulationStart: method(
    z.strictObject({ scenario: scenarioSchema, paths: z.number().int().min(100).max(100_000) }),
    out<{ job: string }>(),
  ),
  /** Starts the fan of the gap over the years of the open scenario's plan, as a job whose result is a `PlanRange`. */
  planRangeStart: method(
    z.strictObject({
      scenario: scenarioSchema,
      years: z.number().int().min(planLength.fewest).max(planLength.most),
      paths: z.number().int().min(100).max(100_000),
    }),
    out<{ job: string }>(),
  ),
  /**
   * Starts the comparison of all methods of demand, the sector's two among them, with the back-test of each, as a job
   * whose result is a `MethodComparison`. `scenario` gives the assumptions and the seed; its levers do not act.
   */
  methodsStart: method(
    z.strictObject({
      scenario: scenarioSchema,
      origins: z.number().int().min(1).max(60),
      horizon: z.number().int().min(1).max(36),
      paths: z.number().int().min(100).max(10_000),
    }),
    out<{ job: string }>(),
  ),
  /** The demand forecasts kept as they were made, beside what has happened since, and the alarm when they drift. */
  forecastsKept: method(nothing, out<KeptForecasts>()),
  job: method(z.strictObject({ id: z.string().max(40) }), out<JobProgress>()),
  jobCancel: method(z.strictObject({ id: z.string().max(40) }), out<JobProgress>()),
  jobResult: method(z.strictObject({ id: z.string().max(40) }), out<unknown>()),
} as const;
