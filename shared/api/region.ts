import { z } from 'zod';
import type { Authority } from '../batch/authority.ts';
import type { Region } from '../batch/region.ts';
import type { Failure } from '../model/problem.ts';
import { method, nothing, out } from './method.ts';

/** The councils of a list, to choose from. */
export type CouncilList = { name: string; councils: Authority[] };
/** What `regionRead` gives: a region for each financial year, and councils whose data could not be read. */
export type RegionResult = { regions: Region[]; failed: { council: string; error: Failure }[] };

/** Several councils beside each other, each with a local copy of its own (docs/data.md §9). */
export const regionMethods = {
  /** Asks for the list of councils (CSV); null when cancelled. */
  regionOpen: method(nothing, out<CouncilList | null>()),
  /** Forecasts the councils of these codes, or all, as a job whose result is `RegionResult`. */
  regionRead: method(
    z.strictObject({ codes: z.array(z.string().min(1).max(40)).max(1000).nullable() }),
    out<{ job: string }>(),
  ),
  /** Asks for a folder and writes what was read last: CSV, workbook, PDF, HTML, Word and pictures; null when cancelled. */
  regionWrite: method(z.strictObject({ name: z.string().trim().min(1).max(60) }), out<{ files: string[] } | null>()),
};
