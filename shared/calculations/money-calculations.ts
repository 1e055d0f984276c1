import { annuity, reconcileParts } from '../finance/invest-to-save.ts';
import { avoidableSpotCost, voidCost } from '../finance/placement-cost.ts';
import { checkShares, suggestShare } from '../finance/shares.ts';
import { sum } from '../model/money.ts';
import { type Calculation, refused } from './calculation.ts';

const pounds = (key: string, label: string) => ({ key, label, unit: '£' });

/** Figures of money that papers leave to be worked out. */
export const moneyCalculations: readonly Calculation[] = [
  {
    key: 'shares',
    title: 'Shares that do not total 100',
    about: 'The pounds over- or under-recovered when a cost is charged by shares that do not total 100.00 %.',
    formula: 'cost × (total of the shares − 100) ÷ 100; above zero = over-recovered',
    source: 'docs/model.md §1, case SPL-04: 44.16 + 56.84',
    inputs: [pounds('cost', 'Cost that is split'), { key: 'shares', label: 'Shares', unit: '%', many: true }],
    run: (one, all) => {
      const { total, difference } = checkShares(
        all('shares').map((share, at) => ({ code: String(at + 1), basisPoints: Math.round(share * 100) })),
      );
      return [
        { key: 'total', label: 'Total of the shares', unit: '%', value: total / 100 },
        { ...pounds('recovered', 'Recovered'), value: (one('cost') * total) / 10_000 },
        { ...pounds('over', 'Over-recovered (below zero: under)'), value: overRecovered(one('cost'), difference) },
      ];
    },
  },
  {
    key: 'implied-share',
    title: 'Share that stated amounts imply',
    about:
      'Which of shares that do not total 100.00 % disagrees most with amounts a paper states, and what the others leave it.',
    formula: 'implied = part ÷ whole; the share furthest from its own is suggested as 100 − the others',
    source: 'case SPL-04: 9.444 ÷ 21.387 and 0.584 ÷ 1.322 speak for 44.16 and 55.84',
    inputs: [
      { key: 'shares', label: 'Shares', unit: '%', many: true },
      { key: 'parts', label: 'Amount stated for each, in their order', unit: '', many: true },
      { key: 'wholes', label: 'The whole each is out of', unit: '', many: true },
    ],
    run: (_, all) => {
      const [shares, parts, wholes] = [all('shares'), all('parts'), all('wholes')];
      if (parts.length !== shares.length || wholes.length !== shares.length)
        throw refused('Give as many amounts, and as many wholes, as there are shares.');
      const own = shares.map((share, at) => ({ code: String(at), basisPoints: Math.round(share * 100) }));
      const stated = parts.map((part, at) => ({ code: String(at), part, whole: wholes[at] ?? 0 }));
      const found = suggestShare(own, stated);
      return [
        ...stated.map(({ code, part, whole }) => ({
          key: `implied${Number(code) + 1}`,
          label: `Implied for share ${Number(code) + 1}`,
          unit: '%',
          value: whole === 0 ? null : (100 * part) / whole,
        })),
        {
          key: 'wrong',
          label: 'Share that is wrong (1 = the first)',
          unit: '',
          value: found && Number(found.code) + 1,
        },
        { key: 'suggested', label: 'What the others leave it', unit: '%', value: found && found.basisPoints / 100 },
      ];
    },
  },
  {
    key: 'fte',
    title: 'Staff behind a staffing variance',
    about: 'The full-time-equivalent staff that a staffing variance stands for, at what one of them costs.',
    formula: 'variance ÷ (cost of one in a full year × part of the year)',
    source: 'Annual Report 2022/23, savings delivery: vacancies of 9.6 FTE at £275k',
    inputs: [
      pounds('variance', 'Variance, or pay of vacancies'),
      pounds('cost', 'Cost of one, whole year with on-costs'),
      { key: 'months', label: 'Months it covers', unit: 'months', otherwise: 12 },
    ],
    run: (one) => {
      if (one('cost') <= 0 || one('months') <= 0) throw refused('What one costs and the months must be above zero.');
      const year = one('variance') / (one('cost') * (one('months') / 12));
      return [{ key: 'fte', label: 'Full-time-equivalent staff', unit: 'FTE', value: year }];
    },
  },
  {
    key: 'financing',
    title: 'Gross and net financing of a scheme',
    about: 'What an invest-to-save scheme costs, gross and after grants and contributions, beside what a paper states.',
    formula: 'gross = sum of its parts; net = gross − grants − contributions',
    source: 'case I2S-04: £1.816m gross, £1.516m net of a grant of £0.300m',
    inputs: [
      { ...pounds('parts', 'Parts of the cost'), many: true },
      { ...pounds('grants', 'Grants and contributions'), many: true, otherwise: 0 },
    ],
    run: (_, all) => {
      const gross = sum(all('parts'));
      const grants = sum(all('grants'));
      return [
        { ...pounds('gross', 'Gross'), value: gross },
        { ...pounds('net', 'Net of grants'), value: gross - grants },
        { key: 'share', label: 'Part that grants meet', unit: '%', value: gross === 0 ? null : (100 * grants) / gross },
      ];
    },
  },
  {
    key: 'stretch',
    title: 'Stretch case scaled from a target',
    about: 'What a stretch case is of its target, and a target of another year scaled by as much.',
    formula: 'factor = stretch ÷ target; each other year × factor',
    source: 'Nottingham 2022: £11.2m a year target, £16.1m stretch',
    inputs: [
      pounds('target', 'Target of the stated year'),
      pounds('stretch', 'Stretch of the same year'),
      { ...pounds('others', 'Targets of the other years'), many: true },
    ],
    run: (one, all) => {
      if (one('target') === 0) throw refused('A target of zero scales to nothing.');
      const factor = one('stretch') / one('target');
      return [
        { key: 'factor', label: 'Stretch over target', unit: 'times', value: factor },
        ...all('others').map((target, at) => ({
          ...pounds(`stretch${at + 1}`, `Stretch for the target of ${target}`),
          value: target * factor,
        })),
      ];
    },
  },
  {
    key: 'parts',
    title: 'Parts against a stated total',
    about: 'Whether stated parts make a stated total, and whether a difference can be their rounding.',
    formula: 'difference = stated − sum of parts; rounding explains up to half a step for each part',
    source: 'case I2S-04: parts of 1.808 beside a total of 1.816',
    inputs: [
      { key: 'parts', label: 'Parts', unit: '', many: true },
      { key: 'stated', label: 'Stated total', unit: '' },
      { key: 'steps', label: 'Step each part is rounded to (one, or one a part)', unit: '', many: true },
    ],
    run: (one, all) => {
      const steps = all('steps');
      const parts = all('parts');
      const each = steps.length === 1 ? parts.map(() => steps[0] ?? 0) : steps;
      const made = reconcileParts(parts, one('stated'), each);
      return [
        { key: 'sum', label: 'Sum of the parts', unit: '', value: made.total },
        { key: 'difference', label: 'Stated less their sum', unit: '', value: made.difference },
        { key: 'rounding', label: 'Rounding explains it (1 = yes)', unit: '', value: made.roundingExplains ? 1 : 0 },
      ];
    },
  },
  {
    key: 'annuity',
    title: 'Yearly payment of borrowed capital',
    about: 'The level yearly payment that repays a capital with interest.',
    formula: 'P·r ÷ (1 − (1 + r)^−n)',
    source: 'case I2S-06: £3.3m at 5.8 % over 60 years is £198k a year',
    inputs: [
      pounds('capital', 'Capital'),
      { key: 'rate', label: 'Interest a year', unit: '%' },
      { key: 'years', label: 'Years', unit: 'years' },
    ],
    run: (one) => {
      if (one('years') <= 0) throw refused('The years must be above zero.');
      const yearly = annuity(one('capital'), one('rate'), one('years'));
      return [
        { ...pounds('yearly', 'A year'), value: yearly },
        { ...pounds('interest', 'Interest in all'), value: yearly * one('years') - one('capital') },
      ];
    },
  },
  {
    key: 'voids',
    title: 'Empty places of a fixed contract',
    about:
      'What the unused part of a block contract or a home costs, and the spot purchase that filling it would avoid.',
    formula: 'void = annual cost × (1 − use); avoided = free places × (spot − marginal cost)',
    source: 'docs/model.md §7, cases COST-03 and COST-04',
    inputs: [
      pounds('annual', 'Annual cost of the contract'),
      { key: 'places', label: 'Places', unit: 'places' },
      { key: 'use', label: 'Use', unit: '%' },
      pounds('spot', 'Cost of a spot place, whole year'),
      { ...pounds('marginal', 'Further cost of filling a place, whole year'), otherwise: 0 },
    ],
    run: (one) => {
      const free = one('places') * (1 - one('use') / 100);
      return [
        { ...pounds('void', 'Cost of the empty places'), value: voidCost(one('annual'), one('use') / 100) },
        { key: 'free', label: 'Free places', unit: 'places', value: free },
        {
          ...pounds('avoided', 'Avoided if they were filled'),
          value: avoidableSpotCost(free, one('spot'), one('marginal')),
        },
      ];
    },
  },
];

/** What shares that miss 100.00 % by `difference` basis points recover beyond a cost; the unit of the cost. */
export function overRecovered(cost: number, difference: number): number {
  return (cost * difference) / 10_000;
}
