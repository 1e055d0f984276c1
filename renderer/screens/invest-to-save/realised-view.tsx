import { useMemo } from 'react';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { benefitLever, schemeOfLever, trackBenefits } from '../../../shared/scenario/benefit-tracking.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { today } from '../../components/scenario/today.ts';
import { asFailure } from '../../state/bridge.ts';
import { changeScenario } from '../../state/scenario.ts';
import { notify, useStore } from '../../state/store.ts';

const routes = { 'budget-line': 'its budget line', demand: 'fewer children', price: 'lower prices' };
const count = (value: number | null) => (value === null ? '–' : formatNumber(value, Number.isInteger(value) ? 0 : 1));

/** Planned beside realised, in £ and in children; and the benefit of a scheme as a lever, through its one route. */
export function RealisedView(props: { snapshot: Snapshot; scenario: Scenario; result: Forecast }) {
  const unit = useStore((state) => state.unit);
  const { snapshot, scenario, result } = props;
  const schemes = useMemo(() => trackBenefits(snapshot, today()), [snapshot]);
  if (schemes.length === 0)
    return <StateView title="No schemes yet">Add a scheme under Schemes, then its tranches and benefits.</StateView>;
  const put = (reference: string) => {
    try {
      const lever = benefitLever(snapshot, scenario, result, reference);
      changeScenario(`put in “${lever.name}”`, (before) => ({ ...before, levers: [...before.levers, lever] }));
      notify(`“${lever.name}” is a lever of the scenario now.`, 'good');
    } catch (error) {
      // A benefit that would count twice is refused, with the reason.
      notify(asFailure(error).message, 'bad');
    }
  };
  return schemes.map((scheme) => {
    const hasLever = scenario.levers.some((lever) => schemeOfLever(lever) === scheme.reference);
    return (
      <section key={scheme.reference} className="card table-card" aria-label={scheme.name}>
        <div className="row card-title wrap">
          <h2>{scheme.name}</h2>
          <span className="quiet small">realised through {routes[scheme.route]}</span>
          {scheme.expiry ? (
            <span className={`chip ${scheme.expired ? 'bad' : ''}`}>
              {scheme.expired ? '▲ expired' : 'until'} {formatDate(scheme.expiry)}
            </span>
          ) : null}
          <button
            type="button"
            className="button small push"
            disabled={hasLever}
            title={`Adds the planned benefit of ${scenario.year} as a lever, through its one route`}
            onClick={() => put(scheme.reference)}
          >
            {hasLever ? 'In the scenario' : `Put ${scenario.year} into the scenario`}
          </button>
        </div>
        {scheme.condition ? <p className="quiet small card-title">Condition: {scheme.condition}</p> : null}
        <FigureTable
          name={`${scheme.name}: planned and realised, ${unitLabel[unit]}`}
          head="Year"
          columns={[
            { key: 'target', label: 'Target' },
            { key: 'stretch', label: 'Stretch', quiet: true },
            { key: 'realised', label: 'Realised' },
            { key: 'percent', label: 'Of target' },
            { key: 'children', label: 'Children planned', divider: true },
            { key: 'realisedChildren', label: 'Children realised' },
            { key: 'perChild', label: '£ a child', title: 'Realised benefit for each child, in pounds' },
          ]}
          rows={scheme.years.map((year) => ({
            key: year.year,
            label: year.year,
            cells: [
              { text: moneyText(year.target, unit) },
              { text: moneyText(year.stretch, unit) },
              { text: moneyText(year.realised, unit) },
              year.percentOfTarget === null
                ? { text: '–' }
                : {
                    text: `${formatNumber(year.percentOfTarget)} %`,
                    tone: year.percentOfTarget < 100 ? ('over' as const) : ('under' as const),
                  },
              { text: count(year.targetChildren) },
              { text: count(year.realisedChildren) },
              { text: moneyText(year.perChild, 'pounds') },
            ],
          }))}
        />
      </section>
    );
  });
}
