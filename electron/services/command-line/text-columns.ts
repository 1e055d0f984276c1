/** One row of a printed table; `rule` is a line across. */
export type TextRow = (string | null)[] | 'rule';

/** A table in columns: the first to the left, the others to the right, two spaces between. */
export function textColumns(rows: readonly TextRow[], leftColumns = 1): string {
  const widths: number[] = [];
  for (const row of rows) {
    if (row === 'rule') continue;
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, (cell ?? '').length);
    });
  }
  const width = widths.reduce((sum, each) => sum + each + 2, -2);
  return rows
    .map((row) => {
      if (row === 'rule') return '─'.repeat(width);
      const cells = row.map((cell, index) => {
        const text = cell ?? '';
        return index < leftColumns ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0);
      });
      return cells.join('  ').trimEnd();
    })
    .join('\n');
}
