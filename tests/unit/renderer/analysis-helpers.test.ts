import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAmount } from '../../../renderer/components/goal/read-amount.ts';
import { tourSteps } from '../../../renderer/components/help/tour-steps.ts';
import { today } from '../../../renderer/components/scenario/today.ts';
import { leversOf, sameData } from '../../../renderer/screens/compare/compare-figures.ts';
import { findTerms, glossary, glossaryTerm } from '../../../shared/format/glossary.ts';
import { comparedHeadlines } from '../../../shared/headline/compare.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { emptySnapshot } from '../../../shared/model/snapshot.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

describe('an amount as people type it', () => {
  test.each([
    ['£1.2m', 120_000_000],
    ['365k', 36_500_000],
    ['−250,000', -25_000_000],
    ['(1,000)', -100_000],
    ['0', 0],
    ['-0', 0],
    ['.5m', 50_000_000],
    ['1bn', 100_000_000_000],
  ])('%s', (text, pence) => expect(readAmount(text)).toBe(pence));
  test.each(['', 'm', '1.2.3', '(5', '5)'])('not an amount: “%s”', (text) => expect(readAmount(text)).toBeNull());
  test('whole pounds come back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (pounds) => {
        expect(readAmount(`£${pounds.toLocaleString('en-GB')}`)).toBe(pounds * 100);
      }),
    );
  });
});

describe('the glossary', () => {
  test('says each term once, in one sentence without a full stop, on screens that exist', async () => {
    const { screens } = await import('../../../renderer/screens/screen-list.ts');
    const paths = new Set(screens.map((screen) => screen.path.slice(1)));
    const names = glossary.map((entry) => entry.term.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    for (const entry of glossary) {
      expect(entry.means.length, entry.term).toBeGreaterThan(8);
      expect(entry.means.endsWith('.'), entry.term).toBe(false);
      for (const screen of entry.screens) expect(paths, entry.term).toContain(screen);
    }
  });
  test('finds by any word, names first', () => {
    expect(findTerms('slip')[0]?.term).toBe('Slippage');
    expect(findTerms('guardianship').map((entry) => entry.term)).toContain('REC');
    expect(findTerms('no such thing')).toEqual([]);
    expect(glossaryTerm('net VARIANCE')?.term).toBe('Net variance');
    expect(glossaryTerm('nothing')).toBeNull();
  });
  test('holds what SSDA903 files are headed with', () => {
    for (const header of [
      'DECOM',
      'DEC',
      'RNE',
      'LS',
      'CIN',
      'PLACE',
      'PLACE_PROVIDER',
      'REC',
      'REASON_PLACE_CHANGE',
      'URN',
    ])
      expect(glossaryTerm(header), header).not.toBeNull();
  });
  test('the tour goes to screens that exist', async () => {
    const { screens } = await import('../../../renderer/screens/screen-list.ts');
    for (const step of tourSteps) expect(screens.map((screen) => screen.path)).toContain(step.path);
  });
});

describe('side by side', () => {
  const snapshot = sampleSnapshot();
  const scenario = newScenario('One', '2023/24', 9);
  const made = forecast(snapshot, scenario);

  test('headline figures are those of the forecast', () => {
    const all = Object.fromEntries(comparedHeadlines(made).map((row) => [row.key, row.value]));
    expect(all).toMatchObject({ outturn: made.total.outturn, net: made.total.netVariance });
    const march = made.placements.months.find((month) => month.month.startsWith('2024-03'));
    expect(all.children).toBeCloseTo(march?.groups.reduce((sum, cell) => sum + cell.stock, 0) ?? Number.NaN, 9);
  });
  test('levers are listed once, with what each scenario makes of them', () => {
    const lever = { ...newLever('price-uplift', 'a', '2024-01-01'), value: 3 };
    const columns = [
      { key: 'x', name: 'x', scenario, made },
      { key: 'y', name: 'y', scenario: { ...scenario, levers: [lever] }, made },
      { key: 'z', name: 'z', scenario: { ...scenario, levers: [{ ...lever, on: false }] }, made },
    ];
    expect(leversOf(columns)).toEqual([{ key: 'a', label: lever.name, values: [null, '+3.0 %', null] }]);
  });
  test('data are the same whatever their row numbers, and not when a figure differs', () => {
    const renumbered = { ...snapshot, funders: snapshot.funders.map((row) => ({ ...row, id: row.id + 1000 })) };
    expect(sameData(snapshot, renumbered)).toBe(true);
    const first = snapshot.budgetLines[0];
    if (!first) throw new Error('no budget line');
    const other = {
      ...snapshot,
      budgetLines: [{ ...first, grossBudgetPence: first.grossBudgetPence + 1 }, ...snapshot.budgetLines.slice(1)],
    };
    expect(sameData(snapshot, other)).toBe(false);
    expect(sameData(snapshot, emptySnapshot())).toBe(false);
  });
});

test('the day is that of the computer’s calendar', () => {
  expect(today(new Date(2024, 2, 5, 23, 59))).toBe('2024-03-05');
});
