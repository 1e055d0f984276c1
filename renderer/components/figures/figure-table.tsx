import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { notify } from '../../state/store.ts';
import { showMeaning } from '../help/meaning-card.tsx';
import { copyText } from '../parts/copy-text.ts';
import { countText } from '../parts/money.ts';

export type FigureColumn = { key: string; label: string; title?: string; quiet?: boolean; divider?: boolean };
export type FigureCell = {
  text: string;
  tone?: 'over' | 'under' | '' | 'quiet';
  bar?: { share: number; tone: 'over' | 'under' };
  title?: string;
  /** Drawn beside the text, such as a sparkline; the text says the same. */
  mark?: ReactNode;
};
export type FigureRow = {
  key: string;
  label: string;
  title?: string;
  cells: readonly FigureCell[];
  /** `group`: a subtotal over the rows that follow. */
  kind?: 'total' | 'sub' | 'group' | 'plain';
  /** Nothing of its own is behind it: it does not open. */
  sealed?: true;
};

/**
 * A dense table of figures. One stop of the Tab key: arrows move between figures and up into the headings, Enter opens
 * what is behind a figure and says what a heading means, Ctrl+C copies the table as text that Excel takes.
 */
export function FigureTable(props: {
  name: string;
  head: string;
  columns: readonly FigureColumn[];
  rows: readonly FigureRow[];
  onOpen?: (row: string, column: string) => void;
}) {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<[number, number]>([0, 0]);
  const go = (row: number, column: number) => {
    const next: [number, number] = [
      Math.max(-1, Math.min(props.rows.length - 1, row)),
      Math.max(0, Math.min(props.columns.length - 1, column)),
    ];
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-at="${next[0]}.${next[1]}"]`)?.focus();
  };
  const explain = (column: number) => {
    const { label, title } = props.columns[column] ?? {};
    const place = table.current?.querySelector<HTMLElement>(`[data-at="${at[0]}.${column}"]`) ?? null;
    return label ? showMeaning(label, title, place) : false;
  };
  const open = (row: number, column: number) => {
    if (row < 0) explain(column);
    const key = props.rows[row]?.key;
    const name = props.columns[column]?.key;
    if (props.rows[row]?.sealed) return;
    if (key !== undefined && name !== undefined) props.onOpen?.(key, name);
  };
  const keys = (event: KeyboardEvent) => {
    const moves: Record<string, [number, number]> = {
      ArrowUp: [at[0] - 1, at[1]],
      ArrowDown: [at[0] + 1, at[1]],
      ArrowLeft: [at[0], at[1] - 1],
      ArrowRight: [at[0], at[1] + 1],
      Home: [event.ctrlKey ? 0 : at[0], 0],
      End: [event.ctrlKey ? props.rows.length - 1 : at[0], props.columns.length - 1],
    };
    const move = moves[event.key];
    if (event.shiftKey && event.key === 'F1') {
      if (explain(at[1])) event.preventDefault();
    } else if (move) {
      event.preventDefault();
      go(move[0], move[1]);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(at[0], at[1]);
    } else if (
      (event.ctrlKey || event.metaKey) &&
      event.key.toLowerCase() === 'c' &&
      !window.getSelection()?.toString()
    ) {
      event.preventDefault();
      copyText(tableText(props.head, props.columns, props.rows));
      notify(`Copied: ${props.name}, ${countText(props.rows.length, 'row')}.`, 'good');
    }
  };
  const look = props.columns.length > 11 ? 'figures dense' : 'figures';
  return (
    <div className="scroll-x">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of figures with its own arrow keys */}
      <table className={look} ref={table} role="grid" aria-label={props.name} onKeyDown={keys}>
        <thead>
          <tr>
            <th scope="col">{props.head}</th>
            {props.columns.map((column, columnAt) => (
              <th
                key={column.key}
                scope="col"
                title={column.title}
                className={`${column.divider ? 'divider' : ''}${column.title ? ' explains' : ''}`}
                data-at={`-1.${columnAt}`}
                tabIndex={at[0] === -1 && columnAt === at[1] ? 0 : -1}
                onFocus={() => setAt([-1, columnAt])}
                onClick={(event) => showMeaning(column.label, column.title, event.currentTarget)}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, rowAt) => (
            <tr key={row.key} className={row.kind}>
              <th scope="row" title={row.title ?? row.label}>
                {row.label}
              </th>
              {props.columns.map((column, columnAt) => {
                const cell = row.cells[columnAt];
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the table
                  <td
                    key={column.key}
                    data-at={`${rowAt}.${columnAt}`}
                    tabIndex={rowAt === at[0] && columnAt === at[1] ? 0 : -1}
                    className={`${column.quiet ? 'base ' : ''}${column.divider ? 'divider ' : ''}${cell?.tone ?? ''}${props.onOpen && !row.sealed ? ' opens' : ''}`}
                    title={cell?.title}
                    onFocus={() => setAt([rowAt, columnAt])}
                    onClick={() => open(rowAt, columnAt)}
                  >
                    {cell?.bar ? (
                      <i
                        className={`figure-bar ${cell.bar.tone}`}
                        style={{ width: `${Math.max(2, Math.round(cell.bar.share * 44))}px` }}
                      />
                    ) : null}
                    {cell?.mark}
                    {cell?.text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The table as tab-separated text. */
export function tableText(head: string, columns: readonly FigureColumn[], rows: readonly FigureRow[]): string {
  const plain = (text: string) => (text === '–' ? '' : text.replace(/−/g, '-'));
  const lines = [[head, ...columns.map((column) => column.label)]];
  for (const row of rows) lines.push([row.label, ...row.cells.map((cell) => plain(cell.text))]);
  return lines.map((line) => line.join('\t')).join('\r\n');
}
