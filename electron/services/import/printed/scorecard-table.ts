import type { SourceTable } from '../source-table.ts';
import { codesOf, madeTable, plain, printedValue, titlesOf, yearSpoken } from './printed.ts';

const months = ['apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec', 'jan', 'feb', 'mar'];
const fewest = 3;

/**
 * A scorecard as it is printed: a measure a row, months across, then year to date, neighbours, England, target and earlier
 * years. It comes in as measures, their months and their years; whether high or low is good is not printed and is left as
 * it is. Null for any other table or where no year is said.
 */
export function scorecardTable(table: SourceTable): SourceTable[] | null {
  for (const [headerRow, cells] of table.rows.slice(0, 20).entries()) {
    const column = (name: RegExp) => cells.findIndex((cell) => name.test(plain(cell)));
    const across = cells.flatMap((cell, index) => {
      const at = months.indexOf(plain(cell).slice(0, 3));
      return at >= 0 && /^[a-z]{3,9}( ?(20)?\d\d)?$/.test(plain(cell)) ? [{ at, index }] : [];
    });
    const name = column(/^(indicator|measure|kpi|performance indicator|measure name|kpi name)$/);
    const [ytd, target] = [column(/^(ytd|year to date)$/), column(/^target$/)];
    if (across.length < fewest || name < 0 || (ytd < 0 && target < 0)) continue;
    const titles = titlesOf(table, headerRow);
    const year = yearSpoken(...titles);
    if (year === null) return null;
    const reference = column(/^(ref|reference|no|id|kpi ref|kpi no)$/);
    const measures = table.rows
      .map((row, from) => ({ row, from, title: (row[name] ?? '').trim() }))
      .filter(
        ({ row, from, title }) =>
          from > headerRow && title !== '' && row.filter((cell) => cell.trim() !== '').length > 2,
      );
    const named = codesOf(measures.map(({ title }) => title));
    const codes = measures.map(
      ({ row }, at) =>
        (reference >= 0 && (row[reference] ?? '').trim() !== '' ? (row[reference] ?? '').trim() : named[at]) ?? '',
    );
    const told = (what: string) =>
      `a printed scorecard of ${year} was read as ${what}: months across became rows; whether high or low is good is not printed`;
    const about = (title: string) => ({ name: title, headerRow, told: told(title.toLowerCase()) });
    const beside = [
      ...(target >= 0 ? [['Target', target] as const] : []),
      ...[['Statistical neighbours', column(/^(sn|stat(istical)? neighbours?)( avg| average)?$/)] as const].filter(
        ([, at]) => at >= 0,
      ),
      ...[['England', column(/^england( avg| average)?$/)] as const].filter(([, at]) => at >= 0),
    ];
    const start = Number(year.slice(0, 4));
    const dateOf = (at: number) => `${at < 9 ? start : start + 1}-${String(((at + 3) % 12) + 1).padStart(2, '0')}-01`;
    const earlier = cells.flatMap((cell, index) => {
      const found = /^(?:20)?(\d\d)\/(\d\d)$/.exec(cell.trim());
      return found ? [{ index, year: `20${found[1]}/${found[2]}` }] : [];
    });
    const years = [...earlier, ...(ytd >= 0 ? [{ index: ytd, year }] : [])];
    const cellsOf = (columns: readonly { index: number }[], of: (entry: number) => string) =>
      measures.flatMap(({ row, from }, at) =>
        columns.flatMap(({ index }, entry) => {
          const value = printedValue(row[index]);
          return value === '' ? [] : [{ from, cells: [codes[at] ?? '', of(entry), value] }];
        }),
      );
    return [
      madeTable(
        table,
        about('KPIs'),
        ['Measure', 'Measure name', ...beside.map(([head]) => head), 'Order'],
        measures.map(({ row, from, title }, at) => ({
          from,
          cells: [codes[at] ?? '', title, ...beside.map(([, index]) => printedValue(row[index])), String(at + 1)],
        })),
      ),
      madeTable(
        table,
        about('KPI values'),
        ['Measure', 'Month', 'Value'],
        cellsOf(across, (entry) => dateOf(across[entry]?.at ?? 0)),
      ),
      ...(years.length > 0
        ? [
            madeTable(
              table,
              about('KPI years'),
              ['Measure', 'Year', 'Year value'],
              cellsOf(years, (entry) => years[entry]?.year ?? year),
            ),
          ]
        : []),
    ];
  }
  return null;
}
