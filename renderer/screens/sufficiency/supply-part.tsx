import { formatDate, formatMoney } from '../../../shared/format/format.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { Sufficiency } from '../../../shared/sufficiency/sufficiency.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, unitLabel } from '../../components/parts/money.ts';
import { useStore } from '../../state/store.ts';
import { one, whole } from '../demand/demand-figures.ts';

const optional = (value: number | null) => (value === null ? '–' : one(value));

/** Places by state, what is to open, how places are bought, and the contracts behind them. */
export function SupplyPart({ made, snapshot }: { made: Sufficiency; snapshot: Snapshot }) {
  const unit = useStore((state) => state.unit);
  const names = new Map(snapshot.placementGroups.map((group) => [group.code, group.name]));
  const name = (code: string) => names.get(code) ?? code;
  return (
    <>
      {made.places.length > 0 ? (
        <section className="card table-card" aria-label="Places by state">
          <FigureTable
            name="Approved places: filled, unavailable, vacant and unexplained"
            head="Group and day"
            columns={[
              ...['Approved', 'Filled', 'Unavailable', 'Vacant'].map((label) => ({ key: label, label })),
              { key: 'unexplained', label: 'Unexplained', title: 'Approved less the other three' },
              { key: 'filled%', label: 'Filled %', divider: true },
              { key: 'usable%', label: 'Of usable %', title: 'Filled ÷ approved less unavailable' },
              { key: 'why', label: 'Why unavailable', quiet: true },
            ]}
            rows={made.places.map((row) => ({
              key: `${row.on} ${row.group} ${row.source}`,
              label: `${name(row.group)}, ${formatDate(row.on)}`,
              title: row.source,
              cells: [
                ...[row.approved, row.filled, row.unavailable, row.vacant].map((value) => ({ text: whole(value) })),
                { text: whole(row.unexplained), tone: row.unexplained === 0 ? ('' as const) : ('over' as const) },
                { text: optional(row.occupancyPercent) },
                { text: optional(row.usableOccupancyPercent) },
                {
                  text: row.reasons.map(({ reason, places }) => `${reason} ${whole(places)}`).join(', '),
                  tone: 'quiet',
                },
              ],
            }))}
          />
        </section>
      ) : null}
      {made.programme.length > 0 ? (
        <section className="card table-card" aria-label="Capacity programme">
          <FigureTable
            name={`Capacity programme, ${unitLabel[unit]} a year`}
            head="Project"
            columns={[
              { key: 'group', label: 'Group' },
              { key: 'stage', label: 'Stage' },
              { key: 'places', label: 'Places' },
              { key: 'from', label: 'From', title: 'With delays and levers' },
              { key: 'chance', label: 'Chance %' },
              { key: 'running', label: 'Running', divider: true },
              { key: 'financing', label: 'Financing', title: 'Annuity on capital less grant' },
            ]}
            rows={made.programme.map((row) => ({
              key: row.reference,
              label: row.name,
              cells: [
                { text: name(row.group) },
                { text: row.stage },
                { text: `${row.change > 0 ? '+' : ''}${whole(row.change)}` },
                { text: row.from === null ? 'not said' : formatDate(row.from) },
                { text: whole(row.probability * 100) },
                { text: row.cost.revenue === null ? 'not said' : moneyText(row.cost.revenue, unit) },
                { text: row.cost.financing === null ? 'not said' : moneyText(row.cost.financing, unit) },
              ],
            }))}
          />
        </section>
      ) : null}
      <section className="card table-card" aria-label="How places are bought">
        <FigureTable
          name={`How places are bought on ${formatDate(made.dataDate)}`}
          head="Bought"
          columns={[
            { key: 'children', label: 'Children' },
            { key: 'children%', label: '% of children' },
            { key: 'weekly', label: '£ a week', title: 'Less what partners pay' },
            { key: 'weekly%', label: '% of £' },
            { key: 'unpriced', label: 'No price', title: 'Paid for as a block, or not priced: in no sum' },
          ]}
          rows={made.routes.map((row) => ({
            key: row.route,
            label: row.route,
            cells: [
              { text: whole(row.children) },
              { text: optional(row.childrenPercent) },
              { text: formatMoney(row.weekly, 'pounds', 0) },
              { text: optional(row.weeklyPercent) },
              { text: whole(row.unpriced), tone: row.unpriced > 0 ? ('quiet' as const) : ('' as const) },
            ],
          }))}
        />
      </section>
      {made.contracts.length > 0 ? (
        <section className="card table-card" aria-label="Contracts">
          <FigureTable
            name={`Contracts, ${unitLabel[unit]} a year`}
            head="Service"
            columns={[
              { key: 'route', label: 'Bought' },
              { key: 'annual', label: 'Value' },
              { key: 'places', label: 'Places' },
              { key: 'week', label: '£ a place and week' },
              { key: 'to', label: 'Ends', divider: true },
              { key: 'latest', label: 'With options' },
              { key: 'notice', label: 'Notice by' },
              { key: 'differs', label: 'Against Capacity', quiet: true },
            ]}
            rows={made.contracts.map((row) => ({
              key: row.reference,
              label: row.service,
              title: `${row.reference}, ${row.supplier}`,
              cells: [
                { text: row.route },
                { text: moneyText(row.annual, unit) },
                { text: row.places === null ? '–' : whole(row.places) },
                { text: row.placeWeek === null ? '–' : formatMoney(row.placeWeek, 'pounds', 0) },
                { text: row.to === null ? 'not said' : formatDate(row.to) },
                { text: row.latestEnd === null ? '–' : formatDate(row.latestEnd) },
                { text: row.noticeBy === null ? '–' : formatDate(row.noticeBy) },
                { text: row.differs ?? '', tone: row.differs ? ('over' as const) : ('quiet' as const) },
              ],
            }))}
          />
        </section>
      ) : null}
    </>
  );
}
