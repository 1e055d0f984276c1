import { formatMonth } from '../../../shared/format/format.ts';
import { sum } from '../../../shared/model/money.ts';
import { type Cell, fixed, formula, header, money, moneyFormula, numeric, type SheetSpec, text } from './cells.ts';
import type { Inputs } from './inputs.ts';
import type { CostRow, PlacementRows } from './placement-rows.ts';
import { firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

const groupNames = ({ snapshot }: WorkbookInput) =>
  new Map(snapshot.placementGroups.map((row) => [row.code, row.name]));

/** Children and cost by group and month from the data date on, beyond the year too. Fractions are expected values. */
export function demandSheet(input: WorkbookInput): SheetSpec {
  const { forecast } = input;
  const names = groupNames(input);
  const rows: (Cell | null)[][] = [
    ...heading(
      'Demand',
      input,
      `Method: ${forecast.method}. Children are expected values; stock is on the last day. As exported: entrants, leavers and moves are changed in Outturn, whose response to them is not a straight line.`,
    ),
    header(
      'Month',
      'Group',
      'Children',
      'Entrants',
      'Leavers',
      'Child-days',
      'Committed',
      'Projected',
      'Contributions',
      'Net',
    ),
  ];
  for (const { month, groups } of forecast.placements.months) {
    for (const group of groups) {
      const r = rows.length + 1;
      rows.push([
        text(formatMonth(month)),
        text(names.get(group.group) ?? group.group),
        numeric(group.stock, 'decimal'),
        numeric(group.entrants, 'decimal'),
        numeric(group.leavers, 'decimal'),
        numeric(group.childDays, 'decimal'),
        money(group.committed),
        money(group.projected),
        money(group.contributions),
        moneyFormula(`SUM(G${r}:I${r})`, group.committed + group.projected + group.contributions),
      ]);
    }
  }
  const last = rows.length;
  if (rows.length === headerRow) rows.push([text('No placements in this forecast', 'note')]);
  const { months } = forecast.placements;
  const monthRow = (index: number) => firstRow + index;
  months.forEach(({ month, groups }, index) => {
    const row = rows[monthRow(index) - 1] ?? [];
    while (row.length < 11) row.push(null);
    const r = monthRow(index);
    row.push(
      text(formatMonth(month)),
      formula(
        `SUMIF($A$${firstRow}:$A$${last},L${r},$C$${firstRow}:$C$${last})`,
        sum(groups.map((group) => group.stock)),
        'decimal',
      ),
    );
    rows[r - 1] = row;
  });
  if (months.length > 0) rows[headerRow - 1]?.push(null, ...header('Month end', 'All children'));
  const range = (column: string) => `$${column}$${firstRow}:$${column}$${firstRow + months.length - 1}`;
  return {
    name: 'Demand',
    ...(months.length > 0
      ? {
          tables: [{ name: 'demand', first: headerRow, last, columns: 10 }],
          charts: [
            {
              kind: 'line' as const,
              title: 'Children at month end, expected',
              labels: range('L'),
              series: [{ name: 'All children', values: range('M'), colour: '1F3A5F' }],
              place: `O${headerRow}:Y${headerRow + 22}`,
            },
          ],
        }
      : {}),
    widths: [12, 28, ...Array(8).fill(13), 3, 12, 13],
    rows,
    frozen: { rows: headerRow, columns: 2 },
    headerRow,
    names: [],
    colours: [],
  };
}

/** First column of the price table beside the months: group, children, mean, starter price, further uplift and contribution. */
const prices = 17;

/** Where Summary and Monthly find what placements add to each line: ranges of the line, the period and the amounts. */
export type PlacementSheet = {
  sheet: SheetSpec;
  lines: ReadonlySet<string>;
  ranges: Record<'line' | 'committed' | 'projected' | 'committedIncome' | 'projectedIncome' | 'net' | 'period', string>;
};

/**
 * The year's cost after the period, live from the price table: committed × (1 + further uplift); child-days at the
 * starter price × starter price ÷ 7 × (1 + further uplift) (MODEL.md §7). Rounded once, in Summary.
 */
export function placementCostSheet(input: WorkbookInput, live: PlacementRows, inputs: Inputs): PlacementSheet {
  const { placements } = input.forecast;
  const names = groupNames(input);
  const groups = placements.unitCosts.map((cost) => cost.group);
  const rows: (Cell | null)[][] = [
    ...heading(
      'Placement cost',
      input,
      'Committed: children now placed, at their own price; projected: the rest, at the starter price. The inputs of the Assumptions sheet act from the first month that the register does not yet cover.',
    ),
    [
      ...header(
        'Month',
        'What',
        'Line',
        'Child-days',
        'Committed before uplift',
        'Days at starter price',
        'Other projected',
        'Starter price a week',
        'Further uplift %',
        'Committed',
        'Projected',
        'Income, committed',
        'Income, projected',
        'Net',
        'Period',
      ),
      null,
      ...header('Group', 'Children now', 'Mean weekly price', 'Starter a week', 'Uplift %', 'Contribution %'),
    ],
    ...live.rows.map((row, index) => costRow(row, firstRow + index, groups, live, inputs)),
  ];
  placements.unitCosts.forEach((cost, index) => {
    const row = rows[headerRow + index] ?? [];
    rows[headerRow + index] = row;
    for (let column = row.length; column < prices - 1; column += 1) row.push(null);
    const starter = (live.starters.get(cost.group) ?? cost.starterWeekly) / 100;
    row.push(
      text(names.get(cost.group) ?? cost.group),
      numeric(cost.children),
      money(cost.meanWeekly, 'exact'),
      follow(inputs.cell('starter-price', cost.group), starter, 'exact'),
      follow(inputs.cell('price-uplift', cost.group), 0, 'general'),
      follow(inputs.cell('contribution', cost.group), 0, 'general'),
    );
  });
  if (live.rows.length === 0) rows.push([text('No placement cost after the period in this forecast', 'note')]);
  rows.push(
    [],
    [text('Fixed cost of blocks and homes'), null, null, null, money(placements.blockCost)],
    [text('Of which unused places'), null, null, null, money(placements.voids)],
  );
  const last = Math.max(firstRow, firstRow + live.rows.length - 1);
  const range = (column: string) => `'Placement cost'!$${column}$${firstRow}:$${column}$${last}`;
  return {
    lines: live.lines,
    ranges: {
      line: range('C'),
      committed: range('J'),
      projected: range('K'),
      committedIncome: range('L'),
      projectedIncome: range('M'),
      net: range('N'),
      period: range('O'),
    },
    sheet: {
      name: 'Placement cost',
      widths: [12, 28, 12, 12, 15, 13, 13, 13, 11, 15, 15, 15, 15, 15, 9, 3, 28, 12, 14, 14, 12, 13],
      rows,
      frozen: { rows: headerRow, columns: 2 },
      headerRow,
      names: [],
      tables: live.rows.length > 0 ? [{ name: 'placement_cost', first: headerRow, last, columns: 15 }] : [],
      colours: [],
    },
  };
}

const follow = (cell: string | null, value: number, style: Cell['style']): Cell =>
  cell === null ? { value, style } : formula(cell, value, style);

function costRow(row: CostRow, r: number, groups: string[], live: PlacementRows, inputs: Inputs): (Cell | null)[] {
  const place = firstRow + groups.indexOf(row.group ?? '');
  const starter = live.starters.get(row.group ?? '') ?? 0;
  const projected = (row.starterDays * starter) / 7 + row.otherProjected;
  const pounds = (body: string, pence: number): Cell => formula(body, pence / 100, 'money');
  const value = (pence: number): Cell => ({ value: pence / 100, style: 'money' });
  const priced = !row.known && place >= firstRow && inputs.cell('price-uplift', row.group ?? '') !== null;
  const own = (part: number) => (part / 100).toString().toUpperCase();
  const shared = (part: number, cost: string, pence: number): Cell =>
    priced
      ? pounds(`${own(part + pence * row.partners)}-${cost}*(${row.partners}+${fixed(prices + 5, place)}/100)`, part)
      : value(part);
  return [
    text(row.month),
    text(row.what),
    text(row.line),
    row.group === null ? null : numeric(row.childDays, 'decimal'),
    value(row.committed),
    numeric(row.starterDays, 'decimal'),
    value(row.otherProjected),
    priced ? formula(fixed(prices + 3, place), starter / 100, 'exact') : null,
    priced ? formula(fixed(prices + 4, place), 0) : null,
    pounds(priced ? `E${r}*(1+I${r}/100)` : `E${r}`, row.committed),
    pounds(priced ? `(F${r}*H${r}/7+G${r})*(1+I${r}/100)` : `G${r}`, projected),
    shared(row.committedIncome, `J${r}`, row.committed),
    shared(row.projectedIncome, `K${r}`, projected),
    pounds(`SUM(J${r}:M${r})`, row.committed + projected + row.committedIncome + row.projectedIncome),
    numeric(row.period),
  ];
}
