import { expect, test } from 'vitest';
import { newScenario } from '../../../shared/model/scenario.ts';
import { lineSubtotals } from '../../../shared/plan/line-tree.ts';
import { printedTable } from '../../../shared/report/subjects/subject-table.ts';
import { subjectsOf } from '../../../shared/report/subjects/subjects.ts';
import { childrenOf, forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { rows } from '../scenario/small-council.ts';

const snapshot = sampleSnapshot();
const scenario = newScenario('Subjects', '2023/24', 9);
const made = forecast(snapshot, scenario);
const of = (data: typeof snapshot = snapshot) =>
  subjectsOf(data, scenario, made, childrenOf(snapshot, scenario), '2024-05-01');
const cells = (caption: RegExp, key: 'sufficiency' | 'leavers' | 'activity' | 'programme' | 'performance') =>
  of()
    [key].tables.filter((table) => caption.test(table.caption))
    .flatMap((table) => printedTable(table).rows.map((row) => row.cells));

test('the papers’ figures stand in the tables of packs and workbook', () => {
  const fostering = cells(/^Requests/, 'sufficiency').find(([type]) => type === 'fostering');
  expect([fostering?.[1], fostering?.[6]]).toEqual(['688', '77']);
  expect(
    cells(/^Care leavers by age/, 'leavers')
      .at(-1)
      ?.slice(1, 3),
  ).toEqual(['940', '891']);
  const legal = cells(/^Volume and price/, 'activity').filter(([name]) => name?.startsWith('Legal'));
  expect(legal.map((row) => row[2]).slice(0, 4)).toEqual(['3,978', '4,147', '4,557', '4,649']);
  expect(legal[3]?.slice(3)).toEqual(['1,090', '5,065', '1,105']);
  const total = cells(/^Projects and benefits/, 'programme').at(-1);
  expect(total?.slice(3, 5)).toEqual(['3,800', '3,722']);
  expect(cells(/^Performance failures/, 'performance').map((row) => row[1])).toEqual(['7', '6']);
});

test('themes sum to the programme, in the cells as they are printed from', () => {
  const table = of().programme.tables[0];
  const themes = table?.rows.filter((row) => row.total).slice(0, -1) ?? [];
  const whole = table?.rows.at(-1)?.cells ?? [];
  for (let at = 3; at < whole.length; at += 1)
    expect(themes.reduce((sum, row) => sum + Number(row.cells[at]), 0)).toBe(whole[at]);
});

test('commentary: of this period and carried forward, stale where figures moved, and only what is public in a public paper', () => {
  const commentary = (subjectReference: string, period: number, figures: string, published: 0 | 1) => ({
    ...{
      subject: 'line' as const,
      subjectReference,
      year: '2023/24',
      period,
      commentary: `On ${subjectReference}`,
      figures,
    },
    ...{ byRole: 'Finance', writtenOn: '2024-01-10', public: published },
  });
  const staff = made.lines.find(({ code }) => code === 'STAFF');
  const found = of({
    ...snapshot,
    commentaries: rows('commentaries', [
      commentary('STAFF', 9, `Outturn = ${staff?.outturn}`, 1),
      commentary('PLACE', 8, 'Outturn = 1', 0),
    ]),
  });
  expect(found.commentary.map(({ text }) => text)).toEqual(['On STAFF', 'On PLACE']);
  expect(found.commentary[0]?.note).not.toMatch(/moved|carried/);
  expect(found.commentary[1]?.note).toMatch(/carried forward from .*figures have moved since: Outturn/);
  expect(found.publicCommentary.map(({ text }) => text)).toEqual(['On STAFF']);
});

test('subtotals: each group is the sum of its lines, the directorate that of its divisions and of what is in none', () => {
  const subtotals = lineSubtotals(snapshot, made.lines);
  expect(subtotals.map(({ row, level }) => [row.depth, level])).toEqual([
    ...[
      [0, 'directorate'],
      [1, 'division'],
      [1, 'division'],
      [1, 'division'],
    ],
  ]);
  const lines = (codes: readonly string[] = []) => made.lines.filter(({ code }) => codes.includes(code));
  const [whole, ...divisions] = subtotals;
  for (const key of ['currentBudget', 'outturn', 'variance', 'netVariance'] as const) {
    for (const { row, total } of subtotals)
      expect(lines(row.lines).reduce((sum, line) => sum + line[key], 0)).toBe(total[key]);
    expect(divisions.reduce((sum, { total }) => sum + total[key], 0)).toBe(whole?.total[key]);
  }
  const outside = made.lines.filter(({ code }) => !whole?.row.lines.includes(code));
  expect(outside.reduce((sum, line) => sum + line.outturn, whole?.total.outturn ?? 0)).toBe(made.total.outturn);
});

test('a council that has entered none of it has none of its sections', () => {
  const none = {
    ...{ placementRequests: [], capacityProgramme: [], supplierContracts: [], leaverCohort: [], activities: [] },
    ...{ activityCounts: [], staffingPosts: [], jointFunding: [], projects: [], kpis: [], demandSeries: [] },
    ...{ commentaries: [], statedFacts: [] },
  };
  const found = of({ ...snapshot, ...none });
  expect(found.sufficiency.tables.length + found.activity.tables.length + found.programme.tables.length).toBe(0);
  expect(found.performance.tables.length + found.commentary.length).toBe(0);
});
