import { useState } from 'react';
import { formatMonth } from '../../../shared/format/format.ts';
import type { ScorecardRow } from '../../../shared/scenario/scorecard.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { Tile } from '../../components/parts/tile.tsx';
import { CommentaryCard } from '../../components/scenario/commentary-card.tsx';
import { useStore } from '../../state/store.ts';
import {
  filters,
  type ScorecardFilter,
  signedValue,
  sparkRuns,
  statusText,
  trendText,
  valueText,
} from './scorecard-text.ts';

/** Every measure with its latest value, state, trend and history; one of them drawn whole. */
export function Measures({ rows }: { rows: readonly ScorecardRow[] }) {
  const [filter, setFilter] = useState<ScorecardFilter>('all');
  const [chosen, setChosen] = useState<string | null>(null);
  const snapshot = useStore((state) => state.snapshot);
  const year = useStore((state) => state.open?.scenario.year);
  if (rows.length === 0)
    return (
      <StateView title="No measures yet">
        Import KPIs and their monthly values in Data and checks, or add them under Targets and Values.
      </StateView>
    );
  const shown = rows.filter(filters[filter]);
  const row =
    rows.find((entry) => entry.code === chosen) ??
    rows.find((entry) => entry.failing) ??
    shown.find((entry) => entry.target !== null) ??
    shown[0] ??
    rows[0];
  const count = (kind: ScorecardFilter) => rows.filter(filters[kind]).length;
  const ruled = rows.filter((entry) => entry.tolerance !== null && entry.direction !== 'neutral').length;
  const met = rows.filter((entry) => entry.status === 'met').length;
  return (
    <>
      <section className="tiles" aria-label="Headline figures">
        <Tile label="Measures" value={String(rows.length)}>
          <span className="quiet">{count('target')} with a target</span>
        </Tile>
        <Tile label="Target met" value={String(met)} tone="under">
          <span className="quiet">of {count('target')} at the latest value</span>
        </Tile>
        <Tile label="Outside tolerance" value={String(count('outside'))} tone={count('outside') > 0 ? 'over' : ''}>
          <span className="quiet">worse than acceptable</span>
        </Tile>
        <Tile label="Three-month rule" value={String(count('failing'))} tone={count('failing') > 0 ? 'over' : ''}>
          <span className="quiet">outside three months running, of {ruled} with a tolerance</span>
        </Tile>
        <Tile label="No value" value={String(count('blank'))}>
          <span className="quiet">empty, never counted as zero</span>
        </Tile>
      </section>
      {row ? <History row={row} /> : null}
      {row?.latest && snapshot && year ? (
        <CommentaryCard
          key={row.code}
          snapshot={snapshot}
          about={{ subject: 'measure', subjectReference: row.code, year }}
          figures={{ Value: row.latest.value }}
          money={false}
        />
      ) : null}
      <div className="row wrap">
        <Segments<ScorecardFilter>
          name="Show"
          value={filter}
          onChange={setFilter}
          choices={[
            { value: 'all', label: 'All' },
            { value: 'target', label: 'With a target' },
            { value: 'outside', label: 'Outside tolerance' },
            { value: 'failing', label: 'Failing' },
            { value: 'blank', label: 'No value' },
          ]}
        />
      </div>
      {shown.length === 0 ? (
        <StateView title="No measure of this kind">Choose another filter.</StateView>
      ) : (
        <section className="card table-card wide-names" aria-label="Measures">
          <FigureTable
            name="Scorecard"
            head="Measure"
            columns={[
              { key: 'latest', label: 'Latest' },
              { key: 'month', label: 'Month', quiet: true },
              { key: 'history', label: 'History' },
              { key: 'change', label: 'Change' },
              { key: 'trend', label: 'Trend' },
              { key: 'target', label: 'Target', divider: true },
              { key: 'tolerance', label: 'Tolerance' },
              { key: 'status', label: 'State' },
              {
                key: 'neighbours',
                label: 'On neighbours',
                title: 'Latest less statistical neighbours',
                quiet: true,
                divider: true,
              },
              { key: 'england', label: 'On England', title: 'Latest less England', quiet: true },
            ]}
            onOpen={(code) => setChosen(code)}
            rows={shown.map((entry) => ({
              key: entry.code,
              label: entry.name,
              title: `${entry.code}: ${entry.name}`,
              cells: [
                { text: valueText(entry.latest?.value ?? null) },
                { text: entry.latest ? formatMonth(entry.latest.month) : '' },
                { text: '', mark: <Spark row={entry} /> },
                { text: signedValue(entry.change) },
                {
                  text: entry.trend ? trendText[entry.trend] : '',
                  tone: entry.trend === 'worse' ? 'over' : entry.trend === 'better' ? 'under' : '',
                },
                { text: valueText(entry.target) },
                { text: valueText(entry.tolerance) },
                statusText(entry),
                { text: signedValue(entry.againstNeighbours) },
                { text: signedValue(entry.againstEngland) },
              ],
            }))}
          />
        </section>
      )}
    </>
  );
}

function Spark({ row }: { row: ScorecardRow }) {
  const runs = sparkRuns(
    row.months.map(({ value }) => value),
    64,
    14,
  );
  return (
    <svg className="spark" width="68" height="18" viewBox="-2 -2 68 18" aria-hidden="true">
      {runs.map((points) =>
        points.includes(' ') ? (
          <polyline key={points} points={points} fill="none" stroke="var(--accent)" strokeWidth="1.5" />
        ) : (
          <circle key={points} cx={points.split(',')[0]} cy={points.split(',')[1]} r="1.6" fill="var(--accent)" />
        ),
      )}
    </svg>
  );
}

/** One measure through its months, with what it is held against. */
function History({ row }: { row: ScorecardRow }) {
  const measured = row.months.filter(({ value }) => value !== null);
  const state = statusText(row);
  const finding =
    row.latest === null
      ? `${row.name}: no value yet`
      : row.failing
        ? `${row.name}: outside tolerance for ${row.monthsOutside} months running, a performance failure since ${formatMonth(row.months.at(2 - row.monthsOutside)?.month ?? row.latest.month)}`
        : `${row.name}: ${valueText(row.latest.value)} in ${formatMonth(row.latest.month)}${row.target !== null ? `: target ${state.text === '✓ met' ? 'met' : 'not met'}` : ''}`;
  const line = (label: string, value: number | null, colour: string) =>
    value === null
      ? []
      : [{ label: `${label} ${valueText(value)}`, values: row.months.map(() => value), colour, dashed: true }];
  if (row.months.length === 0) return <StateView title={finding} />;
  return (
    <div className="charts short">
      <LinesCard
        finding={finding}
        caption={`${measured.length} of ${row.months.length} months hold a value; good is ${row.direction === 'neutral' ? 'neither high nor low' : row.direction}`}
        head="Month"
        labels={row.months.map(({ month }) => formatMonth(month))}
        series={[
          { label: 'Value', values: row.months.map(({ value }) => value), colour: '--series-1' },
          ...line('Target', row.target, '--series-3'),
          ...line('Tolerance', row.tolerance, '--over'),
          ...line('Neighbours', row.statisticalNeighbours, '--series-2'),
          ...line('England', row.england, '--base'),
        ]}
        format={valueText}
        axis={valueText}
      />
    </div>
  );
}
