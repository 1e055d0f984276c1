import { Copy, Download, Table2, TrendingUp } from 'lucide-react';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { ask } from '../../state/ask.ts';
import { call } from '../../state/bridge.ts';
import { notify } from '../../state/store.ts';
import { type FigureColumn, type FigureRow, FigureTable, tableText } from '../figures/figure-table.tsx';
import { copyText } from '../parts/copy-text.ts';
import { ChartCanvas, type Draw } from './chart-canvas.tsx';
import { base64Of, pictureOf } from './picture.ts';

export type TableTwin = { head: string; columns: readonly FigureColumn[]; rows: readonly FigureRow[] };

/** A chart that says what it found, can be read as a table, and can be taken away as a picture. */
export function ChartCard(props: {
  finding: string;
  caption: string;
  table: TableTwin;
  draw: Draw;
  say: (dataset: number, index: number) => string;
  legend?: ReactNode;
}) {
  const [asTable, setAsTable] = useState(false);
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const ready = useCallback((element: HTMLCanvasElement | null) => {
    canvas.current = element;
  }, []);
  const { head, columns, rows } = props.table;
  const copy = async () => {
    if (asTable || !canvas.current) {
      copyText(tableText(head, columns, rows));
      notify('Table copied.', 'good');
      return;
    }
    const pngBase64 = await base64Of(await pictureOf(canvas.current, props.finding, props.caption));
    const answer = await call('pictureCopy', { pngBase64 });
    if (answer.ok) notify('Chart copied as a picture.', 'good');
    else
      notify('The clipboard did not take the picture. Save it as a file instead.', 'bad', {
        label: 'Save…',
        run: () => void save(),
      });
  };
  const save = async () => {
    if (asTable || !canvas.current) {
      const lines = tableText(head, columns, rows).split('\r\n');
      const done = await ask('tableSave', {
        name: props.finding.slice(0, 100),
        rows: lines.map((line) => line.split('\t')),
      });
      if (done?.saved) notify(`Saved: ${done.saved}`, 'good');
      return;
    }
    const pngBase64 = await base64Of(await pictureOf(canvas.current, props.finding, props.caption));
    const done = await ask('pictureSave', { name: props.finding.slice(0, 100), pngBase64 });
    if (done?.saved) notify(`Saved: ${done.saved}`, 'good');
  };
  return (
    <figure className="card chart-card">
      <figcaption>
        <div className="chart-words">
          <h2>{props.finding}</h2>
          <p>{props.caption}</p>
        </div>
        <div className="chart-tools row">
          <button
            type="button"
            className="button plain icon"
            aria-pressed={asTable}
            aria-label={asTable ? 'Show as chart' : 'Show as table'}
            title={asTable ? 'Show as chart' : 'Show as table'}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <TrendingUp size={15} /> : <Table2 size={15} />}
          </button>
          <button
            type="button"
            className="button plain icon"
            aria-label="Copy"
            title={asTable ? 'Copy the table' : 'Copy as picture'}
            onClick={() => void copy()}
          >
            <Copy size={15} />
          </button>
          <button
            type="button"
            className="button plain icon"
            aria-label="Save"
            title={asTable ? 'Save the table' : 'Save as PNG'}
            onClick={() => void save()}
          >
            <Download size={15} />
          </button>
        </div>
      </figcaption>
      {asTable ? (
        <div className="chart-table">
          <FigureTable name={props.finding} head={head} columns={columns} rows={rows} />
        </div>
      ) : (
        <>
          {props.legend}
          <ChartCanvas name={`${props.finding}. ${props.caption}`} draw={props.draw} say={props.say} onReady={ready} />
        </>
      )}
    </figure>
  );
}

/** Names of the series with their marks: a shape each, not colour alone. */
export function Legend(props: {
  items: readonly { label: string; mark: 'line' | 'dash' | 'dot' | 'bar'; colour: string }[];
}) {
  return (
    <ul className="legend">
      {props.items.map((item) => (
        <li key={item.label}>
          <i className={`legend-${item.mark}`} style={{ color: `var(${item.colour})` }} />
          {item.label}
        </li>
      ))}
    </ul>
  );
}
