import { describe, expect, test } from 'vitest';
import { drillContent } from '../../../renderer/screens/outturn/drill-content.ts';
import { runForecast } from '../../../renderer/state/engine.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { sum } from '../../../shared/model/money.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { row, rows, smallCouncil } from '../scenario/small-council.ts';

const year = '2023/24';
const figures = [
  'agreedChanges',
  'agreedInvestment',
  'actualToPeriod',
  'committed',
  'projected',
  'adjustments',
  'outturn',
];

/** A council whose every line has rows of every kind: entries before and after the period, units and two placements lines. */
function full(): Snapshot {
  const council = smallCouncil();
  return {
    ...council,
    budgetLines: council.budgetLines.map((line) =>
      line.code === 'LEGAL' ? { ...line, method: 'placements' as const } : line,
    ),
    budgetChanges: [
      ...council.budgetChanges,
      row('budgetChanges', 9, { ...council.budgetChanges[0], reference: 'C9', effective: '2024-04-01' }),
    ],
    placementGroups: council.placementGroups.map((group) =>
      group.code === 'FOS' ? { ...group, lineName: 'LEGAL' } : group,
    ),
    forecastEntries: [
      ...council.forecastEntries,
      ...rows('forecastEntries', [
        { year, reference: 'E1', lineCode: 'PLACE', kind: 'committed', period: 3, expenditurePence: 900 },
        {
          year,
          reference: 'E2',
          lineCode: 'PLACE',
          kind: 'projected',
          period: 11,
          expenditurePence: 7_000,
          incomePence: -50,
        },
        { year, reference: 'E3', lineCode: 'PLACE', kind: 'one-off', period: 2, expenditurePence: 111 },
      ]),
    ],
  };
}

const levers = [
  { ...newLever('one-off', 'a', '2024-02-01'), value: 1234.56, reference: 'PLACE' },
  { ...newLever('funding', 'b', '2023-04-01'), value: 500, reference: 'STAFF' },
  { ...newLever('price-uplift', 'c', '2024-02-01'), value: 4.5 },
];

/** Every figure of every line and of the total: what is listed comes to the figure. */
function foots(snapshot: Snapshot, scenario: Scenario, only?: string) {
  const result = runForecast(snapshot, scenario).forecast;
  const base = runForecast(snapshot, { ...scenario, levers: [] }).forecast;
  const drills = figures.flatMap((figure) => [figure, `base ${figure}`].map((each) => ({ figure: each })));
  const months = Array.from({ length: 12 }, (_, at) => ({ figure: 'month', month: at + 1 }));
  const codes = result.lines.map(({ code }) => code).filter((code) => only === undefined || code === only);
  for (const line of [null, ...codes])
    for (const drill of [...drills, ...months]) {
      const made = drillContent({ ...drill, line }, result, base);
      const own = made?.lists.filter(({ title }) => title !== 'By line') ?? [];
      const listed = sum(own.flatMap((list) => list.rows.map((each) => each.pence)));
      expect(listed, `${line} ${JSON.stringify(drill)} P${scenario.period}`).toBe(made?.pence);
      const lines = made?.lists.find(({ title }) => title === 'By line');
      if (line === null) expect(sum(lines?.rows.map((each) => each.pence) ?? [])).toBe(made?.pence);
    }
}

describe('the rows behind a figure of the outturn', () => {
  test.each([0, 5, 8, 9, 12])('foot to it to the penny, at period %i', (period) => {
    foots(full(), { ...newScenario('x', year, period), levers });
  });

  test('of the sample too', () => {
    foots(
      sampleSnapshot(),
      {
        ...newScenario('x', year, 9),
        levers: levers.map((each) => ({ ...each, reference: each.reference && 'PLACE' })),
      },
      'PLACE',
    );
  });

  test('say what is not counted, and the budget of a month is that month’s', () => {
    const made = runForecast(full(), newScenario('x', year, 9)).forecast;
    const changes = drillContent({ line: 'LEGAL', figure: 'agreedChanges' }, made, made)?.lists[0];
    expect(changes?.note).toBe('Not approved, or not dated in the year, and so not counted: C3.');
    const budget = drillContent({ line: null, figure: 'budgetMonth', month: 2 }, made, made);
    expect(budget).toMatchObject({ figure: 'P2 2023/24, budget', pence: made.total.budgetMonths[1] });
  });
});
