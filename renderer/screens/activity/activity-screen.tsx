import { useMemo } from 'react';
import { type ActivityLine, activityLines } from '../../../shared/activity/activity.ts';
import { partnerPackages } from '../../../shared/activity/partner-packages.ts';
import { projectActivity } from '../../../shared/activity/project-activity.ts';
import { teamPositions } from '../../../shared/activity/staffing.ts';
import { formatDate, formatMoney, formatMonth, formatNumber } from '../../../shared/format/format.ts';
import { WaterfallCard } from '../../components/charts/waterfall-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { moneyText, unitLabel } from '../../components/parts/money.ts';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { useStore } from '../../state/store.ts';
import { one, whole } from '../demand/demand-figures.ts';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';

/** A change with its sign: +17, −3. */
const change = (percent: number) => `${percent > 0 ? '+' : ''}${formatNumber(percent, 0)}`;

/** What else drives the bill: how much is done, at what price, by whom, and who shares it? */
export default function ActivityScreen() {
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const [view, show] = useView('/activity');
  if (!snapshot || !scenario) return null;
  return (
    <>
      <ScreenHead title="Activity" description="volume × price, posts and partners’ packages">
        <Segments name="View" value={view} choices={viewLists['/activity']} onChange={show} />
        {view === 'lines' || view === 'packages' ? <UnitChoice /> : null}
      </ScreenHead>
      {view === 'lines' ? (
        <Lines />
      ) : view === 'posts' ? (
        <Posts />
      ) : view === 'packages' ? (
        <Packages />
      ) : (
        <RegisterGrid key={view} register={view} />
      )}
    </>
  );
}

function Lines() {
  const snapshot = useStore((state) => state.snapshot);
  const lines = useMemo(
    () => (snapshot ? activityLines(snapshot.activities, snapshot.activityCounts) : []),
    [snapshot],
  );
  if (lines.length === 0)
    return (
      <StateView title="No activity">
        Name what is counted under Activities, such as matters or journeys, and enter volume with an amount or a price
        under Counts.
      </StateView>
    );
  return lines.map((line) => <Line key={line.code} line={line} />);
}

function Line({ line }: { line: ActivityLine }) {
  const unit = useStore((state) => state.unit);
  const levers = useStore((state) => state.open?.scenario.levers);
  const ahead = useMemo(() => projectActivity(line, 2, levers), [line, levers]);
  const { whole: bridge } = line;
  const priced = line.periods.length > 0 && line.periods.every((period) => period.priced);
  const money = (pence: number) => moneyText(Math.round(pence), unit);
  const price = (pence: number) => formatMoney(Math.round(pence), 'pounds', 0);
  return (
    <>
      <section className="card table-card" aria-label={line.name}>
        <h2 className="card-title">
          {line.name}
          {bridge && priced && bridge.volumePercent !== null && bridge.pricePercent !== null
            ? `: activity ${change(bridge.volumePercent)} %, price ${change(bridge.pricePercent)} % from ${formatMonth(bridge.from)} to ${formatMonth(bridge.to)}`
            : ''}
        </h2>
        <FigureTable
          name={`${line.name}, ${unitLabel[unit]}`}
          head="From"
          columns={[
            { key: 'volume', label: line.periods.some((period) => period.fromIndex) ? 'Index' : line.unit },
            { key: 'price', label: '£ each', title: 'Amount ÷ volume' },
            { key: 'amount', label: 'Amount' },
            { key: 'printed', label: '£ as printed', quiet: true },
            { key: 'range', label: '80 %', quiet: true },
          ]}
          rows={[
            ...line.periods.map((period) => ({
              key: period.from,
              label: formatMonth(period.from),
              title: period.source,
              cells: [
                { text: whole(period.volume) },
                { text: period.priced ? price(period.price) : '–' },
                { text: period.priced ? money(period.amount) : '–' },
                {
                  text: period.printed === null ? '' : price(period.printed),
                  tone:
                    period.printed !== null && Math.abs(period.printed - period.price) > 50
                      ? ('over' as const)
                      : ('' as const),
                },
                { text: '' },
              ],
            })),
            ...ahead.map((period) => ({
              key: period.from,
              label: `${formatMonth(period.from)}, projected`,
              kind: 'sub' as const,
              cells: [
                { text: whole(period.volume) },
                { text: period.priced ? price(period.price) : '–' },
                { text: period.priced ? money(period.amount) : '–' },
                { text: '' },
                { text: period.low === null ? '' : `${money(period.low)} to ${money(period.high ?? 0)}` },
              ],
            })),
          ]}
        />
        {line.notes.map((note) => (
          <p key={note} className="quiet">
            {note}
          </p>
        ))}
      </section>
      {bridge && priced ? (
        <div className="charts short">
          <WaterfallCard
            finding={`${line.name}: ${formatMonth(bridge.from)} to ${formatMonth(bridge.to)}`}
            caption="How much is activity, how much is price, how much is what is bought"
            unit={unit}
            steps={[
              { key: 'before', label: formatMonth(bridge.from), amount: Math.round(bridge.before), whole: true },
              { key: 'volume', label: 'Activity', amount: Math.round(bridge.volume) },
              { key: 'price', label: 'Price', amount: Math.round(bridge.price) },
              { key: 'mix', label: 'Mix', amount: Math.round(bridge.mix) },
              { key: 'after', label: formatMonth(bridge.to), amount: Math.round(bridge.after), whole: true },
            ]}
          />
        </div>
      ) : null}
    </>
  );
}

function Posts() {
  const snapshot = useStore((state) => state.snapshot);
  const teams = useMemo(() => teamPositions(snapshot?.staffingPosts ?? []), [snapshot]);
  if (teams.length === 0)
    return <StateView title="No posts">Enter posts, vacancies and agency workers by team under Teams.</StateView>;
  const pounds = (pence: number | null) => (pence === null ? '–' : formatMoney(pence, 'pounds', 0));
  return (
    <section className="card table-card" aria-label="Posts">
      <FigureTable
        name="Posts, who fills them and what agency costs beyond employees, £"
        head="Team"
        columns={[
          ...['Posts', 'Employed', 'Agency'].map((label) => ({ key: label, label })),
          { key: 'uncovered', label: 'Uncovered', title: 'Vacant posts nobody fills' },
          { key: 'each', label: 'Premium each', divider: true },
          { key: 'premium', label: 'Premiums a year' },
          { key: 'unspent', label: 'Unspent a year' },
          { key: 'award', label: 'Pay award' },
          { key: 'leavers', label: 'Leavers a year' },
        ]}
        rows={teams.map((team) => ({
          key: team.team,
          label: `${team.team}, ${formatDate(team.on)}`,
          title: team.source,
          cells: [
            ...[team.posts, team.employed, team.agency].map((value) => ({ text: one(value) })),
            { text: one(team.uncovered), tone: team.uncovered < 0 ? ('over' as const) : ('' as const) },
            ...[team.premium, team.agencyPremium, team.unspent, team.payAward].map((pence) => ({
              text: pounds(pence),
            })),
            { text: team.leavers === null ? '–' : one(team.leavers) },
          ],
        }))}
      />
    </section>
  );
}

function Packages() {
  const snapshot = useStore((state) => state.snapshot);
  const year = useStore((state) => state.open?.scenario.year);
  const unit = useStore((state) => state.unit);
  const packages = useMemo(
    () => (snapshot && year ? partnerPackages(snapshot.jointFunding, snapshot.shareSteps, year) : []),
    [snapshot, year],
  );
  if (packages.length === 0)
    return (
      <StateView title="No shared packages">Enter them in the register of joint funding, under Funders.</StateView>
    );
  return (
    <section className="card table-card" aria-label="Packages">
      <FigureTable
        name={`Packages shared with partners in ${year}, ${unitLabel[unit]}`}
        head="Package and partner"
        columns={[
          { key: 'gross', label: 'Gross' },
          { key: 'agreed%', label: 'Agreed %' },
          { key: 'agreed', label: 'Agreed' },
          { key: 'invoiced', label: 'Invoiced' },
          { key: 'disputed', label: 'Disputed' },
          { key: 'unbilled', label: 'Unbilled' },
          {
            key: 'rule',
            label: 'By rule',
            title: 'What the steps of the partner’s share ask of this cost',
            divider: true,
          },
          { key: 'benchmark', label: 'At benchmark', title: 'Published comparators: education 20 %, health 21 %' },
        ]}
        rows={packages.map((row) => ({
          key: `${row.reference} ${row.partner}`,
          label: `${row.reference} ${row.name}, ${row.partner}`,
          cells: [
            { text: moneyText(row.gross, unit) },
            { text: one(row.agreedPercent) },
            ...[row.agreed, row.invoiced, row.disputed, row.unbilled].map((pence) => ({
              text: moneyText(pence, unit),
            })),
            { text: row.byRule === null ? '–' : moneyText(row.byRule, unit) },
            { text: moneyText(row.atBenchmark, unit) },
          ],
        }))}
      />
    </section>
  );
}
