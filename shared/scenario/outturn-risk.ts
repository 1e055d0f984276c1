import { monthsToCome } from '../finance/pressures.ts';
import { ratingAt, savingProfile } from '../finance/savings.ts';
import { ownEffect } from '../finance/savings-history.ts';
import { periodOf, yearOf } from '../model/calendar.ts';
import type { Forecast } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';
import { type Note, note } from '../model/note.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { assumption } from './assumption-values.ts';
import { asClosed, ledgerFor, openMonths } from './ledger.ts';
import { leverRangeNotes, leverRisks } from './lever-risk.ts';
import { lineUncertainties } from './line-risk.ts';
import { leveredPressure } from './pressures-forecast.ts';
import { type PriceVolatility, priceVolatility } from './price-risk.ts';
import {
  type LineRisk,
  type RiskInput,
  type RiskPressure,
  type RiskSaving,
  type RiskSummary,
  summariseVariances,
} from './risk.ts';
import { cumulativeVariance, type PeriodRange, rangesOf } from './risk-by-period.ts';
import { type Drawn, drawOutturn, type RiskSource, riskSources } from './risk-draws.ts';
import { savingOdds } from './saving-odds.ts';
import { leveredSaving, ragWeights } from './savings-forecast.ts';
import { storedDeviations } from './totals-notes.ts';

/** Draws of the distribution. */
export const riskDraws = 10_000;

/** One source of uncertainty alone, the others held at what the forecast has of them; pence against the forecast. */
export type RiskComponent = { key: RiskSource; label: string; mean: Pence; p10: Pence; p90: Pence };

/** A figure with the spread of the same items, as an outturn and as a variance against the current budget, pence. */
export type RangedFigure = RiskSummary & {
  /** The figure the spread is about: the forecast, or the risk-weighted forecast. */
  figure: Pence;
  outturn: { figure: Pence; mean: Pence; p10: Pence; p50: Pence; p80: Pence; p90: Pence };
  /** Share of draws above nought once agreed investment is taken off. */
  probabilityOfNetOverspend: number;
};

/**
 * What the Outturn screen, the pack, the workbook and the command line show of risk (docs/model.md §13). Two figures, never
 * mixed: the forecast with the spread of what it holds, and the risk-weighted forecast, which has the pressures that are
 * not counted in it, with its own.
 */
export type OutturnRisk = RangedFigure & {
  riskWeighted: RangedFigure;
  /** What stands between the two: pressures not counted, still to come. */
  notCounted: { expected: Pence; worst: Pence };
  /** The way there: ranges of the cumulative variance of the forecast at the end of each period to come. */
  byPeriod: PeriodRange[];
  components: RiskComponent[];
  /** How sure prices are held to be, and each line. */
  price: PriceVolatility;
  notes: Note[];
};

/**
 * What is uncertain in a forecast: simulated demand, prices, the rest of every line, savings, pressures, and levers that
 * carry a low and a high. The mean of each is what the forecast holds of it.
 * @param demandDeviations placement cost of each simulated path less the central cost, pence; empty holds demand
 */
export function riskInput(
  snapshot: Snapshot,
  asked: Scenario,
  made: Forecast,
  demandDeviations: RiskInput['demandDeviations'],
  draws = riskDraws,
): RiskInput {
  const scenario = asClosed(snapshot, asked);
  const open = openMonths(ledgerFor(snapshot, asked));
  return {
    forecastVariance: made.total.variance,
    demandDeviations,
    price: { exposed: placementMonths(made), monthlyDeviation: priceVolatility(snapshot, scenario).monthly },
    lines: lineRisks(snapshot, scenario, made, open),
    savings: riskSavings(snapshot, scenario, open),
    pressures: riskPressures(snapshot, scenario, made, open),
    levers: leverRisks(snapshot, asked, made),
    demandPrice: assumption(snapshot, scenario, 'demand-price-correlation'),
    pressureCorrelation: Math.max(0, Math.min(0.99, assumption(snapshot, scenario, 'pressure-correlation'))),
    draws,
    seed: scenario.seed,
  };
}

/**
 * The distribution of the outturn of a scenario, the probability of overspend and the reserve that covers P80.
 * @param simulated placement cost of each simulated path less the central cost, pence, cumulative to the end of each period
 * to come (`period + 1`…12); empty holds demand, unless the data without rows of children bring their own
 */
export function outturnRiskOf(
  snapshot: Snapshot,
  scenario: Scenario,
  made: Forecast,
  simulated: readonly Float64Array[],
  draws = riskDraws,
): OutturnRisk {
  const demand = simulated.length > 0 ? simulated : storedDeviations(snapshot, made.year, made.period);
  const input = riskInput(snapshot, scenario, made, demand.at(-1) ?? [], draws);
  const drawn = drawOutturn(input, centralPath(made), demand);
  const variances = drawn.periods.at(-1) ?? new Float64Array();
  const weighted = variances.map((value, draw) => value + drawn.notCounted[draw]!);
  const notCounted = made.pressures.notCounted ?? { expected: 0, worst: 0 };
  return {
    ...ranged(variances, made.total.variance, made),
    riskWeighted: ranged(weighted, made.total.variance + notCounted.expected, made),
    notCounted,
    byPeriod: rangesOf(made, drawn.periods),
    components: components(drawn),
    price: priceVolatility(snapshot, scenario),
    notes: riskNotes(snapshot, scenario, made, input),
  };
}

/** The forecast's cumulative variance at the end of each period to come; with none to come, the year's alone. */
export function centralPath(made: Forecast): Pence[] {
  return [...cumulativeVariance(made).slice(Math.min(11, made.period), 11), made.total.variance];
}

function ranged(variances: Float64Array, figure: Pence, made: Forecast): RangedFigure {
  const summary = summariseVariances(variances, figure);
  const budget = made.total.outturn - made.total.variance;
  const investment = made.total.agreedInvestment;
  return {
    ...summary,
    figure,
    outturn: {
      figure: budget + figure,
      mean: budget + summary.mean,
      p10: budget + summary.p10,
      p50: budget + summary.p50,
      p80: budget + summary.p80,
      p90: budget + summary.p90,
    },
    probabilityOfNetOverspend:
      variances.reduce((over, value) => over + (value > investment ? 1 : 0), 0) / variances.length,
  };
}

/** Months of the year still to come, from the first after the actuals; at least the last. */
const ahead = (made: Forecast) => Math.max(1, 12 - made.period);
/** Place of a period among the months to come; a missing month stands in the first. */
const placeOf = (made: Forecast, period: number) => Math.max(0, Math.min(ahead(made) - 1, period - made.period - 1));

/** Cost of placements in each period to come, pence: when a price that differs is felt. */
function placementMonths(made: Forecast): Pence[] {
  const months = new Array<Pence>(ahead(made)).fill(0);
  if (made.period >= 12) return months;
  for (const month of made.placements.months) {
    const at = periodOf(month.month) - made.period - 1;
    if (yearOf(month.month) !== made.year || at < 0) continue;
    months[at]! += sum(month.groups.map((group) => group.committed + group.projected));
  }
  // What does not enter the outturn, or falls before the projection, is not priced here.
  const whole = made.placements.committed + made.placements.projected;
  const found = sum(months);
  return found === 0 ? months : months.map((pence) => (pence * whole) / found);
}

/** The rest of each line beside its placements: entries, run-rate, the budget by profile, and what stands for missing months. */
function lineRisks(
  snapshot: Snapshot,
  scenario: Scenario,
  made: Forecast,
  open: (line: string, period: number) => boolean,
): LineRisk[] {
  const uncertain = lineUncertainties(snapshot, scenario);
  const methods = new Map(
    snapshot.budgetLines.filter((line) => line.year === scenario.year).map((line) => [line.code, line.method]),
  );
  return made.lines.map((line) => {
    const months = new Array<Pence>(ahead(made)).fill(0);
    if (methods.get(line.code) === 'placements') {
      for (const entry of snapshot.forecastEntries) {
        const own = entry.year === scenario.year && entry.lineCode === line.code && open(line.code, entry.period);
        if (own && (entry.kind === 'committed' || entry.kind === 'projected'))
          months[placeOf(made, entry.period)]! += entry.expenditurePence + entry.incomePence;
      }
      for (const gap of made.gaps) if (gap.line === line.code) months[placeOf(made, gap.period)]! += gap.amount;
    } else {
      const rest = line.committed + line.projected;
      const shape = line.months.map((pence, at) => (open(line.code, at + 1) ? Math.abs(pence) : 0));
      const whole = sum(shape);
      shape.forEach((pence, at) => {
        if (pence > 0) months[placeOf(made, at + 1)]! += (rest * pence) / whole;
      });
      if (whole === 0) months[months.length - 1]! += rest;
    }
    const share = uncertain.get(line.code)?.share ?? 0;
    return { key: line.code, deviation: Math.abs(sum(months)) * share, months: months.map(Math.abs) };
  });
}

function riskSavings(
  snapshot: Snapshot,
  scenario: Scenario,
  open: (line: string, period: number) => boolean,
): RiskSaving[] {
  const weights = ragWeights(snapshot, scenario);
  return snapshot.savings.flatMap((saving): RiskSaving[] => {
    if (saving.year !== scenario.year || saving.class !== 'saving') return [];
    const terms = leveredSaving(ownEffect(saving, snapshot.savings), scenario.levers);
    const rating = ratingAt(snapshot.savingRatings, saving, scenario.period === 0 ? 1 : scenario.period);
    if (!rating) return [];
    const profile = savingProfile(terms, rating, weights);
    const whole = savingProfile({ ...terms, leverDeliveryPercent: 100 }, rating, weights);
    const months = Array.from({ length: 12 }, (_, at) =>
      open(saving.lineCode, at + 1) ? (whole.expectedMonths[at] ?? 0) : 0,
    );
    const toCome = sum(months);
    const odds = savingOdds(profile, weights);
    if (odds === null || toCome === 0) return [];
    return [
      {
        key: saving.reference,
        low: toCome * odds.low,
        high: toCome * odds.high,
        chance: odds.chance,
        expected: toCome * odds.expected,
        months: months.slice(Math.min(11, scenario.period)),
      },
    ];
  });
}

function riskPressures(
  snapshot: Snapshot,
  scenario: Scenario,
  made: Forecast,
  open: (line: string, period: number) => boolean,
): RiskPressure[] {
  const inForecast = new Map(made.pressures.rows.map((row) => [row.reference, row.inForecast ?? 0]));
  return snapshot.pressures.flatMap((pressure): RiskPressure[] => {
    if (pressure.year !== scenario.year || pressure.status === 'closed') return [];
    const { probabilityPercent, impactFactor } = leveredPressure(pressure, scenario.levers);
    const months = monthsToCome(pressure, (period) => open(pressure.lineCode, period));
    const left = sum(months);
    if (left === 0) return [];
    const ordered = pressure.minimumPence <= pressure.likelyPence && pressure.likelyPence <= pressure.maximumPence;
    const at = (pence: Pence) => (ordered ? pence : pressure.likelyPence) * impactFactor * left;
    return [
      {
        key: pressure.reference,
        line: pressure.lineCode,
        chance: probabilityPercent / 100,
        minimum: at(pressure.minimumPence),
        likely: at(pressure.likelyPence),
        maximum: at(pressure.maximumPence),
        mitigations: snapshot.mitigations
          .filter((row) => row.year === pressure.year && row.pressureReference === pressure.reference)
          .map((row) => ({
            amount: row.amountPence * left,
            chance: Math.min(1, Math.max(0, row.successPercent / 100)),
          })),
        counted: pressure.counted === 1 ? (inForecast.get(pressure.reference) ?? 0) : null,
        months: months.slice(Math.min(11, scenario.period)),
      },
    ];
  });
}

const labels: Record<RiskSource, string> = {
  demand: 'Number of children',
  price: 'Price of placements',
  lines: 'Other lines and entries',
  savings: 'Savings not yet confirmed',
  pressures: 'Pressures counted, and their mitigations',
  levers: 'Levers between their low and high',
  notCounted: 'Pressures not counted (beside the forecast)',
};

function components(drawn: Drawn): RiskComponent[] {
  return riskSources.flatMap((key): RiskComponent[] => {
    const draws = drawn.sources[key];
    if (key === 'levers' && draws.every((value) => value === 0)) return [];
    const { mean, p10, p90 } = summariseVariances(draws, 0);
    return [{ key, label: labels[key], mean, p10, p90 }];
  });
}

function riskNotes(snapshot: Snapshot, scenario: Scenario, made: Forecast, input: RiskInput): Note[] {
  const notes: Note[] = leverRangeNotes(scenario);
  if (made.period >= 12)
    notes.push(
      note('year-closed', 'inform', 'The year is closed: nothing is uncertain but what is not yet in the actuals'),
    );
  if (input.demandDeviations.length === 0)
    notes.push(note('demand-held', 'warn', 'The number of children is held at the central forecast'));
  const price = priceVolatility(snapshot, scenario);
  const basis = {
    set: 'as set',
    'own history': `measured from ${price.quarters} quarterly changes of the council’s own prices`,
    assumed:
      'a stated assumption (prices of residential places rose by about a quarter a year between the CMA’s market study of 2022 and the NAO’s report on 2023-24, by some 8 % before: a year’s level may be off by more than a few per cent)',
  };
  notes.push(
    note(
      'price-risk',
      'inform',
      `Prices are uncertain by ${price.yearPercent.toFixed(1)} % (standard deviation) a year ahead, ${basis[price.basis]}, and by less the nearer the month`,
    ),
  );
  if (made.period < 12) notes.push(correlationNote(input));
  const lines = [...lineUncertainties(snapshot, asClosed(snapshot, scenario)).values()];
  const assumed = lines.filter((line) => line.basis === 'assumed');
  if (assumed.length > 0 && made.period < 12)
    notes.push(
      note(
        'line-risk-assumed',
        'inform',
        `What is still to come of ${assumed.length === lines.length ? 'every line' : `${assumed.length} of ${lines.length} lines`} is uncertain by ${((assumed[0]?.share ?? 0) * 100).toFixed(1)} % (standard deviation), assumed: no year of their past is held${assumed.length === lines.length ? '' : '; the others are measured from theirs'}`,
      ),
    );
  return notes;
}

/** The two correlations of the draws, each with its source or said to be assumed. */
function correlationNote({ demandPrice, pressureCorrelation }: RiskInput): Note {
  const size = (value: number) => value.toFixed(2).replace(/0$/, '');
  return note(
    'correlations',
    'inform',
    `Stated assumptions: prices follow the number of children with a correlation of ${size(demandPrice)} (in a market short of places more demand raises prices, CMA market study 2022; no figure is published, so a modest one is taken), and the pressures of one line go together with ${size(pressureCorrelation)} (what the Joint Agency Cost Schedule Risk and Uncertainty Handbook, 2014, takes where nothing is known)`,
  );
}
