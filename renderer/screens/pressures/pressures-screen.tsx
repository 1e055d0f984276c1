import { useMemo } from 'react';
import { sayMoney } from '../../../shared/format/format.ts';
import { BarsCard } from '../../components/charts/bars-card.tsx';
import { forecastColumns } from '../../components/grid/forecast-columns.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { moneyText } from '../../components/parts/money.ts';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { Tile } from '../../components/parts/tile.tsx';
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
  const most = open[0];
  return (
    <>
      <ScreenHead title="Pressures" description={`${rows.length} in ${year}`}>
        <Segments name="Register" value={view} choices={viewLists['/pressures']} onChange={show} />
        <UnitChoice />
      </ScreenHead>
      {pressures && rows.length > 0 && view === 'pressures' ? (
        <>
          <section className="tiles" aria-label="Headline figures">
            <Tile label="Expected" value={moneyText(pressures.expected, unit)}>
              <span className="quiet">probability × impact, mitigated</span>
            </Tile>
            <Tile label="Worst" value={moneyText(pressures.worst, unit)}>
              <span className="quiet">all of it, nothing mitigated</span>
            </Tile>
            <Tile label="In the forecast" value={moneyText(pressures.counted, unit)}>
              <span className="quiet">{rows.filter((row) => row.counted).length} counted</span>
            </Tile>
            <Tile label="Beside the forecast" value={moneyText(pressures.expected - pressures.counted, unit)}>
              <span className="quiet">{rows.filter((row) => !row.counted).length} not counted</span>
            </Tile>
          </section>
          <div className="charts short">
            <BarsCard
              finding={
                most
                  ? `${most.name} is the largest: ${sayMoney(most.expected)} expected, ${sayMoney(most.worst)} at worst`
                  : 'No pressure is expected'
              }
              caption="Expected and the rest of the worst case, £m"
              head="Pressure"
              horizontal
              labels={open.map((row) => row.name)}
              series={[
                { label: 'Expected', values: open.map((row) => row.expected / 1e8), colour: '--series-5' },
                {
                  label: 'To the worst',
                  values: open.map((row) => Math.max(0, row.worst - row.expected) / 1e8),
                  colour: '--line-strong',
                },
              ]}
              format={(value) => value.toFixed(2)}
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
