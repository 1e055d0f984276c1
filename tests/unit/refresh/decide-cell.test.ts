import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CellState,
  decideCell,
  refreshRules,
  ruleFor,
  settledValue,
} from '../../../shared/refresh/decide-cell.ts';

const value = fc.constantFrom(null, 0, 1, 2, 'a', 'b');
const cell: fc.Arbitrary<CellState> = fc.record({
  stored: value,
  incoming: value,
  imported: fc.option(value, { nil: undefined }),
});
const rule = fc.constantFrom(...refreshRules);
const answer = fc.constantFrom(null, 'local' as const, 'source' as const);
const run = (
  property: (state: CellState, rule: (typeof refreshRules)[number], answer: 'local' | 'source' | null) => void,
) => fc.assert(fc.property(cell, rule, answer, property), { numRuns: 3000, seed: 8 });

describe('a cell that is read again', () => {
  test('an edit made here is given up only by the rule or by an answer', () => {
    run((state, rule, answer) => {
      const after = settledValue(state, decideCell(state, rule, answer));
      const edited = state.imported === undefined || state.stored !== state.imported;
      if (edited && after !== state.stored)
        expect(rule === 'source' || (rule === 'ask' && answer === 'source')).toBe(true);
    });
  });
  test('a cell nobody edited always follows the source', () => {
    run((state, rule, answer) => {
      if (state.imported === undefined || state.stored !== state.imported) return;
      expect(settledValue(state, decideCell(state, rule, answer))).toBe(state.incoming);
    });
  });
  test('a source that says nothing new changes nothing that was edited', () => {
    run((state, rule, answer) => {
      if (state.imported === undefined || state.incoming !== state.imported) return;
      expect(settledValue(state, decideCell(state, rule, answer))).toBe(state.stored);
    });
  });
  test('both changed: local keeps, source takes, ask waits for the answer', () => {
    run((state, rule, answer) => {
      const { stored, incoming, imported } = state;
      if (stored === incoming || (imported !== undefined && (stored === imported || incoming === imported))) return;
      const outcome = decideCell(state, rule, answer);
      const winner = rule === 'ask' ? answer : rule;
      expect(outcome).toBe(winner === null ? 'ask' : winner === 'local' ? 'local-wins' : 'source-wins');
      expect(settledValue(state, outcome)).toBe(winner === 'source' ? incoming : stored);
    });
  });
  test('the same source twice settles it: what was decided once is not asked again', () => {
    run((state, rule, answer) => {
      const outcome = decideCell(state, rule, answer);
      if (outcome === 'ask') return;
      const after = settledValue(state, outcome);
      // A cell that was kept is noted with what the source said; a cell that was taken holds it.
      const next = { stored: after, incoming: state.incoming, imported: state.incoming };
      expect(['same', 'keep']).toContain(decideCell(next, rule, null));
    });
  });
  test('the rule of the column, else the rule for all', () => {
    const rules = {
      rules: [{ register: 'savings', column: 'target', rule: 'source' as const }],
      otherwise: 'ask' as const,
    };
    expect(ruleFor(rules, 'savings', 'target')).toBe('source');
    expect(ruleFor(rules, 'savings', 'name')).toBe('ask');
    expect(ruleFor(rules, 'pressures', 'target')).toBe('ask');
  });
});
