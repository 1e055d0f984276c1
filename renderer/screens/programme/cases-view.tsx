import { formatDate, type MoneyUnit } from '../../../shared/format/format.ts';
import type { Programme } from '../../../shared/programme/programme.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';

/** Business cases with how far they are and what they release, and block 3 split into released, waiting and rejected. */
export function CasesView({ made, unit }: { made: Programme; unit: MoneyUnit }) {
  const cases = made.projects.flatMap((project) => project.cases).filter((row) => row.year === made.year);
  const { release } = made;
  const parts = [
    ['Released', release.released],
    ['Under review', release.underReview],
    ['Not asked for', release.notAskedFor],
    ['Rejected or withdrawn', release.rejected],
  ] as const;
  return (
    <>
      {cases.length === 0 ? (
        <StateView title={`No business cases of ${made.year}`}>Add them under Lists, or choose another year.</StateView>
      ) : (
        <section className="card table-card wide-names" aria-label="Business cases">
          <FigureTable
            name={`Business cases ${made.year}, ${unitLabel[unit]}`}
            head="Business case"
            columns={[
              { key: 'state', label: 'State' },
              { key: 'on', label: 'On' },
              { key: 'by', label: 'By whom' },
              { key: 'block', label: 'Block', title: 'Of the contract sum; blank = outside it' },
              { key: 'asked', label: 'Asked for' },
              { key: 'released', label: 'Released' },
              { key: 'conditions', label: 'Conditions' },
            ]}
            rows={cases.map((row) => {
              const open = row.conditions.filter((one) => one.met === null);
              return {
                key: row.reference,
                label: row.name,
                cells: [
                  { text: row.state, ...(row.outcome === 'rejected' ? { tone: 'over' as const } : {}) },
                  { text: row.on ? formatDate(row.on) : '' },
                  { text: row.byRole ?? '' },
                  { text: row.block === null ? '' : String(row.block) },
                  { text: row.asked === null ? 'not stated' : moneyText(row.asked, unit) },
                  { text: row.amountMissing && row.released === 0 ? 'not stated' : moneyText(row.released, unit) },
                  {
                    text: row.conditions.length === 0 ? '' : `${open.length} of ${row.conditions.length} open`,
                    title: row.conditions
                      .map((one) => `${one.condition}, due ${formatDate(one.due)}: ${one.state}`)
                      .join('; '),
                    ...(open.some((one) => one.state === 'overdue') ? { tone: 'over' as const } : {}),
                  },
                ],
              };
            })}
          />
        </section>
      )}
      <section className="card table-card" aria-label="Block 3">
        <FigureTable
          name={`Block 3 of the contract sum ${release.year}, ${unitLabel[unit]}`}
          head="Block 3"
          columns={[{ key: 'amount', label: 'Amount' }]}
          rows={[
            ...parts.map(([label, amount]) => ({
              key: label,
              label,
              cells: [{ text: moneyText(amount, unit), ...(amount < 0 ? { tone: 'over' as const } : {}) }],
            })),
            {
              key: 'all',
              label: 'Set aside',
              kind: 'total' as const,
              cells: [{ text: moneyText(release.provision, unit) }],
            },
          ]}
        />
      </section>
    </>
  );
}
