import { addMonths } from '../../shared/model/calendar.ts';
import type { NewRow } from './extract.ts';
import { cite, fact, factsOf, figure, figureOrBlank } from './facts.ts';

type Row = NewRow<'demandSeries'>;
const row = (
  measure: Row['measure'],
  month: string,
  value: number | null,
  source: string,
  more: Partial<Row> = {},
): Row => ({
  measure,
  month,
  groupCode: '*',
  band: '*',
  uasc: 'all',
  source,
  value,
  ...more,
});
const scorecardMonths: [string, string][] = [
  ['Oct', '2022-10-01'],
  ['Nov', '2022-11-01'],
  ['Dec', '2022-12-01'],
  ['Jan', '2023-01-01'],
  ['Feb', '2023-02-01'],
  ['Mar', '2023-03-01'],
];

/** Stock, entrants and leavers by month from the scorecard, with the UASC part; placeholders stay blank. */
function scorecard(): Row[] {
  const series = (id: string, measure: Row['measure'], uasc: Row['uasc']) => [
    ...scorecardMonths.map(([name, month]) => row(measure, month, figureOrBlank(id, name), cite(id), { uasc })),
  ];
  return [
    ...series('SCO-052', 'stock', 'all'),
    ...series('SCO-054', 'stock', 'only'),
    ...series('SCO-055', 'entrants', 'all'),
    ...series('SCO-056', 'leavers', 'all'),
  ];
}

/** 31 March totals of each year, one row a source: the papers differ, so each keeps its own. */
function years(): Row[] {
  const totals = factsOf('DEM')
    .filter((each) => each.statement.startsWith('CIC by gender'))
    .map((each) =>
      row('stock', `${Number(each.period.slice(0, 4)) + 1}-03-01`, figure(each.id, 'total'), cite(each.id)),
    );
  return [
    ...totals,
    row('stock', '2021-03-01', figure('SCO-052', '20/21'), cite('SCO-052')),
    row('stock', '2022-03-01', figure('SCO-052', '21/22'), cite('SCO-052')),
    row('stock', '2022-03-01', figure('DEM-009', 'Mar22'), cite('DEM-009')),
    row('stock', '2023-03-01', figure('DEM-009', 'Mar23'), cite('DEM-009')),
    row('stock', '2022-03-01', figure('DEM-005', 'Mar22'), cite('DEM-005'), { uasc: 'excluded' }),
    row('stock', '2023-03-01', figure('FC-011', 'Total'), cite('FC-011'), { uasc: 'excluded' }),
    row('stock', '2022-08-01', figure('FC-004', 'Total'), cite('FC-004')),
  ];
}

/** UASC in and out by month of 2022/23, as published. */
function uasc(): Row[] {
  return factsOf('UASC')
    .filter((each) => each.id >= 'UASC-025' && each.id <= 'UASC-036')
    .flatMap((each, index) => {
      const month = addMonths('2022-04-01', index);
      return [
        row('entrants', month, figure(each.id, 'entrants'), cite(each.id), { uasc: 'only' }),
        row('leavers', month, figure(each.id, 'exits'), cite(each.id), { uasc: 'only' }),
      ];
    });
}

/** Foster households by month of 2022/23. The paper's count row is shifted a month (T56); it is kept as printed. */
function households(): Row[] {
  const names = Object.keys(fact('FOS-015').values).filter((name) => name !== 'Total');
  return names.flatMap((name, index) => {
    const month = addMonths('2022-04-01', index);
    return [
      row('households-approved', month, figureOrBlank('FOS-015', name), cite('FOS-015')),
      row('households-closed', month, Math.abs(figure('FOS-016', name)), cite('FOS-016')),
      row('households', month, figureOrBlank('FOS-017', name), `${cite('FOS-017')}, shifted a month in print (T56)`),
    ];
  });
}

/** Care leavers by age, 16–17 (printed as one row, merged) to 25, March 2022 and March 2023. */
function careLeavers(): Row[] {
  const first = (key: 'Mar22' | 'Mar23') => Number(/^\d+/.exec(String(fact('CL-001').values[key]))?.[0]);
  const youngest = (['Mar22', 'Mar23'] as const).map((key) =>
    row('care-leavers', key === 'Mar22' ? '2022-03-01' : '2023-03-01', first(key), cite('CL-001'), { band: '16-17' }),
  );
  const others = factsOf('CL')
    .filter((each) => /^\d+$/.test(each.statement) && Number(each.statement) >= 18)
    .flatMap((each) => [
      row('care-leavers', '2022-03-01', figureOrBlank(each.id, 'Mar22'), cite(each.id), { band: each.statement }),
      row('care-leavers', '2023-03-01', figureOrBlank(each.id, 'Mar23'), cite(each.id), { band: each.statement }),
    ]);
  return [...youngest, ...others];
}

/** Children under 18 as the printed threshold of the transfer scheme implies them: 173 is 0.1 % of 173,000. */
function population(): Row[] {
  const children = figure('UASC-023', 'threshold') / (figure('UASC-023', 'threshold_pct') / 100);
  return [row('population', '2023-03-01', Math.round(children), `${cite('UASC-023')}: implied by the threshold`)];
}

/** Every published count with its source. */
export function demandSeries(): Row[] {
  return [...population(), ...years(), ...scorecard(), ...uasc(), ...households(), ...careLeavers()];
}
