import type { Region, Told } from '../../../shared/batch/region.ts';
import type { RegionTitle } from '../../../shared/batch/region-report.ts';
import { formatMonth } from '../../../shared/format/format.ts';
import {
  type Cell,
  columnName,
  header,
  money,
  moneyFormula,
  numeric,
  type SheetSpec,
  text,
  type WorkbookSpec,
} from '../workbook/cells.ts';

const headerRow = 4;
const firstRow = headerRow + 1;

/** The region as a workbook: councils, services, children by group and month, a set of sheets for each year; sums are live. */
export function regionWorkbook(regions: readonly Region[], { name }: RegionTitle, now: Date): WorkbookSpec {
  const many = regions.length > 1;
  return {
    title: name,
    subject: `${regions.map(({ year }) => year).join(', ')}: councils beside each other`,
    description: 'Small numbers of children are withheld across the set (c).',
    keywords: 'outturn, region',
    now,
    sheets: regions.flatMap((region) => {
      const end = many ? ` ${region.year.replace('/', '-')}` : '';
      return [
        councilSheet(region, `Councils${end}`, name),
        serviceSheet(region, `Services${end}`, name),
        ...(region.groups.length > 0 ? [childrenSheet(region, `Children${end}`, name)] : []),
      ];
    }),
  };
}

const told = (value: Told): Cell => (typeof value === 'number' ? numeric(value) : text(value ?? '–', 'number'));
const percent = (value: number | null): Cell => (value === null ? text('–', 'percent') : numeric(value, 'percent'));
const heading = (title: string, about: string): (Cell | null)[][] => [
  [text(title, 'title')],
  [text(about, 'subtitle')],
  [],
];

function councilSheet({ year, councils, sum, notes }: Region, name: string, title: string): SheetSpec {
  const last = firstRow + councils.length - 1;
  const total = (column: number, pence: number) =>
    moneyFormula(`SUM(${columnName(column)}${firstRow}:${columnName(column)}${last})`, pence, 'moneyTotal');
  const rows: (Cell | null)[][] = [
    ...heading(title, `Councils beside each other, ${year}`),
    header(
      ...['Code', 'Council', 'Region', 'Type', 'Period', 'Data to', 'Children', 'Current budget'],
      ...['Outturn', 'Variance', 'Variance %', 'Outturn a child'],
    ),
    ...councils.map((one) => [
      ...[one.code, one.name, one.region, one.type, `P${one.period}`, one.dataDate].map((cell) => text(cell)),
      told(one.children),
      ...[one.currentBudget, one.outturn, one.variance].map((pence) => money(pence)),
      percent(one.variancePercent),
      money(one.outturnPerChild),
    ]),
    [
      ...['All together', null, null, null, null, null].map((cell) => text(cell, 'totalText')),
      told(sum.children),
      ...[sum.currentBudget, sum.outturn, sum.variance].map((pence, at) => total(8 + at, pence)),
      percent(sum.variancePercent),
      null,
    ],
    [],
    ...notes.map((note) => [text(note, 'note')]),
  ];
  return {
    ...{ name, rows, headerRow, frozen: { rows: headerRow, columns: 2 }, names: [], printColumns: 12 },
    widths: [14, 28, 18, 16, 8, 12, 10, 15, 15, 15, 11, 15],
    colours: [{ range: `J${firstRow}:J${last}`, kind: 'variance' }],
  };
}

function serviceSheet({ year, services, sum }: Region, name: string, title: string): SheetSpec {
  const last = firstRow + services.length - 1;
  const rows: (Cell | null)[][] = [
    ...heading(title, `Services of all councils, ${year}`),
    header('Service', 'Current budget', 'Outturn', 'Variance', 'Variance %'),
    ...services.map((one) => [
      text(one.service),
      ...[one.currentBudget, one.outturn, one.variance].map((pence) => money(pence)),
      percent(one.variancePercent),
    ]),
    [
      text('All services', 'totalText'),
      ...[sum.currentBudget, sum.outturn, sum.variance].map((pence, at) =>
        moneyFormula(`SUM(${columnName(2 + at)}${firstRow}:${columnName(2 + at)}${last})`, pence, 'moneyTotal'),
      ),
      percent(sum.variancePercent),
    ],
  ];
  return {
    ...{ name, rows, headerRow, frozen: { rows: headerRow, columns: 1 }, names: [] },
    widths: [20, 16, 16, 16, 12],
    colours: [{ range: `D${firstRow}:D${last}`, kind: 'variance' }],
  };
}

/** Children: a row a group and a column a council, then the months of all together. Sums are values: a formula would tell a withheld one. */
function childrenSheet({ year, councils, groups, sum, months }: Region, name: string, title: string): SheetSpec {
  const rows: (Cell | null)[][] = [
    ...heading(title, `Children by placement group, ${year}`),
    header('Group', ...councils.map((one) => one.name), 'All together'),
    ...groups.map((row) => [text(row.group), ...row.children.map(told), told(row.sum)]),
    [text('All groups', 'totalText'), ...councils.map((one) => told(one.children)), told(sum.children)],
    [],
    ...(months.length > 0 ? [header('Month', 'Expected children of all')] : []),
    ...months.map(({ month, children }) => [text(formatMonth(month)), numeric(children, 'percent')]),
  ];
  return {
    ...{ name, rows, headerRow, frozen: { rows: headerRow, columns: 1 }, names: [], colours: [] },
    widths: [28, ...councils.map(() => 16), 16],
  };
}
