import { formatNumber, sayMoney } from '../../../shared/format/format.ts';
import type { SchemeForecast } from '../../../shared/model/forecast.ts';
import type { Scheme } from '../../../shared/model/registers.ts';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, signedText, tone, unitLabel } from '../../components/parts/money.ts';
import { useStore } from '../../state/store.ts';

/** The mark of a year no paper states: its benefit lies on the line between the stated ones. */
export const yearLabel = (year: SchemeForecast['years'][number]) => `${year.interpolated ? '≈ ' : ''}${year.year}`;

/** What pays for a scheme, and its stretch case beside its target, in plain sentences. */
function financingText(scheme: SchemeForecast, all: readonly SchemeForecast[]): string[] {
  const { cost, grant } = scheme;
  const of = (one: SchemeForecast['case']) => all.find((row) => row.case === one)?.benefit ?? null;
  const [target, stretch] = [of('target'), of('stretch')];
  return [
    grant === 0
      ? `Financing: ${sayMoney(cost)} gross, without grants`
      : `Financing: ${sayMoney(cost)} gross, ${sayMoney(cost - grant)} net of grants of ${sayMoney(grant)}${cost > 0 ? ` (${formatNumber((100 * grant) / cost, 0)} %)` : ''}`,
    target && stretch !== null
      ? `Stretch: ${sayMoney(stretch)} of benefits, ${formatNumber(stretch / target, 2)} times the target’s ${sayMoney(target)}`
      : 'No stretch case is held',
  ];
}

/** Cost, benefit, gross and net of the cost, year by year; years interpolated between stated ones are marked. */
export function SchemeYears(props: {
  scheme: SchemeForecast;
  /** Every case of the scheme. */
  all: readonly SchemeForecast[];
  row: Scheme | undefined;
}) {
  const unit = useStore((state) => state.unit);
  const { scheme, row } = props;
  const made = scheme.years.filter((year) => year.interpolated).length;
  const bias = (label: string, percent: number) =>
    percent === 0 ? [] : [`${label} ${percent > 0 ? '+' : '−'}${formatNumber(Math.abs(percent), 1)} % for optimism`];
  const labels = [
    ...financingText(scheme, props.all),
    made > 0
      ? `≈ ${made} of ${scheme.years.length} years are interpolated between the years stated`
      : 'Every year is as stated',
    ...(row ? [...bias('benefits', row.benefitBiasPercent), ...bias('costs', row.costBiasPercent)] : []),
  ];
  return (
    <section className="card table-card" aria-label={`Years of ${scheme.name}`}>
      <h2 className="card-title">
        {scheme.name} by year <span className="quiet step-text">{labels.join(' · ')}</span>
      </h2>
      <FigureTable
        name={`${scheme.name} by year, ${unitLabel[unit]}`}
        head="Year"
        columns={[
          { key: 'benefit', label: 'Benefit, gross', title: 'Before the cost of implementation, after optimism bias' },
          { key: 'cost', label: 'Cost' },
          { key: 'net', label: 'Net', title: 'Benefit less cost', divider: true },
          { key: 'cumulative', label: 'Cumulative' },
          { key: 'how', label: 'From', quiet: true },
        ]}
        rows={scheme.years.map((year) => ({
          key: year.year,
          label: yearLabel(year),
          cells: [
            { text: moneyText(year.benefit, unit) },
            { text: moneyText(year.cost, unit) },
            { text: signedText(year.net, unit), tone: tone(-year.net) },
            { text: signedText(year.cumulative, unit), tone: tone(-year.cumulative) },
            { text: year.interpolated ? 'interpolated' : 'stated' },
          ],
        }))}
      />
    </section>
  );
}
