/** Cost as the sector's core model has it (docs/sector-models.md §1): children of a category × its weighted price. */
import { dayNumber } from '../../model/calendar.ts';
import type { SectorEpisode, SectorForecast } from './common.ts';

/** One way a category is provided: price a week (any unit of money) and the share of its children, of any total. */
export type SectorPrice = { price: number; proportion: number };

/** Price of a category a week: Σ price·proportion ÷ Σ proportion, in the unit of the prices; 0 with no proportion. */
export function weightedPrice(parts: readonly SectorPrice[]): number {
  const weight = parts.reduce((sum, part) => sum + part.proportion, 0);
  return weight === 0 ? 0 : parts.reduce((sum, part) => sum + part.price * part.proportion, 0) / weight;
}

/** Cost of each category on day `day` of a forecast (0 = its first): children × weighted price ÷ 7. */
export function sectorCostOn(
  forecast: SectorForecast,
  day: number,
  categoryOf: (state: string) => string,
  prices: Readonly<Record<string, readonly SectorPrice[]>>,
): Record<string, number> {
  const weekly = Object.fromEntries(Object.entries(prices).map(([name, parts]) => [name, weightedPrice(parts)]));
  const costs: Record<string, number> = Object.fromEntries(Object.keys(prices).map((name) => [name, 0]));
  for (const [state, series] of forecast.series) {
    const category = categoryOf(state);
    const price = weekly[category];
    if (price !== undefined) costs[category] = (costs[category] ?? 0) + ((series[day] ?? 0) * price) / 7;
  }
  return costs;
}

/** Share of each way of providing within its category, by child-days in the inclusive window (the regional model's). */
export function regionalProportions(
  episodes: readonly SectorEpisode[],
  detailOf: (episode: SectorEpisode) => string,
  from: string,
  to: string,
): Map<string, number> {
  const [first, end] = [dayNumber(from), dayNumber(to) + 1];
  const days = new Map<string, number>();
  const totals = new Map<string, number>();
  const categories = new Map<string, string>();
  for (const episode of episodes) {
    const detail = detailOf(episode);
    const count = Math.max(0, Math.min(episode.end ?? end, end) - Math.max(episode.start, first));
    days.set(detail, (days.get(detail) ?? 0) + count);
    totals.set(episode.category, (totals.get(episode.category) ?? 0) + count);
    categories.set(detail, episode.category);
  }
  const shares = [...days].map(([detail, count]): [string, number] => {
    const total = totals.get(categories.get(detail) ?? '') ?? 0;
    return [detail, total === 0 ? 0 : count / total];
  });
  return new Map(shares);
}

/** The regional model's ways of providing: `Fostering (IFA)`, `Secure home` … */
export function regionalDetail(episode: Pick<SectorEpisode, 'place' | 'provider' | 'category'>): string {
  const { place, provider, category } = episode;
  if (category === 'Fostering') {
    if (/^U[1-3]$/.test(place)) return 'Fostering (Friend/Relative)';
    return provider === 'PR1' ? 'Fostering (In-house)' : 'Fostering (IFA)';
  }
  if (category === 'Residential') return provider === 'PR1' ? 'Residential (In-house)' : 'Residential (External)';
  if (category === 'Supported') return 'Supported accommodation';
  if (place === 'K1') return 'Secure home';
  return place === 'P1' ? 'Placed with family' : 'Other';
}
