/**
 * The printed inconsistencies of reference/inconsistencies.json as a council would enter them: figures of printed tables
 * as stated facts, the rest as rows of their own registers. Each says which check must raise it, or why none can.
 */
import {
  absent,
  benefitHeader,
  change,
  dates,
  file,
  kpi,
  lines,
  monthly,
  onDates,
  pair,
  product,
  type Raised,
  rating,
  ratio,
  riskHeader,
  saving,
  scheme,
  series,
  shares,
  sum,
} from './printed-tables.ts';

export const printedExtracts: Record<string, Raised> = {
  T01: {
    beside: file('funders', 'Funder,Funder name', 'NNC,North', 'WNC,West'),
    importing: file('shares', 'Funder,From,Share %', 'NNC,2021-04-01,44.16', 'WNC,2021-04-01,56.84'),
    code: 'T01',
  },
  T02: { facts: pair('Share of NNC', '%', 44.16, 44), code: 'T02' },
  T03: {
    facts: [
      ['Pay inflation', 2094, '£'],
      ['Pay inflation', 2.094, '£m'],
    ],
    code: 'T03',
  },
  T04: { files: [lines, saving(7.672), rating(9, 1.247, 1.37, 5.55)], code: 'T04' },
  T05: { facts: sum('£m', 29.67, 1.247, 23.307, 1.485), code: 'foots' },
  T06: {
    importing: file('facts', 'Fact,Source,Value,Unit,As at,Accepted', 'Period 9 forecast,paper,29.67,£m,2033-12-31,no'),
    code: 'T06',
  },
  T07: { facts: pair('DfE grant', '£m', 0.33, 0.3), code: 'T07' },
  T08: {
    facts: [
      ['total', 1.816, '£m', 'total', { to: 0.001 }],
      ['to the trust and phase 1', 1.292, '£m', 'part', { to: 0.1 }],
      ['phase 2', 0.516, '£m', 'part', { to: 0.001 }],
    ],
    code: 'foots',
  },
  T09: {
    facts: [
      ['target', 3.8, '£m', 'target'],
      ['delivered', 3.722, '£m', 'delivered'],
    ],
    code: 'T09',
  },
  T10: { importing: file('benefits', benefitHeader, 'C2S,target,2024/25,8.072,,,no'), code: 'required' },
  T11: { files: [lines, saving(8.072), rating(6, 0, 0, 8.072, 0, 0, 2)], code: 'T11' },
  T12: { facts: dates('Programme start', '2023-02-01', '2022-01-01'), code: 'T12' },
  T13: { facts: dates('Board created', '2023-12-01', '2023-11-01'), code: 'T12' },
  T14: { facts: shares(50, 30, 6.5), code: 'shares-total' },
  T15: {
    facts: [
      ['Overspend 2022/23', 21.387, '£m', null, { basis: 'original contract sum' }],
      ['Overspend 2022/23', 21.435, '£m', null, { basis: 'net budget' }],
    ],
    code: 'basis-differs',
  },
  T16: { facts: pair('Funding in the year', '£m', 11.891, 3.575), code: 'T07' },
  T17: { facts: [['Managed service teams', 0.728, '£']], code: 'T17' },
  T18: {
    files: [
      lines,
      saving(2.99),
      rating(12, 2.343, 0, 0.769, 0, 0, '', 'full programme delivery of £2.99m is contained'),
    ],
    code: 'T18',
  },
  T19: { facts: pair('Fostering sufficiency not delivered', '£m', 1.25, 1.111), code: 'T07' },
  T20: { files: [lines, saving('', 'mitigation'), rating(12, 0, 0, 2.312)], code: 'T20' },
  T21: { files: [lines, saving(0.33), rating(12, 0.013, 0, 0.317, 0, 0.275)], code: 'T21' },
  T22: {
    facts: [
      ['Homes and partners', 2.5, '£m', null, { to: 0.1 }],
      ['Homes and partners', 2.45, '£m'],
    ],
    code: 'T02',
  },
  T23: {
    facts: [
      ['Joint funding income against budget', 5.206, '£m'],
      ['Joint funding income against budget', -0.222, '£m'],
    ],
    code: 'T07',
  },
  T24: {
    facts: [
      ['income of the table', 13.64, '£m', 'total', { basis: 'outturn table' }],
      ['joint funding', 6.135, '£m', 'part', { basis: 'with passported grants' }],
      ['grants', 14.076, '£m', 'part', { basis: 'with passported grants' }],
      ['other', 1.48, '£m', 'part', { basis: 'with passported grants' }],
    ],
    code: 'basis-mixed',
  },
  T25: { facts: sum('£', 5183627, 2922700, 2260926), code: 'foots' },
  T26: { facts: product(1105, 4649, 5065202), code: 'T26' },
  T27: { facts: pair('Matters billed 2022/23', 'matters', 4659, 4649), code: 'T07' },
  T28: {
    facts: [
      ['Overspend 2023/24', 14, '£m', null, { basis: 'one council, earlier' }],
      ['Overspend 2023/24', 29.67, '£m', null, { basis: 'both councils, P9' }],
    ],
    code: 'basis-differs',
  },
  T29: {
    facts: [
      ['contract sum 2023/24', 150.938, '£m', 'opening'],
      ['pressure', 29.67, '£m', 'in'],
      ['contract sum 2024/25', 180.009, '£m', 'closing'],
    ],
    code: 'roll-forward',
  },
  T30: {
    facts: [
      ['Benefit after eight years', 11.241, '£m', null, { basis: 'gross, in year 8' }],
      ['Benefit after eight years', 10.61, '£m', null, { basis: 'net of implementation' }],
    ],
    code: 'basis-differs',
  },
  T31: { files: [scheme, file('benefits', benefitHeader, 'NOT,target,2025/26,20.7,cumulative,,no')], code: 'T31' },
  T32: {
    importing: file(
      'changes',
      'Fact,Source,Value,Unit,As at,Accepted',
      'Return of tenders,paper,1,date,19/04/2022*,no',
    ),
    code: 'date',
  },
  T33: { facts: pair('Term of the loan', 'years', 50, 60), code: 'T07' },
  T34: { facts: pair('Houses', 'houses', 79, 78), code: 'T07' },
  T35: { facts: change(1118, 1224, 'change-percent', 1), code: 'change-percent' },
  T36: { facts: pair('Children in care, March 2023', 'children', 1226, 1227, 1228, 1231), code: 'T07' },
  T37: {
    files: [
      series(
        ...monthly('stock', [1221, 1241, 1229, 1233, 1232, 1231], 6),
        ...monthly('entrants', [42, 51, 32, 44, 33, 32], 6),
        ...monthly('leavers', [37, 31, 44, 42, 34, 35], 6),
      ),
    ],
    code: 'stock-identity',
  },
  T38: {
    facts: [
      ['opening', 68, 'children', 'opening'],
      ['entered', 86, 'children', 'in'],
      ['left', 50, 'children', 'out'],
      ['closing', 102, 'children', 'closing'],
    ],
    code: 'roll-forward',
  },
  T39: { files: [series(...monthly('population', [173100, 173100, 173100, 171200, 171200, 171200], 6))], code: 'T39' },
  T40: {
    facts: [
      ['threshold', 0.001, 'children a head', 'average', { to: 1e-9 }],
      ['population', 171200, 'children', 'volume'],
      ['threshold number', 173, 'children', 'total'],
    ],
    code: 'T26',
  },
  T41: { facts: change(12959, 8926, 'change', 3231), code: 'change' },
  T42: { facts: change(41323, 43393, 'change', 2020), code: 'change' },
  T43: {
    importing: file('actuals', 'Year,Period,Line,Expenditure,Income,Source', '21/23,1,PLC,1,0,ledger'),
    code: 'year',
  },
  T44: { facts: change(436, 398, 'change-percent', 11), code: 'change-percent' },
  T45: { facts: change(374, 377, 'change-percent', 2), code: 'change-percent' },
  T46: { facts: onDates('Children in homes', 134, 'children', '2023-03-31', '2022-03-31'), code: 'date-differs' },
  T47: { facts: sum('children', 1093, 847, 139, 109), code: 'foots' },
  T48: { facts: onDates('Linear forecast', 1241, 'children', '2024-03-31', '2024-08-31'), code: 'date-differs' },
  T49: {
    facts: [
      ['forecast', 1241, 'children', 'forecast', { basis: 'linear' }],
      ['low', 1185, 'children', 'low', { basis: 'tool' }],
      ['high', 1257, 'children', 'high', { basis: 'tool' }],
    ],
    code: 'interval-method',
  },
  T50: {
    facts: [
      ['all', 23, 'children', 'total', { basis: 'linear' }],
      ['foster', 14, 'children', 'part', { basis: 'tool' }],
      ['supported', -19, 'children', 'part', { basis: 'tool' }],
    ],
    code: 'basis-mixed',
  },
  T51: {
    none: 'nothing disagrees: the paper combines its bounds rightly, and shared/demand/interval-combination.ts never adds them',
  },
  T52: {
    files: [file('groups', 'Group,Group name,Care type,Modelled,Order', 'OTH,Other,other,no,1')],
    code: 'T52',
  },
  T53: {
    facts: [
      ['care leavers forecast', 1080, 'young people', 'forecast', { at: '2024-03-31' }],
      ['care leavers', 891, 'young people', 'actual', { at: '2023-03-31' }],
    ],
    code: 'T53',
  },
  T54: {
    files: [series('care-leavers,2022-03-01,*,19,all,paper,140', 'care-leavers,2023-03-01,*,20,all,paper,155')],
    code: 'T54',
  },
  T55: {
    importing: series('care-leavers,2022-03-01,*,16,all,paper,258 (14 of whom are relevant so no longer in care)'),
    code: 'number',
  },
  T56: {
    files: [
      series(
        ...monthly('households', [213, 213, 210, 208, 206, 207, 203, 206, 208, 210, 209, 207]),
        ...monthly('households-approved', [0, 2, 2, 0, 3, 0, 3, 2, 3, 2, 0, 2]),
        ...monthly('households-closed', [0, -5, -4, -2, -2, -4, 0, 0, -1, -3, -2, 0]),
      ),
    ],
    code: 'T56',
  },
  T57: { facts: pair('Households approved 2022/23', 'households', 18, 19), code: 'T07' },
  T58: { facts: ratio(45, 175, 63), code: 'ratio' },
  T59: { facts: sum('places', 391, 262, 97, 16), code: 'foots' },
  T60: { facts: sum('children', 64, 27, 38), code: 'foots' },
  T61: {
    facts: [
      ['total', 33, '%', 'total'],
      ['North', 60, '%', 'part'],
      ['West', 40, '%', 'part'],
    ],
    code: 'foots',
  },
  T62: {
    facts: [
      ['Family and friends', 174, 'children', null, { basis: 'approved carers' }],
      ['Family and friends', 210, 'children', null, { basis: 'placement codes' }],
    ],
    code: 'basis-differs',
  },
  T63: { facts: pair('Foster placements', 'children', 841, 827, 820), code: 'T07' },
  T64: { facts: onDates('Beds on hold', 49, 'beds', '2022-03-31', '2023-03-31'), code: 'date-differs' },
  T65: { facts: sum('children', 207, 150, 58), code: 'foots' },
  T66: { facts: shares(51.04, 59.86), code: 'shares-total' },
  T67: { facts: sum('children', 1185, 650, 536), code: 'foots' },
  T68: { facts: shares(77, 6, 9, 5, 3, 1, 1), code: 'shares-total' },
  T69: { importing: series('stock,2023-03-01,*,16-17,only,paper,(>5)'), code: 'number' },
  T70: {
    files: [
      series(
        'stock,2023-03-01,male,*,only,paper,66',
        'stock,2023-03-01,female,*,only,paper,n/a',
        'stock,2023-03-01,*,*,only,paper,68',
      ),
    ],
    code: 'T70',
  },
  T71: { facts: pair('Entrants 2021/22', 'children', 466, 458), code: 'T07' },
  T72: {
    files: [series('stock,2022-08-01,*,5-10,all,paper,190', 'stock,2022-08-01,*,10-15,all,paper,441')],
    code: 'T72',
  },
  T73: {
    files: [
      file('groups', 'Group,Group name,Care type,Modelled,Order', 'SUP,Supported,supported,yes,1'),
      file(
        'placements',
        'Placement,Child,Date of birth,UASC,Group,Route,Start,End,Short break',
        'P1,C1,01/05/2019,no,SUP,spot,04/05/2022,,no',
      ),
    ],
    code: 'T73',
  },
  T74: { facts: ratio(280, 915, 30), code: 'ratio' },
  T75: {
    facts: [
      ['Unmet need', 70, 'children', null, { to: 20 }],
      ['Unmet need', 77, 'children'],
    ],
    code: 'T02',
  },
  T76: { facts: pair('Children matched', 'children', 36, 37), code: 'T07' },
  T77: { facts: ratio(79, 93, 63), code: 'ratio' },
  T78: { facts: change(30, 40, 'change-percent', 25), code: 'change-percent' },
  T79: {
    importing: file('series', 'Measure,Month,Group,Band,UASC,Source,Value', ',2023-03-01,*,*,all,paper,1231'),
    code: 'required',
  },
  T80: { files: kpi('high', '', [54.9, 'tb', 'tbc', 'n/a', '-', 24.3]), code: 'kept blank' },
  T81: { files: kpi('neutral', 35, [10, 5, 3, 3, 0, 4]), code: 'T81' },
  T82: { files: kpi('high', '', [73, 73, 73, 73, 73, 73]), code: 'T82' },
  T83: {
    facts: [
      ['Foster utilisation 2021/22', 65.8, '%'],
      ['Foster utilisation 2021/22', 68, '%', null, { to: 0.1 }],
    ],
    code: 'T07',
  },
  T84: { facts: ratio(145, 1231, 12.7), code: 'ratio' },
  T85: { files: kpi('high', 81, [54.9, 45.9, 49.4, 9.3, 42.6, 24.3]), code: 'T85' },
  T86: { facts: shares(18, 22, 57), code: 'shares-total' },
  T87: { files: [file('risks', riskHeader, 'FOR 14,Restructure,4,3,12,1,1,2')], code: 'risk-score' },
  T88: {
    files: [file('risks', riskHeader, 'SCR 05,Unregistered,4,5,20,4,3,12', 'SCRO 6,Programme,2,4,8,1,4,4')],
    code: 'T88',
  },
  T89: {
    importing: file('risks', riskHeader.replace(',Current I', ''), 'SCR 05,Unregistered,4,5,20,4,12'),
    code: 'missing-columns',
  },
  T90: { files: [file('risks', riskHeader, 'FOR 01,Budget,1,5,5,3,5,15')], code: 'T90' },
  T91: { none: absent },
};
