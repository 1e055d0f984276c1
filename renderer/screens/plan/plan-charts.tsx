import { formatMoney, type MoneyUnit, sayMoney } from '../../../shared/format/format.ts';
import { movementLabels, movementShortLabels } from '../../../shared/plan/plan-labels.ts';
import type { Plan, PlanYear } from '../../../shared/plan/plan-types.ts';
import { LinesCard } from '../../components/charts/lines-card.tsx';
import { WaterfallCard } from '../../components/charts/waterfall-card.tsx';
import { moneyText, signedText, unitLabel } from '../../components/parts/money.ts';
import { Segments } from '../../components/parts/segments.tsx';

type Props = { plan: Plan; year: PlanYear; unit: MoneyUnit; onYear: (year: string) => void };

/** Cost against funding over the years, and how one year becomes the next. */
export function PlanCharts({ plan, year, unit, onYear }: Props) {
  const later = plan.years.slice(1);
  const worst = later.reduce<PlanYear | null>(
    (most, each) => (most === null || each.gap > most.gap ? each : most),
    null,
  );
  const finding =
    worst && worst.gap > 0
      ? `After ${plan.firstYear} the gap is widest in ${worst.year}: ${sayMoney(worst.gap)}`
      : `After ${plan.firstYear} funding meets the cost of every year`;
  const largest = [...year.movements].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))[0];
  const at = plan.years.indexOf(year);
  const from = at > 0 ? plan.years[at - 1]?.year : 'its budget';
  return (
    <div className="charts plan-charts">
      <LinesCard
        finding={finding}
        caption={`Cost of shared lines and the money to meet it, ${unitLabel[unit]}`}
        head="Year"
        labels={plan.years.map((each) => each.year)}
        series={[
          { label: 'Cost', values: plan.years.map((each) => each.shared), colour: '--over-fill' },
          { label: 'Funding', values: plan.years.map((each) => each.funding.total), colour: '--accent' },
        ]}
        format={(pence) => moneyText(pence, unit)}
        axis={(pence) => formatMoney(pence, unit)}
      />
      <div className="stack plan-movement">
        <div className="row wrap">
          <Segments
            name="Year of the movement"
            value={year.year}
            choices={plan.years.map((each) => ({ value: each.year, label: each.year }))}
            onChange={onYear}
          />
        </div>
        <WaterfallCard
          finding={
            largest
              ? `${movementLabels[largest.kind]} move ${year.year} most: ${signedText(largest.amount, 'millions')}m`
              : `${year.year} costs what the year before did`
          }
          caption={`From ${from} to ${year.year}`}
          unit={unit}
          steps={[
            { key: 'opening', label: 'Opening', amount: year.opening, whole: true },
            ...year.movements.map((item) => ({
              key: item.kind,
              label: movementLabels[item.kind],
              short: movementShortLabels[item.kind],
              amount: item.amount,
            })),
            { key: 'closing', label: `Cost of ${year.year}`, short: year.year, amount: year.closing, whole: true },
          ]}
        />
      </div>
    </div>
  );
}
