import { sum } from '../../../shared/model/money.ts';
import { pressureTerms } from './assumption-sections.ts';
import { type Cell, formula, header, money, moneyFormula, numeric, text } from './cells.ts';
import type { Inputs } from './inputs.ts';
import type { PressuresSheet } from './sheet-results.ts';
import { amountWidth, firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

/** Pressures with probability, impact and mitigation, and what the counted ones add after the period (docs/model.md §9). */
export function pressuresSheet(input: WorkbookInput, inputs: Inputs): PressuresSheet {
  const { forecast, snapshot } = input;
  const own = new Map(
    snapshot.pressures.filter((row) => row.year === forecast.year).map((row) => [row.reference, row]),
  );
  const list = forecast.pressures.rows;
  const last = firstRow + list.length - 1;
  const rows: (Cell | null)[][] = [
    ...heading('Pressures', input, 'Expected = probability × mean impact, less probability × success × mitigation.'),
    header(
      'Reference',
      'Pressure',
      'Line',
      'Impact low',
      'Impact likely',
      'Impact high',
      'Probability %',
      'Impact factor',
      'Mitigation × success',
      'In forecast (1 = yes)',
      'Start period',
      'Expected',
      'Worst',
      'Mitigation',
      'Added to forecast',
      'Status',
      'A month ahead',
    ),
  ];
  list.forEach((row, index) => {
    const pressure = own.get(row.reference);
    if (!pressure) return;
    const r = firstRow + index;
    const { probability, factor } = pressureTerms(input, pressure);
    const [likely, impact] = [
      inputs.cell('pressure-probability', row.reference),
      inputs.cell('pressure-impact', row.reference),
    ];
    const mitigation = sum(
      snapshot.mitigations
        .filter((each) => each.year === pressure.year && each.pressureReference === pressure.reference)
        .map((each) => (each.successPercent / 100) * each.amountPence),
    );
    const mean = `IF(AND(D${r}<=E${r},E${r}<=F${r}),(D${r}+E${r}+F${r})/3,E${r})`;
    const expected = `(G${r}/100*${mean}*H${r}-G${r}/100*I${r})`;
    rows.push([
      text(row.reference),
      text(row.name),
      text(row.lineCode),
      money(pressure.minimumPence),
      money(pressure.likelyPence),
      money(pressure.maximumPence),
      formula(`MIN(100,MAX(0,${likely}))`, probability, 'general'),
      formula(`MAX(0,${impact}/100)`, factor, 'general'),
      money(mitigation),
      numeric(row.counted ? 1 : 0),
      numeric(pressure.startPeriod),
      moneyFormula(`ROUND(${expected},2)`, row.expected),
      moneyFormula(`ROUND(MAX(D${r}:F${r})*H${r},2)`, row.worst),
      moneyFormula(`ROUND(G${r}/100*I${r},2)`, row.mitigation),
      moneyFormula(
        `IF(J${r}=1,ROUND(${expected}*MAX(0,13-MAX(K${r},${forecast.period + 1}))/(13-K${r}),2),0)`,
        row.inForecast ?? 0,
      ),
      text(pressure.status),
      moneyFormula(
        `O${r}/MAX(1,13-MAX(K${r},${forecast.period + 1}))`,
        (row.inForecast ?? 0) / Math.max(1, 13 - Math.max(pressure.startPeriod, forecast.period + 1)),
      ),
    ]);
  });
  if (list.length > 0) {
    const total = (name: string, pence: number) =>
      moneyFormula(`SUM(${name}${firstRow}:${name}${last})`, pence, 'moneyTotal');
    rows.push([
      text('Total', 'totalText'),
      ...Array.from({ length: 10 }, () => text(null, 'totalText')),
      total('L', forecast.pressures.expected),
      total('M', forecast.pressures.worst),
      total('N', sum(list.map((row) => row.mitigation))),
      total('O', sum(list.map((row) => row.inForecast ?? 0))),
    ]);
  } else {
    rows.push([text('No open pressures', 'note')]);
  }
  const column = (name: string) => `$${name}$${firstRow}:$${name}$${Math.max(firstRow, last)}`;
  return {
    lineRange: `Pressures!${column('C')}`,
    forecastRange: `Pressures!${column('O')}`,
    startRange: `Pressures!${column('K')}`,
    monthRange: `Pressures!${column('Q')}`,
    monthOf: (reference, period) => {
      const start = own.get(reference)?.startPeriod ?? 1;
      const added = list.find((row) => row.reference === reference)?.inForecast ?? 0;
      return start <= period ? added / Math.max(1, 13 - Math.max(start, forecast.period + 1)) : 0;
    },
    sheet: {
      name: 'Pressures',
      widths: [13, 44, 14, ...Array(12).fill(amountWidth(input)), 11, amountWidth(input)],
      rows,
      frozen: { rows: headerRow, columns: 2 },
      headerRow,
      names: list.length === 0 ? [] : [{ name: 'pressures_expected', range: `$L$${last + 1}` }],
      tables: [{ name: 'pressures', first: headerRow, last, columns: 17 }],
      colours: list.length === 0 ? [] : [{ range: `O${firstRow}:O${last + 1}`, kind: 'variance' }],
    },
  };
}
