import type { SourceTable } from '../source-table.ts';
import { codesOf, madeTable, plain, printedValue, titlesOf, unitSpoken, yearSpoken } from './printed.ts';

/**
 * The savings tracker as committees print it: a saving a row with its target and red, amber and green. A row without a
 * target is mitigation. The line a saving falls on is not printed: its first word is taken for the line's code, as an
 * outturn table that is read so has it; where there is no such line the row is refused. Null for any other table.
 */
export function savingsTracker(table: SourceTable): SourceTable[] | null {
  for (const [headerRow, cells] of table.rows.slice(0, 20).entries()) {
    const column = (name: RegExp) => cells.findIndex((cell) => name.test(plain(cell)));
    const [target, red, amber, green] = [
      ...[column(/^(savings )?target$/), column(/^red$/), column(/^amber$/), column(/^green/)],
    ] as [number, number, number, number];
    const name = column(/^(saving|savings|savings? (title|proposal|delivery)|description|title)$/);
    // A tracker with a line or a reference of its own is a table of an extract, not a printed one.
    if (target < 0 || red < 0 || amber < 0 || green < 0 || name < 0 || column(/^(line|code|reference|period)$/) >= 0)
      continue;
    const titles = titlesOf(table, headerRow);
    const year = yearSpoken(...titles);
    if (year === null) return null;
    const unit = unitSpoken([...titles, ...cells, ...(table.rows[headerRow + 1] ?? [])]);
    const rows = table.rows
      .map((row, from) => ({ row, from, title: (row[name] ?? '').trim() }))
      .filter(({ row, from, title }) => from > headerRow && title !== '' && row.length > green)
      .filter(
        ({ row, title }) =>
          !/^(grand )?total$/i.test(title) && printedValue(row[green]) + printedValue(row[target]) !== '',
      );
    const codes = codesOf(rows.map(({ title }) => title));
    const lineOf = (title: string) =>
      (plain(title).split(' ')[0] ?? '').toUpperCase().replace(/^PLACEMENT$/, 'PLACEMENTS');
    const about = (what: string) => ({
      ...{ name: what, headerRow },
      told: `a printed savings tracker of ${year} was read as ${what.toLowerCase()}: the first word of each saving is taken for its line, and a row without a target is mitigation`,
    });
    const mitigation = (row: readonly string[]) => printedValue(row[target]) === '';
    return [
      madeTable(
        table,
        about('Savings'),
        [
          ...['Year', 'Reference', 'Saving', 'Line', 'Class', `Target${unit}`, `Full-year effect${unit}`, 'Basis'],
          ...['Recurring', 'Start period', 'Delay (months)', 'Ramp (months)', 'Ramp shape'],
        ],
        rows.map(({ row, from, title }, at) => ({
          from,
          cells: [
            ...[year, codes[at] ?? '', title, lineOf(title), mitigation(row) ? 'mitigation' : 'saving'],
            ...[
              printedValue(row[target]),
              printedValue(row[target]) || '0',
              'in-year',
              'yes',
              '1',
              '0',
              '0',
              'straight',
            ],
          ],
        })),
      ),
      madeTable(
        table,
        about('Savings RAG'),
        [
          ...['Year', 'Saving', 'Period', `Red${unit}`, `Amber${unit}`, `Green${unit}`, `Not assessed${unit}`],
          ...[`Mitigation${unit}`, `Of which one-off${unit}`],
        ],
        rows.map(({ row, from }, at) => {
          const of = (index: number) => printedValue(row[index]) || '0';
          const rated = mitigation(row) ? ['0', '0', '0', '0', of(green)] : [of(red), of(amber), of(green), '0', '0'];
          return { from, cells: [year, codes[at] ?? '', '12', ...rated, '0'] };
        }),
      ),
    ];
  }
  return null;
}

/**
 * Tranches of an invest-to-save scheme, years across. The scheme is not printed as a code: it is asked for once and
 * remembered, as any column that is not there. Null for any other table.
 */
export function trancheTable(table: SourceTable): SourceTable[] | null {
  for (const [headerRow, cells] of table.rows.slice(0, 20).entries()) {
    const years = cells.flatMap((cell, index) =>
      /^20\d\d\/\d\d$/.test(cell.trim()) ? [{ index, year: cell.trim() }] : [],
    );
    const name = cells.findIndex((cell) => /^tranches?( name)?$/.test(plain(cell)));
    if (years.length === 0 || name < 0) continue;
    const titles = titlesOf(table, headerRow);
    const unit = unitSpoken([...titles, ...cells, ...(table.rows[headerRow + 1] ?? [])]);
    const scheme = cells.findIndex((cell) => plain(cell) === 'scheme');
    const rows = table.rows
      .map((row, from) => ({ row, from, title: (row[name] ?? '').trim() }))
      .filter(({ from, title }) => from > headerRow && title !== '' && !/^(grand )?total$/i.test(title));
    const codes = codesOf(rows.map(({ title }) => title));
    const about = {
      ...{ name: 'Tranches', headerRow },
      told: 'a printed table of tranches was read with its years as rows: amounts fall in the first period, a grant where its name says so',
    };
    return [
      madeTable(
        table,
        about,
        [
          ...(scheme >= 0 ? ['Scheme'] : []),
          'Tranche',
          'Tranche name',
          'Year',
          'Period',
          'Kind',
          `Amount${unit}`,
          'Source',
        ],
        rows.flatMap(({ row, from, title }, at) =>
          years.flatMap(({ index, year }) => {
            const amount = printedValue(row[index]);
            if (amount === '') return [];
            const kind = /grant/i.test(title) ? 'grant' : 'cost';
            const own = [codes[at] ?? '', title, year, '1', kind, amount, titles[0] ?? table.file];
            return [{ from, cells: scheme >= 0 ? [(row[scheme] ?? '').trim(), ...own] : own }];
          }),
        ),
      ),
    ];
  }
  return null;
}
