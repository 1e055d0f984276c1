import { formatDate, formatMoney, formatMonth, formatNumber, sayMoney } from '../format/format.ts';
import type { Report, ReportBlock, ReportTable } from '../report/document.ts';
import type { Region, Told } from './region.ts';

/** What stands on its cover: whose region, and the day it was prepared (a civil date). */
export type RegionTitle = { name: string; preparedOn: string };

/** A number of children as it is told: `c` withheld, a dash where none are held one by one. */
export const toldText = (told: Told): string => (told === null ? '–' : told === 'c' ? 'c' : formatNumber(told));
export const percentText = (percent: number | null): string => (percent === null ? '–' : formatNumber(percent, 1));
const numeric = (...labels: string[]) => labels.map((label) => ({ label, numeric: true }));
const thousands = (pence: number) => formatMoney(pence, 'thousands');

/** The region as a report: PDF, HTML, Word and pictures come from this one. Years stand one after the other. */
export function regionReport(regions: readonly Region[], { name, preparedOn }: RegionTitle): Report {
  return {
    title: name,
    audience: 'Region',
    public: true,
    cover: [
      { label: 'Councils', value: String(regions.reduce((sum, region) => sum + region.councils.length, 0)) },
      { label: 'Prepared on', value: formatDate(preparedOn) },
    ],
    coverOnFirstPage: true,
    sections: regions.map((region) => ({
      title: `Councils beside each other, ${region.year}`,
      blocks: blocksOf(region),
    })),
    said: [],
  };
}

function blocksOf(region: Region): ReportBlock[] {
  const { sum, months, councils } = region;
  const side = sum.variance > 0 ? 'over' : 'under';
  const widest = [...councils].sort((a, b) => Math.abs(b.variance) - Math.abs(a.variance))[0];
  return [
    {
      kind: 'paragraph',
      text: `${sum.councils} ${sum.councils === 1 ? 'council forecasts' : 'councils together forecast'} ${sayMoney(sum.outturn)} against a budget of ${sayMoney(sum.currentBudget)}: ${sayMoney(Math.abs(sum.variance))} ${side}.`,
    },
    councilTable(region),
    ...(widest && widest.variance !== 0
      ? ([
          {
            kind: 'chart',
            name: `Variance by council ${region.year}`,
            caption: `${widest.name} is furthest from its budget: ${sayMoney(Math.abs(widest.variance))} ${widest.variance > 0 ? 'over' : 'under'}`,
            ...({ shape: 'bars', unit: '£m' } as const),
            labels: councils.map((one) => one.name),
            series: [{ label: 'Variance', values: councils.map((one) => one.variance) }],
          },
        ] satisfies ReportBlock[])
      : []),
    serviceTable(region),
    ...(region.groups.length > 0 ? [groupTable(region)] : []),
    ...(months.length > 1
      ? ([
          {
            kind: 'chart',
            name: `Children expected ${region.year}`,
            caption: `Children in care of all councils together, from ${formatNumber(months[0]?.children ?? 0)} to ${formatNumber(months.at(-1)?.children ?? 0)} expected`,
            ...({ shape: 'lines', unit: 'children' } as const),
            labels: months.map(({ month }) => formatMonth(month)),
            series: [{ label: 'Expected children', values: months.map(({ children }) => children) }],
          },
        ] satisfies ReportBlock[])
      : []),
    { kind: 'list', items: region.notes },
  ];
}

function councilTable({ year, councils, sum, middle }: Region): ReportTable {
  return {
    kind: 'table',
    caption: `Councils ${year}, £'000`,
    columns: [
      ...['Council', 'Region'].map((label) => ({ label, numeric: false })),
      ...numeric('Period', 'Children', 'Budget', 'Outturn', 'Variance', '%', '£ a child'),
    ],
    rows: [
      ...councils.map((one) => ({
        cells: [
          ...[one.name, one.region ?? '–', `P${one.period}`, toldText(one.children)],
          ...[one.currentBudget, one.outturn, one.variance].map(thousands),
          ...[percentText(one.variancePercent), perChild(one.outturnPerChild)],
        ],
        total: false,
      })),
      {
        cells: [
          ...['All together', '', '', toldText(sum.children)],
          ...[sum.currentBudget, sum.outturn, sum.variance].map(thousands),
          ...[percentText(sum.variancePercent), ''],
        ],
        total: true,
      },
    ],
    note:
      middle.variancePercent === null
        ? null
        : `The middle council: ${percentText(middle.variancePercent)} % of its budget${middle.outturnPerChild === null ? '' : `, ${perChild(middle.outturnPerChild)} a child`}.`,
  };
}

const perChild = (pence: number | null) => (pence === null ? '–' : formatMoney(pence, 'pounds', 0));

function serviceTable({ year, services, sum }: Region): ReportTable {
  const cells = (money: {
    currentBudget: number;
    outturn: number;
    variance: number;
    variancePercent: number | null;
  }) => [...[money.currentBudget, money.outturn, money.variance].map(thousands), percentText(money.variancePercent)];
  return {
    kind: 'table',
    caption: `Services of all councils ${year}, £'000`,
    columns: [{ label: 'Service', numeric: false }, ...numeric('Budget', 'Outturn', 'Variance', '%')],
    rows: [
      ...services.map((one) => ({ cells: [one.service, ...cells(one)], total: false })),
      { cells: ['All services', ...cells(sum)], total: true },
    ],
    note: null,
  };
}

/** Children by group; with many councils only their sum, since so many columns fit no paper (the workbook has them all). */
function groupTable({ year, councils, groups, sum }: Region): ReportTable {
  const shown = councils.length <= 8 ? councils : [];
  const columns = groups.map((row) => [...(shown.length > 0 ? row.children : []), row.sum].map(toldText));
  return {
    kind: 'table',
    caption: `Children by placement group ${year}`,
    columns: [{ label: 'Group', numeric: false }, ...numeric(...shown.map(({ name }) => name), 'All')],
    rows: [
      ...groups.map(({ group }, at) => ({ cells: [group, ...(columns[at] ?? [])], total: false })),
      {
        cells: ['All groups', ...shown.map(({ children }) => toldText(children)), toldText(sum.children)],
        total: true,
      },
    ],
    note: null,
  };
}
