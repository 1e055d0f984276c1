import { addMonths } from '../../shared/model/calendar.ts';
import type { NewRow } from './extract.ts';
import { cite, fact, factsOf, figure, thousands } from './facts.ts';

/** Care leavers by age on 31 March 2022 and 2023, and unaccompanied children and former ones of 2022, as printed. */
export function leaverCohort(): NewRow<'leaverCohort'>[] {
  type Row = NewRow<'leaverCohort'>;
  const row = (on: string, age: number, people: number | null, source: string, more: Partial<Row> = {}): Row => ({
    ...{ on, age, level: '*', uasc: 'all' as const, people, weeklyPence: null, source, ...more },
  });
  /** The count that opens a text: “258 (14 of whom are relevant so no longer in care)”. */
  const counted = (value: unknown) => (value === null ? null : Number.parseInt(String(value), 10));
  const weekly = weeklyCost();
  const cohort = factsOf('CL')
    .filter((each) => each.id <= 'CL-010' && each.statement !== '17')
    .flatMap((each) => {
      const age = Number(each.statement);
      const note = age === 16 ? `${cite(each.id)}, 16 and 17 together` : cite(each.id);
      const cost = age >= 18 ? { weeklyPence: weekly.pence } : {};
      const source = age >= 18 ? `${note}; ${weekly.source}` : note;
      return [
        row('2022-03-31', age, counted(each.values.Mar22), source, cost),
        row('2023-03-31', age, counted(each.values.Mar23), source, cost),
      ];
    });
  const alone = factsOf('UASC')
    .filter((each) => each.id >= 'UASC-002' && each.id <= 'UASC-012')
    .flatMap((each) => {
      const age = Number(each.statement.split(' ').at(-1));
      const of = (key: string, level: string) =>
        typeof each.values[key] === 'number'
          ? [row('2022-03-31', age, figure(each.id, key), cite(each.id), { level, uasc: 'only' })]
          : [];
      return [...of('UASC', 'in care'), ...of('former', 'former')];
    });
  return [...cohort, ...alone];
}

/** No paper prices a care leaver: the share in supported accommodation at its published average price. Synthetic. */
function weeklyCost(): { pence: number; source: string } {
  const [placed, all] = [figure('PLC-001', 'ISA_18plus'), adults()];
  return {
    pence: Math.round((placed / all) * 62_100),
    source: `weekly cost synthetic: ${placed} of ${all} in supported accommodation (PLC-001) at £621 (Lincolnshire)`,
  };
}
const adults = () =>
  factsOf('CL')
    .filter((each) => each.id >= 'CL-003' && each.id <= 'CL-010')
    .reduce((sum, each) => sum + Number(each.values.Mar22), 0);

/** Home Office rates: a person a night, as a week, and a care leaver a week. */
export function grantRates(): NewRow<'grantRates'>[] {
  const gov =
    'https://www.gov.uk/government/publications/unaccompanied-asylum-seeking-children-uasc-grant-instructions';
  const night = (pounds: number) => pounds * 7 * 100;
  return [
    {
      ...{ grant: 'child', fromAge: 0, toAge: 17, from: '2020-04-01', weeklyPence: night(114) },
      source: '£114 a night: parliamentary answer HL5515, 14 February 2023',
    },
    {
      ...{ grant: 'child above threshold', fromAge: 0, toAge: 17, from: '2020-04-01', weeklyPence: night(143) },
      source: '£143 a night: parliamentary answer HL5515, 14 February 2023',
    },
    {
      ...{ grant: 'care leaver', fromAge: 17, toAge: 24, from: '2020-06-01', weeklyPence: 24_000 },
      source: '£240 a week, before £270: parliamentary answer HL5515, 14 February 2023',
    },
    {
      ...{ grant: 'care leaver', fromAge: 17, toAge: 24, from: '2023-04-01', weeklyPence: 27_000 },
      source: `£270 a week: ${gov} (leaving care, 2023 to 2024, §2.1)`,
    },
  ];
}

export function activities(): NewRow<'activities'>[] {
  const row = (
    code: string,
    name: string,
    kind: NewRow<'activities'>['kind'],
    unit: string,
    parts: NewRow<'activities'>['parts'],
    lineCode: string | null,
    source: string,
  ) => ({ code, name, kind, unit, parts, lineCode, source });
  return [
    row('LEGAL', 'Legal matters billed', 'legal', 'matters', 'components', 'LEGAL', cite('LEG-007')),
    row('TRANSPORT', 'Transport of children', 'transport', 'journeys', 'kinds', 'TRANSPORT', cite('TRK-010')),
    row('REQUESTS', 'Requests for placements by urgency', 'other', 'requests', 'kinds', null, cite('REQ-001')),
  ];
}

/** Legal: time and disbursements over the matters billed, and the printed average; transport against 100 in 2021; requests by urgency. */
export function activityCounts(): NewRow<'activityCounts'>[] {
  type Row = NewRow<'activityCounts'>;
  const base = { months: 12, volume: null, amountPence: null, pricePence: null, index: 0 as const };
  const legal = ['2019/20', '2020/21', '2021/22', '2022/23'].flatMap((year): Row[] => {
    const from = `${year.slice(0, 4)}-04-01`;
    const part = (name: string, id: string) => ({
      ...{ ...base, activityCode: 'LEGAL', part: name, from, volume: figure('LEG-007', year) },
      ...{ amountPence: figure(id, year) * 100, source: cite(id) },
    });
    return [
      part('time', 'LEG-001'),
      part('disbursements', 'LEG-002'),
      {
        ...part('*', 'LEG-003'),
        pricePence: figure('LEG-004', year) * 100,
        source: `${cite('LEG-003')}; ${cite('LEG-004')}`,
      },
    ];
  });
  const { demand_pct: demand, cost_per_journey_pct: price } = fact('TRK-010').values as Record<string, number>;
  const transport: Row[] = [
    {
      ...{
        ...base,
        activityCode: 'TRANSPORT',
        part: '*',
        from: '2021-04-01',
        volume: 100,
        pricePence: 10_000,
        index: 1,
      },
      source: `${cite('TRK-010')}: 2021 = 100`,
    },
    {
      ...{ ...base, activityCode: 'TRANSPORT', part: '*', from: '2022-04-01', volume: 100 + (demand ?? 0), index: 1 },
      ...{ pricePence: (100 + (price ?? 0)) * 100, amountPence: thousands(figure('OUT-008', 'Exp Forecast')) },
      source: `${cite('TRK-010')}; amount ${cite('OUT-008')}`,
    },
  ];
  const urgencies: [string, string][] = [
    ['crisis', 'REQ-001'],
    ['short notice', 'REQ-002'],
    ['planned', 'REQ-003'],
  ];
  const requests = [2017, 2018, 2019, 2020, 2021].flatMap((year) =>
    urgencies.map(
      ([part, id]): Row => ({
        ...{ ...base, activityCode: 'REQUESTS', part, from: addMonths('2017-01-01', (year - 2017) * 12) },
        ...{ volume: figure(id, `${year} n`), source: cite(id) },
      }),
    ),
  );
  return [...legal, ...transport, ...requests];
}

/** Social work posts of March 2023, per hundred posts: no paper prints their number, only the shares. */
export function staffingPosts(): NewRow<'staffingPosts'>[] {
  const premium = figure('NAT-005', 'per_worker_£');
  return [
    {
      ...{ team: 'Social care, per 100 posts', on: '2023-03-31', managed: 0, posts: 100 },
      ...{ vacant: figure('SCO-087', 'Mar'), agency: figure('SCO-088', 'Mar') },
      costPence: Math.round((premium / (figure('NAT-005', 'pct_of_salary') / 100)) * 100),
      ...{ premiumPence: premium * 100, turnoverPercent: figure('SCO-092', 'Mar'), payAwardPercent: null },
      ...{
        lineCode: 'STAFF',
        source: `${cite('SCO-087')}; ${cite('SCO-088')}; cost and premium ${cite('NAT-005')}, national`,
      },
    },
  ];
}
