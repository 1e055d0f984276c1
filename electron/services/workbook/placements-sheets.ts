import { formatMonth } from '../../../shared/format/format.ts';
import { type Cell, fixed, formula, header, money, moneyFormula, numeric, type SheetSpec, text } from './cells.ts';
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
      `Method: ${forecast.method}. Children are expected values; stock is on the last day. As exported.`,
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
  if (rows.length === headerRow) rows.push([text('No placements in this forecast', 'note')]);
  return {
    name: 'Demand',
    widths: [12, 28, ...Array(8).fill(13)],
    rows,
    frozen: { rows: headerRow, columns: 2 },
    headerRow,
    names: [],
    colours: [],
  };
}

/** First column of the price table beside the months: group, children, mean, starter price, further uplift. */
const prices = 15;

/** Where Summary finds what placements add to each line: ranges of the line and of the four amounts. */
export type PlacementSheet = {
  sheet: SheetSpec;
  lines: ReadonlySet<string>;
  ranges: { line: string; committed: string; projected: string; committedIncome: string; projectedIncome: string };
};

/**
 * The year's cost after the period, live from the price table: committed × (1 + further uplift); child-days at the
 * starter price × starter price ÷ 7 × (1 + further uplift) (MODEL.md §7). Rounded once, in Summary.
 */
export function placementCostSheet(input: WorkbookInput, live: PlacementRows): PlacementSheet {
  const { placements } = input.forecast;
  const names = groupNames(input);
  const groups = placements.unitCosts.map((cost) => cost.group);
  const rows: (Cell | null)[][] = [
    ...heading(
      'Placement cost',
      input,
      'Committed: children now placed, at their own price; projected: the rest, at the starter price. A further uplift acts from the first month shown.',
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
      ),
      null,
      ...header('Group', 'Children now', 'Mean weekly price', 'Starter price a week', 'Further uplift %'),
    ],
    ...live.rows.map((row, index) => costRow(row, firstRow + index, groups, live)),
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
      { value: starter, style: live.unpriced.has(cost.group) ? 'exact' : 'inputExact' },
      numeric(0, 'input'),
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
    },
    sheet: {
      name: 'Placement cost',
      widths: [12, 28, 12, 12, 15, 13, 13, 13, 11, 15, 15, 15, 15, 3, 28, 12, 14, 14, 12],
      rows,
      frozen: { rows: headerRow, columns: 2 },
      headerRow,
      names: [],
      colours: [],
    },
  };
}

function costRow(row: CostRow, r: number, groups: string[], live: PlacementRows): (Cell | null)[] {
  const place = firstRow + groups.indexOf(row.group ?? '');
  const starter = live.starters.get(row.group ?? '') ?? 0;
  const projected = (row.starterDays * starter) / 7 + row.otherProjected;
  const pounds = (body: string, pence: number): Cell => formula(body, pence / 100, 'money');
  const value = (pence: number): Cell => ({ value: pence / 100, style: 'money' });
  const priced = row.group !== null && place >= firstRow;
  const shared = (of: number, cost: string) => `${(of / 100).toString()}-${cost}*${row.partners}`;
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
    row.partners === 0
      ? value(row.committedIncome)
      : pounds(shared(row.committedIncome + row.committed * row.partners, `J${r}`), row.committedIncome),
    row.partners === 0
      ? value(row.projectedIncome)
      : pounds(shared(row.projectedIncome + projected * row.partners, `K${r}`), row.projectedIncome),
  ];
}
