import { X } from 'lucide-react';
import { useState } from 'react';
import { formatMoney, formatNumber, type MoneyUnit, sayMoney } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { type PlanRange, rangeLeftOut, rangeSources } from '../../../shared/plan/plan-range.ts';
import type { Plan } from '../../../shared/plan/plan-types.ts';
import { FanCard } from '../../components/charts/fan-card.tsx';
import { moneyText, unitLabel } from '../../components/parts/money.ts';
import { Segments } from '../../components/parts/segments.tsx';
import { call } from '../../state/bridge.ts';
import { pathsOf, simulationKey } from '../../state/simulation.ts';
import { useJob } from '../../state/use-job.ts';
import { PlanSeek } from './plan-seek.tsx';
import { PlanTornado } from './plan-tornado.tsx';

type Props = { plan: Plan; base: Plan | null; snapshot: Snapshot; scenario: Scenario; unit: MoneyUnit };

/** How sure is the gap: its fan over the years, what matters most to it, and what would balance a year. */
export function PlanSure({ plan, base, snapshot, scenario, unit }: Props) {
  const years = plan.years.length;
  const later = plan.years.slice(1);
  const [chosen, setChosen] = useState('');
  const year = later.find((each) => each.year === chosen) ?? later[0];
  const job = useJob<PlanRange>('plan-range', snapshot, `${years} ${simulationKey(scenario)}`, () =>
    call('planRangeStart', { scenario, years, paths: pathsOf(scenario) }),
  );
  const range = job.value;
  const last = range?.years.at(-1);
  const finding = last
    ? `8 times in 10 the gap of ${last.year} lies between ${sayMoney(last.spread.p10)} and ${sayMoney(last.spread.p90)}`
    : `The gap of ${later.at(-1)?.year ?? ''} is ${sayMoney(later.at(-1)?.gap ?? 0)}`;
  return (
    <>
      <div className="charts short tall">
        <FanCard
          finding={finding}
          caption={`Gap by year, ${unitLabel[unit]}: children, prices, savings in doubt, counted pressures and inflation are drawn`}
          head="Year"
          labels={plan.years.map((each) => each.year)}
          history={plan.years.map(() => null)}
          fan={plan.years.map((_, at) => range?.years[at]?.spread ?? null)}
          scenario={plan.years.map((each) => each.gap)}
          base={plan.years.map((_, at) => base?.years[at]?.gap ?? null)}
          format={(pence) => moneyText(pence, unit)}
          axis={(pence) => formatMoney(pence, unit)}
          foot={
            job.running ? (
              <span className="row small" role="status">
                Drawing the range
                {job.running.total
                  ? ` · ${formatNumber(job.running.done)} of ${formatNumber(job.running.total)} paths`
                  : '…'}
                <button type="button" className="button small" onClick={job.stop}>
                  <X size={13} aria-hidden="true" /> Stop
                </button>
              </span>
            ) : range ? (
              <span>
                {formatNumber(range.paths)} paths, seed {range.seed}. It balances on{' '}
                {range.years
                  .slice(1)
                  .map((each) => `${formatNumber(each.balanced * 100)} % in ${each.year}`)
                  .join(', ')}
                . {sourcesText(range, unit)} {rangeLeftOut}
              </span>
            ) : (
              <span className="row small">
                {job.failure ? job.failure.message : 'No range is drawn.'}
                <button type="button" className="button small" onClick={job.start}>
                  Draw the range
                </button>
              </span>
            )
          }
        />
      </div>
      {year ? (
        <>
          <div className="row wrap">
            <Segments
              name="Year"
              value={year.year}
              choices={later.map((each) => ({ value: each.year, label: each.year }))}
              onChange={setChosen}
            />
          </div>
          <PlanSeek key={year.year} plan={plan} year={year} snapshot={snapshot} scenario={scenario} />
          <PlanTornado year={year} years={years} snapshot={snapshot} scenario={scenario} unit={unit} />
        </>
      ) : null}
    </>
  );
}

/** What each source alone does to the gap of the last year, the widest first. */
function sourcesText(range: PlanRange, unit: MoneyUnit): string {
  const last = range.years.at(-1);
  if (!last) return '';
  const parts = last.sources
    .filter(({ p10, p90 }) => p10 !== p90)
    .sort((a, b) => b.p90 - b.p10 - (a.p90 - a.p10))
    .map(({ source, p10, p90 }) => {
      const label = rangeSources[source];
      return `${label.charAt(0).toLowerCase()}${label.slice(1)} ${moneyText(p10, unit)} to ${moneyText(p90, unit)}`;
    });
  return parts.length === 0 ? '' : `In ${last.year} each alone makes, 8 times in 10: ${parts.join('; ')}.`;
}
