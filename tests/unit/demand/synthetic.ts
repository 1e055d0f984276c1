import { addDays, dateOfDay, dayNumber } from '../../../shared/model/calendar.ts';
import type { Placement, PlacementGroup } from '../../../shared/model/registers.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';

/** A small repeatable generator for test data (mulberry32). */
export function testRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function group(
  code: string,
  careType: PlacementGroup['careType'],
  position: number,
  modelled: 0 | 1 = 1,
): PlacementGroup {
  return { id: position + 1, code, name: code, careType, modelled, lineName: null, position };
}

export const threeGroups = [
  group('FOS', 'fostering', 0),
  group('IFA', 'fostering', 1),
  group('RES', 'residential', 2),
  group('OTH', 'other', 3, 0),
];

/** A history of `children` in care on `dataDate`, about 70 % of them entering over the three years before. */
export function syntheticSnapshot(
  children: number,
  seed: number,
  dataDate = '2024-03-31',
  groups = threeGroups,
): Snapshot {
  const random = testRandom(seed);
  const snapshot = emptySnapshot('Test council', dataDate);
  snapshot.placementGroups = groups;
  const last = dayNumber(dataDate);
  const rows: Placement[] = [];
  for (let child = 0; child < children * 2; child += 1) {
    let day = last - Math.floor(random() * 1400);
    const ageDays = Math.floor(random() * 17.5 * 365);
    const birthMonth = `${dateOfDay(day - ageDays).slice(0, 7)}-01`;
    let at = Math.floor(random() * groups.length);
    const uasc = random() < 0.08 ? 1 : 0;
    for (let move = 0; move < 4 && day <= last; move += 1) {
      const stay = 1 + Math.floor(-Math.log(1 - random()) * 420);
      const end = day + stay;
      const open = end > last;
      rows.push({
        id: rows.length + 1,
        reference: `P${rows.length + 1}`,
        childKey: `c${child}`,
        birthMonth,
        birthDate: null,
        uasc,
        groupCode: groups[at]!.code,
        provider: null,
        route: groups[at]!.code === 'FOS' ? 'in-house' : 'spot',
        start: dateOfDay(day),
        end: open ? null : dateOfDay(end),
        expectedEnd: null,
        area: null,
        unitCode: null,
        shortBreak: 0,
        endReason: null,
      });
      if (open || random() < 0.45) break;
      day = end;
      at = Math.floor(random() * groups.length);
    }
  }
  snapshot.placements = rows;
  return snapshot;
}

export { addDays };
