import { useMemo } from 'react';
import { forecastColumns } from '../../components/grid/forecast-columns.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { useStore } from '../../state/store.ts';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';
import { useYearRows } from '../year-rows.ts';
import { ProgrammeHistory } from './programme-history.tsx';
import { RagChart } from './rag-chart.tsx';
import { Reconciliation } from './reconciliation.tsx';
import { SlippageSliders } from './slippage-sliders.tsx';

const hidden = ['year', 'programme', 'basis', 'rampShape', 'note'];

/** What will we really deliver? */
export default function SavingsScreen() {
  const { year, filter, defaults } = useYearRows();
  const result = useStore((state) => state.result);
  const savings = result?.savings;
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const [view, show] = useView('/savings');
  const extra = useMemo(
    () =>
      forecastColumns(savings?.rows ?? [], [
        ['planned', 'Planned', 'Part-year effect with no delay, ramp or doubt'],
        ['expected', 'Expected', 'Part-year effect as rated, with the levers'],
        ['slippage', 'Slippage', 'Planned less expected: enters the outturn once'],
        ['expectedNextYear', 'Next year', 'Expected next year'],
      ]),
    [savings],
  );
  return (
    <>
      <ScreenHead title="Savings" description={`${savings?.rows.length ?? 0} in ${year}`}>
        <Segments name="View" value={view} choices={viewLists['/savings']} onChange={show} />
        {view === 'delivery' || view === 'history' ? <UnitChoice /> : null}
      </ScreenHead>
      {view === 'history' ? (
        snapshot && scenario ? (
          <ProgrammeHistory snapshot={snapshot} scenario={scenario} />
        ) : null
      ) : view === 'delivery' && result && savings && savings.rows.length > 0 ? (
        <>
          <Reconciliation result={result} />
          <SlippageSliders savings={savings} />
          <div className="charts">
            <RagChart result={result} />
          </div>
        </>
      ) : (
        <RegisterGrid
          key={view}
          register={view === 'savingRatings' ? 'savingRatings' : 'savings'}
          filter={filter}
          defaults={
            view === 'savingRatings'
              ? defaults
              : {
                  ...defaults,
                  class: 'saving',
                  basis: 'in-year',
                  rampShape: 'straight',
                  delayMonths: 0,
                  rampMonths: 0,
                  recurring: 1,
                  startPeriod: 1,
                }
          }
          hidden={hidden}
          {...(view === 'savingRatings' ? {} : { extra })}
        />
      )}
    </>
  );
}
