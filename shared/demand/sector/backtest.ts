/** How well the sector's two models would have done (docs/model.md §6): each against its own count of children. */
import { addDays, type CivilDate } from '../../model/calendar.ts';
import { OutturnError } from '../../model/problem.ts';
import type { Scored } from '../backtest/accuracy.ts';
import { referenceWindow } from '../prepare.ts';
import { type SectorInput, type SectorStock, sectorStockOn } from './common.ts';
import { coreEpisodes, coreNotInCare, coreStock } from './core.ts';
import { type SectorMethod, sectorProjection } from './projection.ts';
import { regionalEpisodes, regionalNotInCare, regionalStock } from './regional.ts';

export const sectorMethods: readonly SectorMethod[] = ['d2i-core', 'd2i-regional'];

/** What a council would have held on a date: rows begun by then, with ends after it not known yet. */
export function sectorKnownOn({ headers, episodes }: SectorInput, date: CivilDate): SectorInput {
  return {
    headers,
    episodes: episodes
      .filter((row) => row.decom <= date)
      .map((row) => (row.dec !== null && row.dec > date ? { ...row, dec: null } : row)),
  };
}

export type SectorScores = {
  method: SectorMethod;
  /** By months ahead, from 1: what the model forecast, with its own interval where it has one, and what came. */
  ahead: Scored[][];
  /** The same for the last level, on the model's own count: what its scaled error is against. */
  naive: Scored[][];
  /** Month ends it had no answer from. */
  refused: number;
};

/**
 * Forecasts with a sector model from each origin (month ends), with what was known then and the twelve months before as
 * its window, and scores the total against the model's own count of the rows held now. A month end from which a rate of
 * its own would be infinite, or that has no episode before it, is counted and left out.
 */
export function sectorBacktest(
  method: SectorMethod,
  input: SectorInput,
  origins: readonly CivilDate[],
  horizon: number,
  progress: () => void = () => {},
): SectorScores {
  const count = ownCount(method, input);
  const ahead = Array.from({ length: horizon }, (): Scored[] => []);
  const naive = Array.from({ length: horizon }, (): Scored[] => []);
  let refused = 0;
  for (const origin of origins) {
    try {
      const window = { dataDate: origin, months: horizon, reference: referenceWindow(origin, null) };
      const { months, intervals } = sectorProjection(method, sectorKnownOn(input, origin), window);
      months.forEach(({ end, total }, at) => {
        const actual = count(addDays(end, -1));
        ahead[at]?.push({ forecast: total.stock, actual, ...(intervals?.[at] ?? {}) });
        naive[at]?.push({ forecast: count(origin), actual });
      });
    } catch (error) {
      if (!(error instanceof OutturnError)) throw error;
      refused += 1;
    }
    progress();
  }
  return { method, ahead, naive, refused };
}

/** Children in care on a date as a sector model counts them. */
function ownCount(method: SectorMethod, input: SectorInput): (date: CivilDate) => number {
  const core = method === 'd2i-core';
  const stock: SectorStock = core ? coreStock(coreEpisodes(input)) : regionalStock(regionalEpisodes(input), input);
  const outside = core ? coreNotInCare : regionalNotInCare;
  const states = stock.states.filter((state) => !state.endsWith(outside));
  return (date) => states.reduce((sum, state) => sum + sectorStockOn(stock, state, date), 0);
}
