import { useMemo } from 'react';
import { pressuresSentence, pressuresTiles } from '../../../shared/headline/savings.ts';
import { BarsCard } from '../../components/charts/bars-card.tsx';
import { forecastColumns } from '../../components/grid/forecast-columns.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { moneyText, unitLabel } from '../../components/parts/money.ts';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { HeadlineTiles } from '../../components/parts/tile.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { useStore } from '../../state/store.ts';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';
import { useYearRows } from '../year-rows.ts';

const hidden = ['year', 'funding', 'recurring', 'riskReference', 'note'];

/** What else is coming? */
export default function PressuresScreen() {
  const { year, filter, defaults } = useYearRows();
  const unit = useStore((state) => state.unit);
  const pressures = useStore((state) => state.result?.pressures);
  const [view, show] = useView('/pressures');
  const extra = useMemo(
    () =>
      forecastColumns(pressures?.rows ?? [], [
        ['expected', 'Expected', 'Probability × impact less expected mitigation, with the levers'],
        ['worst', 'Worst', 'Whole impact, nothing mitigated'],
        ['mitigation', 'Mitigated', 'What mitigations are expected to take off'],
      ]),
    [pressures],
  );
  const rows = pressures?.rows ?? [];
  const open = [...rows].sort((a, b) => b.expected - a.expected).slice(0, 8);
  return (
    <>
      <ScreenHead title="Pressures" description={`${rows.length} in ${year}`}>
        <Segments name="Register" value={view} choices={viewLists['/pressures']} onChange={show} />
        <UnitChoice />
      </ScreenHead>
      {pressures && rows.length > 0 && view === 'pressures' ? (
        <>
          <HeadlineTiles tiles={pressuresTiles(pressures, unit)} />
          <div className="charts short">
            <BarsCard
              finding={pressuresSentence(pressures, unit).text}
              caption={`Expected, and what the worst case would add, ${unitLabel[unit]}`}
              head="Pressure"
              horizontal
              labels={open.map((row) => row.name)}
              series={[
                { label: 'Expected', values: open.map((row) => row.expected), colour: '--series-5' },
                {
                  label: 'More at worst',
                  values: open.map((row) => Math.max(0, row.worst - row.expected)),
                  colour: '--line-strong',
                },
              ]}
              format={(value) => moneyText(value, unit)}
            />
          </div>
        </>
      ) : null}
      <RegisterGrid
        key={view}
        register={view}
        {...(view === 'risks'
          ? {}
          : { filter, defaults: view === 'pressures' ? { ...defaults, status: 'open', funding: 'shared' } : defaults })}
        hidden={hidden}
        {...(view === 'pressures' ? { extra } : {})}
      />
    </>
  );
}
