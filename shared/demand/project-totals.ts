import type { ChildTotals } from '../model/child-totals.ts';
import type { Lever } from '../model/lever.ts';
import { OutturnError } from '../model/problem.ts';
import type { DemandInput } from './input.ts';
import type { DemandCell, DemandMonth, DemandProjection } from './projection.ts';

/** What of a lever moves children: not what it is called. */
const acting = (levers: readonly Lever[]) => JSON.stringify(levers.map(({ name, note, ...lever }) => lever));

/** Whether the levers on children are those that totals were worked out under. */
export const sameLevers = (totals: ChildTotals, levers: readonly Lever[]): boolean =>
  acting(totals.levers) === acting(levers);

/**
 * The projection of data whose rows of children are left out: the months as the rows gave them, and with other levers the
 * difference these make to children spread evenly over their age bands (docs/data.md §4).
 * @param chain the chain on such children, under given levers and over given months
 * @throws OutturnError `no-data` where days are asked for, which only rows can tell
 */
export function projectTotals(
  input: DemandInput,
  totals: ChildTotals,
  chain: (input: DemandInput) => DemandProjection,
): DemandProjection {
  if (input.daily || input.until !== undefined) {
    throw new OutturnError(
      'no-data',
      'This data were saved without rows of children, so that children are told by month only. Open the file that has the rows to see days.',
    );
  }
  const now = chain({ ...input, method: 'chain' });
  const { months: stored, paths } = totals;
  const same = sameLevers(totals, input.levers);
  const before = same ? now : chain({ ...input, method: 'chain', levers: totals.levers });
  return {
    ...now,
    method: totals.method,
    opening: totals.opening,
    turned18: totals.turned18,
    months: now.months.map((month, at) => {
      const [own, base] = [stored[at], before.months[at]];
      if (!own || !base || own.start !== month.start || own.end !== month.end) return month;
      return same ? (own as DemandMonth) : moved(month, own as DemandMonth, base);
    }),
    notes: [...totals.demandNotes, ...(same ? [] : (now.leverNotes ?? []).map(({ text }) => text))],
    leverNotes: same ? totals.leverNotes : (now.leverNotes ?? []),
    policyBreak: totals.policyBreak,
    ...(paths && same ? { ownIntervals: { paths: paths.paths, seed: paths.seed, months: paths.months } } : {}),
  };
}

/** A month as it was, and what other levers change in it. */
function moved(now: DemandMonth, stored: DemandMonth, before: DemandMonth): DemandMonth {
  const groups = Object.fromEntries(
    Object.entries(now.groups).map(([code, cell]) => {
      const [own, base] = [stored.groups[code], before.groups[code]];
      return [code, own && base ? cellMoved(cell, own, base) : cell];
    }),
  );
  const bands = Object.fromEntries(
    Object.entries(now.bands).map(([code, children]) => {
      const band = code as keyof DemandMonth['bands'];
      return [code, Math.max(0, stored.bands[band] + children - before.bands[band])];
    }),
  ) as DemandMonth['bands'];
  return { ...now, total: cellMoved(now.total, stored.total, before.total), groups, bands };
}

function cellMoved(now: DemandCell, stored: DemandCell, before: DemandCell): DemandCell {
  const cell = { ...stored };
  for (const key of Object.keys(cell) as (keyof DemandCell)[]) cell[key] = stored[key] + now[key] - before[key];
  return cell;
}
