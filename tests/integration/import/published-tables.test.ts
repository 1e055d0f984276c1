/** Public tables as they are published: the Department's statistics, Section 251 and revenue outturns. */
import { expect, test } from 'vitest';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { PreviewOptions } from '../../../electron/services/import/import-service.ts';
import { csv, service } from './helpers.ts';

async function importing(file: ReturnType<typeof csv>, options: PreviewOptions = {}) {
  const { store, imports } = await service();
  const preview = await imports.preview([file], options);
  const result = imports.commit(preview.token);
  const [only] = preview.files;
  const said = [...(only?.ignored ?? []), ...(only?.problems ?? []).map((one) => one.message)].join('\n');
  return { data: readSnapshot(store), failure: only?.failure ?? null, said, result };
}

/** Columns and texts of “CLA on 31 March by characteristics – LA” (explore-education-statistics.service.gov.uk, releases 2022 to 2025). */
const headers =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,new_la_code,cla_group,characteristic,number,percentage';
const row = (year: string, la: string, group: string, characteristic: string, number: string) =>
  `${year},Reporting year,Local authority,E92000001,England,E12000007,London,302,${la},E09000003,${group},${characteristic},${number},10`;
const uasc = 'Unaccompanied asylum-seeking children';
const published = (la: string) => [
  row('2023', la, 'Age group', 'Total', '330'),
  row('2023', la, 'Age group', 'Under 1 year', 'c'),
  row('2023', la, 'Age group', '1 to 4 years', '38'),
  row('2023', la, 'Age group', '5 to 9 years', '49'),
  row('2023', la, 'Age group', '10 to 15 years', '112'),
  row('2023', la, 'Age group', '16 years and over', '127'),
  row('2023', la, 'Gender', 'Total', '330'),
  row('2023', la, 'Gender', 'Male', '200'),
  row('2023', la, 'Placement type', 'Foster placements', '210'),
  row('2023', la, uasc, uasc, '60'),
  row('2023', la, uasc, `Non-${uasc.toLowerCase()}`, '270'),
];
const national = '2023,Reporting year,National,E92000001,England,,,,,,Age group,Total,83840,100';

test('children looked after on 31 March come in as stock, of the one authority that is asked for', async () => {
  const file = csv(
    'la_cla_on_31_march_by_characteristics.csv',
    headers,
    national,
    ...published('Barnet'),
    ...published('Bexley'),
  );
  expect((await importing(file)).failure).toMatchObject({ code: 'several-authorities' });
  const { data, said, result } = await importing(file, { authority: 'Barnet' });
  expect(result.rejected).toBe(0);
  expect(
    data.demandSeries.map(({ measure, month, band, uasc: which, value }) => [measure, month, band, which, value]),
  ).toEqual([
    ['stock', '2023-03-01', '*', 'all', 330],
    ['stock', '2023-03-01', 'under 1', 'all', null],
    ['stock', '2023-03-01', '1-4', 'all', 38],
    ['stock', '2023-03-01', '5-9', 'all', 49],
    ['stock', '2023-03-01', '10-15', 'all', 112],
    ['stock', '2023-03-01', '16-17', 'all', 127],
    ['stock', '2023-03-01', '*', 'only', 60],
    ['stock', '2023-03-01', '*', 'excluded', 270],
  ]);
  expect(said).toContain('1 rows of England and its regions were left out');
  expect(said).toContain('numbers that the Department withholds stay blank');
  expect(said).toContain('4 rows of other characteristics were left out');
});

test('what a row or the file’s name says is counted is what it is: stock, those who start, those who cease', async () => {
  const mixed = csv(
    'data.csv',
    headers,
    row('2023', 'Barnet', 'CLA on 31 March', 'Total', '330'),
    row('2023', 'Barnet', 'CLA starting during the year', 'Total', '186'),
    row('2023', 'Barnet', 'CLA ceasing during the year', 'Total', '188'),
  );
  const { data } = await importing(mixed);
  expect(data.demandSeries.map((one) => [one.measure, one.value])).toEqual([
    ['stock', 330],
    ['entrants', 186],
    ['leavers', 188],
  ]);
  const named = await importing(
    csv('cla_ceased_during_year.csv', headers, row('2024', 'Barnet', 'Age group', 'Total', '194')),
  );
  expect(named.data.demandSeries).toMatchObject([{ measure: 'leavers', month: '2024-03-01', value: 194 }]);
  const unsaid = await importing(csv('data.csv', headers, row('2024', 'Barnet', 'Age group', 'Total', '194')));
  expect(unsaid.failure).toMatchObject({ code: 'unknown-kind' });
});

/** Portsmouth's Table A1 of 2020-21 (data.portsmouth.gov.uk), its first rows. */
const tableA1 = [
  "Department for Education Data Collection Year 2020 – 21 Table A1 : LA Level Information - CHILDREN'S AND YOUNG PEOPLE'S SERVICES",
  "CHILDREN'S AND YOUNG PEOPLE'S SERVICES,OWN PROVISION,PRIVATE,OTHER PUBLIC,VOLUNTARY,TOTAL EXPENDITURE,INCOME,NET Current Expenditure,Govt. Grants Inside AEF,Govt. Grants Outside AEF,LEA NET Revenue Expenditure",
  ',(a),(b),(c),(d),(k),(l),(m),(n),(o),(q)',
  'CHILDREN LOOKED AFTER,,,,,,,,,,',
  '3.1.1 Residential care,"£2,185,116.00","£6,311,565.00",£0.00,£0.00,"£8,496,681.00","£831,063.00","£7,665,618.00","£12,664.00","£23,303.00","£7,629,651.00"',
  '3.1.2a Fostering services (excluding fees and allowances for LA foster carers),"£2,339,923.00","£1,458,895.00","£7,026.00",£0.00,"£3,805,844.00","£25,622.00","£3,780,222.00","£13,036.00",£66.00,"£3,767,120.00"',
];

test('a Section 251 outturn comes in as stated facts of its year, to the pound', async () => {
  const { data } = await importing(csv('s251.csv', ...tableA1));
  expect(data.statedFacts).toHaveLength(14);
  const total = (what: string) =>
    data.statedFacts.filter((one) => one.fact.endsWith(what)).reduce((sum, one) => sum + one.value, 0);
  // Own, private, other public and voluntary provision come to the total; less income, to the net.
  const parts = ['own provision', 'private', 'other public', 'voluntary'].map(total);
  expect(parts.reduce((sum, one) => sum + one, 0)).toBe(total('total expenditure'));
  expect(total('total expenditure') - total('– income')).toBe(total('net current expenditure'));
  expect(data.statedFacts[0]).toMatchObject({
    fact: '3.1.1 Residential care – own provision',
    source: 'Section 251 outturn 2020/21',
    value: 2_185_116,
    unit: '£',
    asAt: '2021-03-31',
  });
  const unsaid = await importing(csv('s251.csv', ...tableA1.slice(1)));
  expect(unsaid.failure?.message).toContain('nothing states its year');
});

test('a revenue outturn is read in the unit it states, and refused where it states none', async () => {
  const rows = [
    "Children's social care,Employees,Running expenses,Total expenditure,Total income,Net current expenditure",
    'Looked after children,1000,2000,3000,10,2990',
  ];
  const { data } = await importing(csv('RO3.csv', 'Revenue outturn RO3 2022-23 (£ thousand)', ...rows));
  expect(data.statedFacts.map((one) => one.value)).toEqual([1e6, 2e6, 3e6, 1e4, 2_990_000]);
  const unsaid = await importing(csv('RO3.csv', 'Revenue outturn RO3 2022-23', ...rows));
  expect(unsaid.failure?.message).toContain('states no unit of money');
});
