import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMoney, type MoneyUnit } from '../../../shared/format/format.ts';
import { bridgeSentence } from '../../../shared/headline/bridge.ts';
import { comparedHeadlines, differenceTone } from '../../../shared/headline/compare.ts';
import { childrenSentence } from '../../../shared/headline/demand.ts';
import { outturnTiles, varianceSentence } from '../../../shared/headline/outturn.ts';
import { riskSentence, riskTiles } from '../../../shared/headline/risk.ts';
import {
  deliveredMonths,
  deliverySentence,
  pressuresSentence,
  pressuresTiles,
  savingsTiles,
} from '../../../shared/headline/savings.ts';
import { type HeadlineTile, type Sentence, shareText } from '../../../shared/headline/sentence.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { outturnRiskOf } from '../../../shared/scenario/outturn-risk.ts';
import { smallCouncil } from '../scenario/small-council.ts';

const year = '2023/24';
const units: readonly MoneyUnit[] = ['pounds', 'thousands', 'millions'];

/** Any month-end of a small council: what was spent, what is budgeted, and what a scenario assumes. */
const worlds = fc.record({
  period: fc.integer({ min: 0, max: 12 }),
  spent: fc.array(fc.integer({ min: -300, max: 400 }), { minLength: 4, maxLength: 4 }),
  budget: fc.array(fc.integer({ min: -50, max: 300 }), { minLength: 4, maxLength: 4 }),
  uplift: fc.integer({ min: -20, max: 30 }),
  delivery: fc.integer({ min: 0, max: 150 }),
  delay: fc.integer({ min: 0, max: 12 }),
  oneOff: fc.integer({ min: -2_000_000, max: 2_000_000 }),
  entrants: fc.integer({ min: -60, max: 60 }),
});

function made(world: typeof worlds extends fc.Arbitrary<infer T> ? T : never): { base: Forecast; result: Forecast } {
  const plain = smallCouncil();
  const factor = (list: readonly number[], at: number) => (list[at % 4] ?? 100) / 100;
  const snapshot = {
    ...plain,
    budgetLines: plain.budgetLines.map((line, at) => ({
      ...line,
      grossBudgetPence: Math.round(line.grossBudgetPence * factor(world.budget, at)),
    })),
    actuals: plain.actuals.map((row) => ({
      ...row,
      expenditurePence: Math.round(
        row.expenditurePence *
          factor(
            world.spent,
            plain.budgetLines.findIndex((line) => line.code === row.lineCode),
          ),
      ),
    })),
  };
  const lever = (kind: Lever['kind'], value: number, reference: string | null = null): Lever => ({
    ...newLever(kind, `${kind} ${value}`, '2024-01-01'),
    ...{ value, reference },
  });
  const scenario = {
    ...newScenario('Any', year, world.period),
    levers: [
      lever('price-uplift', world.uplift),
      lever('entrants-percent', world.entrants),
      lever('saving-delivery', world.delivery, 'S1'),
      lever('saving-delay', world.delay, 'S1'),
      lever('one-off', world.oneOff, 'STAFF'),
    ],
  };
  return { base: forecast(snapshot, { ...scenario, levers: [] }), result: forecast(snapshot, scenario) };
}

function holdsSentence(sentence: Sentence, unit: MoneyUnit): void {
  const { text, tone, effect, claims } = sentence;
  expect(tone, text).toBe(effect > 0 ? 'over' : effect < 0 ? 'under' : '');
  for (const claim of claims) {
    if (claim.kind === 'money') {
      expect(text).toContain(claim.text);
      // The unit of the tables, digit for digit.
      expect(claim.text).toBe(
        `£${formatMoney(Math.abs(claim.pence), unit)}${{ pounds: '', thousands: 'k', millions: 'm' }[unit]}`,
      );
    } else {
      expect(claim.percent).toBeGreaterThanOrEqual(0);
      expect(claim.percent).toBeLessThanOrEqual(100);
      expect(Math.abs(claim.part)).toBeLessThanOrEqual(Math.abs(claim.whole));
      expect(claim.part * claim.whole).toBeGreaterThanOrEqual(0);
    }
  }
  // Whatever is written as a share of a whole: none is more than the whole.
  for (const [, percent] of text.matchAll(/(\d[\d,.]*) %/g)) {
    expect(Number(percent?.replaceAll(',', '')), text).toBeLessThanOrEqual(100);
  }
  // “£a of £b”: a part is never larger than what it is a part of.
  for (const [, part, whole] of text.matchAll(/£([\d,.]+)[km]? of £([\d,.]+)[km]?/g)) {
    const number = (digits: string | undefined) => Number(digits?.replaceAll(',', ''));
    expect(number(part), text).toBeLessThanOrEqual(number(whole));
  }
}

function holdsTile(tile: HeadlineTile, unit: MoneyUnit): void {
  holdsSentence(tile.foot, unit);
  if (tile.pence === null) return;
  const digits = tile.value.replace(/^[+−]/, '');
  expect(digits, tile.key).toBe(tile.pence === 0 ? '–' : formatMoney(Math.abs(tile.pence), unit));
  if (tile.value.startsWith('+')) expect(tile.pence).toBeGreaterThan(0);
  if (tile.value.startsWith('−')) expect(tile.pence).toBeLessThan(0);
}

describe('headlines', () => {
  test('of any forecast claim no more than the whole, and their sign, colour and unit are those of the tables', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...units), (world, unit) => {
        const { base, result } = made(world);
        const range = { risk: null, stale: false, running: true, failed: false, done: 0.4 };
        const tiles = [
          ...outturnTiles(result, base, range, unit),
          ...savingsTiles(result, base.savings, unit),
          ...pressuresTiles(result.pressures, unit),
        ];
        for (const tile of tiles) holdsTile(tile, unit);
        for (const sentence of [
          bridgeSentence(result, unit),
          varianceSentence(result, base, [], unit),
          deliverySentence(result.savings, unit),
          pressuresSentence(result.pressures, unit),
        ])
          holdsSentence(sentence, unit);
        // A tile’s change against the base is what the outturn moved by: slippage as much as the total.
        const of = (key: string) => tiles.find((tile) => tile.key === key);
        expect(of('outturn')?.foot.effect).toBe(result.total.outturn - base.total.outturn);
        expect(of('variance')?.tone).toBe(
          result.total.variance > 0 ? 'over' : result.total.variance < 0 ? 'under' : '',
        );
      }),
      { numRuns: 60 },
    );
  });

  test('the change that the slippage tile says is the change of the outturn, also when closed months would move', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 12 }), (period, delay) => {
        const snapshot = smallCouncil();
        const base = { ...newScenario('Base', year, period) };
        const lever = { ...newLever('saving-delay', 'd', '2024-01-01'), value: delay, reference: 'S1' };
        const [was, now] = [forecast(snapshot, base), forecast(snapshot, { ...base, levers: [lever] })];
        const tile = savingsTiles(now, was.savings, 'pounds').find(({ key }) => key === 'slippage');
        const change = now.total.outturn - was.total.outturn;
        expect(tile?.foot.effect).toBe(change);
        // Its chart does not rewrite months that have closed.
        const [mine, theirs] = [
          deliveredMonths(now.savings, was.savings, period),
          deliveredMonths(was.savings, null, period),
        ];
        expect(mine.slice(0, period)).toEqual(theirs.slice(0, period));
      }),
      { numRuns: 60 },
    );
  });

  test('a step larger than the variance is set beside what the others take back', () => {
    const { result } = made({
      ...{ period: 9, spent: [100, 100, 100, 100], budget: [100, 100, 100, 100] },
      ...{ uplift: 0, delivery: 100, delay: 0, oneOff: 0, entrants: 0 },
    });
    const bridge = (variance: number, steps: [string, number][]): Forecast => ({
      ...result,
      total: { ...result.total, variance },
      bridge: steps.map(([key, amount]) => ({ key, label: key, amount })),
    });
    // The issue’s own case: “£839k of £302k”.
    const issue = bridge(30_200_000, [
      ['savings-slippage', 83_900_000],
      ['other-lines', -53_700_000],
    ]);
    expect(bridgeSentence(issue, 'thousands').text).toBe(
      'Savings slippage: £839k more; other steps take off £537k, which leaves £302k over',
    );
    const under = bridge(-30_200_000, [
      ['placements-volume', -83_900_000],
      ['other-lines', 53_700_000],
    ]);
    expect(bridgeSentence(under, 'millions').text).toBe(
      'Fewer children: £0.839m less; other steps add £0.537m, which leaves £0.302m under',
    );
    const most = bridge(30_200_000, [
      ['placements-price', 20_000_000],
      ['other-lines', 10_200_000],
    ]);
    expect(bridgeSentence(most, 'thousands').text).toBe('Higher prices: most of the overspend, £200k of £302k');
  });

  test('the range has the unit and the sign of the variance', () => {
    const snapshot = smallCouncil();
    const scenario = newScenario('Base', year, 9);
    const result = forecast(snapshot, scenario);
    const risk = outturnRiskOf(snapshot, scenario, result, [], 500);
    for (const unit of units) {
      const range = { risk, stale: false, running: false, failed: false, done: null };
      const tile = outturnTiles(result, result, range, unit).find(({ key }) => key === 'range');
      const signed = (pence: number) => `${pence > 0 ? '+' : ''}${formatMoney(pence, unit)}`;
      expect(tile?.value).toBe(`${signed(risk.p10)} to ${signed(risk.p90)}`);
      for (const each of riskTiles(risk, unit)) holdsTile(each, unit);
      expect(riskSentence(risk, unit).text).toContain('8 times in 10');
    }
    const stale = outturnTiles(
      result,
      result,
      { risk, stale: true, running: false, failed: false, done: null },
      'pounds',
    );
    expect(stale.at(-1)?.foot.text).toBe('before the last change');
  });

  test('fewer savings are bad and fewer pressures good, whatever the sign of their difference', () => {
    const { result } = made({
      ...{ period: 6, spent: [100, 100, 100, 100], budget: [100, 100, 100, 100] },
      ...{ uplift: 0, delivery: 100, delay: 0, oneOff: 0, entrants: 0 },
    });
    const of = Object.fromEntries(comparedHeadlines(result).map((row) => [row.key, row]));
    const toneOf = (key: string, difference: number) => differenceTone(of[key] ?? { costs: 0 }, difference);
    expect(toneOf('savings', -30_600)).toBe('over');
    expect(toneOf('savings', 30_600)).toBe('under');
    expect(toneOf('pressures', -1)).toBe('under');
    expect(toneOf('outturn', 1)).toBe('over');
    expect(toneOf('budget', 1)).toBe('');
  });

  test('children are whole, and a share is never 100 % of less than all', () => {
    expect(
      childrenSentence({ what: 'children', opening: 1240.2, ahead: 1241.1, month: 'Mar 2024', range: null }).text,
    ).toBe('1 more child by Mar 2024');
    expect(
      childrenSentence({
        ...{ what: 'children', opening: 1240, ahead: 1241.1, month: 'Mar 2024' },
        range: { p10: 1200.4, p90: 1299.6 },
      }).text,
    ).toBe('1,241 children by Mar 2024; 8 of 10 simulated paths end between 1,200 and 1,300');
    expect([99.7, 0.2, 0, 100, 50].map(shareText)).toEqual(['over 99 %', 'under 1 %', '0 %', '100 %', '50 %']);
  });
});
