import { profileOf } from '../finance/benefit-profile.ts';
import { appraise, benefitMonths, biased, payback } from '../finance/invest-to-save.ts';
import { roundCumulative } from '../finance/rounding.ts';
import { addYears, yearLabel, yearStart } from '../model/calendar.ts';
import type { SchemeForecast } from '../model/forecast.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import type { Benefit, Scheme } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';

const cases = ['target', 'stretch', 'realised'] as const;
const yearNumber = (year: string) => Number(yearStart(year).slice(0, 4));

/**
 * Invest-to-save schemes, each stated case of benefits apart (docs/model.md §10): gross of grants, with the scheme's
 * biases. A scheme with no benefits shows its cost under `target`. Realised benefits are facts and carry no bias. They
 * do not enter the outturn here: a scheme's benefit is realised through one route only, its saving or a lever.
 */
export function schemesForecast(snapshot: Snapshot, ratePercent: number): SchemeForecast[] {
  return snapshot.schemes.flatMap((scheme) => {
    const own = snapshot.benefits.filter((benefit) => benefit.schemeReference === scheme.reference);
    const withBenefits = cases.filter((name) => own.some((benefit) => benefit.case === name));
    return (withBenefits.length > 0 ? withBenefits : (['target'] as const)).map((name) =>
      schemeCase(
        snapshot,
        scheme,
        name,
        own.filter((benefit) => benefit.case === name),
        ratePercent,
      ),
    );
  });
}

function schemeCase(
  snapshot: Snapshot,
  scheme: Scheme,
  name: SchemeForecast['case'],
  benefits: readonly Benefit[],
  ratePercent: number,
): SchemeForecast {
  const tranches = snapshot.tranches.filter((tranche) => tranche.schemeReference === scheme.reference);
  // A year whose benefit is not known yet does not charge its cost against what was realised before it.
  const known = benefits
    .map(({ year }) => year)
    .sort()
    .at(-1);
  const spent = tranches.filter(
    (tranche) => tranche.kind === 'cost' && !(name === 'realised' && known !== undefined && tranche.year > known),
  );
  const years = [scheme.startYear, ...tranches.map(({ year }) => year), ...benefits.map(({ year }) => year)].sort();
  const first = years[0] ?? scheme.startYear;
  const count = yearNumber(years.at(-1) ?? first) - yearNumber(first) + 1;
  const at = (year: string) => yearNumber(year) - yearNumber(first);
  const profile = benefitProfile(benefits, at);
  const bias = name === 'realised' ? 0 : scheme.benefitBiasPercent;
  const benefitYears = Array.from({ length: count }, (_, year) => biased(profile.get(year)?.amount ?? 0, bias));
  const costByMonth = new Array<number>(count * 12).fill(0);
  for (const tranche of spent) {
    const month = at(tranche.year) * 12 + tranche.period - 1;
    costByMonth[month] = (costByMonth[month] ?? 0) + biased(tranche.amountPence, scheme.costBiasPercent);
  }
  for (const row of benefits) {
    const year = at(row.year);
    for (let month = 0; month < 12; month += 1)
      costByMonth[year * 12 + month] = (costByMonth[year * 12 + month] ?? 0) + (row.implementationPence ?? 0) / 12;
  }
  const costYears = benefitYears.map((_, year) => sum(costByMonth.slice(year * 12, year * 12 + 12)));
  const result = appraise(costYears, benefitYears, ratePercent);
  const firstCost = Math.max(
    0,
    costByMonth.findIndex((cost) => cost > 0),
  );
  // Benefits are due from the lag after the first cost; what is stated for a year before it is had before it.
  const benefitByMonth = benefitMonths(benefitYears, firstCost + scheme.lagMonths);
  const before = sum(benefitByMonth.slice(0, firstCost));
  const paid = payback(costByMonth.slice(firstCost), benefitByMonth.slice(firstCost), before);
  const roundedCost = roundCumulative(costYears);
  const roundedBenefit = roundCumulative(benefitYears);
  let running = 0;
  return {
    reference: scheme.reference,
    name: scheme.name,
    case: name,
    cost: sum(roundedCost),
    grant: sum(tranches.map((tranche) => (tranche.kind === 'grant' ? tranche.amountPence : 0))),
    benefit: sum(roundedBenefit),
    roi: result.roi,
    bcr: result.bcr,
    npv: roundHalfAway(result.npv),
    paybackMonth: paid.month,
    breakEvenPercent: result.breakEvenPercent,
    years: roundedCost.map((cost, year) => {
      const benefit = roundedBenefit[year] ?? 0;
      running += benefit - cost;
      return {
        year: addYears(first, year),
        cost,
        benefit,
        net: benefit - cost,
        cumulative: running,
        interpolated: profile.get(year)?.interpolated ?? false,
      };
    }),
    cumulativeMonths: roundCumulative(
      paid.cumulative.map((value, month) => value - (paid.cumulative[month - 1] ?? 0)),
    ).map((_, month, parts) => sum(parts.slice(0, month + 1))),
  };
}

/** Benefits of a scheme's case by year, pence, with its bias; years between stated ones are interpolated. */
export function benefitYears(
  snapshot: Pick<Snapshot, 'benefits'>,
  scheme: Pick<Scheme, 'reference' | 'startYear' | 'benefitBiasPercent'>,
  name: SchemeForecast['case'],
): Map<string, number> {
  const own = snapshot.benefits.filter((row) => row.schemeReference === scheme.reference && row.case === name);
  const first = yearNumber([scheme.startYear, ...own.map(({ year }) => year)].sort()[0] ?? scheme.startYear);
  const profile = benefitProfile(own, (year) => yearNumber(year) - first);
  const bias = name === 'realised' ? 0 : scheme.benefitBiasPercent;
  return new Map([...profile].map(([at, { amount }]) => [yearLabel(first + at), biased(amount, bias)]));
}

/** Gross benefit of a row: a net figure with the implementation cost of the year put back. Whole pence. */
export const grossBenefit = (row: Benefit): Pence =>
  row.amountPence + (row.stated === 'net' ? (row.implementationPence ?? 0) : 0);

/** Gross benefits by year index from the stated points, annual and cumulative; years so flagged stay marked. */
function benefitProfile(benefits: readonly Benefit[], at: (year: string) => number) {
  const marked = new Set(benefits.filter((benefit) => benefit.interpolated === 1).map((benefit) => at(benefit.year)));
  const points = benefits.map((row) => ({ year: at(row.year), basis: row.basis, amount: grossBenefit(row) }));
  return new Map(
    profileOf(points).years.map(({ year, amount, interpolated }) => [
      year,
      { amount, interpolated: interpolated || marked.has(year) },
    ]),
  );
}
