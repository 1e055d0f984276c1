import { rampWeight, ratingAt, savingProfile } from '../../../shared/finance/savings.ts';
import { sum } from '../../../shared/model/money.ts';
import { leveredSaving, ragWeights } from '../../../shared/scenario/savings-forecast.ts';
import { assumptionName } from './assumptions-sheet.ts';
import { at, type Cell, columnName, formula, header, money, moneyFormula, numeric, text } from './cells.ts';
import type { Inputs } from './inputs.ts';
import type { SavingsSheet } from './sheet-results.ts';
import { amountWidth, firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

const monthNames = ['Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar'];
/** First column of the twelve months and of the twelve ramp weights. */
const [months, weights] = [23, 35];

/**
 * Savings with their RAG, terms and months, live from the Assumptions sheet: month value = full-year effect ÷ 12 ×
 * delivery × ramp (docs/model.md §8), rounded to the penny so that months sum to the year.
 */
export function savingsSheet(input: WorkbookInput, inputs: Inputs): SavingsSheet {
  const { forecast, scenario, snapshot } = input;
  const own = new Map(snapshot.savings.filter((row) => row.year === forecast.year).map((row) => [row.reference, row]));
  const weighted = ['green', 'amber', 'red', 'unassessed'].map((colour) => assumptionName(`rag-${colour}`));
  const last = firstRow + forecast.savings.rows.length - 1;
  const rows: (Cell | null)[][] = [
    ...heading(
      'Savings',
      input,
      'Delivery % left blank follows the RAG amounts and weights. Mitigation is never counted as a saving delivered.',
    ),
    header(
      'Reference',
      'Saving',
      'Line',
      'Class',
      'Target',
      'Red',
      'Amber',
      'Green',
      'Not assessed',
      'Mitigation',
      'Full-year effect',
      'Start period',
      'Delay (months)',
      'Ramp (months)',
      'Ramp shape',
      'Delivery %',
      'Delivery',
      'Planned',
      'Expected',
      'Slippage',
      'In costs, a month',
      'In forecast',
      ...monthNames,
      ...monthNames.map((name) => `Ramp ${name}`),
    ),
  ];
  forecast.savings.rows.forEach((row, index) => {
    const saving = own.get(row.reference);
    if (!saving) return;
    const r = firstRow + index;
    const terms = leveredSaving(saving, scenario.levers);
    const rating = ratingAt(snapshot.savingRatings, saving, forecast.period === 0 ? 1 : forecast.period);
    const profile = savingProfile(terms, rating, ragWeights(snapshot, scenario));
    const base = savingProfile(saving, rating, ragWeights(snapshot, { assumptions: {} }));
    const method = snapshot.budgetLines.find(
      (line) => line.year === forecast.year && line.code === row.lineCode,
    )?.method;
    const costed = method === 'placements' || method === 'run-rate';
    const closed = base.expectedMonths.slice(0, forecast.period);
    const level = closed.length === 0 ? 0 : method === 'run-rate' ? sum(closed) / closed.length : (closed.at(-1) ?? 0);
    const since = (period: number) => `(${period}-L${r}-M${r}+1)`;
    const ahead = `SUM(${at(weights + forecast.period, r)}:${at(weights + 11, r)})`;
    const plan = costed ? `U${r}*${12 - forecast.period}` : `K${r}/12*MAX(0,13-MAX(L${r},${forecast.period + 1}))`;
    const inForecast = row.inForecast ?? 0;
    const counted = row.class === 'saving' && forecast.period < 12;
    rows.push([
      text(row.reference),
      text(row.name),
      text(row.lineCode),
      text(row.class),
      money(row.target),
      money(row.red),
      money(row.amber),
      money(row.green),
      money(row.unassessed),
      money(row.mitigation),
      money(row.fullYearEffect),
      numeric(terms.startPeriod),
      follow(inputs.cell('saving-delay', row.reference), terms.delayMonths, (cell) => `MAX(0,ROUND(${cell},0))`),
      follow(inputs.cell('saving-ramp', row.reference), terms.rampMonths, (cell) => `MAX(0,ROUND(${cell},0))`),
      text(terms.rampShape),
      follow(
        inputs.cell('saving-delivery', row.reference),
        terms.leverDeliveryPercent ?? terms.deliveryPercent,
        (cell) => `IF(${cell}="","",MAX(0,${cell}))`,
      ),
      formula(
        `IF(P${r}<>"",P${r}/100,IF(IF(E${r}<>0,E${r},SUM(F${r}:I${r}))=0,0,(H${r}*${weighted[0]}+G${r}*${weighted[1]}+F${r}*${weighted[2]}+I${r}*${weighted[3]})/IF(E${r}<>0,E${r},SUM(F${r}:I${r}))))`,
        profile.delivery,
        'share',
      ),
      moneyFormula(`ROUND(K${r}/12*MAX(0,13-L${r}),2)`, row.planned),
      moneyFormula(`SUM(${at(months, r)}:${at(months + 11, r)})`, row.expected),
      moneyFormula(`R${r}-S${r}`, row.slippage),
      costed ? { value: level / 100, style: 'money' } : null,
      counted ? moneyFormula(`ROUND(${plan}-K${r}/12*Q${r}*${ahead},2)`, inForecast) : money(inForecast),
      ...row.months.map((pence, month) => {
        const before = month === 0 ? '' : `-SUM(${at(months, r)}:${at(months + month - 1, r)})`;
        const reached = `SUM(${at(weights, r)}:${at(weights + month, r)})`;
        return moneyFormula(`ROUND(K${r}/12*Q${r}*${reached},2)${before}`, pence);
      }),
      ...monthNames.map((_, month) => {
        const u = `MIN(1,MAX(0,${since(month + 1)}/N${r}))`;
        return formula(
          `IF(N${r}<=0,IF(${since(month + 1)}>=1,1,0),IF(O${r}="s",${u}*${u}*(3-2*${u}),${u}))`,
          rampWeight(month + 1, {
            start: terms.startPeriod,
            delay: terms.delayMonths,
            ramp: terms.rampMonths,
            shape: terms.rampShape,
          }),
          'decimal',
        );
      }),
    ]);
  });
  if (forecast.savings.rows.length > 0) rows.push(totalRow(input, last));
  const column = (name: string) => `$${name}$${firstRow}:$${name}$${Math.max(firstRow, last)}`;
  return {
    lineRange: `Savings!${column('C')}`,
    classRange: `Savings!${column('D')}`,
    slippageRange: `Savings!${column('T')}`,
    monthRange: (period) => `Savings!${column(columnName(months + period - 1))}`,
    forecastRange: `Savings!${column('V')}`,
    sheet: {
      name: 'Savings',
      printColumns: months - 1,
      widths: [13, 44, 14, 11, ...Array(18).fill(amountWidth(input)), ...Array(24).fill(11)],
      rows,
      frozen: { rows: headerRow, columns: 2 },
      headerRow,
      names:
        forecast.savings.rows.length === 0
          ? []
          : [
              { name: 'savings_expected', range: `$S$${last + 1}` },
              { name: 'savings_slippage', range: `$T$${last + 1}` },
            ],
      tables: [{ name: 'savings', first: headerRow, last, columns: weights + 11 }],
      colours:
        forecast.savings.rows.length === 0
          ? []
          : [
              { range: ['F', 'G', 'H'].map((name) => `${name}${firstRow}:${name}${last}`).join(' '), kind: 'rag' },
              { range: `T${firstRow}:T${last + 1}`, kind: 'variance' },
            ],
    },
  };
}

/** A term that follows its input; a term that has none stands as it is. */
function follow(cell: string | null, value: number | null, body: (cell: string) => string): Cell {
  return cell === null ? numeric(value, 'general') : formula(body(cell), value ?? '', 'general');
}

/** Totals of savings only: mitigation stands in its own column. */
function totalRow({ forecast }: WorkbookInput, last: number): (Cell | null)[] {
  const total = forecast.savings;
  const savings = forecast.savings.rows.filter((row) => row.class === 'saving');
  const of = (name: string) => `SUMIF($D$${firstRow}:$D$${last},"saving",${name}${firstRow}:${name}${last})`;
  const cell = (name: string, pence: number) => moneyFormula(of(name), pence, 'moneyTotal');
  const row: (Cell | null)[] = [
    text('Total', 'totalText'),
    text('Savings, without mitigation', 'totalText'),
    text(null, 'totalText'),
    text(null, 'totalText'),
  ];
  row[4] = cell('E', total.target);
  row[5] = cell('F', total.red);
  row[6] = cell('G', total.amber);
  row[7] = cell('H', total.green);
  row[8] = cell('I', total.unassessed);
  row[9] = moneyFormula(`SUM(J${firstRow}:J${last})`, total.mitigation, 'moneyTotal');
  row[10] = cell('K', sum(savings.map((each) => each.fullYearEffect)));
  for (let index = 11; index < 17; index += 1) row[index] = text(null, 'totalText');
  row[17] = cell('R', total.planned);
  row[18] = cell('S', total.expected);
  row[19] = cell('T', total.slippage);
  row[20] = text(null, 'totalText');
  row[21] = cell('V', sum(savings.map((each) => each.inForecast ?? 0)));
  for (let month = 0; month < 12; month += 1) {
    row[22 + month] = cell(columnName(months + month), sum(savings.map((each) => each.months[month] ?? 0)));
  }
  return row;
}
