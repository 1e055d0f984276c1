import { type Pence, sum } from '../model/money.ts';
import type { BenefitMeasure, BenefitQuarter } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Money of a benefit in a year, pence: realised + forecast − planned = variance. */
export type BenefitMoney = { planned: Pence; realised: Pence; forecast: Pence; variance: Pence };
export type BenefitQuarterRow = Pick<
  BenefitQuarter,
  'year' | 'quarter' | 'planned' | 'lower' | 'upper' | 'actual' | 'forecast' | 'children' | 'evidence'
> & {
  money: BenefitMoney;
  /** Of the measure against its tolerances; null where the actual or both tolerances are not known. */
  state: 'within' | 'outside' | null;
};
export type BenefitRow = Pick<
  BenefitMeasure,
  'reference' | 'name' | 'projectReference' | 'class' | 'route' | 'target' | 'unit' | 'direction' | 'baseline'
> & {
  quarters: BenefitQuarterRow[];
  years: (BenefitMoney & { year: string; children: number | null; percentOfPlan: number | null })[];
  latest: { year: string; quarter: number; actual: number } | null;
};

/** Sums of money of benefits; the variance of a sum is the sum of the variances. */
export function addMoney(parts: readonly BenefitMoney[]): BenefitMoney {
  const of = (key: keyof BenefitMoney) => sum(parts.map((part) => part[key]));
  return { planned: of('planned'), realised: of('realised'), forecast: of('forecast'), variance: of('variance') };
}

function moneyOf(row: BenefitQuarter): BenefitMoney {
  const [planned, realised, forecast] = [row.plannedPence ?? 0, row.realisedPence ?? 0, row.forecastPence ?? 0];
  return { planned, realised, forecast, variance: realised + forecast - planned };
}

function stateOf({ actual, lower, upper }: BenefitQuarter): BenefitQuarterRow['state'] {
  if (actual === null || (lower === null && upper === null)) return null;
  return (lower !== null && actual < lower) || (upper !== null && actual > upper) ? 'outside' : 'within';
}

/** Every benefit with its quarters, oldest first, and its years in £ and children. Source: docs/model.md §17. */
export function benefitRows({
  benefitMeasures,
  benefitQuarters,
}: Pick<Snapshot, 'benefitMeasures' | 'benefitQuarters'>): BenefitRow[] {
  return benefitMeasures.map((one) => {
    const own = benefitQuarters
      .filter((row) => row.benefitReference === one.reference)
      .sort((a, b) => (a.year === b.year ? a.quarter - b.quarter : a.year < b.year ? -1 : 1));
    const quarters = own.map((row) => {
      const { year, quarter, planned, lower, upper, actual, forecast, children, evidence } = row;
      return {
        ...{ year, quarter, planned, lower, upper, actual, forecast, children, evidence },
        money: moneyOf(row),
        state: stateOf(row),
      };
    });
    const latest = quarters.filter((row) => row.actual !== null).at(-1);
    const { reference, name, projectReference, route, target, unit, direction, baseline } = one;
    return {
      ...{ reference, name, projectReference, class: one.class, route, target, unit, direction, baseline, quarters },
      years: [...new Set(own.map((row) => row.year))].map((year) => {
        const inYear = quarters.filter((row) => row.year === year);
        const money = addMoney(inYear.map((row) => row.money));
        const helped = inYear.flatMap((row) => (row.children === null ? [] : [row.children]));
        return {
          ...{ year, ...money, children: helped.length === 0 ? null : sum(helped) },
          percentOfPlan: money.planned === 0 ? null : (money.realised / money.planned) * 100,
        };
      }),
      latest: latest ? { year: latest.year, quarter: latest.quarter, actual: latest.actual ?? 0 } : null,
    };
  });
}
