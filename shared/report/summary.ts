import { formatNumber, formatPeriod } from '../format/format.ts';
import type { Forecast } from '../model/forecast.ts';
import type { SectionKey } from './audience.ts';
import type { ReportInterval } from './interval.ts';
import { listed, overOrUnder, type Teller } from './say.ts';

/**
 * The executive summary, written from the figures and from nothing else, in order of what a board asks. It says only what
 * a table of the same paper holds: `has` tells its sections.
 */
export function executiveSummary(
  forecast: Forecast,
  base: Forecast | null,
  interval: ReportInterval | null,
  teller: Teller,
  has: (section: SectionKey) => boolean,
): string[] {
  const { total } = forecast;
  const money = (what: string, pence: number) => teller.money(what, pence);
  const paragraphs = [
    `At ${formatPeriod(forecast.year, forecast.period)} the forecast outturn is ${money('outturn', total.outturn)} against a current budget of ${money('current budget', total.currentBudget)}: ` +
      (total.variance === 0
        ? 'a balanced position.'
        : `an ${overOrUnder(total.variance)} of ${money('variance', Math.abs(total.variance))}, ${formatNumber((100 * Math.abs(total.variance)) / Math.max(1, Math.abs(total.currentBudget)), 1)} % of the budget.`),
  ];
  if (total.agreedInvestment !== 0) {
    paragraphs.push(
      `Agreed additional investment of ${money('agreed investment', total.agreedInvestment)} leaves a net variance of ${money('net variance', total.netVariance)}.`,
    );
  }
  const widest = [...forecast.lines]
    .sort((a, b) => Math.abs(b.variance) - Math.abs(a.variance))
    .filter((line) => line.variance !== 0)
    .slice(0, 3);
  if (widest.length > 0) {
    paragraphs.push(
      `The widest variances are ${listed(widest.map((line) => `${line.name} (${money(`variance of ${line.code}`, line.variance)})`))}.`,
    );
  }
  const lacking = [...new Set(forecast.gaps.map(({ name }) => name))];
  if (lacking.length > 0) {
    paragraphs.push(
      `The ledger lacks months of ${listed(lacking)}: ${money('estimated for missing months', forecast.total.estimated ?? 0)} is an estimate that stands for them.`,
    );
  }
  if (interval) {
    paragraphs.push(
      `The likely range of that variance (80 %) runs from ${money('variance P10', interval.forecast.p10)} to ${money('variance P90', interval.forecast.p90)}, from ${formatNumber(interval.paths)} simulated paths, seed ${interval.seed}.`,
    );
    if (interval.notCounted.worst !== 0 && has('risks'))
      paragraphs.push(
        `Pressures that are not counted in it could add ${money('pressures not counted, expected', interval.notCounted.expected)} by their odds and ${money('pressures not counted, worst', interval.notCounted.worst)} at worst; with them by their odds the risk-weighted variance is ${money('risk-weighted variance', interval.riskWeighted.figure)}.`,
      );
  }
  if (forecast.savings.rows.length > 0 && has('savings')) {
    paragraphs.push(
      `Of savings targets of ${money('savings target', forecast.savings.target)}, ${money('savings green', forecast.savings.green)} is green, ${money('savings amber', forecast.savings.amber)} amber and ${money('savings red', forecast.savings.red)} red; ${money('savings expected', forecast.savings.expected)} is expected this year.`,
    );
  }
  const unexplained = forecast.bridge.find((step) => step.key === 'unexplained');
  if (unexplained && unexplained.amount !== 0 && has('bridge')) {
    paragraphs.push(
      `${money('unexplained', unexplained.amount)} of the movement from budget is not explained by the parts below and is shown as such.`,
    );
  }
  if (has('invest')) paragraphs.push(...investHighlight(forecast, money));
  if (base && base.total.outturn !== total.outturn) {
    paragraphs.push(
      `The scenario changes the outturn by ${money('change on base', total.outturn - base.total.outturn)} from the base of ${money('base outturn', base.total.outturn)}.`,
    );
  }
  if (forecast.synthetic)
    paragraphs.push(
      'Part of the data behind these figures is synthetic and is labelled so; they are not a council’s own forecast.',
    );
  return paragraphs;
}

/** What invest to save returns: the scheme and case with the highest net present value. */
function investHighlight(forecast: Forecast, money: (what: string, pence: number) => string): string[] {
  const best = [...forecast.investToSave].sort((a, b) => b.npv - a.npv)[0];
  if (!best || best.cost === 0) return [];
  const paid =
    best.paybackMonth === null
      ? 'it is not paid back within its profile'
      : `it is paid back in month ${best.paybackMonth}`;
  return [
    `Invest to save: ${best.name} (${best.case} case) costs ${money('cost of the best scheme', best.cost)} and returns ${money('benefit of the best scheme', best.benefit)}, a net present value of ${money('value of the best scheme', best.npv)}; ${paid}.`,
  ];
}
