import { profileOf } from '../finance/benefit-profile.ts';
import { delivery } from '../finance/savings.ts';
import { sayMoney } from '../format/format.ts';
import { addYears } from '../model/calendar.ts';
import type { Finding } from '../model/problem.ts';
import { grossBenefit } from '../scenario/scheme-forecast.ts';
import { type Check, finding, groupBy } from './finding.ts';

/** A benefit stated only as cumulative leaves earlier years unsaid (T31): what they must come to is shown, never made up. */
export const checkProfileGaps: Check = ({ schemes, benefits }) =>
  schemes.flatMap((scheme) => {
    const own = benefits.filter((row) => row.schemeReference === scheme.reference);
    return [...groupBy(own, (row) => row.case).values()].flatMap((rows): Finding[] => {
      const sorted = [...rows].sort((a, b) => (a.year < b.year ? -1 : 1));
      const first = sorted[0];
      const cumulative = sorted.find((row) => row.basis === 'cumulative');
      if (!first || !cumulative) return [];
      const annual = sorted.filter((row) => row.basis === 'annual' && row.year <= cumulative.year);
      const start = [scheme.startYear, first.year].sort()[0] ?? first.year;
      const stated = new Set(annual.map((row) => row.year));
      const missing: string[] = [];
      for (let year = start; year <= cumulative.year; year = addYears(year, 1))
        if (!stated.has(year)) missing.push(year);
      if (missing.length === 0 || start === cumulative.year) return [];
      const left = cumulative.amountPence - annual.reduce((total, row) => total + row.amountPence, 0);
      return [
        finding(
          'T31',
          'warn',
          'benefits',
          sorted.map((row) => row.id),
          `“${scheme.name}” (${cumulative.case}) reaches ${sayMoney(cumulative.amountPence)} in all by ${cumulative.year}; ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not stated and must come to ${sayMoney(left)}.`,
          { cumulative: cumulative.amountPence, unstated: left, years: missing.length },
          'Enter the yearly figures, or mark what is interpolated',
        ),
      ];
    });
  });

/** Realised beside planned in one year (T09): short of the target is said in per cent. */
export const checkRealised: Check = ({ schemes, benefits }) =>
  schemes.flatMap((scheme) =>
    benefits
      .filter((row) => row.schemeReference === scheme.reference && row.case === 'realised')
      .flatMap((row): Finding[] => {
        const target = benefits.find(
          (other) =>
            other.schemeReference === scheme.reference &&
            other.case === 'target' &&
            other.year === row.year &&
            other.basis === row.basis,
        );
        if (!target || target.amountPence <= 0 || row.amountPence >= target.amountPence) return [];
        const { percent } = delivery(row.amountPence, target.amountPence);
        return [
          finding(
            'T09',
            'warn',
            'benefits',
            [target.id, row.id],
            `“${scheme.name}” realised ${sayMoney(row.amountPence)} of ${sayMoney(target.amountPence)} in ${row.year}: ${percent.toFixed(2)} %, ${sayMoney(target.amountPence - row.amountPence)} short.`,
            {
              target: target.amountPence,
              delivered: row.amountPence,
              percent,
              shortfall: target.amountPence - row.amountPence,
            },
          ),
        ];
      }),
  );

/**
 * A benefit is realised through one route (docs/model.md §10): a saving that two schemes name, or a lever scheme that
 * names one.
 */
export const checkOneRoute: Check = ({ schemes, savings }) => {
  const known = new Map(savings.filter((row) => row.class === 'saving').map((row) => [row.reference, row]));
  const named = schemes.filter((row) => row.savingReference !== null && known.has(row.savingReference));
  const twice = [...groupBy(named, (row) => row.savingReference ?? '')].flatMap(([reference, rows]): Finding[] =>
    rows.length < 2
      ? []
      : [
          finding(
            'benefit-twice',
            'block',
            'schemes',
            rows.map((row) => row.id),
            `Saving ${reference} is the benefit of ${rows.length} schemes (${rows.map((row) => row.name).join(', ')}): it would count ${rows.length} times.`,
            { schemes: rows.length },
            'Name it in one of them only',
          ),
        ],
  );
  const routed = named
    .filter((row) => row.route !== 'budget-line')
    .map((row) =>
      finding(
        'benefit-twice',
        'block',
        'schemes',
        [row.id],
        `“${row.name}” is realised through ${row.route} and also names saving ${row.savingReference}: its benefit would count twice.`,
        { route: row.route, saving: row.savingReference },
        'Choose one route: the saving, or the lever',
      ),
    );
  return [...twice, ...routed];
};

/** An annual and a cumulative benefit that cannot both be true: each is named with what lies between them; the annual ones stand. */
export const checkProfileContradictions: Check = ({ schemes, benefits }) =>
  schemes.flatMap((scheme) => {
    const own = benefits.filter((row) => row.schemeReference === scheme.reference);
    return [...groupBy(own, (row) => row.case).values()].flatMap((rows): Finding[] => {
      const first = [scheme.startYear, ...rows.map((row) => row.year)].sort()[0] ?? scheme.startYear;
      const at = (year: string) => Number(year.slice(0, 4)) - Number(first.slice(0, 4));
      const points = rows.map((row) => ({ year: at(row.year), basis: row.basis, amount: grossBenefit(row) }));
      return profileOf(points).contradictions.map(({ year, cumulative, annual, difference }) => {
        const label = addYears(first, year);
        return finding(
          'T31',
          'warn',
          'benefits',
          rows.filter((row) => row.year <= label).map((row) => row.id),
          `“${scheme.name}” (${rows[0]?.case}) is stated at ${sayMoney(cumulative)} in all by ${label}, and its years to then at ${sayMoney(annual)}: ${sayMoney(Math.abs(difference))} apart. The yearly figures stand until one of them is changed.`,
          { cumulative, annual, difference },
          'Correct the yearly figures or the cumulative one',
        );
      });
    });
  });
