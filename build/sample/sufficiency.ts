import { addMonths } from '../../shared/model/calendar.ts';
import type { NewRow } from './extract.ts';
import { cite, fact, factsOf, figure, figureOrBlank } from './facts.ts';

/** Requests and what was secured, September 2021 to August 2022, as published counts. */
export function placementRequests(): NewRow<'placementRequests'>[] {
  type Type = NewRow<'placementRequests'>['askedType'];
  const row = (id: string, askedType: Type, givenType: Type, count: number, reference: string) => ({
    ...{ reference, requestedOn: '2022-08-31', count, askedType, askedGroup: null, band: null },
    ...{ urgency: 'not stated' as const, offers: null, outcome: 'placed' as const, givenType, givenGroup: null },
    ...{ placedOn: null, miles: null, source: `${cite(id)}: a count of September 2021 to August 2022` },
  });
  const foster = figure('GAP-001', 'requested');
  const [away, supported] = [figure('GAP-001', 'to_residential'), figure('GAP-001', 'to_supported')];
  const homes = figure('GAP-002', 'requested');
  const homesAway = figure('GAP-002', 'to_supported');
  return [
    row('GAP-001', 'fostering', 'fostering', foster - away - supported, 'REQ-22-1'),
    row('GAP-001', 'fostering', 'residential', away, 'REQ-22-2'),
    row('GAP-001', 'fostering', 'supported', supported, 'REQ-22-3'),
    row('GAP-002', 'residential', 'residential', homes - homesAway, 'REQ-22-4'),
    row('GAP-002', 'residential', 'supported', homesAway, 'REQ-22-5'),
  ];
}

/** The waterfall of foster places on 31 March 2023, as printed: 391 approved, of which the paper accounts for 375. */
export function placeCounts(): NewRow<'placeCounts'>[] {
  const row = (id: string, state: NewRow<'placeCounts'>['state']) => ({
    ...{ on: '2023-03-31', groupCode: 'FOSTER-INHOUSE', state, reason: '*', places: figure(id, 'value') },
    // One source, so that the states are set against each other.
    source: 'paper 004 lines 5799 to 5806 (CAPY-004 to CAPY-010)',
  });
  return [
    row('CAPY-004', 'approved'),
    row('CAPY-005', 'filled'),
    row('CAPY-007', 'unavailable'),
    row('CAPY-009', 'vacant'),
  ];
}

/** What was to open, as printed. No paper prints its capital, running cost or chance: they stay blank, the chance at 100. */
export function capacityProgramme(): NewRow<'capacityProgramme'>[] {
  const row = (
    reference: string,
    name: string,
    groupCode: string,
    places: number,
    plannedOn: string | null,
    stage: NewRow<'capacityProgramme'>['stage'],
    source: string,
  ) => ({
    ...{ reference, name, groupCode, band: null, site: null, kind: 'opening' as const, stage, places, plannedOn },
    ...{ endsOn: null, registeredOn: null, delayMonths: 0, probabilityPercent: 100, capitalPence: null },
    ...{ grantPence: null, termYears: null, ratePercent: null, revenuePence: null, lineCode: null, source },
  });
  return [
    row(
      'CAP-NEW',
      'New residential places to August 2024',
      'RESI-INHOUSE',
      figure('GAP-003', 'residential_new_places'),
      '2024-08-31',
      'approved',
      `${cite('GAP-003')}: places of August 2022 to August 2024, the last day of which stands for the date`,
    ),
    row(
      'CAP-FLATS',
      'Additional training flats',
      'SUPPORTED',
      figure('CAPY-017', 'additional_2023'),
      '2023-12-31',
      'open',
      `${cite('CAPY-017')}: in 2023`,
    ),
    row(
      'CAP-BEDS',
      'Beds for care leavers',
      'SUPPORTED',
      figure('CAP-007', 'beds'),
      null,
      'idea',
      `${cite('CAP-007')}: “in 12 months”, no date`,
    ),
  ];
}

/** Contracts by service with their yearly values, 2019/20 to 2020/21, and the two that buy places. */
export function supplierContracts(): NewRow<'supplierContracts'>[] {
  const base = {
    ...{ supplier: 'not stated', groupCode: null, unitCode: null, lineCode: 'CONTRACTS', places: null },
    ...{ from: '2019-04-01', to: null, optionYears: 0, noticeMonths: null, uplift: null },
  };
  const services = factsOf('CTR')
    .filter(({ id, values }) => id < 'CTR-028' && typeof values.annual_value === 'number')
    .map((each) => ({
      ...{ ...base, reference: each.id, service: each.statement, route: 'service' as const },
      ...{ annualPence: figure(each.id, 'annual_value') * 100, source: cite(each.id) },
    }));
  const placement = {
    ...base,
    lineCode: 'PLACE',
    from: '2020-04-01',
    source: cite('CTR-028'),
  };
  return [
    ...services,
    {
      ...{ ...placement, reference: 'CTR-028-BLOCK', service: 'Block contract for homes', route: 'block' as const },
      ...{ annualPence: figure('CTR-028', 'block_homes') * 100, groupCode: 'RESI-EXTERNAL', unitCode: 'BLOCK-32' },
    },
    {
      ...{ ...placement, reference: 'CTR-028-FLATS', service: 'Training flats', route: 'block' as const },
      ...{ annualPence: figure('CTR-028', 'training_flats') * 100, groupCode: 'SUPPORTED', unitCode: 'FLATS-21' },
    },
    {
      ...{ ...placement, reference: 'CTR-028-ISA', service: 'Supported accommodation', route: 'framework' as const },
      ...{ annualPence: figure('CTR-028', 'ISA_framework_spot') * 100, groupCode: 'SUPPORTED' },
    },
    {
      ...{ ...placement, reference: 'CTR-028-HOMES', service: 'Homes and fostering', route: 'framework' as const },
      ...{ annualPence: figure('CTR-028', 'homes_fostering_framework_spot') * 100 },
    },
  ];
}

/** Enquiries, visits and applications by year; approvals and closures by month; approvals of earlier years. */
export function fosteringPipeline(): NewRow<'fosteringPipeline'>[] {
  type Row = NewRow<'fosteringPipeline'>;
  const row = (stage: Row['stage'], from: string, months: number, households: number | null, source: string): Row => ({
    ...{ stage, from, months, reason: '*', households, places: null, days: null, source },
  });
  const years: [string, string][] = [
    ['Mar-21', '2020-04-01'],
    ['Mar-22', '2021-04-01'],
    ['Mar-23', '2022-04-01'],
  ];
  const yearly = (id: string, stage: Row['stage']) =>
    years.map(([name, from]) => row(stage, from, 12, figure(id, name), cite(id)));
  const months = Object.keys(fact('FOS-015').values).filter((name) => name !== 'Total');
  const approvals = (id: string, from: string) =>
    row('approval', from, 12, Number(String(fact(id).values.approvals).split(': ')[1]), cite(id));
  const closed = (reason: string, key: string): Row => ({
    ...row('de-registration', '2022-04-01', 12, figure('FOS-019', key), cite('FOS-019')),
    reason,
  });
  return [
    ...yearly('FOS-023', 'enquiry'),
    ...yearly('FOS-024', 'visit'),
    ...yearly('FOS-025', 'application'),
    approvals('FOS-020', '2020-04-01'),
    approvals('FOS-021', '2021-04-01'),
    ...months.flatMap((name, at) => {
      const month = addMonths('2022-04-01', at);
      return [
        row('approval', month, 1, figureOrBlank('FOS-015', name), cite('FOS-015')),
        row('de-registration', month, 1, Math.abs(figure('FOS-016', name)), cite('FOS-016')),
      ];
    }),
    closed('termination', 'termination'),
    closed('retired or resigned', 'retire_resign'),
    row('target', '2022-04-01', 12, figure('VOL-009', 'households'), cite('VOL-009')),
  ];
}

/** The forecasts the papers print, each run of a tool whole, with the bounds as printed. */
export function publishedForecasts(): NewRow<'publishedForecasts'>[] {
  type Row = NewRow<'publishedForecasts'>;
  const columns: [string, Row['figure']][] = [
    ['Total', 'all'],
    ['Modelled', 'modelled'],
    ['Fos', 'fostering'],
    ['Res', 'residential'],
    ['Supp', 'supported'],
    ['Age 0', 'under 1'],
    ['Age 1_4', '1-4'],
    ['Age 5_9', '5-9'],
    ['Age 10_15', '10-15'],
    ['Age 16_18', '16-17'],
  ];
  type Run = Pick<Row, 'vintage' | 'method' | 'madeFrom' | 'on' | 'uasc'>;
  const table = (run: Run, base: string, low: string | null, high: string | null) =>
    columns.map(
      ([key, name]): Row => ({
        ...run,
        ...{ figure: name, value: figure(base, key), actual: null, source: cite(base) },
        ...{ low: low === null ? null : figure(low, key), high: high === null ? null : figure(high, key) },
      }),
    );
  const one = (run: Run, value: number, actual: number | null, source: string, name: Row['figure'] = 'all'): Row => ({
    ...{ ...run, figure: name, value, low: null, high: null, actual, source },
  });
  const tool = 'the sector’s tool';
  return [
    one(
      { vintage: 'LINEAR-2020', method: 'linear', madeFrom: '2020-03-31', on: '2022-03-31', uasc: 'all' },
      figure('FC-001', 'forecast_Mar22'),
      figure('FC-001', 'actual_Mar22'),
      cite('FC-001'),
    ),
    one(
      { vintage: 'TOOL-2022', method: tool, madeFrom: '2022-03-31', on: '2023-03-31', uasc: 'excluded' },
      figure('FC-017', 'projected'),
      figure('FC-017', 'actual'),
      cite('FC-017'),
    ),
    ...table(
      { vintage: 'TOOL-2022-08', method: tool, madeFrom: '2022-08-31', on: '2024-08-31', uasc: 'all' },
      ...(['FC-005', 'FC-006', 'FC-007'] as const),
    ),
    ...table(
      { vintage: 'LINEAR-2022-08', method: 'linear', madeFrom: '2022-08-31', on: '2024-08-31', uasc: 'all' },
      'FC-008',
      null,
      null,
    ),
    ...table(
      { vintage: 'TOOL-2023', method: tool, madeFrom: '2023-03-31', on: '2024-03-31', uasc: 'excluded' },
      ...(['FC-012', 'FC-013', 'FC-014'] as const),
    ),
    one(
      { vintage: 'LEAVERS-2022', method: 'not stated', madeFrom: '2022-03-31', on: '2024-03-31', uasc: 'all' },
      figure('DEM-007', 'proj_Mar24'),
      null,
      cite('DEM-007'),
      'care leavers',
    ),
  ];
}
