import type { SourceTable } from '../source-table.ts';
import { codesOf, madeTable, plain, printedValue, titlesOf, unitSpoken, yearSpoken } from './printed.ts';

const wanted = {
  gross: /^gross budget$/,
  income: /^(less )?income( budget)?$/,
  spent: /^(exp(enditure)?|forecast expenditure|expenditure) ?(forecast|outturn)?$/,
  received: /^(income forecast|forecast income|income outturn)$/,
  investment: /^(additional|agreed) investment$/,
} as const;
type Part = keyof typeof wanted;

/**
 * The outturn table as committees print it: a line a row, gross budget, less income, the forecast of both, variance and
 * additional investment. Its budget, what is forecast of it (in the last period) and the investment come in; net budget,
 * variances and the total are recomputed. Null for any other table or where no year is said.
 */
export function outturnTable(table: SourceTable): SourceTable[] | null {
  for (const [headerRow, cells] of table.rows.slice(0, 20).entries()) {
    const at = (part: Part) => cells.findIndex((cell) => wanted[part].test(plain(cell)));
    const [gross, income, spent, received, investment] = [
      ...[at('gross'), at('income'), at('spent'), at('received'), at('investment')],
    ] as [number, number, number, number, number];
    const net = cells.some((cell) => /net (forecast )?outturn|variance/.test(plain(cell)));
    if (gross < 1 || income < 0 || spent < 0 || received < 0 || !net) continue;
    const titles = titlesOf(table, headerRow);
    const year = yearSpoken(...titles);
    if (year === null) return null;
    const unit = unitSpoken([...titles, ...cells, ...(table.rows[headerRow + 1] ?? [])]);
    const lines = table.rows
      .map((row, from) => ({ row, from, name: (row[0] ?? '').trim() }))
      .filter(({ row, from, name }) => from > headerRow && name !== '' && printedValue(row[gross]) !== '')
      .filter(({ name }) => !/^(grand )?total$/i.test(name));
    const codes = codesOf(lines.map(({ name }) => name));
    const about = (name: string) => ({
      ...{ name, headerRow },
      told: `a printed outturn table of ${year} was read as ${name.toLowerCase()}: lines are coded by their names, and totals, net budgets and variances are worked out again`,
    });
    const kind = (name: string) =>
      /placement/i.test(name) ? 'placements' : /^staff/i.test(name) ? 'staffing' : 'other';
    const of = (row: readonly string[], column: number) => printedValue(row[column]) || '0';
    const budget = madeTable(
      table,
      about('Budget lines'),
      [
        ...['Year', 'Line', 'Line name', 'Service', `Gross budget${unit}`, `Income budget${unit}`],
        ...['Forecast method', 'Funding', 'Recurring'],
      ],
      lines.map(({ row, from, name }, index) => ({
        from,
        cells: [
          ...[year, codes[index] ?? '', name, kind(name), of(row, gross), of(row, income), 'stated', 'shared', 'yes'],
        ],
      })),
    );
    const forecast = madeTable(
      table,
      about('Forecast entries'),
      ['Year', 'Reference', 'Line', 'Kind', 'Period', `Expenditure${unit}`, `Income${unit}`, 'Note'],
      lines.map(({ row, from }, index) => ({
        from,
        cells: [
          ...[
            year,
            `PRINTED-${codes[index]}`,
            codes[index] ?? '',
            'projected',
            '12',
            of(row, spent),
            of(row, received),
          ],
          'Forecast as printed',
        ],
      })),
    );
    const invested = lines.flatMap(({ row, from }, index) =>
      investment >= 0 && !/^[-–0.,\s]*$/.test(of(row, investment))
        ? [{ from, code: codes[index] ?? '', amount: of(row, investment) }]
        : [],
    );
    const start = `${year.slice(0, 4)}-04-01`;
    const changes = madeTable(
      table,
      about('Budget changes'),
      [
        ...[
          'Year',
          'Reference',
          'Line',
          'Kind',
          `Gross change${unit}`,
          `Income change${unit}`,
          'Effective',
          'Approved',
        ],
        'Recurring',
      ],
      invested.map(({ from, code, amount }) => ({
        from,
        cells: [year, `INVEST-${code}`, code, 'investment', amount, '0', start, start, 'yes'],
      })),
    );
    return [budget, forecast, ...(invested.length > 0 ? [changes] : [])];
  }
  return null;
}
