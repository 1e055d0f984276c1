import { isStock, type StockTold } from '../demand/published-demand.ts';
import { isSmall, suppressSmall } from '../finance/suppression.ts';
import { formatNumber } from '../format/format.ts';
import type { Report, ReportBlock } from './document.ts';

/**
 * A table of counts whose column totals are printed, fit for publication (case SUP-01): what is withheld is `c`, in the
 * rows and in the totals. `totals` are printed where they may be. A column that is the stock of the data date tells what
 * the ledger lets be told of it.
 */
export function suppressTable(
  counts: readonly (readonly number[])[],
  totals: readonly number[] = (counts[0] ?? []).map((_, column) =>
    counts.reduce((sum, row) => sum + (row[column] ?? 0), 0),
  ),
  known: { codes: readonly string[]; stock: StockTold | null } | null = null,
): { rows: string[][]; totals: string[] } {
  const columns = totals.map((total, column) => {
    const told = known && stockOf(known, counts, column);
    if (told) {
      const cells = Object.fromEntries(
        counts.map((_, index) => [index, told.groups[known.codes[index] ?? ''] ?? null]),
      );
      return { cells, printed: told.total === null ? 'c' : formatNumber(total) };
    }
    const made = suppressSmall(Object.fromEntries(counts.map((row, index) => [index, Math.round(row[column] ?? 0)])));
    return { ...made, printed: made.total === null || isSmall(total) ? 'c' : formatNumber(total) };
  });
  return {
    rows: counts.map((row, index) =>
      row.map((count, column) => (columns[column]?.cells[index] === null ? 'c' : formatNumber(count))),
    ),
    totals: columns.map((column) => column.printed),
  };
}

/** What the ledger lets be told of a column that is the stock itself; null where it is a projection. */
function stockOf(
  { codes, stock }: { codes: readonly string[]; stock: StockTold | null },
  counts: readonly (readonly number[])[],
  column: number,
) {
  const whole = codes.map((code, index): [string, number] => [code, Math.round(counts[index]?.[column] ?? 0)]);
  return stock && isStock(stock.figures, Object.fromEntries(whole)) ? stock.published : null;
}

/** A public paper: small numbers of children are told in no sentence, name, caption or label of it. */
export function suppressReport(report: Report): Report {
  const said = (text: string) => suppressText(text);
  const block = (one: ReportBlock): ReportBlock => {
    if (one.kind === 'list') return { ...one, items: one.items.map(said) };
    if (one.kind === 'chart') return { ...one, caption: said(one.caption), labels: one.labels.map(said) };
    if (one.kind !== 'table') return { ...one, text: said(one.text) };
    const rows = one.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell, index) => (one.columns[index]?.numeric ? cell : said(cell))),
    }));
    return { ...one, caption: said(one.caption), rows, note: one.note === null ? null : said(one.note) };
  };
  return {
    ...report,
    cover: report.cover.map(({ label, value }) => ({ label, value: said(value) })),
    sections: report.sections.map((section) => ({ ...section, blocks: section.blocks.map(block) })),
  };
}

/** A price that is stated for one group, and may be that of a single child. */
const groupPrice = /(starter-weekly:[^\s:]+)(?::| is) [−-]?[\d.,]*\d(?: \(base [^)]*\)|, changed from [^\s;]+)?/g;

/** The same by its title (shared/scenario/assumption-names.ts), in notes and in the list of what is assumed. */
const titledPrice = /(Starter price a week: [^;]+?)(?::| is) [−-]?[\d.,]*\d(?: \(base [^)]*\))?(?![\w.,])/g;

/** A sentence fit for papers that are public: without small numbers of children or placements, or the price of a group. */
export function suppressText(text: string): string {
  const counted =
    '(?:child|children|placement|placements|people|person|leaver|leavers|entrant|entrants|adults?|moves?)';
  return text
    .replace(groupPrice, '$1 is withheld')
    .replace(titledPrice, '$1 is withheld')
    .replace(new RegExp(`(^|[^\\d.,£%P/–-])[1-4](?= (?:[A-Za-z-]+ ){0,4}${counted}\\b)`, 'g'), (_, before: string) =>
      before === '' ? 'Fewer than 5' : `${before}fewer than 5`,
    );
}
