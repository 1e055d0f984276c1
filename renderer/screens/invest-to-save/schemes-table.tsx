import { formatNumber } from '../../../shared/format/format.ts';
import type { SchemeForecast } from '../../../shared/model/forecast.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, signedText, unitLabel } from '../../components/parts/money.ts';
import { useStore } from '../../state/store.ts';

export const percentText = (value: number | null) => (value === null ? '–' : `${formatNumber(value * 100, 0)} %`);
export const paybackText = (months: number | null) =>
  months === null
    ? 'not within the profile'
    : months < 12
      ? `${months} months`
      : `${formatNumber(months / 12, 1)} years`;

/** Every scheme with what it costs, brings and returns. */
export function SchemesTable(props: {
  schemes: readonly SchemeForecast[];
  chosen: string;
  onChoose: (reference: string) => void;
}) {
  const unit = useStore((state) => state.unit);
  return (
    <section className="card table-card" aria-label="Schemes">
      <FigureTable
        name={`Invest to save, ${unitLabel[unit]}`}
        head="Scheme"
        columns={[
          { key: 'cost', label: 'Cost' },
          { key: 'grant', label: 'Grant' },
          { key: 'benefit', label: 'Benefit', title: 'After optimism bias' },
          { key: 'net', label: 'Net', divider: true },
          { key: 'roi', label: 'ROI', title: '(benefits − costs) ÷ costs' },
          { key: 'bcr', label: 'BCR', title: 'Present value of benefits ÷ of costs' },
          { key: 'npv', label: 'NPV', title: 'At the discount rate, first year not discounted' },
          { key: 'payback', label: 'Payback', title: 'First month with cumulative net of zero or more' },
          { key: 'even', label: 'Break-even', title: 'Share of the benefits that just covers the costs' },
        ]}
        rows={props.schemes.map((row) => ({
          key: row.reference,
          label: `${row.reference === props.chosen ? '▸ ' : ''}${row.name}`,
          cells: [
            { text: moneyText(row.cost, unit) },
            { text: moneyText(row.grant, unit) },
            { text: moneyText(row.benefit, unit) },
            { text: signedText(row.benefit - row.cost, unit), tone: row.benefit >= row.cost ? 'under' : 'over' },
            { text: percentText(row.roi) },
            { text: row.bcr === null ? '–' : formatNumber(row.bcr, 2) },
            { text: signedText(row.npv, unit), tone: row.npv >= 0 ? 'under' : 'over' },
            { text: paybackText(row.paybackMonth) },
            { text: row.breakEvenPercent === null ? '–' : `${formatNumber(row.breakEvenPercent, 0)} %` },
          ],
        }))}
        onOpen={props.onChoose}
      />
    </section>
  );
}
