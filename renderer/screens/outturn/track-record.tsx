import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { formatDate, formatNumber, formatPeriod, type MoneyUnit } from '../../../shared/format/format.ts';
import { outturnRecord } from '../../../shared/scenario/outturn-record.ts';
import { publishedOutturnRecord } from '../../../shared/scenario/published-record.ts';
import { type FigureCell, FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, signedText, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { useStore } from '../../state/store.ts';
import { useAllIssues } from './issued-periods.ts';

/** How issued forecasts, and those published elsewhere, did once their years had closed: by period, and each by itself. */
export function TrackRecord({ unit }: { unit: MoneyUnit }) {
  const [, go] = useLocation();
  const snapshot = useStore((state) => state.snapshot);
  const issued = useAllIssues();
  const record = useMemo(() => (snapshot ? outturnRecord(issued, snapshot) : null), [issued, snapshot]);
  const published = useMemo(() => (snapshot ? publishedOutturnRecord(snapshot, issued) : null), [issued, snapshot]);
  if (!record || !published) return null;
  const { issues, periods, waiting } = record;
  const enter = (
    <button type="button" className="button small" onClick={() => go('/data/publishedOutturns')}>
      Enter a published forecast
    </button>
  );
  if (issues.length === 0 && published.scores.length === 0)
    return (
      <StateView title="Nothing to score yet" actions={enter}>
        A forecast is scored once its year has closed, with twelve months of actuals on every line.
        {waiting.length > 0
          ? ` Issued and waiting: ${waiting.map(({ year, period }) => formatPeriod(year, period)).join(', ')}.`
          : ''}
        {published.waiting > 0 ? ` Published elsewhere and waiting: ${published.waiting}.` : ''}
      </StateView>
    );
  return (
    <>
      <FigureTable
        name={`Issued forecasts by period, ${unitLabel[unit]}`}
        head="Period"
        columns={[
          { key: 'issues', label: 'Issued' },
          { key: 'bias', label: 'Mean error', title: 'Forecast less what came: above zero, too much was forecast' },
          { key: 'absolute', label: 'Mean size', title: 'Mean absolute error' },
          { key: 'coverage', label: 'In 80 % range', title: 'Share of those issued with a range that held what came' },
        ]}
        rows={periods.map((row) => ({
          key: String(row.period),
          label: `P${row.period}`,
          cells: [
            { text: String(row.issues) },
            { text: signedText(row.meanError, unit) },
            { text: moneyText(row.meanAbsoluteError, unit) },
            { text: row.coverage === null ? '–' : `${formatNumber(100 * row.coverage)} %` },
          ],
        }))}
      />
      <FigureTable
        name={`Each forecast and what came, ${unitLabel[unit]}`}
        head="Forecast"
        columns={[
          { key: 'forecast', label: 'Forecast' },
          { key: 'came', label: 'Came to' },
          { key: 'error', label: 'Error', title: 'Forecast less what came' },
          { key: 'percent', label: 'Error %' },
          { key: 'range', label: 'In range' },
          { key: 'ours', label: 'Our error then', title: 'Of the latest forecast issued by that day' },
        ]}
        rows={[
          ...issues.map((row) => ({
            key: `${row.year} ${row.period} ${row.issuedAt}`,
            label: `Issued ${formatPeriod(row.year, row.period)}`,
            cells: cells(row, unit, ''),
          })),
          ...published.scores.map((row) => ({
            key: `${row.source} ${row.madeOn} ${row.year} ${row.line ?? ''}`,
            label: `${row.source}, ${formatDate(row.madeOn)}: ${row.line ?? 'all lines'} ${row.year}`,
            cells: cells(
              row,
              unit,
              row.ours ? `${signedText(row.ours.error, unit)} (P${row.ours.period})` : 'none issued',
            ),
          })),
        ]}
      />
      <div className="row wrap">
        {enter}
        {published.unknown.length > 0 ? (
          <span className="over">Not scored, the data do not have it: {published.unknown.join('; ')}.</span>
        ) : null}
      </div>
    </>
  );
}

function cells(
  row: { forecast: number; actual: number; error: number; errorPercent: number | null; inRange: boolean | null },
  unit: MoneyUnit,
  ours: string,
): FigureCell[] {
  return [
    { text: moneyText(row.forecast, unit) },
    { text: moneyText(row.actual, unit) },
    { text: signedText(row.error, unit) },
    { text: row.errorPercent === null ? '–' : formatNumber(row.errorPercent, 1) },
    row.inRange === null
      ? { text: '–' }
      : row.inRange
        ? { text: '✓ yes', tone: 'under' }
        : { text: '✗ no', tone: 'over' },
    { text: ours },
  ];
}
