import { type Cell, fixed, formula, header, money, numeric, type SheetSpec, text } from './cells.ts';
import { type DemandPlaces, groupNamesOf } from './demand-sheet.ts';
import type { Inputs } from './inputs.ts';
import type { CostRow, PlacementRows } from './placement-rows.ts';
import { firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

/** First column of the price table beside the months: group, children, mean, starter price, further uplift and contribution. */
const prices = 21;

/** Where Summary and Monthly find what placements add to each line: ranges of the line, the period and the amounts. */
export type PlacementSheet = {
  sheet: SheetSpec;
  lines: ReadonlySet<string>;
  ranges: Record<
    'line' | 'committed' | 'projected' | 'committedIncome' | 'projectedIncome' | 'net' | 'period' | 'present',
    string
  >;
};

/**
 * The year's cost after the period, live from the price table and the Demand sheet: committed × (1 + further uplift);
 * child-days at the starter price × starter price ÷ 7 × (1 + further uplift) (docs/model.md §7). Rounded once, in
 * Summary.
 */
export function placementCostSheet(
  input: WorkbookInput,
  live: PlacementRows,
  inputs: Inputs,
  places: DemandPlaces,
): PlacementSheet {
  const { placements } = input.forecast;
  const names = groupNamesOf(input);
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
        'Days of those placed',
        'Free place-days',
        'Effect of price levers',
        'At present mean price',
      ),
      null,
      ...header('Group', 'Children now', 'Mean weekly price', 'Starter a week', 'Uplift %', 'Contribution %'),
    ],
    ...live.rows.map((row, index) => costRow(row, firstRow + index, groups, live, inputs, places)),
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
    [text('Fixed cost of blocks and homes, as exported'), null, null, null, money(placements.blockCost)],
    [text('Of which unused places, as exported'), null, null, null, money(placements.voids)],
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
      present: range('S'),
    },
    sheet: {
      name: 'Placement cost',
      printColumns: 15,
      widths: [12, 28, 12, 12, 15, 13, 13, 13, 11, 15, 15, 15, 15, 15, 9, 13, 13, 11, 15, 3, 28, 12, 14, 14, 12, 13],
      rows,
      frozen: { rows: headerRow, columns: 2 },
      headerRow,
      names: [],
      tables: live.rows.length > 0 ? [{ name: 'placement_cost', first: headerRow, last, columns: 19 }] : [],
      colours: [],
    },
  };
}

const follow = (cell: string | null, value: number, style: Cell['style']): Cell =>
  cell === null ? { value, style } : formula(cell, value, style);

function costRow(
  row: CostRow,
  r: number,
  groups: string[],
  live: PlacementRows,
  inputs: Inputs,
  places: DemandPlaces,
): (Cell | null)[] {
  const place = firstRow + groups.indexOf(row.group ?? '');
  const starter = live.starters.get(row.group ?? '') ?? 0;
  const projected = (row.starterDays * starter) / 7 + row.otherProjected;
  const pounds = (body: string, pence: number): Cell => formula(body, pence / 100, 'money');
  const value = (pence: number): Cell => ({ value: pence / 100, style: 'money' });
  const priced = !row.known && place >= firstRow && inputs.cell('price-uplift', row.group ?? '') !== null;
  const { rest } = row;
  const days = priced && rest ? places.childDays(rest.step, row.group ?? '') : null;
  // Those beyond the ones placed fill free places first; the others pay the starter price.
  const beyond = `MAX(0,D${r}-P${r})`;
  const paid = `(${beyond}-MIN(${beyond},Q${r}))*R${r}`;
  const shared = (part: number, cost: string, own: string): Cell =>
    priced ? pounds(`${own}-${cost}*(${row.partners}+${fixed(prices + 5, place)}/100)`, part) : value(part);
  const stated = (part: number, pence: number) => decimal((part + pence * row.partners) / 100);
  const followed = rest !== null && days !== null;
  return [
    text(row.month),
    text(row.what),
    text(row.line),
    row.group === null
      ? null
      : days === null
        ? numeric(row.childDays, 'decimal')
        : formula(days, row.childDays, 'decimal'),
    value(row.committed),
    followed && starter > 0 ? formula(paid, row.starterDays, 'decimal') : numeric(row.starterDays, 'decimal'),
    followed && starter === 0
      ? pounds(`${paid}*${decimal(rest.weekly / 100)}/7`, row.otherProjected)
      : value(row.otherProjected),
    priced ? formula(fixed(prices + 3, place), starter / 100, 'exact') : null,
    priced ? formula(fixed(prices + 4, place), 0) : null,
    pounds(priced ? `E${r}*(1+I${r}/100)` : `E${r}`, row.committed),
    pounds(priced ? `(F${r}*H${r}/7+G${r})*(1+I${r}/100)` : `G${r}`, projected),
    shared(row.committedIncome, `J${r}`, stated(row.committedIncome, row.committed)),
    shared(
      row.projectedIncome,
      `K${r}`,
      followed && rest.contribution !== 0
        ? `-${beyond}*${decimal(rest.contribution / 100)}/7`
        : stated(row.projectedIncome, projected),
    ),
    pounds(`SUM(J${r}:M${r})`, row.committed + projected + row.committedIncome + row.projectedIncome),
    numeric(row.period),
    rest === null ? null : numeric(rest.placed, 'decimal'),
    rest === null ? null : numeric(rest.free, 'decimal'),
    rest === null ? null : numeric(rest.factor, 'general'),
    rest === null ? null : presentCell(row.childDays, rest.mean, days === null ? null : `D${r}`),
  ];
}

/** What a month's children would cost at their group's present mean price, for the bridge. */
function presentCell(childDays: number, mean: number, days: string | null): Cell {
  const pounds = (childDays * mean) / 700;
  return days === null
    ? { value: pounds, style: 'money' }
    : formula(`${days}*${decimal(mean / 100)}/7`, pounds, 'money');
}

/** A number as a formula writes it. */
const decimal = (value: number) => value.toString().toUpperCase();
