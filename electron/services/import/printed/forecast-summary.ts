import type { SourceTable } from '../source-table.ts';
import { madeTable, plain, printedValue, titlesOf } from './printed.ts';

const figures: readonly [RegExp, string][] = [
  [/^total$|^all$/, 'all'],
  [/^modelled/, 'modelled'],
  [/^fos/, 'fostering'],
  [/^res/, 'residential'],
  [/^supp/, 'supported'],
  [/^(age )?(0|under 1)$/, 'under 1'],
  [/^(age )?1 (to )?4$/, '1-4'],
  [/^(age )?5 (to )?9$/, '5-9'],
  [/^(age )?10 (to )?15$/, '10-15'],
  [/^(age )?16 (to )?1[78]\+?$/, '16-17'],
];
const dayOf = (text: string): string | null => {
  const found = /\b(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})\b/.exec(text);
  if (!found) return null;
  const year = found[3]?.length === 2 ? `20${found[3]}` : found[3];
  return `${year}-${String(found[2]).padStart(2, '0')}-${String(found[1]).padStart(2, '0')}`;
};

/**
 * The forecast table of the sector's tool as papers print it: rows actual, forecast, lower, upper; columns all, modelled,
 * types and ages. Forecast and bounds come in as a published forecast, as printed and never added up; its actuals say from
 * when it was made. Null for any other table, or where the forecast or its date is not there.
 */
export function forecastSummary(table: SourceTable): SourceTable[] | null {
  for (const [headerRow, cells] of table.rows.slice(0, 20).entries()) {
    const columns = cells.flatMap((cell, index) => {
      const figure = figures.find(([name]) => name.test(plain(cell)))?.[1];
      return figure && index > 0 ? [{ figure, index }] : [];
    });
    if (columns.length < 5 || !columns.some(({ figure }) => figure === 'modelled')) continue;
    const below = table.rows.map((row, from) => ({ row, from, label: (row[0] ?? '').trim() })).slice(headerRow + 1);
    const row = (name: RegExp) => below.find(({ label }) => name.test(label));
    const linear = /linear/i;
    const forecast = below.find(({ label }) => /forecast/i.test(label) && !linear.test(label));
    const on = forecast ? dayOf(forecast.label) : null;
    const actuals = below.filter(({ label }) => /actual/i.test(label)).map(({ label }) => dayOf(label) ?? '');
    const madeFrom = actuals
      .filter((day) => day !== '' && (on === null || day < on))
      .sort()
      .at(-1);
    if (!forecast || on === null || madeFrom === undefined) return null;
    const [low, high] = [row(/\bLCI\b|lower/i), row(/\bUCI\b|upper/i)];
    const titles = titlesOf(table, headerRow);
    const uasc = /exclud|excl\b/i.test([...titles, forecast.label].join(' ')) ? 'excluded' : 'all';
    const made = {
      name: 'Published forecasts',
      headerRow,
      told: 'a printed forecast summary was read as a published forecast: its lower and upper bounds are taken as printed; trend and change are left out',
    };
    return [
      madeTable(
        table,
        made,
        ['Forecast', 'Method', 'Made from', 'Figure', 'On', 'UASC', 'Value', 'Low', 'High', 'Source'],
        columns.map(({ figure, index }) => ({
          from: forecast.from,
          cells: [
            ...[`TOOL-${madeFrom}`, 'the sector’s tool', madeFrom, figure, on, uasc],
            ...[forecast, low, high].map((each) => printedValue(each?.row[index])),
            titles[0] ?? table.file,
          ],
        })),
      ),
    ];
  }
  return null;
}
