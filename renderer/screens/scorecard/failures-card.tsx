import { formatDate } from '../../../shared/format/format.ts';
import type { ContractPerformance } from '../../../shared/programme/contract-performance.ts';

/** Performance failures of the contract with what the data hold of each, and the plan to put it right. */
export function FailuresCard({ made }: { made: ContractPerformance }) {
  if (made.failures.length === 0) return null;
  const plansOf = (code: string) =>
    [...made.contract, ...made.management].find((row) => row.code === code)?.plans ?? [];
  return (
    <section className="card notes" aria-label="Performance failures">
      <h2>
        {made.failures.length} performance {made.failures.length === 1 ? 'failure' : 'failures'} of the contract
      </h2>
      <ul>
        {made.failures.map((row) => (
          <li key={row.code}>
            ■ {row.indicator === null ? '' : `Indicator ${row.indicator}: `}
            {row.name}, {row.periods} {row.unit}. {row.evidence}
            {plansOf(row.code).map((plan) => (
              <span key={plan.reference}>
                {' '}
                {plan.reference}:{' '}
                {plan.state === 'no date'
                  ? 'no date is set for putting it right'
                  : `to be put right by ${plan.due ? formatDate(plan.due) : 'no date'} (${plan.state})`}
                .
              </span>
            ))}
          </li>
        ))}
        {made.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}
