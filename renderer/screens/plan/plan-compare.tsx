import { FolderOpen } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { MoneyUnit } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { comparePlans, type PlanYearDifference } from '../../../shared/plan/compare-plans.ts';
import { plan as makePlan } from '../../../shared/plan/plan.ts';
import { movementLabels } from '../../../shared/plan/plan-labels.ts';
import { movementKinds, type Plan } from '../../../shared/plan/plan-types.ts';
import { type FigureRow, FigureTable } from '../../components/figures/figure-table.tsx';
import { signedText, tone, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { asFailure } from '../../state/bridge.ts';
import { mostCompared, openToCompare } from '../../state/compare.ts';
import { baseOf } from '../../state/engine.ts';
import { useStore } from '../../state/store.ts';

type Props = { plan: Plan; snapshot: Snapshot; scenario: Scenario; unit: MoneyUnit };

/** This plan less another: its own base, or that of a scenario file; by reason and by line, to the penny. */
export function PlanCompare({ plan, snapshot, scenario, unit }: Props) {
  const others = useStore((state) => state.compared);
  const [against, setAgainst] = useState('base');
  const other = others.find((each) => each.token === against);
  const made = useMemo((): { years: PlanYearDifference[]; failure: string | null } => {
    try {
      const from = other
        ? makePlan(other.snapshot, other.scenario, plan.years.length)
        : makePlan(snapshot, baseOf(scenario), plan.years.length);
      return { years: comparePlans(from, plan), failure: null };
    } catch (error) {
      return { years: [], failure: asFailure(error).message };
    }
  }, [other, plan, snapshot, scenario]);
  const name = other ? other.name.replace(/\.outturn$/i, '') : 'the base';
  return (
    <>
      <div className="row wrap">
        <label className="row small">
          <span className="quiet">This plan less</span>
          <select
            className="input register-choice"
            value={other ? against : 'base'}
            onChange={(event) => setAgainst(event.target.value)}
          >
            <option value="base">the base, with nothing assumed</option>
            {others.map((each) => (
              <option key={each.token} value={each.token}>
                {each.name.replace(/\.outturn$/i, '')}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button small"
          disabled={others.length >= mostCompared}
          onClick={() => void openToCompare()}
        >
          <FolderOpen size={14} aria-hidden="true" /> Add a scenario…
        </button>
      </div>
      {made.failure !== null ? (
        <StateView title={`${name} could not be planned`}>{made.failure}</StateView>
      ) : made.years.length === 0 ? (
        <StateView title="No year in common">The two plans begin too far apart.</StateView>
      ) : made.years.every((year) => year.closing === 0 && year.funding === 0) ? (
        <StateView title="The two plans are the same">
          {scenario.levers.length === 0 && !other
            ? 'Add a lever, or open another scenario file beside this one.'
            : 'No year differs by a penny.'}
        </StateView>
      ) : (
        <Differences years={made.years} name={name} unit={unit} />
      )}
    </>
  );
}

function Differences({ years, name, unit }: { years: readonly PlanYearDifference[]; name: string; unit: MoneyUnit }) {
  const cell = (pence: number) => ({ text: signedText(pence, unit), tone: tone(pence) });
  const row = (key: string, label: string, pick: (year: PlanYearDifference) => number, kind?: FigureRow['kind']) => ({
    ...{ key, label, cells: years.map((year) => cell(pick(year))) },
    ...(kind ? { kind } : {}),
  });
  const of = (year: PlanYearDifference, kind: string) => year.movements.find((item) => item.kind === kind)?.amount ?? 0;
  const lines = new Map(years.flatMap((year) => year.lines.map((line) => [line.code, line.name] as const)));
  const columns = years.map(({ year }) => ({ key: year, label: year }));
  return (
    <>
      <section className="card table-card" aria-label={`This plan less ${name}`}>
        <FigureTable
          name={`This plan less ${name}, ${unitLabel[unit]}`}
          head="Difference"
          columns={columns}
          rows={[
            row('opening', 'Opening: the year before', (year) => year.opening),
            ...movementKinds
              .filter((kind) => years.some((year) => of(year, kind) !== 0))
              .map((kind) => row(kind, movementLabels[kind], (year) => of(year, kind))),
            row('closing', 'Cost of the year', (year) => year.closing, 'total'),
            row('funding', 'Funding', (year) => year.funding),
            row('gap', 'Gap', (year) => year.gap, 'total'),
          ]}
        />
      </section>
      <section className="card table-card" aria-label={`This plan less ${name} by line`}>
        <FigureTable
          name={`This plan less ${name} by line, ${unitLabel[unit]}`}
          head="Line"
          columns={columns}
          rows={[...lines].map(([code, label]) =>
            row(code, label, (year) => year.lines.find((line) => line.code === code)?.amount ?? 0),
          )}
        />
      </section>
    </>
  );
}
