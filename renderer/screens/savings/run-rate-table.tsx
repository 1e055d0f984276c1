import { runRates } from '../../../shared/finance/savings-history.ts';
import { formatNumber, sayMoney } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, tone, unitLabel } from '../../components/parts/money.ts';
import { useStore } from '../../state/store.ts';

/** Delivered to date against an even year: what the rest of the year must bring, and what it comes to at this rate. */
export function RunRateTable({ snapshot, scenario }: { snapshot: Snapshot; scenario: Scenario }) {
  const unit = useStore((state) => state.unit);
  const rows = runRates(snapshot, scenario.year, scenario.period);
  if (rows.length === 0) return null;
  const short = rows.reduce((sum, row) => sum + row.shortfall, 0);
  return (
    <section className="card table-card wide-names" aria-label="Run-rate test">
      <h2 className="card-title">
        {short === 0
          ? 'Every measured saving reaches its target at the rate so far'
          : `At the rate so far, measured savings end the year ${sayMoney(short)} short`}
      </h2>
      <FigureTable
        name={`Run-rate test, ${unitLabel[unit]}`}
        head="Saving"
        columns={[
          { key: 'delivered', label: 'Delivered' },
          { key: 'period', label: 'To', quiet: true },
          { key: 'target', label: 'Target' },
          { key: 'percent', label: 'Of an even year', divider: true },
          { key: 'faster', label: 'The rest must be', title: 'Times as much a month as so far' },
          { key: 'projected', label: 'At this rate' },
          { key: 'short', label: 'Short' },
        ]}
        rows={rows.map((row) => ({
          key: row.reference,
          label: row.name,
          cells: [
            { text: moneyText(row.delivered, unit) },
            { text: `P${row.period}` },
            { text: moneyText(row.target, unit) },
            { text: `${formatNumber(row.percent)} %`, tone: row.percent < 100 ? 'over' : 'under' },
            { text: row.timesFaster === null ? '–' : `${formatNumber(row.timesFaster, 2)} × as fast` },
            { text: moneyText(row.projected, unit) },
            { text: moneyText(row.shortfall, unit), tone: tone(row.shortfall) },
          ],
        }))}
      />
    </section>
  );
}
