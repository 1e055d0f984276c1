import type { SectorInput } from '../../shared/demand/sector/common.ts';
import { openStream } from '../../shared/demand/simulation/random.ts';
import { bands } from '../../shared/model/bands.ts';
import { addDays, dateOfDay, dayNumber, yearOf } from '../../shared/model/calendar.ts';
import type { Placement, PlacementGroup } from '../../shared/model/registers.ts';
import { emptySnapshot, type Snapshot } from '../../shared/model/snapshot.ts';
import { poisson } from './draws.ts';

/** A council whose true rates are known: per child-day by group (exit, then moves), and entrants a day by band and group. */
export type TrueCouncil = {
  groups: PlacementGroup[];
  exits: number[];
  moves: number[][];
  entrants: number[][];
};

const named = (code: string, careType: PlacementGroup['careType'], position: number): PlacementGroup => ({
  id: position + 1,
  code,
  name: code,
  careType,
  modelled: 1,
  lineName: null,
  position,
});

/** A council of about `size` children in care once settled. */
export function trueCouncil(size: number): TrueCouncil {
  const scale = size / 390;
  return {
    groups: [named('FOS', 'fostering', 0), named('RES', 'residential', 1), named('SUP', 'supported', 2)],
    exits: [0.0011, 0.0012, 0.0025],
    moves: [
      [0, 0.00012, 0.0001],
      [0.0003, 0, 0.0004],
      [0.0001, 0.0001, 0],
    ],
    entrants: [
      [0.09, 0, 0],
      [0.1, 0.002, 0],
      [0.1, 0.008, 0],
      [0.14, 0.04, 0.004],
      [0.04, 0.02, 0.09],
    ].map((row) => row.map((rate) => rate * scale)),
  };
}

/**
 * One history of a council from known rates, as placement records on civil dates: `years` of it up to the data date and
 * `later` months after, of which a forecaster sees nothing. Deterministic in the seed.
 */
export function simulatedHistory(
  council: TrueCouncil,
  seed: number,
  dataDate: string,
  years: number,
  later: number,
): Snapshot {
  const first = dayNumber(dataDate) + 1 - Math.round(years * 365.25);
  const last = dayNumber(dataDate) + Math.ceil(later * 30.5) + 1;
  const rows: Placement[] = [];
  let child = 0;
  council.entrants.forEach((row, band) => {
    row.forEach((rate, group) => {
      const arrivals = openStream(seed, 1, band * 100 + group);
      const count = poisson(arrivals, rate * (last - first));
      for (let at = 0; at < count; at += 1) {
        const entry = first + arrivals.uniform() * (last - first);
        const { fromMonth, toMonth } = bands[band]!;
        const months = fromMonth + Math.floor(arrivals.uniform() * (toMonth - fromMonth));
        const birth = monthsEarlier(dateOfDay(Math.floor(entry)), months);
        follow(council, seed, child, entry, birth, group, last, rows);
        child += 1;
      }
    });
  });
  const snapshot = emptySnapshot('Simulated', dataDate);
  snapshot.placementGroups = council.groups;
  snapshot.placements = rows;
  return snapshot;
}

function monthsEarlier(date: string, months: number): string {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

function follow(
  council: TrueCouncil,
  seed: number,
  child: number,
  entry: number,
  birthMonth: string,
  entryGroup: number,
  last: number,
  rows: Placement[],
): void {
  const stream = openStream(seed, 2, child);
  const adult = dayNumber(`${Number(birthMonth.slice(0, 4)) + 18}${birthMonth.slice(4)}`);
  let [time, group] = [entry, entryGroup];
  while (time < Math.min(last, adult)) {
    const moves = council.moves[group]!;
    const hazard = council.exits[group]! + moves.reduce((sum, rate) => sum + rate, 0);
    const until = Math.min(adult, time - Math.log(stream.uniform()) / hazard);
    const [start, end] = [Math.floor(time), Math.floor(until)];
    if (end > start) {
      rows.push({
        id: rows.length + 1,
        reference: `P${rows.length + 1}`,
        childKey: `c${child}`,
        birthMonth,
        birthDate: null,
        uasc: 0,
        groupCode: council.groups[group]!.code,
        provider: null,
        route: 'spot',
        start: dateOfDay(start),
        end: end >= last ? null : dateOfDay(end),
        expectedEnd: null,
        area: null,
        unitCode: null,
        shortBreak: 0,
        endReason: null,
      });
    }
    if (until >= adult) return;
    let point = stream.uniform() * hazard - council.exits[group]!;
    if (point < 0) return;
    let to = 0;
    while (to < moves.length - 1 && point >= moves[to]!) {
      point -= moves[to]!;
      to += 1;
    }
    time = until;
    group = to;
  }
}

/** What a forecaster on the data date would hold: later starts are not there and later ends not known. */
export function seenOn(history: Snapshot, dataDate: string): Snapshot {
  const next = addDays(dataDate, 1);
  return {
    ...history,
    dataDate,
    placements: history.placements
      .filter((row) => row.start < next)
      .map((row) => (row.end !== null && row.end >= next ? { ...row, end: null } : row)),
  };
}

const places: Record<string, string> = { FOS: 'U4', RES: 'K2', SUP: 'H5' };

/** The same records as an SSDA903 return, for the sector's two models. */
export function asReturn(snapshot: Snapshot): SectorInput {
  const births = new Map(snapshot.placements.map((row) => [row.childKey, row.birthMonth]));
  const lastEnd = new Map<string, string>();
  const episodes = [...snapshot.placements]
    .sort((a, b) => (a.start < b.start ? -1 : 1))
    .map((row) => {
      const rne = lastEnd.get(row.childKey) === row.start ? 'P' : 'S';
      if (row.end !== null) lastEnd.set(row.childKey, row.end);
      return {
        childKey: row.childKey,
        decom: row.start,
        dec: row.end,
        rne,
        place: places[row.groupCode] ?? 'U4',
        provider: 'PR1',
        // A return of each year, as a council holds them: the regional model counts stock from its earliest one.
        file: yearOf(row.start),
        year: yearOf(row.start),
      };
    });
  return { headers: [...births].map(([childKey, birth]) => ({ childKey, birth, year: '2022/23' })), episodes };
}
