import { formatNumber, sayMoney } from '../../../shared/format/format.ts';
import type { SchemeForecast } from '../../../shared/model/forecast.ts';
import { BarsCard } from '../../components/charts/bars-card.tsx';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { yearLabel } from './scheme-years.tsx';
import { paybackText } from './schemes-table.tsx';

const colours = { target: '--series-1', stretch: '--series-3', realised: '--series-2' };
const names = { target: 'Target', stretch: 'Stretch', realised: 'Realised' };

/** Cumulative net month by month in every case held, and cost against benefit year by year. */
export function SchemeCharts(props: { scheme: SchemeForecast; all: readonly SchemeForecast[] }) {
  const { scheme, all } = props;
  const months = Math.max(...all.map((row) => row.cumulativeMonths.length), 0);
  const millions = (pence: number) => pence / 1e8;
  const finding =
    scheme.paybackMonth === null
      ? `${scheme.name} has not paid back within its profile`
      : `${scheme.name} pays back after ${paybackText(scheme.paybackMonth)}`;
  return (
    <div className="charts">
      <LinesCard
        finding={finding}
        caption="Cumulative net benefit by month from the first cost, £m; zero is payback"
        head="Month"
        labels={Array.from({ length: months }, (_, index) => `M${index + 1}`)}
        series={all.map((row) => ({
          label: names[row.case],
          values: row.cumulativeMonths.map(millions),
          colour: colours[row.case],
          dashed: row.case !== scheme.case,
        }))}
        format={(value) => formatNumber(value, 3)}
        axis={(value) => formatNumber(value, 1)}
      />
      <BarsCard
        finding={`${sayMoney(scheme.cost)} of cost for ${sayMoney(scheme.benefit)} of benefit`}
        caption={`By year, ${names[scheme.case].toLowerCase()} case, £m; costs under zero${scheme.years.some((year) => year.interpolated) ? '; ≈ marks years interpolated between stated ones' : ''}`}
        head="Year"
        labels={scheme.years.map(yearLabel)}
        series={[
          { label: 'Cost', values: scheme.years.map((year) => -Math.abs(millions(year.cost))), colour: '--over-fill' },
          { label: 'Benefit', values: scheme.years.map((year) => millions(year.benefit)), colour: '--under-fill' },
        ]}
        format={(value) => formatNumber(value, 2)}
      />
    </div>
  );
}
