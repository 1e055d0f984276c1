import type { StarterPrice } from '../finance/placement-cost.ts';
import { totalsOf } from '../model/child-totals.ts';
import { type Note, note } from '../model/note.ts';
import { type PreparedSnapshot, unpriced } from './prepare.ts';

/** What the cost of placements does not cover or had to stand in for. */
export function placementNotes(prepared: PreparedSnapshot, starters: ReadonlyMap<string, StarterPrice>): Note[] {
  const totals = totalsOf(prepared.snapshot);
  if (totals) return totals.costNotes;
  const notes: Note[] = [];
  const names = new Map(prepared.snapshot.placementGroups.map((group) => [group.code, group.name]));
  const priced = (basis: StarterPrice['basis']) =>
    [...starters].flatMap(([code, price]) => {
      const children = prepared.current.some(({ row }) => row.groupCode === code);
      const units = prepared.units.some((unit) => unit.costed && unit.group === code);
      return price.basis === basis && children && !units ? [names.get(code) ?? code] : [];
    });
  const [none, current] = [priced('none'), priced('current')];
  if (none.length > 0)
    notes.push(note('no-price', 'warn', `No price is held, so no cost is forecast, for: ${none.join(', ')}`));
  if (current.length > 0) {
    notes.push(
      note(
        'starter-price-of-current',
        'inform',
        `No placement began in the reference window; new ones cost the mean of current ones in: ${current.join(', ')}`,
      ),
    );
  }
  const standIn = prepared.current.filter(
    (placement) => unpriced(placement) && starters.get(placement.row.groupCode)?.basis !== 'none',
  ).length;
  if (standIn > 0)
    notes.push(
      note(
        'price-stands-in',
        'warn',
        `${standIn} placements have no price of their own and are costed at the starter price of their group`,
      ),
    );
  if (prepared.shortBreaks > 0)
    notes.push(note('short-breaks-apart', 'inform', `${prepared.shortBreaks} open short breaks are not projected`));
  if (prepared.adults > 0)
    notes.push(
      note(
        'adults-apart',
        'warn',
        `${prepared.adults} open placements are of children who had turned 18 by the data date, and are not projected`,
      ),
    );
  return notes;
}
