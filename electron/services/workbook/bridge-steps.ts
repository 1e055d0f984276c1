import type { BridgeStep } from '../../../shared/model/forecast.ts';
import { type Pence, roundHalfAway, sum } from '../../../shared/model/money.ts';
import { type Cell, columnName, money, moneyFormula, text } from './cells.ts';
import type { MonthSources } from './monthly-sheet.ts';
import { summaryColumns } from './summary-sheet.ts';
import { firstRow, type WorkbookInput } from './workbook-input.ts';

/**
 * What the steps of the bridge are made of, line by line, to the right of it: variance less slippage, pressures and
 * one-offs, and the step it belongs to (docs/model.md §11). `first` is the row of the first line.
 */
export const partColumns = { slippage: 'F', pressures: 'G', oneOffs: 'H', rest: 'I', step: 'J' } as const;

/** Cells F to J of a line of the second table. */
export function lineParts(input: WorkbookInput, sources: MonthSources, index: number, r: number): Cell[] {
  const { savings, pressures } = sources;
  const code = `Summary!$B${firstRow + index}`;
  const parts = partsOf(input, index);
  const variance = `Summary!${columnName(summaryColumns.variance)}${firstRow + index}`;
  return [
    moneyFormula(
      `SUMIFS(${savings.slippageRange},${savings.lineRange},${code},${savings.classRange},"saving")`,
      parts.slippage,
    ),
    moneyFormula(`SUMIF(${pressures.lineRange},${code},${pressures.forecastRange})`, parts.pressures),
    moneyFormula(`Summary!${columnName(summaryColumns.other)}${firstRow + index}`, parts.oneOffs),
    moneyFormula(`${variance}-SUM(F${r}:H${r})`, parts.rest),
    text(stepOf(input, index)),
  ];
}

/** A step's amount: live where the parts beside it make it up to the penny, else as exported. */
export function stepAmount(
  input: WorkbookInput,
  sources: MonthSources,
  step: BridgeStep,
  place: { first: number; row: (key: string) => number | null },
): Cell {
  const { forecast } = input;
  const { first } = place;
  const last = first + forecast.lines.length - 1;
  const all = forecast.lines.map((_, index) => partsOf(input, index));
  const range = (column: string) => `$${column}$${first}:$${column}$${last}`;
  const made = (body: string, pence: Pence) => (pence === step.amount ? moneyFormula(body, pence) : money(step.amount));
  if (step.key === 'savings-slippage')
    return made(`SUM(${range(partColumns.slippage)})`, sum(all.map((one) => one.slippage)));
  if (step.key === 'pressures')
    return made(`SUM(${range(partColumns.pressures)})`, sum(all.map((one) => one.pressures)));
  if (step.key === 'one-offs') return made(`SUM(${range(partColumns.oneOffs)})`, sum(all.map((one) => one.oneOffs)));
  if (step.key === 'placements-volume') return volumeStep(input, sources, step);
  if (step.key === 'placements-price') return pricedStep(input, sources, step);
  const key = step.key === 'placements-level' ? 'placements' : step.key;
  const rest = sum(all.filter((_, index) => stepOf(input, index) === key).map((one) => one.rest));
  const body = `SUMIFS(${range(partColumns.rest)},${range(partColumns.step)},"${key}")`;
  if (step.key !== 'placements-level') return made(body, rest);
  const beside = ['placements-volume', 'placements-price'];
  const taken = sum(forecast.bridge.filter((one) => beside.includes(one.key)).map((one) => one.amount));
  const rows = beside.map((one) => place.row(one)).filter((row) => row !== null);
  return made(`${body}${rows.map((row) => `-B${row}`).join('')}`, rest - taken);
}

/** Child-days at their group's present mean price, less the level of the data date, are the step of children. */
function volumeStep({ forecast }: WorkbookInput, { placements, rows }: MonthSources, step: BridgeStep): Cell {
  if (placements.lines.size === 0 || forecast.period >= 12) return money(step.amount);
  const level = sum(rows.map((row) => (row.rest && row.childDays !== 0 ? row.rest.level : 0)));
  if (roundHalfAway(presentCost(rows) - level) !== step.amount) return money(step.amount);
  return moneyFormula(`ROUND(SUM(${placements.ranges.present})-${decimal(level / 100)},2)`, step.amount);
}

/** Gross placement cost, less what the children would cost at present prices, is the step of prices. */
function pricedStep({ forecast }: WorkbookInput, { placements, rows, starters }: MonthSources, step: BridgeStep): Cell {
  if (placements.lines.size === 0 || forecast.period >= 12) return money(step.amount);
  const gross = (row: MonthSources['rows'][number]) =>
    row.committed + (row.starterDays * (starters.get(row.group ?? '') ?? 0)) / 7 + row.otherProjected;
  const known = sum(rows.map((row) => (row.rest && row.childDays !== 0 ? 0 : gross(row))));
  if (roundHalfAway(sum(rows.map(gross)) - known - presentCost(rows)) !== step.amount) return money(step.amount);
  const { committed, projected, present } = placements.ranges;
  return moneyFormula(
    `ROUND(SUM(${committed})+SUM(${projected})-SUM(${present})-${decimal(known / 100)},2)`,
    step.amount,
  );
}

/** A number as a formula writes it. */
const decimal = (value: number) => (value < 0 ? `(${value})` : String(value)).toUpperCase();
const presentCost = (rows: MonthSources['rows']) =>
  sum(rows.map((row) => (row.rest ? (row.childDays * row.rest.mean) / 7 : 0)));

function partsOf({ forecast }: WorkbookInput, index: number) {
  const line = forecast.lines[index];
  if (!line) throw new RangeError(`No line ${index}`);
  const savings = forecast.savings.rows.filter((row) => row.lineCode === line.code && row.class === 'saving');
  const slippage = sum(savings.map((row) => row.slippage));
  const pressed = forecast.pressures.rows.filter((row) => row.lineCode === line.code);
  const pressures = sum(pressed.map((row) => row.inForecast ?? 0));
  const ahead = sum(
    [...forecast.savings.rows.filter((row) => row.lineCode === line.code), ...pressed].map(
      (row) => row.inForecast ?? 0,
    ),
  );
  const oneOffs = line.adjustments - ahead;
  return { slippage, pressures, oneOffs, rest: line.variance - slippage - pressures - oneOffs };
}

/** Key of the step that a line's rest falls into. */
function stepOf({ forecast, snapshot }: WorkbookInput, index: number): string {
  const line = forecast.lines[index];
  const own = snapshot.budgetLines.find((row) => row.year === forecast.year && row.code === line?.code);
  if (own?.method === 'placements') return 'placements';
  if (line?.service === 'staffing') return 'staffing';
  const named = `line:${line?.code}`;
  return forecast.bridge.some((step) => step.key === named) ? named : 'other-lines';
}

/** Rows of the lines in the bridge's second table. */
export function lineRowsFirst(input: WorkbookInput): number {
  // Budget, the steps, the outturn, a blank and the header stand above them.
  return firstRow + input.forecast.bridge.length + 4;
}
