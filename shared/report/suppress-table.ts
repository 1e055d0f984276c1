import { formatNumber } from '../format/format.ts';

/**
 * Small-number suppression of a table whose column totals are printed (case SUP-01): counts from 1 to under the
 * threshold become `c`, and where a column would then have exactly one `c`, its next smallest count is taken too, since
 * the total would disclose it. Nought discloses no child and stays.
 */
export function suppressTable(counts: readonly (readonly number[])[], threshold: number): string[][] {
  const columns = counts[0]?.length ?? 0;
  const hidden = counts.map((row) => row.map((count) => count > 0 && count < threshold));
  for (let column = 0; column < columns; column += 1) {
    const primary = hidden.filter((row) => row[column]).length;
    if (primary !== 1) continue;
    const next = counts
      .map((row, index) => ({ index, count: row[column] ?? 0 }))
      .filter(({ index, count }) => !hidden[index]?.[column] && count > 0)
      .sort((a, b) => a.count - b.count)[0];
    const row = next ? hidden[next.index] : undefined;
    if (row) row[column] = true;
  }
  return counts.map((row, index) => row.map((count, column) => (hidden[index]?.[column] ? 'c' : formatNumber(count))));
}

/** Small numbers of children or placements in a sentence, for papers that are public. */
export function suppressWords(text: string): string {
  const counted =
    '(?:child|children|placement|placements|people|person|leaver|leavers|entrant|entrants|adults?|moves?)';
  return text.replace(
    new RegExp(`(^|[^\\d.,£%P/–-])[1-4](?= (?:[A-Za-z-]+ ){0,4}${counted}\\b)`, 'g'),
    (_, before: string) => (before === '' ? 'Fewer than 5' : `${before}fewer than 5`),
  );
}
