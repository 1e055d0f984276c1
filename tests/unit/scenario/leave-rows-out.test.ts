import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import { type Snapshot, snapshotSchema } from '../../../shared/model/snapshot.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { leaveRowsOut } from '../../../shared/scenario/leave-rows-out.ts';
import { outturnRiskOf } from '../../../shared/scenario/outturn-risk.ts';
import { encodeScenario } from '../../support/encode-scenario.ts';
import { scenarioOf, snapshotOf, worlds } from '../../support/random-council.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The same children under names that stand nowhere else. */
function marked(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    placements: snapshot.placements.map((row) => ({
      ...row,
      id: row.id + 880_000_000,
      childKey: `key-${row.childKey}-7f3a`,
      reference: `placement-${row.reference}-7f3a`,
    })),
    placementPrices: snapshot.placementPrices.map((row) => ({
      ...row,
      id: row.id + 990_000_000,
      placementReference: `placement-${row.placementReference}-7f3a`,
    })),
  };
}

/** A forecast but for what is said beside it. */
const figures = (made: ReturnType<typeof forecast>) => ({ ...made, notes: [] });

function made(snapshot: Snapshot, scenario: Scenario) {
  try {
    return figures(forecast(snapshot, scenario));
  } catch {
    return null;
  }
}

test('any council: without a row of a child the forecast is the same, to the penny', () => {
  let compared = 0;
  fc.assert(
    fc.property(worlds, (world) => {
      const snapshot = marked(snapshotOf(world));
      const scenario = scenarioOf(world);
      const rows = made(snapshot, scenario);
      if (rows === null) return;
      const bare = snapshotSchema.parse(JSON.parse(JSON.stringify(leaveRowsOut(snapshot, scenario, null))));
      expect(bare.placements).toEqual([]);
      expect(figures(forecast(bare, scenario))).toEqual(rows);
      if (snapshot.placements.length > 0) compared += 1;
    }),
    { numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(50);
});

test('any council: no id, pseudonym, reference, birth month or date of a placement is in the bytes of the file', () => {
  let rows = 0;
  fc.assert(
    fc.property(worlds, (world) => {
      const snapshot = marked(snapshotOf(world));
      const scenario = scenarioOf(world);
      if (made(snapshot, scenario) === null) return;
      const bare = leaveRowsOut(snapshot, scenario, null);
      const document = { snapshot: bare, scenario, results: null, history: [], versions: [] };
      const bytes = encodeScenario(document, { created: '2026-01-01T00:00:00.000Z', app: '2.0.0' }, sha256);
      const others = JSON.stringify({ ...snapshot, placements: [], placementPrices: [] }) + JSON.stringify(scenario);
      const years = Number(snapshot.dataDate.slice(0, 4)) - 2;
      for (const row of snapshot.placements) {
        rows += 1;
        expect(bytes).not.toContain(String(row.id));
        expect(bytes).not.toContain(row.childKey);
        expect(bytes).not.toContain(row.reference);
        // The months of the last two years and those to come stand in the file as months of the forecast.
        if (Number(row.birthMonth.slice(0, 4)) < years) expect(bytes).not.toContain(row.birthMonth);
        if (Number(row.start.slice(0, 4)) < years && !others.includes(row.start))
          expect(bytes).not.toContain(row.start);
      }
      for (const price of snapshot.placementPrices) expect(bytes).not.toContain(String(price.id));
    }),
    { numRuns: 150 },
  );
  expect(rows).toBeGreaterThan(200);
});

const scenario: Scenario = {
  ...newScenario('Base', '2023/24', 8),
  levers: [{ ...newLever('entrants-percent', 'fewer', '2024-01-01'), value: -10 }],
};
const withRows = sampleSnapshot();
const bare = leaveRowsOut(withRows, scenario, null);

test('the sample: outturn, plan, prices and children are those of the rows, and what is missing is said', () => {
  const [rows, without] = [forecast(withRows, scenario), forecast(bare, scenario)];
  expect(figures(without)).toEqual(figures(rows));
  expect(without.notes.map(({ code }) => code)).toContain('rows-left-out');
  const plans = [withRows, bare].map((snapshot) => plan(snapshot, scenario, 5));
  const closing = (at: number) => plans[at]!.years.map(({ lines }) => lines.map((line) => line.closing));
  expect(closing(1)).toEqual(closing(0));
});

test('the range is that of the paths the rows gave', () => {
  const made = forecast(withRows, scenario);
  const deviations = [9, 10, 11, 12].map((period) =>
    Float64Array.from({ length: 300 }, (_, path) => (path - 150) * 31_000 * period),
  );
  const paths = { paths: 300, seed: 7, months: [], deviations };
  const kept = leaveRowsOut(withRows, scenario, paths);
  const { notes: _, ...risk } = outturnRiskOf(kept, scenario, forecast(kept, scenario), []);
  const { notes: __, ...own } = outturnRiskOf(withRows, scenario, made, deviations);
  expect(risk).toEqual(own);
});

test.each([
  ['entrants-percent', 20],
  ['exits-percent', 15],
  ['entrants-number', 3],
] as const)(
  'a lever moved afterwards (%s) changes the outturn nearly as it does with rows, and that is said',
  (kind, value) => {
    const moved = { ...scenario, levers: [...scenario.levers, { ...newLever(kind, 'more', '2023-12-01'), value }] };
    const change = (snapshot: Snapshot) =>
      forecast(snapshot, moved).total.outturn - forecast(snapshot, scenario).total.outturn;
    const [rows, without] = [change(withRows), change(bare)];
    expect(Math.abs(rows)).toBeGreaterThan(1_000_00);
    expect(Math.abs(without - rows)).toBeLessThan(0.15 * Math.abs(rows));
    expect(forecast(bare, moved).notes.map(({ code }) => code)).toContain('rows-needed');
  },
);

test('a lever on prices acts on all of the cost, as it does with rows', () => {
  const lever = { ...newLever('price-uplift', 'dearer', '2023-12-01'), value: 5 };
  const dearer = { ...scenario, levers: [...scenario.levers, lever] };
  const [rows, without] = [forecast(withRows, dearer), forecast(bare, dearer)];
  expect(Math.abs(without.total.outturn - rows.total.outturn)).toBeLessThanOrEqual(1);
});

test('another way of counting children is not guessed: the figures stay, and that is said', () => {
  const asked: Scenario = { ...scenario, method: 'linear', assumptions: { 'reference-months': 24 } };
  const without = forecast(bare, asked);
  expect(without.notes.filter(({ code }) => code === 'rows-needed')).toHaveLength(2);
  expect(without.placements.months.at(-1)?.groups).toEqual(forecast(bare, scenario).placements.months.at(-1)?.groups);
});
