import type { KeptVintage, Vintage } from '../shared/demand/backtest/vintages.ts';
import type { Store } from './store.ts';

/** A demand forecast to keep: what it said, and what it was made from (`inputSha256`, hex). */
export type NewForecastRun = { vintage: Vintage; engineVersion: string; seed: number; inputSha256: string };

/**
 * Keeps a forecast as it was made, so that later actuals score it (docs/model.md §6). The same forecast from the same
 * input is kept once: gives the number of the one held. Not an edit: nothing to undo.
 */
export function keepForecastRun(store: Store, { vintage, engineVersion, seed, inputSha256 }: NewForecastRun): number {
  return store.transaction('keep forecast run', () => {
    const [existing] = store.rows(
      store.query
        .selectFrom('forecast_runs')
        .select('id')
        .where('input_sha256', '=', inputSha256)
        .where('engine_version', '=', engineVersion),
    );
    if (existing) return existing.id;
    const at = store.now();
    const row = {
      ...{ scenario_id: null, at, engine_version: engineVersion, seed, input_sha256: inputSha256 },
      ...{ data_date: vintage.dataDate, summary: JSON.stringify(vintage), created_at: at, updated_at: at },
    };
    return store.run(store.query.insertInto('forecast_runs').values(row)).id;
  });
}

/** Every forecast kept, oldest first. */
export function listForecastRuns(store: Store): KeptVintage[] {
  return store
    .rows(
      store.query
        .selectFrom('forecast_runs')
        .select(['id', 'at', 'engine_version as engineVersion', 'seed', 'summary'])
        .orderBy('id'),
    )
    .map(({ summary, ...row }) => ({ ...row, ...(JSON.parse(summary) as Vintage) }));
}
