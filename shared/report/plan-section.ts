import { formatMoney, sayMoney } from '../format/format.ts';
import { fundingLabels, movementLabels } from '../plan/plan-labels.ts';
import { movementKinds, type Plan, type PlanYear } from '../plan/plan-types.ts';
import type { ReportBlock, ReportTable } from './document.ts';

const thousands = (pence: number) => formatMoney(pence, 'thousands');

/** The medium-term plan in a pack: what each year costs and why, what pays for it, the gap, its lines and reserves. */
export function planBlocks(plan: Plan | null): ReportBlock[] {
  if (plan === null) return [{ kind: 'paragraph', text: 'No plan can be made of the years after this one.' }];
  const { years } = plan;
  const later = years.slice(1);
  const said = later.map((year) =>
    year.gap > 0 ? `${year.year} lacks ${sayMoney(year.gap)}` : `${year.year} has ${sayMoney(-year.gap)} to spare`,
  );
  const notes = [...new Set(years.flatMap((year) => year.notes))];
  return [
    {
      kind: 'paragraph',
      text: `Each year opens from what the year before it cost: one-offs fall out, what is agreed comes in. On this plan ${said.join(', ')}.`,
    },
    yearsTable(years),
    {
      kind: 'chart',
      name: 'Cost and funding by year',
      caption: `Cost of shared lines and the money to meet it, ${plan.firstYear} to ${years.at(-1)?.year}`,
      shape: 'lines',
      unit: '£m',
      labels: years.map(({ year }) => year),
      series: [
        { label: 'Cost', values: years.map((year) => year.shared) },
        { label: 'Funding', values: years.map((year) => year.funding.total) },
      ],
    },
    ...reservesTable(years),
    ...(notes.length > 0 ? [{ kind: 'list' as const, items: notes }] : []),
  ];
}

function yearsTable(years: readonly PlanYear[]): ReportTable {
  const row = (label: string, pick: (year: PlanYear) => number, total = false) => ({
    ...{ cells: [label, ...years.map((year) => thousands(pick(year)))], total },
  });
  const amount = (year: PlanYear, kind: string) => year.movements.find((item) => item.kind === kind)?.amount ?? 0;
  const any = (pick: (year: PlanYear) => number) => years.some((year) => pick(year) !== 0);
  return {
    kind: 'table',
    caption: "Medium-term plan, £'000",
    columns: [{ label: '', numeric: false }, ...years.map(({ year }) => ({ label: year, numeric: true }))],
    rows: [
      row('Opening: the year before', (year) => year.opening),
      ...movementKinds
        .filter((kind) => any((year) => amount(year, kind)))
        .map((kind) => row(movementLabels[kind], (year) => amount(year, kind))),
      row('Cost of the year', (year) => year.closing, true),
      ...(any((year) => year.passported) ? [row('Of it passported', (year) => year.passported)] : []),
      row('Funding', (year) => year.funding.total),
      row('Gap', (year) => year.gap, true),
      ...(any((year) => year.reservesUsed)
        ? [
            row('Found from reserves', (year) => year.reservesUsed),
            row('Gap after reserves', (year) => year.gapAfterReserves, true),
          ]
        : []),
      ...(any((year) => year.proposed)
        ? [
            row('Proposals not agreed', (year) => year.proposed),
            row('Gap if they were agreed', (year) => year.gapWithProposed),
          ]
        : []),
    ],
    note: `Funding: ${years.map(({ year, funding }) => `${year} ${fundingLabels[funding.source].toLowerCase()}`).join('; ')}. Rounded parts may differ from their totals by 1.`,
  };
}

function reservesTable(years: readonly PlanYear[]): ReportTable[] {
  const names = new Map(years.flatMap((year) => year.reserves.map((row) => [row.code, row.name] as const)));
  if (names.size === 0) return [];
  const columns = ['Reserve', 'Year', 'Opening', 'Paid in', 'Used', 'Closing', 'Target'];
  return [
    {
      kind: 'table',
      caption: "Reserves, £'000",
      columns: columns.map((label, at) => ({ label, numeric: at > 1 })),
      rows: [...names].flatMap(([code, name]) =>
        years.flatMap(({ year, reserves }) => {
          const row = reserves.find((each) => each.code === code);
          if (!row) return [];
          const amounts = [row.opening, row.paidIn, row.used, row.closing].map(thousands);
          const target = row.target ? `${thousands(row.target.low)}–${thousands(row.target.high)}` : '';
          return [{ cells: [name, year, ...amounts, target], total: false }];
        }),
      ),
      note: 'Target of a placements reserve: 10 to 15 % of the gross cost of placements, or as stated.',
    },
  ];
}
