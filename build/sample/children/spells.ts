import { addDays, addMonths, dateOfDay, dayNumber, daysBetween } from '../../../shared/model/calendar.ts';
import { fact, factsOf, figure } from '../facts.ts';
import type { Random } from '../random.ts';

/** A time in care: from the day of entry to the day of leaving (null: still in care at the anchor). */
export type Spell = { uasc: boolean; entry: string; leave: string | null };

/** The first day of the history, and the day after the anchor of published counts. */
export const historyStart = '2018-04-01';
export const anchorEnd = '2023-04-01';

/** A month's entrants and leavers, and the UASC among them. */
export type Flow = { month: string; entrants: number; leavers: number; uascEntrants: number; uascLeavers: number };

/** Spreads a whole number over n parts as evenly as whole numbers allow. */
function spread(total: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, index) => Math.floor(((index + 1) * total) / parts) - Math.floor((index * total) / parts),
  );
}

/**
 * Entrants and leavers by month. 2022/23: UASC as published (UASC-025…036); all children October to March as published
 * (SCO-055, SCO-056) and April to September the rest of the published year. 2020/21 and 2021/22: the published year
 * spread evenly. 2018/19 and 2019/20 are synthetic, near the published growth of stock (DEM-010…012). UASC before
 * 2022/23 are synthetic but for the 48 entrants of 2021/22.
 */
export function flows(): Flow[] {
  const monthsOf = (year: number) => Array.from({ length: 12 }, (_, index) => addMonths(`${year}-04-01`, index));
  const rows = factsOf('UASC').filter((each) => each.id >= 'UASC-025' && each.id <= 'UASC-036');
  const names = ['Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar'];
  const full = (id: string) => {
    const known = names.map((name) => figure(id, name));
    return [...spread(figure(id, 'YTD') - known.reduce((sum, value) => sum + value, 0), 6), ...known];
  };
  const entrants = full('SCO-055');
  const leavers = full('SCO-056');
  const year = (start: number, counts: [number, number, number, number]): Flow[] => {
    const [entering, leaving, uascEntering, uascLeaving] = counts.map((count) => spread(count, 12)) as [
      number[],
      number[],
      number[],
      number[],
    ];
    return monthsOf(start).map((month, index) => ({
      month,
      entrants: entering[index] ?? 0,
      leavers: leaving[index] ?? 0,
      uascEntrants: uascEntering[index] ?? 0,
      uascLeavers: uascLeaving[index] ?? 0,
    }));
  };
  const published = (key: string): [number, number] => [figure('SCO-055', key), figure('SCO-056', key)];
  return [
    ...year(2018, [410, 379, 36, 35]),
    ...year(2019, [420, 372, 44, 40]),
    ...year(2020, [...published('20/21'), 38, 39]),
    ...year(2021, [...published('21/22'), Number(fact('UASC-001').values.entered_2021_22), 35]),
    ...monthsOf(2022).map((month, index) => ({
      month,
      entrants: entrants[index] ?? 0,
      leavers: leavers[index] ?? 0,
      uascEntrants: Number(rows[index]?.values.entrants),
      uascLeavers: Number(rows[index]?.values.exits),
    })),
  ];
}

/**
 * Spells that meet the flows month by month and leave `stock` children in care at the anchor, of whom `uascStock` UASC.
 * Who leaves is drawn from those in care, the newest more often than the longest in care.
 */
export function makeSpells(random: Random, stock: number, uascStock: number): Spell[] {
  const months = flows();
  const total = (pick: (flow: Flow) => number) => months.reduce((sum, flow) => sum + pick(flow), 0);
  const opening = (uasc: boolean) =>
    uasc
      ? uascStock - total((flow) => flow.uascEntrants - flow.uascLeavers)
      : stock - uascStock - total((flow) => flow.entrants - flow.uascEntrants - flow.leavers + flow.uascLeavers);
  const all: Spell[] = [];
  for (const uasc of [false, true]) {
    const inCare: Spell[] = [];
    const enter = (entry: string) => {
      const spell = { uasc, entry, leave: null };
      inCare.push(spell);
      all.push(spell);
    };
    for (let index = opening(uasc); index > 0; index -= 1) {
      const days = uasc ? random.whole(20, 700) : Math.min(4000, Math.round(-Math.log(1 - random.unit()) * 1350) + 5);
      enter(addDays(historyStart, -days));
    }
    for (const flow of months) {
      const length = daysBetween(flow.month, addMonths(flow.month, 1));
      const leaving = uasc ? flow.uascLeavers : flow.leavers - flow.uascLeavers;
      const entering = uasc ? flow.uascEntrants : flow.entrants - flow.uascEntrants;
      const candidates = inCare.filter((spell) => daysBetween(spell.entry, flow.month) >= (uasc ? 60 : 3));
      // UASC leave mostly on turning 18, so the longest in care first; others more evenly.
      candidates.sort((a, b) => a.entry.localeCompare(b.entry));
      for (let index = 0; index < leaving; index += 1) {
        const pool = uasc ? candidates.slice(0, 12) : candidates;
        const spell = random.take(pool);
        candidates.splice(candidates.indexOf(spell), 1);
        inCare.splice(inCare.indexOf(spell), 1);
        spell.leave = dateOfDay(dayNumber(flow.month) + random.whole(0, length - 1));
      }
      for (let index = 0; index < entering; index += 1)
        enter(dateOfDay(dayNumber(flow.month) + random.whole(0, length - 1)));
    }
  }
  return all;
}
