import { useMemo } from 'react';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { activityEffects, testRelations } from '../../../shared/programme/activity.ts';
import { monthlyEntrants } from '../../../shared/programme/monthly-entrants.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { changeScenario } from '../../state/scenario.ts';
import { notify, useStore } from '../../state/store.ts';
import { monthText } from '../demand/demand-figures.ts';

/**
 * What the programme changes in activity, as the levers it becomes, and how well each relationship has told what came: the
 * months beside each other, with its error and that of the plain mean (docs/model.md §18).
 */
export function DriversView({ snapshot }: { snapshot: Snapshot }) {
  const levers = useStore((state) => state.open?.scenario.levers);
  const effects = useMemo(() => activityEffects(snapshot), [snapshot]);
  const tests = useMemo(() => testRelations(snapshot, monthlyEntrants(snapshot)), [snapshot]);
  const known = new Set((levers ?? []).map(({ id }) => id));
  const fresh = effects.flatMap(({ lever }) => (lever && !known.has(lever.id) ? [lever] : []));
  if (effects.length === 0 && tests.length === 0)
    return (
      <StateView title="No activity is planned">
        Add planned changes of activity and relationships under Lists, or import them in Data and checks.
      </StateView>
    );
  const take = () => {
    changeScenario(`add ${fresh.length} levers of the programme`, (scenario) => ({
      ...scenario,
      levers: [...scenario.levers, ...fresh],
    }));
    notify(`${fresh.length} levers of the programme now act in the scenario.`, 'good');
  };
  return (
    <>
      {effects.length > 0 ? (
        <section className="card table-card wide-names" aria-label="Planned changes of activity">
          <div className="row spread">
            <h2>Planned changes of activity</h2>
            <button type="button" className="button" disabled={fresh.length === 0} onClick={take}>
              {fresh.length === 0 ? 'All are levers of the scenario' : `Make ${fresh.length} levers of the scenario`}
            </button>
          </div>
          <FigureTable
            name="Planned changes of activity"
            head="Change"
            columns={[
              { key: 'amount', label: 'Amount' },
              { key: 'lever', label: 'Lever' },
              { key: 'from', label: 'From' },
              { key: 'said', label: 'How it follows' },
            ]}
            rows={effects.map((row) => ({
              key: row.reference,
              label: row.name,
              title: row.activity,
              cells: [
                { text: formatNumber(row.amount, Number.isInteger(row.amount) ? 0 : 1) },
                {
                  text: row.lever
                    ? `${formatNumber(row.lever.value, 2)} ${leverDefinitions[row.lever.kind].unit}`
                    : 'none',
                },
                { text: row.lever ? formatDate(row.lever.from) : '' },
                { text: row.said },
              ],
            }))}
          />
        </section>
      ) : null}
      {tests.map((test) => (
        <div key={test.code} className="charts short tall">
          {test.months.length === 0 ? (
            <section className="card notes" aria-label={test.name}>
              <h2>{test.name}</h2>
              <p>No month has both the measure and the children who entered care: it cannot be tested.</p>
            </section>
          ) : (
            <LinesCard
              finding={`${test.name}: ${errorText(test)}`}
              caption={`Children entering care a month: what ${formatNumber(test.perUnit, 4)} a unit says, and what came. It goes together; it does not say why`}
              head="Month"
              labels={test.months.map(({ month }) => monthText(month))}
              series={[
                { label: 'Came', values: test.months.map(({ entrants }) => entrants), colour: '--series-1' },
                { label: 'Said', values: test.months.map(({ said }) => said), colour: '--series-2', dashed: true },
              ]}
              format={(value) => formatNumber(value, 1)}
              axis={(value) => formatNumber(value)}
            />
          )}
        </div>
      ))}
    </>
  );
}

function errorText({ meanError, meanErrorOfMean, fitted }: ReturnType<typeof testRelations>[number]): string {
  const own = `off by ${formatNumber(meanError ?? 0, 1)} children a month`;
  const mean = `the plain mean by ${formatNumber(meanErrorOfMean ?? 0, 1)}`;
  return fitted === null ? `${own}, ${mean}` : `${own}, ${mean}; these months would give ${formatNumber(fitted, 4)}`;
}
