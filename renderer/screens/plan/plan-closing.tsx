import { formatNumber, type MoneyUnit, sayMoney } from '../../../shared/format/format.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { Plan } from '../../../shared/plan/plan-types.ts';
import { proposalLines } from '../../../shared/plan/proposal-lines.ts';
import { type FigureRow, FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, signedText, tone, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { PlanActions } from './plan-actions.tsx';

const order = ['agreed', 'proposed', 'idea', 'rejected', 'withdrawn'] as const;
const headings: Record<(typeof order)[number], string> = {
  agreed: 'Agreed: in the plan',
  proposed: 'Proposed: would close the gap',
  idea: 'Ideas',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
};

/** What closes the gap and what does not yet: every proposal by year, with its status, and the gap that is left. */
export function PlanClosing({ plan, snapshot, unit }: { plan: Plan; snapshot: Snapshot; unit: MoneyUnit }) {
  const all = proposalLines(snapshot);
  if (all.length === 0)
    return (
      <StateView title="No proposals are entered">
        Add them under Proposal rows, and what each changes in each year under Proposal amounts.
      </StateView>
    );
  const rows = order.flatMap((status): FigureRow[] => {
    const own = all.filter((line) => line.status === status);
    if (own.length === 0) return [];
    return [
      {
        key: status,
        label: headings[status],
        kind: 'group',
        cells: [...plan.years, null, null].map(() => ({ text: '' })),
      },
      ...own.map((line) => ({
        key: line.reference,
        label: line.title,
        title: `${line.title} (${line.reference})`,
        cells: [
          ...plan.years.map(({ year }) => {
            const amount = line.amounts.find((each) => each.year === year);
            if (!amount) return { text: '–' };
            const text = `${signedText(amount.amount, unit)}${amount.recurring ? '' : ' once'}`;
            return { text, title: amount.inBudget ? 'In the budget' : '', tone: tone(amount.amount) };
          }),
          { text: `${formatNumber(line.confidencePercent)} %` },
          { text: line.amounts.some((amount) => amount.inBudget) ? 'in the budget' : line.kind },
        ],
      })),
    ];
  });
  const gap = (key: string, label: string, pick: (year: Plan['years'][number]) => number): FigureRow => ({
    key,
    label,
    kind: 'total',
    cells: [
      ...plan.years.map((year) => ({ text: signedText(pick(year), unit), tone: tone(pick(year)) })),
      { text: '' },
      { text: '' },
    ],
  });
  const open = plan.years.slice(1).filter((year) => year.gapWithProposed > 0);
  return (
    <>
      <PlanActions snapshot={snapshot} year={plan.firstYear} />
      <p className="quiet small">
        {open.length === 0
          ? `With what is proposed every year after ${plan.firstYear} balances.`
          : `Even with what is proposed, ${open.map((year) => `${year.year} lacks ${sayMoney(year.gapWithProposed)}`).join(', ')}.`}{' '}
        Amounts change the cost of their year; those that recur stay.
      </p>
      <section className="card table-card" aria-label="Proposals by year">
        <FigureTable
          name={`Proposals by year, ${unitLabel[unit]}`}
          head="Proposal"
          columns={[
            ...plan.years.map(({ year }) => ({ key: year, label: year })),
            { key: 'confidence', label: 'Confidence', quiet: true },
            { key: 'kind', label: 'Kind', quiet: true },
          ]}
          rows={[
            gap('before', 'Gap before agreed proposals', (year) => year.gapBeforeProposals),
            ...rows,
            gap('gap', 'Gap', (year) => year.gap),
            gap('with', 'Gap if the proposed were agreed', (year) => year.gapWithProposed),
          ]}
        />
      </section>
      {plan.years.some((year) => year.slippageCarried !== 0) ? (
        <p className="quiet small">
          Savings planned and not expected, found again in each year:{' '}
          {plan.years.map((year) => `${year.year} ${moneyText(year.slippageCarried, unit)}`).join(', ')}.
        </p>
      ) : null}
    </>
  );
}
