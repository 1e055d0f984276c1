import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { careLeaversOf } from '../../../renderer/screens/demand/leavers-and-uasc.ts';
import { topSlice } from '../../../shared/finance/contract-sum.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { contractPerformance } from '../../../shared/programme/contract-performance.ts';
import { programme } from '../../../shared/programme/programme.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { fundingView } from '../../../shared/scenario/funding-view.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const snapshot = sampleSnapshot();
const thousand = (pence: number | undefined) => Math.round((pence ?? 0) / 1e5);
type Fact = { id: string; values: Record<string, number & string[]> };
const facts = (
  JSON.parse(readFileSync(new URL('../../fixtures/reference/published-figures.json', import.meta.url), 'utf8')) as {
    facts: Fact[];
  }
).facts;
/** £m of a paper in whole thousands. */
const printed = (id: string, key: string) => Math.round(Number(paper(id)[key]) * 1000);
const paper = (id: string) => facts.find((fact) => fact.id === id)?.values ?? {};

describe('the papers’ programme, from the sample’s registers', () => {
  test('Circle to Success 2023/24: 3.722 of 3.8 realised, 98 %, 41 children, grant 0.330', () => {
    const made = programme(snapshot, '2023/24', '2024-05-01');
    expect(thousand(made.total.planned)).toBe(3800);
    expect(thousand(made.total.realised)).toBe(printed('SAV-003', 'savings'));
    expect(Math.round((made.total.realised / made.total.planned) * 100)).toBe(98);
    expect(thousand(made.total.investment)).toBe(printed('I2S-001', '2023/24'));
    expect([thousand(made.total.grant), thousand(made.total.net)]).toEqual([330, 1486]);
    expect(made.total.children).toBe(Number(paper('SAV-003').children));
    // The printed net is another: it is stated beside the sum of its parts, by name.
    const net = snapshot.statedFacts.filter((row) => row.fact === 'Invest to save 2023/24, net of grant');
    expect(net.map((row) => row.value)).toEqual([Number(paper('I2S-005').net_of_grant), 1.486]);
  });

  test('2024/25: 4.049 taken out, just under 2.0 realised, 8.072 expected, 4.023 beyond; 63 children, 550 assessments', () => {
    const made = programme(snapshot, '2024/25', '2024-10-15');
    const { total } = made;
    expect(thousand(total.planned)).toBe(printed('SAV-004', 'in_contract_sum'));
    expect(thousand(total.realised + total.forecast)).toBe(printed('SAV-004', 'forecast'));
    expect(thousand(total.variance)).toBe(printed('SAV-004', 'excess'));
    expect(total.children).toBe(Number(paper('ACT-002').children_worked_with));
    expect(thousand(total.investment)).toBe(printed('I2S-008', 'total'));
    const assessed = made.projects.flatMap((row) => row.benefits).find((row) => row.unit === 'assessments');
    expect(assessed?.quarters.map((row) => row.actual)).toEqual([320, 550]);
    const c2s = made.projects.find((row) => row.reference === 'P01');
    expect([c2s?.theme, c2s?.cases[0]?.conditions[0]?.state]).toEqual(['Operational Efficiency', 'open']);
  });

  test('eleven approved cases in six themes; of the 3.291 of block 3 nothing is released without an amount', () => {
    const { projects, themes, release } = programme(snapshot, '2024/25', '2024-10-15');
    const approved = paper('I2S-010').approved_business_cases as unknown as string[];
    expect(projects.filter((row) => approved.includes(row.name))).toHaveLength(11);
    expect(themes.map(({ theme }) => theme).sort()).toEqual(
      [...(paper('GOV-007').themes as unknown as string[])].sort(),
    );
    expect(thousand(release.provision)).toBe(printed('BUD-005', 'block_3'));
    expect([release.released, release.waiting, release.rejected]).toEqual([0, release.provision, 0]);
    expect(release.casesWithoutAmount).toHaveLength(10);
    // What a case releases counts in the contract sum, and nothing else of block 3 does.
    const base = newScenario('Base', '2024/25', 0);
    expect(thousand(forecast(snapshot, base).contractSum.contractSum)).toBe(180_009);
    const step = { id: 99, caseReference: 'BC-P03', taken: '2024-11-01', state: 'approved', byRole: 'Board' } as const;
    const more = {
      ...snapshot,
      caseSteps: [...snapshot.caseSteps, { ...step, amountPence: 50_000_000, source: null }],
    };
    expect(thousand(forecast(more, base).contractSum.contractSum)).toBe(180_509);
  });

  test('2024/25’s 1.690 is not charged against what was realised by March 2024', () => {
    const cases = forecast(snapshot, newScenario('Base', '2023/24', 9)).investToSave;
    const realised = cases.find((row) => row.case === 'realised');
    expect([thousand(realised?.cost), thousand(realised?.benefit)]).toEqual([1816, 3722]);
  });

  test('the slippage of the case-management system: 181 days from January to July 2025', () => {
    const made = programme(snapshot, '2024/25', '2024-10-15');
    expect(made.projects.find((row) => row.reference === 'P12')?.slippageDays).toBe(181);
  });
});

describe('the papers’ performance', () => {
  const made = contractPerformance(snapshot, '2023-06-01');

  test('two failures: indicators 1 and 5, seven and six months; no tolerance is invented', () => {
    expect(made.failures.map(({ indicator, periods, unit }) => [indicator, periods, unit])).toEqual([
      [1, 7, 'months'],
      [5, 6, 'months'],
    ]);
    expect(snapshot.kpis.every((row) => row.tolerance === null)).toBe(true);
    // What the data hold of them does not contradict the paper: the target was missed in all six months.
    expect(made.contract.map((row) => row.missedRun)).toEqual([6, 6]);
  });

  test('support services stand apart: those that reported in Q4, and those that missed their target', () => {
    const latest = made.supportServices.flatMap((row) => {
      const value = row.months.find(({ month }) => month === '2023-03-01')?.value ?? null;
      return value === null ? [] : [{ code: row.code, met: row.status === 'met' }];
    });
    // The table prints a figure for 39 of the 44; its summary says 38 (34 green, 3 amber, 1 red): both are stated, by name.
    const { reported, green, amber, red } = paper('KPI-004');
    expect(Number(green) + Number(amber) + Number(red)).toBe(Number(reported));
    const stated = snapshot.statedFacts.filter((row) => row.fact === 'Support-service indicators reported, Q4 2022/23');
    expect(stated.map((row) => row.value)).toEqual([Number(reported), latest.length]);
    expect(latest.filter(({ met }) => !met).map(({ code }) => code)).toEqual(['SSK-022', 'SSK-039', 'SSK-041']);
    expect(made.supportServices.some((row) => made.failures.some(({ code }) => code === row.code))).toBe(false);
  });

  test('year to date and earlier years are printed beside: contacts 46,624, 43,393 and 41,323', () => {
    const contacts = made.management.find((row) => row.code === 'SCO-016');
    expect(contacts?.yearToDate).toEqual({ year: '2022/23', value: 46_624 });
    expect(contacts?.earlierYears.map(({ value }) => value)).toEqual([41_323, 43_393]);
  });
});

describe('figures of the sample that the papers correct', () => {
  test('care leavers: 258 and 293 of 16 and 17, 940 and 891 in all; 1,080 was a forecast', () => {
    const found = careLeaversOf(snapshot);
    expect([found?.before.counts[16], found?.now.counts[16]]).toEqual([258, 293]);
    const total = (counts: Readonly<Record<number, number>> = {}) =>
      Object.values(counts).reduce((all, one) => all + one, 0);
    expect([total(found?.before.counts), total(found?.now.counts)]).toEqual([940, 891]);
    expect(snapshot.statedFacts.find((row) => row.value === 1080)).toMatchObject({ asAt: '2024-03-31', accepted: 0 });
    expect(snapshot.statedFacts.find((row) => row.value === 14)?.asAt).toBe('2023-09-28');
  });

  test('7.672 is top-sliced in 2023/24 and 4.049 in 2024/25', () => {
    const sliced = (year: string) => thousand(topSlice(snapshot.contractBlocks, year, 0).topSliced);
    expect([sliced('2023/24'), sliced('2024/25')]).toEqual([7672, 4049]);
  });

  test('3.2 % funded against 10.5 % belongs to 2022/23 only', () => {
    const view = (year: string, period: number) => {
      const scenario = newScenario('Base', year, period);
      return fundingView(snapshot, scenario, forecast(snapshot, scenario)).inflation;
    };
    expect(view('2022/23', 12)).toMatchObject({ funded: 3.2, cpi: 10.5 });
    expect(view('2023/24', 9)).toBeNull();
  });

  test('the training flats are care leavers’, and the pay pressure carries the managed teams', () => {
    const flats = snapshot.capacityUnits.find((row) => row.kind === 'flats');
    expect([flats?.places, flats?.groupCode]).toEqual([21, 'CARE-LEAVERS']);
    expect(snapshot.pressures.find((row) => row.reference === 'PRS-22-1')?.name).toMatch(/managed teams/);
    expect(thousand(forecast(snapshot, newScenario('Base', '2023/24', 9)).total.variance)).toBe(29_670);
  });
});
