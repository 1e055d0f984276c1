import { useMemo } from 'react';
import type { MethodComparison } from '../../../shared/demand/backtest/method-comparison.ts';
import { monthEnds } from '../../../shared/demand/history/month-ends.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { call } from '../../state/bridge.ts';
import { useJob } from '../../state/use-job.ts';
import { BacktestPart } from './backtest-part.tsx';
import { joinMonths, monthText, one, whole } from './demand-figures.ts';
import { methodColours, methodNames } from './method-names.ts';

type Props = { snapshot: Snapshot; scenario: Scenario; names: ReadonlyMap<string, string>; publish: boolean };
const trends = ['naive', 'linear', 'holt', 'holt-damped'];

/** Every method beside the others, the sector's two among them, each with its own interval; and how well each would have done. */
export function MethodsView({ snapshot, scenario, names, publish }: Props) {
  const { assumptions, seed, year } = scenario;
  const compared = useJob<MethodComparison>('methods', snapshot, JSON.stringify([assumptions, seed, year]), () =>
    call('methodsStart', { scenario, origins: 12, horizon: 12, paths: 1000 }),
  );
  const history = useMemo(() => monthEnds(snapshot, null, 24), [snapshot]);
  const { value, running, failure } = compared;
  const again = (
    <button type="button" className="button" onClick={compared.start}>
      Compare again
    </button>
  );
  if (failure)
    return (
      <StateView title="The methods could not be compared" actions={again}>
        {failure.message}
      </StateView>
    );
  if (!value) {
    if (!running)
      return (
        <StateView title="The comparison was stopped" actions={again}>
          Run it again at any time.
        </StateView>
      );
    return (
      <StateView
        busy
        title="Forecasting by every method…"
        actions={
          <>
            <progress
              max={running.total ?? 1}
              value={running.total ? running.done : undefined}
              aria-label="Comparison"
            />
            <button type="button" className="button" onClick={compared.stop}>
              Stop
            </button>
          </>
        }
      >
        {running.total
          ? `Back-test: ${formatNumber(running.done)} of ${formatNumber(running.total)} forecasts from past month ends.`
          : 'From today, and from each of the latest month ends with what was known then.'}
      </StateView>
    );
  }
  return (
    <>
      <SideBySide value={value} history={history} />
      {value.backtest ? (
        <BacktestPart made={value.backtest} snapshot={snapshot} scenario={scenario} names={names} publish={publish} />
      ) : (
        <StateView title="No back-test">
          A back-test needs the history of single placements. Import placements or SSDA903 returns.
        </StateView>
      )}
    </>
  );
}

function SideBySide({ value, history }: { value: MethodComparison; history: { month: string; value: number }[] }) {
  const axis = joinMonths(history, value.ends);
  const answered = value.methods.filter(({ months }) => months.length > 0);
  const at = Math.min(11, value.ends.length - 1);
  const children = answered.map(({ months }) => months[at]?.children ?? 0);
  const ends = [5, 11, 23].filter((index) => index < value.ends.length);
  const refused = value.methods.filter(({ refused }) => refused !== null);
  return (
    <>
      <div className="charts short tall">
        <LinesCard
          finding={`By ${monthText(value.ends[at] ?? '')} the methods lie between ${whole(Math.min(...children))} and ${whole(Math.max(...children))} children`}
          caption="All children at the end of each month, no levers; a trend knows only the monthly level, a sector model counts by its own rules"
          head="Month"
          labels={axis.labels}
          series={[
            { label: 'So far', values: axis.past, colour: '--ink' },
            ...answered.map(({ method, months }) => ({
              label: methodNames[method],
              values: axis.future(months.map((month) => month.children)),
              colour: methodColours[method],
              dashed: trends.includes(method),
            })),
          ]}
          format={one}
          axis={whole}
        />
      </div>
      <section className="card table-card" aria-label="Methods side by side">
        <h2 className="card-title">Each interval belongs to its own method</h2>
        <FigureTable
          name="Children by method with the interval of each"
          head="Method"
          columns={ends.flatMap((index) => [
            { key: `m${index}`, label: monthText(value.ends[index] ?? ''), divider: index !== ends[0] },
            { key: `i${index}`, label: '80 % interval', quiet: true },
          ])}
          rows={value.methods.map(({ method, months, interval, refused }) => ({
            key: method,
            label: methodNames[method],
            title: refused ?? origin(method, interval),
            cells: ends.flatMap((index) => {
              const month = months[index];
              if (!month) return [{ text: '–', title: refused ?? '' }, { text: '' }];
              const range =
                month.low === null || month.high === null
                  ? 'none'
                  : `${whole(month.low)} to ${whole(month.high)}${interval === 'two-deviations' ? ' *' : ''}`;
              return [{ text: one(month.children) }, { text: range, title: origin(method, interval) }];
            }),
          }))}
        />
      </section>
      <p className="quiet small">
        {answered.some(({ interval }) => interval === 'two-deviations')
          ? '* As that model publishes it: two standard deviations either way, far wider than 80 %. '
          : ''}
        {[...new Set(refused.map((entry) => entry.refused))].join(' ')}
      </p>
    </>
  );
}

function origin(method: string, interval: MethodComparison['methods'][number]['interval']): string {
  if (interval === null) return 'This model gives no interval';
  if (interval === 'two-deviations') return 'Its own interval: two standard deviations either way';
  return trends.includes(method)
    ? 'From the errors of this method on the history'
    : 'From simulated paths of this method';
}
