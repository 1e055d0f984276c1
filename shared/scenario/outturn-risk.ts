import { futureMonths } from '../finance/pressures.ts';
import { ratingAt, savingProfile } from '../finance/savings.ts';
import { ownEffect } from '../finance/savings-history.ts';
import { periodOf, yearOf } from '../model/calendar.ts';
import type { Forecast } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { optionalAssumption } from './assumption-values.ts';
import { leveredPressure } from './pressures-forecast.ts';
import {
  drawVariances,
  outturnRisk,
  type RiskInput,
  type RiskPressure,
  type RiskSaving,
  type RiskSummary,
  summariseVariances,
} from './risk.ts';
import { type PeriodRange, rangesByPeriod } from './risk-by-period.ts';
import { leveredSaving, ragWeights } from './savings-forecast.ts';

/** Key of the assumption that says how uncertain prices are: standard deviation of their level in per cent. */
export const priceRiskKey = 'price-risk';
/** Where nobody sets it: prices of the rest of the year land within 2 % of the forecast two times in three. */
export const defaultPriceRisk = 2;
/** Draws of the distribution. */
export const riskDraws = 10_000;

/** One source of uncertainty alone, the others held at their expected value; pence against the central forecast. */
export type RiskComponent = {
  key: 'demand' | 'price' | 'savings' | 'pressures';
  label: string;
  mean: Pence;
  p10: Pence;
  p90: Pence;
};

/** What the Outturn screen and the command line show of risk. Variances are against the current budget, pence. */
export type OutturnRisk = RiskSummary & {
  /** Variance and outturn of the central forecast. */
  central: Pence;
  outturn: { central: Pence; mean: Pence; p10: Pence; p50: Pence; p80: Pence; p90: Pence };
  /** The way there: ranges of the cumulative variance at the end of each period to come. */
  byPeriod: PeriodRange[];
  /** Share of draws above nought once agreed investment is taken off. */
  probabilityOfNetOverspend: number;
  components: RiskComponent[];
  notes: string[];
};

/**
 * What is uncertain in a forecast (docs/model.md §9, §13): simulated demand, the price level of the rest of the year,
 * amber savings and pressures. Each is centred so that its mean is what the central forecast holds; a pressure that is
 * not counted is not in the central forecast and moves the mean. @param demandDeviations placement cost of each
 * simulated path less the central cost, pence; empty holds demand
 */
export function riskInput(
  snapshot: Snapshot,
  scenario: Scenario,
  made: Forecast,
  demandDeviations: RiskInput['demandDeviations'],
  draws = riskDraws,
): RiskInput {
  const percent = optionalAssumption(snapshot, scenario, priceRiskKey) ?? defaultPriceRisk;
  const exposed = scenario.period >= 12 ? 0 : made.placements.committed + made.placements.projected;
  return {
    centralVariance: made.total.variance,
    demandDeviations,
    price: { exposed, logDeviation: Math.max(0, percent) / 100, months: placementMonths(made) },
    savings: riskSavings(snapshot, scenario),
    pressures: riskPressures(snapshot, scenario, made),
    draws,
    seed: scenario.seed,
  };
}

/**
 * The distribution of the outturn of a scenario, the probability of overspend and the reserve that covers P80.
 * @param demand placement cost of each simulated path less the central cost, pence, cumulative to the end of each period
 * to come (`period + 1`…12); empty holds demand
 */
export function outturnRiskOf(
  snapshot: Snapshot,
  scenario: Scenario,
  made: Forecast,
  demand: readonly Float64Array[],
  draws = riskDraws,
): OutturnRisk {
  const demandDeviations = demand.at(-1) ?? [];
  const input = riskInput(snapshot, scenario, made, demandDeviations, draws);
  const variances = drawVariances(input);
  const central = input.centralVariance;
  const summary = summariseVariances(variances, central);
  const budget = made.total.outturn - central;
  const investment = made.total.agreedInvestment;
  return {
    ...summary,
    central,
    outturn: {
      central: made.total.outturn,
      mean: budget + summary.mean,
      p10: budget + summary.p10,
      p50: budget + summary.p50,
      p80: budget + summary.p80,
      p90: budget + summary.p90,
    },
    byPeriod: rangesByPeriod(made, input, demand),
    probabilityOfNetOverspend: variances.reduce((over, value) => over + (value > investment ? 1 : 0), 0) / draws,
    components: components(input),
    notes: riskNotes(input, scenario),
  };
}

/** Cost of placements in each period to come, pence: when a price that differs is felt. */
function placementMonths(made: Forecast): Pence[] {
  const months = new Array<Pence>(12 - made.period).fill(0);
  for (const month of made.placements.months) {
    const at = periodOf(month.month) - made.period - 1;
    if (yearOf(month.month) !== made.year || at < 0) continue;
    months[at]! += sum(month.groups.map((group) => group.committed + group.projected));
  }
  return months;
}

function riskSavings(snapshot: Snapshot, scenario: Scenario): RiskSaving[] {
  const weights = ragWeights(snapshot, scenario);
  const chance = Math.min(1, Math.max(0, weights.amber));
  return snapshot.savings.flatMap((saving): RiskSaving[] => {
    if (saving.year !== scenario.year || saving.class !== 'saving' || scenario.period >= 12) return [];
    const terms = leveredSaving(ownEffect(saving, snapshot.savings), scenario.levers);
    const rating = ratingAt(snapshot.savingRatings, saving, scenario.period === 0 ? 1 : scenario.period);
    if (!rating) return [];
    const profile = savingProfile(terms, rating, weights);
    const whole = savingProfile({ ...terms, leverDeliveryPercent: 100 }, rating, weights);
    const ahead = sum(whole.expectedMonths.slice(scenario.period, 12));
    const { red, amber, green, unassessed } = profile.rated;
    const base = profile.target !== 0 ? profile.target : red + amber + green + unassessed;
    if (base === 0 || amber === 0 || ahead === 0) return [];
    // What is expected is the forecast's; amber comes whole or not at all about it, also where a per cent is stated.
    const expected = ahead * profile.delivery;
    const doubtful = (ahead * amber) / base;
    return [
      {
        key: saving.reference,
        green: expected - doubtful * chance,
        amber: doubtful,
        amberChance: chance,
        expected,
        months: whole.expectedMonths.slice(scenario.period, 12),
      },
    ];
  });
}

function riskPressures(snapshot: Snapshot, scenario: Scenario, made: Forecast): RiskPressure[] {
  const inForecast = new Map(made.pressures.rows.map((row) => [row.reference, row.inForecast ?? 0]));
  return snapshot.pressures.flatMap((pressure): RiskPressure[] => {
    if (pressure.year !== scenario.year || pressure.status === 'closed') return [];
    const { probabilityPercent, impactFactor } = leveredPressure(pressure, scenario.levers);
    const months = futureMonths(1, pressure.startPeriod, scenario.period);
    const left = sum(months);
    if (left === 0) return [];
    const ordered = pressure.minimumPence <= pressure.likelyPence && pressure.likelyPence <= pressure.maximumPence;
    const at = (pence: Pence) => (ordered ? pence : pressure.likelyPence) * impactFactor * left;
    return [
      {
        key: pressure.reference,
        chance: probabilityPercent / 100,
        minimum: at(pressure.minimumPence),
        likely: at(pressure.likelyPence),
        maximum: at(pressure.maximumPence),
        mitigations: snapshot.mitigations
          .filter((row) => row.year === pressure.year && row.pressureReference === pressure.reference)
          .map((row) => ({ amount: row.amountPence * left, chance: row.successPercent / 100 })),
        counted: inForecast.get(pressure.reference) ?? 0,
        months: months.slice(scenario.period),
      },
    ];
  });
}

const noRisk: Pick<RiskInput, 'demandDeviations' | 'price' | 'savings' | 'pressures'> = {
  demandDeviations: [],
  price: { exposed: 0, logDeviation: 0 },
  savings: [],
  pressures: [],
};

function components(input: RiskInput): RiskComponent[] {
  const alone = (key: RiskComponent['key'], label: string, part: Partial<RiskInput>): RiskComponent => {
    const { mean, p10, p90 } = outturnRisk({ ...input, ...noRisk, ...part, centralVariance: 0 });
    return { key, label, mean, p10, p90 };
  };
  return [
    alone('demand', 'Number of children', { demandDeviations: input.demandDeviations }),
    alone('price', 'Price of placements', { price: input.price }),
    alone('savings', 'Savings not yet confirmed', { savings: input.savings }),
    alone('pressures', 'Pressures and their mitigations', { pressures: input.pressures }),
  ];
}

function riskNotes(input: RiskInput, scenario: Scenario): string[] {
  const notes: string[] = [];
  if (scenario.period >= 12)
    notes.push('The year is closed: nothing is uncertain but pressures not yet in the actuals');
  if (input.demandDeviations.length === 0) notes.push('The number of children is held at the central forecast');
  notes.push(
    `Prices of the rest of the year vary by ${(input.price.logDeviation * 100).toFixed(1)} % (standard deviation)`,
  );
  return notes;
}
