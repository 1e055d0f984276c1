import { delivery } from '../finance/savings.ts';
import { newLever } from '../levers/new-lever.ts';
import { addYears, yearEnd, yearStart } from '../model/calendar.ts';
import type { Forecast } from '../model/forecast.ts';
import type { Lever } from '../model/lever.ts';
import type { Pence } from '../model/money.ts';
import { OutturnError } from '../model/problem.ts';
import type { Benefit, Scheme } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Realised beside planned in one year: pounds as pence, and children. Null = not stated. */
export type TrackedYear = {
  year: string;
  target: Pence | null;
  stretch: Pence | null;
  realised: Pence | null;
  percentOfTarget: number | null;
  targetChildren: number | null;
  realisedChildren: number | null;
  /** Realised pence per child. */
  perChild: Pence | null;
};
export type TrackedScheme = {
  reference: string;
  name: string;
  route: Scheme['route'];
  condition: string | null;
  expiry: string | null;
  expired: boolean;
  years: TrackedYear[];
};

/** Annual amount of a case in a year; a cumulative figure less the one before it. */
function annual(benefits: readonly Benefit[], name: Benefit['case'], year: string): Pence | null {
  const own = benefits.filter((row) => row.case === name);
  const row = own.find((each) => each.year === year);
  if (!row) return null;
  if (row.basis === 'annual') return row.amountPence;
  const before = own.find((each) => each.year === addYears(year, -1) && each.basis === 'cumulative');
  // Without the year before, a cumulative figure is not one year's: it is not passed off as such.
  return before || year === own.map((each) => each.year).sort()[0]
    ? row.amountPence - (before?.amountPence ?? 0)
    : null;
}

/** Every scheme with what was planned and what was realised, year by year, in £ and in children (docs/model.md §10). */
export function trackBenefits(snapshot: Snapshot, today: string): TrackedScheme[] {
  return snapshot.schemes.map((scheme) => {
    const own = snapshot.benefits.filter((row) => row.schemeReference === scheme.reference);
    const years = [...new Set(own.map((row) => row.year))].sort();
    const volume = (name: Benefit['case'], year: string) =>
      own.find((row) => row.case === name && row.year === year)?.volume ?? null;
    return {
      reference: scheme.reference,
      name: scheme.name,
      route: scheme.route,
      condition: scheme.condition,
      expiry: scheme.expiry,
      expired: scheme.expiry !== null && scheme.expiry < today,
      years: years.map((year): TrackedYear => {
        const [target, realised] = [annual(own, 'target', year), annual(own, 'realised', year)];
        const realisedChildren = volume('realised', year);
        return {
          year,
          target,
          stretch: annual(own, 'stretch', year),
          realised,
          percentOfTarget: target && realised !== null ? delivery(realised, target).percent : null,
          targetChildren: volume('target', year),
          realisedChildren,
          perChild: realised !== null && realisedChildren ? Math.round(realised / realisedChildren) : null,
        };
      }),
    };
  });
}

const prefix = 'benefit:';

/** The scheme whose benefit a lever realises; null for any other lever. */
export function schemeOfLever(lever: Pick<Lever, 'id'>): string | null {
  return lever.id.startsWith(prefix) ? lever.id.slice(prefix.length) : null;
}

/**
 * The lever that realises a scheme's planned benefit of the scenario's year through the scheme's one route: fewer children
 * (demand), lower prices (price) or less spent on its line (budget-line). Throws `lever-invalid` where the benefit would
 * count twice: its saving is in the forecast already, or the scenario holds a lever for it.
 */
export function benefitLever(snapshot: Snapshot, scenario: Scenario, made: Forecast, reference: string): Lever {
  const scheme = snapshot.schemes.find((row) => row.reference === reference);
  if (!scheme) throw refused(`There is no scheme ${reference}.`, reference);
  if (scenario.levers.some((lever) => schemeOfLever(lever) === reference)) {
    throw refused(`The benefit of ${scheme.name} is in this scenario already. It counts once.`, reference);
  }
  refuseSecondRoute(snapshot, scenario.year, scheme, 'To put it in as a lever,');
  const own = snapshot.benefits.filter((row) => row.schemeReference === reference);
  const amount = annual(own, 'target', scenario.year);
  const children = own.find((row) => row.case === 'target' && row.year === scenario.year)?.volume ?? null;
  const from = yearStart(scenario.year);
  const lever = (kind: Lever['kind'], value: number, more: Partial<Lever> = {}): Lever => ({
    ...newLever(kind, `${prefix}${reference}`, from),
    ...{ name: `Benefit of ${scheme.name}`, value, to: yearEnd(scenario.year) },
    ...more,
  });
  if (scheme.route === 'demand') {
    if (!children)
      throw refused(`${scheme.name} states no number of children for ${scenario.year}. Enter it first.`, reference);
    return lever('exits-number', children, { reference: 'reunification' });
  }
  if (amount === null)
    throw refused(`${scheme.name} states no benefit for ${scenario.year}. Enter it first.`, reference);
  if (scheme.route === 'price') {
    const cost = made.placements.committed + made.placements.projected;
    if (cost <= 0) throw refused('There is no placement cost left in the year that a price could lower.', reference);
    return lever('price-reduction', Math.min(30, (amount / cost) * 100));
  }
  if (!scheme.lineCode) throw refused(`${scheme.name} names no budget line. Enter it first.`, reference);
  return lever('one-off', -amount / 100, { reference: scheme.lineCode });
}

/** Refuses a scenario in which a scheme's benefit counts twice: its lever is on and its saving is in the forecast. */
export function refuseDoubleBenefits(snapshot: Snapshot, scenario: Scenario): void {
  for (const lever of scenario.levers) {
    const reference = lever.on ? schemeOfLever(lever) : null;
    const scheme = snapshot.schemes.find((row) => row.reference === reference);
    if (scheme) refuseSecondRoute(snapshot, scenario.year, scheme, 'Switch its lever off, or');
  }
}

function refuseSecondRoute(snapshot: Snapshot, year: string, scheme: Scheme, remedy: string): void {
  const saving = snapshot.savings.find(
    (row) => row.year === year && row.reference === scheme.savingReference && row.class === 'saving',
  );
  if (!saving) return;
  throw refused(
    `The benefit of ${scheme.name} would count twice: saving ${saving.reference} (${saving.name}) already holds it in ${year}. ${remedy} take the saving off the scheme.`,
    scheme.reference,
  );
}

function refused(message: string, scheme: string): OutturnError {
  return new OutturnError('lever-invalid', message, { scheme });
}
