import type { SchemeForecast } from '../../../shared/model/forecast.ts';
import { roundHalfAway, sum } from '../../../shared/model/money.ts';
import { assumption } from '../../../shared/scenario/assumption-values.ts';
import { assumptionName } from './assumptions-sheet.ts';
import { type Cell, formula, header, money, moneyFormula, numeric, type SheetSpec, text } from './cells.ts';
import { headerRow, heading, type WorkbookInput } from './workbook-input.ts';

/** Invest to save: each scheme and case by year, with return, net present value and payback (docs/model.md §10). */
export function investSheet(input: WorkbookInput): SheetSpec {
  const { forecast, snapshot, scenario } = input;
  const rate = assumption(snapshot, scenario, 'discount-rate');
  const rows: (Cell | null)[][] = [
    ...heading('Invest to save', input, 'Year 0 is not discounted. Grants are shown apart.'),
    header(
      'Scheme',
      'Name',
      'Case',
      'Year',
      'Cost',
      'Benefit',
      'Net',
      'Cumulative',
      'Discount factor',
      'Present value of net',
      'Interpolated',
    ),
  ];
  for (const scheme of forecast.investToSave) rows.push(...schemeRows(scheme, rows.length + 1, rate));
  if (forecast.investToSave.length === 0) rows.push([text('No schemes', 'note')]);
  return {
    name: 'Invest to save',
    widths: [14, 44, 11, 22, 15, 15, 15, 15, 14, 17, 13],
    rows,
    frozen: { rows: headerRow, columns: 2 },
    headerRow,
    names: [],
    colours: [],
  };
}

function schemeRows(scheme: SchemeForecast, first: number, rate: number): (Cell | null)[][] {
  const last = first + scheme.years.length - 1;
  const factor = (index: number) => 1 / (1 + rate / 100) ** index;
  const rows: (Cell | null)[][] = scheme.years.map((year, index) => {
    const r = first + index;
    return [
      text(scheme.reference),
      text(scheme.name),
      text(scheme.case),
      text(year.year),
      money(year.cost),
      money(year.benefit),
      moneyFormula(`F${r}-E${r}`, year.net),
      moneyFormula(`SUM(G$${first}:G${r})`, year.cumulative),
      formula(`1/(1+${assumptionName('discount-rate')}/100)^${index}`, factor(index), 'decimal'),
      formula(`G${r}*I${r}`, (year.net * factor(index)) / 100, 'money'),
      text(year.interpolated ? 'yes' : null),
    ];
  });
  const total = (name: string, pence: number) =>
    moneyFormula(`SUM(${name}${first}:${name}${last})`, pence, 'moneyTotal');
  const r = last + 1;
  const present = roundHalfAway(sum(scheme.years.map((year, index) => year.net * factor(index))));
  rows.push([
    text(scheme.reference, 'totalText'),
    text(scheme.name, 'totalText'),
    text(scheme.case, 'totalText'),
    text('Total', 'totalText'),
    total('E', scheme.cost),
    total('F', scheme.benefit),
    moneyFormula(`F${r}-E${r}`, scheme.benefit - scheme.cost, 'moneyTotal'),
    text(null, 'totalText'),
    text('NPV', 'totalText'),
    // Years are rounded to the penny before they are discounted here; where that moves the sum, Outturn's figure stands.
    present === scheme.npv
      ? moneyFormula(`ROUND(SUM(J${first}:J${last}),2)`, scheme.npv, 'moneyTotal')
      : money(scheme.npv, 'moneyTotal'),
  ]);
  const measure = (label: string, cell: Cell): (Cell | null)[] => [
    text(scheme.reference),
    null,
    text(scheme.case),
    text(label),
    cell,
  ];
  const ratio = (body: string, value: number | null) =>
    value === null ? text('none') : formula(body, value, 'decimal');
  const discounted = (name: string) => `SUMPRODUCT(${name}${first}:${name}${last},I${first}:I${last})`;
  rows.push(
    measure('Return on investment', ratio(`(F${r}-E${r})/E${r}`, scheme.roi)),
    measure('Benefit–cost ratio', ratio(`${discounted('F')}/${discounted('E')}`, scheme.bcr)),
    measure('Break-even, % of benefits', ratio(`${discounted('E')}/${discounted('F')}*100`, scheme.breakEvenPercent)),
    measure(
      'Payback month',
      scheme.paybackMonth === null ? text('not in the years shown') : numeric(scheme.paybackMonth),
    ),
    measure('Grant towards the cost', money(scheme.grant)),
    [],
  );
  return rows;
}
