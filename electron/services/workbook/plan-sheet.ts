import { addYears } from '../../../shared/model/calendar.ts';
import { type Pence, sum } from '../../../shared/model/money.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { yearLevels } from '../../../shared/plan/inflation.ts';
import { fundingLabels, movementLabels } from '../../../shared/plan/plan-labels.ts';
import { movementKinds, type Plan, type PlanYear } from '../../../shared/plan/plan-types.ts';
import { type Cell, columnName, formula, header, money, moneyFormula, type SheetSpec, text } from './cells.ts';
import type { Inputs } from './inputs.ts';
import { firstYearColumn, type LevelRows, planLineRows, rowKinds, yearColumn } from './plan-line-rows.ts';
import { summaryColumns, summaryRows } from './summary-sheet.ts';
import { firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

type Row = (Cell | null)[];
type Lines = {
  first: number;
  last: number;
  proposals: { row: number; recurring: boolean[]; amounts: Pence[]; shared: boolean }[];
};

/**
 * The medium-term plan (docs/model.md §15), years across: each opening is the closing before it, inflation acts by formula
 * from the rates of Assumptions, agreed proposals by their confidence there, and totals, funding and gap follow. Children,
 * savings, pressures and levers stand as exported. A plan changed here can be read back.
 */
export function planSheet(
  input: WorkbookInput,
  { made, data }: { made: Plan; data: Snapshot },
  inputs: Inputs,
): SheetSpec {
  const { years } = made;
  // A rate that is nought as exported may be raised in the workbook: its row stands ready.
  const linked = new Set(data.inflationLinks.filter((row) => row.appliesTo === 'line').map((row) => row.indexCode));
  const live = data.inflationIndices.filter((row) => linked.has(row.code)).map((row) => `${row.kind}-inflation`);
  const kinds = movementKinds.filter(
    (kind) => live.includes(kind) || years.some((year) => year.movements.some((item) => item.kind === kind)),
  );
  const codes = [...new Map(years.flatMap((year) => year.lines.map((line) => [line.code, line.funding] as const)))];
  const indices = [...linked].filter((code) => data.inflationIndices.some((row) => row.code === code));
  // Totals stand first; below them the levels of indices, then line by line.
  const totals = firstRow;
  const levelsAt = totals + kinds.length + 10 + reserveRows(years).length;
  const levels = levelRows(data, years, indices, inputs, levelsAt + 1);
  const linesAt = levelsAt + 1 + levels.rows.length + 1;
  const rows: Row[] = [];
  const proposals: Lines['proposals'] = [];
  for (const [code, funding] of codes) {
    const line = planLineRows(years, code, data, inputs, levels.means, linesAt + rows.length);
    rows.push(...line.rows);
    proposals.push(...line.proposals.map((each) => ({ ...each, shared: funding === 'shared' })));
  }
  const lines: Lines = { first: linesAt, last: linesAt + rows.length - 1, proposals };
  return {
    name: 'Plan',
    widths: [46, 18, 30, 12, ...years.map(() => 15)],
    rows: [
      ...heading(
        'Medium-term plan',
        input,
        'Inflation and confidence in proposals follow the yellow cells of Assumptions; children, savings, pressures and levers stand as exported.',
      ),
      header('Line or reason', 'Reference', 'Kind', 'Funding', ...years.map(({ year }) => year)),
      ...totalRows(input, years, kinds, lines, totals),
      [text('Levels of indices', 'title')],
      ...levels.rows,
      [],
      ...rows,
    ],
    frozen: { rows: headerRow, columns: 1 },
    headerRow,
    names: [
      { name: 'plan_gap', range: span(years, totals + kinds.length + 4) },
      { name: 'plan_cost', range: span(years, totals + kinds.length + 1) },
    ],
    colours: [{ range: span(years, totals + kinds.length + 4).replaceAll('$', ''), kind: 'variance' }],
  };
}

const span = (years: readonly PlanYear[], row: number) =>
  `$${columnName(firstYearColumn)}$${row}:$${columnName(firstYearColumn + years.length - 1)}$${row}`;

/** Totals of the years: opening, reasons, cost, funding and gap, then reserves; as many rows as `levelsAt` counts. */
function totalRows(
  input: WorkbookInput,
  years: readonly PlanYear[],
  kinds: readonly (typeof movementKinds)[number][],
  lines: Lines,
  start: number,
): Row[] {
  const { first, last } = lines;
  const range = (column: string) => `${column}$${first}:${column}$${last}`;
  const closing = start + kinds.length + 1;
  const [shared, funding, gap] = [closing + 1, closing + 2, closing + 3];
  const row = (label: string, kind: string | null, cell: (year: PlanYear, at: number) => Cell, total = false): Row => {
    const style = total ? 'totalText' : 'text';
    return [text(label, style), text(null, style), text(kind, style), text(null, style), ...years.map(cell)];
  };
  const reserves = reserveRows(years);
  const summary = `Summary!$${columnName(summaryColumns.outturn)}$${summaryRows(input).total}`;
  const moved = `IF(ROUND(${yearColumn(0)}${closing}-${summary},2)=0,"as Summary","Summary has moved: read the workbook back for the plan that follows from it")`;
  return [
    row('Opening: the year before', null, (year, at) =>
      moneyFormula(`SUMIF(${range('$C')},"${rowKinds.opening}",${range(yearColumn(at))})`, year.opening),
    ),
    // The name of the reason is taken from the row's own cell, so that no text stands in the formula.
    ...kinds.map((kind, index) =>
      row(movementLabels[kind], null, (year, at) =>
        moneyFormula(
          `SUMIF(${range('$C')},$A${start + 1 + index},${range(yearColumn(at))})`,
          year.movements.find((item) => item.kind === kind)?.amount ?? 0,
        ),
      ),
    ),
    row(
      'Cost of the year',
      null,
      (year, at) =>
        moneyFormula(`SUM(${yearColumn(at)}${start}:${yearColumn(at)}${closing - 1})`, year.closing, 'moneyTotal'),
      true,
    ),
    row('Of it shared by the partners', null, (year, at) =>
      moneyFormula(
        `SUMIFS(${range(yearColumn(at))},${range('$C')},"${rowKinds.closing}",${range('$D')},"shared")`,
        year.shared,
      ),
    ),
    row('Funding', 'see the notes below', (year, at) => fundingCell(year, at, lines)),
    row(
      'Gap',
      null,
      (year, at) => moneyFormula(`${yearColumn(at)}${shared}-${yearColumn(at)}${funding}`, year.gap, 'moneyTotal'),
      true,
    ),
    ...reserves,
    row('Gap after reserves', null, (year, at) => {
      const column = yearColumn(at);
      const used = reserves.length === 0 ? '' : `-SUM(${column}${gap + 1}:${column}${gap + reserves.length})`;
      return moneyFormula(`${column}${gap}${used}`, year.gapAfterReserves);
    }),
    row('Proposals not agreed, at their confidence', null, (year) => money(year.proposed)),
    [text('First year'), null, null, null, formula(moved, 'as Summary', 'note')],
    [
      text(
        `Funding: ${years.map((year) => `${year.year} ${fundingLabels[year.funding.source].toLowerCase()}`).join('; ')}`,
        'note',
      ),
    ],
    [],
  ];
}

/** What each reserve pays towards each year, less what is paid into it. */
function reserveRows(years: readonly PlanYear[]): Row[] {
  const found = new Map(years.flatMap((year) => year.reserves.map((row) => [row.code, row.name] as const)));
  return [...found].map(([code, name]) => [
    text(`Found from ${name}`),
    text(code),
    null,
    null,
    ...years.map((year) => {
      const own = year.reserves.find((row) => row.code === code);
      return money(own ? own.used - own.paidIn : 0);
    }),
  ]);
}

/** Stated money stands as exported; where the budgets of the lines are the money, agreed proposals move it too. */
function fundingCell(year: PlanYear, at: number, lines: Lines): Cell {
  const { total, source } = year.funding;
  if (source !== 'budgets') return money(total);
  // A recurring amount stays in the budget, one that does not counts in its own year.
  const counted = lines.proposals
    .filter((proposal) => proposal.shared)
    .flatMap(({ row, recurring, amounts }) =>
      amounts.flatMap((amount, of) =>
        amount !== 0 && of > 0 && of <= at && (recurring[of] || of === at)
          ? [{ amount, cell: `${yearColumn(of)}${row}` }]
          : [],
      ),
    );
  if (counted.length === 0) return money(total);
  const own: Pence = sum(counted.map(({ amount }) => amount));
  return moneyFormula(`${(total - own) / 100}+${counted.map(({ cell }) => cell).join('+')}`, total);
}

/** Two rows an index: its level at the end of each year, and the mean of the year's twelve months. */
function levelRows(
  data: Snapshot,
  years: readonly PlanYear[],
  codes: readonly string[],
  inputs: Inputs,
  start: number,
): { rows: Row[]; means: LevelRows } {
  const first = years[0]?.year ?? '';
  const means = new Map<string, number>();
  const rows = codes.flatMap((code, index): Row[] => {
    const own = data.inflationIndices.filter((row) => row.code === code);
    const [end, mean] = [start + index * 2, start + index * 2 + 1];
    means.set(code, mean);
    const average = yearLevels(own, code, first, years.length);
    let level = 1;
    const cells = years.map((_, at) => {
      const column = yearColumn(at);
      const before = at === 0 ? '1' : `${yearColumn(at - 1)}${end}`;
      const row = own.find((each) => each.year === addYears(first, at));
      if (!row)
        return {
          end: formula(before, level, 'decimal'),
          mean: formula(`${column}${end}`, average[at] ?? 1, 'decimal'),
        };
      level *= 1 + row.increasePercent / 100;
      const rate = inputs.cell('inflation', `${code}:${row.year}`) ?? String(row.increasePercent);
      const past = row.fromPeriod - 1;
      return {
        end: formula(`${before}*(1+${rate}/100)`, level, 'decimal'),
        mean: formula(`(${before}*${past}+${column}${end}*${12 - past})/12`, average[at] ?? 1, 'decimal'),
      };
    });
    const name = own[0]?.name ?? code;
    return [
      [text(`${name}, at the end of the year`), text(code), text('Level'), null, ...cells.map((cell) => cell.end)],
      [text(`${name}, mean of the year`), text(code), text('Level'), null, ...cells.map((cell) => cell.mean)],
    ];
  });
  return { rows, means };
}
