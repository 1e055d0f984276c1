import type { Forecast } from '../../../shared/model/forecast.ts';
import { compareForecasts } from '../../../shared/scenario/compare.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, signedText, tone, unitLabel } from '../../components/parts/money.ts';
import { useStore } from '../../state/store.ts';

/** Outturn and net variance of two forecasts, line by line. */
export function SideBySide(props: { a: Forecast; b: Forecast; nameA: string; nameB: string }) {
  const unit = useStore((state) => state.unit);
  const compared = compareForecasts(props.a, props.b);
  const cells = (line: (typeof compared)['total']) => [
    { text: moneyText(line.outturn.a, unit) },
    { text: moneyText(line.outturn.b, unit) },
    { text: signedText(line.outturn.difference, unit), tone: tone(line.outturn.difference) },
    { text: signedText(line.netVariance.a, unit) },
    { text: signedText(line.netVariance.b, unit) },
    { text: signedText(line.netVariance.difference, unit), tone: tone(line.netVariance.difference) },
  ];
  return (
    <section className="card table-card" aria-label="Side by side">
      <FigureTable
        name={`${props.nameA} and ${props.nameB} side by side, ${unitLabel[unit]}`}
        head={unitLabel[unit]}
        columns={[
          { key: 'oa', label: `Outturn: ${props.nameA}`, quiet: true },
          { key: 'ob', label: props.nameB },
          { key: 'od', label: 'Difference' },
          { key: 'na', label: `Net variance: ${props.nameA}`, quiet: true, divider: true },
          { key: 'nb', label: props.nameB },
          { key: 'nd', label: 'Difference' },
        ]}
        rows={[
          ...compared.lines.map((line) => ({ key: line.code, label: line.name, cells: cells(line) })),
          { key: 'total', label: 'All lines', kind: 'total' as const, cells: cells(compared.total) },
        ]}
      />
    </section>
  );
}
