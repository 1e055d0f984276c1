import { addDays, addMonths, ageInMonths, dateOfDay, dayNumber, daysBetween } from '../../../shared/model/calendar.ts';
import type { Random } from '../random.ts';
import { entryGroup, type Group, neighbours, takes } from './groups.ts';
import { type Child, drawAge, entryAges, type Stay, uascAges } from './histories.ts';
import { anchorEnd } from './spells.ts';

/** Last day the sample's placements cover. */
export const dataDate = '2023-12-31';

/** Entrants of April to December 2023: synthetic, near the level of the year before. */
const entrants = [29, 31, 33, 30, 28, 33, 31, 30, 27];
const uascEntrants = [7, 8, 9, 8, 10, 9, 8, 7, 6];
const dailyExit = { child: 0.0165 / 30.4, uasc: 0.004 / 30.4 };
const dailyMove = 0.42 / 365;

/** Carries a child from a day to the data date: moves, leaving, and the 18th birthday, whichever comes first. */
function carry(random: Random, child: Child, from: string): void {
  const adult = addMonths(child.birth, 216);
  const last = child.stays.at(-1) as Stay;
  last.end = null;
  let day = from;
  let stay = last;
  for (;;) {
    const exit = -Math.log(1 - random.unit()) / (child.uasc ? dailyExit.uasc : dailyExit.child);
    const move = -Math.log(1 - random.unit()) / dailyMove;
    const next = addDays(day, Math.max(1, Math.floor(Math.min(exit, move))));
    if (adult <= dataDate && adult <= next) {
      stay.end = adult;
      child.leave = adult;
      return;
    }
    if (next > dataDate) return;
    if (exit <= move) {
      stay.end = next;
      child.leave = next;
      return;
    }
    const age = ageInMonths(child.birth, next);
    const able = Object.entries(neighbours[stay.group]).filter(([name]) => takes(name as Group, age));
    if (able.length > 0) {
      stay.end = next;
      stay = {
        group: random.weighted(Object.fromEntries(able) as Partial<Record<Group, number>>),
        start: next,
        end: null,
      };
      child.stays.push(stay);
    }
    day = next;
  }
}

/** Continues the children in care at the anchor and adds new ones, to the data date. Wholly synthetic. */
export function continueForward(random: Random, children: Child[]): void {
  for (const child of children.filter((each) => each.leave === null)) carry(random, child, anchorEnd);
  entrants.forEach((count, index) => {
    const month = addMonths(anchorEnd, index);
    const length = daysBetween(month, addMonths(month, 1));
    const kinds = [...Array(count).fill(false), ...Array(uascEntrants[index] ?? 0).fill(true)] as boolean[];
    for (const uasc of kinds) {
      const entry = dateOfDay(dayNumber(month) + random.whole(0, length - 1));
      const age = drawAge(random, uasc ? uascAges : entryAges);
      const weights = uasc ? { SUPPORTED: 75, 'FOSTER-IFA': 22, OTHER: 3 } : entryGroup(age);
      const group: Group = random.weighted(weights);
      const child: Child = {
        birth: addMonths(entry, -age),
        uasc,
        entry,
        leave: null,
        stays: [{ group, start: entry, end: null }],
      };
      children.push(child);
      carry(random, child, entry);
    }
  });
}
