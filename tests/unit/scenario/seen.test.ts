import { describe, expect, test } from 'vitest';
import { runChecks } from '../../../shared/checks/run-checks.ts';
import { payback } from '../../../shared/finance/invest-to-save.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { notesAbout } from '../../../shared/model/note.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { forecastAssumptions, movesForecast } from '../../../shared/scenario/assumption-values.ts';
import { bridgeByPriceVolumeMix } from '../../../shared/scenario/compare.ts';
import { bridgeByLever } from '../../../shared/scenario/compare-scenarios.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { outturnRiskOf } from '../../../shared/scenario/outturn-risk.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { row, rows, smallCouncil, steadyDemand } from './small-council.ts';

/** What was seen on the landed code, each with its right value. */

const sample = sampleSnapshot();
const base = newScenario('Base', '2023/24', 9);
const made = forecast(sample, base);
const year = '2023/24';

describe('a month that the ledger lacks', () => {
  const without = (line: string, period: number): Snapshot => ({
    ...sample,
    actuals: sample.actuals.filter((each) => each.year !== year || each.lineCode !== line || each.period !== period),
  });

  test('nothing missing, the sample says what the paper says', () => {
    expect(made.total.variance).toBe(2_967_000_000);
    expect(made.gaps).toEqual([]);
    expect(made.askedPeriod).toBeUndefined();
  });

  test('of Placements is estimated from the register, named and blocks; it is never zero', () => {
    const lacking = forecast(without('PLACE', 9), base);
    expect(lacking.total.variance).toBeGreaterThan(2_700_000_000);
    expect(lacking.gaps).toMatchObject([{ line: 'PLACE', period: 9, basis: 'register' }]);
    expect(lacking.total.estimated).toBe(lacking.gaps[0]?.amount);
    expect(lacking.months[8]?.estimated).toBe(lacking.gaps[0]?.amount);
    const [said] = notesAbout(lacking.notes, 'line', 'PLACE').filter((each) => each.severity === 'block');
    expect(said?.text).toContain('no actuals are held for P9');
    expect(runChecks(without('PLACE', 9))).toContainEqual(
      expect.objectContaining({ code: 'ledger-month-missing', severity: 'block' }),
    );
  });

  test('of a line by profile is its budget of that month; a row of zero is nil by intent', () => {
    const plan = made.lines.find((line) => line.code === 'LEGAL')!;
    const lacking = forecast(without('LEGAL', 4), base).lines.find((line) => line.code === 'LEGAL')!;
    expect(lacking.months[3]).toBe(plan.budgetMonths[3]);
    expect(lacking.estimatedPeriods).toEqual([4]);
    const nil = without('LEGAL', 4);
    const fourth = sample.actuals.find((each) => each.year === year && each.lineCode === 'LEGAL' && each.period === 4)!;
    nil.actuals.push({ ...fourth, expenditurePence: 0, incomePence: 0 });
    const stated = forecast(nil, base);
    expect(stated.gaps).toEqual([]);
    expect(stated.lines.find((line) => line.code === 'LEGAL')?.months[3]).toBe(0);
  });

  test('a period after the data is forecast and said, never nil', () => {
    const asked = forecast(sample, { ...base, period: 12 });
    expect(asked).toMatchObject({ period: 9, askedPeriod: 12 });
    expect(asked.total.variance).toBe(made.total.variance);
    expect(asked.notes).toContainEqual(expect.objectContaining({ code: 'period-after-data', severity: 'block' }));
    expect(outturnRiskOf(sample, { ...base, period: 12 }, asked, [], 500).p90).toBeGreaterThan(asked.total.variance);
  });
});

describe('known futures', () => {
  const changed = (change: (at: number) => Partial<Snapshot['placements'][number]>) => {
    let at = 0;
    const placements = sample.placements.map((each) =>
      each.groupCode.startsWith('RES') && each.end === null && each.unitCode === null && at < 20
        ? { ...each, ...change(at++) }
        : each,
    );
    return { data: { ...sample, placements }, count: at };
  };

  test('20 residential placements that end on 15 January are not paid for after it', () => {
    const { data, count } = changed(() => ({ end: '2024-01-15' }));
    expect(count).toBe(20);
    const ended = forecast(data, base);
    expect(ended.total.outturn).toBeLessThan(made.total.outturn - 50_000_000);
  });

  test('an expected end moves the outturn as far as it is trusted', () => {
    const { data } = changed(() => ({ expectedEnd: '2024-01-15' }));
    const at = (trust: number) => forecast(data, { ...base, assumptions: { 'expected-ends': trust } }).total.outturn;
    expect(at(1)).toBeLessThan(at(0.5));
    expect(at(0.5)).toBeLessThan(at(0));
  });

  test('a placement that starts after the data date is paid for from its start', () => {
    const like = sample.placements.find((each) => each.groupCode.startsWith('RES') && each.end === null)!;
    const price = sample.placementPrices.find((each) => each.placementReference === like.reference);
    const coming = {
      ...like,
      id: 999_999,
      reference: 'NEW',
      childKey: 'new',
      start: '2024-02-01',
      unitCode: null,
      route: 'spot' as const,
    };
    const data = {
      ...sample,
      placements: [...sample.placements, { ...coming, end: '2024-03-01', birthMonth: '2012-01-01', expectedEnd: null }],
      placementPrices: [
        ...sample.placementPrices,
        {
          ...(price ?? sample.placementPrices[0]!),
          id: 999_999,
          placementReference: 'NEW',
          from: '2024-02-01',
          weeklyPence: 700_000,
        },
      ],
    };
    const more = forecast(data, base).total.outturn - made.total.outturn;
    const partners = ((price?.educationPence ?? 0) + (price?.healthPence ?? 0)) / 7;
    // 29 nights; one more starter in the window moves the mean price of new ones by a little.
    expect(Math.abs(more - 29 * (100_000 - partners))).toBeLessThan(300_000);
  });
});

describe('central and range', () => {
  const risk = outturnRiskOf(sample, base, made, []);
  test('the forecast lies within the middle half of its own range', () => {
    expect(risk.figure).toBe(2_967_000_000);
    expect(risk.p25).toBeLessThan(risk.figure);
    expect(risk.p75).toBeGreaterThan(risk.figure);
  });

  test('pressures not counted stand apart, expected and worst, and in the risk-weighted forecast', () => {
    expect(risk.notCounted).toEqual(made.pressures.notCounted);
    expect(risk.riskWeighted.figure - risk.figure).toBe(risk.notCounted.expected);
    expect(risk.riskWeighted.p25).toBeLessThan(risk.riskWeighted.figure);
  });
});

test('figures that cannot be meant are findings, each by its own row', () => {
  const snapshot = smallCouncil();
  snapshot.placementPrices = [
    ...snapshot.placementPrices.map((each, at) => ({ ...each, ...(at === 0 ? { weeklyPence: -70_000 } : {}) })),
  ];
  snapshot.placementPrices[1] = { ...snapshot.placementPrices[1]!, weeklyPence: 0 };
  snapshot.placementPrices[4] = { ...snapshot.placementPrices[4]!, educationPence: 700_000 };
  snapshot.pressures = snapshot.pressures.map((each) => ({ ...each, probabilityPercent: 150 }));
  snapshot.mitigations = snapshot.mitigations.map((each) => ({ ...each, successPercent: 120, amountPence: 9_000_000 }));
  snapshot.savings = snapshot.savings.map((each) => ({ ...each, delayMonths: -3, targetPence: 500_000_000_00 }));
  const found = runChecks(snapshot).filter((each) => each.code === 'implausible');
  const texts = found.map((each) => each.message).join('\n');
  for (const part of [
    'below zero',
    'is zero, though the placement is bought by the week',
    'partners pay',
    'The probability of “Inflation” is 150 %',
    'The chance of success of “Framework” is 120 %',
    'a delay of -3',
    'whose whole budget is',
    'more than its highest impact',
  ])
    expect(texts).toContain(part);
  expect(found.every((each) => each.severity === 'warn' && each.rows.length > 0)).toBe(true);
  expect(runChecks(sample).filter((each) => each.code === 'implausible')).toEqual([]);
});

test('two years are compared by what moved between them, to the penny, with nothing unexplained', () => {
  const next: Scenario = { ...base, year: '2022/23', period: 12 };
  const other = forecast(sample, next);
  for (const steps of [bridgeByPriceVolumeMix(other, made, sample), bridgeByLever(sample, next, base)]) {
    expect(steps.map((step) => step.key)).toEqual([
      ...['base', 'children', 'prices', 'savings', 'pressures', 'one-offs', 'unexplained'],
    ]);
    expect(steps.reduce((total, step) => total + step.amount, 0)).toBe(made.total.outturn - other.total.outturn);
    expect(steps.at(-1)?.amount).toBe(0);
    expect(steps.filter((step) => step.amount !== 0).length).toBeGreaterThan(3);
  }
});

describe('assumptions that outputs list', () => {
  test('price-inflation is not one of them', () => {
    const listed = forecast(sample, { ...base, assumptions: { 'price-inflation': 9, 'rag-amber': 0.5 } });
    expect(listed.changedAssumptions.map(({ key }) => key)).toEqual(['rag-amber']);
  });

  test.each([...Object.keys(forecastAssumptions), 'expected-ends', 'price-risk', 'line-risk'])(
    '%s moves something',
    (key) => {
      expect(movesForecast(key)).toBe(true);
      const snapshot = smallCouncil();
      snapshot.schemes = [
        row('schemes', 1, { reference: 'I', name: 'I', startYear: year, route: 'budget-line', approval: 'approved' }),
      ];
      snapshot.tranches = [
        row('tranches', 1, {
          schemeReference: 'I',
          reference: 'T',
          year,
          period: 1,
          kind: 'cost',
          amountPence: 100_000,
        }),
      ];
      snapshot.benefits = rows('benefits', [
        { schemeReference: 'I', case: 'target', year, amountPence: 40_000, basis: 'annual' },
        { schemeReference: 'I', case: 'target', year: '2024/25', amountPence: 90_000, basis: 'annual' },
      ]);
      snapshot.savingRatings = snapshot.savingRatings.map((each) => ({ ...each, unassessedPence: 100_000 }));
      snapshot.pressures = [
        ...snapshot.pressures,
        { ...snapshot.pressures[0]!, id: 50, reference: 'R9', name: 'More', probabilityPercent: 40 },
      ];
      const child = { ...snapshot.placements[2]!, expectedEnd: '2024-02-01' };
      const more = Array.from({ length: 40 }, (_, at) => ({
        ...snapshot.placements[at % 4]!,
        ...{ id: 100 + at, reference: `H${at}`, childKey: `h${at}`, unitCode: null },
        start: `202${1 + (at % 2)}-0${1 + (at % 9)}-11`,
        end: `2023-${String(2 + (at % 10)).padStart(2, '0')}-03`,
      }));
      snapshot.placements = [...snapshot.placements.map((each) => (each.reference === 'P3' ? child : each)), ...more];
      const numbers = (value: number) => {
        const scenario = { ...base, assumptions: { [key]: value } };
        const result = forecast(snapshot, scenario);
        const demand = [1, 2, 3].map(() => Float64Array.from({ length: 40 }, (_, at) => at * 1000 - 19_500));
        const { notes: _, ...risk } = outturnRiskOf(snapshot, scenario, result, demand, 400);
        return JSON.stringify([result.total, result.investToSave, result.placements, result.savings, risk]);
      };
      const [low, high] = key === 'reference-months' ? [12, 36] : key === 'kappa-days' ? [0, 5000] : [0, 0.9];
      expect(numbers(low)).not.toBe(numbers(high));
    },
  );
});

describe('assumptions of demand, of one line and of one group', () => {
  const line = sample.budgetLines.find((each) => each.year === year && each.method === 'profile')!.code;
  const bought = (code: string) =>
    sample.placements.filter((each) => each.groupCode === code && each.route === 'spot' && each.end === null).length;
  const group = [...sample.placementGroups].sort((a, b) => bought(b.code) - bought(a.code))[0]!.code;
  test.each<[string, number, number]>([
    ['arrival-dispersion', 1, 6],
    ['entry-movement', 0, 0.4],
    ['exit-movement', 0, 0.4],
    ['break:2023-04', 0, 1],
    [`starter-weekly:${group}`, 700, 1700],
    [`contribution-percent:${group}`, 5, 30],
    [`rate:10-15|${group}|exit`, 0, 0.01],
    [`line-risk:${line}`, 1, 9],
  ])('%s moves the forecast or its range', (key, low, high) => {
    expect(movesForecast(key)).toBe(true);
    const numbers = (value: number) => {
      const scenario = { ...base, assumptions: { [key]: value } };
      const result = forecast(sample, scenario);
      expect(result.changedAssumptions.map((each) => each.key)).toEqual([key]);
      const { notes: _, ...risk } = outturnRiskOf(sample, scenario, result, [], 200);
      return JSON.stringify([result.total, result.placements, risk]);
    };
    expect(numbers(low)).not.toBe(numbers(high));
  });
});

test('a key that names a group or line the data do not have is not listed as changed: it moves nothing', () => {
  const assumptions = { 'starter-weekly:NONE': 5, 'contribution-percent:NONE': 5, 'line-risk:NONE': 5 };
  expect(forecast(sample, { ...base, assumptions }).changedAssumptions).toEqual([]);
});

describe('a lever with a low and a high', () => {
  const levered = (low: number | null, high: number | null) => {
    const scenario = { ...base, levers: [{ ...newLever('price-uplift', 'l1', '2024-01-01'), value: 2, low, high }] };
    const result = forecast(sample, scenario);
    return { made: result, risk: outturnRiskOf(sample, scenario, result, [], 4000) };
  };
  test('is drawn between them and leaves the forecast where it is', () => {
    const [sure, ranged] = [levered(null, null), levered(0, 12)];
    expect(ranged.made.total.variance).toBe(sure.made.total.variance);
    expect(ranged.risk.p90 - ranged.risk.p10).toBeGreaterThan(sure.risk.p90 - sure.risk.p10);
    expect(sure.risk.components.some(({ key }) => key === 'levers')).toBe(false);
    expect(ranged.risk.components.find(({ key }) => key === 'levers')?.p90).toBeGreaterThan(0);
  });

  test.each([
    [null, 4, 'has a high and no low'],
    [5, 1, 'has a low above its high'],
    [3, 9, 'stands outside its own low and high'],
    [2, 9, 'stands at an end of its range'],
    [-50, 9, 'may go from -20 to 30 only'],
  ])('from %s to %s is not drawn, and that is said of the lever by its id', (low, high, said) => {
    const { risk } = levered(low, high);
    expect(notesAbout(risk.notes, 'lever', 'l1').map(({ text }) => text)).toEqual([
      `Lever “Price uplift” ${said}${said.includes('end of') ? ', so that nothing can be drawn about it' : ''}: it is not drawn in the range`,
    ]);
    expect(risk.components.some(({ key }) => key === 'levers')).toBe(false);
  });
});

describe('payback, pressures, shares and notes', () => {
  test('a scheme that ends below zero is not paid back; benefits before the first cost count', () => {
    expect(payback([1200, 0, 0, 0, 2000], [0, 700, 700, 0, 0]).month).toBeNull();
    expect(payback([1200, 0, 0], [0, 700, 700]).month).toBe(3);
    expect(payback([1200, 0, 0], [0, 700, 700], 600).month).toBe(2);
  });

  const pressed = (more: Partial<Snapshot['pressures'][number]>) => {
    const snapshot = smallCouncil();
    snapshot.mitigations = [];
    snapshot.pressures = [
      {
        ...snapshot.pressures[0]!,
        startPeriod: 1,
        probabilityPercent: 100,
        minimumPence: 1_200_000,
        likelyPence: 1_200_000,
        maximumPence: 1_200_000,
        ...more,
      },
    ];
    return forecast(snapshot, base, steadyDemand()).pressures;
  };
  test('a pressure from P1 is in the actuals for nine months and in the forecast for three: nothing is beside', () => {
    const { rows: own, notCounted } = pressed({ counted: 1 });
    expect(own[0]).toMatchObject({ expected: 1_200_000, inActuals: 900_000, inForecast: 300_000, toCome: 300_000 });
    expect(notCounted).toEqual({ expected: 0, worst: 0 });
    expect(pressed({ counted: 0 }).notCounted).toEqual({ expected: 300_000, worst: 300_000 });
  });

  test('one that is backdated keeps its arrears: they fall in the first month to come', () => {
    const { rows: own } = pressed({ counted: 1, arrears: 1 });
    expect(own[0]).toMatchObject({ inActuals: 0, inForecast: 1_200_000 });
  });

  test('a funder share that changes on the 15th holds from the 15th, and that is said', () => {
    const snapshot = smallCouncil();
    snapshot.funderShares = [
      ...snapshot.funderShares,
      row('funderShares', 8, { funderCode: 'N', from: '2024-01-15', shareBasisPoints: 5000 }),
      row('funderShares', 9, { funderCode: 'W', from: '2024-01-15', shareBasisPoints: 5000 }),
    ];
    const result = forecast(snapshot, base, steadyDemand());
    const shared = result.lines.filter((line) => line.code !== 'GRANT');
    const month = (at: number) => shared.reduce((total, line) => total + (line.months[at] ?? 0), 0);
    const whole = Array.from({ length: 12 }, (_, at) => month(at));
    const january = whole[9]!;
    const first = whole.slice(0, 9).reduce((total, pence) => total + pence, 0) + (january * 14) / 31;
    const rest = (january * 17) / 31 + whole[10]! + whole[11]!;
    expect(Math.abs(result.funders[0]!.outturn - (first * 0.4416 + rest * 0.5))).toBeLessThan(2);
    expect(result.funders.reduce((total, funder) => total + funder.outturn, 0)).toBe(
      whole.reduce((total, pence) => total + pence, 0),
    );
    expect(result.notes).toContainEqual(expect.objectContaining({ code: 'shares-within-month' }));
  });

  test('what is said of a lever is said by its id, whatever it is called, and with its new name', () => {
    const levered = (name: string) =>
      forecast(sample, {
        ...base,
        levers: [{ ...newLever('entrants-number', 'l1', '2024-01-01'), name, value: -90 }],
      });
    const [one, two] = ['Fewer', 'Renamed'].map((name) => notesAbout(levered(name).notes, 'lever', 'l1'));
    expect(one!.length).toBeGreaterThan(0);
    expect(two!.map(({ text }) => text)).toEqual(one!.map(({ text }) => text.replace('Fewer', 'Renamed')));
  });
});
