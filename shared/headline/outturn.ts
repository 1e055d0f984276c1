import { formatNumber, formatShare, type MoneyUnit } from '../format/format.ts';
import type { Forecast } from '../model/forecast.ts';
import type { OutturnRisk } from '../scenario/outturn-risk.ts';
import type { PeriodRange } from '../scenario/risk-by-period.ts';
import {
  changeSentence,
  type HeadlineTile,
  moneyText,
  overUnder,
  plain,
  type Sentence,
  said,
  signedText,
  sizeText,
  tone,
} from './sentence.ts';

/** The range of the outturn as it is known: drawn, drawn before the last change, on its way, or failed. */
export type RangeState = {
  risk: Pick<OutturnRisk, 'p10' | 'p90' | 'notCounted'> | null;
  stale: boolean;
  running: boolean;
  failed: boolean;
  /** Share of the draws made, 0 to 1; null where it is not known. */
  done: number | null;
};

/** The figures an officer is asked for first, in the unit of the tables below them. */
export function outturnTiles(
  result: Forecast,
  base: Forecast,
  range: RangeState | null,
  unit: MoneyUnit,
): HeadlineTile[] {
  const { total } = result;
  const change = total.outturn - base.total.outturn;
  return [
    {
      key: 'budget',
      label: 'Current budget',
      value: moneyText(total.currentBudget, unit),
      pence: total.currentBudget,
      tone: '',
      foot: plain(
        total.agreedChanges === 0 ? 'no changes agreed' : `${signedText(total.agreedChanges, unit)} agreed in the year`,
      ),
    },
    {
      key: 'outturn',
      label: 'Forecast outturn',
      value: moneyText(total.outturn, unit),
      pence: total.outturn,
      tone: '',
      foot: changeSentence(change, unit),
    },
    {
      key: 'variance',
      label: 'Variance',
      value: signedText(total.variance, unit),
      pence: total.variance,
      tone: tone(total.variance),
      foot: ofBudget(total.variance, total.currentBudget),
    },
    {
      key: 'net-variance',
      label: 'Net variance',
      value: signedText(total.netVariance, unit),
      pence: total.netVariance,
      tone: tone(total.netVariance),
      foot: plain(netFoot(result, unit)),
    },
    ...(range && result.period < 12 ? [rangeTile(range, unit)] : []),
  ];
}

/** A variance beside its budget: a ratio, not a part of it, so it is said in words where it passes the whole. */
function ofBudget(variance: number, budget: number): Sentence {
  if (budget <= 0) return plain('no budget to compare with');
  const percent = (100 * Math.abs(variance)) / budget;
  const side = variance > 0 ? 'over' : variance < 0 ? 'under' : '';
  if (side === '') return plain('on budget');
  const text = percent > 100 ? `more than the whole budget ${side}` : `${formatNumber(percent, 1)} % ${side} budget`;
  return { text, tone: tone(variance), effect: variance, claims: [] };
}

function netFoot({ total, funders }: Forecast, unit: MoneyUnit): string {
  const after = total.agreedInvestment === 0 ? '' : `after ${sizeText(total.agreedInvestment, unit)} agreed · `;
  // The first word of a funder’s name where that tells them apart: North, West; else its code.
  const first = (name: string) => name.split(' ')[0] ?? name;
  const apart = new Set(funders.map((funder) => first(funder.name))).size === funders.length;
  const each = funders.map(
    (funder) => `${apart ? first(funder.name) : funder.code}\u00a0${signedText(funder.netVariance, unit)}`,
  );
  return `${after}${each.join(' · ') || 'no funders entered'}`;
}

/** How the net variance is shared, for the tile’s tooltip; empty without funders. */
export function sharesText({ funders }: Forecast): string {
  return funders.map((funder) => `${funder.name} ${formatShare(funder.shareBasisPoints)}`).join(', ');
}

/** The 80 % range of the variance, with the unit and the sign of the variance beside it. */
function rangeTile({ risk, stale, running, failed, done }: RangeState, unit: MoneyUnit): HeadlineTile {
  const own = { key: 'range', label: 'Likely range', pence: null, tone: '' } as const;
  const progress = running ? (done === null ? 'being simulated…' : `simulated ${Math.round(100 * done)} %`) : null;
  if (!risk)
    return { ...own, value: '–', foot: plain(failed ? 'could not be simulated' : (progress ?? 'not simulated yet')) };
  const beside = risk.notCounted.expected;
  const foot =
    progress ??
    (stale
      ? 'before the last change'
      : beside === 0
        ? '8 of 10 simulated years fall in it'
        : `8 of 10 simulated years; pressures not counted would add ${sizeText(beside, unit)} on average`);
  return {
    ...own,
    value: `${signedText(risk.p10, unit)} to ${signedText(risk.p90, unit)}`,
    tone: risk.p10 > 0 ? 'over' : risk.p90 < 0 ? 'under' : '',
    foot: { ...plain(foot), claims: !progress && !stale && beside !== 0 ? [said(beside, unit)] : [] },
  };
}

/** Where the year ends, in the title of its chart; `ranges` are left out while they belong to other figures. */
export function varianceSentence(
  result: Forecast,
  base: Forecast,
  ranges: readonly PeriodRange[],
  unit: MoneyUnit,
): Sentence {
  const end = result.total.variance;
  const change = end - base.total.variance;
  const last = ranges.at(-1);
  const lands = `The year ends ${overUnder(end, unit)}`;
  const own = { tone: tone(end), effect: end, claims: end === 0 ? [] : [said(end, unit)] };
  if (change !== 0) {
    const text = `${lands}, ${sizeText(change, unit)} ${change < 0 ? 'better' : 'worse'} than base`;
    return { ...own, text, claims: [...own.claims, said(change, unit)] };
  }
  if (!last || last.p10 === last.p90) return { ...own, text: lands };
  const text = `${lands}; 8 of 10 simulated years end between ${overUnder(last.p10, unit)} and ${overUnder(last.p90, unit)}`;
  return { ...own, text, claims: [...own.claims, said(last.p10, unit), said(last.p90, unit)] };
}
