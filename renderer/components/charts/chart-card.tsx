import { Copy, Download, Table2, TrendingUp } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { FigureTable } from '../figures/figure-table.tsx';
import { ChartCanvas, type Draw } from './chart-canvas.tsx';
import { Legend, type LegendItem } from './legend.tsx';
import type { TableTwin } from './table-twin.ts';
import { copyPicture, copyTable, savePdf, savePicture, saveTable, type Taken } from './take-away.ts';

/** A chart that says what it found, can be read as a table, and can be taken away as a picture, a PDF or a table. */
export function ChartCard(props: {
  finding: string;
  caption: string;
  table: TableTwin;
  draw: Draw;
  say: (dataset: number, index: number) => string;
  legend?: readonly LegendItem[];
  /** The least height of the drawing, pixels. */
  least?: number;
  /** Said between the legend and the chart. */
  note?: ReactNode;
}) {
  const [asTable, setAsTable] = useState(false);
  const size = useRef({ width: 760, height: 340 });
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const ready = useCallback((element: HTMLCanvasElement | null) => {
    canvas.current = element;
  }, []);
  const { finding, caption, table, draw, legend = [] } = props;
  const { head, columns, rows } = table;
  const taken = (): Taken => {
    // The shape on the screen; a chart not drawn yet, or shown as its table, has a shape that suits a page.
    const { clientWidth: width = 0, clientHeight: height = 0 } = canvas.current ?? {};
    if (!asTable && width >= 100 && height >= 100) size.current = { width, height };
    return { finding, caption, legend, table, draw, ...size.current };
  };
  return (
    <figure className="card chart-card">
      <figcaption>
        <div className="chart-text">
          <h2>{finding}</h2>
          <p>{caption}</p>
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
            onClick={() => void (asTable ? copyTable(taken()) : copyPicture(taken()))}
          >
            <Copy size={15} />
          </button>
          <SaveMenu taken={taken} />
        </div>
      </figcaption>
      {asTable ? (
        <div className="chart-table">
          <FigureTable name={finding} head={head} columns={columns} rows={rows} />
        </div>
      ) : (
        <>
          {legend.length > 0 ? <Legend items={legend} /> : null}
          {props.note}
          <ChartCanvas
            name={`${finding}. ${caption}`}
            draw={draw}
            say={props.say}
            onReady={ready}
            least={props.least}
          />
        </>
      )}
    </figure>
  );
}

function SaveMenu({ taken }: { taken: () => Taken }) {
  const item = (label: string, run: (chart: Taken) => Promise<void>) => (
    <DropdownMenu.Item className="menu-item" onSelect={() => void run(taken())}>
      {label}
    </DropdownMenu.Item>
  );
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button plain icon" aria-label="Save" title="Save as a picture, PDF or table">
        <Download size={15} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.getElementById('work')}>
        <DropdownMenu.Content className="menu" align="end" sideOffset={3}>
          {item('Picture (PNG)…', savePicture)}
          {item('PDF with its table…', savePdf)}
          {item('Table (CSV)…', saveTable)}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
