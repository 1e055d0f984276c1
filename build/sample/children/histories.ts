import {
  addDays,
  addMonths,
  ageInMonths,
  dateOfDay,
  dayNumber,
  daysBetween,
  monthStart,
  monthsBetween,
} from '../../../shared/model/calendar.ts';
import type { Random } from '../random.ts';
import { makeSlots, type Slot } from './anchor.ts';
import { entryGroup, type Group, neighbours, takes } from './groups.ts';
import { anchorEnd, historyStart, makeSpells, type Spell } from './spells.ts';

/** A child of the sample: one time in care, with the group it ends in (or held at the anchor). */
export type Child = { birth: string; uasc: boolean; entry: string; leave: string | null; stays: Stay[] };
/** One placement, `[start, end)`; null = not ended. */
export type Stay = { group: Group; start: string; end: string | null };

/** Ages in months at entry: the published entrants of 2021/22 by band (DEM-026…030), UASC taken out. */
export const entryAges = { '0-11': 76, '12-59': 68, '60-119': 98, '120-191': 128, '192-214': 48 };
export const uascAges = { '168-179': 1, '180-191': 4, '192-203': 30, '204-212': 42 };

/** Draws an age in months from a table such as `{'0-11': 76}`. */
export function drawAge(random: Random, table: Record<string, number>): number {
  const [from = '0', to = '0'] = random.weighted(table).split('-');
  return random.whole(Number(from), Number(to));
}

const between = (random: Random, from: string, to: string) =>
  dateOfDay(random.whole(dayNumber(from), Math.max(dayNumber(from), dayNumber(to))));

/** Most children born from here on came in within months of birth. */
const babiesFrom = '2021-04-01';

/** Gives every spell that lasts beyond the anchor a place of the published table, so that ages and entries agree. */
function fillSlots(random: Random, spells: Spell[], slots: Slot[]): [Spell, Slot][] {
  const pairs: [Spell, Slot][] = [];
  const oldestFirst = (a: Spell, b: Spell) => a.entry.localeCompare(b.entry);
  const uasc = spells.filter((spell) => spell.uasc).sort(oldestFirst);
  const uascSlots = slots.filter((slot) => slot.uasc).sort((a, b) => a.birth.localeCompare(b.birth));
  uasc.forEach((spell, index) => {
    pairs.push([spell, uascSlots[index] as Slot]);
  });
  const recent = spells
    .filter((spell) => !spell.uasc && spell.entry >= historyStart)
    .sort(oldestFirst)
    .reverse();
  const old = spells.filter((spell) => !spell.uasc && spell.entry < historyStart);
  const free = slots.filter((slot) => !slot.uasc);
  // The youngest first: only a child who came in after the birth can be that child.
  const youngest = free.filter((slot) => slot.birth >= historyStart).sort((a, b) => b.birth.localeCompare(a.birth));
  for (const slot of youngest) {
    const able = recent.filter((spell) => spell.entry >= slot.birth);
    const soon = slot.birth < babiesFrom ? [] : able.filter((spell) => daysBetween(slot.birth, spell.entry) < 200);
    const spell = random.take(soon.length > 0 ? soon : able);
    recent.splice(recent.indexOf(spell), 1);
    free.splice(free.indexOf(slot), 1);
    pairs.push([spell, slot]);
  }
  for (const spell of recent) {
    const wanted = dayNumber(spell.entry) - drawAge(random, entryAges) * 30.4;
    let best = 0;
    free.forEach((slot, index) => {
      const nearest = free[best] as Slot;
      if (Math.abs(dayNumber(slot.birth) - wanted) < Math.abs(dayNumber(nearest.birth) - wanted)) best = index;
    });
    pairs.push([spell, free.splice(best, 1)[0] as Slot]);
  }
  for (const spell of old) {
    const slot = random.take(free);
    if (spell.entry <= slot.birth) spell.entry = between(random, addDays(slot.birth, 1), addDays(historyStart, -1));
    pairs.push([spell, slot]);
  }
  return pairs;
}

/** A birth month for a spell that ended, and the day it ended: a third leave on turning 18, held as the 1st of a month. */
function ended(random: Random, spell: Spell): { birth: string; leave: string } {
  const leave = spell.leave as string;
  const adult = { birth: addMonths(leave, -216), leave: monthStart(leave) };
  if (random.chance(spell.uasc ? 0.9 : 0.33) && adult.leave > spell.entry) return adult;
  for (let tries = 0; tries < 40; tries += 1) {
    const birth = addMonths(spell.entry, -drawAge(random, spell.uasc ? uascAges : entryAges));
    if (birth < spell.entry && ageInMonths(birth, leave) < 216) return { birth, leave };
  }
  const lasted = monthsBetween(spell.entry, leave) + 1;
  return { birth: addMonths(spell.entry, -random.whole(1, Math.max(1, 214 - lasted))), leave };
}

/** The group a leaver left from. */
function lastGroup(random: Random, spell: Spell, age: number): Group {
  if (spell.uasc) return random.weighted({ SUPPORTED: 80, 'FOSTER-IFA': 18, OTHER: 2 });
  if (age >= 192)
    return random.weighted({
      SUPPORTED: 28,
      'FOSTER-IFA': 26,
      'FOSTER-INHOUSE': 14,
      'RESI-EXTERNAL': 18,
      'FOSTER-CONNECTED': 8,
      PARENTS: 4,
      OTHER: 2,
    });
  if (age < 100 && random.chance(0.16)) return 'ADOPTION';
  return random.weighted({ ...entryGroup(age), PARENTS: 14 });
}

/** Earliest day a child may have begun in the group it ends in. */
function earliest(group: Group, birth: string, entry: string, end: string): string {
  const later = (date: string) => (date > entry ? date : entry);
  if (group === 'SUPPORTED') return later(addMonths(birth, 192));
  if (group.startsWith('RESI')) return later(addMonths(birth, 84));
  if (group === 'ADOPTION') return later(addDays(end, -300));
  return entry;
}

/** Placements of `[entry, end)`, worked back from the last group. Moves come about 0.42 a year (synthetic). */
function stays(random: Random, birth: string, entry: string, end: string, last: Group): Stay[] {
  const length = daysBetween(entry, end);
  const from = earliest(last, birth, entry, end);
  const breaks = new Set<string>();
  let open = entry;
  if (from > entry && from < end) {
    open = between(random, from, addDays(end, -1));
    breaks.add(open);
  }
  const latest = open > entry ? open : end;
  const span = open > entry ? daysBetween(entry, open) : length;
  for (let clock = 0; breaks.size < 7; ) {
    clock += -Math.log(1 - random.unit()) * (365 / 0.42);
    if (clock >= span) break;
    const date = addDays(entry, Math.floor(clock));
    if (date > entry && date < latest) breaks.add(date);
  }
  const starts = [entry, ...[...breaks].sort()];
  const found: Stay[] = [];
  let group = last;
  for (let index = starts.length - 1; index >= 0; index -= 1) {
    const start = starts[index] as string;
    found.unshift({ group, start, end: starts[index + 1] ?? end });
    const before = starts[index - 1];
    if (before === undefined) break;
    const age = ageInMonths(birth, before);
    const able = Object.entries(neighbours[group]).filter(([name]) => name !== 'ADOPTION' && takes(name as Group, age));
    group =
      able.length > 0 ? random.weighted(Object.fromEntries(able) as Partial<Record<Group, number>>) : 'FOSTER-IFA';
  }
  return found;
}

/** Every child with a time in care between 1 April 2018 and 31 March 2023; open stays end at the anchor for now. */
export function makeChildren(random: Random): Child[] {
  const slots = makeSlots(random);
  const spells = makeSpells(random, slots.length, slots.filter((slot) => slot.uasc).length);
  const open = fillSlots(
    random,
    spells.filter((spell) => spell.leave === null),
    slots,
  );
  const children: Child[] = open.map(([spell, slot]) => ({
    birth: slot.birth,
    uasc: slot.uasc,
    entry: spell.entry,
    leave: null,
    stays: stays(random, slot.birth, spell.entry, anchorEnd, slot.group),
  }));
  for (const spell of spells.filter((each) => each.leave !== null)) {
    const { birth, leave } = ended(random, spell);
    const group = lastGroup(random, spell, ageInMonths(birth, addDays(leave, -1)));
    children.push({
      birth,
      uasc: spell.uasc,
      entry: spell.entry,
      leave,
      stays: stays(random, birth, spell.entry, leave, group),
    });
  }
  return children;
}
