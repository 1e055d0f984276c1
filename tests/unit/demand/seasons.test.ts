import { describe, expect, test } from 'vitest';
import { projectDemand } from '../../../shared/demand/project.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { addMonths } from '../../../shared/model/calendar.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { emptySnapshot } from '../../../shared/model/snapshot.ts';
import { demandAssumptions, demandInput } from '../../../shared/scenario/demand-cache.ts';
import { syntheticSnapshot, threeGroups } from './synthetic.ts';

const like = syntheticSnapshot(1, 1).placements[0]!;
/** Six come in each of April to September, two in each other month, for three years; each stays ten days. */
const placements = Array.from({ length: 36 }, (_, at) => at).flatMap((at) => {
  const month = addMonths('2021-04-01', at).slice(0, 8);
  return Array.from({ length: at % 12 < 6 ? 6 : 2 }, (_child, child) => ({
    ...{ ...like, reference: `${at}-${child}`, childKey: `${at}-${child}`, birthMonth: '2015-01-01' },
    ...{ start: `${month}10`, end: `${month}20`, shortBreak: 0 as const, groupCode: 'FOS' },
  }));
});
const snapshot = { ...emptySnapshot('Seasons', '2024-03-31'), placements, placementGroups: threeGroups };
const asked = { snapshot, levers: [], months: 12, method: 'chain' as const, kappaDays: 0, seasonal: true };
const entrantsOf = (reference: { from: string; to: string } | null) =>
  projectDemand({ ...asked, reference }).months.map(({ total }) => total.entrants);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('entrants by season', () => {
  test('a year brings what the year before brought, in its months', () => {
    const months = entrantsOf(null);
    expect(sum(months)).toBeCloseTo(48, 0);
    expect(months[0]).toBeCloseTo(6, 1);
    expect(months[9]).toBeCloseTo(2, 1);
  });

  test('a window of the busy or the quiet half is not counted twice', () => {
    const busy = entrantsOf({ from: '2023-04-01', to: '2023-09-30' });
    expect(sum(busy.slice(0, 6))).toBeCloseTo(36, 9);
    expect(sum(busy)).toBeCloseTo(48, 0);
    const quiet = entrantsOf({ from: '2023-10-01', to: '2024-03-31' });
    expect(sum(quiet)).toBeCloseTo(48, 0);
    expect(quiet[0]! / quiet[9]!).toBeCloseTo((busy[0] ?? 0) / (busy[9] ?? 1), 9);
  });

  test('paths are drawn about the same rate', () => {
    const plan = simulationPlan(
      { ...asked, reference: { from: '2023-04-01', to: '2023-09-30' } },
      { seed: 1, drawRates: true },
    );
    plan.entrantShapes.forEach((events, cell) => {
      expect(events / plan.entrantDays).toBeCloseTo(plan.entrants[cell]!, 12);
    });
  });

  test('under two years of history they come evenly, and it says so', () => {
    const short = { ...snapshot, placements: placements.filter(({ start }) => start >= '2023-01-01') };
    const { notes, months } = projectDemand({ ...asked, snapshot: short, reference: null });
    expect(notes.join()).toContain('need two whole years of history');
    expect(months[0]!.total.entrants / 30).toBeCloseTo(months[9]!.total.entrants / 31, 12);
  });

  test('a scenario asks for them by an assumption', () => {
    const scenario = newScenario('s', '2023/24', 12);
    expect(demandInput(snapshot, scenario).seasonal).toBe(false);
    expect(demandInput(snapshot, { ...scenario, assumptions: { 'seasonal-entrants': 1 } }).seasonal).toBe(true);
  });

  test('what the data assume of rates holds for the command line too, and a scenario goes before it', () => {
    const row = { id: 1, unit: '', ownerRole: null, source: null, confidence: null, review: null };
    const assumptions = [
      { ...row, key: 'reference-months', value: 24 },
      { ...row, key: 'seasonal-entrants', value: 1 },
      { ...row, key: 'rate:10-15|FOS|exit', value: 0.002 },
      { ...row, key: 'arrival-dispersion', value: 1 },
      { ...row, key: 'break:2022-07', value: 1 },
      { ...row, key: 'break:2021-07', value: 0 },
    ] as unknown as (typeof snapshot)['assumptions'];
    expect(demandAssumptions({ ...snapshot, assumptions }, { assumptions: { 'kappa-days': 0 } })).toEqual({
      reference: { from: '2022-04-01', to: '2024-03-31' },
      kappaDays: 0,
      // No expected end is in the past: half of them are taken to hold.
      expectedEnds: 0.5,
      seasonal: true,
      edits: [{ band: '10-15', group: 'FOS', to: null, perDay: 0.002 }],
      movement: { dispersion: 1, entryWalk: null, exitWalk: null, breaks: ['2022-07-01'] },
    });
    const movement = (key: string, value: number) =>
      demandAssumptions(snapshot, { assumptions: { [key]: value } }).movement;
    expect(() => movement('arrival-dispersion', 0.5)).toThrow(/must be 1 or more/);
    expect(() => movement('entry-movement', -1)).toThrow(/must be 0 or more/);
    expect(() => movement('break:last summer', 1)).toThrow(/does not name a month/);
  });
});
