import { bands } from '../model/bands.ts';
import type { ChildTotals } from '../model/child-totals.ts';
import type { PlacementGroup } from '../model/registers.ts';
import type { Cell, Costed, GroupNow, StepDates } from './costed.ts';

/** Months of age between the cells that stand for a band. */
const monthsApart = 3;

/**
 * Who is costed where the rows of children are left out: the children of each group by age band, spread evenly over the
 * months of the band, all at the mean price of the group. Only differences are made of it (`totalCosts`).
 */
export function costedTotals(
  totals: ChildTotals,
  groups: readonly PlacementGroup[],
): (steps: readonly StepDates[]) => Costed {
  // In the order of the projection: position, then code.
  const ordered = [...groups].sort(
    (a, b) => a.position - b.position || (a.code < b.code ? -1 : Number(a.code > b.code)),
  );
  const now = new Map<string, GroupNow>(
    totals.groups.map(({ code, children, fixed, unpriced, weekly }) => [code, { children, fixed, unpriced, weekly }]),
  );
  const caches = new Map<number, Costed>();
  return (steps) => {
    const found = caches.get(steps.length);
    if (found) return found;
    const cells = totals.groups.flatMap((group): Cell[] => {
      const at = ordered.findIndex(({ code }) => code === group.code);
      if (at < 0 || !(group.children > 0)) return [];
      const [spot, fixed, unpriced] = [
        Math.max(0, group.children - group.fixed - group.unpriced),
        group.fixed,
        group.unpriced,
      ];
      return bands.flatMap(({ fromMonth, toMonth }, band) => {
        const children = totals.stock[band * ordered.length + at] ?? 0;
        if (!(children > 0)) return [];
        const ages = Array.from(
          { length: (toMonth - fromMonth) / monthsApart },
          (_, age) => fromMonth + 1 + age * monthsApart,
        );
        const part = children / group.children / ages.length;
        const each = new Float64Array(steps.length).fill(group.weekly * part);
        const contribution = new Float64Array(steps.length).fill(group.contribution * group.children * part);
        return ages.map((ageMonths) => ({
          ...{ group: group.code, ageMonths, from: null },
          ...{ spot: spot * part, fixed: fixed * part, unpriced: unpriced * part, weekly: each, contribution },
        }));
      });
    });
    const costed = { cells, known: new Map(), now };
    caches.set(steps.length, costed);
    return costed;
  };
}
