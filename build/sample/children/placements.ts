import { addMonths, ageInMonths } from '../../../shared/model/calendar.ts';
import type { NewRow } from '../extract.ts';
import type { Random } from '../random.ts';
import { continueForward, dataDate } from './forward.ts';
import type { Group } from './groups.ts';
import { type Child, makeChildren, type Stay } from './histories.ts';
import { placementPrice } from './prices.ts';

type Placement = NewRow<'placements'>;
/** Fixed-cost places that children of a group may fill: unit, most at once, share of new placements that use it. */
const fixed: Partial<Record<Group, { unit: string; most: number; share: number; route: Placement['route'] }>> = {
  'RESI-EXTERNAL': { unit: 'BLOCK-32', most: 30, share: 0.5, route: 'block' },
  'RESI-INHOUSE': { unit: 'HOMES-5', most: 21, share: 1, route: 'in-house' },
  SUPPORTED: { unit: 'FLATS-21', most: 12, share: 0.15, route: 'block' },
};
/** Share of agency placements on the framework (FRM-001…003). */
const framework: Partial<Record<Group, number>> = {
  'FOSTER-IFA': 0.87,
  'RESI-EXTERNAL': 0.525,
  'RESI-SCHOOL': 0.525,
  SUPPORTED: 0.9,
};
const providers: Partial<Record<Group, [string, number]>> = {
  'FOSTER-IFA': ['Fostering agency', 49],
  'RESI-EXTERNAL': ['Home provider', 58],
  'RESI-SCHOOL': ['School', 4],
  SUPPORTED: ['Accommodation provider', 68],
};

function endReason(child: Child, stay: Stay, last: boolean): string | null {
  if (stay.end === null) return null;
  if (!last) return 'X1';
  if (stay.end === addMonths(child.birth, 216)) return 'E8';
  if (stay.group === 'ADOPTION') return 'E11';
  return stay.group === 'FOSTER-CONNECTED' ? 'E45' : 'E4A';
}

/** Placements and prices of the synthetic children, in order of start. The same seed gives the same rows. */
export function makePlacements(random: Random): { placements: Placement[]; prices: NewRow<'placementPrices'>[] } {
  const children = makeChildren(random);
  continueForward(random, children);
  children.sort((a, b) => a.entry.localeCompare(b.entry) || a.birth.localeCompare(b.birth));
  const all = children.flatMap((child, index) =>
    child.stays.map((stay, at) => ({
      child,
      stay,
      key: `SYNTHETIC-${String(index + 1).padStart(4, '0')}`,
      last: at === child.stays.length - 1,
    })),
  );
  all.sort((a, b) => a.stay.start.localeCompare(b.stay.start) || a.key.localeCompare(b.key));
  const using: Record<string, (string | null)[]> = {};
  const placements: Placement[] = [];
  const prices: NewRow<'placementPrices'>[] = [];
  all.forEach(({ child, stay, key, last }, index) => {
    const reference = `PL${String(index + 1).padStart(5, '0')}`;
    const place = fixed[stay.group];
    let unit: string | null = null;
    let route: Placement['route'] = stay.group.endsWith('INHOUSE') || !providers[stay.group] ? 'in-house' : 'spot';
    if (place) {
      const busy = (using[place.unit] ?? []).filter((end) => end === null || end > stay.start);
      if (busy.length < place.most && random.chance(place.share)) {
        unit = place.unit;
        route = place.route;
        busy.push(stay.end);
      }
      using[place.unit] = busy;
    }
    if (unit === null && random.chance(framework[stay.group] ?? 0)) route = 'framework';
    const provider = providers[stay.group];
    const turns18 = addMonths(child.birth, 216);
    placements.push({
      reference,
      childKey: key,
      birthMonth: child.birth,
      birthDate: null,
      uasc: child.uasc ? 1 : 0,
      groupCode: stay.group,
      provider:
        provider && unit === null
          ? `${provider[0]} ${String(random.whole(1, provider[1])).padStart(2, '0')} (synthetic)`
          : `${unit ?? 'Own service'} (synthetic)`,
      route,
      start: stay.start,
      end: stay.end,
      expectedEnd: stay.end === null && ageInMonths(child.birth, dataDate) >= 204 ? turns18 : null,
      area: random.weighted({
        'North Northamptonshire': 38,
        'West Northamptonshire': 42,
        'Out of county 20+ miles': 20,
      }),
      unitCode: unit,
      shortBreak: 0,
      endReason: endReason(child, stay, last),
    });
    // Places of fixed cost have no price of their own: the unit's annual sum is paid whatever the use.
    if (unit === null) prices.push(...placementPrice(random, stay, reference));
  });
  return { placements, prices };
}
