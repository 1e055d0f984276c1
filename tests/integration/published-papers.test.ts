import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readSnapshot } from '../../db/snapshot.ts';
import { openStore } from '../../db/store.ts';
import { runChecks } from '../../shared/checks/run-checks.ts';
import { contractYears } from '../../shared/finance/contract-sum.ts';
import { defaultRagWeights } from '../../shared/finance/savings.ts';
import { carryForward } from '../../shared/finance/savings-history.ts';
import type { Finding } from '../../shared/model/problem.ts';
import { newScenario } from '../../shared/model/scenario.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';
import { forecast } from '../../shared/scenario/forecast.ts';
import { keysBeside } from '../support/keys.ts';
import { factsExtract } from '../support/printed-tables.ts';
import { workedCase } from '../unit/finance/cases.ts';
import { csv, service } from './import/helpers.ts';

/**
 * The published papers, typed in as a council would hold them and brought in through the ordinary importer: each figure
 * is reproduced, and each printed inconsistency is raised by its own check.
 */

type Fact = { id: string; values: Record<string, number | null> };
const { facts } = JSON.parse(
  readFileSync(new URL('../fixtures/reference/published-figures.json', import.meta.url), 'utf8'),
) as { facts: Fact[] };
const figure = (id: string, key: string): number => {
  const value = facts.find((fact) => fact.id === id)?.values[key];
  if (typeof value !== 'number') throw new Error(`No figure ${id} ${key}`);
  return value;
};

type Row = [gross: number, income: number, spent: number, received: number, investment: number];
const table = workedCase<Record<string, Record<string, Row>>, Record<string, Record<string, number>>>('OUT-01');
const lines = Object.entries(Object.values(table.given)[0] ?? {}).map(([name, row], at) => ({
  name,
  row,
  code: `L${at + 1}`,
}));
const codeOf = (name: string) => lines.find((line) => line.name === name)?.code ?? '';
const tracker = ['TRK-001', 'TRK-002', 'TRK-003', 'TRK-005', 'TRK-006'] as const;
const trackerLines = ['Staffing', 'Placements', 'Placements', 'Transport', 'Legal'];

const extracts = [
  csv('funders.csv', 'Funder,Funder name', 'NNC,North Northamptonshire', 'WNC,West Northamptonshire'),
  csv('funder-shares.csv', 'Funder,From,Share %', 'NNC,2021-04-01,44.16', 'WNC,2021-04-01,55.84'),
  csv(
    'budget-lines.csv',
    'Year,Line,Line name,Service,Gross budget (£000),Income budget (£000),Forecast method,Funding,Recurring',
    ...lines.map(
      ({ code, name, row: [gross, income] }) =>
        `2022/23,${code},${name},${name === 'Placements' ? 'placements' : name === 'Staffing' ? 'staffing' : 'other'},${gross},${income},stated,shared,yes`,
    ),
    '2023/24,PLACE,Placements,placements,69380,-7380,stated,shared,yes',
    '2023/24,STAFF,Staffing and the rest,staffing,94291,-5353,stated,shared,yes',
  ),
  csv(
    'actuals.csv',
    'Year,Period,Line,Expenditure (£000),Income (£000),Source',
    ...lines.map(({ code, row: [, , spent, received] }) => `2022/23,12,${code},${spent},${received},ledger`),
  ),
  csv(
    'budget-changes.csv',
    'Year,Reference,Line,Kind,Gross change (£000),Income change (£000),Effective,Approved,Recurring',
    ...lines
      .filter(({ row }) => row[4] !== 0)
      .map(({ code, row }) => `2022/23,INV-${code},${code},investment,${row[4]},0,2022-04-01,2022-04-01,yes`),
  ),
  csv(
    'savings.csv',
    'Year,Reference,Saving,Line,Class,Target (£m),Full-year effect (£m),Basis,Recurring,Start period,Delay (months),Ramp (months),Ramp shape',
    ...tracker.map(
      (id, at) =>
        `2022/23,${id},Saving ${at + 1},${codeOf(trackerLines[at] ?? '')},saving,${figure(id, 'target')},${figure(id, 'target')},in-year,yes,1,0,0,straight`,
    ),
    `2022/23,TRK-004,Placement mitigations,${codeOf('Placements')},mitigation,,0,in-year,no,1,0,0,straight`,
  ),
  csv(
    'savings-rag.csv',
    'Year,Saving,Period,Red (£m),Amber (£m),Green (£m),Not assessed (£m),Mitigation (£m),Of which one-off (£m)',
    ...tracker.map(
      (id) =>
        `2022/23,${id},12,${figure(id, 'red')},${figure(id, 'amber')},${figure(id, 'green_inc_mitigation')},0,0,${id === 'TRK-001' ? figure('TRK-008', 'BS_vacancies_9.6FTE_£k_2022_23_only') / 1000 : 0}`,
    ),
    `2022/23,TRK-004,12,0,0,0,0,${figure('TRK-004', 'green_inc_mitigation')},0`,
  ),
  csv(
    'contract-sum.csv',
    'Year,Reference,Item,Block,Amount (£m),Recurring,Approved',
    `2023/24,A,Contract sum,1,${figure('BUD-001', 'contract_sum')},yes,2023-04-01`,
    `2024/25,A,Core,1,${figure('BUD-003', 'block_1_core')},yes,2024-04-01`,
    `2024/25,R,Transformation that recurs,2,${figure('BUD-004', 'recurring_derived')},yes,2024-04-01`,
    `2024/25,N,Transformation that does not,2,${figure('BUD-004', 'non_recurring')},no,2024-04-01`,
    `2024/25,C,Business cases,3,${figure('BUD-005', 'block_3')},no,`,
  ),
  csv(
    'schemes.csv',
    'Scheme,Scheme name,Approval,Start year,Lag (months),Realised through,Cost bias %,Benefit bias %',
    'C2S,Circle to Success,approved,2023/24,6,budget-line,0,0',
    'NOT,Nottingham,approved,2025/26,0,budget-line,0,0',
    'NOTC,Nottingham in all,approved,2022/23,0,budget-line,0,0',
  ),
  csv(
    'tranches.csv',
    'Scheme,Tranche,Tranche name,Year,Period,Kind,Amount (£m),Source',
    `C2S,1,2023/24,2023/24,1,cost,${figure('I2S-001', '2023/24')},councils`,
    `C2S,2,First of 2024/25,2024/25,1,cost,${figure('I2S-006', 'I2S_tranche_1')},councils`,
    `C2S,3,Second of 2024/25,2024/25,1,cost,${figure('I2S-007', 'I2S_tranche_2')},councils`,
  ),
  csv(
    'benefits.csv',
    'Scheme,Case,Year,Amount (£m),Basis,Children,Interpolated',
    `C2S,stretch,2023/24,${figure('SAV-001', 'delivered_2023_24')},annual,41,no`,
    `C2S,stretch,2024/25,${figure('SAV-001', 'forecast_2024_25')},annual,,no`,
    `C2S,target,2023/24,${figure('SAV-006', 'C2S')},annual,41,no`,
    `C2S,realised,2023/24,${figure('SAV-003', 'savings')},annual,41,no`,
    `NOT,target,2025/26,${figure('BEN-002', 'annual')},annual,,no`,
    `NOT,target,2029/30,${figure('BEN-005', 'gross')},annual,,no`,
    `NOTC,target,2025/26,${figure('BEN-002', 'cumulative')},cumulative,,no`,
  ),
  ...[
    factsExtract('P9 pressure', [
      ['Total pressure', figure('PRS-001', 'total_pressure'), '£m', 'total'],
      ['Red savings', figure('PRS-001', 'red_savings'), '£m', 'part'],
      ['Placements', figure('PRS-001', 'placements'), '£m', 'part'],
      ['Staffing, net of pay investment', figure('PRS-001', 'staffing_net'), '£m', 'part'],
    ]),
    factsExtract('Invest to save 2023/24', [
      ['Total', figure('I2S-005', 'total_I2S'), '£m', 'total', { to: 0.001 }],
      ['To the trust', figure('I2S-003', 'to_NCT'), '£m', 'part', { to: 0.001 }],
      ['Phase 1', figure('I2S-004', 'IMPOWER_phase_1'), '£m', 'part', { to: 0.1 }],
      ['Phase 2', figure('I2S-005', 'IMPOWER_phase_2'), '£m', 'part', { to: 0.001 }],
    ]),
  ].map(({ name, lines: rows }) => csv(`${name.replaceAll('/', '-')}.csv`, ...rows)),
];

let snapshot: Snapshot;
let findings: Finding[];
const closed = newScenario('As published', '2022/23', 12);
const of = (code: string) => findings.filter((finding) => finding.code === code);

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-papers-'));
  const store = await openStore(join(folder, 'papers.sqlite'), {
    keys: keysBeside(join(folder, 'papers.sqlite')),
    clock: () => new Date('2024-05-01T09:00:00.000Z'),
    backupFolder: join(folder, 'backups'),
  });
  const { imports } = await service(store);
  const preview = await imports.preview(extracts);
  expect(
    preview.files.flatMap((file) => [
      ...file.problems.map((one) => `${one.file} ${one.message}`),
      ...(file.failure ? [file.failure.message] : []),
    ]),
  ).toEqual([]);
  imports.commit(preview.token);
  snapshot = readSnapshot(store);
  findings = runChecks(snapshot);
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the published papers, imported', () => {
  test('2022/23: every line of the outturn table, its total and both splits', () => {
    const made = forecast(snapshot, closed);
    const thousands = (line: (typeof made.lines)[number]) => ({
      net: line.currentBudget / 100_000,
      outturn: line.outturn / 100_000,
      var: line.variance / 100_000,
      net_var: line.netVariance / 100_000,
    });
    for (const [name, expected] of Object.entries(table.expect)) {
      const line = name === 'TOTAL' ? made.total : made.lines.find((each) => each.name === name);
      expect(line && thousands(line), name).toEqual(expected);
    }
    const millions = (code: string) => (made.funders.find((funder) => funder.code === code)?.netVariance ?? 0) / 1e8;
    expect(millions('NNC')).toBeCloseTo(figure('SPLIT-005', 'NNC'), 3);
    expect(millions('WNC')).toBeCloseTo(figure('SPLIT-005', 'WNC'), 3);
    expect(made.bridge.at(-1)).toMatchObject({ key: 'unexplained', amount: 0 });
  });

  test('the savings tracker: R + A + G is 3.112 against 2.990, mitigation apart, and the checks say so', () => {
    const { savings } = forecast(snapshot, closed);
    const millions = (pence: number) => pence / 1e8;
    const { expect: expected } = workedCase<unknown, Record<string, number>>('SAV-01');
    expect(millions(savings.target)).toBe(expected.target);
    expect([savings.red, savings.amber, savings.green].map(millions)).toEqual([
      expected.red,
      expected.amber,
      expected.green,
    ]);
    expect(millions(savings.red + savings.amber + savings.green)).toBe(expected['R+A+G']);
    expect(millions(savings.ratedLessTarget)).toBe(expected.over_delivery);
    expect(millions(savings.mitigation)).toBe(2.312);
    expect(of('T04').map((finding) => finding.figures.difference)).toEqual([12_200_000]);
    expect(of('T21').map((finding) => finding.figures.gapNextYear)).toEqual([28_800_000]);
    expect(
      carryForward(snapshot, '2022/23', 12, defaultRagWeights).rows.find((row) => row.reference === 'TRK-001')?.gap,
    ).toBe(28_800_000);
    expect(of('T20')).toEqual([]);
  });

  test('P9 2023/24: 29.670 of pressure, of which 3.631 is unexplained', () => {
    const [found, ...others] = of('foots').filter((finding) => finding.severity === 'warn');
    expect(others).toEqual([]);
    expect(Number(found?.figures.unexplained) / 1e6).toBeCloseTo(3.631, 6);
    expect(found?.message).toContain('26.039 £m, but 29.67 £m is printed: 3.631 £m is unexplained');
    const { expect: expected } = workedCase<unknown, Record<string, number>>('BUD-06');
    expect(Number(found?.figures.parts) / 1e6).toBeCloseTo(expected.sum_components_net ?? 0, 6);
  });

  test('Circle to Success: 1.816 and 3.722, 1.690 and 8.072; the parts that were rounded, and the target that was not met', () => {
    const made = forecast(snapshot, closed).investToSave.find(
      (scheme) => scheme.reference === 'C2S' && scheme.case === 'stretch',
    );
    const { expect: expected } = workedCase<unknown, Record<string, never>>('I2S-01');
    expect(
      made?.years.map(({ cost, benefit, net, cumulative }) =>
        [cost, benefit, net, cumulative].map((pence) => pence / 1e8),
      ),
    ).toEqual([
      [1.816, 3.722, 1.906, 1.906],
      [1.69, 8.072, 6.382, 8.288],
    ]);
    expect(made?.roi).toBeCloseTo(expected.ROI ?? 0, 4);
    expect((made?.npv ?? 0) / 1e8).toBeCloseTo(expected['NPV_£m'] ?? 0, 3);
    expect(made?.bcr).toBeCloseTo(expected.BCR ?? 0, 4);
    expect(of('foots').filter((finding) => finding.severity === 'inform')[0]?.message).toContain(
      'no more than rounding can make',
    );
    expect(of('T09')[0]?.figures.percent).toBeCloseTo(97.95, 2);
  });

  test('the contract sum of 2024/25: blocks 1, 2 and 3, and what recurs', () => {
    const sums = contractYears(snapshot.contractBlocks);
    expect(sums.map(({ year, contractSum }) => [year, contractSum / 1e8])).toEqual([
      ['2023/24', 150.938],
      ['2024/25', 180.009],
    ]);
    expect((sums[1]?.maximum ?? 0) / 1e8).toBe(183.3);
    expect((sums[1]?.recurringBase ?? 0) / 1e8).toBe(177.646);
  });

  test('Nottingham: four stated figures, interpolated years marked, and years that are not given named', () => {
    const { expect: expected } = workedCase<unknown, { 'y5..y8': number[]; sum_y1_3: number }>('BEN-01');
    const made = forecast(snapshot, closed).investToSave.find((scheme) => scheme.reference === 'NOT');
    expect(made?.years.map((year) => year.interpolated)).toEqual([false, true, true, true, false]);
    expect(made?.years.slice(1).map((year) => year.benefit / 1e8)).toEqual(expected['y5..y8']);
    const [gap] = of('T31');
    expect(gap?.message).toContain('2022/23, 2023/24, 2024/25');
    expect((Number(gap?.figures.unstated) - figure('BEN-002', 'annual') * 1e8) / 1e8).toBeCloseTo(expected.sum_y1_3, 6);
  });
});
