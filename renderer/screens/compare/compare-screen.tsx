import { FolderOpen, Target, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { formatDate, formatPeriod } from '../../../shared/format/format.ts';
import { countText } from '../../components/parts/money.ts';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { asFailure } from '../../state/bridge.ts';
import { mostCompared, openToCompare } from '../../state/compare.ts';
import { baseOf, runForecast } from '../../state/engine.ts';
import { set, useStore } from '../../state/store.ts';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';
import { BridgeView } from './bridge-view.tsx';
import { type Column, sameData } from './compare-figures.ts';
import { CouncilsView } from './councils-view.tsx';
import { RiskView } from './risk-view.tsx';
import { SideBySide } from './side-by-side.tsx';
import { TornadoView } from './tornado-view.tsx';

/** Scenarios stand side by side under the names of their files, which tell copies of one scenario apart. */
const titleOf = (name: string) => name.replace(/\.outturn$/i, '');

/** What changed and why? The open scenario against its base and up to three other files. */
export default function CompareScreen() {
  const result = useStore((state) => state.result);
  const base = useStore((state) => state.base);
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const fileName = useStore((state) => state.open?.fileName);
  const others = useStore((state) => state.compared);
  const [against, setAgainst] = useState('base');
  const [view, show] = useView('/compare');
  const forecasts = useMemo(
    () =>
      others.map((other) => {
        try {
          return { other, made: runForecast(other.snapshot, other.scenario).forecast, failure: null };
        } catch (error) {
          return { other, made: null, failure: asFailure(error).message };
        }
      }),
    [others],
  );
  const same = useMemo(
    () => new Map(others.map((other) => [other.token, snapshot !== null && sameData(snapshot, other.snapshot)])),
    [others, snapshot],
  );
  if (!result || !base || !snapshot || !scenario) return null;
  const open = () => openToCompare();
  const columns: Column[] = [
    { key: 'base', name: 'Base', scenario: baseOf(scenario), made: base },
    ...forecasts.flatMap(({ other, made }) =>
      made ? [{ key: other.token, name: titleOf(other.name), scenario: other.scenario, made }] : [],
    ),
    { key: 'this', name: titleOf(fileName ?? scenario.name), scenario, made: result },
  ];
  // Four stand side by side: beside three files the base gives way; the bridge can still begin from it.
  const sideBySide = columns.length > 4 ? columns.slice(1) : columns;
  const from = columns.find((column) => column.key === against && column.key !== 'this') ?? columns[0];
  const to = columns.at(-1);
  return (
    <>
      <ScreenHead title="Compare" description={titleOf(fileName ?? scenario.name)}>
        <Segments name="View" value={view} choices={viewLists['/compare']} onChange={show} />
        <UnitChoice />
      </ScreenHead>
      {view === 'councils' ? null : (
        <div className="row wrap">
          <button
            type="button"
            className="button small"
            disabled={others.length >= mostCompared}
            onClick={() => void open()}
            title="Opens a scenario file beside the open one; nothing is changed"
          >
            <FolderOpen size={14} aria-hidden="true" /> Add a scenario…
          </button>
          <button type="button" className="button small" onClick={() => set({ overlay: 'goal-seek' })}>
            <Target size={14} aria-hidden="true" /> Solve for a target… <kbd>G</kbd>
          </button>
          {others.map((other) => (
            <span key={other.token} className="chip">
              {titleOf(other.name)}: {formatPeriod(other.scenario.year, other.scenario.period)},{' '}
              {countText(other.scenario.levers.length, 'lever')}
              {same.get(other.token) ? '' : `, own data to ${formatDate(other.snapshot.dataDate)}`}
              <button
                type="button"
                className="button plain icon small"
                aria-label={`Take ${other.name} away`}
                onClick={() =>
                  set(({ compared }) => ({ compared: compared.filter((entry) => entry.token !== other.token) }))
                }
              >
                <X size={12} />
              </button>
            </span>
          ))}
          {view === 'bridge' && columns.length > 2 ? (
            <label className="row small">
              <span className="quiet">From</span>
              <select
                className="input register-choice"
                value={from?.key}
                onChange={(event) => setAgainst(event.target.value)}
              >
                {columns.slice(0, -1).map((column) => (
                  <option key={column.key} value={column.key}>
                    {column.name}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
        </div>
      )}
      {forecasts.map(({ other, failure }) =>
        failure ? (
          <StateView key={other.token} title={`${other.name} could not be forecast`}>
            {failure}
          </StateView>
        ) : null,
      )}
      {view === 'councils' ? (
        <CouncilsView />
      ) : view === 'side' ? (
        <>
          {sideBySide.length < columns.length ? (
            <p className="quiet small">Four scenarios are shown. Remove one to see the base beside them.</p>
          ) : null}
          <SideBySide columns={sideBySide} />
        </>
      ) : view === 'bridge' && from && to ? (
        <BridgeView from={from} to={to} snapshot={snapshot} same={from.key === 'base' || same.get(from.key) === true} />
      ) : view === 'tornado' ? (
        <TornadoView snapshot={snapshot} scenario={scenario} result={result} />
      ) : (
        <RiskView result={result} />
      )}
    </>
  );
}
