import { describe, expect, test } from 'vitest';
import { projectDemand } from '../../../shared/demand/project.ts';
import type { DemandCell } from '../../../shared/demand/projection.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Lever, LeverKind } from '../../../shared/model/lever.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { syntheticSnapshot } from './synthetic.ts';

/** What a lever asks for beyond the children and places there are (docs/model.md §12): capped, and said. */

const snapshot = syntheticSnapshot(300, 11);
const lever = (kind: LeverKind, value: number, part: Partial<Lever> = {}): Lever => ({
  ...newLever(kind, kind, '2024-04-01'),
  value,
  ...part,
});
const run = (data: Snapshot, ...levers: Lever[]) =>
  projectDemand({ snapshot: data, levers, months: 12, method: 'chain', reference: null, kappaDays: 1095 });
const sum = (projection: ReturnType<typeof run>, field: keyof DemandCell) =>
  projection.months.reduce((total, month) => total + month.total[field], 0);
const base = run(snapshot);
const modelled = new Set(['FOS', 'IFA', 'RES']);
/** Unaccompanied children who came into a modelled group from outside them in the year, a year of 366 days. */
const arrived = snapshot.placements.filter(
  (row) =>
    row.uasc === 1 &&
    modelled.has(row.groupCode) &&
    row.start >= '2023-04-01' &&
    !snapshot.placements.some(
      (other) => other.childKey === row.childKey && other.end === row.start && modelled.has(other.groupCode),
    ),
).length;
const here = snapshot.placements.filter(
  (row) => row.uasc === 1 && row.end === null && modelled.has(row.groupCode),
).length;

describe('levers on unaccompanied children', () => {
  test('take away no more entrants than there are of them', () => {
    expect(arrived).toBeGreaterThan(3);
    const fewer = run(snapshot, lever('entrants-number', -20, { uasc: 'only' }));
    expect(sum(fewer, 'entrants') - sum(base, 'entrants')).toBeCloseTo((-arrived * 365) / 366, 9);
    expect(fewer.notes.join()).toContain('entrants are capped at zero');
    const others = run(snapshot, lever('entrants-number', -200, { uasc: 'excluded' }));
    expect(sum(others, 'entrants')).toBeCloseTo((arrived * 365) / 366, 9);
  });

  test('act on what the levers before them left', () => {
    const change = (...levers: Lever[]) => sum(run(snapshot, ...levers), 'entrants') - sum(base, 'entrants');
    const once = change(lever('entrants-percent', -60, { uasc: 'only' }));
    expect(once).toBeCloseTo((-0.6 * arrived * 365) / 366, 9);
    const twice = change(
      lever('entrants-percent', -60, { uasc: 'only' }),
      lever('entrants-percent', -60, { id: 'again', uasc: 'only' }),
    );
    expect(twice).toBeCloseTo(once * 1.4, 9);
    const all = change(lever('entrants-percent', -50), lever('entrants-percent', -60, { id: 'again', uasc: 'only' }));
    expect(all).toBeCloseTo(-0.5 * sum(base, 'entrants') + once / 2, 9);
    const added = change(
      lever('entrants-number', 3, { uasc: 'only' }),
      lever('entrants-percent', -100, { id: 'again', uasc: 'only' }),
    );
    expect(added).toBeCloseTo((-arrived * 365) / 366, 9);
  });

  test('move on no more than there are, whoever asks, and say so', () => {
    const gone = run(snapshot, lever('exits-number', 600, { uasc: 'only' }));
    const more = sum(gone, 'leavers') - sum(base, 'leavers');
    expect(more).toBeGreaterThan(here / 3);
    expect(more).toBeLessThan(here + arrived);
    expect(gone.notes.join()).toContain('more are to leave than there are unaccompanied children in its groups');
    // What is asked of them within their number is given in full in the first month.
    const some = run(snapshot, lever('exits-number', 12, { uasc: 'only' }));
    expect(base.months[0]!.total.stock - some.months[0]!.total.stock).toBeGreaterThan(0.95);
    // All others gone: the unaccompanied and those who have come since are left.
    const others = run(snapshot, lever('exits-number', 60_000, { uasc: 'excluded' }));
    const last = others.months[0]!;
    const left = ['FOS', 'IFA', 'RES'].reduce((total, code) => total + last.groups[code]!.stock, 0);
    expect(left).toBeGreaterThan(here * 0.8);
    expect(left).toBeLessThan(here + arrived + 0.1 * base.months[0]!.total.stock);
  });

  test('two levers after each other leave none to the second', () => {
    const first = lever('exits-number', 6000, { uasc: 'only' });
    const both = run(snapshot, first, { ...first, id: 'again' });
    expect(sum(both, 'leavers')).toBeLessThan(sum(run(snapshot, first), 'leavers') + 0.5);
  });
});

describe('fuller use of places', () => {
  const unit = { id: 1, from: '2020-01-01', annualCostPence: 0, utilisationPercent: null, lineName: null };
  const children = base.months[0]!.groups.FOS!.opening;
  const equipped = (places: number): Snapshot => ({
    ...snapshot,
    capacityUnits: [{ ...unit, code: 'F', name: 'F', kind: 'foster', groupCode: 'FOS', places }],
  });

  test('fills no more places than stand empty, and says so', () => {
    const data = equipped(children + 2);
    const gained = run(data, lever('utilisation', 40)).months[0]!.groups.FOS!.stock - base.months[0]!.groups.FOS!.stock;
    expect(gained).toBeGreaterThan(1.5);
    expect(gained).toBeLessThanOrEqual(2);
    expect(run(data, lever('utilisation', 40)).notes.join()).toContain('fewer places stand empty in FOS');
    const full = run(equipped(children - 5), lever('utilisation', 40));
    expect(full.months).toEqual(base.months);
    expect(full.notes.join()).toContain('fewer places stand empty in FOS');
  });

  test('with room enough it gives what it says, without a word', () => {
    const data = equipped(children * 2);
    const fuller = run(data, lever('utilisation', 2));
    const last = fuller.months[11]!.groups.FOS!.stock - base.months[11]!.groups.FOS!.stock;
    expect(last).toBeGreaterThan(children * 0.04 * 0.8);
    expect(last).toBeLessThanOrEqual(children * 0.04);
    expect(fuller.notes.join()).not.toContain('stand empty');
  });
});
