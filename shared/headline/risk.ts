import type { MoneyUnit } from '../format/format.ts';
import type { OutturnRisk } from '../scenario/outturn-risk.ts';
import {
  type HeadlineTile,
  moneyText,
  overUnder,
  plain,
  type Sentence,
  said,
  shareText,
  signedText,
  tone,
} from './sentence.ts';

/** How sure the outturn is: the chance of an overspend, P80, the range, and what to hold for it. */
export function riskTiles(risk: OutturnRisk, unit: MoneyUnit): HeadlineTile[] {
  const { outturn } = risk;
  const over = risk.probabilityOfOverspend;
  const net = shareText(100 * risk.probabilityOfNetOverspend);
  return [
    {
      ...{ key: 'chance', label: 'Chance of an overspend', value: shareText(100 * over), pence: null },
      tone: over > 0.5 ? 'over' : 'under',
      foot: plain(`${net} after agreed investment`),
    },
    {
      ...{ key: 'outturn', label: 'Forecast outturn', value: moneyText(outturn.figure, unit), pence: outturn.figure },
      tone: '',
      foot: variance(risk.figure, unit),
    },
    {
      ...{ key: 'p80', label: 'P80 outturn', value: moneyText(outturn.p80, unit), pence: outturn.p80 },
      tone: '',
      foot: variance(risk.p80, unit),
    },
    {
      ...{ key: 'range', label: 'P10 to P90', pence: null, tone: '' },
      value: `${moneyText(outturn.p10, unit)} to ${moneyText(outturn.p90, unit)}`,
      foot: plain('8 of 10 simulated outturns fall in it'),
    },
    {
      ...{ key: 'reserve', label: 'To hold for P80', pence: risk.reserveAtP80, tone: '' },
      value: moneyText(risk.reserveAtP80, unit),
      foot: plain('beyond the forecast'),
    },
  ];
}

const variance = (pence: number, unit: MoneyUnit): Sentence => ({
  text: `${signedText(pence, unit)} against the budget`,
  tone: tone(pence),
  effect: pence,
  claims: [],
});

/** The chance of an overspend and where the variance stays 8 times in 10. */
export function riskSentence(risk: OutturnRisk, unit: MoneyUnit): Sentence {
  const over = risk.probabilityOfOverspend;
  const stays = `8 times in 10 the year ends at ${overUnder(risk.p80, unit)} or better`;
  const chance =
    over > 0.995
      ? 'An overspend is all but certain'
      : over < 0.005
        ? 'An overspend is very unlikely'
        : `The chance of an overspend is ${shareText(100 * over)}`;
  return {
    text: `${chance}; ${stays}`,
    tone: over > 0.5 ? 'over' : 'under',
    effect: risk.p80,
    claims: risk.p80 === 0 ? [] : [said(risk.p80, unit)],
  };
}
