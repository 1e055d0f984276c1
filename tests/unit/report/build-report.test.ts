import { describe, expect, test } from 'vitest';
import { formatMoney } from '../../../shared/format/format.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { note } from '../../../shared/model/note.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { audienceInformation } from '../../../shared/report/audience.ts';
import { buildReport } from '../../../shared/report/build-report.ts';
import { audiences, type Report, type ReportTable } from '../../../shared/report/document.ts';
import { subjectNames } from '../../../shared/report/subjects/subjects.ts';
import { suppressTable, suppressText } from '../../../shared/report/suppress-table.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { assumptionLog } from '../../../shared/scenario/sign-off.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const snapshot = sampleSnapshot();
const scenario = newScenario('Base', '2022/23', 12);
const input = {
  forecast: forecast(snapshot, scenario),
  base: null,
  scenario,
  interval: null,
  risks: snapshot.risks,
  findings: [],
  groupNames: Object.fromEntries(snapshot.placementGroups.map((group) => [group.code, group.name])),
  preparedOn: '2023-06-01',
};
const tablesOf = (report: Report) =>
  report.sections.flatMap((section) => section.blocks).filter((block): block is ReportTable => block.kind === 'table');
const proseOf = (report: Report) =>
  report.sections
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));

const levered = {
  ...newScenario('What if', '2023/24', 9),
  levers: [
    { ...newLever('price-uplift', 'a', '2024-01-01'), value: 4 },
    { ...newLever('funding', 'b', '2024-01-01'), value: 250_000, reference: 'LEGAL' },
  ],
};
const interval = {
  forecast: { figure: 2_967_000_000, p10: 2_512_345_678, p50: 2_960_000_000, p90: 3_498_765_432 },
  riskWeighted: { figure: 3_000_000_000, p10: 2_600_000_000, p50: 2_990_000_000, p90: 3_600_000_000 },
  notCounted: { expected: 33_000_000, worst: 90_000_000 },
  stockLow: 1180,
  stockHigh: 1410,
  paths: 2000,
  seed: 7,
};
const whatIf = {
  ...input,
  forecast: forecast(snapshot, levered),
  base: forecast(snapshot, { ...levered, levers: [] }),
  scenario: levered,
  interval,
};

describe('the report', () => {
  test.each(
    audiences.flatMap((audience) => [
      ['the closed year', audience, input] as const,
      ['a scenario with its range', audience, whatIf] as const,
    ]),
  )('%s for %s says nothing of money in prose that a table of the same paper does not hold', (_, audience, made) => {
    const report = buildReport(made, audience);
    const cells = new Set(tablesOf(report).flatMap((table) => table.rows.flatMap((row) => row.cells)));
    expect(report.said.length).toBeGreaterThan(4);
    for (const { what, pence } of report.said) {
      const shown = [pence, -pence].map((value) => formatMoney(value, 'thousands'));
      expect(
        shown.some((text) => cells.has(text)),
        `${what}: ${shown[0]} is in no table`,
      ).toBe(true);
    }
    const amounts = proseOf(report).flatMap((text) => text.match(/−?£[\d,.]*\d[mk]?/g) ?? []);
    expect(new Set(amounts)).toEqual(new Set(report.said.map((one) => one.text)));
  });

  test('prints the published outturn of 2022/23', () => {
    const total = tablesOf(buildReport(input, 'strategic'))[0]?.rows.at(-1);
    expect(total).toEqual({
      cells: ['Total', '141,364', '−12,733', '128,631', '163,706', '−13,640', '150,066', '21,435', '11,891', '9,544'],
      total: true,
    });
  });

  test('every audience gets its own sections from the same snapshot, and the same figures', () => {
    const totals = new Set<string>();
    for (const audience of audiences) {
      const report = buildReport(input, audience);
      // Subjects of which nothing is given have no section.
      const subjects = [...Object.keys(subjectNames), 'commentary'];
      const sections = audienceInformation[audience].sections.filter((key) => !subjects.includes(key));
      expect(report.sections).toHaveLength(sections.length);
      expect(report.sections.every((section) => section.blocks.length > 0)).toBe(true);
      totals.add(report.said.find((one) => one.what === 'outturn')?.text ?? '');
    }
    expect([...totals]).toEqual(['£150.066m']);
  });

  test('a public paper never shows a count from 1 to 4, nor lets a total give it away', () => {
    const table = tablesOf(buildReport(input, 'scrutiny')).find((one) =>
      one.caption.startsWith('Children by placement group'),
    );
    expect(table).toBeDefined();
    for (const row of table?.rows ?? []) expect(row.cells.slice(1).filter((cell) => /^[1-4]$/.test(cell))).toEqual([]);
    for (let column = 1; column < (table?.columns.length ?? 0); column += 1) {
      expect(table?.rows.filter((row) => row.cells[column] === 'c').length).not.toBe(1);
    }
  });
});

test('the assumption log, the sign-off and the settled contradictions stand in the report; a public one names nobody', () => {
  const settled = [
    { title: 'Grant', used: '£0.3m (001:63)', reason: 'fits the net', by: 'A. Officer', on: '2024-04-10' },
    { title: 'Places', used: '3 children (paper)', reason: 'counted', by: 'A. Officer', on: '2024-04-10' },
    { title: 'Share', used: '55.84 %', reason: 'totals 100', by: 'accepted in the data', on: null },
  ];
  const log = assumptionLog(snapshot, scenario, '2024-01-01');
  const text = (audience: (typeof audiences)[number]) =>
    JSON.stringify(buildReport({ ...input, settled, log }, audience).sections);
  for (const audience of audiences) {
    const information = audienceInformation[audience];
    if (!information.sections.includes('assumptions')) continue;
    const said = text(audience);
    expect(said).toContain('The scenario is a draft, neither reviewed nor approved.');
    expect(said).toContain('Discount rate of invest to save');
    expect(said).not.toContain('discount-rate');
    expect(said).toContain('£0.3m (001:63)');
    expect(said).toContain('One fact that sources state differently is accepted');
    expect(said.includes('A. Officer, 10 Apr 2024')).toBe(!information.public);
    expect(said.includes('3 children (paper)')).toBe(!information.public);
  }
});

test('suppression takes a second count where one would be told by the total (case SUP-01)', () => {
  expect(suppressTable([[66], [2]])).toEqual({ rows: [['c'], ['c']], totals: ['68'] });
  expect(suppressTable([[66], [3], [2], [0]])).toEqual({ rows: [['66'], ['c'], ['c'], ['0']], totals: ['71'] });
  // Two that are small together, and a total that is small or stands for the only count.
  expect(suppressTable([[66], [1], [2]])).toEqual({ rows: [['c'], ['c'], ['c']], totals: ['69'] });
  expect(suppressTable([[3]])).toEqual({ rows: [['c']], totals: ['c'] });
  expect(suppressTable([[1], [2], [0]])).toEqual({ rows: [['c'], ['c'], ['0']], totals: ['c'] });
});

test('small numbers of children are not told in the sentences of a public paper', () => {
  expect(suppressText('3 open placements are of children who turn 18')).toBe(
    'Fewer than 5 open placements are of children who turn 18',
  );
  expect(suppressText('Of these, 2 children moved and 14 placements ended')).toBe(
    'Of these, fewer than 5 children moved and 14 placements ended',
  );
  expect(suppressText('Assumption starter-weekly:SUPPORTED is 4321.09, changed from none')).toBe(
    'Assumption starter-weekly:SUPPORTED is withheld',
  );
  expect(suppressText('Assumption changed: Starter price a week: Supported 16+ is 4321.09 (base not set)')).toBe(
    'Assumption changed: Starter price a week: Supported 16+ is withheld',
  );
  expect(suppressText('Starter price a week: Group A-1: 4,321.09 (base 12.5)')).toBe(
    'Starter price a week: Group A-1 is withheld',
  );
  expect(suppressText('starter-weekly:A-1: 4321.09 (base 12.5)')).toBe('starter-weekly:A-1 is withheld');
  expect(suppressText('P3 2023/24; £4 of 2.3 children; 1 budget changes')).toBe(
    'P3 2023/24; £4 of 2.3 children; 1 budget changes',
  );
});

test('no cell of children in any table of a public paper is 1 to 4, and notes are suppressed too', () => {
  const small = {
    ...whatIf,
    forecast: {
      ...whatIf.forecast,
      notes: [note('adults-apart', 'warn', '4 open placements are of children who had turned 18 by the data date')],
    },
  };
  for (const audience of ['joint-committee', 'scrutiny'] as const) {
    const report = buildReport(small, audience);
    const demand = tablesOf(report).filter((table) => table.caption.startsWith('Children'));
    expect(demand).toHaveLength(1);
    for (const row of demand[0]?.rows ?? [])
      expect(row.cells.slice(1).filter((cell) => /^[1-4]$/.test(cell))).toEqual([]);
    expect(JSON.stringify(report)).not.toContain('4 open placements');
  }
  expect(JSON.stringify(buildReport(small, 'operational'))).toContain('4 open placements');
});

test('a council of three children tells nobody how many in a public paper, in words, tables or charts', () => {
  const { months } = whatIf.forecast.placements;
  const few = months.map((month) => ({
    ...month,
    groups: month.groups.slice(0, 1).map((one) => ({ ...one, stock: 3 })),
  }));
  const report = buildReport(
    {
      ...whatIf,
      interval: { ...interval, stockLow: 2, stockHigh: 4, months: few.map(() => ({ low: 2, high: 4 })) },
      forecast: {
        ...whatIf.forecast,
        placements: { ...whatIf.forecast.placements, months: few },
        pressures: {
          ...whatIf.forecast.pressures,
          rows: whatIf.forecast.pressures.rows.map((row) => ({ ...row, name: 'Secure care for 2 children' })),
        },
      },
    },
    'scrutiny',
  );
  const demand = report.sections.find((section) => section.title === 'Demand for placements');
  expect(JSON.stringify(demand)).not.toMatch(/[^\d][1-4][^\d.]* children|"[1-4]"|[[,][1-4][,\]]/);
  expect(JSON.stringify(report)).not.toContain('2 children');
  expect(JSON.stringify(report)).toContain('Secure care for fewer than 5 children');
});
