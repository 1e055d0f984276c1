import { useState } from 'react';
import type { Backtest } from '../../../shared/demand/backtest/backtest.ts';
import type { BacktestMethod } from '../../../shared/demand/backtest/row.ts';
import { publishedBacktest } from '../../../shared/demand/published-demand.ts';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import { bands } from '../../../shared/model/bands.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { changeScenario } from '../../state/scenario.ts';
import { one } from './demand-figures.ts';
import { methodColours, methodNames } from './method-names.ts';

type Props = {
  made: Backtest;
  snapshot: Snapshot;
  scenario: Scenario;
  names: ReadonlyMap<string, string>;
  publish: boolean;
};
const shownAhead = [1, 3, 6, 12, 24];

/** How well each method would have done from past month ends, of all children, a group or an age band. */
export function BacktestPart({ made, snapshot, scenario, names, publish }: Props) {
  const [chosen, setFigure] = useState('');
  const { rows: all, bands: byBand, notes, origins, recommended } = publish ? publishedBacktest(made, snapshot) : made;
  const groups = [...new Set(all.flatMap((row) => (row.group === null ? [] : [row.group])))];
  const ages = bands.filter((band) => byBand.some((row) => row.group === band.code));
  const isBand = ages.some((band) => band.code === chosen);
  const figure = isBand || groups.includes(chosen) ? chosen : '';
  const rows = isBand
    ? byBand.filter((row) => row.group === figure)
    : all.filter((row) => (row.group ?? '') === figure);
  const methods = [...new Set(rows.map((row) => row.method))];
  const of = (method: BacktestMethod, horizon: number) =>
    rows.find((row) => row.method === method && row.horizon === horizon);
  const longest = Math.max(0, ...rows.map((row) => row.horizon));
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
            {ages.map((band) => (
              <option key={band.code} value={band.code}>
                Aged {band.label}
              </option>
            ))}
          </select>
        </label>
        {recommended && origins.length > 0 ? (
          <span className="small quiet">
            {origins.length} starts, {formatDate(origins[0] ?? '')} to {formatDate(origins.at(-1) ?? '')}. Recommended
            on these data: {methodNames[recommended]}.
          </span>
        ) : null}
        {recommended && recommended !== scenario.method ? (
          <button
            type="button"
            className="button small"
            onClick={() =>
              changeScenario(`use the projection “${methodNames[recommended]}”`, (before) => ({
                ...before,
                method: recommended,
              }))
            }
          >
            Use {methodNames[recommended]}
          </button>
        ) : null}
      </div>
      {rows.length === 0 ? (
        <StateView title="Too little history">{notes.join('. ')}</StateView>
      ) : (
        <>
          <div className="charts short">
            <LinesCard
              finding={finding}
              caption="Mean error in children by months ahead, rolling origin"
              head="Months ahead"
              labels={Array.from({ length: longest }, (_, index) => String(index + 1))}
              series={methods.map((method) => ({
                label: methodNames[method],
                values: Array.from({ length: longest }, (_, ago) => of(method, ago + 1)?.meanAbsoluteError ?? null),
                colour: methodColours[method],
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
                { key: 'bias', label: 'Bias', title: 'Above zero: forecasts too many' },
                {
                  key: 'coverage',
                  label: 'In interval',
                  title:
                    'Share of outcomes inside the method’s own interval: 80 %, or two deviations of the regional model',
                },
                { key: 'coverage95', label: 'In 95 %', title: 'Share of outcomes inside the 95 % interval' },
                {
                  key: 'winkler',
                  label: 'Interval score %',
                  title:
                    'Winkler score of the 80 % interval, per cent of the children: width and ten times what lies outside; less is better',
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
                        {
                          text:
                            row?.coverage95 === null || row?.coverage95 === undefined
                              ? '–'
                              : `${formatNumber(row.coverage95 * 100)} %`,
                        },
                        { text: decimal(row?.intervalScorePercent, 1) },
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
          <p className="quiet small">{notes.join('. ')}.</p>
        </>
      )}
    </>
  );
}
