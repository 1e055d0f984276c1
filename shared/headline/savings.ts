import type { MoneyUnit } from '../format/format.ts';
import type { Forecast, PressuresForecast, SavingsForecast } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';
import {
  changeSentence,
  type HeadlineTile,
  moneyText,
  plain,
  type Sentence,
  said,
  shareOf,
  shareText,
  signedText,
  sizeText,
  tone,
} from './sentence.ts';

/** What the savings add to the forecast of the months to come; what went before is in the actuals. */
const aheadOf = (savings: SavingsForecast) => sum(savings.rows.map((row) => row.inForecast ?? 0));

/** Ratings against the target and what they come to. `base` gives the change that levers make to the outturn. */
export function savingsTiles(
  { savings, period }: Pick<Forecast, 'savings' | 'period'>,
  base: SavingsForecast | null,
  unit: MoneyUnit,
): HeadlineTile[] {
  const tile = (
    key: string,
    label: string,
    pence: Pence,
    foot: Sentence | string,
    of: HeadlineTile['tone'] = '',
  ): HeadlineTile => ({
    ...{ key, label, pence, tone: of },
    value: key === 'slippage' ? signedText(pence, unit) : moneyText(pence, unit),
    foot: typeof foot === 'string' ? plain(foot) : foot,
  });
  const ahead = aheadOf(savings);
  const change = base ? ahead - aheadOf(base) : 0;
  const months = period === 0 ? 'in the forecast' : `in the forecast after P${period}`;
  return [
    tile(
      'target',
      'Target',
      savings.target,
      savings.overDelivery > 0 ? `rated ${sizeText(savings.overDelivery, unit)} above it` : 'of the year',
    ),
    tile('green', 'Green', savings.green, '● certain', savings.green > 0 ? 'under' : ''),
    tile('amber', 'Amber', savings.amber, '▲ expected in part'),
    tile('red', 'Red', savings.red, '■ not expected', savings.red > 0 ? 'over' : ''),
    tile('expected', 'Expected', savings.expected, `of ${moneyText(savings.planned, unit)} planned this year`),
    tile(
      'slippage',
      'Slippage',
      savings.slippage,
      change === 0
        ? plain(ahead === 0 ? `nothing ${months}` : `${signedText(ahead, unit)} ${months}`)
        : changeSentence(change, unit),
      tone(savings.slippage),
    ),
  ];
}

/** How much of the plan is expected: as a share only where it is a part of the plan. */
export function deliverySentence(savings: SavingsForecast, unit: MoneyUnit): Sentence {
  const { expected, planned } = savings;
  const own = { tone: tone(planned - expected), effect: planned - expected };
  if (planned === 0 && expected === 0) return plain('No saving is planned this year');
  const percent = shareOf(expected, planned);
  if (percent !== null)
    return {
      ...own,
      text: `${shareText(percent)} of the plan is expected: ${sizeText(expected, unit)} of ${sizeText(planned, unit)}`,
      claims: [said(expected, unit), said(planned, unit), { kind: 'part', part: expected, whole: planned, percent }],
    };
  const more = expected - planned;
  return {
    ...own,
    text: `${sizeText(more, unit)} ${more > 0 ? 'more' : 'less'} is expected than the plan`,
    claims: [said(more, unit)],
  };
}

/**
 * Delivery by month, pence. Months up to the period are those of the base: what is assumed today cannot rewrite them.
 */
export function deliveredMonths(savings: SavingsForecast, base: SavingsForecast | null, period: number): Pence[] {
  const of = (from: SavingsForecast, at: number) =>
    sum(from.rows.map((row) => (row.class === 'saving' ? (row.months[at] ?? 0) : 0)));
  return Array.from({ length: 12 }, (_, at) => of(at < period && base ? base : savings, at));
}

/** Pressures: expected and worst, and how much of it is in the forecast or beside it. */
export function pressuresTiles(pressures: PressuresForecast, unit: MoneyUnit): HeadlineTile[] {
  const counted = pressures.rows.filter((row) => row.counted).length;
  const tile = (key: string, label: string, pence: Pence, foot: string): HeadlineTile => ({
    ...{ key, label, pence, tone: '' as const },
    value: moneyText(pence, unit),
    foot: plain(foot),
  });
  return [
    tile('expected', 'Expected', pressures.expected, 'probability × impact, less mitigation'),
    tile('worst', 'Worst', pressures.worst, 'all of it, with no mitigation'),
    tile('counted', 'In the forecast', pressures.counted, `${counted} counted`),
    tile(
      'beside',
      'Beside the forecast',
      pressures.expected - pressures.counted,
      `${pressures.rows.length - counted} not counted`,
    ),
  ];
}

/** The pressure with the most expected of it. */
export function pressuresSentence(pressures: PressuresForecast, unit: MoneyUnit): Sentence {
  const most = [...pressures.rows].sort((a, b) => b.expected - a.expected)[0];
  if (!most || most.expected <= 0) return plain('No pressure is expected');
  return {
    text: `${most.name} is the largest: ${sizeText(most.expected, unit)} expected, ${sizeText(most.worst, unit)} at worst`,
    tone: 'over',
    effect: most.expected,
    claims: [said(most.expected, unit), said(most.worst, unit)],
  };
}
