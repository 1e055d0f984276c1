import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { applyChanges, differences, type TeamCells } from '../../../shared/team/change.ts';
import { askDangling, mergeStates } from '../../../shared/team/merge.ts';
import { scenarioCells, scenarioOf } from '../../../shared/team/scenario-cells.ts';

const rows = fc
  .dictionary(fc.constantFrom('a', 'b', 'c'), fc.record({ x: fc.nat(2), y: fc.nat(2), z: fc.nat(2) }))
  .map((record) => new Map<string, TeamCells>(Object.entries(record).map(([key, cells]) => [`r ["${key}"]`, cells])));

describe('merging by row and field', () => {
  test('what differs, applied, is the other state; what does not follow is refused', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const state = new Map(before);
        const changes = differences(before, after);
        expect(applyChanges(state, changes)).toBeNull();
        expect(state).toEqual(after);
        if (changes.length > 0) expect(applyChanges(state, changes)).not.toBeNull();
      }),
    );
  });

  test('each cell of a merge is what one side says; where both changed it differently it is asked; the order of sides is no matter', () => {
    fc.assert(
      fc.property(rows, rows, rows, (base, mine, theirs) => {
        const merge = mergeStates(base, mine, theirs);
        const merged = new Map(mine);
        expect(applyChanges(merged, merge.take)).toBeNull();
        const asked = new Set(merge.conflicts.map(({ key, field }) => `${key} ${field ?? ''}`));
        for (const name of new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])) {
          const key = name.slice(2);
          if (asked.has(`${key} `)) {
            expect(merged.get(name)).toEqual(mine.get(name));
            continue;
          }
          const [was, here, there, now] = [base, mine, theirs, merged].map((state) => state.get(name));
          if (!here || !there || !now) {
            expect(now).toEqual(JSON.stringify(was) === JSON.stringify(here) ? there : here);
            continue;
          }
          for (const field of ['x', 'y', 'z']) {
            const both = was?.[field] !== here[field] && was?.[field] !== there[field] && here[field] !== there[field];
            expect(asked.has(`${key} ${field}`)).toBe(both);
            if (!both) expect(now[field]).toBe(was?.[field] === here[field] ? there[field] : here[field]);
          }
        }
        const other = mergeStates(base, theirs, mine).conflicts.map(({ key, field }) => `${key} ${field ?? ''}`);
        expect(new Set(other)).toEqual(asked);
      }),
    );
  });

  test('a row that is named here is not deleted by a merge, nor one added that names what is gone: both are asked', () => {
    const lines = (...codes: string[]) => codes.map((code): [string, TeamCells] => [`lines ["${code}"]`, { code }]);
    const references = [{ register: 'savings', columns: ['line'], target: 'lines' }];
    const saving: [string, TeamCells] = ['savings ["S"]', { id: 'S', line: 'B' }];
    const base = new Map(lines('A', 'B'));
    const deleted = new Map(lines('A'));
    const named = new Map([...lines('A', 'B'), saving]);
    const one = askDangling(mergeStates(base, named, deleted), named, references);
    expect(one.take).toEqual([]);
    expect(one.conflicts).toMatchObject([{ register: 'lines', key: '["B"]', field: null }]);
    const two = askDangling(mergeStates(base, deleted, named), deleted, references);
    expect(two.take).toEqual([]);
    expect(two.conflicts).toMatchObject([{ register: 'savings', key: '["S"]', mine: null }]);
  });
});

describe('scenarios as rows', () => {
  const levers = ['a', 'b'].map((id) => newLever('price-uplift', id, '2024-01-01'));
  const scenario = { ...newScenario('Plan', '2023/24', 9), levers, assumptions: { 'line-risk': 2 } };
  const key = 'scenarios ["Plan"]';
  const state = (cells: TeamCells) => new Map([[key, cells]]);

  test('they come back as they were, and levers that two people add both stand, in order', () => {
    const base = scenarioCells(scenario);
    expect(scenarioOf(base)).toEqual(scenario);
    const [first, last] = levers;
    const between = scenarioCells(
      { ...scenario, levers: [first!, newLever('price-uplift', 'm', '2024-01-01'), last!] },
      base,
    );
    const after = scenarioCells(
      { ...scenario, levers: [...levers, newLever('price-uplift', 'z', '2024-02-01')] },
      base,
    );
    const merge = mergeStates(state(base), state(between), state(after));
    expect(merge.conflicts).toEqual([]);
    const merged = state(between);
    expect(applyChanges(merged, merge.take)).toBeNull();
    expect(scenarioOf(merged.get(key)!)?.levers.map(({ id }) => id)).toEqual(['a', 'm', 'b', 'z']);
  });

  test('an approved scenario takes no merge: it is asked as a whole', () => {
    const base = scenarioCells(scenario);
    const approved = { ...base, status: 'approved' };
    const changed = scenarioCells({ ...scenario, seed: 9 }, base);
    const merge = mergeStates(state(base), state(changed), state(approved));
    expect(merge.take).toEqual([]);
    expect(merge.conflicts).toMatchObject([{ field: null, reason: 'An approved scenario takes no merge.' }]);
  });
});
