import { useEffect, useMemo, useState } from 'react';
import type { KeptForecasts } from '../../../shared/demand/backtest/kept-forecasts.ts';
import type { Drift, KeptVintage } from '../../../shared/demand/backtest/vintages.ts';
import { monthEnds } from '../../../shared/demand/history/month-ends.ts';
import { publishableFigures } from '../../../shared/demand/published-demand.ts';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import type { Failure } from '../../../shared/model/problem.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { call } from '../../state/bridge.ts';
import { useSimulation } from '../../state/simulation.ts';
import { monthText, one, seriesColours, whole } from './demand-figures.ts';
import { methodName } from './method-names.ts';
import { PublishedForecasts } from './published-forecasts.tsx';
import { SimulationStatus } from './simulation-status.tsx';

type Props = { snapshot: Snapshot; method: string; names: ReadonlyMap<string, string>; publish: boolean };
const tones: Record<Drift['state'], string> = {
  none: 'info',
  fresh: 'good',
  due: 'warn',
  overdue: 'bad',
  drifted: 'bad',
};
const signs: Record<Drift['state'], string> = { none: '○', fresh: '✓', due: '◔', overdue: '▲', drifted: '▲' };
const runName = (run: KeptVintage) => `${methodName(run.method)}, data to ${formatDate(run.dataDate)}`;

/** The forecasts as they were made, beside what has happened since, and whether it is time for a new one. */
export function KeptView({ snapshot, method, names, publish }: Props) {
  const simulation = useSimulation();
  const [made, setMade] = useState<{ value: KeptForecasts | null; failure: Failure | null }>({
    value: null,
    failure: null,
  });
  const drawn = simulation.result;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a simulation that ends has kept one more forecast
  useEffect(() => {
    let wanted = true;
    void call('forecastsKept', {}).then((answer) => {
      if (wanted) setMade(answer.ok ? { value: answer.value, failure: null } : { value: null, failure: answer.error });
    });
    return () => {
      wanted = false;
    };
  }, [snapshot, drawn]);
  const history = useMemo(() => monthEnds(snapshot, null, 60), [snapshot]);
  if (made.failure) return <StateView title="The kept forecasts could not be read">{made.failure.message}</StateView>;
  if (!made.value) return <StateView busy title="Reading the kept forecasts…" />;
  const { drift, vintages, kept, underLevers } = made.value;
  const publishable = publish ? publishableFigures(snapshot).groups : null;
  const outside = drift.groupsOutside.filter((group) => publishable?.includes(group) ?? true);
  return (
    <>
      <div className="row wrap">
        <span className={`chip ${tones[drift.state]}`} role="status">
          {signs[drift.state]} {drift.message}
        </span>
        <SimulationStatus simulation={simulation} method={method} />
      </div>
      {outside.length > 0 ? (
        <p className="small">
          Groups outside their own interval on {formatDate(drift.latest?.on ?? '')}:{' '}
          {outside.map((group) => names.get(group) ?? group).join(', ')}.
        </p>
      ) : null}
      {vintages.length === 0 ? (
        <StateView title="No forecast is kept yet">
          Every base forecast with intervals is kept as it was made. Simulate the intervals with no lever switched on;
          when newer data come in, this view sets it beside what happened.
        </StateView>
      ) : (
        <>
          <VintageChart value={made.value} history={history} />
          <VintageTable value={made.value} />
          <ScoreTable value={made.value} />
          <p className="quiet small">
            {kept === 1 ? 'One run is kept' : `${formatNumber(kept)} runs are kept`}
            {underLevers > 0 ? `; ${formatNumber(underLevers)} with levers, which are what-ifs and not judged` : ''}.
            Where one method was run more than once on the same data, the latest run is used.
          </p>
        </>
      )}
      {publish ? null : <PublishedForecasts published={made.value.published} />}
    </>
  );
}

function VintageChart({ value, history }: { value: KeptForecasts; history: { month: string; value: number }[] }) {
  const shown = value.vintages.slice(-5);
  const latest = shown.findLast((run) => run.months.some(({ total }) => total.low !== null));
  // Oldest data first.
  const first = shown[0]?.dataDate ?? '';
  const past = new Map(history.map(({ month, value: children }) => [month.slice(0, 7), children]));
  const from = [...past.keys()].filter((month) => month <= first.slice(0, 7)).slice(-6)[0] ?? first.slice(0, 7);
  const months = [...new Set([...past.keys(), ...shown.flatMap((run) => run.months.map(({ on }) => on.slice(0, 7)))])]
    .filter((month) => month >= from)
    .sort();
  const at = (run: KeptVintage, pick: (total: KeptVintage['months'][number]['total']) => number | null) => {
    const known = new Map(run.months.map(({ on, total }) => [on.slice(0, 7), pick(total)]));
    return months.map((month) => known.get(month) ?? null);
  };
  const { latest: reached } = value.drift;
  const finding = reached
    ? `On ${formatDate(reached.on)} there were ${whole(reached.actual)} children; ${whole(reached.forecast.mean)} were forecast`
    : 'The data have not reached a month end of a kept forecast yet';
  return (
    <div className="charts short tall">
      <LinesCard
        finding={finding}
        caption="Children at the end of each month: what happened, and what each kept forecast said; P10 and P90 of the latest"
        head="Month"
        labels={months.map(monthText)}
        series={[
          { label: 'Happened', values: months.map((month) => past.get(month) ?? null), colour: '--ink' },
          ...shown.map((run, index) => ({
            label: runName(run),
            values: at(run, ({ mean }) => mean),
            colour: seriesColours[index % seriesColours.length] ?? '--series-6',
            dashed: run !== latest,
          })),
          ...(latest
            ? [
                { label: 'P90', values: at(latest, ({ high }) => high), colour: '--base', dashed: true },
                { label: 'P10', values: at(latest, ({ low }) => low), colour: '--base', dashed: true },
              ]
            : []),
        ]}
        format={one}
        axis={whole}
      />
    </div>
  );
}

function VintageTable({ value }: { value: KeptForecasts }) {
  return (
    <section className="card table-card wide-names" aria-label="Kept forecasts">
      <FigureTable
        name="Kept forecasts beside what happened"
        head="Forecast"
        columns={[
          { key: 'made', label: 'Made' },
          { key: 'on', label: 'Reached', title: 'Latest month end that the data have', divider: true },
          { key: 'forecast', label: 'Forecast' },
          { key: 'range', label: '80 % interval', quiet: true },
          { key: 'actual', label: 'Happened' },
          { key: 'gap', label: 'Error', title: 'Forecast less what happened' },
          { key: 'inside', label: 'In interval' },
        ]}
        rows={[...value.vintages].reverse().map((run) => {
          const month = run.months.findLast(({ on }) => value.actuals[on] !== undefined);
          const made = { text: formatDate(run.at.slice(0, 10)) };
          if (!month) {
            const none = ['not yet', '', '', '', '', ''].map((text) => ({ text }));
            return { key: String(run.id), label: runName(run), cells: [made, ...none] };
          }
          const { mean, low, high } = month.total;
          const actual = value.actuals[month.on] ?? 0;
          const inside = low === null || high === null ? null : actual >= low && actual <= high;
          return {
            key: String(run.id),
            label: runName(run),
            cells: [
              made,
              { text: formatDate(month.on) },
              { text: one(mean) },
              { text: low === null || high === null ? '–' : `${whole(low)} to ${whole(high)}` },
              { text: whole(actual) },
              { text: `${mean > actual ? '+' : ''}${one(mean - actual)}` },
              inside === null
                ? { text: '–' }
                : inside
                  ? { text: '✓ yes', tone: 'under' as const }
                  : { text: '✗ no', tone: 'over' as const },
            ],
          };
        })}
      />
    </section>
  );
}

function ScoreTable({ value }: { value: KeptForecasts }) {
  const totals = value.scores.filter(({ group }) => group === null);
  const longest = Math.max(0, ...totals.map(({ horizon }) => horizon));
  const shown = totals.filter(({ horizon }) => [1, 3, 6, 12, 24].includes(horizon) || horizon === longest);
  if (shown.length === 0) return null;
  const text = (number: number | null, places: number) => (number === null ? '–' : formatNumber(number, places));
  return (
    <section className="card table-card" aria-label="Accuracy of kept forecasts">
      <FigureTable
        name="Accuracy of the kept forecasts of all children"
        head="Method, months ahead"
        columns={[
          { key: 'forecasts', label: 'Forecasts' },
          { key: 'mae', label: 'Mean error', title: 'Mean absolute error, children' },
          { key: 'mape', label: '%', title: 'Mean absolute percentage error' },
          { key: 'bias', label: 'Bias', title: 'Above zero: forecasts too many' },
          { key: 'coverage', label: 'In 80 % interval' },
        ]}
        rows={shown.map((score) => ({
          key: `${score.method} ${score.horizon}`,
          label: `${methodName(score.method)}, ${score.horizon}`,
          cells: [
            { text: formatNumber(score.forecasts) },
            { text: text(score.meanAbsoluteError, 1) },
            { text: text(score.meanPercentageError, 1) },
            { text: text(score.bias, 1) },
            { text: score.coverage === null ? '–' : `${formatNumber(score.coverage * 100)} %` },
          ],
        }))}
      />
    </section>
  );
}
