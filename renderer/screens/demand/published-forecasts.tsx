import { useLocation } from 'wouter';
import type { KeptForecasts } from '../../../shared/demand/backtest/kept-forecasts.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { one, whole } from './demand-figures.ts';

/** Forecasts of children that were published elsewhere, beside what happened and what Outturn had kept by then. */
export function PublishedForecasts({ published }: Pick<KeptForecasts, 'published'>) {
  const [, go] = useLocation();
  const { scores, waiting } = published;
  const signed = (value: number) => `${value > 0 ? '+' : ''}${one(value)}`;
  return (
    <section className="card table-card wide-names" aria-label="Forecasts published elsewhere">
      {scores.length > 0 ? (
        <FigureTable
          name="Forecasts published elsewhere beside what happened"
          head="Forecast"
          columns={[
            { key: 'due', label: 'For' },
            { key: 'ahead', label: 'Ahead', title: 'Months from its data to the day' },
            { key: 'forecast', label: 'Forecast' },
            { key: 'actual', label: 'Happened' },
            { key: 'error', label: 'Error', title: 'Forecast less what happened' },
            { key: 'inside', label: 'In range' },
            { key: 'ours', label: 'Our error then', title: 'Of the latest forecast kept by that day' },
          ]}
          rows={scores.map((row) => ({
            key: `${row.source} ${row.madeOn} ${row.dueOn} ${row.group ?? ''}`,
            label: `${row.source}, ${formatDate(row.madeOn)}${row.group ? `: ${row.group}` : ''}`,
            cells: [
              { text: formatDate(row.dueOn) },
              { text: String(row.horizon) },
              { text: one(row.forecast) },
              { text: whole(row.actual) },
              { text: signed(row.error) },
              { text: row.inRange === null ? '–' : row.inRange ? '✓ yes' : '✗ no' },
              { text: row.ours ? signed(row.ours.error) : 'none kept' },
            ],
          }))}
        />
      ) : null}
      <div className="row wrap">
        <button type="button" className="button small" onClick={() => go('/demand/publishedForecasts')}>
          Enter a forecast published elsewhere
        </button>
        {waiting > 0 ? <span className="quiet small">{waiting} wait for the data to reach their day.</span> : null}
      </div>
    </section>
  );
}
