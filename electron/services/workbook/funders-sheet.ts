import type { FunderForecast, OutturnLine } from '../../../shared/model/forecast.ts';
import { type Pence, splitPence, sum, wholeShare } from '../../../shared/model/money.ts';
import { type Cell, columnName, formula, header, money, moneyFormula, numeric, type SheetSpec, text } from './cells.ts';
import type { Inputs } from './inputs.ts';
import { summaryColumns, summaryRows } from './summary-sheet.ts';
import { firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

type Measure = {
  label: string;
  column: number;
  ofFunder: (row: FunderForecast) => Pence;
  ofLine: (row: OutturnLine) => Pence;
};
const measures: Measure[] = [
  {
    label: 'Current budget',
    column: summaryColumns.current,
    ofFunder: (row) => row.budget,
    ofLine: (row) => row.currentBudget,
  },
  {
    label: 'Forecast outturn',
    column: summaryColumns.outturn,
    ofFunder: (row) => row.outturn,
    ofLine: (row) => row.outturn,
  },
  {
    label: 'Variance',
    column: summaryColumns.variance,
    ofFunder: (row) => row.variance,
    ofLine: (row) => row.variance,
  },
  {
    label: 'Net variance',
    column: summaryColumns.net,
    ofFunder: (row) => row.netVariance,
    ofLine: (row) => row.netVariance,
  },
];

/**
 * The split by funder, by the largest remainder in pence (docs/model.md §1), live from the shares and from Summary. Where
 * shares change in the year the months were split apart, so the amounts stand as values and the sheet says so.
 */
export function fundersSheet(input: WorkbookInput, inputs: Inputs): SheetSpec {
  const { forecast } = input;
  const { last } = summaryRows(input);
  const shared = sharedLines(input);
  const rows: (Cell | null)[][] = [
    ...heading('Funders', input, 'Passported grants are outside the split.'),
    header('Funder', 'Name', 'Share'),
  ];
  const names: SheetSpec['names'] = [];
  const count = forecast.funders.length;
  forecast.funders.forEach((funder, index) => {
    rows.push([text(funder.code), text(funder.name), shareCell(funder, inputs)]);
    names.push({ name: `funder_share_${funder.code.replace(/[^A-Za-z0-9]+/g, '_')}`, range: `$C$${firstRow + index}` });
  });
  if (count === 0) rows.push([text('Not split: see the notes of Summary', 'note')]);
  else
    rows.push([
      text('Total', 'totalText'),
      text(null, 'totalText'),
      formula(
        `SUM(C${firstRow}:C${firstRow + count - 1})`,
        sum(forecast.funders.map((row) => row.shareBasisPoints)) / wholeShare,
        'share',
      ),
    ]);
  for (const measure of measures) {
    if (count === 0) break;
    const { whole, parts, weights, live } = splitOf(input, shared, measure);
    rows.push(
      [],
      header(measure.label, 'To split', 'Share', 'Exact pence', 'Whole pence', 'Remainder', 'Place', 'Amount'),
    );
    const r = rows.length + 1;
    const column = columnName(measure.column);
    const of = `SUMIF(Summary!$C$${firstRow}:$C$${last},"shared",Summary!$${column}$${firstRow}:$${column}$${last})`;
    forecast.funders.forEach((funder, index) => {
      rows.push(split(funder.code, index, r, count, whole, weights, live ? of : null, parts[index] ?? 0));
    });
    rows.push([
      text('Total', 'totalText'),
      ...Array.from({ length: 6 }, () => text(null, 'totalText')),
      moneyFormula(`SUM(H${r}:H${r + count - 1})`, sum(parts), 'exactTotal'),
    ]);
    names.push({
      name: `split_${measure.label.toLowerCase().replaceAll(' ', '_')}`,
      range: `$H$${r}:$H$${r + count - 1}`,
    });
    if (!live)
      rows.push([text('Shares change in the year: months are split apart, so these amounts are values', 'note')]);
  }
  return {
    name: 'Funders',
    widths: [20, 34, 12, 20, 20, 12, 10, 18],
    rows,
    frozen: { rows: headerRow, columns: 1 },
    headerRow,
    names,
    colours: [],
  };
}

function sharedLines({ forecast, snapshot }: WorkbookInput): Set<string> {
  const own = snapshot.budgetLines.filter((row) => row.year === forecast.year && row.funding === 'shared');
  return new Set(own.map((row) => row.code));
}

/** The amount to split, its parts as Outturn has them, and whether one set of shares gives them. */
function splitOf({ forecast }: WorkbookInput, shared: ReadonlySet<string>, measure: Measure) {
  const whole = sum(forecast.lines.filter((line) => shared.has(line.code)).map(measure.ofLine));
  const parts = forecast.funders.map(measure.ofFunder);
  const weights = forecast.funders.map((row) => row.shareBasisPoints);
  const live = sum(weights) === wholeShare && splitPence(whole, weights).every((part, index) => part === parts[index]);
  return { whole, parts, weights, live };
}

/** True when the split follows one set of shares all year, so that a changed share moves it as in Outturn. */
export function liveShares(input: WorkbookInput): boolean {
  const shared = sharedLines(input);
  return input.forecast.funders.length > 0 && measures.every((measure) => splitOf(input, shared, measure).live);
}

function shareCell({ code, shareBasisPoints }: FunderForecast, inputs: Inputs): Cell {
  const cell = inputs.cell('share', code);
  const share = shareBasisPoints / wholeShare;
  return cell === null ? numeric(share, 'share') : formula(cell, share, 'share');
}

/** One funder's part, with the steps of the largest remainder beside it. */
function split(
  code: string,
  index: number,
  first: number,
  count: number,
  whole: Pence,
  weights: number[],
  of: string | null,
  part: Pence,
): Cell[] {
  if (of === null)
    return [text(code), money(whole, 'exact'), ...Array.from({ length: 5 }, () => text(null)), money(part, 'exact')];
  const r = first + index;
  const [from, to] = [first, first + count - 1];
  const exact = weights.map((weight) => (Math.abs(whole) * weight) / wholeShare);
  const floors = exact.map((value) => Math.floor(value + 1e-9));
  const remainders = exact.map((value, at) => value - (floors[at] ?? 0));
  const own = remainders[index] ?? 0;
  const before = index === 0 ? '' : `+SUMPRODUCT((ABS(F$${from}:F${r - 1}-F${r})<=0.000000001)*1)`;
  const place =
    remainders.filter((value) => value > own + 1e-9).length +
    remainders.slice(0, index).filter((value) => Math.abs(value - own) <= 1e-9).length;
  return [
    text(code),
    moneyFormula(of, whole, 'exact'),
    formula(`C${firstRow + index}`, (weights[index] ?? 0) / wholeShare, 'share'),
    formula(`ROUND(ABS(B${r})*100,0)*ROUND(C${r}*${wholeShare},0)/${wholeShare}`, exact[index] ?? 0, 'decimal'),
    formula(`INT(D${r}+0.000000001)`, floors[index] ?? 0),
    formula(`D${r}-E${r}`, own, 'decimal'),
    formula(`SUMPRODUCT((F$${from}:F$${to}>F${r}+0.000000001)*1)${before}`, place),
    moneyFormula(`SIGN(B${r})*(E${r}+IF(G${r}<ROUND(ABS(B${r})*100,0)-SUM(E$${from}:E$${to}),1,0))/100`, part, 'exact'),
  ];
}
