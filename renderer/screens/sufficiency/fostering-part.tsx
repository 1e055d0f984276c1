import { formatDate, formatMonth, formatNumber } from '../../../shared/format/format.ts';
import { stages } from '../../../shared/sufficiency/fostering.ts';
import type { Sufficiency } from '../../../shared/sufficiency/sufficiency.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { addLever } from '../../state/scenario.ts';
import { one, whole } from '../demand/demand-figures.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Enquiries to approvals year by year, households month by month, and what more enquiries would bring. */
export function FosteringPart({ made }: { made: Sufficiency }) {
  const { funnels, households, conversion } = made;
  if (funnels.length === 0 && !households)
    return (
      <StateView title="No fostering pipeline">
        Add enquiries, visits, applications, approvals and de-registrations under Pipeline, by month or by year.
      </StateView>
    );
  return (
    <>
      {funnels.length > 0 ? (
        <section className="card table-card" aria-label="From enquiry to approval">
          <h2 className="card-title">
            {conversion
              ? `${formatNumber(conversion.rate * 100, 1)} % of enquiries became approved households`
              : 'From enquiry to approval'}
          </h2>
          <FigureTable
            name="Households at each stage, and per cent of the stage before"
            head="Year from"
            columns={stages.flatMap((stage, at) => [
              { key: stage, label: stage, divider: at > 0 },
              ...(at > 0 ? [{ key: `${stage}%`, label: '% of before', quiet: true }] : []),
            ])}
            rows={funnels.map((funnel) => ({
              key: funnel.from,
              label: formatDate(funnel.from),
              cells: stages.flatMap((stage, at) => {
                const found = funnel.stages.find((each) => each.stage === stage);
                return [
                  { text: found ? whole(found.households) : '–' },
                  ...(at > 0
                    ? [
                        {
                          text: found?.ofBefore == null ? '–' : one(found.ofBefore),
                          title: found?.ofEnquiries == null ? '' : `${one(found.ofEnquiries)} % of enquiries`,
                        },
                      ]
                    : []),
                ];
              }),
            }))}
          />
        </section>
      ) : null}
      {households ? (
        <section className="card table-card" aria-label="Households by month">
          <h2 className="card-title">
            {whole(sum(households.approved))} approved − {whole(sum(households.closed))} closed ={' '}
            {whole(households.net)} households
          </h2>
          <FigureTable
            name="Households approved and closed by month"
            head="Month"
            columns={households.months.map((month) => ({ key: month, label: formatMonth(month) }))}
            rows={[
              {
                key: 'approved',
                label: 'Approved',
                cells: households.approved.map((value) => ({ text: whole(value) })),
              },
              { key: 'closed', label: 'Closed', cells: households.closed.map((value) => ({ text: whole(value) })) },
              {
                key: 'net',
                label: 'Net',
                kind: 'total',
                cells: households.approved.map((value, at) => ({ text: whole(value - (households.closed[at] ?? 0)) })),
              },
            ]}
          />
          {households.reasons.length > 0 ? (
            <p className="quiet">
              Closed by reason: {households.reasons.map(({ reason, households: n }) => `${reason} ${n}`).join(', ')}
            </p>
          ) : null}
        </section>
      ) : null}
      {conversion ? (
        <p>
          <button type="button" className="button" onClick={() => addLever('recruitment')}>
            Try more enquiries as a lever
          </button>{' '}
          <span className="quiet">
            {whole(conversion.enquiries)} enquiries a year at {formatNumber(conversion.rate * 100, 1)} %: each per cent
            more brings {formatNumber((conversion.enquiries * conversion.rate) / 100, 2)} carers a year.
          </span>
        </p>
      ) : null}
    </>
  );
}
