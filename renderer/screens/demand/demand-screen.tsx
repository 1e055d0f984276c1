import { useMemo, useState } from 'react';
import { formatDate, formatMonth, formatNumber } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { Tile } from '../../components/parts/tile.tsx';
import { changeScenario } from '../../state/scenario.ts';
import { useStore } from '../../state/store.ts';

type View = 'projection' | 'series';
const one = (value: number) => formatNumber(value, 1);
const colours = ['--series-1', '--series-3', '--series-2', '--series-5', '--series-4', '--series-6'];
const methods = [
  { value: 'chain', label: 'Chain', title: 'Markov chain of entry, moves and leaving by age and group' },
  { value: 'linear', label: 'Linear', title: 'Least squares on the monthly counts' },
  { value: 'holt-damped', label: 'Damped Holt', title: 'Trend that fades' },
  { value: 'naive', label: 'Last level', title: 'Children stay as many as now' },
] as const;

const totals = (made: Forecast) =>
  made.placements.months.map((month) => month.groups.reduce((sum, cell) => sum + cell.stock, 0));
const monthText = (month: string) => formatMonth(month.length === 7 ? `${month}-01` : month);

/** How many children, where? */
export default function DemandScreen() {
  const result = useStore((state) => state.result);
  const base = useStore((state) => state.base);
  const snapshot = useStore((state) => state.snapshot);
  const method = useStore((state) => state.open?.scenario.method);
  const [view, setView] = useState<View>('projection');
  const names = useMemo(
    () => new Map((snapshot?.placementGroups ?? []).map((group) => [group.code, group.name])),
    [snapshot],
  );
  const opening = useMemo(() => {
    if (!snapshot) return 0;
    return snapshot.placements.filter(
      (row) =>
        row.shortBreak === 0 && row.start <= snapshot.dataDate && (row.end === null || row.end > snapshot.dataDate),
    ).length;
  }, [snapshot]);
  if (!result || !base || !snapshot) return null;
  const months = result.placements.months;
  const groups = [...new Set(months.flatMap((month) => month.groups.map((cell) => cell.group)))];
  const mine = totals(result);
  // More than six bands of colour cannot be told apart: the smallest are drawn as one, and the table keeps them all.
  const size = (group: string) =>
    months.reduce((sum, month) => sum + (month.groups.find((cell) => cell.group === group)?.stock ?? 0), 0);
  const large = groups.length <= 6 ? groups : [...groups].sort((a, b) => size(b) - size(a)).slice(0, 5);
  const drawn = groups.filter((group) => large.includes(group));
  const folded = groups.filter((group) => !large.includes(group));
  const theirs = totals(base);
  const last = mine.at(-1) ?? 0;
  const change = last - (theirs.at(-1) ?? 0);
  const labels = months.map((month) => monthText(month.month));
  const find = (index: number, group: string) => months[index]?.groups.find((cell) => cell.group === group);
  const end = labels.at(-1) ?? '';
  return (
    <>
      <ScreenHead title="Demand" words={`children from ${formatDate(snapshot.dataDate)}`}>
        <Segments
          name="Method"
          value={
            methods.some((entry) => entry.value === method) ? (method as (typeof methods)[number]['value']) : 'chain'
          }
          choices={methods}
          onChange={(value) =>
            changeScenario(`use the ${value} projection`, (before) => ({ ...before, method: value }))
          }
        />
        <Segments<View>
          name="View"
          value={view}
          onChange={setView}
          choices={[
            { value: 'projection', label: 'Projection' },
            { value: 'series', label: 'Monthly counts' },
          ]}
        />
      </ScreenHead>
      {view === 'series' ? (
        <RegisterGrid register="demandSeries" />
      ) : months.length === 0 ? (
        <StateView title="No children to project">
          The forecast needs placements or monthly counts. Import them in Data and checks.
        </StateView>
      ) : (
        <>
          <section className="tiles" aria-label="Headline figures">
            <Tile label={`Placed on ${formatDate(snapshot.dataDate)}`} value={formatNumber(opening)}>
              <span className="quiet">spans open that day</span>
            </Tile>
            <Tile label={`Expected by ${end}`} value={one(last)}>
              {Math.abs(change) < 0.05 ? (
                <span className="quiet">as base</span>
              ) : (
                <span className={change > 0 ? 'over' : 'under'}>
                  {change > 0 ? '▲' : '▼'} {one(Math.abs(change))} on base
                </span>
              )}
            </Tile>
            <Tile
              label="Entering in 12 months"
              value={one(
                months
                  .slice(0, 12)
                  .reduce((sum, month) => sum + month.groups.reduce((total, cell) => total + cell.entrants, 0), 0),
              )}
            />
            <Tile
              label="Leaving in 12 months"
              value={one(
                months
                  .slice(0, 12)
                  .reduce((sum, month) => sum + month.groups.reduce((total, cell) => total + cell.leavers, 0), 0),
              )}
            />
          </section>
          <div className="charts">
            <LinesCard
              finding={`${last >= opening ? 'Up' : 'Down'} ${one(Math.abs(last - opening))} children by ${end}`}
              caption="Children at the end of each month, by group"
              head="Month"
              labels={labels}
              series={[
                ...drawn.map((group, index) => ({
                  label: names.get(group) ?? group,
                  values: months.map((_, at) => find(at, group)?.stock ?? null),
                  colour: colours[index] ?? '--series-6',
                  stacked: true,
                })),
                ...(folded.length > 0
                  ? [
                      {
                        label: `${folded.length} smaller groups`,
                        values: months.map((_, at) =>
                          folded.reduce((sum, group) => sum + (find(at, group)?.stock ?? 0), 0),
                        ),
                        colour: '--series-6',
                        stacked: true,
                      },
                    ]
                  : []),
              ]}
              format={one}
              axis={(value) => formatNumber(value)}
            />
            <LinesCard
              finding={
                Math.abs(change) < 0.05
                  ? 'The levers do not change the number of children'
                  : `The levers mean ${one(Math.abs(change))} ${change < 0 ? 'fewer' : 'more'} children by ${end}`
              }
              caption="All children at the end of each month, scenario beside base"
              head="Month"
              labels={labels}
              series={[
                { label: 'Scenario', values: mine, colour: '--series-1' },
                { label: 'Base', values: theirs, colour: '--base', dashed: true },
              ]}
              format={one}
              axis={(value) => formatNumber(value)}
            />
          </div>
          <section className="card table-card" aria-label="Children by group">
            <FigureTable
              name="Children at the end of each quarter, by group"
              head="Group"
              columns={months
                .map((month, index) => ({ key: month.month, label: labels[index] ?? '', index }))
                .filter((_, index) => index % 3 === 2 || index === 0)}
              rows={[
                ...groups.map((group) => ({
                  key: group,
                  label: names.get(group) ?? group,
                  cells: months
                    .map((_, index) => ({ text: one(find(index, group)?.stock ?? 0) }))
                    .filter((_, index) => index % 3 === 2 || index === 0),
                })),
                {
                  key: 'all',
                  label: 'All children',
                  kind: 'total' as const,
                  cells: mine
                    .map((value) => ({ text: one(value) }))
                    .filter((_, index) => index % 3 === 2 || index === 0),
                },
                {
                  key: 'base',
                  label: 'Base',
                  kind: 'sub' as const,
                  cells: theirs
                    .map((value) => ({ text: one(value) }))
                    .filter((_, index) => index % 3 === 2 || index === 0),
                },
              ]}
            />
          </section>
        </>
      )}
    </>
  );
}
