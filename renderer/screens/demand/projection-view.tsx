import { useMemo, useState } from 'react';
import { actualOn } from '../../../shared/demand/backtest/vintages.ts';
import { monthEnds } from '../../../shared/demand/history/month-ends.ts';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import { childrenChange, childrenSentence } from '../../../shared/headline/demand.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { FanCard } from '../../components/charts/fan-card.tsx';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { DecimalsChoice, useChildren } from '../../components/figures/decimals-choice.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { Tile } from '../../components/parts/tile.tsx';
import { useSimulation } from '../../state/simulation.ts';
import {
  fanOf,
  flowOf,
  foldGroups,
  joinMonths,
  monthText,
  policyBreakOn,
  seriesColours,
  stockOf,
  whole,
} from './demand-figures.ts';
import { GroupChoice } from './group-choice.tsx';
import { methodName } from './method-names.ts';
import { SimulationStatus } from './simulation-status.tsx';

type Props = { result: Forecast; base: Forecast; snapshot: Snapshot; names: ReadonlyMap<string, string> };

/** How many children, with what doubt, in which groups, and by what flows. */
export function ProjectionView({ result, base, snapshot, names }: Props) {
  const [group, setGroup] = useState<string | null>(null);
  const simulation = useSimulation();
  const children = useChildren();
  const months = result.placements.months;
  const { drawn, folded, all } = useMemo(() => foldGroups(result), [result]);
  const shown = group !== null && all.includes(group) ? group : null;
  const mine = useMemo(() => stockOf(result, shown), [result, shown]);
  const theirs = useMemo(() => stockOf(base, shown), [base, shown]);
  const history = useMemo(() => monthEnds(snapshot, shown, 24), [snapshot, shown]);
  const ahead = useMemo(
    () => months.map((month) => (month.month.length === 7 ? `${month.month}-01` : month.month)),
    [months],
  );
  const axis = joinMonths(history, ahead);
  // Bands of other data say nothing of these children: they go until they are drawn again. Of the same data they pale.
  const summary = simulation.of?.snapshot === snapshot ? (simulation.result?.summary ?? null) : null;
  const fan = summary ? fanOf(summary, shown).slice(0, months.length) : [];
  const now = useMemo(() => actualOn(snapshot)(snapshot.dataDate), [snapshot]);
  const opening = (shown === null ? now?.total : now?.groups?.[shown]) ?? history.at(-1)?.value ?? mine[0] ?? 0;
  const last = mine.at(-1) ?? 0;
  const end = monthText(months.at(-1)?.month ?? '');
  const name = shown === null ? 'children' : `children in ${names.get(shown) ?? shown}`;
  const year = Math.min(11, months.length - 1);
  // Words set the interval beside the figure, so it must be the figure's own; the drawn one is labelled as before the change.
  const yearSpread = simulation.stale ? null : fan[year];
  const changed = childrenChange(last - (theirs.at(-1) ?? 0));
  const sum = (values: readonly number[]) => values.slice(0, 12).reduce((total, value) => total + value, 0);
  const entering = sum(flowOf(result, 'entrants', shown));
  const leaving = sum(flowOf(result, 'leavers', shown));
  const labels = months.map((month) => monthText(month.month));
  const moved = all
    .map((code) => ({ code, change: (stockOf(result, code).at(-1) ?? 0) - (stockOf(result, code)[0] ?? 0) }))
    .filter(({ change }) => Math.abs(change) >= 0.5)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))[0];
  const broken = policyBreakOn(result, history);
  const at = yearSpread ? year : months.length - 1;
  const { text: finding } = childrenSentence({
    what: name,
    opening,
    ahead: mine[at] ?? last,
    month: labels[at] ?? end,
    range: yearSpread ?? null,
  });
  return (
    <>
      <section className="tiles" aria-label="Headline figures">
        <Tile label={`In care on ${formatDate(snapshot.dataDate)}`} value={whole(opening)}>
          <span className="quiet">{shown === null ? 'all groups' : names.get(shown)}</span>
        </Tile>
        <Tile label={`Expected by ${labels[year] ?? end}`} value={children(mine[year] ?? 0)}>
          <span className="quiet">
            {yearSpread ? `${whole(yearSpread.p10)} to ${whole(yearSpread.p90)}, 8 times in 10` : 'central projection'}
          </span>
        </Tile>
        <Tile label={`Expected by ${end}`} value={children(last)}>
          <span className={changed.tone || 'quiet'}>{changed.text}</span>
        </Tile>
        <Tile label="Entering in 12 months" value={children(entering)} />
        <Tile label="Leaving in 12 months" value={children(leaving)}>
          <span className="quiet">{shown === null ? 'with 18th birthdays' : 'with 18th birthdays, without moves'}</span>
        </Tile>
      </section>
      <div className="row wrap">
        <GroupChoice
          value={shown ?? ''}
          groups={all}
          names={names}
          onChange={(code) => setGroup(code === '' ? null : code)}
        />
        <DecimalsChoice />
        <SimulationStatus simulation={simulation} method={result.method} />
      </div>
      <div className="charts short tall">
        <FanCard
          finding={finding}
          caption={`Children at the end of each month${summary ? `; intervals from ${formatNumber(summary.paths)} simulated paths, method “${methodName(summary.method)}”, seed ${summary.seed}${simulation.stale ? ', before the last change' : ''}` : ''}`}
          head="Month"
          labels={axis.labels}
          history={axis.past}
          fan={axis.points(fan)}
          scenario={axis.future(mine)}
          base={axis.future(theirs)}
          stale={simulation.stale}
          format={children}
          axis={whole}
          {...(broken ? { rule: broken.rule, foot: broken.text } : {})}
        />
      </div>
      <div className="charts short">
        <LinesCard
          finding={
            moved
              ? `${names.get(moved.code) ?? moved.code} changes most: ${moved.change >= 0 ? 'up' : 'down'} ${children(Math.abs(moved.change))} by ${end}`
              : `No group changes by ${end}`
          }
          caption="Children at the end of each month, group on group"
          head="Month"
          labels={labels}
          series={[
            ...drawn.map((code, index) => ({
              label: names.get(code) ?? code,
              values: stockOf(result, code),
              colour: seriesColours[index] ?? '--series-6',
              stacked: true,
            })),
            ...(folded.length > 0
              ? [
                  {
                    label: `${folded.length} smaller groups`,
                    values: months.map((_, at) =>
                      folded.reduce((total, code) => total + (stockOf(result, code)[at] ?? 0), 0),
                    ),
                    colour: '--series-6',
                    stacked: true,
                  },
                ]
              : []),
          ]}
          format={children}
          axis={whole}
        />
        <LinesCard
          finding={`${children(entering)} enter and ${children(leaving)} leave in the next twelve months`}
          caption={`Children entering and leaving each month, ${shown === null ? 'all groups' : (names.get(shown) ?? shown)}`}
          head="Month"
          labels={labels}
          series={[
            { label: 'Entering', values: flowOf(result, 'entrants', shown), colour: '--series-1' },
            { label: 'Leaving', values: flowOf(result, 'leavers', shown), colour: '--series-2' },
            { label: 'Entering, base', values: flowOf(base, 'entrants', shown), colour: '--base', dashed: true },
          ]}
          format={children}
          axis={whole}
        />
      </div>
      <GroupTable result={result} base={base} names={names} groups={all} ends={ahead} />
    </>
  );
}

/** Children by group at the end of every quarter; the base beside the total. */
function GroupTable(props: {
  result: Forecast;
  base: Forecast;
  names: ReadonlyMap<string, string>;
  groups: readonly string[];
  ends: readonly string[];
}) {
  const { result, base, names, groups, ends } = props;
  const children = useChildren();
  const quarters = ends.map((month, index) => ({ month, index })).filter(({ index }) => index % 3 === 2);
  const cells = (values: readonly number[]) => quarters.map(({ index }) => ({ text: children(values[index] ?? 0) }));
  return (
    <section className="card table-card" aria-label="Children by group">
      <FigureTable
        name="Children at the end of each quarter, by group"
        head="Children"
        columns={quarters.map(({ month }) => ({ key: month, label: monthText(month) }))}
        rows={[
          ...groups.map((code) => ({
            key: code,
            label: names.get(code) ?? code,
            cells: cells(stockOf(result, code)),
          })),
          { key: 'all', label: 'All children', kind: 'total' as const, cells: cells(stockOf(result, null)) },
          { key: 'base', label: 'Base', kind: 'sub' as const, cells: cells(stockOf(base, null)) },
        ]}
      />
    </section>
  );
}
