import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSnapshot } from '../../../db/snapshot.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { csv, service } from './helpers.ts';

/** The papers' tables in the shape in which they are published, brought in as they stand. */
type Value = number | string | null | (number | string)[];
type Fact = { id: string; statement: string; values: Record<string, Value> };
const facts = JSON.parse(
  readFileSync(new URL('../../fixtures/reference/published-figures.json', import.meta.url), 'utf8'),
).facts as Fact[];
const fact = (id: string) => facts.find((each) => each.id === id) ?? { id, statement: '', values: {} };
const numbered = (start: string, count: number) =>
  Array.from({ length: count }, (_, at) => fact(`${start}-${String(at + 1).padStart(3, '0')}`));
const row = (...cells: (Value | undefined)[]) =>
  cells.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(',');

const outturn = csv(
  'Provisional outturn.csv',
  row('Children’s Trust provisional outturn 2022/23'),
  row('Budget heading', ...['Gross Budget', 'Less Income', 'Net Budget', 'Exp Forecast', 'Income Forecast']) +
    row('', ...['Net Forecast Outturn', 'Variance before investment', 'Additional investment', 'Net variance']).slice(
      2,
    ),
  row('', ...Array(9).fill('£000')),
  ...numbered('OUT', 12).map(({ statement, values }) => row(statement, ...Object.values(values))),
);
const tracker = csv(
  'Savings delivery 2022-23.csv',
  row('Savings delivery 2022/23, £m'),
  row('Saving', 'Target', 'Red', 'Amber', 'Green (inc. mitigation)'),
  ...numbered('TRK', 7).map(({ statement, values }) =>
    row(statement, values.target, values.red, values.amber, values.green_inc_mitigation),
  ),
);
const scorecardColumns = ['Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar', 'YTD', 'SN', 'England', 'Target', '20/21', '21/22'];
const scorecard = csv(
  'Scorecard March 2023.csv',
  row('Scorecard March 2023'),
  row('Ref', 'Indicator', ...scorecardColumns),
  ...facts
    .filter(({ id, values }) => id.startsWith('SCO-') && 'Oct' in values)
    .map(({ id, statement, values }) => row(id, statement, ...scorecardColumns.map((key) => values[key]))),
);
const risks = csv(
  'Risk register April 2023.csv',
  row('Strategic risk register'),
  row('', '', '', '', '', 'Initial', '', '', 'Current', '', '', 'Residual', '', ''),
  row('Ref', 'Category', 'Risk', 'Risk owner', 'Date raised', ...Array(3).fill(['P', 'I', 'Score']).flat()),
  ...numbered('RSK', 27).map(({ statement, values }) => {
    const [ref, category, text] = statement.split('|').map((part) => part.trim());
    const scores = [values.initial, values.current, values.residual].flatMap((each) =>
      Array.isArray(each) ? each : ['', '', ''],
    );
    return row(ref, category, text, values.owner, values.date_raised, ...scores);
  }),
);
const ages = ['Total', 'Modelled', 'Fos', 'Res', 'Supp', 'Age 0', 'Age 1_4', 'Age 5_9', 'Age 10_15', 'Age 16_18'];
const summary = csv(
  'LAC modelling.csv',
  row('LAC modelling April 2023'),
  row('', ...ages.map((age) => age.replace('_', '-'))),
  ...['FC-010', 'FC-011', 'FC-012', 'FC-013', 'FC-014', 'FC-015'].map((id) =>
    row(fact(id).statement, ...ages.map((age) => fact(id).values[age])),
  ),
);

async function taken(...files: ReturnType<typeof csv>[]) {
  const { store, imports } = await service();
  const preview = await imports.preview(files);
  imports.commit(preview.token);
  return { snapshot: readSnapshot(store), preview };
}

test('the outturn table and the savings tracker: 21.435 of variance, 9.544 net of investment; 2.99 of target, 2.312 of mitigation', async () => {
  const { snapshot, preview } = await taken(outturn, tracker);
  expect(preview.files.map(({ register, rejected }) => [register, rejected])).toEqual([
    ...[
      ['budgetLines', 0],
      ['forecastEntries', 0],
      ['budgetChanges', 0],
      ['savings', 0],
      ['savingRatings', 0],
    ],
  ]);
  // Nothing is recorded by the ledger: the whole year is forecast as printed.
  const made = forecast({ ...snapshot, savings: [], savingRatings: [] }, newScenario('Printed', '2022/23', 0));
  const total = fact('OUT-012').values;
  expect([made.total.currentBudget, made.total.outturn, made.total.variance].map((pence) => pence / 1e5)).toEqual([
    ...[total['Net Budget'], total['Net Forecast Outturn'], total['Variance before investment']],
  ]);
  expect(made.total.netVariance / 1e5).toBe(total['Net variance']);
  const millions = (list: readonly (number | null)[]) =>
    list.reduce<number>((sum, pence) => sum + (pence ?? 0), 0) / 1e8;
  expect(millions(snapshot.savings.map(({ targetPence }) => targetPence))).toBe(fact('TRK-007').values.target);
  const rated = snapshot.savingRatings;
  expect(millions(rated.map(({ redPence }) => redPence))).toBe(fact('TRK-007').values.red);
  expect(millions(rated.map(({ greenPence }) => greenPence))).toBe(fact('TRK-007').values.green_inc_mitigation);
  expect(millions(rated.map(({ mitigationPence }) => mitigationPence))).toBe(2.312);
  expect(preview.files.flatMap(({ ignored }) => ignored).join(' ')).toContain('totals, net budgets and variances');
});

test('the scorecard: months across, year to date and earlier years; a measure that is known keeps what is good of it', async () => {
  const { store, imports } = await service();
  const known = csv('KPIs.csv', 'Measure,Measure name,Good is,Order', 'SCO-002,Families allocated,high,1');
  imports.commit((await imports.preview([known])).token);
  imports.commit((await imports.preview([scorecard])).token);
  const snapshot = readSnapshot(store);
  const value = (code: string, month: string) =>
    snapshot.kpiValues.find((each) => each.kpiCode === code && each.month === month)?.value;
  expect([value('SCO-016', '2022-10-01'), value('SCO-016', '2023-03-01')]).toEqual([
    ...[fact('SCO-016').values.Oct, fact('SCO-016').values.Mar],
  ]);
  const years = snapshot.kpiYears.filter(({ kpiCode }) => kpiCode === 'SCO-016');
  expect(years.map(({ year, yearValue }) => [year, yearValue]).sort()).toEqual([
    ...[
      ['2020/21', 41_323],
      ['2021/22', 43_393],
      ['2022/23', 46_624],
    ],
  ]);
  const good = (code: string) => snapshot.kpis.find((each) => each.code === code)?.direction;
  expect([good('SCO-002'), good('SCO-016')]).toEqual(['high', 'neutral']);
});

test('the risk register: scores under their headings; the one date of two digits is refused, not guessed', async () => {
  const { snapshot, preview } = await taken(risks);
  expect(preview.files[0]?.rejected).toBe(1);
  expect(snapshot.risks).toHaveLength(26);
  const first = snapshot.risks.find(({ reference }) => reference === 'CR 01');
  expect([first?.initialProbability, first?.initialImpact, first?.initialScore]).toEqual([
    ...(fact('RSK-001').values.initial as number[]),
  ]);
  expect(first?.ownerRole).toBe('Chief Executive');
});

test('the forecast summary: 1,132 (1,104–1,160) and its parts, bounds as printed', async () => {
  const { snapshot } = await taken(summary);
  const of = (figure: string) => snapshot.publishedForecasts.find((each) => each.figure === figure);
  expect(of('all')).toMatchObject({ value: 1132, low: 1104, high: 1160, on: '2024-03-31', uasc: 'excluded' });
  expect(of('fostering')).toMatchObject({ value: 795, low: 771, high: 819, madeFrom: '2023-03-31' });
  expect(snapshot.publishedForecasts).toHaveLength(10);
});

test('tranches ask for their scheme, once; a ledger by months is no scorecard', async () => {
  const tranches = (head: string, scheme: string) =>
    csv(
      'Tranches.csv',
      row('Invest to save, £m'),
      `${head}Tranche,2023/24,2024/25`,
      `${scheme}First,1.816,`,
      `${scheme}Second,,1.28`,
      `${scheme}Total,1.816,1.28`,
    );
  const { imports } = await service();
  const asked = await imports.preview([tranches('', '')]);
  expect(asked.files[0]?.failure?.message).toContain('a needed column is not there: Scheme');
  const schemes = csv(
    'Schemes.csv',
    'Scheme,Scheme name,Approval,Start year,Lag (months),Realised through,Cost bias %,Benefit bias %',
    'C2S,Circle to Success,approved,2023/24,6,budget-line,0,0',
  );
  const { snapshot } = await taken(schemes, tranches('Scheme,', 'C2S,'));
  expect(snapshot.tranches.map(({ year, amountPence }) => [year, amountPence])).toEqual([
    ...[
      ['2023/24', 181_600_000],
      ['2024/25', 128_000_000],
    ],
  ]);
  const ledger = csv('Ledger 2023-24.csv', 'Description,Apr,May,Jun,YTD', 'Staffing,10,10,10,30');
  expect((await imports.preview([ledger])).files[0]?.register).toBeNull();
});
