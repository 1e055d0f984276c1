/**
 * The sector's two models as demand methods (docs/model.md §6): from raw episodes to months, in the sector's own
 * categories, never mixed with Outturn's groups. A child aged out of the core model is one of its leavers.
 */
import { addDays, type CivilDate, dayNumber } from '../../model/calendar.ts';
import type { DemandMonth, DemandProjection } from '../projection.ts';
import { projectionSteps } from '../steps.ts';
import type { SectorEpisode, SectorForecast, SectorInput, SectorRates, SectorStock } from './common.ts';
import { coreCategories, coreEpisodes, coreForecast, coreNotInCare, coreRates, coreState, coreStock } from './core.ts';
import { SectorMonths, sectorStayers } from './months.ts';
import {
  regionalCategories,
  regionalEpisodes,
  regionalForecast,
  regionalNotInCare,
  regionalRates,
  regionalState,
  regionalStock,
} from './regional.ts';

export type SectorMethod = 'd2i-core' | 'd2i-regional';

export type SectorProjection = DemandProjection & {
  method: SectorMethod;
  stock: SectorStock;
  rates: SectorRates;
  forecast: SectorForecast;
  episodes: SectorEpisode[];
  /** The model's own interval of the total at each month's end, children; null for the core model, which has none. */
  intervals: { low: number; high: number }[] | null;
};

export type SectorWindow = {
  /** Stock at the end of this day opens the forecast. */
  dataDate: CivilDate;
  months: number;
  /** Last day of the forecast, where it is not a month's end. */
  until?: CivilDate;
  /** Reference window of the rates, both inclusive. */
  reference: { from: CivilDate; to: CivilDate };
};

/** Runs a sector model. Throws `no-data` without episodes and `rate-without-exposure` where the model's rate is infinite. */
export function sectorProjection(method: SectorMethod, input: SectorInput, window: SectorWindow): SectorProjection {
  const { dataDate, reference } = window;
  const steps = projectionSteps(dataDate, window.months, window.until ?? null);
  const last = addDays(steps.at(-1)?.end ?? addDays(dataDate, 1), -1);
  const core = method === 'd2i-core';
  const episodes = core ? coreEpisodes(input) : regionalEpisodes(input);
  const stock = core ? coreStock(episodes) : regionalStock(episodes, input);
  const rates = (core ? coreRates : regionalRates)(episodes, stock, reference.from, reference.to);
  const forecast = (core ? coreForecast : regionalForecast)(rates, stock, dataDate, last);
  const groups: string[] = [...(core ? coreCategories : regionalCategories)];
  const stateOf = core ? coreState : regionalState;
  const daily = new SectorMonths(
    groups,
    stateOf,
    core ? coreNotInCare : regionalNotInCare,
    rates,
    stock,
    forecast,
    dataDate,
  );
  const months: DemandMonth[] = steps.map((step) => daily.month(step.start, step.end));
  const opening = Object.fromEntries(groups.map((name) => [name, months[0]?.groups[name]?.opening ?? 0]));
  return {
    method,
    dataDate,
    groups,
    opening,
    months,
    stayerDays: (ageMonths, group) => sectorStayers(core, rates, groups, ageMonths, group, steps),
    notes: [
      `Groups are those of the sector’s model, which counts ${core ? 'K3, S1 and P3 as OTHER' : 'S1 and P3 as Residential'}; prices by placement group do not apply to them`,
      ...(core ? ['This model gives no interval'] : ['The interval is the model’s own, about twice too wide']),
    ],
    stock,
    rates,
    forecast,
    episodes,
    intervals: core
      ? null
      : steps.map((step) => interval(forecast, dayNumber(step.end) - 1 - dayNumber(forecast.from))),
  };
}

/** `round(p)` summed ± 2√ΣV over the states in care, as the regional model prints it. */
function interval(forecast: SectorForecast, day: number): { low: number; high: number } {
  let [children, variance] = [0, 0];
  for (const [state, series] of forecast.series) {
    if (state.endsWith(regionalNotInCare)) continue;
    children += series[day] ?? 0;
    variance += forecast.variance?.get(state)?.[day] ?? 0;
  }
  const spread = 2 * Math.sqrt(variance);
  return { low: Math.round(children) - spread, high: Math.round(children) + spread };
}
