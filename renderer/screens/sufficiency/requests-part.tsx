import { formatDate, formatNumber } from '../../../shared/format/format.ts';
import type { Sufficiency } from '../../../shared/sufficiency/sufficiency.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { one, whole } from '../demand/demand-figures.ts';

const optional = (value: number | null, places = 0) => (value === null ? '–' : formatNumber(value, places));

/** What was asked for and what was secured: who went elsewhere, how often that would come again, how urgent it was. */
export function RequestsPart({ made }: { made: Sufficiency }) {
  const span = made.requestsOf;
  if (!span || made.requests.length === 0)
    return (
      <StateView title="No requests for placements">
        Add them under Request list, or import an extract: one row a request, or published counts with how many each row
        stands for.
      </StateView>
    );
  const urgencies = [...new Set(made.requests.flatMap((row) => Object.keys(row.byUrgency)))];
  const asked = made.requests.reduce((sum, row) => sum + row.requests, 0);
  const unmet = made.requests.reduce((sum, row) => sum + row.unmet, 0);
  return (
    <>
      <section className="card table-card" aria-label="Requests and what was secured">
        <h2 className="card-title">
          {whole(unmet)} of {whole(asked)} requests from {formatDate(span.from)} to {formatDate(span.to)} went elsewhere
        </h2>
        <FigureTable
          name="Requests by type asked for"
          head="Asked for"
          columns={[
            { key: 'requests', label: 'Requests' },
            { key: 'placed', label: 'Placed' },
            { key: 'withdrawn', label: 'Withdrawn' },
            { key: 'waiting', label: 'Waiting' },
            { key: 'asked', label: 'As asked', divider: true },
            { key: 'residential', label: 'To residential' },
            { key: 'supported', label: 'To supported' },
            { key: 'fostering', label: 'To fostering' },
            { key: 'unmet', label: 'Unmet', divider: true },
            { key: 'percent', label: 'Unmet %' },
            { key: 'again', label: 'A year again', title: '80 % of a count that comes again: negative binomial' },
          ]}
          rows={made.requests.map((row) => ({
            key: row.type,
            label: row.type,
            cells: [
              ...[row.requests, row.placed, row.withdrawn, row.waiting, row.asAsked].map((value) => ({
                text: whole(value),
              })),
              ...(['residential', 'supported', 'fostering'] as const).map((type) => ({
                text: row.elsewhere[type] === undefined ? '–' : whole(row.elsewhere[type]),
                tone: row.elsewhere[type] === undefined ? ('quiet' as const) : ('' as const),
              })),
              { text: whole(row.unmet), tone: row.unmet > 0 ? ('over' as const) : ('' as const) },
              { text: optional(row.unmetPercent, 1) },
              { text: `${row.again.p10} to ${row.again.p90}` },
            ],
          }))}
        />
      </section>
      <section className="card table-card" aria-label="How requests were met">
        <FigureTable
          name="Urgency, days, offers and distance"
          head="Asked for"
          columns={[
            ...urgencies.map((urgency) => ({ key: urgency, label: urgency })),
            { key: 'days', label: 'Days to place', title: 'Median', divider: true },
            { key: 'offers', label: 'Offers', title: 'Mean of the requests that say' },
            { key: 'far', label: 'Over 20 miles, %', title: 'Of those whose distance is known' },
          ]}
          rows={made.requests.map((row) => ({
            key: row.type,
            label: row.type,
            cells: [
              ...urgencies.map((urgency) => ({ text: whole(row.byUrgency[urgency] ?? 0) })),
              { text: row.medianDays === null ? '–' : one(row.medianDays) },
              { text: optional(row.meanOffers, 1) },
              { text: optional(row.farPercent, 1) },
            ],
          }))}
        />
      </section>
    </>
  );
}
