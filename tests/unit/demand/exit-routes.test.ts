import { describe, expect, test } from 'vitest';
import { projectDemand } from '../../../shared/demand/project.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Placement } from '../../../shared/model/registers.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';
import { group } from './synthetic.ts';

/** Children in care on the data date and leavers of the year before, in groups and ages of the test's own choosing. */
function council(leavers: readonly { group: string; birth: string; reason: string | null; count: number }[]): Snapshot {
  const snapshot = emptySnapshot('Routes', '2024-03-31');
  snapshot.placementGroups = [
    group('FOS', 'fostering', 0),
    group('RES', 'residential', 1),
    group('KIN', 'fostering', 2),
  ];
  const births = ['2021-09-01', '2013-01-01', '2007-03-01'];
  const rows: Placement[] = [];
  const add = (groupCode: string, birthMonth: string, end: string | null, endReason: string | null) =>
    rows.push({
      id: rows.length + 1,
      reference: `P${rows.length + 1}`,
      childKey: `c${rows.length + 1}`,
      birthMonth,
      birthDate: null,
      uasc: 0,
      groupCode,
      provider: null,
      route: 'in-house',
      start: '2023-02-01',
      end,
      expectedEnd: null,
      area: null,
      unitCode: null,
      shortBreak: 0,
      endReason,
    });
  for (const { code } of snapshot.placementGroups)
    for (const birth of births) for (let child = 0; child < 20; child += 1) add(code, birth, null, null);
  for (const { group: code, birth, reason, count } of leavers)
    for (let child = 0; child < count; child += 1) add(code, birth, '2023-10-15', reason);
  snapshot.placements = rows;
  return snapshot;
}

const leavers = [
  { group: 'FOS', birth: '2021-09-01', reason: 'E11', count: 3 },
  { group: 'FOS', birth: '2021-09-01', reason: 'E12', count: 1 },
  { group: 'KIN', birth: '2013-01-01', reason: 'E45', count: 6 },
  { group: 'RES', birth: '2007-03-01', reason: 'E4A', count: 4 },
  { group: 'FOS', birth: '2013-01-01', reason: 'E4B', count: 2 },
  { group: 'RES', birth: '2013-01-01', reason: 'E8', count: 9 },
];
const run = (snapshot: Snapshot, kappaDays: number, part: Parameters<typeof Object.assign>[1] | null) =>
  projectDemand({
    snapshot,
    levers: part === null ? [] : [{ ...newLever('exits-number', 'more', '2024-04-01'), value: 12, ...part }],
    months: 1,
    method: 'chain',
    reference: null,
    kappaDays,
  });
/** Children fewer at the end of April than without the lever, by group. One more leaves in April. */
const fewer = (snapshot: Snapshot, kappaDays: number, part: object) => {
  const [base, under] = [run(snapshot, kappaDays, null), run(snapshot, kappaDays, part)];
  const of = (code: string) => base.months[0]!.groups[code]!.stock - under.months[0]!.groups[code]!.stock;
  const notes = under.notes.filter((note) => !base.notes.includes(note));
  return { FOS: of('FOS'), RES: of('RES'), KIN: of('KIN'), notes };
};

describe('more leaving by one route', () => {
  const snapshot = council(leavers);

  test('takes them from where children left by that route: adoption from the youngest in fostering', () => {
    const adoption = fewer(snapshot, 0, { reference: 'adoption' });
    expect(adoption.FOS).toBeGreaterThan(0.9);
    expect(adoption.RES).toBe(0);
    expect(adoption.KIN).toBe(0);
    expect(adoption.notes).toEqual([]);
    const base = run(snapshot, 0, null).months[0]!.bands;
    const { bands } = run(snapshot, 0, { reference: 'adoption' }).months[0]!;
    expect(base['1-4'] - bands['1-4']).toBeGreaterThan(0.9);
    expect(base['10-15'] - bands['10-15']).toBe(0);
    const sgo = fewer(snapshot, 0, { reference: 'sgo' });
    expect(sgo.KIN).toBeGreaterThan(0.9);
    expect(sgo.FOS + sgo.RES).toBe(0);
  });

  test('in proportion to the children there times their rate of leaving by that route', () => {
    const home = fewer(snapshot, 0, { reference: 'reunification' });
    expect(home.KIN).toBe(0);
    // 365 nights of each of the 20 who stayed, 197 of each who left on 15 October.
    const [young, old] = [2 / (20 * 365 + 2 * 197), 4 / (20 * 365 + 4 * 197)];
    expect(home.RES / home.FOS).toBeCloseTo(old / young, 1);
    expect(home.FOS + home.RES).toBeCloseTo(1, 1);
    // Twice the children in care now: the rate falls by less than half, and more of them go.
    const more = { ...snapshot, placements: [...snapshot.placements] };
    const like = snapshot.placements.find(
      ({ groupCode, birthMonth, end }) => [groupCode, birthMonth, end].join() === 'RES,2007-03-01,',
    )!;
    for (let child = 0; child < 20; child += 1)
      more.placements.push({ ...like, reference: `M${child}`, childKey: `m${child}` });
    const many = fewer(more, 0, { reference: 'reunification' });
    expect(many.RES / many.FOS).toBeCloseTo((40 * 4) / (40 * 365 + 4 * 197) / (20 * young), 1);
  });

  test('with shrinkage, the other ages of the group borrow a little; no other group does', () => {
    const adoption = fewer(snapshot, 1095, { reference: 'adoption' });
    expect(adoption.FOS).toBeGreaterThan(0.9);
    expect(adoption.RES + adoption.KIN).toBe(0);
    const [base, under] = [run(snapshot, 1095, null), run(snapshot, 1095, { reference: 'adoption' })];
    const byBand = (code: '1-4' | '10-15' | '16-17') => base.months[0]!.bands[code] - under.months[0]!.bands[code];
    // (4 + 1,095 r) ÷ (nights + 1,095) of 1–4, 1,095 r ÷ (nights + 1,095) of 16–17, r the group's rate.
    const nights = { young: 20 * 365 + 4 * 197, middle: 20 * 365 + 2 * 197, old: 20 * 365 };
    const r = 4 / (nights.young + nights.middle + nights.old);
    const ratio = (4 + 1095 * r) / (nights.young + 1095) / ((1095 * r) / (nights.old + 1095));
    expect(byBand('1-4') / byBand('16-17')).toBeGreaterThan(ratio * 0.97);
    expect(byBand('1-4') / byBand('16-17')).toBeLessThan(ratio * 1.03);
  });

  test('is capped by the children of the groups that leave by it, and says so', () => {
    const adoption = fewer(snapshot, 1095, { reference: 'adoption', value: 12_000 });
    expect(adoption.FOS).toBeGreaterThan(55);
    expect(adoption.RES + adoption.KIN).toBe(0);
    expect(adoption.notes.join()).toMatch(/more are to leave than there are children where they leave by adoption, so/);
  });

  test('no route: from all in proportion to the children, as before there were routes', () => {
    const any = fewer(snapshot, 0, { reference: null });
    expect(any.FOS).toBeCloseTo(any.KIN, 2);
    expect(any.RES).toBeCloseTo(any.KIN, 2);
    expect(any.notes).toEqual([]);
  });

  test('where nobody is known to have left by the route, it says so and takes them from all', () => {
    const unknown = council([{ group: 'FOS', birth: '2013-01-01', reason: null, count: 5 }]);
    const adoption = fewer(unknown, 1095, { reference: 'adoption' });
    expect(adoption.FOS).toBeCloseTo(adoption.RES, 2);
    expect(adoption.notes.join()).toMatch(
      /no child is recorded as leaving by adoption from 1 Apr 2023 to 31 Mar 2024, so those who leave are taken in proportion to the children there/,
    );
    // The groups it names saw none of it.
    const elsewhere = fewer(snapshot, 1095, { reference: 'adoption', groups: ['RES'] });
    expect(elsewhere.RES).toBeGreaterThan(0.9);
    expect(elsewhere.notes.join()).toMatch(/no child is recorded as leaving by adoption/);
  });

  test('older codes of the same routes count, however they are written', () => {
    const older = council([
      { group: 'RES', birth: '2013-01-01', reason: 'e44 ', count: 2 },
      { group: 'KIN', birth: '2013-01-01', reason: 'E8', count: 2 },
    ]);
    expect(fewer(older, 0, { reference: 'sgo' })).toMatchObject({ FOS: 0, KIN: 0, notes: [] });
  });

  test('a route that does not exist is refused by name', () => {
    expect(() => run(snapshot, 0, { reference: 'teleport' })).toThrow(/teleport/);
  });
});
