/** Months, with flows, read back from a sector model's daily forecast. */
import { bands } from '../../model/bands.ts';
import { type CivilDate, dayNumber } from '../../model/calendar.ts';
import { emptyCell, sumCells } from '../assemble.ts';
import type { DemandMonth } from '../projection.ts';
import { type SectorForecast, type SectorRates, type SectorStock, sectorStockOn } from './common.ts';
import { coreBands, coreNotInCare, coreState } from './core.ts';
import { regionalState } from './regional.ts';

/** Reads flows back from the daily stocks and the rates: what leaves a state on a day is its stock of the day before × r. */
export class SectorMonths {
  readonly #groups: readonly string[];
  readonly #stateOf: (band: number, category: string) => string;
  readonly #notInCare: string;
  readonly #rates: SectorRates;
  readonly #stock: SectorStock;
  readonly #forecast: SectorForecast;
  readonly #dataDate: CivilDate;

  constructor(
    groups: readonly string[],
    stateOf: (band: number, category: string) => string,
    notInCare: string,
    rates: SectorRates,
    stock: SectorStock,
    forecast: SectorForecast,
    dataDate: CivilDate,
  ) {
    this.#groups = groups;
    this.#stateOf = stateOf;
    this.#notInCare = notInCare;
    this.#rates = rates;
    this.#stock = stock;
    this.#forecast = forecast;
    this.#dataDate = dataDate;
  }

  #people(state: string, day: number): number {
    return day < 0 ? sectorStockOn(this.#stock, state, this.#dataDate) : (this.#forecast.series.get(state)?.[day] ?? 0);
  }

  month(start: CivilDate, end: CivilDate): DemandMonth {
    const origin = dayNumber(this.#forecast.from);
    const [first, after] = [dayNumber(start) - origin, dayNumber(end) - origin];
    const groups = Object.fromEntries(this.#groups.map((name) => [name, emptyCell()]));
    const byBand = Object.fromEntries(bands.map((band) => [band.code, 0])) as DemandMonth['bands'];
    for (const name of this.#groups) {
      const cell = groups[name] ?? emptyCell();
      for (const [at, band] of bands.entries()) {
        const state = this.#stateOf(at, name);
        const targets = [...(this.#rates.rates.get(state) ?? [])].filter(([target]) => target !== state);
        const outflow = [...(this.#rates.rates.get(state)?.values() ?? [])].reduce((sum, rate) => sum + rate, 0);
        const scale = this.#scale(at, outflow);
        cell.opening += this.#people(state, first - 1);
        cell.stock += this.#people(state, after - 1);
        byBand[band.code] += this.#people(state, after - 1);
        cell.entrants += (this.#rates.entrants.get(state) ?? 0) * (after - first);
        let before = 0;
        for (let day = first; day < after; day++) {
          before += this.#people(state, day - 1);
          cell.childDays += this.#people(state, day);
        }
        for (const [target, rate] of targets) this.#move(groups, name, target, before * rate * scale);
        if (this.#isCore && at === bands.length - 1) cell.leavers += (before * scale) / coreBands[at]!.days;
      }
    }
    return {
      start,
      end,
      total: sumCells(this.#groups.map((name) => groups[name] ?? emptyCell())),
      groups,
      bands: byBand,
    };
  }

  get #isCore(): boolean {
    return this.#notInCare === coreNotInCare;
  }

  /** The core model never lets out more than there are: past a total rate of one a day, its parts shrink in proportion. */
  #scale(band: number, outflow: number): number {
    if (!this.#isCore) return 1;
    const total = outflow + 1 / (coreBands[band]?.days ?? 1);
    return total > 1 ? 1 / total : 1;
  }

  #move(groups: DemandMonth['groups'], from: string, target: string, children: number): void {
    const to = this.#groups.find((name) => target.endsWith(name));
    const source = groups[from];
    if (!source || to === from) return;
    if (to === undefined) source.leavers += children;
    else {
      source.moversOut += children;
      const joined = groups[to];
      if (joined) joined.moversIn += children;
    }
  }
}

/** Child-days of one child who stays in the category, through the bands as the model ages it. */
export function sectorStayers(
  core: boolean,
  rates: SectorRates,
  groups: readonly string[],
  ageMonths: number,
  group: string,
  steps: readonly { start: CivilDate; end: CivilDate }[],
): number[] {
  if (!groups.includes(group)) throw new RangeError(`Not a category of the sector’s model: ${group}`);
  const stateOf = core ? coreState : regionalState;
  const start = bands.findIndex((band) => ageMonths < band.toMonth);
  let people: number[] = bands.map((_, at) => (at === (start < 0 ? bands.length - 1 : start) ? 1 : 0));
  return steps.map((step) => {
    let days = 0;
    for (let day = dayNumber(step.start); day < dayNumber(step.end); day++) {
      const next = [...people];
      for (const [at, count] of people.entries()) {
        for (const [target, rate] of rates.rates.get(stateOf(at, group)) ?? []) {
          if (target === stateOf(at, group)) continue;
          next[at] = (next[at] ?? 0) - count * rate;
          const older = bands.findIndex((_, to) => stateOf(to, group) === target);
          if (older >= 0) next[older] = (next[older] ?? 0) + count * rate;
        }
        if (!core) continue;
        const ageing = count / (coreBands[at]?.days ?? 1);
        next[at] = (next[at] ?? 0) - ageing;
        if (at + 1 < bands.length) next[at + 1] = (next[at + 1] ?? 0) + ageing;
      }
      people = next.map((count) => Math.max(0, count));
      days += people.reduce((sum, count) => sum + count, 0);
    }
    return days;
  });
}
