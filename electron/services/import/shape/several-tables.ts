import { lineOf, type SourceTable } from '../source-table.ts';

const headerWithin = 4;
const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length;

/**
 * The tables of a sheet that holds several under one another, set apart by blank rows; `isHeader` tells the headers of a
 * known table. Rows between two belong to the one above, a title straight above the headers to those. One table stays as
 * it is.
 */
export function severalTables(
  table: SourceTable,
  isHeader: (cells: readonly string[]) => boolean,
): readonly SourceTable[] {
  const blocks: { from: number; to: number }[] = [];
  for (const [at, cells] of table.rows.entries()) {
    if (filled(cells) === 0) continue;
    const last = blocks.at(-1);
    if (last && last.to === at) last.to = at + 1;
    else blocks.push({ from: at, to: at + 1 });
  }
  if (blocks.length < 2 || blocks.length > 200) return [table];
  const starts = blocks.map(({ from, to }) =>
    table.rows.slice(from, Math.min(to - 1, from + headerWithin)).some((cells) => filled(cells) > 1 && isHeader(cells)),
  );
  if (starts.filter(Boolean).length < 2) return [table];
  const parts: { from: number; to: number }[] = [];
  for (const [index, block] of blocks.entries()) {
    const title =
      starts[index + 1] === true && block.to - block.from === 1 && filled(table.rows[block.from] ?? []) === 1;
    const own = parts.at(-1);
    if (!own || ((starts[index] === true || title) && startsWithin(own, blocks, starts))) parts.push({ ...block });
    else own.to = block.to;
  }
  return parts.map(({ from, to }) => {
    const lines = Array.from({ length: to - from }, (_, at) => lineOf(table, from + at));
    const place = `rows ${lines[0]} to ${lines.at(-1)}`;
    return {
      ...table,
      sheet: table.sheet === null ? place : `${table.sheet}, ${place}`,
      rows: table.rows.slice(from, to),
      lines,
    };
  });
}

/** True where a part has its headers already, so that the next headers begin another. */
function startsWithin(
  part: { from: number; to: number },
  blocks: readonly { from: number; to: number }[],
  starts: readonly boolean[],
): boolean {
  return blocks.some((block, index) => starts[index] === true && block.from >= part.from && block.from < part.to);
}
