/** How figures of printed tables are written as extracts: one short word a shape that the papers print. */

/** Fact, value, unit, role, and what else the paper says of it. */
export type Figure = [
  fact: string,
  value: number,
  unit: string,
  role?: string | null,
  more?: { basis?: string; to?: number; at?: string },
];
export type Extract = { name: string; lines: string[] };
export type Raised =
  | { facts: Figure[]; code: string }
  | { files: Extract[]; code: string }
  /** Refused or questioned as it comes in: code of the import problem. */
  | { importing: Extract; beside?: Extract; code: string }
  | { none: string };

export const file = (name: string, ...lines: string[]): Extract => ({ name: `${name}.csv`, lines });
export const pair = (fact: string, unit: string, ...values: number[]): Figure[] =>
  values.map((value) => [fact, value, unit]);
export const sum = (unit: string, total: number, ...parts: number[]): Figure[] => [
  ['total', total, unit, 'total'],
  ...parts.map((part, at): Figure => [`part ${at + 1}`, part, unit, 'part']),
];
export const shares = (...values: number[]): Figure[] =>
  values.map((value, at) => [`share ${at + 1}`, value, '%', 'share']);
export const change = (before: number, after: number, role: 'change' | 'change-percent', value: number): Figure[] => [
  ['before', before, 'children', 'before'],
  ['after', after, 'children', 'after'],
  ['stated', value, role === 'change' ? 'children' : '%', role],
];
export const ratio = (top: number, base: number, value: number): Figure[] => [
  ['numerator', top, 'children', 'numerator'],
  ['denominator', base, 'children', 'denominator'],
  ['ratio', value, '%', 'ratio'],
];
export const product = (average: number, volume: number, total: number): Figure[] => [
  ['average', average, '£', 'average'],
  ['volume', volume, 'matters', 'volume'],
  ['total', total, '£', 'total'],
];
export const dates = (fact: string, ...at: string[]): Figure[] =>
  at.map((each) => [fact, Number(each.slice(0, 4)), 'date', null, { at: each }]);
export const onDates = (fact: string, value: number, unit: string, ...at: string[]): Figure[] =>
  at.map((each) => [fact, value, unit, null, { at: each }]);

export const lines = file(
  'lines',
  'Year,Line,Line name,Service,Gross budget,Income budget,Forecast method,Funding,Recurring,Order',
  '2022/23,PLC,Placements,placements,60648000,-7380000,placements,shared,yes,1',
);
export const savingHeader =
  'Year,Reference,Saving,Line,Class,Target (£m),Full-year effect (£m),Basis,Recurring,Start period,Delay (months),Ramp (months),Ramp shape';
export const saving = (target: number | '', kind = 'saving') =>
  file('savings', savingHeader, `2022/23,S1,Saving,PLC,${kind},${target},${target || 0},in-year,yes,1,0,0,straight`);
export const rating = (
  period: number,
  red: number,
  amber: number,
  green: number,
  mitigation = 0,
  oneOff = 0,
  delivered: number | '' = '',
  text = '',
) =>
  file(
    'rag',
    'Year,Saving,Period,Red (£m),Amber (£m),Green (£m),Not assessed (£m),Mitigation (£m),Of which one-off (£m),Narrative,Delivered to date (£m)',
    `2022/23,S1,${period},${red},${amber},${green},0,${mitigation},${oneOff},"${text}",${delivered}`,
  );
export const series = (...rows: string[]) => file('series', 'Measure,Month,Group,Band,UASC,Source,Value', ...rows);
export const months2022 = [
  '2022-04',
  '2022-05',
  '2022-06',
  '2022-07',
  '2022-08',
  '2022-09',
  '2022-10',
  '2022-11',
  '2022-12',
  '2023-01',
  '2023-02',
  '2023-03',
];
export const monthly = (measure: string, values: (number | '')[], from = 0, more = '*,*,all,paper') =>
  values.map((value, at) => `${measure},${months2022[from + at]}-01,${more},${value}`);
export const kpi = (direction: string, target: number | '', values: (number | string)[]) => [
  file('kpis', 'Measure,Measure name,Good is,Target,Order', `K1,Measure,${direction},${target},1`),
  file('kpi-values', 'Measure,Month,Value', ...values.map((value, at) => `K1,${months2022[6 + at]}-01,${value}`)),
];
export const riskHeader = 'Risk,Risk name,Initial P,Initial I,Initial score,Current P,Current I,Current score';
export const scheme = file(
  'schemes',
  'Scheme,Scheme name,Approval,Start year,Lag (months),Realised through,Cost bias %,Benefit bias %',
  'NOT,Nottingham,approved,2022/23,0,budget-line,0,0',
);
export const benefitHeader = 'Scheme,Case,Year,Amount (£m),Basis,Children,Interpolated';
export const absent = 'the text and charts are absent from the paper: there is no figure to check';

/** The stated facts of one inconsistency as an extract, each name marked by it. */
export function factsExtract(id: string, figures: readonly Figure[]): Extract {
  return file(
    id,
    'Fact,Source,Value,Unit,As at,Accepted,Table,Role,Basis,Printed to',
    ...figures.map(([fact, value, unit, role = null, more = {}], at) =>
      [
        `${fact}`,
        `paper ${at + 1}`,
        value,
        unit,
        more.at ?? '',
        'no',
        role ? `${id} table` : '',
        role ?? '',
        more.basis ?? '',
        more.to ?? '',
      ]
        .map((cell) => (String(cell).includes(',') ? `"${cell}"` : String(cell)))
        .join(','),
    ),
  );
}
