import { lineOf, type SourceTable } from '../source-table.ts';

/** A cell as its header or label is compared: lower case, one space, no marks at the ends. */
export const plain = (cell: string | undefined): string =>
  (cell ?? '')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9%£&/+]+/g, ' ')
    .trim();

/** What a paper prints where there is nothing: blank, n/a, a dash. */
export const printedValue = (cell: string | undefined): string => {
  const text = (cell ?? '').trim();
  return /^(n\/?a|nil return|-|–|—|\.\.)$/i.test(text) ? '' : text;
};

/** The financial year that a title or file name speaks of: “2022/23”, “2022-23”, or of a month, “March 2023”. */
export function yearSpoken(...texts: string[]): string | null {
  const label = (start: number) => `${start}/${String((start + 1) % 100).padStart(2, '0')}`;
  const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
  for (const text of texts) {
    const year = /(20\d\d)\s?[/\-–_]\s?(?:20)?(\d\d)(?!\d)/.exec(text);
    if (year && Number(year[2]) === (Number(year[1]) + 1) % 100) return label(Number(year[1]));
    const month = new RegExp(`\\b(${months})[a-z]*\\.?\\s+(20\\d\\d)`, 'i').exec(text);
    if (month) {
      const at = months.split('|').indexOf((month[1] ?? '').toLowerCase());
      return label(at >= 3 ? Number(month[2]) : Number(month[2]) - 1);
    }
  }
  return null;
}

/** Thousands or millions, as a title, a header or a row of units says: `(£000)`, `(£m)`; nothing where none does. */
export function unitSpoken(texts: readonly string[]): string {
  const all = texts.join(' ');
  if (/£\s?(m\b|million)/i.test(all)) return ' (£m)';
  return /£\s?[’']?000|£\s?k\b/i.test(all) ? ' (£000)' : '';
}

/** Codes from names, the same for the same name, each once within a table: `STAFFING`, `OTHER-CARE`. */
export function codesOf(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const code = plain(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 28)
      .replace(/-$/, '')
      .toUpperCase();
    const count = (seen.get(code) ?? 0) + 1;
    seen.set(code, count);
    return count === 1 ? code : `${code}-${count}`;
  });
}

/** Texts above the headers and the names of the file and sheet: where a paper says its year and its unit. */
export const titlesOf = (table: SourceTable, headerRow: number): string[] => [
  ...table.rows.slice(0, headerRow).flatMap((cells) => cells.filter((cell) => cell.trim() !== '')),
  ...(table.around ?? []),
  table.sheet ?? '',
  table.file,
];

/**
 * A table of Outturn made from a printed one: each row keeps the number of the row it was printed in.
 * @param from index of the printed row each row comes from
 */
export function madeTable(
  table: SourceTable,
  about: { name: string; headerRow: number; told: string },
  headers: string[],
  rows: { from: number; cells: string[] }[],
): SourceTable {
  return {
    file: table.file,
    sheet: table.sheet === null ? about.name : `${table.sheet}, ${about.name}`,
    rows: [headers, ...rows.map(({ cells }) => cells)],
    lines: [lineOf(table, about.headerRow), ...rows.map(({ from }) => lineOf(table, from))],
    shaped: [...(table.shaped ?? []), about.told],
  };
}
