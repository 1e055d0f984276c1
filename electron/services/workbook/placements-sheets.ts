import { formatMonth } from '../../../shared/format/format.ts';
import { type Cell, header, money, moneyFormula, numeric, type SheetSpec, text } from './cells.ts';
import { firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

const groupNames = ({ snapshot }: WorkbookInput) =>
  new Map(snapshot.placementGroups.map((row) => [row.code, row.name]));

/** Children by group and month from the data date on. Fractions are expected values. */
export function demandSheet(input: WorkbookInput): SheetSpec {
  const { forecast } = input;
  const names = groupNames(input);
  const rows: (Cell | null)[][] = [
    ...heading('Demand', input, `Method: ${forecast.method}. Children are expected values; stock is on the last day.`),
    header('Month', 'Group', 'Children', 'Entrants', 'Leavers', 'Child-days'),
    ...forecast.placements.months.flatMap(({ month, groups }) =>
      groups.map((group) => [
        text(formatMonth(month)),
        text(names.get(group.group) ?? group.group),
        numeric(group.stock, 'decimal'),
        numeric(group.entrants, 'decimal'),
        numeric(group.leavers, 'decimal'),
        numeric(group.childDays, 'decimal'),
      ]),
    ),
  ];
  if (rows.length === headerRow) rows.push([text('No placements in this forecast', 'note')]);
  return {
    name: 'Demand',
    widths: [14, 28, 14, 14, 14, 14],
    rows,
    frozen: { rows: headerRow, columns: 2 },
    headerRow,
    names: [],
    colours: [],
  };
}

/** Cost of placements by group and month, and unit costs. Contributions are income. */
export function placementCostSheet(input: WorkbookInput): SheetSpec {
  const { placements } = input.forecast;
  const names = groupNames(input);
  const rows: (Cell | null)[][] = [
    ...heading('Placement cost', input, 'Committed is the cost of children now placed; projected is the rest.'),
    header('Month', 'Group', 'Committed', 'Projected', 'Contributions', 'Net'),
  ];
  for (const { month, groups } of placements.months) {
    for (const group of groups) {
      const r = rows.length + 1;
      rows.push([
        text(formatMonth(month)),
        text(names.get(group.group) ?? group.group),
        money(group.committed),
        money(group.projected),
        money(group.contributions),
        moneyFormula(`SUM(C${r}:E${r})`, group.committed + group.projected + group.contributions),
      ]);
    }
  }
  if (rows.length < firstRow) rows.push([text('No placements in this forecast', 'note')]);
  rows.push([], header('Group', 'Children now', 'Mean weekly price', 'Starter weekly price'));
  for (const cost of placements.unitCosts) {
    rows.push([
      text(names.get(cost.group) ?? cost.group),
      numeric(cost.children),
      money(cost.meanWeekly, 'exact'),
      money(cost.starterWeekly, 'exact'),
    ]);
  }
  rows.push(
    [],
    [text('Fixed cost of blocks and homes in the year'), money(placements.blockCost)],
    [text('Of which unused places'), money(placements.voids)],
  );
  return {
    name: 'Placement cost',
    widths: [30, 28, 18, 18, 16, 16],
    rows,
    frozen: { rows: headerRow, columns: 2 },
    headerRow,
    names: [],
    colours: [],
  };
}
