import type { MoneyUnit } from '../../../shared/format/format.ts';
import type { Plan } from '../../../shared/plan/plan-types.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';

/** Each reserve year by year: opening, paid in, used, closing, and the target of a placements reserve. */
export function PlanReserves({ plan, unit }: { plan: Plan; unit: MoneyUnit }) {
  const codes = [...new Map(plan.years.flatMap((year) => year.reserves.map((row) => [row.code, row.name])))];
  if (codes.length === 0)
    return (
      <StateView title="No reserves are entered">
        Add them under Reserves, and what goes in and out under Movements.
      </StateView>
    );
  const range = (target: { low: number; high: number } | null) =>
    target === null
      ? '–'
      : target.low === target.high
        ? moneyText(target.low, unit)
        : `${moneyText(target.low, unit)} to ${moneyText(target.high, unit)}`;
  return codes.map(([code, name]) => (
    <section key={code} className="card table-card" aria-label={name}>
      <FigureTable
        name={`${name}, ${unitLabel[unit]}`}
        head={name}
        columns={[
          { key: 'opening', label: 'Opening' },
          { key: 'in', label: 'Paid in' },
          { key: 'used', label: 'Used' },
          { key: 'closing', label: 'Closing' },
          {
            key: 'target',
            label: 'Target',
            quiet: true,
            title: '10 to 15 % of the gross cost of placements, or as stated',
          },
        ]}
        rows={plan.years.flatMap((year) => {
          const row = year.reserves.find((each) => each.code === code);
          if (!row) return [];
          const amounts = [row.opening, row.paidIn, row.used, row.closing].map((pence) => ({
            text: moneyText(pence, unit),
          }));
          const short = row.target !== null && row.closing < row.target.low;
          return [
            {
              key: year.year,
              label: year.year,
              cells: [...amounts, { text: range(row.target), ...(short ? { tone: 'over' as const } : {}) }],
            },
          ];
        })}
      />
    </section>
  ));
}
