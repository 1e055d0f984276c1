import type { MoneyUnit } from '../format/format.ts';
import type { BridgeStep, Forecast } from '../model/forecast.ts';
import { overUnder, plain, type Sentence, said, shareOf, sizeText, tone } from './sentence.ts';

/** What the steps of the forecast’s own bridge are called in a sentence, when they add and when they take off. */
const named: Record<string, readonly [adds: string, takes: string]> = {
  'placements-level': ['Placements already made', 'Placements already made'],
  'placements-volume': ['More children', 'Fewer children'],
  'placements-price': ['Higher prices', 'Lower prices'],
  'savings-slippage': ['Savings slippage', 'Savings ahead of plan'],
};

const nameOf = ({ key, label, amount }: BridgeStep) => named[key]?.[amount > 0 ? 0 : 1] ?? label;

/** The steps between the budget and the outturn, without the two ends. */
export function ownSteps(result: Forecast): BridgeStep[] {
  return result.bridge.filter((step) => step.key !== 'budget' && step.key !== 'outturn' && step.key !== 'forecast');
}

/**
 * The title of the bridge: the largest step that pushes the way the variance went. A step that is larger than the
 * variance explains no part of it: it is set beside what the other steps take back.
 */
export function bridgeSentence(result: Forecast, unit: MoneyUnit): Sentence {
  const { variance } = result.total;
  if (variance === 0) return plain('The forecast meets the budget');
  const pushing = ownSteps(result).filter(({ amount }) => Math.sign(amount) === Math.sign(variance));
  const largest = pushing.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))[0];
  const word = variance > 0 ? 'overspend' : 'underspend';
  const own = { tone: tone(variance), effect: variance };
  if (!largest) return { ...own, text: `The year ends ${overUnder(variance, unit)}`, claims: [said(variance, unit)] };
  const { amount } = largest;
  const percent = shareOf(amount, variance);
  if (percent === null) {
    const rest = variance - amount;
    const text =
      variance > 0
        ? `${nameOf(largest)}: ${sizeText(amount, unit)} more; other steps take off ${sizeText(rest, unit)}, which leaves ${overUnder(variance, unit)}`
        : `${nameOf(largest)}: ${sizeText(amount, unit)} less; other steps add ${sizeText(rest, unit)}, which leaves ${overUnder(variance, unit)}`;
    return { ...own, text, claims: [said(amount, unit), said(rest, unit), said(variance, unit)] };
  }
  const verb = percent > 50 ? 'most' : 'the largest part';
  return {
    ...own,
    text: `${nameOf(largest)}: ${verb} of the ${word}, ${sizeText(amount, unit)} of ${sizeText(variance, unit)}`,
    claims: [said(amount, unit), said(variance, unit), { kind: 'part', part: amount, whole: variance, percent }],
  };
}
