import { sum } from '../model/money.ts';

/**
 * Appraisal of costs and benefits by year, any one money unit (docs/model.md §10; case I2S-01). Year 0 is not discounted.
 * ROI = (ΣB − ΣC)/ΣC and BCR = PV(B)/PV(C), null when there is no cost; break-even = the per cent of benefits that pays
 * for the costs, null when there is no benefit.
 */
export function appraise(costs: readonly number[], benefits: readonly number[], ratePercent: number) {
  const length = Math.max(costs.length, benefits.length);
  const years = Array.from({ length }, (_, year) => ({ cost: costs[year] ?? 0, benefit: benefits[year] ?? 0 }));
  const present = (values: readonly number[]) =>
    sum(values.map((value, year) => value / (1 + ratePercent / 100) ** year));
  const [pvCost, pvBenefit] = [present(costs), present(benefits)];
  const [cost, benefit] = [sum(costs), sum(benefits)];
  const net = years.map((year) => year.benefit - year.cost);
  let running = 0;
  return {
    net,
    cumulative: net.map((value) => {
      running += value;
      return running;
    }),
    roi: cost === 0 ? null : (benefit - cost) / cost,
    bcr: pvCost === 0 ? null : pvBenefit / pvCost,
    npv: pvBenefit - pvCost,
    breakEvenPercent: pvBenefit === 0 ? null : (pvCost / pvBenefit) * 100,
  };
}

/** With optimism bias: benefits × (1 + bias), costs × (1 + bias); per cent, e.g. −20 for benefits and +10 for costs. */
export function biased(value: number, biasPercent: number): number {
  return value * (1 + biasPercent / 100);
}

/**
 * Benefits by month (month 1 first, 12 a year): each year's amount is spread evenly over its months after the lag; a
 * year wholly inside the lag, for which benefits are stated all the same, is spread over all its months.
 */
export function benefitMonths(benefitsByYear: readonly number[], lagMonths: number): number[] {
  return benefitsByYear.flatMap((amount, year) => {
    const waiting = Math.min(12, Math.max(0, lagMonths - year * 12));
    const skipped = waiting === 12 ? 0 : waiting;
    return Array.from({ length: 12 }, (_, month) => (month < skipped ? 0 : amount / (12 - skipped)));
  });
}

/**
 * Payback: the first month (1 = the month of the first cost) from which, once something has been spent, the cumulative net
 * stays at nought or more; null when it does not come within the profile, or a later cost undoes it for good.
 * Source: docs/model.md §10, case I2S-03.
 * @param before benefits had before the first cost, the same unit
 */
export function payback(costMonths: readonly number[], benefits: readonly number[], before = 0) {
  let running = before;
  let spent = false;
  let month: number | null = null;
  const cumulative = Array.from({ length: Math.max(costMonths.length, benefits.length) }, (_, at) => {
    running += (benefits[at] ?? 0) - (costMonths[at] ?? 0);
    spent ||= (costMonths[at] ?? 0) > 0;
    // A hundredth of a penny: sums of twelfths must not miss nought by their last bit.
    if (running < -0.01 * unitOf(costMonths)) month = null;
    else if (spent && month === null) month = at + 1;
    return running;
  });
  return { month, cumulative };
}
const unitOf = (values: readonly number[]) => (values.some((value) => Math.abs(value) >= 1000) ? 1 : 1e-9);

/**
 * Whether stated parts agree with a stated total (case I2S-04): the difference, and whether it can be rounding, each
 * part having been printed to `rounding` (so that each may be off by half of it).
 */
export function reconcileParts(parts: readonly number[], stated: number, rounding: readonly number[]) {
  const total = sum(parts);
  const difference = stated - total;
  const reach = sum(rounding.map((step) => step / 2));
  return { total, difference, roundingExplains: Math.abs(difference) <= reach + 1e-9 };
}

/**
 * Level yearly payment that repays a capital with interest over some years: P·r/(1 − (1 + r)^−n); rate 0 = equal parts.
 * Source: case I2S-06.
 */
export function annuity(capital: number, ratePercent: number, years: number): number {
  const rate = ratePercent / 100;
  return rate === 0 ? capital / years : (capital * rate) / (1 - (1 + rate) ** -years);
}
