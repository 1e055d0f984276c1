import { useMemo, useState } from 'react';
import type { BacktestMethod, BacktestRow } from '../../../shared/demand/backtest.ts';
import { forecastSeries, intervalOf } from '../../../shared/demand/benchmarks.ts';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import { bands } from '../../../shared/model/bands.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { demandOf } from '../../../shared/scenario/demand-cache.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { useBackground } from '../../state/background.ts';
import { changeScenario } from '../../state/scenario.ts';
import { useSimulation } from '../../state/simulation.ts';
import { historyOf, joinMonths, monthText, one, whole } from './demand-figures.ts';

type Props = { result: Forecast; snapshot: Snapshot; scenario: Scenario; names: ReadonlyMap<string, string> };
export const methodNames: Record<BacktestMethod | 'duration', string> = {
  chain: 'Chain',
  duration: 'Chain by time in care',
  naive: 'Last level',
  linear: 'Linear trend',
  holt: 'Holt',
  'holt-damped': 'Damped Holt',
};
const benchmarks = ['naive', 'linear', 'holt', 'holt-damped'] as const;
const shownAhead = [1, 3, 6, 12];

/** The model beside plain methods, each with the interval that is its own; and how well each would have done. */
export function MethodsView({ result, snapshot, scenario, names }: Props) {
  const simulation = useSimulation();
  const months = result.placements.months;
  const ahead = months.map((month) => month.month);
  const history = useMemo(() => historyOf(snapshot, null, 60), [snapshot]);
  const plain = useMemo(
    () =>
      benchmarks.map((method) =>
        forecastSeries(
          method,
          history.map(({ value }) => value),
          months.length,
        ),
      ),
    [history, months.length],
  );
  const chain = useMemo(() => {
    if (snapshot.placements.length === 0) return null;
    const base: Scenario = { ...scenario, levers: [], method: 'chain' };
    return demandOf(snapshot, base).months.map((month) => month.total.stock);
  }, [snapshot, scenario]);
  const axis = joinMonths(history.slice(-24), ahead);
  const at = Math.min(11, months.length - 1);
  const summary = simulation.result && !simulation.stale ? simulation.result.summary : null;
  const spread = summary && summary.method === 'chain' && scenario.levers.every((lever) => !lever.on) ? summary : null;
  const ends = [5, 11, 23].filter((index) => index < months.length);
  const values = [...plain.map((entry) => entry.points[at]?.mean ?? 0), ...(chain ? [chain[at] ?? 0] : [])];
  return (
    <>
      <div className="charts short tall">
        <LinesCard
          finding={`By ${monthText(ahead[at] ?? '')} the methods lie between ${whole(Math.min(...values))} and ${whole(Math.max(...values))} children`}
          caption="All children at the end of each month, no levers; the plain methods know nothing but the monthly level"
          head="Month"
          labels={axis.labels}
          series={[
            { label: 'So far', values: axis.past, colour: '--ink' },
            ...(chain ? [{ label: 'Chain', values: axis.future(chain), colour: '--series-1' }] : []),
            ...plain.map((entry, index) => ({
              label: methodNames[entry.method],
              values: axis.future(entry.points.map((point) => point.mean)),
              colour: ['--base', '--series-2', '--series-3', '--series-4'][index] ?? '--base',
              dashed: true,
            })),
          ]}
          format={one}
          axis={whole}
        />
      </div>
      <section className="card table-card" aria-label="Methods side by side">
        <h2 className="card-title">Each interval belongs to its own method</h2>
        <FigureTable
          name="Children by method with 80 % intervals"
          head="Method"
          columns={ends.flatMap((index) => [
            { key: `m${index}`, label: monthText(ahead[index] ?? ''), divider: index !== ends[0] },
            { key: `i${index}`, label: '80 % interval', quiet: true },
          ])}
          rows={[
            ...(chain
              ? [
                  {
                    key: 'chain',
                    label: 'Chain',
                    title: 'Interval from simulated paths',
                    cells: ends.flatMap((index) => {
                      const total = spread?.months[index]?.total;
                      return [
                        { text: one(chain[index] ?? 0) },
                        {
                          text: total ? `${whole(total.p10)} to ${whole(total.p90)}` : 'on Projection',
                          title: 'From the simulated paths; drawn for the open scenario',
                        },
                      ];
                    }),
                  },
                ]
              : []),
            ...plain.map((entry) => ({
              key: entry.method,
              label: methodNames[entry.method],
              title: 'Interval from the errors of this method on the history',
              cells: ends.flatMap((index) => {
                const { low, high } = intervalOf(entry, index + 1, 0.8);
                return [{ text: one(entry.points[index]?.mean ?? 0) }, { text: `${whole(low)} to ${whole(high)}` }];
              }),
            })),
          ]}
        />
      </section>
      {snapshot.placements.length > 0 ? (
        <BacktestPart snapshot={snapshot} scenario={scenario} names={names} />
      ) : (
        <StateView title="No back-test">
          A back-test needs the history of single placements. Import placements or SSDA903 returns.
        </StateView>
      )}
    </>
  );
}

function BacktestPart({ snapshot, scenario, names }: Omit<Props, 'result'>) {
  const [figure, setFigure] = useState('');
  const input = useMemo(
    () => ({
      // Only what the back-test depends on: a moved lever does not run it again.
      scenario: { ...scenario, name: '-', notes: '', levers: [], method: 'chain' as const, signOff: [] },
      origins: 12,
      horizon: 12,
      paths: 200,
    }),
    [scenario],
  );
  const { value, running, failure, stop } = useBackground('backtest', snapshot, input);
  if (failure) return <StateView title="The back-test could not be made">{failure.message}</StateView>;
  if (!value)
    return running ? (
      <StateView
        busy
        title="Forecasting the past twelve times…"
        actions={
          <button type="button" className="button" onClick={stop}>
            Stop
          </button>
        }
      >
        From each of the latest month ends, every method forecasts with what was known then.
      </StateView>
    ) : (
      <StateView title="Back-test stopped">Leave this tab and come back to run it again.</StateView>
    );
  const byBand = bands.some((band) => band.code === figure);
  const rows: BacktestRow[] = byBand
    ? value.bands.filter((row) => row.group === figure)
    : value.rows.filter((row) => (row.group ?? '') === figure);
  const groups = [...new Set(value.rows.flatMap((row) => (row.group === null ? [] : [row.group])))];
  const methods = [...new Set(rows.map((row) => row.method))];
  const of = (method: BacktestMethod, horizon: number) =>
    rows.find((row) => row.method === method && row.horizon === horizon);
  const longest = Math.max(0, ...rows.map((row) => row.horizon));
  const best = value.recommended;
  const chainError = of('chain', longest)?.meanAbsoluteError;
  const naiveError = of('naive', longest)?.meanAbsoluteError;
  const finding =
    chainError === null || chainError === undefined || naiveError === null || naiveError === undefined
      ? 'Too little history to test'
      : `${longest} months ahead the chain was ${one(chainError)} children out on average, the last level ${one(naiveError)}`;
  const decimal = (number: number | null | undefined, places = 2) =>
    number === null || number === undefined ? '–' : formatNumber(number, places);
  return (
    <>
      <div className="row wrap">
        <label className="row small">
          <span className="quiet">Back-test of</span>
          <select className="input register-choice" value={figure} onChange={(event) => setFigure(event.target.value)}>
            <option value="">All children</option>
            {groups.map((code) => (
              <option key={code} value={code}>
                {names.get(code) ?? code}
              </option>
            ))}
            {bands.map((band) => (
              <option key={band.code} value={band.code}>
                Aged {band.label}
              </option>
            ))}
          </select>
        </label>
        {best && value.origins.length > 0 ? (
          <span className="small quiet">
            {value.origins.length} starts, {formatDate(value.origins[0] ?? '')} to{' '}
            {formatDate(value.origins.at(-1) ?? '')}. Least error on these data: {methodNames[best]}.
          </span>
        ) : null}
        {best && best !== scenario.method ? (
          <button
            type="button"
            className="button small"
            onClick={() => changeScenario(`use the ${best} projection`, (before) => ({ ...before, method: best }))}
          >
            Use {methodNames[best].toLowerCase()}
          </button>
        ) : null}
      </div>
      {rows.length === 0 ? (
        <StateView title="Too little history">{value.notes.join('. ')}</StateView>
      ) : (
        <>
          <div className="charts short">
            <LinesCard
              finding={finding}
              caption="Mean error in children by months ahead, rolling origin"
              head="Months ahead"
              labels={Array.from({ length: longest }, (_, index) => String(index + 1))}
              series={methods.map((method, index) => ({
                label: methodNames[method],
                values: Array.from({ length: longest }, (_, ago) => of(method, ago + 1)?.meanAbsoluteError ?? null),
                colour: ['--series-1', '--base', '--series-2', '--series-3', '--series-4'][index] ?? '--base',
                dashed: method === 'naive',
              }))}
              format={(number) => formatNumber(number, 1)}
              axis={(number) => formatNumber(number, 1)}
            />
          </div>
          <section className="card table-card" aria-label="Back-test">
            <FigureTable
              name="Back-test"
              head="Method, months ahead"
              columns={[
                { key: 'mae', label: 'Mean error', title: 'Mean absolute error, children' },
                { key: 'mape', label: '%', title: 'Mean absolute percentage error' },
                { key: 'mase', label: 'Against last level', title: 'Scaled error: below 1 beats the last level' },
                { key: 'bias', label: 'Bias', title: 'Above nought: forecasts too many' },
                {
                  key: 'coverage',
                  label: 'In 80 % interval',
                  title: 'Share of outcomes inside the method’s own interval',
                },
                { key: 'beats', label: 'Beats last level' },
              ]}
              rows={methods.flatMap((method) =>
                shownAhead
                  .filter((months) => months <= longest)
                  .map((months) => {
                    const row = of(method, months);
                    return {
                      key: `${method} ${months}`,
                      label: `${methodNames[method]}, ${months}`,
                      cells: [
                        { text: decimal(row?.meanAbsoluteError, 1) },
                        { text: decimal(row?.meanPercentageError, 1) },
                        { text: decimal(row?.scaledError) },
                        { text: decimal(row?.bias, 1) },
                        {
                          text:
                            row?.coverage === null || row?.coverage === undefined
                              ? '–'
                              : `${formatNumber(row.coverage * 100)} %`,
                        },
                        row?.beatsNaive === null || row?.beatsNaive === undefined
                          ? { text: '–' }
                          : row.beatsNaive
                            ? { text: '✓ yes', tone: 'under' as const }
                            : { text: '✗ no', tone: 'over' as const },
                      ],
                    };
                  }),
              )}
            />
          </section>
          <p className="quiet small">{value.notes.join('. ')}.</p>
        </>
      )}
    </>
  );
}
