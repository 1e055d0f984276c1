import { describe, expect, test } from 'vitest';
import { editedScenario, leverFromText } from '../../../electron/services/command-line/change-scenario.ts';
import { newScenario } from '../../../shared/model/scenario.ts';

const base = newScenario('Base', '2023/24', 9);
const nothing = { lever: [], on: [], off: [], remove: [], assumption: [] };

describe('changing a scenario by words', () => {
  test('a lever starts after the period unless it says when', () => {
    expect(leverFromText('price-uplift=3.2', base)).toMatchObject({ value: 3.2, from: '2024-01-01', on: true });
    expect(
      leverFromText('moves=1.5,from=2023-10-01,to=2024-04-01,ramp=6,groups=A|B,toGroup=C,name=Step down', base),
    ).toMatchObject({ from: '2023-10-01', to: '2024-04-01', rampMonths: 6, groups: ['A', 'B'], toGroup: 'C' });
  });

  test('levers are added, switched and taken out; the same id twice gets a number', () => {
    const two = editedScenario(base, { ...nothing, lever: ['price-uplift=1', 'price-uplift=2'] });
    expect(two.levers.map((lever) => lever.id)).toEqual(['price-uplift', 'price-uplift-2']);
    const off = editedScenario(two, { ...nothing, off: ['price-uplift'], remove: ['price-uplift-2'] });
    expect(off.levers).toMatchObject([{ id: 'price-uplift', on: false }]);
    expect(base.levers).toEqual([]);
  });

  test('assumptions are replaced and given back', () => {
    const set = editedScenario(base, { ...nothing, assumption: ['rag-amber=0.5'] });
    expect(set.assumptions).toEqual({ 'rag-amber': 0.5 });
    expect(editedScenario(set, { ...nothing, assumption: ['rag-amber='] }).assumptions).toEqual({});
  });

  test.each([
    [{ lever: ['no-such-kind=1'] }, 'Kinds:'],
    [{ lever: ['price-uplift'] }, 'name=value'],
    [{ lever: ['price-uplift=lots'] }, 'not a number'],
    [{ lever: ['price-uplift=1,from=2024-02-30'] }, 'from'],
    [{ lever: ['price-uplift=1,colour=red'] }, 'colour'],
    [{ remove: ['x'] }, 'no lever “x”'],
    [{ assumption: ['rag-amber'] }, 'name=value'],
    [{ method: 'guess' }, 'method'],
  ])('%j is refused as wrong usage', (options, message) => {
    const run = () => editedScenario(base, { ...nothing, ...options });
    expect(run).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(run).toThrow(message);
  });
});
