import { useMemo } from 'react';
import { uascPosition } from '../../../shared/demand/history/uasc.ts';
import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import { addDays, addMonths } from '../../../shared/model/calendar.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { optionalAssumption } from '../../../shared/scenario/assumption-values.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { NumberEntry } from '../../components/levers/number-entry.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { Tile } from '../../components/parts/tile.tsx';
import { changeScenario } from '../../state/scenario.ts';
import { monthText, one, whole } from './demand-figures.ts';
import { careLeaversOf, pace, uascHistory } from './leavers-and-uasc.ts';

type Props = { snapshot: Snapshot; scenario: Scenario };
export const populationKey = 'population-under-18';
export const shareKey = 'uasc-share-percent';

/** Care leavers a year on by cohort, and unaccompanied children against the transfer scheme's share. */
export function LeaversView(props: Props) {
  return (
    <>
      <CareLeaversPart snapshot={props.snapshot} />
      <UascPart {...props} />
    </>
  );
}

function CareLeaversPart({ snapshot }: { snapshot: Snapshot }) {
  const made = useMemo(() => careLeaversOf(snapshot), [snapshot]);
  if (!made)
    return (
      <StateView title="No care leavers to age on">
        Import monthly counts of care leavers by age 18 to 25 for two dates a year apart (measure “care-leavers”, the
        age in the band).
      </StateView>
    );
  const { before, now, projection, constant16and17 } = made;
  const ages = [18, 19, 20, 21, 22, 23, 24, 25];
  const sum = (counts: Record<number, number>) => ages.reduce((total, age) => total + (counts[age] ?? 0), 0);
  const adults = projection.total - constant16and17;
  const change = adults - sum(now.counts);
  return (
    <section className="card table-card" aria-label="Care leavers">
      <h2 className="card-title">
        {whole(adults)} care leavers aged 18 to 25 by {monthText(addMonths(now.month, 12))}:{' '}
        {change >= 0 ? 'up' : 'down'} {whole(Math.abs(change))} on {whole(sum(now.counts))}
      </h2>
      <FigureTable
        name="Care leavers by age"
        head="Age"
        columns={[
          { key: 'before', label: monthText(before.month), quiet: true },
          { key: 'now', label: monthText(now.month) },
          { key: 'ratio', label: 'Cohort ratio', title: 'Count now ÷ the age below a year before' },
          { key: 'next', label: monthText(addMonths(now.month, 12)) },
        ]}
        rows={[
          {
            key: '16',
            label: '16 and 17, in care',
            kind: 'sub' as const,
            cells: [
              { text: whole(before.counts[16] ?? 0) },
              { text: whole(now.counts[16] ?? 0) },
              { text: 'kept as it is', tone: 'quiet' as const },
              { text: whole(constant16and17) },
            ],
          },
          ...ages.map((age) => ({
            key: String(age),
            label: String(age),
            cells: [
              { text: whole(before.counts[age] ?? 0) },
              { text: whole(now.counts[age] ?? 0) },
              projection.constantAges.includes(age)
                ? { text: 'kept as it is', tone: 'quiet' as const }
                : {
                    text: formatNumber(projection.ratios[age] ?? 0, 3),
                    ...(projection.ratioOverOne.includes(age)
                      ? { tone: 'over' as const, title: 'Over 1: more than the cohort before it' }
                      : {}),
                  },
              { text: one(projection.next[age] ?? 0) },
            ],
          })),
          {
            key: 'all',
            label: '18 to 25',
            kind: 'total' as const,
            cells: [
              { text: whole(sum(before.counts)) },
              { text: whole(sum(now.counts)) },
              { text: '' },
              { text: one(adults) },
            ],
          },
        ]}
      />
    </section>
  );
}

function UascPart({ snapshot, scenario }: Props) {
  const history = useMemo(() => (snapshot.placements.length > 0 ? uascHistory(snapshot, 24) : []), [snapshot]);
  const counted = snapshot.demandSeries
    .filter((row) => row.measure === 'population' && row.value !== null && row.month <= snapshot.dataDate)
    .sort((a, b) => (a.month < b.month ? 1 : -1))[0];
  const population = optionalAssumption(snapshot, scenario, populationKey) ?? counted?.value ?? 0;
  const share = optionalAssumption(snapshot, scenario, shareKey) ?? 0.1;
  if (history.length === 0) return null;
  const children = history.at(-1)?.value ?? 0;
  // The last whole month's end, which is the data date only where that ends a month.
  const lastEnd = addDays(addMonths(history.at(-1)?.month ?? snapshot.dataDate, 1), -1);
  const paces = [3, 6, 12].map((months) => ({ months, pace: pace(history, months) }));
  const position = uascPosition(
    population,
    share / 100,
    children,
    paces.map((entry) => entry.pace),
  );
  const setValue = (key: string, value: number, label: string) =>
    changeScenario(label, (before) => ({ ...before, assumptions: { ...before.assumptions, [key]: value } }));
  const known = population > 0;
  const until = (months: number | null | undefined) =>
    months === null || months === undefined
      ? 'not at this pace'
      : months === 0
        ? 'already passed'
        : months > 240
          ? 'in over 20 years'
          : `${one(months)} months, ${monthText(addMonths(`${snapshot.dataDate.slice(0, 7)}-01`, Math.ceil(months)))}`;
  const finding = !known
    ? `${whole(children)} unaccompanied children on ${formatDate(lastEnd)}`
    : position.headroom >= 0
      ? `${whole(children)} unaccompanied children: ${whole(position.headroom)} below the transfer scheme’s share`
      : `${whole(children)} unaccompanied children: ${whole(-position.headroom)} above the transfer scheme’s share`;
  return (
    <>
      <section className="tiles" aria-label="National Transfer Scheme">
        <div className="tile card">
          <small>Children under 18</small>
          <NumberEntry
            label="Population under 18"
            value={population}
            minimum={0}
            maximum={5_000_000}
            text={known ? whole(population) : 'enter it'}
            onChange={(value) => setValue(populationKey, value, 'set the population under 18')}
          />
        </div>
        <div className="tile card">
          <small>Scheme’s share, %</small>
          <NumberEntry
            label="Share of the transfer scheme, per cent"
            value={share}
            minimum={0}
            maximum={5}
            text={`${share} %`}
            onChange={(value) => setValue(shareKey, value, 'set the share of the transfer scheme')}
          />
        </div>
        <Tile label="Threshold" value={known ? whole(position.threshold) : '–'}>
          <span className="quiet">{known ? 'population × share' : 'enter the children under 18'}</span>
        </Tile>
        {paces.map((entry, index) => (
          <Tile
            key={entry.months}
            label={`Net a month, last ${entry.months} months`}
            value={`${entry.pace > 0 ? '+' : ''}${one(entry.pace)}`}
          >
            <span className="quiet">{known ? until(position.months[index]) : 'children a month'}</span>
          </Tile>
        ))}
      </section>
      {history.some(({ value }) => value > 0) ? (
        <div className="charts short">
          <LinesCard
            finding={finding}
            caption="Unaccompanied children at the end of each month, and the threshold"
            head="Month"
            labels={history.map(({ month }) => monthText(month))}
            series={[
              { label: 'Unaccompanied children', values: history.map(({ value }) => value), colour: '--series-1' },
              ...(known
                ? [
                    {
                      label: 'Threshold',
                      values: history.map(() => position.threshold),
                      colour: '--over',
                      dashed: true,
                    },
                  ]
                : []),
            ]}
            format={whole}
            axis={whole}
          />
        </div>
      ) : (
        <p className="quiet">No unaccompanied child is held in the last {history.length} months.</p>
      )}
    </>
  );
}
