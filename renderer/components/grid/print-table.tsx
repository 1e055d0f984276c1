import type { GridApi } from 'ag-grid-community';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { formatNumber } from '../../../shared/format/format.ts';
import type { GridRow } from './grid-edits.ts';
import { mostPrinted, printed, printsRows, toPrint } from './printing.ts';

type Printed = { heads: { text: string; number: boolean }[]; rows: string[][]; total: string[] | null; left: number };

/**
 * What a register looks like on paper: the rows and columns as shown, filtered and sorted, as a plain table that breaks
 * across pages with its head repeated. Made when printing begins; on the screen there is nothing of it.
 */
export function PrintTable(props: { api: GridApi<GridRow> | null; label: string }) {
  const { api, label } = props;
  const [onPaper, setPrinted] = useState<Printed | null>(null);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinted(api && printsRows() ? printedRows(api) : null));
    const end = () => {
      printed();
      setPrinted(null);
    };
    toPrint(api ? { label, rows: () => api.getDisplayedRowCount() } : null);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      toPrint(null);
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, [api, label]);
  if (!onPaper) return null;
  const line = (texts: readonly string[]) =>
    texts.map((text, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is its identity on paper
      <td key={at} className={onPaper.heads[at]?.number ? 'number' : isWhole(text) ? 'whole' : undefined}>
        {text}
      </td>
    ));
  return (
    <div className="print-only">
      <table className="print-table">
        <caption>{label}</caption>
        <thead>
          <tr>
            {onPaper.heads.map((head) => (
              <th key={head.text} scope="col" className={head.number ? 'number' : undefined}>
                {head.text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {onPaper.rows.map((texts, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows on paper do not move
            <tr key={at}>{line(texts)}</tr>
          ))}
          {onPaper.total ? <tr className="total">{line(onPaper.total)}</tr> : null}
        </tbody>
      </table>
      {onPaper.left > 0 ? (
        <p>
          {formatNumber(onPaper.left)} more rows are not printed: filter the register, or export it, to have them all.
        </p>
      ) : null}
    </div>
  );
}

/** Dates, codes and keys stay on one line; words wrap. */
const isWhole = (text: string) => text.length <= 14 || !/\s/.test(text);

function printedRows(api: GridApi<GridRow>): Printed {
  const columns = api.getAllDisplayedColumns();
  const heads = columns.map((column) => ({
    text: column.getColDef().headerName ?? '',
    number: String(column.getColDef().cellClass ?? '').includes('number-cell'),
  }));
  const textsOf = (node: NonNullable<ReturnType<typeof api.getDisplayedRowAtIndex>>) =>
    columns.map((colKey) => String(api.getCellValue({ rowNode: node, colKey, useFormatter: true }) ?? ''));
  const rows: string[][] = [];
  api.forEachNodeAfterFilterAndSort((node) => {
    if (rows.length < mostPrinted) rows.push(textsOf(node));
  });
  const total = api.getPinnedBottomRow(0);
  return { heads, rows, total: total ? textsOf(total) : null, left: api.getDisplayedRowCount() - rows.length };
}
