import { formatNumber, type MoneyUnit } from '../../../shared/format/format.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { activityEffects } from '../../../shared/programme/activity.ts';
import type { Programme } from '../../../shared/programme/programme.ts';
import { BarsCard } from '../../components/charts/bars-card.tsx';
import { FigureTable } from '../../components/figures/figure-table.tsx';
import { moneyText, signedText, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';

const number = (value: number | null) => (value === null ? '' : formatNumber(value, Number.isInteger(value) ? 0 : 1));

/** Benefits by quarter against plan and tolerances, in their own unit and in £; and what planned activity does to demand. */
export function BenefitsView({ made, snapshot, unit }: { made: Programme; snapshot: Snapshot; unit: MoneyUnit }) {
  const benefits = made.projects.flatMap((project) => project.benefits);
  const activity = activityEffects(snapshot);
  const cashable = benefits.filter((row) => row.class === 'cashable');
  const sumOf = (year: string, key: 'planned' | 'realised' | 'forecast') =>
    cashable.reduce((all, row) => all + (row.years.find((each) => each.year === year)?.[key] ?? 0), 0);
  const years = [...new Set(cashable.flatMap((row) => row.years.map((each) => each.year)))].sort();
  return (
    <>
      {years.length > 0 ? (
        <div className="charts short">
          <BarsCard
            finding={`${made.year}: realised ${moneyText(made.total.realised, unit)} of ${moneyText(made.total.planned, unit)} planned`}
            caption={`Cashable benefits by year, planned beside realised and forecast; ${unitLabel[unit]}`}
            head="Year"
            labels={years.flatMap((year) => [`${year} planned`, `${year} delivered`])}
            series={(['planned', 'realised', 'forecast'] as const).map((key) => ({
              ...{
                planned: { label: 'Planned', colour: '--series-2' },
                realised: { label: 'Realised', colour: '--series-1' },
                forecast: { label: 'Forecast', colour: '--series-3' },
              }[key],
              // The plan stands beside what is delivered of it, never on top.
              values: years.flatMap((year) => (key === 'planned' ? [sumOf(year, key), 0] : [0, sumOf(year, key)])),
            }))}
            format={(pence) => moneyText(pence, unit)}
          />
        </div>
      ) : null}
      {benefits.length === 0 ? (
        <StateView title="No benefit measures yet">Add them and their quarters under Lists.</StateView>
      ) : null}
      {benefits.map((benefit) => (
        <section key={benefit.reference} className="card table-card" aria-label={benefit.name}>
          <FigureTable
            name={`${benefit.name}, ${unitLabel[unit]}`}
            head={`${benefit.name} (${benefit.class})`}
            columns={[
              { key: 'planned', label: `Planned, ${benefit.unit}` },
              { key: 'range', label: 'Tolerance', quiet: true },
              { key: 'actual', label: 'Actual' },
              { key: 'forecast', label: 'Forecast' },
              { key: 'plannedMoney', label: 'Planned', divider: true },
              { key: 'realised', label: 'Realised' },
              { key: 'forecastMoney', label: 'Forecast' },
              { key: 'variance', label: 'Against plan' },
            ]}
            rows={benefit.quarters.map((row) => ({
              key: `${row.year} ${row.quarter}`,
              label: `${row.year} Q${row.quarter}`,
              title: row.evidence ?? '',
              cells: [
                { text: number(row.planned) },
                {
                  text: row.lower === null && row.upper === null ? '' : `${number(row.lower)} to ${number(row.upper)}`,
                },
                {
                  text: `${row.state === 'outside' ? '▲ ' : ''}${number(row.actual)}`,
                  ...(row.state === 'outside' ? { tone: 'over' as const } : {}),
                },
                { text: number(row.forecast) },
                { text: moneyText(row.money.planned, unit) },
                { text: moneyText(row.money.realised, unit) },
                { text: moneyText(row.money.forecast, unit) },
                { text: signedText(row.money.variance, unit) },
              ],
            }))}
          />
        </section>
      ))}
      {activity.length > 0 ? (
        <section className="card table-card wide-names" aria-label="Activity and demand">
          <FigureTable
            name="Activity planned and what it does to demand"
            head="Activity"
            columns={[
              { key: 'amount', label: 'Change' },
              { key: 'said', label: 'Reaches children through' },
            ]}
            rows={activity.map((row) => ({
              key: row.reference,
              label: row.name,
              cells: [
                { text: number(row.amount) },
                { text: row.said, ...(row.lever ? {} : { tone: 'over' as const }) },
              ],
            }))}
          />
        </section>
      ) : null}
    </>
  );
}
