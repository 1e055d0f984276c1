import { useMemo } from 'react';
import { formatDate, formatMoney, formatNumber } from '../../../shared/format/format.ts';
import { type Leavers, leavers } from '../../../shared/leavers/leavers.ts';
import { demandOf } from '../../../shared/scenario/demand-cache.ts';
import { DecimalsChoice, useChildren } from '../../components/figures/decimals-choice.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { moneyText, unitLabel } from '../../components/parts/money.ts';
import { NotesList } from '../../components/parts/notes-list.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { Tile } from '../../components/parts/tile.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { useStore } from '../../state/store.ts';
import { one, whole } from '../demand/demand-figures.ts';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';

const years = 5;
const weeks = 365.25 / 7;

/** How many care leavers, at what cost, and what is unaccompanied children's grant against theirs? */
export default function CareLeaversScreen() {
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const [view, show] = useView('/care-leavers');
  const made = useMemo(() => {
    if (!snapshot || !scenario) return null;
    return leavers(snapshot, scenario, years, snapshot.placements.length > 0 ? demandOf(snapshot, scenario) : null);
  }, [snapshot, scenario]);
  const worked = view === 'cohort' || view === 'alone';
  return (
    <>
      <ScreenHead title="Care leavers" description="by age, and unaccompanied children">
        <Segments name="View" value={view} choices={viewLists['/care-leavers']} onChange={show} />
        {view === 'cohort' ? (
          <>
            <DecimalsChoice />
            <UnitChoice />
          </>
        ) : null}
      </ScreenHead>
      {!worked ? (
        <RegisterGrid key={view} register={view} />
      ) : !made ? null : (
        <>
          {view === 'cohort' ? <Cohort made={made} /> : <Alone made={made} />}
          <NotesList label="Notes on care leavers" notes={made.notes} />
        </>
      )}
    </>
  );
}

function Cohort({ made }: { made: Leavers }) {
  const unit = useStore((state) => state.unit);
  const people = useChildren();
  const counts = made.counts.slice(-2);
  if (counts.length < 2)
    return (
      <StateView title="No cohort to carry forward">
        Enter care leavers by age for two days a year apart under Counts.
      </StateView>
    );
  const ages = [16, 18, 19, 20, 21, 22, 23, 24, 25];
  const [last, next] = [counts.at(-1), made.ahead[0]];
  return (
    <section className="card table-card" aria-label="Care leavers by age">
      <h2 className="card-title">
        {next && last
          ? `${whole(next.total)} care leavers by ${formatDate(next.on)}, from ${whole(last.total)} on ${formatDate(last.on)}`
          : 'Care leavers by age'}
      </h2>
      <FigureTable
        name={`Care leavers by age and cost of a year, ${unitLabel[unit]}`}
        head="Age"
        columns={[
          ...counts.map(({ on }) => ({ key: on, label: formatDate(on), quiet: true })),
          { key: 'ratio', label: 'Ratio', title: 'Count now ÷ the age below a year before' },
          ...made.ahead.map(({ on }, at) => ({ key: on, label: formatDate(on), title: '80 %', divider: at === 0 })),
        ]}
        rows={[
          ...ages.map((age) => ({
            key: String(age),
            label: age === 16 ? '16 and 17' : String(age),
            kind: age === 16 ? ('sub' as const) : ('plain' as const),
            cells: [
              ...counts.map((count) => ({ text: whole(count.people[age] ?? 0) })),
              {
                text: made.ratios[age] === undefined ? '' : formatNumber(made.ratios[age], 3),
                tone: (made.ratios[age] ?? 0) > 1 ? ('over' as const) : ('' as const),
                title: (made.ratios[age] ?? 0) > 1 ? 'Over 1: more than the cohort before it' : '',
              },
              ...made.ahead.map((year) => {
                const found = year.ages.find((each) => each.age === age);
                return age === 16
                  ? { text: people(year.inCare) }
                  : { text: found ? `${people(found.people)} (${whole(found.low)}–${whole(found.high)})` : '' };
              }),
            ],
          })),
          {
            key: 'all',
            label: 'All',
            kind: 'total' as const,
            cells: [
              ...counts.map(({ total }) => ({ text: whole(total) })),
              { text: '' },
              ...made.ahead.map(({ total, low, high }) => ({
                text: `${people(total)} (${whole(low)}–${whole(high)})`,
              })),
            ],
          },
          {
            key: 'cost',
            label: 'Cost of a year',
            kind: 'sub' as const,
            cells: [
              ...counts.map(({ weekly }) => ({ text: moneyText(Math.round(weekly * weeks), unit) })),
              { text: '' },
              ...made.ahead.map(({ weekly }) => ({ text: moneyText(Math.round(weekly * weeks), unit) })),
            ],
          },
        ]}
      />
    </section>
  );
}

function Alone({ made }: { made: Leavers }) {
  const { uasc, grants, arrival } = made;
  const { position, children, population, former, becoming } = uasc;
  const pounds = (pence: number) => `£${formatMoney(pence, 'pounds', 0)}`;
  return (
    <>
      <section className="tiles" aria-label="Unaccompanied children">
        <Tile label="Unaccompanied children" value={children ? whole(children.children) : '–'}>
          <span className="quiet">{children ? formatDate(children.on) : 'no count'}</span>
        </Tile>
        <Tile label="Threshold" value={position ? whole(position.threshold) : '–'}>
          <span className="quiet">
            {population ? `${uasc.sharePercent} % of ${whole(population.value)}` : 'enter the children under 18'}
          </span>
        </Tile>
        <Tile label="Headroom" value={position ? whole(position.headroom) : '–'}>
          <span className="quiet">{uasc.pace === null ? '' : `${one(uasc.pace)} net arrivals a month`}</span>
        </Tile>
        <Tile label="Former, now care leavers" value={former ? whole(former.total) : '–'}>
          <span className="quiet">{becoming ? `${whole(becoming.people)} more within the year` : ''}</span>
        </Tile>
        <Tile label="One more arrival, net a week" value={arrival ? pounds(arrival.net) : '–'}>
          <span className="quiet">
            {arrival
              ? `${pounds(arrival.placement)} less ${pounds(arrival.grant)} grant`
              : 'needs prices and a grant rate'}
          </span>
        </Tile>
      </section>
      <section className="card table-card" aria-label="Grants">
        <FigureTable
          name="Grant income by age"
          head="Grant and age"
          columns={[
            { key: 'people', label: 'Young people' },
            { key: 'weekly', label: '£ a week' },
            { key: 'unfunded', label: 'No rate' },
          ]}
          rows={[grants.child, grants.leaver].flatMap((income) =>
            income
              ? [
                  ...income.ages.map((row) => ({
                    key: `${income.grant} ${row.age}`,
                    label: `${income.grant}, ${row.age}`,
                    cells: [whole(row.people), formatMoney(row.weekly, 'pounds', 0), whole(row.unfunded)].map(
                      (text) => ({
                        text,
                      }),
                    ),
                  })),
                  {
                    key: income.grant,
                    label: `${income.grant}: ${pounds(income.yearly)} a year`,
                    kind: 'total' as const,
                    cells: [whole(income.people), formatMoney(income.weekly, 'pounds', 0), whole(income.unfunded)].map(
                      (text) => ({ text }),
                    ),
                  },
                ]
              : [],
          )}
        />
      </section>
      <section className="card table-card" aria-label="Counts of unaccompanied children">
        <FigureTable
          name="Unaccompanied children by day and source"
          head="Day"
          columns={[
            { key: 'children', label: 'Children' },
            { key: 'source', label: 'Source', quiet: true },
          ]}
          rows={uasc.counts.map((row) => ({
            key: `${row.on} ${row.source}`,
            label: formatDate(row.on),
            cells: [{ text: whole(row.children) }, { text: row.source, tone: 'quiet' as const }],
          }))}
        />
      </section>
    </>
  );
}
